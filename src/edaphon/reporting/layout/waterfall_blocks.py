"""From the measured effect to the account result: one drawing, a table each method."""

from collections.abc import Sequence
from decimal import Decimal

from edaphon.reporting.charts.waterfall import Bar, Fall, waterfall_chart
from edaphon.reporting.layout.blocks import (
    Block,
    Cell,
    Chart,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.reader import Reader, anchor
from edaphon.reporting.number_text import shown
from edaphon.schemas.models.account import Bar as Term
from edaphon.schemas.models.report import Method

STORED = 6
"""Decimals with which a record holds the terms."""

HELD = {"buffer"}
"""Terms that are kept back and not lost."""


def waterfall_of_all(reader: Reader) -> list[Chart]:
    """Return the terms of all methods on one scale, those of zero left out.

    Nothing is drawn where a term of every method is unknown.
    """
    _ = reader.gettext
    falls = [
        Fall(title=reader.pick(method.title), bars=tuple(_bars(reader, method)))
        for method in reader.content.methods
        if method.waterfall.is_complete
    ]
    if not falls:
        return []
    caption = _("From the measured effect to the account result")
    return [
        Chart(
            id="waterfall",
            caption=caption,
            drawing=waterfall_chart(
                falls, reader.unit("t{CO2e}"), _message(reader, caption)
            ),
            twin=f"waterfall-table-{reader.content.methods[0].slug}",
            note=_("Hatched: held back in the buffer. Terms of zero have no bar."),
        )
    ]


def _message(reader: Reader, caption: str) -> str:
    """Return in words what the drawing shows."""
    _ = reader.gettext
    told = [
        _("{method}: {first} t CO2e measured, {units} t CO2e counted").format(
            method=item.id,
            first=shown(item.waterfall.terms[0].value, 0),
            units=item.units,
        )
        for item in reader.content.methods
        if item.waterfall.is_complete and item.waterfall.terms
    ]
    return f"{caption}{_(': ')}{_('; ').join(told)}"


def _bars(reader: Reader, method: Method) -> list[Bar]:
    found = method.waterfall
    bars = [
        Bar(
            label=reader.pick(item.title),
            value=float(item.value),
            told=shown(item.value, 2),
            is_held=item.name in HELD,
        )
        for item in found.terms
        if item.value is not None and Decimal(item.value)
    ]
    bars.append(
        Bar(
            label=result_label(reader, method.status),
            value=None if found.total is None else float(found.total),
            told=shown(found.total, 2),
            is_total=True,
        )
    )
    return bars


def result_label(reader: Reader, status: str) -> str:
    """Return the name of the last bar; a status that counts nothing is said."""
    label = reader.gettext("Account result")
    if status == "credited":
        return label
    return f"{label}{reader.gettext(': ')}{reader.word('status', status)}"


def waterfall_table(reader: Reader, method: Method) -> Table:
    """Return the terms of a method as a table, adding up as printed."""
    _ = reader.gettext
    told = [
        _(
            "The terms are Edaphon's own presentation of the method's figures, not "
            "its text; each row names the equations that it adds up."
        )
    ]
    if not method.waterfall.is_complete:
        told.append(_("A dash: the evidence leaves the term unknown."))
    return Table(
        id=f"waterfall-table-{method.slug}",
        caption=_("{method}: from the measured effect to the account result").format(
            method=method.id
        ),
        columns=columns(
            (_("Term"), "left", 2),
            (reader.unit("t{CO2e}"), "right", 0.8),
            (_("Formula"), "left", 2.6),
            (_("Clause"), "left", 1.4),
        ),
        rows=tuple(_term(reader, method, item) for item in method.waterfall.terms),
        foot=row(
            result_label(reader, method.status),
            shown(method.waterfall.total, 2),
            "",
            "",
        ),
        note=reader.gap.join(told),
        is_small=True,
    )


def _term(reader: Reader, method: Method, item: Term) -> tuple[Cell, ...]:
    figure = reader.figure(method, item.figure)
    return row(
        reader.pick(item.title),
        Cell(
            shown(item.value, 2),
            id=f"w-{method.slug}-{item.name}",
            href=anchor(method, item.figure) if figure else "",
            hint=reader.hint(figure) if figure else "",
        ),
        Cell(figure.formula, look="symbol") if figure else "",
        reader.clause(figure.source) if figure else "",
    )


def bridge_table(reader: Reader, method: Method) -> Sequence[Block]:
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
