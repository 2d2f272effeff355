"""What a map leaves out of a file of soil although a stock rests on it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from edaphon.evidence import match_header
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.column_map import Bound, FileMap
from edaphon.monitoring.rows.header_says import SURE
from edaphon.monitoring.rows.row_places import Design, first_of
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

STONES = frozenset(("coarse_fraction", "coarse_mass"))
MASSES = frozenset(("bulk_density", "sample_mass"))
INORGANIC = "inorganic_carbon"
TOTAL = "total_carbon"
WITHOUT_STONES = "fine_earth_per_core"
"""Basis of a density from which no stones are taken off."""

PICKED_BY = frozenset(("point", "sample_id", "replicate", "remark"))
"""Places by whose words single results would be chosen."""


def check_left_out(
    file_map: FileMap,
    columns: Sequence[Bound],
    table: Table,
    design: Design,
    reading: Reading,
) -> None:
    """Note results that a map leaves out and that would lower a stock, or were picked.

    Notes
    -----
    ``STOCK_LEFT_OUT``, since rules 6, for a column of stones that nobody reads beside
    densities, and for one of inorganic carbon beside total carbon;
    ``POINT_LEFT_OUT``, since rules 6, for rows of points of the project that are left
    out by their point, number, replicate or remark.
    """
    if file_map.about != "soil":
        return
    for header, letter, owed in _lacking(file_map, columns, table):
        facts = {"header": header, "beside": owed}
        reading.note("STOCK_LEFT_OUT", facts, column=letter)
    for column in columns:
        if column.rule.others == "skip" and column.entry.code in PICKED_BY:
            _check_skipped(column, columns, table, design, reading)


def _lacking(
    file_map: FileMap, columns: Sequence[Bound], table: Table
) -> Iterator[tuple[str, str, str]]:
    """Yield header and letter of each column that is owed, and the one that owes it."""
    owed = _owed(columns)
    if not owed:
        return
    read = {column.position for column in columns}
    for at, name in enumerate(table.names):
        found = match_header(name) if name and at not in read else None
        if found is None or found.confidence < SURE or found.code not in owed:
            continue
        if _holds_some(table.cells(at), file_map):
            yield name, table.letter(at), owed[found.code]


def _owed(columns: Sequence[Bound]) -> dict[str, str]:
    """Return the properties that the columns of a map owe, with the header of one."""
    by_code = {column.entry.code: column for column in columns}
    owed: dict[str, str] = {}
    dense = [by_code[code] for code in sorted(MASSES & by_code.keys())]
    is_stony = any(column.rule.basis != WITHOUT_STONES for column in dense)
    if is_stony and not STONES & by_code.keys():
        owed |= dict.fromkeys(STONES, dense[0].name)
    if TOTAL in by_code and not {INORGANIC, "soc"} & by_code.keys():
        owed[INORGANIC] = by_code[TOTAL].name
    return owed


def _holds_some(cells: Sequence[str], file_map: FileMap) -> bool:
    form = NumberForm(decimal=file_map.spec.decimal or ".", missing=file_map.missing)
    found = (parse_number(cell, form) for cell in cells)
    return any(one.text and Decimal(one.text) > 0 for one in found)


def _check_skipped(
    column: Bound,
    columns: Sequence[Bound],
    table: Table,
    design: Design,
    reading: Reading,
) -> None:
    """Note rows that a column leaves out although their point is of the project."""
    points = [one for one in columns if one.entry.code == "point"]
    if not points:
        return
    cells = table.cells(points[0].position)
    rows: dict[int, str] = {}
    for at, word in enumerate(table.cells(column.position)):
        point = points[0].rule.meaning(cells[at]) or cells[at]
        if column.rule.meaning(word) is None and point in design.points:
            rows[table.numbers[at]] = point
    if rows:
        facts = {
            "count": len(rows),
            "points": first_of(sorted(set(rows.values()))),
            "header": column.name,
        }
        reading.note("POINT_LEFT_OUT", facts, row=min(rows), column=column.letter)
