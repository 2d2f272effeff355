"""From the measured effect down to what is counted, bar by bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from edaphon.reporting.charts.scales import Scale, scale_for, tick_text
from edaphon.reporting.charts.svg import Drawing, text_width

WIDTH, ROW, TOP, FOOT = 680.0, 17.0, 4.0, 34.0
BAR = 11.0
SIZE = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One term, signed; a total starts from zero."""

    label: str
    value: float | None
    told: str
    is_total: bool = False


def waterfall_chart(bars: Sequence[Bar], axis: str, title: str) -> Drawing:
    """Draw terms one below the other, each starting where the last one ended.

    A term that is not known has no bar, and one of zero takes nothing and adds nothing:
    it has none either. What follows starts from the last known sum.
    """
    spans = _spans(bars)
    left = max(text_width(bar.label, SIZE) for bar in bars) + 14
    right = WIDTH - max(text_width(bar.told, SIZE) for bar in bars) - 14
    scale, marks = scale_for([end for span in spans for end in span], left, right)
    bottom = TOP + ROW * len(bars)
    drawing = Drawing(width=WIDTH, height=bottom + FOOT, title=title)
    for tick in marks:
        x = scale.at(float(tick))
        drawing.line((x, TOP), (x, bottom), "zero" if tick == 0 else "grid")
        drawing.write(tick_text(tick), (x, bottom + 15), "quiet", anchor="middle")
    drawing.write(axis, ((left + right) / 2, bottom + 31), "text", anchor="middle")
    for place, (bar, span) in enumerate(zip(bars, spans, strict=True)):
        _bar(drawing, bar, span, place, scale)
        if place + 1 < len(bars) and not bars[place + 1].is_total:
            x = scale.at(span[1])
            y = TOP + ROW * (place + 0.5) + BAR / 2
            drawing.line((x, y), (x, y + ROW - BAR), "link")
    return drawing


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


def _bar(drawing: Drawing, bar: Bar, span: tuple[float, float], place: int,
         scale: Scale) -> None:  # fmt: skip
    y = TOP + ROW * (place + 0.5)
    words = "strong" if bar.is_total else "text"
    drawing.write(bar.label, (scale.start - 10, y + 4), words, anchor="end", size=SIZE)
    drawing.write(bar.told, (WIDTH, y + 4), words, anchor="end", size=SIZE)
    if bar.value is None or (bar.value == 0 and not bar.is_total):
        return
    low, high = sorted((scale.at(span[0]), scale.at(span[1])))
    role = "total" if bar.is_total else "gain" if bar.value >= 0 else "fall"
    hint = f"{bar.label}: {bar.told}"
    drawing.rectangle((low, y - BAR / 2), (max(high - low, 1.0), BAR), role, hint)
