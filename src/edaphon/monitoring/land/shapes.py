"""Shapes in degrees: do they hold together, how large are they, do they overlap."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from edaphon.monitoring.land.coordinates import Position, ellipsoid
from edaphon.monitoring.land.geojson import Polygon

if TYPE_CHECKING:
    from shapely import Geometry

POLE = 89.5
"""Latitude from which a shape counts as touching a pole [degrees]."""

_PLACE = re.compile(r"\[(-?[0-9.eE+-]+) (-?[0-9.eE+-]+)")

Fault = Literal["GEO_SELF_CROSS", "GEO_TOPOLOGY", "GEO_ANTIMERIDIAN"]


def shape(polygons: Sequence[Polygon]) -> "Geometry":
    """Return the planar shape of polygons in degrees."""
    from shapely import MultiPolygon  # noqa: PLC0415 - slow import
    from shapely import Polygon as Planar  # noqa: PLC0415 - slow import

    parts = [Planar(rings[0], rings[1:]) for rings in polygons]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def fault_of(polygons: Sequence[Polygon]) -> tuple[Fault, str] | None:
    """Return what keeps polygons from being an area, None if nothing does.

    Parameters
    ----------
    polygons
        Closed rings in degrees, shell first.

    Returns
    -------
    tuple of str, or None
        ``GEO_ANTIMERIDIAN``, ``GEO_SELF_CROSS`` (a ring crosses or touches
        itself) or ``GEO_TOPOLOGY`` (rings in the wrong relation), and the place
        in degrees.
    """
    from shapely import Polygon as Planar  # noqa: PLC0415 - slow import

    for rings in polygons:
        for ring in rings:
            if _is_torn(ring):
                return "GEO_ANTIMERIDIAN", _degrees(ring[0])
            reason = _reason(Planar(ring))
            if reason is not None:
                return "GEO_SELF_CROSS", reason
    reason = _reason(shape(polygons))
    return None if reason is None else ("GEO_TOPOLOGY", reason)


def _is_torn(ring: Sequence[Position]) -> bool:
    """Return whether a ring leaps over the 180th meridian or touches a pole."""
    leaps = any(
        abs(after[0] - before[0]) > 180 for before, after in itertools.pairwise(ring)
    )
    return leaps or any(abs(latitude) > POLE for _, latitude in ring)


def _reason(planar: "Geometry") -> str | None:
    """Return the place of a shape's fault, None if it is valid and has an area."""
    from shapely import is_valid_reason  # noqa: PLC0415 - slow import

    told = str(is_valid_reason(planar))
    if told == "Valid Geometry" and planar.area > 0:
        return None
    place = _PLACE.search(told)
    if place is None:
        return told
    return _degrees((float(place[1]), float(place[2])))


def _degrees(position: Position) -> str:
    return f"{position[0]:.6f}, {position[1]:.6f}"


def area_m2(polygons: Sequence[Polygon], crs: str) -> float:
    """Return the area of polygons on the ellipsoid [m2].

    Parameters
    ----------
    polygons
        Closed rings in degrees, shell first; the sense of rotation is of no
        matter. Sides are taken as geodesics.
    crs
        System of the file; it names the ellipsoid.

    Returns
    -------
    float
        Shells less holes [m2].

    References
    ----------
    Karney (2013), Algorithms for geodesics, J. Geod. 87:43.
    """
    geod = ellipsoid(crs)
    total = 0.0
    for rings in polygons:
        for at, ring in enumerate(rings):
            east, north = zip(*ring, strict=True)
            size = abs(geod.polygon_area_perimeter(east, north)[0])
            total = total + size if at == 0 else total - size
    return total


def overlaps(
    first: "Sequence[Geometry]", second: "Sequence[Geometry] | None" = None
) -> "Iterator[tuple[int, int, Geometry]]":
    """Yield pairs of shapes that share an area, with the shared part.

    Parameters
    ----------
    first, second
        Shapes in degrees; without ``second``, pairs are taken within ``first``.

    Yields
    ------
    tuple
        Positions in ``first`` and ``second`` and the shared part, in order.
    """
    from shapely import STRtree, intersection  # noqa: PLC0415 - slow import

    within = second is None
    others = list(first if second is None else second)
    if not others:
        return
    tree = STRtree(others)
    for at, one in enumerate(first):
        for other in sorted(int(found) for found in tree.query(one, "intersects")):
            if within and other <= at:
                continue
            shared = intersection(one, others[other])
            if shared.area > 0:
                yield at, other, shared


def polygons_of(planar: "Geometry") -> tuple[Polygon, ...]:
    """Return the rings of a planar shape; lines and points are left out."""
    parts = getattr(planar, "geoms", [planar])
    return tuple(
        (tuple(part.exterior.coords), *(tuple(hole.coords) for hole in part.interiors))
        for part in parts
        if part.geom_type == "Polygon" and not part.is_empty
    )
