"""From the measured effect down to what is counted, bar by bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from edaphon.reporting.charts.scales import Scale, scale_for, tick_text
from edaphon.reporting.charts.svg import Drawing, text_width

WIDTH, ROW, TOP, FOOT = 680.0, 17.0, 4.0, 34.0
BAR = 11.0
SIZE = 11.0
STRIPE = 5.0
"""Between two lines of a hatch [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One term, signed; a total starts from zero."""

    label: str
    value: float | None
    told: str
    is_total: bool = False
    is_held: bool = False
    """Kept back, not lost: drawn hatched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """The terms of one method."""

    title: str
    bars: tuple[Bar, ...]


def waterfall_chart(falls: Sequence[Fall], axis: str, title: str) -> Drawing:
    """Draw terms one below the other, each starting where the last one ended.

    All methods share one scale, each under its title where there are several. A term
    that is not known has no bar, and one of zero takes nothing and adds nothing: it
    has none either. What follows starts from the last known sum.
    """
    bars = [bar for fall in falls for bar in fall.bars]
    spans = [span for fall in falls for span in _spans(fall.bars)]
    left = max(text_width(bar.label, SIZE) for bar in bars) + 14
    right = WIDTH - max(text_width(bar.told, SIZE) for bar in bars) - 14
    scale, marks = scale_for([end for span in spans for end in span], left, right)
    heads = len(falls) if len(falls) > 1 else 0
    bottom = TOP + ROW * (len(bars) + heads)
    drawing = Drawing(width=WIDTH, height=bottom + FOOT, title=title)
    for tick in marks:
        x = scale.at(float(tick))
        drawing.line((x, TOP), (x, bottom), "zero" if tick == 0 else "grid")
        drawing.write(tick_text(tick), (x, bottom + 15), "quiet", anchor="middle")
    drawing.write(axis, ((left + right) / 2, bottom + 31), "text", anchor="middle")
    top = TOP
    for fall in falls:
        if heads:
            drawing.rectangle(
                (0, top), (text_width(fall.title, SIZE) + 8, ROW), "label"
            )
            drawing.write(fall.title, (0, top + ROW - 5), "strong", size=SIZE)
            top += ROW
        _fall(drawing, fall.bars, top, scale)
        top += ROW * len(fall.bars)
    return drawing


def _fall(drawing: Drawing, bars: Sequence[Bar], top: float, scale: Scale) -> None:
    for place, (bar, span) in enumerate(zip(bars, _spans(bars), strict=True)):
        middle = top + ROW * (place + 0.5)
        _bar(drawing, bar, span, middle, scale)
        if place + 1 < len(bars) and not bars[place + 1].is_total:
            x, y = scale.at(span[1]), middle + BAR / 2
            drawing.line((x, y), (x, y + ROW - BAR), "link")


def _spans(bars: Sequence[Bar]) -> list[tuple[float, float]]:
    """Return where each bar starts and ends."""
    spans, level = [], 0.0
    for bar in bars:
        if bar.is_total:
            spans.append((0.0, bar.value or 0.0))
            continue
        end = level + (bar.value or 0.0)
        spans.append((level, end))
        level = end
    return spans


def _bar(
    drawing: Drawing, bar: Bar, span: tuple[float, float], y: float, scale: Scale
) -> None:
    words = "strong" if bar.is_total else "text"
    drawing.write(bar.label, (scale.start - 10, y + 4), words, anchor="end", size=SIZE)
    drawing.write(bar.told, (WIDTH, y + 4), words, anchor="end", size=SIZE)
    if bar.value is None or (bar.value == 0 and not bar.is_total):
        return
    low, high = sorted((scale.at(span[0]), scale.at(span[1])))
    role = "total" if bar.is_total else "gain" if bar.value >= 0 else "fall"
    hint = f"{bar.label}: {bar.told}"
    wide = max(high - low, 1.0)
    role = "held" if bar.is_held else role
    drawing.rectangle((low, y - BAR / 2), (wide, BAR), role, hint)
    if bar.is_held:
        _hatch(drawing, low, wide, y)


def _hatch(drawing: Drawing, low: float, wide: float, y: float) -> None:
    """Draw slanting lines within a bar."""
    places = int((wide - BAR) // STRIPE) + 1
    for place in range(max(places, 0)):
        x = low + place * STRIPE
        drawing.line((x, y + BAR / 2), (x + BAR, y - BAR / 2), "hatch")
