"""The design that is simulated, and others that might be: more points, more time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from msgspec import UNSET, UnsetType, structs, to_builtins

from edaphon.evidence import PlanStatus, Project
from edaphon.monitoring import Geography
from edaphon.planning.basis import Basis
from edaphon.schemas.models.plan import PlanDocument, Point
from edaphon.schemas.models.project import ProjectDocument
from edaphon.schemas.record import stated_or

NORTH = Decimal("0.5")
"""Degrees of latitude by which control land that is added lies apart; 55 km."""

WHOLE = 2
"""Campaigns of an account: the first and the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point of the design, where it stands and when it is visited."""

    id: str
    stratum: str
    role: str
    field: str
    rounds: tuple[int, ...]
    """Campaigns that visit it: 0 the first, 1 the last."""


@dataclass(frozen=True, kw_only=True)
class Design:
    """Project and plan as they would be, and how many first samples are kept."""

    project: Project
    plan: PlanStatus
    archived_every: int
    """Every so many samples one is analysed again; 0 for none."""
    land: Geography
    """Parcels; points stand where the plan puts them."""

    @property
    def geography(self) -> Geography:
        """Land and points as they will be visited."""
        return self.land.visited(self.plan.points, self.plan.coordinates)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every planned point; of an independent design each campaign has its own.

        The points of a stratum and role go in turn to the first and the last campaign.
        """
        paired = self.project.model.sampling.design == "paired"
        seen: dict[tuple[str, str], int] = {}
        found = list[Place]()
        for item in points_of(self.plan):
            group = (item.stratum, item.role)
            turn = seen.get(group, 0)
            seen[group] = turn + 1
            found.append(
                Place(
                    id=item.id,
                    stratum=item.stratum,
                    role=item.role,
                    field=stated_or(item.parcel, item.id),
                    rounds=(0, 1) if paired else (turn % WHOLE,),
                )
            )
        return tuple(found)


def points_of(plan: PlanStatus) -> Sequence[Point]:
    """Return the points that a plan lists."""
    return () if plan.model is UNSET else plan.model.points


def with_document(plan: PlanStatus, model: PlanDocument) -> PlanStatus:
    """Return a plan that says something else, under the same seal."""
    return replace(plan, document=to_builtins(model))


def with_model(project: Project, model: ProjectDocument) -> Project:
    """Return a project whose document says something else."""
    return project.with_fields(**to_builtins(model))


def design_of(basis: Basis) -> Design:
    """Return the design as it is planned."""
    return Design(
        project=basis.project,
        plan=basis.plan,
        archived_every=stated_or(basis.expected.archived_every, 0),
        land=basis.geography,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Added:
    """A point like another one; control points stand on new land."""

    source: Point
    copy: int
    """Which copy of the group it belongs to, from 1."""

    @property
    def name(self) -> str:
        return f"{self.source.id}+{self.copy}"

    def entry(self) -> Point:
        """Return the point as a plan lists it."""
        source = self.source
        if source.role != "control":
            return structs.replace(source, id=self.name)
        north = source.latitude
        if north is not UNSET:
            north = str(Decimal(north) + NORTH * self.copy)
        return structs.replace(
            source,
            id=self.name,
            parcel=self._copied(source.parcel),
            field_book=self._copied(source.field_book),
            latitude=north,
        )

    def _copied(self, name: str | UnsetType) -> str | UnsetType:
        return name if name is UNSET else f"{name}+{self.copy}"


def with_points(design: Design, factor: Decimal) -> Design:
    """Return a design with more points in every group, controls on new fields.

    Parameters
    ----------
    design
        The design as it is.
    factor
        How many times as many [1]; a part of a point is a whole one.
    """
    model = design.plan.model
    if model is UNSET:
        return design
    groups: dict[tuple[str, str], list[Point]] = {}
    for item in model.points:
        groups.setdefault((item.stratum, item.role), []).append(item)
    added = [
        _Added(source=held[number % len(held)], copy=1 + number // len(held))
        for held in groups.values()
        for number in range(math.ceil(len(held) * (factor - 1)))
    ]
    points = [*model.points, *(item.entry() for item in added)]
    copies = max((item.copy for item in added), default=0)
    return replace(
        design,
        plan=with_document(design.plan, structs.replace(model, points=points)),
        project=_with_sites(design.project, added),
        land=_with_land(design.land, copies),
    )


def _with_sites(project: Project, added: Sequence[_Added]) -> Project:
    """Return a project whose new control points are like those they come from."""
    model = project.model
    stated = stated_or(model.control_sites, [])
    sites = {item.point: item for item in stated}
    own = [
        structs.replace(sites[item.source.id], point=item.name)
        for item in added
        if item.source.id in sites
    ]
    if not own:
        return project
    return with_model(project, structs.replace(model, control_sites=[*stated, *own]))


def _with_land(land: Geography, copies: int) -> Geography:
    """Return the land with its control parcels again, farther north."""
    more = [
        replace(
            parcel,
            id=f"{parcel.id}+{copy}",
            polygons=tuple(
                tuple(
                    tuple((east, north + float(NORTH) * copy) for east, north in ring)
                    for ring in polygon
                )
                for polygon in parcel.polygons
            ),
        )
        for copy in range(1, copies + 1)
        for parcel in land.parcels
        if parcel.is_control
    ]
    return replace(land, parcels=(*land.parcels, *more))


def with_years(design: Design, years: int) -> Design:
    """Return a design whose last campaign comes some years later."""
    model, plan = design.project.model, design.plan.model
    first, last = model.campaigns[0], model.campaigns[-1]
    later = structs.replace(
        last, start=_later(last.start, years), end=_later(last.end, years)
    )
    period = structs.replace(model.period, end=_later(model.period.end, years))
    moved = structs.replace(model, campaigns=[first, later], period=period)
    project = with_model(design.project, moved)
    days = {} if plan is UNSET else stated_or(plan.planned_days, {})
    if plan is UNSET or last.id not in days:
        return replace(design, project=project)
    planned = {**days, last.id: _later(days[last.id], years)}
    return replace(
        design,
        project=project,
        plan=with_document(design.plan, structs.replace(plan, planned_days=planned)),
    )


def _later(day: str, years: int) -> str:
    """Return a day some years later; 29 February becomes the 28th where it is none."""
    found = date.fromisoformat(day)
    try:
        return found.replace(year=found.year + years).isoformat()
    except ValueError:
        return found.replace(year=found.year + years, day=28).isoformat()


def with_archive(design: Design, every: int) -> Design:
    """Return a design that analyses every so many first samples again."""
    return replace(design, archived_every=every)
