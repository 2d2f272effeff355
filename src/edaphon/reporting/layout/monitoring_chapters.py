"""Chapters 3 and 4: monitoring, data quality, parameters."""

from edaphon.kernel.marks import legend_of_marks
from edaphon.reporting.layout.blocks import (
    Block,
    Chapter,
    Heading,
    Items,
    Paragraph,
    some,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.parameter_blocks import differing, own_factor_tables
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import whole


def monitoring_chapter(reader: Reader) -> Chapter:
    """Return chapter 3; points, control sites and properties stand in annex D."""
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
                Heading("measured", _("Points, control sites and data")),
                Items(
                    (
                        _points_told(reader),
                        _sites_told(reader),
                        _values_told(reader),
                        _(
                            "Annex D: parcels, control sites, and what was measured "
                            "how often."
                        ),
                    )
                ),
                Heading("laboratories", _("Laboratories")),
                _laboratories(reader),
            ]
        ),
    )


def _points_told(reader: Reader) -> str:
    """Return how many points there are, and how many are missing or were moved."""
    _ = reader.gettext
    sampling = reader.content.sampling
    points = sampling.points
    if not points.total:
        return _("No soil sample belongs to a stratum and a campaign.")
    return _(
        "Points: {total}, with a position {placed}; missing in a campaign {missing}, "
        "moved {moved} (chapter 2)."
    ).format(
        total=whole(points.total),
        placed=whole(points.placed),
        missing=whole(len(sampling.missing)),
        moved=whole(len(sampling.moved)),
    )


def _sites_told(reader: Reader) -> str:
    """Return how many control sites are described, and how many pass every test."""
    _ = reader.gettext
    sites = reader.content.declared.control_sites
    if not sites:
        return _("No control site is described.")
    passed = [
        item
        for item in sites
        if item.tests is not None and item.tests_met == item.tests
    ]
    return _(
        "Control sites described: {total}, of which {passed} meet every similarity "
        "criterion."
    ).format(total=whole(len(sites)), passed=whole(len(passed)))


def _values_told(reader: Reader) -> str:
    """Return how many values were read, and how many were doubted or not used."""
    _ = reader.gettext
    held = reader.content.data.properties
    return _(
        "Values read: {count} of {kinds} properties; suspect and used {suspect}, "
        "failed or missing and never used {unused}, below or above a limit {censored}."
    ).format(
        count=whole(sum(item.count for item in held)),
        kinds=whole(len(held)),
        suspect=whole(sum(item.suspect for item in held)),
        unused=whole(sum(item.fail + item.missing for item in held)),
        censored=whole(sum(item.censored for item in held)),
    )


def _laboratories(reader: Reader) -> Block:
    found = reader.content.declared.laboratories
    if not found:
        _ = reader.gettext
        return Paragraph(_("Accreditation of the laboratories: not provided."))
    return table(reader, "monitoring/laboratory-table", found)


def parameters_chapter(reader: Reader) -> Chapter:
    """Return chapter 4: what methods take otherwise, and what the project states."""
    _ = reader.gettext
    blocks: list[Block] = [
        Paragraph(
            _(
                "Annex E lists every parameter with its value under each method, its "
                "source and the mark of the source."
            )
        ),
        Paragraph(legend_of_marks(reader.language), "note"),
        *differing(reader),
        *own_factor_tables(reader),
    ]
    return Chapter(
        id="parameters", title=_("Parameters and data"), blocks=tuple(blocks)
    )
