"""Annex of one method: its edition, conditions, sources and every figure."""

from edaphon.reporting.layout.blocks import (
    Block,
    Chapter,
    Heading,
    Items,
    Paragraph,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.quantification_chapter import source_blocks
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.step_blocks import step_blocks
from edaphon.schemas.models.report import Method


def method_annex(reader: Reader, method: Method) -> Chapter:
    """Return what it takes to recompute the account of a method on paper."""
    _ = reader.gettext
    slug = method.slug
    return Chapter(
        id=f"annex-{slug}",
        title=_("{method}: conditions and figures").format(method=method.id),
        blocks=(
            Heading(f"edition-{slug}", _("Edition")),
            facts(reader, "quantification/edition", method),
            table(reader, "quantification/editions", method.editions, method),
            Heading(f"conditions-heading-{slug}", _("Conditions")),
            table(reader, "quantification/conditions", method.conditions, method),
            Heading(f"figures-heading-{slug}", _("Figures")),
            *source_blocks(reader, method),
            table(reader, "quantification/figures", method.figures, method),
            Paragraph(
                _(
                    "Each figure is rounded by itself: deductions, leakage and buffer "
                    "up, the bars of the chart to the nearest. A bar may therefore "
                    "differ from its figure in the last decimal."
                ),
                "note",
            ),
            *_left_out(reader, method),
            *step_blocks(reader, method),
        ),
    )


def _left_out(reader: Reader, method: Method) -> list[Block]:
    """Return the equations of the method that this version does not compute."""
    _ = reader.gettext
    if not method.not_covered:
        return []
    line = _("Equations {numbers}: {title}")
    told = tuple(
        line.format(numbers=item.equations, title=reader.pick(item.title))
        for item in method.not_covered
    )
    return [Paragraph(_("Equations that this version leaves out:")), Items(told)]
