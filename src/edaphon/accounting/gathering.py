"""From a project folder to evidence: read everything, refuse while anything is open."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.own_parameters import own_problems
from edaphon.evidence import Project, read, read_plan
from edaphon.kernel.errors import EdaphonError, Problem, each_once
from edaphon.kernel.seeds import Seed, seed_of
from edaphon.monitoring import read_evidence

Progress = Callable[[str], None]


def gather(
    folder: Path,
    *,
    methods: Sequence[str] = (),
    rules: int | None = None,
    progress: Progress | None = None,
    reverse_rows: bool = False,
) -> tuple[Evidence, tuple[Problem, ...]]:
    """Read a project folder and return its evidence with the warnings about it.

    Parameters
    ----------
    folder
        Project folder with ``project.yaml``.
    methods
        Methods to account under, whose parameters the project may replace; those of
        the project document where none is named.
    rules
        Version of the reading rules under which the evidence was accepted once; what
        a later version would refuse or ask is returned and stops nothing.
    progress
        Told the path of each file before it is read.
    reverse_rows
        Read every table from its last row to its first; nothing may change.

    Raises
    ------
    EdaphonError
        All errors and open questions of all files, in one pass: an account rests
        on no file that somebody still has to decide about.
    """
    project, told = _project(folder, rules)
    plan, plan_problems = read_plan(project)
    imported = read_evidence(
        project, progress=progress, reverse_rows=reverse_rows, rules=rules, plan=plan
    )
    own = own_problems(project, methods or project.methods)
    problems = each_once((*told, *own, *imported.problems, *plan_problems))
    standing = [item for item in problems if item.stops(rules)]
    if standing:
        raise EdaphonError(standing)
    evidence = Evidence(
        project=project,
        observations=imported.observations,
        plan=plan,
        seed=plan.seed() or unplanned_seed(project),
        files=imported.files,
        geography=imported.geography,
        roster=imported.roster,
        bases=imported.bases,
        warnings=_warnings(problems),
    )
    return evidence, problems


def _warnings(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what was only told, in an order that no reading of the files changes."""
    told = (item for item in problems if item.severity == "warning")
    return tuple(sorted(told, key=_order))


def _order(problem: Problem) -> tuple[str, str, str]:
    return problem.where.text("en"), problem.code, repr(problem.facts)


def _project(folder: Path, rules: int | None) -> tuple[Project, list[Problem]]:
    """Return the project document, and what it told: all that stops nothing here."""
    project, problems = read(folder)
    stopping = [item for item in problems if item.stops(rules)]
    if project is None or stopping:
        raise EdaphonError(stopping or problems)
    return project, problems


def unplanned_seed(project: Project) -> Seed:
    """Return the seed of an account without a plan: that of the project document.

    Such an account cannot be credited where a method asks for a sealed plan; its
    draws are still the same for everyone.
    """
    return seed_of(project.digest)
