"""When what happened: a row for each span or day, on one scale of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from edaphon.reporting.charts.scales import Scale
from edaphon.reporting.charts.svg import Drawing, text_width

WIDTH, ROW, TOP, FOOT = 680.0, 17.0, 4.0, 20.0
BAR = 9.0
SIZE = 11.0
GAP = 14.0
MOST_TICKS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A span of days, or one day where both ends are the same."""

    label: str
    start: date
    end: date
    told: str
    role: str = "project"


def timeline(rows: Sequence[Happening], title: str) -> Drawing:
    """Draw what happened when, in the order given.

    Parameters
    ----------
    rows
        At least one.
    title
        What the drawing shows, for a reader who cannot see it.
    """
    first = min(item.start for item in rows).year
    last = max(item.end for item in rows).year + 1
    left = max(text_width(item.label, SIZE) for item in rows) + GAP
    right = WIDTH - max(text_width(item.told, SIZE) for item in rows) - GAP
    low, high = (float(date(year, 1, 1).toordinal()) for year in (first, last))
    scale = Scale(low, high, left, right)
    bottom = TOP + ROW * len(rows)
    drawing = Drawing(width=WIDTH, height=bottom + FOOT, title=title)
    step = -(-(last - first) // MOST_TICKS)
    for year in range(first, last + 1, step):
        x = scale.at(float(date(year, 1, 1).toordinal()))
        drawing.line((x, TOP), (x, bottom), "grid")
        drawing.write(str(year), (x, bottom + 15), "quiet", anchor="middle")
    for place, item in enumerate(rows):
        _row(drawing, item, TOP + ROW * (place + 0.5), scale)
    return drawing


def _row(drawing: Drawing, item: Happening, y: float, scale: Scale) -> None:
    drawing.write(
        item.label, (scale.start - 10, y + 4), "text", anchor="end", size=SIZE
    )
    drawing.write(item.told, (WIDTH, y + 4), "text", anchor="end", size=SIZE)
    start, end = (scale.at(float(day.toordinal())) for day in (item.start, item.end))
    hint = f"{item.label}: {item.told}"
    if item.start == item.end:
        drawing.mark("diamond", (start, y), item.role, hint)
    else:
        wide = max(end - start, 1.0)
        drawing.rectangle((start, y - BAR / 2), (wide, BAR), item.role, hint)
