"""From a project folder to evidence: read everything, refuse while anything is open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from edaphon.accounting.accreditations import accreditation_problems
from edaphon.accounting.belied import belied_problems
from edaphon.accounting.coeffect_claims import claim_problems
from edaphon.accounting.electricity import uncounted_problems
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.flooding import flooding_problems
from edaphon.accounting.grounds import grounds_problems
from edaphon.accounting.other_controls import other_controls
from edaphon.accounting.own_parameters import own_problems
from edaphon.accounting.runs_in_time import run_problems
from edaphon.accounting.sterile_carrier import carrier_problems
from edaphon.accounting.uncounted import uncounted_records
from edaphon.accounting.unused_settings import SINCE, unused_settings
from edaphon.evidence import (
    PlanStatus,
    Project,
    earlier_problems,
    plan_problems,
    read,
    read_plan,
)
from edaphon.kernel.errors import EdaphonError, Problem, each_once
from edaphon.kernel.seeds import Seed, seed_of
from edaphon.monitoring import NEWEST, Imported, read_evidence

Progress = Callable[[str], None]

OF_FOLDER = frozenset({"FILE_UNREAD"})
"""Codes of what a bundle of the folder does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A project folder read as far as it can be, and all that is wrong or open."""

    problems: tuple[Problem, ...]
    """Every problem of every file, each once: the one list that stops an account."""
    project: Project | None = None
    """The project, None when its document is not sound yet."""
    plan: PlanStatus = field(default_factory=PlanStatus)
    """Its sampling plan as far as it could be read."""
    imported: Imported | None = None
    """What the data files gave, None when they were not read."""
    rules: int | None = None
    """Version of the reading rules of an older bundle; None for the newest."""

    def evidence(self) -> Evidence:
        """Return the evidence; only of a folder in which no problem stops.

        Raises
        ------
        EdaphonError
            The problems, where the folder could not be read.
        """
        if self.project is None or self.imported is None:
            raise EdaphonError(self.problems)
        return Evidence(
            project=self.project,
            observations=self.imported.observations,
            plan=self.plan,
            seed=self.plan.seed() or unplanned_seed(self.project),
            files=self.imported.files,
            geography=self.imported.geography,
            roster=self.imported.roster,
            bases=self.imported.bases,
            rules=self.rules or NEWEST,
            warnings=_warnings(self.problems),
        )


def look(
    folder: Path,
    *,
    methods: Sequence[str] = (),
    rules: int | None = None,
    progress: Progress | None = None,
    reverse_rows: bool = False,
) -> Look:
    """Read a project folder and tell everything that is wrong with it.

    Whoever accounts and whoever only checks reads through here, so that one list of
    problems holds for both.

    Parameters
    ----------
    folder, methods, rules, progress, reverse_rows
        As `gather`.

    Returns
    -------
    Look
        Nothing is raised for what is wrong in the folder.
    """
    project, told = read(folder)
    if project is None:
        problems = each_once((*told, *plan_problems(folder, None)))
        return Look(problems=problems)
    if rules is not None and any(item.stops(rules) for item in told):
        # A bundle of a stranger: once its document is refused no more of it is opened.
        return Look(problems=each_once(told), project=project)
    plan, planned = read_plan(project)
    imported = read_evidence(
        project, progress=progress, reverse_rows=reverse_rows, rules=rules, plan=plan
    )
    sound = not any(item.stops(rules) for item in told)
    stated = (
        _statement_problems(project, plan, imported, methods or project.methods)
        if sound
        else ()
    )
    unused = unused_settings(project, plan) if (rules or NEWEST) >= SINCE else ()
    beside = project.coeffects.problems
    found = Look(
        problems=each_once(
            (*told, *stated, *planned, *unused, *imported.problems, *beside)
        ),
        project=project,
        plan=plan,
        imported=imported,
        rules=rules,
    )
    return _compared(found, rules)


def _compared(found: Look, rules: int | None) -> Look:
    """Compare the evidence with earlier accounts and with what is claimed beside it.

    Only where nothing else stops.
    """
    project = found.project
    if any(item.stops(rules) for item in found.problems) or project is None:
        return found
    evidence = found.evidence()
    grounds = grounds_problems(evidence) if project.earlier else ()
    told = (
        *grounds,
        *claim_problems(evidence),
        *flooding_problems(evidence),
        *belied_problems(evidence),
    )
    return replace(found, problems=each_once((*found.problems, *told)))


def _statement_problems(
    project: Project, plan: PlanStatus, imported: Imported, methods: Sequence[str]
) -> Iterator[Problem]:
    """Tell of what a sound document states and does not show."""
    yield from earlier_problems(project, plan)
    yield from accreditation_problems(project)
    yield from own_problems(project, plan, methods)
    yield from carrier_problems(project)
    yield from other_controls(project, plan)
    yield from run_problems(project, imported.observations, methods)
    yield from uncounted_problems(imported.observations)
    yield from uncounted_records(project, imported.observations)


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
    found = look(
        folder,
        methods=methods,
        rules=rules,
        progress=progress,
        reverse_rows=reverse_rows,
    )
    standing = [item for item in found.problems if item.stops(rules)]
    if standing:
        raise EdaphonError(standing)
    return found.evidence(), found.problems


def _warnings(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what was only told, in an order that no reading of the files changes.

    What lies in the folder and in no bundle of it is told to whoever stands before the
    folder alone: nobody else can find it again.
    """
    told = (
        item
        for item in problems
        if item.severity == "warning" and item.code not in OF_FOLDER
    )
    return tuple(sorted(told, key=_order))


def _order(problem: Problem) -> tuple[str, str, str]:
    return problem.where.text("en"), problem.code, repr(problem.facts)


def unplanned_seed(project: Project) -> Seed:
    """Return the seed of an account without a plan: that of the project document.

    Such an account cannot be credited where a method asks for a sealed plan; its
    draws are still the same for everyone.
    """
    return seed_of(project.digest)
