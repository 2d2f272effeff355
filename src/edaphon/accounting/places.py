"""Where the points stand whose samples count, by plan and by map."""

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.soil import Soil
from edaphon.methods import Run

Place = dict[str, str | bool | float | None]


def places(evidence: Evidence, soil: Soil, run: Run) -> list[Place]:
    """Return one record a point whose samples count.

    Re-visited points count once they have samples of both campaigns: one whose later
    sample was left out shows no change. ``is_mapped`` tells whether the map holds the
    point, ``off_plan_m`` how far it lies off its planned place [m], ``outside_m`` how
    far outside the land of its stratum and role [m]; both None where not known.
    ``on_project`` tells of a control point whether it stands on project land, and
    ``has_map`` whether any land is mapped at all.
    """
    groups = run.axes["group"].attributes
    sides = zip(groups["stratum"], groups["role"], strict=True)
    homes = dict(enumerate(sides))
    rounds: dict[tuple[str, int], set[int]] = {}
    taken = soil.layers.select("point", "group", "round").unique()
    for point, group, turn in taken.sort("point", "group", "round").iter_rows():
        rounds.setdefault((point, group), set()).add(turn)
    needed = 2 if evidence.design == "paired" else 1
    return [
        _place(evidence, point, *homes[group])
        for (point, group), turns in rounds.items()
        if len(turns) >= needed
    ]


def _place(evidence: Evidence, point: str, stratum: str, role: str) -> Place:
    found, place = evidence.geography, evidence.coordinates.get(point)
    return {
        "point": point,
        "stratum": stratum,
        "is_mapped": place is not None,
        "off_plan_m": found.metres_off(point, evidence.plan.coordinates.get(point)),
        "role": role,
        "outside_m": found.metres_outside(stratum, role, place),
        "on_project": role == "control" and found.is_on_project_land(place),
        "has_map": bool(found.parcels),
    }
