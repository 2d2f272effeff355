"""Chapter 2: practice, product, deviations."""

from typing import Any

from edaphon.reporting.layout.blocks import (
    Block,
    Cell,
    Chapter,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    columns,
    row,
    some,
)
from edaphon.reporting.layout.project_chapter import rest_told
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN

DEVIATIONS_LISTED = 40


def implementation_chapter(reader: Reader) -> Chapter:
    """Return chapter 2."""
    _ = reader.gettext
    content = reader.content
    blocks: list[Block | None] = [
        Heading("practice", _("Practice")),
        _practice(reader),
        Heading("product", _("Product")) if content["practice"]["product"] else None,
        *_product(reader),
        Heading("deviations", _("Deviations and changes")),
        *_deviations(reader),
    ]
    return Chapter(
        id="implementation",
        title=_("Implementation and changes"),
        blocks=some(blocks),
    )


def _practice(reader: Reader) -> Facts:
    _ = reader.gettext
    practice = reader.content["practice"]
    mechanism = _("; ").join(
        f"{reader.pick(item['name'])}{_(': ')}{reader.pick(item['direction'])}"
        for item in practice["mechanism"]
    )
    years = reader.content["activity_years"]
    rows = [
        (_("Practice"), reader.pick(practice["description"])),
        (_("Kind"), reader.pick(practice["kind"])),
        (_("Category (VM0042 v2.2 §4.1)"), reader.pick(practice["category"])),
        (_("Since"), reader.day(practice["start"])),
        (_("New or changed"), reader.pick(practice["change"])),
        (_("Stated mechanism"), mechanism or UNKNOWN),
        (
            _("Evidence that it works here"),
            _("; ").join(map(reader.pick, practice["evidence"])) or UNKNOWN,
        ),
        (_("Activity records, baseline"), ", ".join(years["baseline"]) or UNKNOWN),
        (_("Activity records, project"), ", ".join(years["project"]) or UNKNOWN),
    ]
    return Facts(tuple((name, Cell(value)) for name, value in rows))


def _product(reader: Reader) -> list[Block]:
    _ = reader.gettext
    product = reader.content["practice"]["product"]
    if not product:
        return []
    rows = [
        (_("Name"), reader.pick(product["name"])),
        (_("Registration number"), product["registration"] or UNKNOWN),
        (_("Product standard"), product["standard"] or UNKNOWN),
        (_("Form"), reader.pick(product["form"])),
        (_("Viable count on the label"), reader.stated(product["labelled_count"])),
        (_("Legal minimum"), reader.stated(product["legal_minimum"])),
        (
            _("Carbon brought in with the carrier"),
            reader.stated(product["carrier_carbon"]),
        ),
        (
            _("Sterile carrier on control land"),
            reader.yes(product["sterile_carrier_on_control"]),
        ),
    ]
    blocks: list[Block] = [Facts(tuple((name, Cell(value)) for name, value in rows))]
    if product["strains"]:
        blocks.append(_strains(reader, product["strains"]))
    return blocks


def _strains(reader: Reader, strains: Any) -> Table:  # noqa: ANN401 - list of records
    _ = reader.gettext
    return Table(
        id="strains",
        caption=_("Strains of the product"),
        columns=columns(
            (_("Strain"), "left", 2),
            (_("Accession"), "left", 1),
            (_("Deposit"), "left", 1),
        ),
        rows=tuple(
            row(item["name"], item["accession"] or UNKNOWN, item["deposit"] or UNKNOWN)
            for item in strains
        ),
    )


def _deviations(reader: Reader) -> list[Block]:
    _ = reader.gettext
    sampling = reader.content["sampling"]
    missing, moved = sampling["missing"], sampling["moved"]
    if not missing and not moved:
        return [Paragraph(_("No missing or moved sampling point is reported."))]
    told = [
        _("Point {point} missing in campaign {what}: {reason}").format(
            point=item["point"], what=item["what"], reason=reader.pick(item["reason"])
        )
        for item in missing
    ] + [
        _("Point {point} moved by {what} m: {reason}").format(
            point=item["point"], what=item["what"], reason=reader.pick(item["reason"])
        )
        for item in moved
    ]
    listed = told[:DEVIATIONS_LISTED]
    rest = rest_told(reader, len(told) - len(listed))
    return [Items(tuple(listed)), *([Paragraph(rest, "note")] if rest else [])]
