"""What a forecast stands on: plan, expectations, costs and land, each by digest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import UNSET

from edaphon.evidence import PlanStatus, Project, Seal, codes, nearest, read
from edaphon.evidence import read_plan as plan_of
from edaphon.kernel import units
from edaphon.kernel.digests import file_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where, each_once
from edaphon.kernel.seeds import Seed, seed_of
from edaphon.monitoring import Geography, read_evidence
from edaphon.planning.before import (
    before_sampling,
    days_lacking,
    of_dates,
    under_seal,
)
from edaphon.planning.costs import COSTS, Cost, read_costs
from edaphon.planning.gain_limits import gain_faults, papers
from edaphon.planning.names import name_faults
from edaphon.planning.sizes import GAIN_UNIT, size_faults
from edaphon.schemas.documents import Document, read_document
from edaphon.schemas.forms import check_form
from edaphon.schemas.models.expected import ExpectedDocument, ExpectedStratum
from edaphon.schemas.record import stated_or

EXPECTED = Seal.BESIDE[1]
"""Where the expectations of a project lie."""

NEEDED = frozenset(("", "v", "id", "strata", "sampling"))
"""Fields of the project document that a plan can be read under."""

Part = Literal["activity", "product", "microbial", "procedure", "look_back"]
"""What may be left out of expectations and project: what it holds is then unknown."""

CLOSE = Decimal("0.001")
"""How far the shares of the layers may lie from 1 together [1]."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Everything that a forecast is made from."""

    project: Project
    """The project without its data files and without what happened later."""
    plan: PlanStatus
    """The plan as it will be sealed; a seal before the start stands in for none."""
    is_sealed: bool
    """Whether the plan is sealed already."""
    expected: ExpectedDocument
    costs: tuple[Cost, ...]
    geography: Geography
    inputs: Mapping[str, str]
    """Digest of every file that entered, by its path."""
    measured: tuple[str, ...]
    """Files of soil samples that the project names already; none is read."""

    @property
    def seed(self) -> Seed:
        """Seed of all draws, from the plan alone.

        Whatever else is changed is compared on the same soil, and nobody can look for
        a kind seed by rewriting a price.
        """
        return seed_of(self.plan.digest)

    @property
    def left_out(self) -> tuple[Part, ...]:
        """What is blank and what nothing else tells."""
        model = self.project.model
        is_told: Mapping[Part, bool] = {
            "activity": False,
            "product": model.practice.product is UNSET,
            "microbial": False,
            "procedure": all(one.procedure is not UNSET for one in model.campaigns),
        }
        blank: list[Part] = [
            name
            for name, told in is_told.items()
            if not told and not stated_or(getattr(self.expected, name), ())
        ]
        baseline = model.baseline
        has_years = baseline is not UNSET and baseline.look_back is not UNSET
        return tuple(blank) if has_years else (*blank, "look_back")

    @property
    def gains(self) -> Mapping[str, float] | None:
        """Gain of each stratum [t C/ha/a]; None where none is stated."""
        found = {
            item.id: float(units.convert(Decimal(item.gain.value), item.gain.unit,
                                         GAIN_UNIT))
            for item in self.expected.strata if item.gain is not UNSET
        }  # fmt: skip
        return found or None


def read_basis(folder: Path) -> Basis:
    """Read what a forecast of a project folder stands on.

    Parameters
    ----------
    folder
        Project folder; its data files need not be there yet.

    Raises
    ------
    EdaphonError
        Everything that is wrong with project document, map, plan, expectations and
        costs, in one pass: ``EXPECTED_MISSING``, ``EXPECTED_DIFFERS``,
        ``EXPECTED_LAYERS``, ``EXPECTED_SHARES``, ``EXPECTED_GAIN``,
        ``EXPECTED_NUMBER``, ``EXPECTED_RANGE``, ``EXPECTED_AREA``, ``COSTS_FORM``,
        ``COSTS_CURRENCY`` and those of the documents.
    """
    project, told = read(folder, needed=NEEDED)
    standing = [item for item in told if item.stops() and not _comes_later(item)]
    if project is None:
        raise EdaphonError([*(standing or told), *expectation_problems(folder)])
    plan, planned = plan_of(project)
    if not plan.present:
        lacking = [*standing, *planned] or [Problem(code="PLAN_MISSING")]
        raise EdaphonError([*lacking, *expectation_problems(folder)])
    before = before_sampling(project, plan)
    dates = [item for item in standing if of_dates(item)]
    problems = [item for item in standing if item not in dates]
    if before is None:
        problems += [*days_lacking(project, plan, dates)] or told
    problems += [item for item in planned if item.stops()]
    expected, found = _expected(folder, project, plan)
    costs, wrong = read_costs(folder, expected)
    beside = [*found, *wrong]
    if before is None or any(item in standing for item in problems):
        raise EdaphonError(each_once([*problems, *beside]))
    imported = read_evidence(before.with_fields(files=[]), plan=plan)
    land = str((project.fields or {}).get("path", ""))
    problems += [
        item for item in imported.problems if item.stops() and item.where.file == land
    ]
    problems += [*_without_area(project, imported.geography), *beside]
    if expected is None or problems:
        raise EdaphonError(each_once(problems))
    return Basis(
        project=before,
        plan=under_seal(plan, before),
        is_sealed=plan.seal is not None,
        expected=expected,
        costs=costs,
        geography=imported.geography,
        inputs=_inputs(folder, project, land, papers(expected)),
        measured=_measured(project),
    )


def _measured(project: Project) -> tuple[str, ...]:
    listed = project.get("files") or ()
    held = [str(item["path"]) for item in listed if item.get("about") == "soil"]
    return tuple(dict.fromkeys(held))


