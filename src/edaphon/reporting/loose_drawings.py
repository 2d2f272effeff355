"""The drawings of a report by themselves, for a page that is no report."""

from dataclasses import dataclass
from html import escape

from edaphon.kernel.language import Language
from edaphon.reporting.charts.svg import Drawing
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.blocks import Chart
from edaphon.reporting.layout.compose import compose
from edaphon.reporting.source import ReportSource

BACK = '<rect width="100%" height="100%" fill="#ffffff"/>'
"""White behind a drawing: its colours are those of paper, and a page may be dark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One drawing of a report."""

    name: str
    """Name of the drawing, such as ``map`` or ``waterfall``."""
    caption: str
    svg: str
    """SVG that needs no stylesheet."""


def drawings(source: ReportSource, language: Language) -> tuple[Drawn, ...]:
    """Return every drawing of a report, each once, in the order of the report.

    Parameters
    ----------
    source
        The records of one bundle.
    language
        ``en`` or ``zh``.
    """
    document = compose(content_record(source), language, source.evidence.geography)
    found = {
        block.id: Drawn(name=block.id, caption=block.caption, svg=_svg(block.drawing))
        for chapter in (*document.front, *document.chapters)
        for block in chapter.blocks
        if isinstance(block, Chart)
    }
    return tuple(found.values())


def _svg(drawing: Drawing) -> str:
    """Return a drawing that says what it shows and stands on white."""
    head, end, rest = drawing.paper().partition(">")
    title = f"<title>{escape(drawing.title)}</title>"
    return f'{head} role="img"{end}{title}{BACK}{rest}'
