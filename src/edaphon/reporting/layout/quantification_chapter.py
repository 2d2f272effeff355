"""Chapter 5: stock change, microbial evidence, and each method's equations."""

from collections.abc import Sequence
from decimal import Decimal

from edaphon.reporting.charts.waterfall import Bar, waterfall_chart
from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Cell,
    Chapter,
    Chart,
    Heading,
    Items,
    Paragraph,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.microbial_blocks import microbial_blocks
from edaphon.reporting.layout.reader import Reader, anchor
from edaphon.reporting.layout.stock_blocks import stock_blocks
from edaphon.reporting.number_text import shown
from edaphon.schemas.models.account import EmissionChange, EmissionSource
from edaphon.schemas.models.report import Method
from edaphon.schemas.record import stated_or


def quantification_chapter(reader: Reader) -> Chapter:
    """Return chapter 5."""
    _ = reader.gettext
    blocks: list[Block] = [
        Heading("stock-change", _("Change of soil organic carbon")),
        *stock_blocks(reader),
        Heading("microbial", _("Microbial evidence")),
        *microbial_blocks(reader),
    ]
    for method in reader.content.methods:
        blocks.append(Heading(f"method-{method.slug}", reader.pick(method.title)))
        blocks.extend(_method(reader, method))
    return Chapter(id="quantification", title=_("Quantification"), blocks=tuple(blocks))


