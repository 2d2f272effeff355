"""The rows of a table that are samples: footers off, merged numbers filled down."""

import re
from collections.abc import Sequence
from dataclasses import replace

from edaphon.monitoring.rows.column_map import Bound
from edaphon.monitoring.rows.not_samples import LATER_RULES, sample_rows
from edaphon.monitoring.tables import Merge
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

IDENTIFIERS = ("sample_id", "point", "stratum", "role", "campaign", "replicate")
"""Places whose merged cells speak for every row that they cover."""

NAMED = ("sample_id", "point")
"""Places that name a sample or a point."""

_CARRIED = (*IDENTIFIERS, "sampled_on", "analysed_on", "procedure", "instrument")
_AS_POWER = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,2}")


def body_of(table: Table, columns: Sequence[Bound], reading: Reading) -> Table:
    """Return a table whose rows all belong to samples.

    Notes
    -----
    Problems noted: ``FOOTER_SET_ASIDE``, ``XLSX_MERGED``, ``ID_FILLED_DOWN``,
    ``ID_DIGITS``, ``ID_MANGLED``.
    """
    trimmed = _without_footers(_without_blanks(table, columns), columns, reading)
    _check_identifiers(trimmed, columns, reading)
    return _filled_down(trimmed, columns, reading)


def as_texts_write(table: Table, columns: Sequence[Bound], rules: int) -> Table:
    """Return a table whose numeric cells have a comma where its texts have one.

    A spreadsheet's number has no decimal sign of its own; beside it may stand the text
    ``2,02``. Ids stay as they are.
    """
    if rules < LATER_RULES or not table.raw.decimals:
        return table
    read = [
        (one.position, table.raw.columns[one.position])
        for one in columns
        if one.entry.code not in IDENTIFIERS
    ]
    rows = [list(row) for row in table.rows]
    for number, row in zip(table.numbers, rows, strict=True):
        for position, column in read:
            if (number, column) in table.raw.decimals:
                row[position] = row[position].replace(".", ",")
    return replace(table, rows=rows)


def _without_blanks(table: Table, columns: Sequence[Bound]) -> Table:
    """Leave out rows in which no mapped column holds anything."""
    positions = [column.position for column in columns]
    kept = [
        at
        for at, row in enumerate(table.rows)
        if any(row[position] for position in positions)
    ]
    if len(kept) == len(table.rows):
        return table
    rows = [table.rows[at] for at in kept]
    return replace(table, rows=rows, numbers=[table.numbers[at] for at in kept])


def _without_footers(table: Table, columns: Sequence[Bound], reading: Reading) -> Table:
    looked_at = [one.position for one in columns if one.entry.code in IDENTIFIERS]
    named = [one.position for one in columns if one.entry.code in NAMED]
    kept, dropped = sample_rows(
        table.rows, looked_at or [0], named or [0], reading.rules
    )
    rows = [str(table.numbers[at]) for at in sorted(dropped)]
    if not rows:
        return table
    reading.add("FOOTER_SET_ASIDE", rows=", ".join(rows))
    return replace(
        table,
        rows=[table.rows[at] for at in kept],
        numbers=[table.numbers[at] for at in kept],
    )


def _check_identifiers(
    table: Table, columns: Sequence[Bound], reading: Reading
) -> None:
    for column in columns:
        if column.entry.code not in ("sample_id", "point"):
            continue
        at = table.raw.columns[column.position]
        for number, cell in zip(
            table.numbers, table.cells(column.position), strict=True
        ):
            if (number, at) in table.raw.long_numbers:
                reading.add("ID_DIGITS", row=number, column=column.letter, found=cell)
            elif (number, at) in table.raw.dates or _AS_POWER.fullmatch(cell):
                reading.add("ID_MANGLED", row=number, column=column.letter, found=cell)


def _filled_down(table: Table, columns: Sequence[Bound], reading: Reading) -> Table:
    if not table.raw.merges or not table.numbers:
        return table
    by_column = {table.raw.columns[one.position]: one for one in columns}
    index = {number: at for at, number in enumerate(table.numbers)}
    rows = [list(row) for row in table.rows]
    filled: set[str] = set()
    for merge in table.raw.merges:
        covered = [index[n] for n in _rows_of(merge, table) if n in index]
        touched = [by_column[c] for c in by_column if merge.left <= c <= merge.right]
        if not touched or not covered:
            continue
        _fill(merge, (covered, touched), rows, filled, reading)
    if filled:
        reading.add("ID_FILLED_DOWN", columns=", ".join(sorted(filled)))
    return replace(table, rows=rows)


def _rows_of(merge: Merge, table: Table) -> range:
    return range(
        max(merge.top, table.numbers[0]), min(merge.bottom, table.numbers[-1]) + 1
    )


def _fill(
    merge: Merge,
    inside: tuple[Sequence[int], Sequence[Bound]],
    rows: list[list[str]],
    filled: set[str],
    reading: Reading,
) -> None:
    """Fill a merged block down an identifier column; refuse it anywhere else."""
    covered, touched = inside
    values = [one for one in touched if one.entry.code not in _CARRIED]
    if values or len(touched) > 1:
        letters = ", ".join(one.letter for one in touched)
        reading.add("XLSX_MERGED", row=merge.top, column=letters, columns=letters)
        return
    column = touched[0]
    text = rows[covered[0]][column.position]
    for at in covered[1:]:
        rows[at][column.position] = text
    if len(covered) > 1:
        filled.add(column.letter)
