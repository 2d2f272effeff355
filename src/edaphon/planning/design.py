"""The design that is simulated, and others that might be: more points, more time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from edaphon.evidence import PlanStatus, Project
from edaphon.monitoring import Geography
from edaphon.planning.basis import Basis
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
        paired = self.project.sampling["design"] == "paired"
        seen: dict[tuple[str, str], int] = {}
        found = list[Place]()
        for item in _points(self.plan):
            group = (item["stratum"], item["role"])
            turn = seen.get(group, 0)
            seen[group] = turn + 1
            found.append(
                Place(
                    id=item["id"],
                    stratum=item["stratum"],
                    role=item["role"],
                    field=item.get("parcel", item["id"]),
                    rounds=(0, 1) if paired else (turn % WHOLE,),
                )
            )
        return tuple(found)


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

    source: Mapping[str, Any]
    copy: int
    """Which copy of the group it belongs to, from 1."""

    @property
    def name(self) -> str:
        return f"{self.source['id']}+{self.copy}"

    def entry(self) -> dict[str, Any]:
        """Return the point as a plan lists it."""
        new = {**self.source, "id": self.name}
        if self.source["role"] != "control":
            return new
        for field in ("parcel", "field_book"):
            if field in self.source:
                new[field] = f"{self.source[field]}+{self.copy}"
        if "latitude" in self.source:
            north = Decimal(str(self.source["latitude"])) + NORTH * self.copy
            new["latitude"] = str(north)
        return new


def with_points(design: Design, factor: Decimal) -> Design:
    """Return a design with more points in every group, controls on new fields.

    Parameters
    ----------
    design
        The design as it is.
    factor
        How many times as many [1]; a part of a point is a whole one.
    """
    listed = list(_points(design.plan))
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for item in listed:
        groups.setdefault((item["stratum"], item["role"]), []).append(item)
    added = [
        _Added(source=held[number % len(held)], copy=1 + number // len(held))
        for held in groups.values()
        for number in range(math.ceil(len(held) * (factor - 1)))
    ]
    points = [*listed, *(item.entry() for item in added)]
    copies = max((item.copy for item in added), default=0)
    return replace(
        design,
        plan=replace(design.plan, document={**design.plan.document, "points": points}),
        project=_with_sites(design.project, added),
        land=_with_land(design.land, copies),
    )


def _with_sites(project: Project, added: Sequence[_Added]) -> Project:
    """Return a project whose new control points are like those they come from."""
    sites = {item["point"]: item for item in project.get("control_sites") or ()}
    own = [
        {**sites[item.source["id"]], "point": item.name}
        for item in added
        if item.source["id"] in sites
    ]
    if not own:
        return project
    held = {**project.document, "control_sites": [*sites.values(), *own]}
    return replace(project, document=held)


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
    document = design.project.document
    first, last = document["campaigns"][0], document["campaigns"][-1]
    later = {**last, **{key: _later(last[key], years) for key in ("start", "end")}}
    period = document["period"]
    moved = {**period, "end": _later(period["end"], years)}
    project = replace(
        design.project,
        document={**document, "campaigns": [first, later], "period": moved},
    )
    plan = design.plan.document
    days = plan.get("planned_days")
    if not isinstance(days, Mapping) or last["id"] not in days:
        return replace(design, project=project)
    held = {**days, last["id"]: _later(str(days[last["id"]]), years)}
    planned = replace(design.plan, document={**plan, "planned_days": held})
    return replace(design, project=project, plan=planned)


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


def _points(plan: PlanStatus) -> Sequence[Mapping[str, Any]]:
    held: Any = plan.document["points"]
    return list(held)
