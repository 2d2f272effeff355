"""Chapter 2: practice, product, deviations."""

from itertools import pairwise

from edaphon.reporting.layout.blocks import (
    Block,
    Chapter,
    Heading,
    Items,
    Paragraph,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.project_chapter import rest_told
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN
from edaphon.reporting.wording import same, sided

DEVIATIONS_LISTED = 40


def implementation_chapter(reader: Reader) -> Chapter:
    """Return chapter 2."""
    _ = reader.gettext
    blocks: list[Block] = [
        Heading("practice", _("Practice")),
        facts(reader, "implementation/practice"),
        *_product(reader),
        Heading("deviations", _("Deviations and changes")),
        *_deviations(reader),
    ]
    return Chapter(
        id="implementation",
        title=_("Implementation and changes"),
        blocks=tuple(blocks),
    )


def _product(reader: Reader) -> list[Block]:
    product = reader.content.practice.product
    if not product:
        return []
    blocks: list[Block] = [
        Heading("product", reader.gettext("Product")),
        facts(reader, "implementation/product"),
    ]
    if product.strains:
        blocks.append(table(reader, "implementation/strains", product.strains))
    return blocks


def _deviations(reader: Reader) -> list[Block]:
    return [*_points(reader), *_changes(reader)]


def _changes(reader: Reader) -> list[Block]:
    """Return a laboratory or procedure that changed, and where losses are told."""
    _ = reader.gettext
    held = sorted(reader.content.sampling.campaigns, key=lambda item: item.start)
    told = []
    for before, after in pairwise(held):
        told += [
            line.format(name=after.id, new=_named(reader, new), old=_named(reader, old))
            for line, old, new in (
                (_("Campaign {name}: laboratory {new} in the place of {old}."),
                 before.laboratory, after.laboratory),
                (_("Campaign {name}: procedure {new} in the place of {old}."),
                 before.procedure, after.procedure),
            )
            if old != new
        ]  # fmt: skip
    if reader.content.declared.permanence.events:
        told.append(_("Events of loss in the period are told in chapter 7."))
    return [Items(tuple(told))] if told else []


def _named(reader: Reader, given: str | None) -> str:
    return reader.pick(sided(given) or same(UNKNOWN))


def _points(reader: Reader) -> list[Block]:
    """Return the sampling points that are missing or were moved."""
    _ = reader.gettext
    sampling = reader.content.sampling
    missing, moved = sampling.missing, sampling.moved
    if not missing and not moved:
        return [Paragraph(_("No missing or moved sampling point is reported."))]
    told = [
        _("Point {point} missing in campaign {what}: {reason}").format(
            point=item.point, what=item.what, reason=reader.pick(item.reason)
        )
        for item in missing
    ] + [
        _("Point {point} moved by {what} m: {reason}").format(
            point=item.point, what=item.what, reason=reader.pick(item.reason)
        )
        for item in moved
    ]
    listed = told[:DEVIATIONS_LISTED]
    rest = rest_told(reader, len(told) - len(listed))
    return [Items(tuple(listed)), *([Paragraph(rest, "note")] if rest else [])]
