"""Land of an example: parcels, control parcels and sampling points, in degrees."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from making.dice import Dice
from making.truth import Ground

AXIS, FLATTENING = 6378137.0, 1 / 298.257222101
"""Ellipsoid of CGCS2000 [m], [1]."""

ROW, LANE, APART, JITTER = 470.0, 22.0, 290.0, 7.0
"""Distance of rows, width of lanes, distance of control parcels, spread of corners
[m]."""

PAPER = 0.995
"""Area in the register over area on the ellipsoid [1]."""

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the land of a place is laid out: a row of parcels for each stratum."""

    grounds: Sequence[Ground]
    origin: tuple[float, float]
    """South-western corner of the land [degrees]."""
    parcels: Mapping[str, tuple[int, float, float]]
    """Number, width and height [m] of a stratum's parcels."""
    control_parcel: tuple[float, float]
    """Width and height of a control parcel [m]."""
    control_parcels: int
    """Control parcels of a stratum, each of another household with its field book."""
    project_points: Mapping[str, int]
    """Project points of each stratum."""
    control_points: int
    """Control points of each stratum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One piece of land."""

    id: str
    stratum: str
    is_control: bool
    corners: Corners
    """Four corners against the clock, metres east and north of the origin."""

    @property
    def hectares(self) -> float:
        """Area in the plane [ha]."""
        return _area(self.corners) / 10_000

    @property
    def mu(self) -> float:
        """Area on paper [mu]."""
        return round(self.hectares * 15 * PAPER, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One sampling point."""

    id: str
    stratum: str
    role: str
    place: tuple[float, float]
    """Metres east and north of the origin."""
    origin: tuple[float, float]
    """South-western corner of the land [degrees]."""
    parcel: str
    """Parcel in which it lies; a control parcel has a field book of its own."""

    @property
    def degrees(self) -> tuple[float, float]:
        """Longitude and latitude, six decimals."""
        return to_degrees(self.place, self.origin)


def to_degrees(
    place: tuple[float, float], origin: tuple[float, float]
) -> tuple[float, float]:
    """Return longitude and latitude of a place, six decimals."""
    latitude = math.radians(origin[1])
    squared = FLATTENING * (2 - FLATTENING)
    bend = 1 - squared * math.sin(latitude) ** 2
    north = AXIS * (1 - squared) / bend**1.5
    east = AXIS / math.sqrt(bend) * math.cos(latitude)
    return (
        round(origin[0] + math.degrees(place[0] / east), 6),
        round(origin[1] + math.degrees(place[1] / north), 6),
    )


def parcels(dice: Dice, layout: Layout) -> tuple[Parcel, ...]:
    """Return the parcels of all strata, control parcels after their stratum's."""
    found: list[Parcel] = []
    for row, ground in enumerate(layout.grounds):
        count, width, height = layout.parcels[ground.id]
        controls = [layout.control_parcel] * layout.control_parcels
        sizes = [(width, height)] * count + controls
        east = 0.0
        for at, size in enumerate(sizes):
            is_control = at >= count
            number = at - count + 1 if is_control else at + 1
            found.append(
                Parcel(
                    id=f"{ground.id}-{'D' if is_control else 'F'}{number}",
                    stratum=ground.id,
                    is_control=is_control,
                    corners=_corners((east, row * ROW), size, dice, (row, at)),
                )
            )
            east += size[0] + (APART if at >= count - 1 else LANE)
    return tuple(found)


def _corners(
    start: tuple[float, float],
    size: tuple[float, float],
    dice: Dice,
    key: tuple[int, int],
) -> Corners:
    drawn = dice.uniform("corners", *key, count=8)
    shifts = [JITTER * (2 * value - 1) for value in drawn]
    ends = ((0.0, 0.0), (size[0], 0.0), size, (0.0, size[1]))
    return tuple(
        (start[0] + x + shifts[2 * at], start[1] + y + shifts[2 * at + 1])
        for at, (x, y) in enumerate(ends)
    )


def points(dice: Dice, layout: Layout, land: Sequence[Parcel]) -> tuple[Point, ...]:
    """Return the planned points: dealt to the parcels in turn, random within."""
    found: list[Point] = []
    for row, ground in enumerate(layout.grounds):
        sides = (
            ("project", "P", layout.project_points[ground.id]),
            ("control", "C", layout.control_points),
        )
        for side, (role, letter, count) in enumerate(sides):
            own = [
                parcel
                for parcel in land
                if parcel.stratum == ground.id
                and parcel.is_control == (role == "control")
            ]
            drawn = dice.uniform("places", row, side, count=2 * count)
            found += [
                Point(
                    id=f"{ground.id}-{letter}{at + 1:02d}",
                    stratum=ground.id,
                    role=role,
                    place=_inside(
                        own[at % len(own)].corners, drawn[2 * at], drawn[2 * at + 1]
                    ),
                    origin=layout.origin,
                    parcel=own[at % len(own)].id,
                )
                for at in range(count)
            ]
    return tuple(found)


def _inside(corners: Corners, across: float, up: float) -> tuple[float, float]:
    """Return a place of a parcel, at least an eighth of its size from every side."""
    x, y = 0.125 + 0.75 * across, 0.125 + 0.75 * up
    weights = ((1 - x) * (1 - y), x * (1 - y), x * y, (1 - x) * y)
    pairs = list(zip(weights, corners, strict=True))
    return (
        sum(weight * corner[0] for weight, corner in pairs),
        sum(weight * corner[1] for weight, corner in pairs),
    )


def _area(corners: Corners) -> float:
    around = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in around)) / 2


