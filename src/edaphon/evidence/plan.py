"""The sampling plan: which points, how deep, compared how, said beforehand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType

from edaphon.evidence.plan_checks import (
    key_problems,
    layer_problems,
    point_problems,
    test_problems,
    twice_named,
)
from edaphon.evidence.project import FOR_PLAN, Project, read
from edaphon.evidence.sealing import Seal, changed_beside, read_seal, seal_plan
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.seeds import Seed, seed_of
from edaphon.schemas.documents import Document, read_document
from edaphon.schemas.forms import check_form
from edaphon.schemas.models.plan import PlanDocument, Point
from edaphon.schemas.record import stated_or

PLAN_FILE = "plan/sampling.yaml"
"""Where a plan lies unless the project says otherwise."""

SEAL_FILE = "plan/seal.json"
"""Where its seal lies unless the project says otherwise."""

SHARED = ("design", "depth_cm", "mass", "interpolation")
"""Fields that plan and project both state and that must agree."""


@dataclass(frozen=True, kw_only=True)
class PlanStatus:
    """What is planned, when it was sealed, and whether it is still what was sealed."""

    document: Mapping[str, object] = field(default_factory=dict)
    """The checked plan; empty when there is none."""
    digest: str = ""
    """Digest of the plan's bytes as they are now."""
    seal: Seal | None = None
    """Its seal, None when it was never sealed."""

    @cached_property
    def model(self) -> PlanDocument | UnsetType:
        """The checked plan, typed; ``UNSET`` when there is none."""
        return msgspec.convert(self.document, PlanDocument) if self.document else UNSET

    @property
    def present(self) -> bool:
        """Whether there is a plan."""
        return bool(self.document)

    @property
    def sealed_at(self) -> str:
        """UTC instant of sealing, ``2021-01-10T00:00:00Z``; empty when not sealed."""
        return self.seal.sealed_at if self.seal else ""

    @property
    def intact(self) -> bool:
        """Whether the plan is byte for byte the one that was sealed."""
        return self.seal is not None and self.seal.plan == self.digest

    @property
    def reference_mass(self) -> str | Mapping[str, str] | None:
        """Reference soil mass [t/ha], one or per stratum; None when not fixed."""
        plan = self.model
        if plan is UNSET or plan.reference_mass is UNSET:
            return None
        return plan.reference_mass

    @property
    def later_campaigns(self) -> Mapping[str, str]:
        """Campaigns after the first and their planned days; empty where not all are."""
        plan = self.model
        if plan is UNSET:
            return {}
        days = stated_or(plan.planned_days, {})
        later = plan.campaigns[1:]
        return {name: days[name] for name in later} if set(later) == set(days) else {}

    @property
    def tests(self) -> tuple[str, ...]:
        """Microbial properties that the plan says will be compared."""
        plan = self.model
        return () if plan is UNSET else tuple(stated_or(plan.tests, ()))

    @property
    def layers(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Upper and lower depth of every layer [cm], in the order of the plan."""
        plan = self.model
        return () if plan is UNSET else _depths(plan.layers)

    @property
    def later_layers(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The same for every campaign after the first; as the first unless stated."""
        plan = self.model
        return (
            () if plan is UNSET else _depths(stated_or(plan.later_layers, plan.layers))
        )

    @property
    def areas(self) -> Mapping[str, Decimal]:
        """Area of each stratum [ha], where the plan states it."""
        plan = self.model
        listed = () if plan is UNSET else stated_or(plan.strata, ())
        return {
            item.id: Decimal(str(item.area_ha))
            for item in listed
            if item.area_ha is not UNSET
        }

    @cached_property
    def points(self) -> Mapping[str, tuple[str, str]]:
        """Stratum and role of every planned point."""
        return {point.id: (point.stratum, point.role) for point in self._listed}

    @cached_property
    def coordinates(self) -> Mapping[str, tuple[float, float]]:
        """Longitude and latitude of the planned points [degrees], where stated."""
        return {
            point.id: (float(point.longitude), float(point.latitude))
            for point in self._listed
            if point.longitude is not UNSET and point.latitude is not UNSET
        }

    @property
    def _listed(self) -> Sequence[Point]:
        plan = self.model
        return () if plan is UNSET else plan.points

    def seed(self) -> Seed | None:
        """Return the seed of an account under this plan, None without a plan."""
        if not self.digest:
            return None
        return seed_of(self.digest, self.seal.head if self.seal else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointComparison:
    """Planned points against those that were observed."""

    missing: tuple[str, ...]
    """Planned, not observed."""
    unplanned: tuple[str, ...]
    """Observed, not planned."""
    moved: tuple[str, ...]
    """Observed under another stratum or role than planned."""


def compare_points(
    plan: PlanStatus, observed: Mapping[str, tuple[str, str]] | Collection[str]
) -> PointComparison:
    """Compare planned points with observed ones.

    Parameters
    ----------
    plan
        The plan.
    observed
        Points of one campaign: names, or names with stratum and role.
    """
    planned = plan.points
    facts = observed if isinstance(observed, Mapping) else {}
    return PointComparison(
        missing=tuple(sorted(set(planned) - set(observed))),
        unplanned=tuple(sorted(set(observed) - set(planned))),
        moved=tuple(
            sorted(
                name
                for name, place in facts.items()
                if name in planned and planned[name] != place
            )
        ),
    )


def read_plan(project: Project) -> tuple[PlanStatus, list[Problem]]:
    """Read plan and seal of a project.

    Parameters
    ----------
    project
        The checked project.

    Returns
    -------
    tuple of PlanStatus, and list of Problem
        ``PLAN_MISSING`` and ``PLAN_NOT_SEALED`` (warnings: a method decides),
        ``PLAN_CHANGED``, ``PLAN_DIFFERS``, ``PLAN_LAYERS``, ``PLAN_PLACE``,
        ``SEAL_FORM``, ``FORECAST_CHANGED``, ``REFERENCE_UNKNOWN``, ``ENTRY_DUPLICATE``,
        ``PROPERTY_UNKNOWN`` and those of the plan's form.
    """
    file = str(project.sampling.get("plan", PLAN_FILE))
    path = project.folder / file
    if not path.is_file():
        where = project.where("sampling", "plan")
        missing = Problem(code="PLAN_MISSING", where=where, facts={"found": file})
        return PlanStatus(), [] if "plan" in project.sampling else [missing]
    document, problems = read_document(path, file)
    if document is None:
        return PlanStatus(), problems
    form = check_form(document, "plan")
    problems += form.problems
    if problems:
        return PlanStatus(), problems
    seal, sealing = read_seal(project.folder, _seal_file(project))
    status = PlanStatus(document=form.content, digest=digest(document.data), seal=seal)
    if (plan := status.model) is not UNSET:
        problems += _cross_problems(project, document, plan)
    beside = changed_beside(project.folder, seal) if seal else []
    return status, [*problems, *sealing, *beside, *_seal_problems(status, document)]


def plan_problems(folder: Path, project: Project | None) -> list[Problem]:
    """Return what is wrong with the plan of a folder, also without a sound project.

    Parameters
    ----------
    folder
        Project folder.
    project
        The project, None when its document is not sound yet; the plan is then
        looked for at its usual place and checked by itself.

    Returns
    -------
    list of Problem
        As `read_plan`.
    """
    if project is not None:
        return read_plan(project)[1]
    if not (folder / PLAN_FILE).is_file():
        return []
    document, problems = read_document(folder / PLAN_FILE, PLAN_FILE)
    if document is None:
        return problems
    return [*problems, *check_form(document, "plan").problems]


def seal_of_project(
    folder: Path, at: datetime, *, write: bool = True
) -> tuple[list[Problem], Seal]:
    """Seal the plan of a project folder after checking plan and project.

    Parameters
    ----------
    folder, at
        Project folder, and the instant of sealing with its offset.
    write
        False to check only.

    Returns
    -------
    tuple of list of Problem, and Seal
        Warnings that remain, and the seal.

    Raises
    ------
    EdaphonError
        Every error and question of project.yaml that concerns the plan, every one
        of the plan, and those of `seal_plan`.
    """
    project, problems = read(folder, needed=FOR_PLAN)
    if project is None:
        raise EdaphonError([item for item in problems if item.severity != "warning"])
    file = str(project.sampling.get("plan", PLAN_FILE))
    _, found = read_plan(project)
    told = [
        item for item in found if item.code not in {"PLAN_NOT_SEALED", "PLAN_MISSING"}
    ]
    standing = [item for item in told if item.severity != "warning"]
    if standing:
        raise EdaphonError(standing)
    seal = seal_plan(folder, at, plan=file, seal=_seal_file(project), write=write)
    return [*told, *_late(project, seal)], seal


def _late(project: Project, seal: Seal) -> list[Problem]:
    """Tell of a plan that is sealed once sampling has begun; it proves nothing then."""
    days = project.campaign_starts
    started = [day for day in days if day <= seal.sealed_at[:10]]
    if not started:
        return []
    facts = {"day": min(started), "sealed": seal.sealed_at[:10]}
    return [Problem(code="SEAL_LATE", where=Where(path="campaigns"), facts=facts)]


def _depths(layers: Sequence[Sequence[str]]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((Decimal(top), Decimal(bottom)) for top, bottom in layers)


def _seal_file(project: Project) -> str:
    return str(project.sampling.get("seal", SEAL_FILE))


def _seal_problems(status: PlanStatus, document: Document) -> list[Problem]:
    if status.seal is None:
        return [Problem(code="PLAN_NOT_SEALED", where=document.where())]
    if status.intact:
        return []
    facts = {"found": status.digest[:23], "sealed": status.seal.plan[:23]}
    return [Problem(code="PLAN_CHANGED", where=document.where(), facts=facts)]


def _cross_problems(
    project: Project, document: Document, plan: PlanDocument
) -> list[Problem]:
    return [
        *twice_named(document, plan),
        *_disagreements(project, document, plan),
        *key_problems(project, document, plan),
        *layer_problems(document, "layers", plan.layers),
        *layer_problems(document, "later_layers", stated_or(plan.later_layers, [])),
        *point_problems(project, document, plan),
        *test_problems(document, plan),
    ]


def _disagreements(
    project: Project, document: Document, plan: PlanDocument
) -> list[Problem]:
    pairs = [
        (name, stated_or(getattr(plan, name), None), project.sampling.get(name))
        for name in SHARED
    ]
    pairs.append(("project", plan.project, project.id))
    rounds = [str(item.get("id")) for item in project.document.get("campaigns", ())]
    if not _are_planned(plan.campaigns, rounds):
        pairs.append(("campaigns", ", ".join(plan.campaigns), ", ".join(rounds)))
    return [
        Problem(
            code="PLAN_DIFFERS",
            where=document.where(name),
            facts={"field": name, "found": planned, "stated": stated},
        )
        for name, planned, stated in pairs
        if None not in (planned, stated) and not _same(planned, stated)
    ]


def _are_planned(planned: Sequence[str], rounds: Sequence[str]) -> bool:
    """Tell whether a project names the first campaign and a later one of its plan."""
    return rounds[:1] == planned[:1] and set(rounds) <= set(planned)


def _same(planned: object, stated: object) -> bool:
    texts = str(planned), str(stated)
    if not all(text.replace(".", "", 1).isdecimal() for text in texts):
        return planned == stated
    return Decimal(texts[0]) == Decimal(texts[1])
