"""Doubts about where shapes lie: system, axes, shift, box, overlap, area, points.

A map service in China draws land hundreds of metres away from where it is; a
surveyor's X points north; a contract counts in mu. Each of these is asked about,
never repaired in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.kernel.units import MU_PER_HECTARE
from edaphon.monitoring.land.coordinates import (
    CHINA,
    GEOGRAPHIC,
    SHIFTED,
    Position,
    from_gcj02,
    metres_between,
    zone_of,
)
from edaphon.monitoring.land.geojson import Features
from edaphon.monitoring.land.record import Geography, Parcel, Point
from edaphon.monitoring.land.shapes import area_m2, overlaps, polygons_of, shape

AREA_TOLERANCE = Decimal("0.03")
"""Share by which stated and computed area may differ [1]."""

SMALLEST_OVERLAP_M2 = 10.0
"""Overlap that digitising a common border may leave [m2]."""

SMALLEST_OVERLAP_SHARE = 0.001
"""The same as a share of the smaller parcel [1]."""

MOST_OVERLAPS = 1000
"""Pairs of overlapping parcels that are told; more of them have one cause."""

BORDER_TOLERANCE_M = 10.0
"""Distance that a point may lie outside its parcel [m] before the map is doubted,
unless the project states its error of position. A border as drawn is no better known
than this; what position error a method assumes is a parameter of its pack."""

MOST_OUTSIDE, LEAST_INSIDE = 0.5, 0.8
"""A shift is suspected when less than this share of points lies inside as read,
and at least that share after the shift is undone [1]."""

Box = tuple[float, float, float, float]


def crs_problems(project: Project, read: Features) -> Iterator[Problem]:
    """Tell where the stated system cannot be the one of the file (``GEO_CRS``)."""
    fields = project.fields or {}
    stated = str(fields["crs"])
    where = project.where("fields", "crs")
    if stated in SHIFTED and "statement" not in fields:
        reason = {
            "en": f"The coordinates are stated as {stated}, without a member's word.",
            "zh": f"坐标声明为 {stated}，但没有书面说明。",
        }
        yield Problem(code="GEO_CRS", where=where, facts={"reason": reason})
    if read.crs and read.crs != stated:
        reason = {
            "en": f"The file names {read.crs}, project.yaml names {stated}.",
            "zh": f"文件写明 {read.crs}，project.yaml 写为 {stated}。",
        }
        yield Problem(code="GEO_CRS", where=where, facts={"reason": reason})
    zone, first = zone_of(stated), _first_position(read)
    if zone is None or first is None:
        return
    leading = int(max(abs(first[0]), abs(first[1])) // 1_000_000)
    if 25 <= leading <= 45 and leading != zone:
        reason = {
            "en": f"The eastings lead with zone {leading}, {stated} is zone {zone}.",
            "zh": f"横坐标带号为 {leading}，而 {stated} 为第 {zone} 带。",
        }
        yield Problem(code="GEO_CRS", where=where, facts={"reason": reason})


def axes_problem(project: Project, read: Features) -> Problem | None:
    """Ask whether east and north are exchanged (``GEO_SWAPPED``)."""
    fields = project.fields or {}
    first = _first_position(read)
    if first is None or "axes" in fields:
        return None
    crs = str(fields["crs"])
    in_degrees = crs in (*GEOGRAPHIC, *SHIFTED)
    box = _expected_box(project)
    swapped = _degrees_swapped(first, box) if in_degrees else _metres_swapped(first)
    if not swapped:
        return None
    facts = {"place": f"{first[0]:.10g}, {first[1]:.10g}"}
    return Problem(code="GEO_SWAPPED", where=read.where(), facts=facts)


def _expected_box(project: Project) -> Box | None:
    fields = project.fields or {}
    if "within" in fields:
        west, south, east, north = fields["within"]
        return west, south, east, north
    return CHINA if project.jurisdiction.startswith("CN") else None


def _degrees_swapped(first: Position, box: Box | None) -> bool:
    if box is None:
        return abs(first[1]) > 90 >= abs(first[0])
    return not _in_box(first, box) and _in_box((first[1], first[0]), box)


def _metres_swapped(first: Position) -> bool:
    """Return whether a projected position puts north first.

    An easting has six digits, or eight with its zone; a northing in China seven.
    """
    zoned = 25_000_000 <= first[1] < 46_000_000 and first[0] < 10_000_000
    plain = 1_000_000 <= first[0] < 10_000_000 and 0 < first[1] < 1_000_000
    return zoned or plain


def _in_box(place: Position, box: Box) -> bool:
    west, south, east, north = box
    return west <= place[0] <= east and south <= place[1] <= north


def _first_position(read: Features) -> Position | None:
    for feature in read.features:
        if feature.position:
            return feature.position
        if feature.polygons:
            return feature.polygons[0][0][0]
    return None


def stratum_problems(
    project: Project, read: Features, found: Geography
) -> Iterator[Problem]:
    """Tell of strata that are not defined, and of those without land."""
    known = project.stratum_names
    named = [
        *((parcel.index, parcel.id, parcel.stratum) for parcel in found.parcels),
        *((point.index, point.id, point.stratum) for point in found.points),
    ]
    for index, name, group in named:
        if group not in known:
            facts = {"found": group or name, "known": ", ".join(known)}
            where = read.where(index, "properties/stratum")
            yield Problem(code="REFERENCE_UNKNOWN", where=where, facts=facts)
    if found.parcels:
        for stratum in project.strata:
            if stratum.id not in found.area_ha:
                where, facts = read.where(), {"found": stratum.id}
                yield Problem(code="GEO_NO_PARCEL", where=where, facts=facts)


def area_problems(
    project: Project, read: Features, found: Geography
) -> Iterator[Problem]:
    """Compare stated with computed areas, of parcels and of strata."""
    for parcel in found.parcels:
        if parcel.stated_ha is not None:
            facts = _difference(parcel.id, parcel.stated_ha, parcel.area_ha)
            where = read.where(parcel.index, "properties")
            if facts:
                code = "AREA_UNIT" if facts.pop("in_mu") else "AREA_MISMATCH"
                yield Problem(code=code, where=where, facts=facts)
    for at, stratum in enumerate(project.strata):
        computed = found.area_ha.get(stratum.id)
        if stratum.area_ha is not None and computed is not None:
            facts = _difference(stratum.id, stratum.area_ha, Decimal(computed))
            where = project.where("strata", at, "area_ha")
            if facts:
                code = "AREA_UNIT" if facts.pop("in_mu") else "AREA_ON_PAPER"
                yield Problem(code=code, where=where, facts=facts)


def _difference(
    name: str, stated: Decimal, computed: Decimal
) -> dict[str, object] | None:
    if abs(stated - computed) <= AREA_TOLERANCE * computed:
        return None
    in_mu = abs(stated - MU_PER_HECTARE * computed) <= AREA_TOLERANCE * stated
    return {
        "found": name,
        "stated": decimal_text(rounded(stated, 4, "half_even")),
        "computed": decimal_text(computed),
        "percent": 3,
        "in_mu": in_mu,
    }


def overlap_problems(
    read: Features, found: Geography, others: Mapping[str, Geography] | None = None
) -> Iterator[Problem]:
    """Tell of land that is counted twice (``GEO_OVERLAP``).

    Parameters
    ----------
    read, found
        The project's own file and geography.
    others
        Geographies of other projects by name; without them the project's own
        parcels are compared with each other.

    Yields
    ------
    Problem
        One for each pair that shares more than digitising leaves, the first thousand;
        ``GEO_OVERLAPS_MORE`` where there are others.
    """
    own = [shape(parcel.polygons) for parcel in found.parcels]
    if others is None:
        pairs = ((at, other, part, "") for at, other, part in overlaps(own))
        yield from _shared(read, found.parcels, found.parcels, pairs, found.crs)
        return
    for name, other in sorted(others.items()):
        theirs = [shape(parcel.polygons) for parcel in other.parcels]
        pairs = ((at, n, part, f"{name}: ") for at, n, part in overlaps(own, theirs))
        yield from _shared(read, found.parcels, other.parcels, pairs, found.crs)


def _shared(
    read: Features,
    own: Sequence[Parcel],
    theirs: Sequence[Parcel],
    pairs: Iterator[tuple[int, int, Any, str]],
    crs: str,
) -> Iterator[Problem]:
    told = _all_shared(read, own, theirs, pairs, crs)
    yield from islice(told, MOST_OVERLAPS)
    if (more := next(told, None)) is not None:
        facts = {"count": MOST_OVERLAPS}
        yield Problem(code="GEO_OVERLAPS_MORE", where=more.where, facts=facts)


def _all_shared(
    read: Features,
    own: Sequence[Parcel],
    theirs: Sequence[Parcel],
    pairs: Iterator[tuple[int, int, Any, str]],
    crs: str,
) -> Iterator[Problem]:
    for at, other, part, prefix in pairs:
        first, second = own[at], theirs[other]
        shared = area_m2(polygons_of(part), crs)
        smaller = float(min(first.area_ha, second.area_ha)) * 10_000
        if shared <= max(SMALLEST_OVERLAP_M2, SMALLEST_OVERLAP_SHARE * smaller):
            continue
        facts = {
            "found": first.id,
            "other": f"{prefix}{second.id}",
            "area": f"{shared:.0f}",
        }
        where = read.where(first.index, "geometry")
        yield Problem(code="GEO_OVERLAP", where=where, facts=facts)


def shift_problems(
    project: Project, read: Features, found: Geography
) -> Iterator[Problem]:
    """Ask whether coordinates are GCJ-02 (``GEO_SHIFT``).

    Two signs are looked for: parcels that lie in the stated box only after the
    shift is undone, and points that lie in their parcels only after the shift
    of either is undone. A signed statement answers the question beforehand.
    """
    fields = project.fields or {}
    if "statement" in fields or found.crs in SHIFTED or not found.parcels:
        return
    first = found.parcels[0].polygons[0][0][0]
    metres = metres_between(found.crs, first, from_gcj02(*first))
    if metres < 1:
        return
    for reason in (*_box_signs(project, found), *_point_signs(found)):
        facts = {"reason": reason, "metres": f"{metres:.0f}"}
        yield Problem(code="GEO_SHIFT", where=read.where(), facts=facts)
        return


def _box_signs(project: Project, found: Geography) -> Iterator[Mapping[str, str]]:
    fields = project.fields or {}
    if "within" not in fields:
        return
    west, south, east, north = fields["within"]
    box = (west, south, east, north)
    places = [place for parcel in found.parcels for place in parcel.polygons[0][0]]
    outside = [place for place in places if not _in_box(place, box)]
    if outside and all(_in_box(from_gcj02(*place), box) for place in places):
        yield {
            "en": "Parcels leave the stated box.",
            "zh": "地块超出声明的范围，",
        }


def _point_signs(found: Geography) -> Iterator[Mapping[str, str]]:
    inhabited = [
        point for point in found.points if found.land_of(point.stratum, point.role)
    ]
    if not inhabited:
        return
    as_read = _inside_share(found, inhabited, None)
    if as_read >= MOST_OUTSIDE:
        return
    if _inside_share(found, inhabited, "parcels") >= LEAST_INSIDE:
        yield {
            "en": "Most points lie outside their parcels, as if these were moved.",
            "zh": "多数采样点不在所属地块内，地块似有整体偏移，",
        }
    elif _inside_share(found, inhabited, "points") >= LEAST_INSIDE:
        yield {
            "en": "Most points lie outside their parcels, as if they were moved.",
            "zh": "多数采样点不在所属地块内，采样点似有整体偏移，",
        }


def _inside_share(
    found: Geography, points: Sequence[Point], undone: str | None
) -> float:
    """Return the share of points within their land, after undoing one shift."""
    from shapely import Point as Planar  # noqa: PLC0415 - slow import
    from shapely import prepare  # noqa: PLC0415 - slow import

    shapes = {}
    for parcel in found.parcels:
        polygons = parcel.polygons
        if undone == "parcels":
            polygons = tuple(
                tuple(tuple(from_gcj02(*p) for p in ring) for ring in polygon)
                for polygon in polygons
            )
        shapes[parcel.index] = shape(polygons)
        prepare(shapes[parcel.index])
    inside = 0
    for point in points:
        place = (point.longitude, point.latitude)
        place = from_gcj02(*place) if undone == "points" else place
        land = found.land_of(point.stratum, point.role)
        inside += any(shapes[parcel.index].covers(Planar(place)) for parcel in land)
    return inside / len(points)


def within_problems(
    project: Project, read: Features, found: Geography
) -> Iterator[Problem]:
    """Tell of parcels that leave the stated box (``GEO_OUTSIDE``)."""
    fields = project.fields or {}
    if "within" not in fields:
        return
    west, south, east, north = fields["within"]
    for parcel in found.parcels:
        for place in parcel.polygons[0][0]:
            if not _in_box(place, (west, south, east, north)):
                facts = {
                    "found": parcel.id,
                    "place": f"{place[0]:.6f}, {place[1]:.6f}",
                    "box": ", ".join(map(str, fields["within"])),
                }
                where = read.where(parcel.index, "geometry")
                yield Problem(code="GEO_OUTSIDE", where=where, facts=facts)
                break


def point_problems(
    project: Project, read: Features, found: Geography
) -> Iterator[Problem]:
    """Tell of points outside the land of their stratum (``GEO_POINT_OUTSIDE``)."""
    allowed = float(project.sampling.get("gps_error_m", BORDER_TOLERANCE_M))
    for point in found.points:
        place = (point.longitude, point.latitude)
        metres = found.metres_outside(point.stratum, point.role, place)
        if metres is not None and metres > allowed:
            facts = {
                "found": point.id,
                "stratum": point.stratum,
                "metres": f"{metres:.0f}",
            }
            where = read.where(point.index, "geometry")
            yield Problem(code="GEO_POINT_OUTSIDE", where=where, facts=facts)