def expectation_problems(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the expectations and costs of a project folder.

    Parameters
    ----------
    folder
        Project folder; one without these files has no such problem.

    Returns
    -------
    tuple of Problem
        The same as `read_basis` raises of these files. Nothing in them is compared with
        a project or a plan that cannot be read.
    """
    if not any((folder / name).exists() for name in (EXPECTED, COSTS)):
        return ()
    expected, problems = None, list[Problem]()
    project, _ = read(folder, needed=NEEDED)
    if (folder / EXPECTED).exists():
        plan = None if project is None else plan_of(project)[0]
        expected, problems = _expected(folder, project, plan)
    _, wrong = read_costs(folder, expected)
    return each_once([*problems, *wrong])


def _without_area(project: Project, land: Geography) -> Iterator[Problem]:
    for at, item in enumerate(project.strata):
        if item.id not in land.area_ha and item.area_ha is None:
            where = project.where("strata", at)
            yield Problem(code="EXPECTED_AREA", where=where, facts={"found": item.id})


def _comes_later(problem: Problem) -> bool:
    """Tell whether a problem is of what comes after the plan: data files, its seal."""
    path = problem.where.path
    unsealed = problem.code == "PATH_MISSING" and path == "sampling/seal"
    return unsealed or path.split("/")[0] == "files"


def _inputs(
    folder: Path, project: Project, land: str, shown: Sequence[str]
) -> dict[str, str]:
    plan = str(project.sampling.get("plan", "plan/sampling.yaml"))
    names = ["project.yaml", plan, EXPECTED, COSTS, *([land] if land else []), *shown]
    found = {name: folder / name for name in names}
    return {name: file_digest(path) for name, path in found.items() if path.is_file()}


def _expected(
    folder: Path, project: Project | None, plan: PlanStatus | None
) -> tuple[ExpectedDocument | None, list[Problem]]:
    """Return the expectations; compared with project and plan where these are known."""
    if not (folder / EXPECTED).is_file():
        missing = Problem(code="EXPECTED_MISSING", where=Where(file=EXPECTED))
        return None, [missing]
    document, problems = read_document(folder / EXPECTED, EXPECTED)
    if document is None:
        return None, problems
    form = check_form(document, "expected")
    problems += form.problems
    if problems:
        return None, problems
    model: ExpectedDocument = msgspec.convert(form.content, ExpectedDocument)
    if project is None or plan is None or not plan.layers:
        return model, []
    return model, [*_faults(model, document, project, plan)]


def _faults(
    model: ExpectedDocument, document: Document, project: Project, plan: PlanStatus
) -> Iterator[Problem]:
    """Yield what a schema cannot say of expectations."""
    yield from name_faults(model, document, project)
    named = [item.id for item in model.strata]
    stated = [item.gain is not UNSET for item in model.strata]
    if any(stated) and not all(stated):
        at = stated.index(False)
        where = document.where("strata", at)
        yield Problem(code="EXPECTED_GAIN", where=where, facts={"found": named[at]})
    for at, item in enumerate(model.strata):
        yield from _layer_faults(item, at, document, len(plan.layers))
        if item.gain is not UNSET and not _is_gain(item.gain.unit):
            where = document.where("strata", at, "gain", "unit")
            yield _unit_problem(where, item.gain.unit, GAIN_UNIT)
    wrong = [*size_faults(model, document)]
    yield from wrong or gain_faults(
        model, document, project.folder, _day(project, plan)
    )
    yield from _property_faults(model, document)


def _day(project: Project, plan: PlanStatus) -> str:
    """Return the last day that project or plan tell, on which limits are read."""
    listed = [dict(item) for item in project.get("campaigns") or ()]
    days = [str(item.get("end") or "") for item in listed]
    return max([*days, *map(str, plan.later_campaigns.values())], default="")


def _is_gain(unit: str) -> bool:
    return units.is_unit(unit) and units.compatible(unit, GAIN_UNIT)


def _unit_problem(where: Where, found: str, needed: str) -> Problem:
    facts = {"found": found, "needed": needed}
    return Problem(code="EXPECTED_NUMBER", where=where, facts=facts)


def _layer_faults(
    item: ExpectedStratum, at: int, document: Document, layers: int
) -> Iterator[Problem]:
    lists = {"soc": item.soc, "bulk_density": item.bulk_density, "shares": item.shares}
    for name, held in lists.items():
        if len(held) != layers:
            facts = {"field": name, "found": len(held), "needed": layers}
            where = document.where("strata", at, name)
            yield Problem(code="EXPECTED_LAYERS", where=where, facts=facts)
    whole = sum((Decimal(share) for share in item.shares), Decimal(0))
    if abs(whole - 1) > CLOSE:
        where = document.where("strata", at, "shares")
        yield Problem(code="EXPECTED_SHARES", where=where, facts={"found": str(whole)})


def _property_faults(model: ExpectedDocument, document: Document) -> Iterator[Problem]:
    """Yield properties that the vocabulary does not hold, and units that do not fit."""
    named = [
        *(("activity", "item", at, item.item, item.unit)
          for at, item in enumerate(stated_or(model.activity, []))),
        *(("microbial", "property", at, item.property, item.unit)
          for at, item in enumerate(stated_or(model.microbial, []))),
    ]  # fmt: skip
    for part, field, at, code, unit in named:
        if code not in codes():
            where = document.where(part, at, field)
            yield _unit_problem(where, code, nearest(code))
        elif not codes()[code].accepts(unit):
            where = document.where(part, at, "unit")
            yield _unit_problem(where, unit, codes()[code].unit)
