"""Parameters of all methods in one table, and those that differ between them."""

from collections.abc import Sequence

from edaphon.reporting.layout.blocks import Block, Cell, Table, columns, row
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader, parameter_anchor
from edaphon.reporting.layout.telling_rows import (
    parameter_range,
    reference_cell,
    used_value,
)
from edaphon.reporting.number_text import UNKNOWN
from edaphon.schemas.models.report import Method, Parameter

Held = list[tuple[Method, Parameter]]
"""One parameter under the methods that read it alike."""


def _rows(methods: Sequence[Method]) -> list[Held]:
    """Return parameters by name, those of one source and one value together."""
    found: dict[tuple[str, ...], Held] = {}
    for method in methods:
        for item in method.parameters:
            key = (
                item.id, item.unit, item.low, item.high, item.reference,
                item.locator, item.since, item.mark, item.title.en,
            )  # fmt: skip
            found.setdefault(key, []).append((method, item))
    return [found[key] for key in sorted(found)]


def parameter_table(reader: Reader) -> Table:
    """Return every parameter that an account read, a column of values a method."""
    return _table(reader, _rows(reader.content.methods), "parameter-table")


def differing(reader: Reader) -> list[Block]:
    """Return the parameters that methods take otherwise; nothing of one method."""
    methods = reader.content.methods
    if len(methods) < 2:
        return []
    values: dict[str, set[tuple[str, str]]] = {}
    for method in methods:
        for item in method.parameters:
            told = (method.slug, used_value(reader, item))
            values.setdefault(item.id, set()).add(told)
    apart = {
        name
        for name, told in values.items()
        if len(told) > 1 and len({value for _, value in told}) > 1
    }
    rows = [held for held in _rows(methods) if held[0][1].id in apart]
    return [_table(reader, rows, "parameters-apart")] if rows else []


def _table(reader: Reader, rows: Sequence[Held], name: str) -> Table:
    """Return parameters with one column of values for each method."""
    _ = reader.gettext
    methods = reader.content.methods
    is_whole = name == "parameter-table"
    heads = columns(
        (_("Parameter"), "left", 3),
        *[(item.id, "right", 1.4) for item in methods],
        (_("Published (low – high)"), "right", 1.2),
        (_("Unit"), "left", 0.9),
        (_("Reference, since"), "left", 3),
        (_("Mark"), "center", 0.5),
    )
    return Table(
        id=name,
        caption=_("Parameters read by conditions, equations and tests")
        if is_whole
        else _("Parameters that the methods take otherwise"),
        columns=heads,
        rows=tuple(_row(reader, held, methods, is_whole=is_whole) for held in rows),
        note=_note(reader) if is_whole else "",
        is_small=True,
    )


def _row(
    reader: Reader, held: Held, methods: Sequence[Method], *, is_whole: bool
) -> tuple[Cell, ...]:
    item = held[0][1]
    values = {method.slug: one for method, one in held}
    return row(
        f"{reader.pick(item.title)} ({item.id})",
        *[
            Cell(
                used_value(reader, values[method.slug]),
                id=parameter_anchor(method, item.id) if is_whole else "",
                href="" if is_whole else parameter_anchor(method, item.id),
                hint=item.id,
            )
            if method.slug in values
            else Cell(UNKNOWN)
            for method in methods
        ],
        parameter_range(reader, item),
        reader.unit(item.unit),
        reference_cell(reader, item),
        item.mark,
    )


def _note(reader: Reader) -> str:
    return reader.gettext(
        "Where an end of a range was used, it is named: the low one where the source "
        "does not rise from baseline to project, the high one where it rises (VM0042 "
        "v2.2 §8.6.3). The published value stands beside it. Every parameter is listed "
        "that an equation, a condition or a microbial test of this account read. A "
        "dash: the method does not read the parameter, or not from this source. A "
        "factor of one kind (a fuel, a crop, an animal) is read only where the records "
        "name the kind."
    )


def own_factor_tables(reader: Reader) -> list[Block]:
    """Return the factors that the project states itself, a table a method."""
    return [
        table(reader, "monitoring/own-factors", method.own_factors, method)
        for method in reader.content.methods
        if method.own_factors
    ]


def references(reader: Reader) -> list[Parameter]:
    """Return every reference of the parameters once."""
    found = {
        item.reference: item
        for method in reader.content.methods
        for item in method.parameters
    }
    return sorted(found.values(), key=lambda item: item.reference_short)
