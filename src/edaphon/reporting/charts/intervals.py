"""Rows of estimates with intervals around a common zero line."""

from collections.abc import Sequence
from dataclasses import dataclass

from edaphon.reporting.charts.scales import Scale, scale_for, tick_text
from edaphon.reporting.charts.svg import Drawing, text_width

WIDTH = 680.0
ROW, TOP, FOOT = 22.0, 10.0, 38.0
SIZE = 11.0
MOST_LABEL = 250.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One estimate."""

    label: str
    value: float
    low: float
    high: float
    told: str
    """Value and interval in words, at the right edge and as the hint."""
    shape: str = "circle"
    role: str = "project"
    is_open: bool = False
    is_strong: bool = False


def interval_chart(rows: Sequence[Row], axis: str, title: str) -> Drawing:
    """Draw estimates with intervals on one scale.

    Parameters
    ----------
    rows
        From top to bottom.
    axis
        Name and unit below the scale.
    title
        What the chart shows.
    """
    left, right = _margins(rows)
    values = [value for row in rows for value in (row.low, row.high, row.value)]
    scale, marks = scale_for(values, left, right)
    drawing = _canvas(rows, title)
    bottom = TOP + ROW * len(rows)
    for tick in marks:
        x = scale.at(float(tick))
        drawing.line((x, TOP), (x, bottom), "zero" if tick == 0 else "grid")
        drawing.write(tick_text(tick), (x, bottom + 15), "quiet", anchor="middle")
    drawing.write(axis, ((left + right) / 2, bottom + 31), "text", anchor="middle")
    for place, row in enumerate(rows):
        _row(drawing, row, TOP + ROW * (place + 0.5), left, scale)
    return drawing


def own_scale_chart(rows: Sequence[Row], axis: str, title: str) -> Drawing:
    """Draw estimates of different units, each on its own scale, with one zero line."""
    left, right = _margins(rows)
    drawing = _canvas(rows, title)
    bottom = TOP + ROW * len(rows)
    middle = (left + right) / 2
    drawing.line((middle, TOP), (middle, bottom), "zero")
    drawing.write("0", (middle, bottom + 15), "quiet", anchor="middle")
    drawing.write(axis, (middle, bottom + 31), "text", anchor="middle")
    for place, row in enumerate(rows):
        reach = max(abs(row.low), abs(row.high), abs(row.value), 1e-12) * 1.08
        scale = Scale(-reach, reach, left, right)
        _row(drawing, row, TOP + ROW * (place + 0.5), left, scale)
    return drawing


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    label = max((text_width(row.label, SIZE) for row in rows), default=0.0)
    told = max((text_width(row.told, SIZE) for row in rows), default=0.0)
    return min(label, MOST_LABEL) + 14, WIDTH - told - 16


def _canvas(rows: Sequence[Row], title: str) -> Drawing:
    return Drawing(width=WIDTH, height=TOP + ROW * len(rows) + FOOT, title=title)


def _row(drawing: Drawing, row: Row, y: float, left: float, scale: Scale) -> None:
    words = "strong" if row.is_strong else "text"
    drawing.write(row.label, (left - 10, y + 4), words, anchor="end", size=SIZE)
    drawing.write(row.told, (WIDTH, y + 4), words, anchor="end", size=SIZE)
    low, high = scale.at(row.low), scale.at(row.high)
    drawing.line((low, y), (high, y), f"{row.role}-line")
    for end in (low, high):
        drawing.line((end, y - 4), (end, y + 4), f"{row.role}-line")
    look = f"{row.role}-open" if row.is_open else row.role
    hint = f"{row.label}: {row.told}"
    drawing.mark(row.shape, (scale.at(row.value), y), look, hint)
