"""Chapters 3 and 4: monitoring, data quality, parameters."""

from edaphon.kernel.marks import legend_of_marks
from edaphon.reporting.layout.blocks import (
    Block,
    Chapter,
    Heading,
    Paragraph,
    Table,
    some,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import whole

SITES_LISTED = 60


def monitoring_chapter(reader: Reader) -> Chapter:
    """Return chapter 3."""
    _ = reader.gettext
    content = reader.content
    return Chapter(
        id="monitoring",
        title=_("Monitoring and data management"),
        blocks=some(
            [
                Heading("sampling", _("Sampling design")),
                facts(reader, "monitoring/design"),
                table(reader, "monitoring/stock-methods", content.methods),
                table(reader, "monitoring/campaigns", content.sampling.campaigns),
                Heading("points-heading", _("Sampling points")),
                _points(reader),
                _control_sites(reader),
                Heading("quality", _("Data and quality flags")),
                table(reader, "monitoring/properties", content.data.properties),
                Heading("laboratories", _("Laboratories")),
                _laboratories(reader),
            ]
        ),
    )


def _points(reader: Reader) -> Block:
    _ = reader.gettext
    points = reader.content.sampling.points
    if not points.total:
        return Paragraph(_("No soil sample belongs to a stratum and a campaign."))
    rest = points.total - len(points.listed)
    note = _("{total} points, {placed} with a position.").format(
        total=whole(points.total), placed=whole(points.placed)
    )
    if rest > 0:
        note += _(" {count} more are in observations.csv of the bundle.").format(
            count=whole(rest)
        )
    return table(reader, "monitoring/points", points.listed, note=note)


def _control_sites(reader: Reader) -> Table | None:
    sites = reader.content.declared.control_sites
    if not sites:
        return None
    return table(reader, "monitoring/control-sites", sites[:SITES_LISTED])


def _laboratories(reader: Reader) -> Block:
    found = reader.content.declared.laboratories
    if not found:
        _ = reader.gettext
        return Paragraph(_("Accreditation of the laboratories: not provided."))
    return table(reader, "monitoring/laboratory-table", found)


def parameters_chapter(reader: Reader) -> Chapter:
    """Return chapter 4: one table a method."""
    _ = reader.gettext
    blocks: list[Block] = []
    for method in reader.content.methods:
        blocks += [
            Heading(f"parameters-{method.slug}", method.id),
            table(reader, "monitoring/parameter-table", method.parameters, method),
        ]
        if method.own_factors:
            own = method.own_factors
            blocks.append(table(reader, "monitoring/own-factors", own, method))
    blocks += [
        Heading("reference-list", _("References")),
        _references(reader),
        Paragraph(legend_of_marks(reader.language), "note"),
    ]
    return Chapter(
        id="parameters", title=_("Parameters and data"), blocks=tuple(blocks)
    )


def _references(reader: Reader) -> Table:
    """Return every reference of the parameters once."""
    found = {
        item.reference: item
        for method in reader.content.methods
        for item in method.parameters
    }
    rows = sorted(found.values(), key=lambda item: item.reference_short)
    return table(reader, "monitoring/references", rows)
