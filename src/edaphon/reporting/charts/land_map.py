"""Parcels and points on a plain sheet: scale bar and north arrow, no base map."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from edaphon.reporting.charts.svg import Drawing, text_width

WIDTH, HEIGHT = 680.0, 400.0
MARGIN, LEGEND = 18.0, 56.0

METRES_PER_DEGREE = 111_320.0
MOST_CORNERS = 240
"""Corners drawn of one ring; more cannot be seen at this size."""

MOST_POINTS = 1500
"""Points drawn; of more, every k-th."""

BARS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
"""Lengths of a scale bar [m]."""

Position = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One parcel."""

    label: str
    hint: str
    is_control: bool
    rings: Sequence[Sequence[Position]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One sampling point."""

    position: Position
    is_control: bool
    hint: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Longitude and latitude to places; true to scale near the middle latitude."""

    west: float
    north: float
    shrink: float
    pixels: float
    """Pixels a metre."""
    left: float
    top: float

    def at(self, position: Position) -> Position:
        east = (position[0] - self.west) * METRES_PER_DEGREE * self.shrink
        south = (self.north - position[1]) * METRES_PER_DEGREE
        return self.left + east * self.pixels, self.top + south * self.pixels


def land_map(areas: Sequence[Area], spots: Sequence[Spot], words: Sequence[str],
             title: str) -> Drawing:  # fmt: skip
    """Draw a map.

    Parameters
    ----------
    areas, spots
        Parcels and points in degrees.
    words
        Legend: project land, control land, project point, control point, north.
    title
        What the map shows.
    """
    places = [place for area in areas for ring in area.rings for place in ring]
    places += [spot.position for spot in spots]
    sheet, height = _sheet(places)
    drawing = Drawing(width=WIDTH, height=height + LEGEND, title=title)
    for area in areas:
        role = "parcel-control" if area.is_control else "parcel"
        rings = [[sheet.at(place) for place in _thinned(ring)] for ring in area.rings]
        drawing.rings(rings, role, area.hint)
    for spot in _every(spots):
        shape, role = ("square", "control-open") if spot.is_control else (
            "circle", "project")  # fmt: skip
        drawing.mark(shape, sheet.at(spot.position), role, spot.hint, size=3.2)
    for area in areas:
        _label(drawing, area, sheet)
    _north(drawing, words[4])
    _bar(drawing, sheet.pixels, height)
    _legend(drawing, words, height, areas=areas, spots=spots)
    return drawing


def _sheet(places: Sequence[Position]) -> tuple[_Sheet, float]:
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    shrink = math.cos(math.radians((south + north) / 2))
    wide = max((east - west) * METRES_PER_DEGREE * shrink, 50.0)
    tall = max((north - south) * METRES_PER_DEGREE, 50.0)
    room = WIDTH - 2 * MARGIN - 40
    pixels = min(room / wide, (HEIGHT - 2 * MARGIN) / tall)
    left = MARGIN + (room - wide * pixels) / 2
    height = tall * pixels + 2 * MARGIN
    return _Sheet(west, north, shrink, pixels, left, MARGIN), max(height, 150.0)


def _thinned(ring: Sequence[Position]) -> Sequence[Position]:
    step = max(1, math.ceil(len(ring) / MOST_CORNERS))
    return ring[::step]


def _every(spots: Sequence[Spot]) -> Sequence[Spot]:
    step = max(1, math.ceil(len(spots) / MOST_POINTS))
    return spots[::step]


def _label(drawing: Drawing, area: Area, sheet: _Sheet) -> None:
    ring = [sheet.at(place) for place in area.rings[0]]
    x = (min(p[0] for p in ring) + max(p[0] for p in ring)) / 2
    y = min(p[1] for p in ring) + 13
    wide = max(p[0] for p in ring) - min(p[0] for p in ring)
    if text_width(area.label, 10.0) + 6 <= wide:
        half = text_width(area.label, 10.0) / 2 + 3
        drawing.rectangle((x - half, y - 8), (2 * half, 13), "label")
        drawing.write(area.label, (x, y + 2.5), "strong", anchor="middle", size=10.0)


def _north(drawing: Drawing, word: str) -> None:
    x, y = WIDTH - 24, 20.0
    drawing.path([(x, y), (x + 7, y + 22), (x, y + 16), (x - 7, y + 22)], "total",
                 closed=True)  # fmt: skip
    drawing.write(word, (x, y + 36), "strong", anchor="middle")


def _bar(drawing: Drawing, pixels: float, height: float) -> None:
    length = next((item for item in reversed(BARS) if item * pixels <= 150), BARS[0])
    wide = length * pixels
    left, y = WIDTH - MARGIN - wide, height + 14
    drawing.rectangle((left, y), (wide / 2, 5), "total")
    drawing.rectangle((left + wide / 2, y), (wide / 2, 5), "difference-open")
    told = f"{length} m" if length < 1000 else f"{length // 1000} km"
    drawing.write(told, (left + wide, y + 18), "text", anchor="end")
    drawing.write("0", (left, y + 18), "text", anchor="middle")


def _legend(drawing: Drawing, words: Sequence[str], height: float, *,
            areas: Sequence[Area], spots: Sequence[Spot]) -> None:  # fmt: skip
    x, y = MARGIN, height + 18
    for is_control, word in ((False, words[0]), (True, words[1])):
        if any(area.is_control is is_control for area in areas):
            role = "parcel-control" if is_control else "parcel"
            drawing.rectangle((x, y - 8), (16, 10), role)
            drawing.write(word, (x + 22, y + 1))
            x += 34 + text_width(word, 11.0)
    for is_control, word in ((False, words[2]), (True, words[3])):
        if any(spot.is_control is is_control for spot in spots):
            shape, role = ("square", "control-open") if is_control else (
                "circle", "project")  # fmt: skip
            drawing.mark(shape, (x + 5, y - 3), role, size=3.6)
            drawing.write(word, (x + 15, y + 1))
            x += 28 + text_width(word, 11.0)
