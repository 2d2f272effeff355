"""Rows of results above the row that a map calls the header are not left out."""

from collections.abc import Mapping, Sequence

from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.column_map import Bound, FileMap
from edaphon.monitoring.rows.row_places import first_of
from edaphon.monitoring.tables.header_rows import Table, find_header
from edaphon.monitoring.tables.raw import Reading

LOOKED_AT = 20
"""Body rows that show how a row of the table is filled."""

Row = Sequence[str]


def check_above(
    file_map: FileMap, columns: Sequence[Bound], table: Table, reading: Reading
) -> None:
    """Note rows above the header that are filled as the rows below it.

    Notes
    -----
    ``ROWS_ABOVE_HEADER``, since rules 6. A row with results that is called the header
    hides itself, where a row above looks like the header, and all above it; titles and
    limits above a table lack the cells that every row of it has.
    """
    if not file_map.has_header or not table.rows:
        return
    header = file_map.header_rows or (1,)
    filled, numbers = _pattern(file_map, columns, table)
    if not numbers:
        return
    likely = find_header(table.raw)
    is_below = bool(likely) and max(likely) < max(header)
    hidden = {max(header)} if is_below else set[int]()
    found = [
        number
        for number, row in zip(table.raw.numbers, table.raw.rows, strict=True)
        if ((number < max(header) and number not in header) or number in hidden)
        and all(_is_filled(row, at) for at in filled)
        and all(_is_number(row, at, form) for at, form in numbers.items())
    ]  # fmt: skip
    if found:
        reading.add(
            "ROWS_ABOVE_HEADER",
            row=found[0],
            count=len(found),
            rows=first_of(list(map(str, found))),
            header=max(header),
        )


def _pattern(
    file_map: FileMap, columns: Sequence[Bound], table: Table
) -> tuple[set[int], Mapping[int, NumberForm]]:
    """Return the mapped positions that every row fills, and those of numbers."""
    rows = table.rows[:LOOKED_AT]
    filled = {
        column.position
        for column in columns
        if all(_is_filled(row, column.position) for row in rows)
    }
    forms = {
        column.position: column.number_form(file_map, SINCE)
        for column in columns
        if column.position in filled
        and (column.entry.kind == "quantity" or column.entry.code == "value")
    }
    numbers = {
        at: form
        for at, form in forms.items()
        if all(_is_number(row, at, form) for row in rows)
    }
    return filled, numbers


SINCE = 6
"""Reading rules by which the cells are looked at."""


def _is_filled(row: Row, at: int) -> bool:
    return at < len(row) and bool(row[at])


def _is_number(row: Row, at: int, form: NumberForm) -> bool:
    if not _is_filled(row, at):
        return False
    found = parse_number(row[at], form)
    return bool(found.text) or bool(found.censored)
