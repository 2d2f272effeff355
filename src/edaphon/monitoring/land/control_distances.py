"""What is stated of the distance of control sites, held against the map."""

import re
from collections.abc import Iterator, Mapping

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.monitoring.land.record import Geography

METRES_PER_KM = 1000.0
LEAST_KM = 1.0
"""Difference that is never asked about [km]: a site is larger than its point."""
SHARE = 0.1
"""Difference that is never asked about, of the distance on the map [1]."""


def distance_problems(project: Project, found: Geography) -> Iterator[Problem]:
    """Ask about a stated distance that is not that of the map (``CONTROL_DISTANCE``).

    On the map it is that of the control point from the nearest project parcel of a
    stratum that it serves.
    """
    served = {
        item.id: (item.stratum, found.coordinates.get(item.id))
        for item in found.points
        if item.role == "control"
    }
    for at, name, stated in _stated(project.get("control_sites")):
        if name not in served:
            continue
        group, place = served[name]
        metres = [
            found.metres_outside(stratum.id, "project", place)
            for stratum in project.strata
            if group in (stratum.id, stratum.controls)
        ]
        known = [one / METRES_PER_KM for one in metres if one is not None]
        if known and _differs(float(stated), min(known)):
            facts = {"point": name, "stated": stated, "found": f"{min(known):.1f}"}
            where = project.where("control_sites", at, "distance_km")
            yield Problem(code="CONTROL_DISTANCE", where=where, facts=facts)


def _stated(sites: object) -> Iterator[tuple[int, str, str]]:
    """Yield place, point and distance of each site that states a number."""
    for at, site in enumerate(sites if isinstance(sites, list) else ()):
        found = site if isinstance(site, Mapping) else {}
        distance = str(found.get("distance_km", ""))
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?", distance):
            yield at, str(found.get("point", "")), distance


def _differs(stated: float, found: float) -> bool:
    return abs(stated - found) > max(LEAST_KM, SHARE * found)
