"""Depth profiles: carbon against depth, a panel a stratum, four series a panel."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from edaphon.reporting.charts.scales import Scale, scale_for, tick_text
from edaphon.reporting.charts.svg import Drawing, text_width

WIDTH = 680.0
PANEL, GAP, LEFT = 250.0, 30.0, 46.0
LOW_PANEL = 130.0
LEGEND, HEAD, FOOT = 44.0, 40.0, 36.0

Series = tuple[tuple[str, str, str, str, str], ...]

SERIES: Series = (
    ("project", "start", "circle", "project-open", "project-dash"),
    ("project", "end", "circle", "project", "project-line"),
    ("control", "start", "square", "control-open", "control-dash"),
    ("control", "end", "square", "control", "control-line"),
)
"""Role, campaign, shape, look of the points, look of the line."""

DIFFERENCE: Series = (
    ("difference", "change", "diamond", "difference", "difference-line"),
)
"""Change of project land less that of control land, around a zero line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Mean of one layer."""

    top: float
    bottom: float
    mean: float
    low: float
    high: float
    hint: str

    @property
    def middle(self) -> float:
        """Depth at which the layer is drawn [cm]."""
        return (self.top + self.bottom) / 2


Panel = tuple[str, dict[tuple[str, str], list[Layer]]]
"""Title, and layers by role and campaign."""


def depth_chart(
    panels: Sequence[Panel], legend: Sequence[str], axes: tuple[str, str], title: str
) -> Drawing:
    """Draw depth profiles of both lands at both ends.

    Parameters
    ----------
    panels
        Up to three beside each other, as many rows as are needed.
    legend
        Words for the four series, in the order of ``SERIES``.
    axes
        Names with units of the horizontal and the vertical scale.
    title
        What the chart shows.
    """
    return _drawn(panels, legend, axes, title, SERIES)


def change_chart(
    panels: Sequence[Panel], legend: str, axes: tuple[str, str], title: str
) -> Drawing:
    """Draw changes by depth, project less control, with intervals and a zero line.

    Parameters
    ----------
    panels, axes, title
        As `depth_chart`; the ends of a layer are those of its interval.
    legend
        Words for points and bars.
    """
    return _drawn(panels, [legend], axes, title, DIFFERENCE)


def _drawn(
    panels: Sequence[Panel],
    legend: Sequence[str],
    axes: tuple[str, str],
    title: str,
    series: Series,
) -> Drawing:
    is_change = series is DIFFERENCE
    tall = LOW_PANEL if is_change else PANEL
    legend_height = LEGEND if len(legend) > 2 else LEGEND / 2
    columns = (
        2
        if len(panels) == 4 and not is_change
        else min(3 + is_change, max(1, len(panels)))
    )
    rows = math.ceil(len(panels) / columns)
    height = legend_height + rows * (tall + HEAD + FOOT)
    drawing = Drawing(width=WIDTH, height=height, title=title)
    _legend(drawing, legend, series)
    held = _reach(panels)
    deepest = max((layer.bottom for layer in _layers(panels)), default=30.0)
    wide = (WIDTH - columns * LEFT - GAP * (columns - 1)) / columns - 8
    for place, panel in enumerate(panels):
        left = LEFT + (place % columns) * (wide + GAP + LEFT)
        top = legend_height + (place // columns) * (tall + HEAD + FOOT) + HEAD
        across = scale_for(
            held, left, left + wide, with_zero=is_change,
            count=max(4, 8 - 2 * columns),
        )  # fmt: skip
        down = scale_for([deepest], top, top + tall, count=3 if is_change else 6)
        _frame(drawing, across, down, axes, panel[0])
        _series(drawing, panel[1], series, across[0], down[0])
    return drawing


def _layers(panels: Sequence[Panel]) -> list[Layer]:
    return [
        layer for _, series in panels for found in series.values() for layer in found
    ]


def _reach(panels: Sequence[Panel]) -> list[float]:
    """Return both ends of every error bar."""
    return [end for layer in _layers(panels) for end in (layer.low, layer.high)]


def _legend(drawing: Drawing, words: Sequence[str], series: Series) -> None:
    """Write the legend, on a second line where the first is full."""
    x, y = LEFT, 12.0
    for (_, _, shape, look, line), told in zip(series, words, strict=True):
        wide = 32 + text_width(told, 11.0)
        if x + wide > WIDTH:
            x, y = LEFT, y + 18
        drawing.line((x, y), (x + 26, y), line)
        drawing.mark(shape, (x + 13, y), look)
        drawing.write(told, (x + 32, y + 4))
        x += wide + 16


Ticked = tuple[Scale, list[Decimal]]


def _frame(
    drawing: Drawing, across: Ticked, down: Ticked, axes: tuple[str, str], name: str
) -> None:
    scale, marks = across
    depth, depths = down
    drawing.write(name, (scale.start, depth.start - 26), "strong", size=12.0)
    drawing.write(axes[1], (scale.start - 34, depth.start - 9), "quiet")
    for tick in marks:
        x = scale.at(float(tick))
        look = "zero" if tick == 0 and scale.low < 0 else "grid"
        drawing.line((x, depth.start), (x, depth.end), look)
        drawing.write(tick_text(tick), (x, depth.end + 15), "quiet", anchor="middle")
    for tick in depths:
        y = depth.at(float(tick))
        drawing.line((scale.start, y), (scale.end, y), "grid")
        drawing.write(tick_text(tick), (scale.start - 6, y + 4), "quiet", anchor="end")
    drawing.line((scale.start, depth.start), (scale.end, depth.start), "axis")
    drawing.line((scale.start, depth.start), (scale.start, depth.end), "axis")
    middle = (scale.start + scale.end) / 2
    drawing.write(axes[0], (middle, depth.end + 30), anchor="middle")


def _series(drawing: Drawing, held: dict[tuple[str, str], list[Layer]],
            series: Series, across: Scale, down: Scale) -> None:  # fmt: skip
    for role, campaign, shape, look, line in series:
        layers = sorted(held.get((role, campaign), []), key=lambda item: item.middle)
        places = [(across.at(item.mean), down.at(item.middle)) for item in layers]
        if len(places) > 1:
            drawing.path(places, line)
        for item, (x, y) in zip(layers, places, strict=True):
            if item.low < item.high:
                low, high = across.at(item.low), across.at(item.high)
                drawing.line((low, y), (high, y), f"{role}-line")
            drawing.mark(shape, (x, y), look, item.hint, size=3.6)