def _method(reader: Reader, method: Method) -> list[Block]:
    blocks: list[Block] = [
        facts(reader, "quantification/edition", method),
        table(reader, "quantification/editions", method.editions, method),
        table(reader, "quantification/conditions", method.conditions, method),
        waterfall_block(reader, method),
        waterfall_table(reader, method),
        *bridge_table(reader, method),
        *_sources(reader, method),
        table(reader, "quantification/figures", method.figures, method),
        Paragraph(
            reader.gettext(
                "Each figure is rounded by itself: deductions, leakage and buffer up, "
                "the bars of the chart to the nearest. A bar may therefore differ from "
                "its figure in the last decimal."
            )
        ),
    ]
    if method.not_covered:
        told = tuple(
            _equations(reader, item.equations, reader.pick(item.title))
            for item in method.not_covered
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


def waterfall_block(reader: Reader, method: Method, *, is_short: bool = False) -> Chart:
    """Return the chart from the measured effect to what is counted.

    The short one, for the page up front, has neither terms of zero nor a note.
    """
    _ = reader.gettext
    found = method.waterfall
    bars = [
        Bar(
            label=reader.pick(item.title),
            value=None if item.value is None else float(item.value),
            told=shown(item.value, 2) if item.value is not None else _("not known"),
        )
        for item in found.terms
        if not (is_short and item.value is not None and not Decimal(item.value))
    ]
    total = found.total
    bars.append(
        Bar(
            label=_result_label(reader, method.status),
            value=None if total is None else float(total),
            told=_("not known") if total is None else shown(total, 2),
            is_total=True,
        )
    )
    caption = _("From the measured effect to the account result: {method}").format(
        method=method.id
    )
    return Chart(
        id=f"waterfall-{method.slug}",
        caption=caption,
        drawing=waterfall_chart(bars, reader.unit("t{CO2e}"), caption),
        twin=f"waterfall-table-{method.slug}",
        note="" if is_short else _notes(reader, is_complete=found.is_complete),
    )


def _result_label(reader: Reader, status: str) -> str:
    """Return the name of the last bar; a status that counts nothing is said."""
    label = reader.gettext("Account result")
    if status == "credited":
        return label
    return f"{label}{reader.gettext(': ')}{reader.word('status', status)}"


def _notes(reader: Reader, *, is_complete: bool) -> str:
    _ = reader.gettext
    told = [
        _(
            "The terms are Edaphon's own presentation of the method's figures, not "
            "its text; the table names the equations that each adds up."
        )
    ]
    if not is_complete:
        told.append(_("Terms that the evidence leaves unknown have no bar."))
    return reader.gap.join(told)


def waterfall_table(reader: Reader, method: Method) -> Table:
    """Return the same terms as a table, adding up as printed."""
    _ = reader.gettext
    rows = []
    for item in method.waterfall.terms:
        figure = reader.figure(method, item.figure)
        rows.append(
            row(
                reader.pick(item.title),
                Cell(
                    shown(item.value, 2),
                    id=f"w-{method.slug}-{item.name}",
                    href=anchor(method, item.figure) if figure else "",
                    hint=reader.hint(figure) if figure else "",
                ),
                reader.clause(figure.source) if figure else "",
            )
        )
    return Table(
        id=f"waterfall-table-{method.slug}",
        caption=_(
            "Terms from the measured effect to the account result [{unit}]"
        ).format(unit=reader.unit("t{CO2e}")),
        columns=columns(
            (_("Term"), "left", 2),
            (reader.unit("t{CO2e}"), "right", 1),
            (_("Clause"), "left", 2.4),
        ),
        rows=tuple(rows),
        foot=row(
            _result_label(reader, method.status),
            shown(method.waterfall.total, 2),
            "",
        ),
    )


STORED = 6
"""Decimals with which a record holds the terms."""


def bridge_table(reader: Reader, method: Method) -> list[Block]:
    """Return what changed against the account before, nothing of a first account."""
    _ = reader.gettext
    found = method.bridge
    if found is None:
        return []
    rows = [
        row(
            reader.pick(item.title),
            *(shown(one, STORED) for one in (item.before, item.after, item.change)),
        )
        for item in found.rows
    ]
    total = (found.total.before, found.total.after, found.total.change)
    caption = _("What changed against the account before: {method} [{unit}]")
    made = Table(
        id=f"bridge-{method.slug}",
        caption=caption.format(method=method.id, unit=reader.unit("t{CO2e}")),
        columns=columns(
            (_("Term"), "left", 2),
            (_("Account before"), "right", 1.2),
            (_("This account"), "right", 1.2),
            (_("Change"), "right", 1.2),
        ),
        rows=tuple(rows),
        foot=row(_("Computed result"), *(shown(one, STORED) for one in total)),
    )
    return [made]


def _sources(reader: Reader, method: Method) -> list[Block]:
    _ = reader.gettext
    known = [
        item
        for item in method.sources
        if item.baseline is not None and item.project is not None
    ]
    if not known:
        told = _(
            "Activity records of baseline and project were not both given; emissions "
            "are not known and never taken as zero."
        )
        return [Callout("info", _("Emission sources"), (told,))]
    return [
        *_told(reader, "quantification/sources", known, method),
        *_made(reader, method),
    ]


def _told(
    reader: Reader,
    place: str,
    rows: Sequence[EmissionSource | EmissionChange],
    method: Method,
    total: EmissionChange | None = None,
) -> list[Block]:
    """Return a table of sources; what is stated not to exist is one line below it."""
    kept = [item for item in rows if not stated_or(item.absent, False)]
    note = _words_below(reader, rows, has_total=total is not None)
    if not kept and total is None:
        return [Paragraph(note, "note")]
    return [table(reader, place, kept, method, total, note=note)]


def _words_below(
    reader: Reader,
    rows: Sequence[EmissionSource | EmissionChange],
    *,
    has_total: bool,
) -> str:
    _ = reader.gettext
    sums = {item.name for item in rows if getattr(item, "subtotal", None) is True}
    absent = [item for item in rows if stated_or(item.absent, False)]
    told = []
    if has_total:
        told.append(
            _(
                "The rows add up to the last line, which stands among the figures of "
                "the method."
            )
        )
    if sums - {item.name for item in absent}:
        told.append(_("Some rows add up rows above them, as they say."))
    if len(absent) < sum(item.recorded is False for item in rows):
        told.append(
            _(
                "Not recorded: no record of either scenario names the source, and "
                "nothing is counted for it; that is no finding that it emits nothing."
            )
        )
    if absent:
        names = _("; ").join(
            _("{title} ({equation})").format(
                title=reader.pick(item.title), equation=item.equation
            )
            for item in absent
            if item.name not in sums
        )
        line = _(
            "Stated not to exist, with its reason in the table of the project "
            "boundary, and so 0: {names}."
        )
        told.append(line.format(names=names))
    return reader.gap.join(told)


def _made(reader: Reader, method: Method) -> list[Block]:
    """Return the sources that the emission term adds up, and their sum."""
    found = method.emission_changes
    if found is None:
        return []
    place = "quantification/emission-changes"
    return _told(reader, place, found.rows, method, found.total)