def kilometres(point: Point, land: Sequence[Parcel]) -> float:
    """Return how far a control point is from the project land of its stratum [km]."""
    edges = [
        edge
        for parcel in land
        if parcel.stratum == point.stratum and not parcel.is_control
        for edge in zip(
            parcel.corners, (*parcel.corners[1:], parcel.corners[0]), strict=True
        )
    ]
    return min(_metres(point.place, *edge) for edge in edges) / 1000


def _metres(
    place: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> float:
    """Return the distance of a place from a line between two corners [m]."""
    east, north = end[0] - start[0], end[1] - start[1]
    along = (place[0] - start[0]) * east + (place[1] - start[1]) * north
    share = max(0.0, min(1.0, along / (east**2 + north**2)))
    nearest = start[0] + share * east, start[1] + share * north
    return math.dist(place, nearest)


def as_sampled(
    planned: Sequence[Point], moved: str, by: tuple[float, float]
) -> tuple[Point, ...]:
    """Return the points where the holes really are, one of them moved [m]."""
    east, north = by
    return tuple(
        replace(point, place=(point.place[0] + east, point.place[1] + north))
        if point.id == moved
        else point
        for point in planned
    )


def hectares(land: Sequence[Parcel], stratum: str) -> float:
    """Return the project area of a stratum [ha]."""
    return sum(
        parcel.hectares
        for parcel in land
        if parcel.stratum == stratum and not parcel.is_control
    )


def geojson(layout: Layout, land: Sequence[Parcel], sampled: Sequence[Point]) -> bytes:
    """Return fields.geojson: parcels with the mu of the register, and points."""
    features = _features(layout, land, sampled)
    lines = [json.dumps(item, ensure_ascii=False) for item in features]
    body = ",\n".join(lines)
    head = '{"type": "FeatureCollection", "features": [\n'
    return f"{head}{body}\n]}}\n".encode()


def _features(
    layout: Layout, land: Sequence[Parcel], sampled: Sequence[Point]
) -> Iterator[dict[str, Any]]:
    for parcel in land:
        around = (*parcel.corners, parcel.corners[0])
        ring = [to_degrees(corner, layout.origin) for corner in around]
        yield {
            "type": "Feature",
            "properties": {
                "id": parcel.id,
                "kind": "control_parcel" if parcel.is_control else "parcel",
                "stratum": parcel.stratum,
                "area_mu": parcel.mu,
            },
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
    for point in sampled:
        yield {
            "type": "Feature",
            "properties": {
                "id": point.id,
                "kind": "point",
                "stratum": point.stratum,
                "role": point.role,
            },
            "geometry": {"type": "Point", "coordinates": point.degrees},
        }
