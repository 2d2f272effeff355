"""Coordinate systems: what surveyors, phones and maps in China give, to degrees.

GCJ-02 and BD-09 are the shifted systems of Chinese map services. Their published
approximation is used to recognise them, and to undo them only on the signed word
of the member who supplied the coordinates.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Geod

DEGREES = "EPSG:4490"
"""Places are degrees; the ellipsoids in use differ by less than a millimetre here."""

Position = tuple[float, float]
"""Longitude and latitude [degrees], or easting and northing [m]."""

GEOGRAPHIC = ("EPSG:4326", "EPSG:4490")
"""Systems in degrees that are accepted as they are."""

SHIFTED = ("GCJ-02", "BD-09")
"""Systems that are converted only on a member's word."""

CHINA: tuple[float, float, float, float] = (73.0, 3.0, 136.0, 54.0)
"""Box that holds China: west, south, east, north [degrees]."""

_AXIS, _FLATNESS = 6378245.0, 0.00669342162296594323
_BD_TURN = math.pi * 3000.0 / 180.0
_STEPS = 12
_NOWHERE: Position = (math.inf, math.inf)


def to_gcj02(longitude: float, latitude: float) -> Position:
    """Return where a Chinese map service draws a WGS-84 position.

    Parameters
    ----------
    longitude, latitude
        WGS-84 position [degrees].

    Returns
    -------
    tuple of float
        GCJ-02 longitude and latitude [degrees]; unchanged outside China.

    References
    ----------
    The approximation published with the eviltransform programs; it is not an
    official definition, and meets the official shift within a few metres.

    Examples
    --------
    >>> east, north = to_gcj02(115.65, 34.4)
    >>> round(east, 6), round(north, 6)
    (115.655496, 34.398614)
    """
    west, south, east, north = CHINA
    if not (west <= longitude <= east and south <= latitude <= north):
        return longitude, latitude
    east_shift, north_shift = _shift(longitude - 105.0, latitude - 35.0)
    turn = latitude / 180.0 * math.pi
    magic = 1 - _FLATNESS * math.sin(turn) ** 2
    root = math.sqrt(magic)
    north_size = _AXIS * (1 - _FLATNESS) / (magic * root)
    east_size = _AXIS / root * math.cos(turn)
    return (
        longitude + math.degrees(east_shift / east_size),
        latitude + math.degrees(north_shift / north_size),
    )


def _shift(x: float, y: float) -> tuple[float, float]:
    """Return the shift of GCJ-02 [m] east and north."""
    waves = (
        (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi))
        * 2
        / 3
    )
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y
    north += 0.2 * math.sqrt(abs(x)) + waves
    north += (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2 / 3
    north += (
        (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0))
        * 2
        / 3
    )
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y
    east += 0.1 * math.sqrt(abs(x)) + waves
    east += (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2 / 3
    east += (
        (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi))
        * 2
        / 3
    )
    return east, north


def from_gcj02(longitude: float, latitude: float) -> Position:
    """Return the WGS-84 position of a GCJ-02 one, by fixed-point steps.

    Examples
    --------
    >>> east, north = from_gcj02(*to_gcj02(115.65, 34.4))
    >>> round(east, 9), round(north, 9)
    (115.65, 34.4)
    """
    east, north = longitude, latitude
    for _ in range(_STEPS):
        drawn_east, drawn_north = to_gcj02(east, north)
        east, north = east + longitude - drawn_east, north + latitude - drawn_north
    return east, north


def from_bd09(longitude: float, latitude: float) -> Position:
    """Return the WGS-84 position of a BD-09 one."""
    x, y = longitude - 0.0065, latitude - 0.006
    distance = math.sqrt(x * x + y * y) - 0.00002 * math.sin(y * _BD_TURN)
    angle = math.atan2(y, x) - 0.000003 * math.cos(x * _BD_TURN)
    return from_gcj02(distance * math.cos(angle), distance * math.sin(angle))


def to_degrees(crs: str) -> Callable[[Sequence[Position]], list[Position]]:
    """Return the function that turns positions of a system into degrees.

    Parameters
    ----------
    crs
        System as project.yaml names it; positions are east before north.

    Returns
    -------
    Callable
        Takes positions, returns longitude and latitude [degrees] on WGS-84 or
        CGCS2000, which agree within our stated accuracy. Positions outside the
        system's domain come back as infinities.
    """
    if crs in GEOGRAPHIC:
        return list
    if crs in SHIFTED:
        undo = from_gcj02 if crs == "GCJ-02" else from_bd09
        return lambda positions: [
            undo(*position) if _are_degrees(position) else _NOWHERE
            for position in positions
        ]
    return _projected(crs)


def _are_degrees(position: Position) -> bool:
    return abs(position[0]) <= 180 and abs(position[1]) <= 90


@cache
def _projected(crs: str) -> Callable[[Sequence[Position]], list[Position]]:
    from pyproj import CRS, Transformer  # noqa: PLC0415 - slow import

    source = CRS.from_user_input(crs)
    transformer = Transformer.from_crs(source, source.geodetic_crs, always_xy=True)

    def degrees(positions: Sequence[Position]) -> list[Position]:
        if not positions:
            return []
        east, north = zip(*positions, strict=True)
        lon, lat = transformer.transform(east, north)
        return [(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]

    return degrees


def zone_of(crs: str) -> int | None:
    """Return the 3-degree zone that leads the eastings of a Gauss-Krueger system."""
    number = int(crs.removeprefix("EPSG:")) if crs.startswith("EPSG:") else 0
    return number - 4488 if 4513 <= number <= 4533 else None


@cache
def ellipsoid(crs: str) -> "Geod":
    """Return the ellipsoid on which areas of a system are computed."""
    from pyproj import Geod  # noqa: PLC0415 - slow import

    is_wgs84 = crs in {"EPSG:4326", *SHIFTED} or crs.startswith("EPSG:32")
    return Geod(a=6378137.0, rf=298.257223563 if is_wgs84 else 298.257222101)


def metres_between(crs: str, first: Position, second: Position) -> float:
    """Return the distance of two positions in degrees [m] along the ellipsoid."""
    return float(ellipsoid(crs).inv(*first, *second)[2])
