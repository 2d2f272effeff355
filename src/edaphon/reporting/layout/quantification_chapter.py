"""Chapter 5: stock change, microbial evidence, and each method's equations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from edaphon.reporting.charts.waterfall import Bar, waterfall_chart
from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Cell,
    Chapter,
    Chart,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.microbial_blocks import microbial_blocks
from edaphon.reporting.layout.reader import Reader, anchor, parameter_anchor
from edaphon.reporting.layout.stock_blocks import stock_blocks
from edaphon.reporting.number_text import UNKNOWN, plain, shown

KINDS = {
    "met": "good",
    "not_met": "stop",
    "not_assessed": "warn",
    "not_applicable": "info",
}


def quantification_chapter(reader: Reader) -> Chapter:
    """Return chapter 5."""
    _ = reader.gettext
    blocks: list[Block] = [
        Heading("stock-change", _("Change of soil organic carbon")),
        *stock_blocks(reader),
        Heading("microbial", _("Microbial evidence")),
        *microbial_blocks(reader),
    ]
    for method in reader.content["methods"]:
        blocks.append(Heading(f"method-{method['slug']}", reader.pick(method["title"])))
        blocks.extend(_method(reader, method))
    return Chapter(id="quantification", title=_("Quantification"), blocks=tuple(blocks))


def _method(reader: Reader, method: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = [
        _edition(reader, method),
        _conditions(reader, method),
        waterfall_block(reader, method),
        waterfall_table(reader, method),
        *_sources(reader, method),
        _figures(reader, method),
    ]
    if method["not_covered"]:
        told = tuple(
            _equations(reader, item["equations"], reader.pick(item["title"]))
            for item in method["not_covered"]
        )
        blocks.append(
            Paragraph(reader.gettext("Equations that this version leaves out:"))
        )
        blocks.append(Items(told))
    return blocks


def _equations(reader: Reader, numbers: str, title: str) -> str:
    return reader.gettext("Equations {numbers}: {title}").format(
        numbers=numbers, title=title
    )


def _edition(reader: Reader, method: Mapping[str, Any]) -> Facts:
    _ = reader.gettext
    edition, marks = method["edition"], method["marks"]
    rows = [
        (_("Method"), method["id"]),
        (_("Scheme"), reader.pick(edition["name"])),
        (_("Edition"), edition["edition"] or UNKNOWN),
        (_("Corrections"), edition["corrections"] or UNKNOWN),
        (_("Programme"), edition["programme"] or UNKNOWN),
        (_("Reference date of parameters"), reader.day(method["reference_date"])),
        (
            _("Marks of the facts used"),
            ", ".join(f"{key} {marks[key]}" for key in "PSMD"),
        ),
        (_("Conformity"), reader.pick(method["conformity"])),
        (_("Status"), reader.pick(method["status_text"])),
        (_("Digest of the method"), method["digest"]),
    ]
    return Facts(tuple((name, Cell(value)) for name, value in rows))


def _conditions(reader: Reader, method: Mapping[str, Any]) -> Table:
    _ = reader.gettext
    rows = tuple(
        row(
            item["id"],
            reader.pick(item["title"]),
            reader.word("result", item["result"]),
            _told(reader, item),
            f"{item['source']} ({item['mark']})",
        )
        for item in method["conditions"]
    )
    return Table(
        id=f"conditions-{method['slug']}",
        caption=_("Conditions of {method}: result and cure").format(
            method=method["id"]
        ),
        columns=columns(
            (_("Id"), "left", 0.8),
            (_("Condition"), "left", 1.6),
            (_("Result"), "left", 0.9),
            (_("What was found, and what would cure it"), "left", 3.6),
            (_("Clause"), "left", 1.5),
        ),
        rows=rows,
        is_small=True,
    )


def _told(reader: Reader, item: Mapping[str, Any]) -> str:
    found, cure = reader.pick(item["found"]), item["cure"][reader.language]
    if not cure:
        return found
    gap = "" if reader.language == "zh" else " "
    return f"{found}{gap}{reader.gettext('Cure: ')}{cure}"


def waterfall_block(reader: Reader, method: Mapping[str, Any]) -> Chart:
    """Return the chart from the measured effect to what is counted."""
    _ = reader.gettext
    found = method["waterfall"]
    bars = [
        Bar(
            label=reader.pick(item["title"]),
            value=None if item["value"] is None else float(item["value"]),
            told=shown(item["value"], 2)
            if item["value"] is not None
            else _("not known"),
        )
        for item in found["terms"]
    ]
    total = found["total"]
    bars.append(
        Bar(
            label=_("Account result"),
            value=0.0 if total is None else float(total),
            told=shown(str(method["units"]), 2),
            is_total=True,
        )
    )
    caption = _("From the measured effect to the account result: {method}").format(
        method=method["id"]
    )
    return Chart(
        id=f"waterfall-{method['slug']}",
        caption=caption,
        drawing=waterfall_chart(bars, reader.unit("t{CO2e}"), caption),
        twin=f"waterfall-table-{method['slug']}",
        note=""
        if found["is_complete"]
        else _("Terms that the evidence leaves unknown have no bar."),
    )


def waterfall_table(reader: Reader, method: Mapping[str, Any]) -> Table:
    """Return the same terms as a table, adding up as printed."""
    _ = reader.gettext
    rows = []
    for item in method["waterfall"]["terms"]:
        figure = reader.figure(method, item["figure"])
        rows.append(
            row(
                reader.pick(item["title"]),
                Cell(
                    shown(item["value"], 2),
                    id=f"w-{method['slug']}-{item['name']}",
                    href=anchor(method, item["figure"]) if figure else "",
                    hint=reader.hint(figure) if figure else "",
                ),
                figure["source"] if figure else "",
            )
        )
    return Table(
        id=f"waterfall-table-{method['slug']}",
        caption=_(
            "Terms from the measured effect to the account result [{unit}]"
        ).format(unit=reader.unit("t{CO2e}")),
        columns=columns(
            (_("Term"), "left", 2),
            (reader.unit("t{CO2e}"), "right", 1),
            (_("Clause"), "left", 2.4),
        ),
        rows=tuple(rows),
        foot=row(_("Account result"), shown(str(method["units"]), 2), ""),
    )


def _sources(reader: Reader, method: Mapping[str, Any]) -> list[Block]:
    _ = reader.gettext
    known = [
        item
        for item in method["sources"]
        if item["baseline"] is not None and item["project"] is not None
    ]
    if not known:
        told = _(
            "Activity records of baseline and project were not both given; emissions "
            "are not known and never taken as zero."
        )
        return [Callout("info", _("Emission sources"), (told,))]
    listed = [
        item
        for item in known
        if Decimal(item["baseline"]) != 0 or Decimal(item["project"]) != 0
    ]
    return [
        Table(
            id=f"sources-{method['slug']}",
            caption=_("Emissions by source, baseline and project"),
            columns=columns(
                (_("Eq."), "left", 0.7),
                (_("Source"), "left", 2.2),
                (_("Baseline"), "right", 1),
                (_("Project"), "right", 1),
                (_("Unit"), "left", 1.3),
                (_("Clause"), "left", 2),
            ),
            rows=tuple(_source(reader, method, item) for item in listed),
            note=_("{count} more quantities are zero in both scenarios.").format(
                count=len(known) - len(listed)
            ),
            is_small=True,
        )
    ]


def _source(
    reader: Reader, method: Mapping[str, Any], item: Mapping[str, Any]
) -> tuple[Cell, ...]:
    place = f"s-{method['slug']}-{item['name']}"
    return row(
        item["equation"],
        reader.pick(item["title"]),
        Cell(shown(item["baseline"], 4), id=f"{place}-b", hint=item["source"]),
        Cell(shown(item["project"], 4), id=f"{place}-p", hint=item["source"]),
        reader.unit(item["unit"]),
        f"{item['source']} ({item['mark']})",
    )


def _figures(reader: Reader, method: Mapping[str, Any]) -> Table:
    _ = reader.gettext
    rows = tuple(_figure(reader, method, item) for item in method["figures"])
    return Table(
        id=f"figures-{method['slug']}",
        caption=_("Every figure of {method} with its clause").format(
            method=method["id"]
        ),
        columns=columns(
            (_("Eq."), "left", 0.5),
            (_("Figure"), "left", 2.2),
            (_("Symbol"), "left", 1.3),
            (_("Value"), "right", 1.35),
            (_("Unit"), "left", 1.2),
            (_("From"), "left", 2.2),
            (_("Clause"), "left", 2.6),
            (_("Class"), "center", 0.55),
        ),
        rows=rows,
        note=_(
            "Class E: same bytes on every machine; T: equal within the tolerance of "
            "the method. The mark of each clause stands in brackets. A dash: not "
            "known from this evidence."
        ),
        is_small=True,
    )


def _figure(
    reader: Reader, method: Mapping[str, Any], item: Mapping[str, Any]
) -> tuple[Cell, ...]:
    links = tuple((given["symbol"], _target(method, given)) for given in item["inputs"])
    return row(
        item["equation"],
        reader.pick(item["title"]),
        item["symbol"],
        Cell(
            plain(item["value"]),
            id=anchor(method, item["name"]),
            hint=reader.hint(item),
        ),
        reader.unit(item["unit"]),
        Cell(", ".join(word for word, _ in links), links=links),
        f"{item['source']} ({item['mark']})",
        item["class"],
    )


def _target(method: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    if given["kind"] == "figure":
        return anchor(method, given["name"])
    if given["kind"] == "parameter":
        known = {item["id"] for item in method["parameters"]}
        if given["name"] in known:
            return parameter_anchor(method, given["name"])
        return f"parameter-table-{method['slug']}"
    return "groups" if given["kind"] == "quantity" else "files"
