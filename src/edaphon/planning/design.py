"""The design that is simulated, and others that might be: more points, more time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from edaphon.evidence import PlanStatus, Project
from edaphon.planning.basis import Basis
from edaphon.schemas.record import stated_or

APART = Decimal("0.02")
"""Degrees between points that are added to a design; about two kilometres."""

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
    every = stated_or(basis.expected.archived_every, 0)
    return Design(project=basis.project, plan=basis.plan, archived_every=every)


def with_points(design: Design, factor: Decimal) -> Design:
    """Return a design with more points in every group, each control one a new field.

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
        (held[number % len(held)], number)
        for held in groups.values()
        for number in range(-int(-(len(held) * (factor - 1)) // 1))
    ]
    named = {item["id"] for item in listed}
    more = [_another(item, at, named) for at, (item, _) in enumerate(added)]
    plan = replace(
        design.plan, document={**design.plan.document, "points": [*listed, *more]}
    )
    sites = {item["point"]: item for item in design.project.get("control_sites") or ()}
    own = [
        {**sites[source["id"]], "point": new["id"]}
        for (source, _), new in zip(added, more, strict=True)
        if source["id"] in sites
    ]
    if not own:
        return replace(design, plan=plan)
    document = {**design.project.document, "control_sites": [*sites.values(), *own]}
    return replace(
        design, plan=plan, project=replace(design.project, document=document)
    )


def _another(source: Mapping[str, Any], at: int, named: set[str]) -> dict[str, Any]:
    """Return a new point like another one, on a field of its own."""
    name = f"{source['id']}+{at + 1}"
    while name in named:
        name += "+"
    new = {**source, "id": name}
    for field in ("parcel", "field_book"):
        if field in source and source["role"] == "control":
            new[field] = f"{source[field]}+{at + 1}"
    if "longitude" in source and source["role"] == "control":
        new["longitude"] = str(Decimal(str(source["longitude"])) + APART * (at + 1))
    return new


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
