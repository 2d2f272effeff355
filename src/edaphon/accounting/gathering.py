"""From a project folder to evidence: read everything, refuse while anything is open."""

from collections.abc import Callable
from pathlib import Path

from edaphon.accounting.evidence import Evidence
from edaphon.evidence import Project, load, read_plan
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.seeds import Seed, seed_of
from edaphon.monitoring import read_evidence

Progress = Callable[[str], None]


def gather(
    folder: Path, *, progress: Progress | None = None, reverse_rows: bool = False
) -> tuple[Evidence, tuple[Problem, ...]]:
    """Read a project folder and return its evidence with the warnings about it.

    Parameters
    ----------
    folder
        Project folder with ``project.yaml``.
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
    project = load(folder)
    imported = read_evidence(project, progress=progress, reverse_rows=reverse_rows)
    plan, plan_problems = read_plan(project)
    problems = (*imported.problems, *plan_problems)
    standing = [item for item in problems if item.severity != "warning"]
    if standing:
        raise EdaphonError(standing)
    evidence = Evidence(
        project=project,
        observations=imported.observations,
        plan=plan,
        seed=plan.seed() or unplanned_seed(project),
        files=imported.files,
        geography=imported.geography,
    )
    return evidence, problems


def unplanned_seed(project: Project) -> Seed:
    """Return the seed of an account without a plan: that of the project document.

    Such an account cannot be credited where a method asks for a sealed plan; its
    draws are still the same for everyone.
    """
    return seed_of(project.digest)
