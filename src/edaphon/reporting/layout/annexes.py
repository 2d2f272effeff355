"""Annexes: evidence, replay, disclosure list, data and points, parameters."""

from edaphon.kernel.marks import legend_of_marks
from edaphon.reporting.layout.blocks import (
    Block,
    Cell,
    Chapter,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    some,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.microbial_blocks import microbial_tables
from edaphon.reporting.layout.parameter_blocks import parameter_table, references
from edaphon.reporting.layout.project_chapter import parcel_table, rest_told
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.stock_tables import stock_tables
from edaphon.reporting.number_text import whole
from edaphon.schemas.record import stated_or

FILES_LISTED = 200

POINTS_LISTED = 50
"""More points than these are for a file, not for a page."""

SITES_LISTED = 50

STATES = ("provided", "stated", "partly", "not_provided", "not_applicable")


def evidence_annex(reader: Reader) -> Chapter:
    """Return annex A."""
    _ = reader.gettext
    methods = tuple(
        (_("Method {id}").format(id=name), Cell(value))
        for name, value in reader.content.digests.methods.items()
    )
    told = Facts(facts(reader, "annexes/evidence").rows + methods)
    return Chapter(
        id="evidence",
        title=_("Evidence and digests"),
        blocks=some([told, _files(reader), *_papers(reader)]),
    )


def _files(reader: Reader) -> Table:
    files = reader.content.data.files
    rest = len(files) - FILES_LISTED
    told = reader.gettext("{count} more files are in the manifest of the bundle.")
    note = told.format(count=rest) if rest > 0 else ""
    return table(reader, "annexes/files", files[:FILES_LISTED], note=note)


def _papers(reader: Reader) -> list[Table]:
    """Return what is only stated, the papers, and what reading told, where any is."""
    data, stated = reader.content.data, reader.content.stated_values
    found = []
    if stated:
        found.append(table(reader, "annexes/stated-values", stated))
    if data.papers:
        found.append(table(reader, "annexes/papers", data.papers[:FILES_LISTED]))
    if data.warnings:
        found.append(table(reader, "annexes/warnings", data.warnings[:FILES_LISTED]))
    return found


def replay_annex(reader: Reader) -> Chapter:
    """Return annex B."""
    _ = reader.gettext
    blocks: tuple[Block, ...] = (
        Paragraph(
            _(
                "Anyone can recompute this account from the bundle on another "
                "machine, without a network and without a database:"
            )
        ),
        _steps(reader),
        Paragraph(
            _(
                "A replay runs a numbered list of checks over every file of the bundle "
                "and prints what each one found; it passes when none of the checks "
                "that need no log (1 to 12) fails or is left open. The specification "
                "of verification says what each check reads."
            )
        ),
        facts(reader, "annexes/replay"),
        Paragraph(
            _(
                "What a replay cannot show: that a sample was dug where it says, and "
                "that a key was not lent."
            ),
            "note",
        ),
    )
    return Chapter(id="replay", title=_("How to replay"), blocks=blocks)


def _steps(reader: Reader) -> Items:
    _ = reader.gettext
    version = reader.content.code_version
    return Items(
        (
            _("Install Edaphon {version}.").format(version=version),
            _("Run: edaphon replay BUNDLE.zip"),
            *_with_earlier(reader),
            _(
                "Run: edaphon show BUNDLE.zip FIGURE, to walk one figure back to its "
                "clause, parameters, observations, raw file and row."
            ),
        )
    )


def _with_earlier(reader: Reader) -> list[str]:
    """Return how the accounts before this one are replayed with it."""
    _ = reader.gettext
    names = stated_or(reader.content.digests.earlier, [])
    if not names:
        return []
    told = _(
        "This account stands on {count} before it. To recompute all of the chain, give "
        "each earlier bundle: edaphon replay BUNDLE.zip --earlier EARLIER.zip. Their "
        "identities: {names}. Without them the replay says which were not recomputed "
        "and leaves with 3."
    )
    return [told.format(count=len(names), names=_(", ").join(names))]


def disclosure_annex(reader: Reader) -> Chapter:
    """Return annex C: every field asked for, by whom, and the answer."""
    _ = reader.gettext
    fields = reader.content.disclosure
    counted = {
        state: sum(1 for item in fields if item.state == state) for state in STATES
    }
    told = _(
        "{provided} fields provided, {stated} in the project's own words, {partly} "
        "partly, {not_provided} not provided, {not_applicable} not applicable. R "
        "required, C conditional. Provided: the records of the bundle hold all that "
        "the field names. Nobody checked the project's own words."
    ).format(**counted)
    listed = table(reader, "annexes/disclosure-table", fields)
    return Chapter(
        id="disclosure",
        title=_("Disclosure checklist"),
        blocks=(Paragraph(told), listed),
    )


def data_annex(reader: Reader) -> Chapter:
    """Return annex D: parcels, points, control sites, observations, soil tables."""
    _ = reader.gettext
    return Chapter(
        id="data",
        title=_("Land, points and measurements"),
        blocks=some(
            [
                Heading("parcels-heading", _("Parcels and points")),
                parcel_table(reader),
                *_points(reader),
                *_control_sites(reader),
                Heading("quality", _("Data and quality flags")),
                table(reader, "monitoring/properties", reader.content.data.properties),
                Heading("soil-tables", _("Soil carbon and microbes")),
                *stock_tables(reader),
                *microbial_tables(reader),
            ]
        ),
    )


def _points(reader: Reader) -> list[Block]:
    """Return the points with their positions, of a project that fits on a page."""
    points = reader.content.sampling.points
    if not points.total:
        return []
    if points.total > POINTS_LISTED:
        told = reader.gettext(
            "{total} points, {placed} with a position: too many for a page. `edaphon "
            "tables BUNDLE values.xlsx` writes stock, change and layers of each, "
            "`edaphon tables BUNDLE points.gpkg` their places for a GIS."
        )
        return [
            Paragraph(
                told.format(
                    total=whole(points.total),
                    placed=whole(points.placed),
                )
            )
        ]
    return [table(reader, "monitoring/points", points.listed)]


def _control_sites(reader: Reader) -> list[Block]:
    sites = reader.content.declared.control_sites
    if not sites:
        return []
    rest = rest_told(reader, len(sites) - SITES_LISTED)
    listed = sites[:SITES_LISTED]
    return [table(reader, "monitoring/control-sites", listed, note=rest)]


def parameters_annex(reader: Reader) -> Chapter:
    """Return annex E: every parameter once, its value under each method beside it."""
    _ = reader.gettext
    return Chapter(
        id="parameter-list",
        title=_("Parameters and their sources"),
        blocks=(
            parameter_table(reader),
            table(reader, "monitoring/references", references(reader)),
            Paragraph(legend_of_marks(reader.language), "note"),
        ),
    )
