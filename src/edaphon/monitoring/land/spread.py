"""Whether the project points of a stratum speak for all of it."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.land.coordinates import metres_between
from edaphon.monitoring.land.record import Geography, Point

FEWEST = 5
"""Points from which on their spread is looked at."""

LEAST_SHARE = 0.05
"""Share of the area of a stratum that the circle over the two farthest points has at
least, however they are drawn over it [1]."""

MOST_COMPARED = 200
"""Points of a stratum that are compared pair by pair."""


def spread_problems(project: Project, geography: Geography) -> Iterator[Problem]:
    """Ask about points that were put together in one place of their stratum.

    Yields
    ------
    Problem
        ``POINTS_TOGETHER``, once for each stratum.
    """
    for stratum in project.strata:
        area = geography.area_ha.get(stratum.id) or stratum.area_ha
        here = [
            item
            for item in geography.points
            if item.stratum == stratum.id and item.role == "project"
        ]
        if area is None or len(here) < FEWEST:
            continue
        spanned = _spanned_ha(geography.crs, here[:MOST_COMPARED])
        if spanned < LEAST_SHARE * float(str(area)):
            facts = {
                "stratum": stratum.id,
                "count": len(here),
                "found": f"{spanned:.2f}",
                "area": f"{float(str(area)):.2f}",
            }
            where = Where(file=str((project.fields or {}).get("path", "")))
            yield Problem(code="POINTS_TOGETHER", where=where, facts=facts)


def _spanned_ha(crs: str, points: Sequence[Point]) -> float:
    """Return the area of the circle over the two points farthest apart [ha]."""
    places = [(item.longitude, item.latitude) for item in points]
    widest = max(metres_between(crs, *pair) for pair in combinations(places, 2))
    return math.pi * widest**2 / 4 / 10_000
