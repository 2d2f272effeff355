"""What a map leaves out of a file of soil although a stock rests on it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from edaphon.evidence import match_header
from edaphon.monitoring.cells.dates import parse_day
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.column_map import Bound, FileMap
from edaphon.monitoring.rows.header_says import SURE
from edaphon.monitoring.rows.row_places import Design, first_of
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

STONES = frozenset(("coarse_fraction", "coarse_mass"))
RULED: Mapping[str, frozenset[str]] = {
    "soil": frozenset(("ph",)),
    "yield": frozenset(("crop",)),
    "application": frozenset(("crop",)),
    "product": frozenset(("expires_on", "made_on", "product_carbon_content")),
}
"""Columns that rules ask for what is denied or came too late, by what a file is of."""

MASSES = frozenset(("bulk_density", "sample_mass"))
INORGANIC = "inorganic_carbon"
TOTAL = "total_carbon"
WITHOUT_STONES = "fine_earth_per_core"
"""Basis of a density from which no stones are taken off."""

_OF_SAMPLES = frozenset(("point", "sample_id", "replicate", "remark"))
PICKED_BY: Mapping[str, frozenset[str]] = {
    "soil": _OF_SAMPLES,
    "microbial": _OF_SAMPLES,
    "yield": frozenset(("crop", "sample_id", "replicate", "remark")),
    "application": frozenset(("point", "crop", "lot", "application_way", "remark")),
    "activity": frozenset(("lot", "remark")),
    "product": frozenset(("remark",)),
}
"""Places by whose words single results would be chosen, by what a file is about."""

_OF_ARCHIVE = frozenset(("depth", "top", "bottom", "sampled_on", "analysed_on"))
"""Places by which archived samples would be chosen too: no plan says how many are
analysed again, and of which layers."""


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
    ``RULE_LEFT_OUT``, since rules 6, for a column that nobody reads and by which a
    rule would ask, such as pH, crop, end of shelf life or carbon of the product;
    ``RESULT_LEFT_OUT``, since rules 6, for rows of the project that are left out by
    their point, number, replicate, crop, lot or remark.
    """
    picked = PICKED_BY.get(file_map.about, frozenset())
    if _holds_archive(file_map, columns, table, design):
        picked |= _OF_ARCHIVE
    for header, letter, owed in _lacking(file_map, columns, table):
        reading.add("STOCK_LEFT_OUT", column=letter, header=header, beside=owed)
    for header, letter in _unruled(file_map, columns, table):
        reading.add("RULE_LEFT_OUT", column=letter, header=header)
    if rows := _picked(file_map, picked, columns, table, design):
        first = min(rows)
        reading.add(
            "RESULT_LEFT_OUT",
            row=first,
            column=rows[first].letter,
            count=len(rows),
            rows=first_of(list(map(str, sorted(rows)))),
            header=rows[first].name,
        )


def _holds_archive(
    file_map: FileMap, columns: Sequence[Bound], table: Table, design: Design
) -> bool:
    """Tell whether a file holds archived samples: their campaign has no days."""
    archived = {name for name, start, end in design.campaigns if start > end}
    named = {file_map.constants.get("campaign", "")}
    for column in columns:
        if column.entry.code == "campaign":
            cells = table.cells(column.position)
            named |= {column.rule.meaning(cell) or cell for cell in cells}
    return file_map.about == "soil" and not archived.isdisjoint(named)


def _lacking(
    file_map: FileMap, columns: Sequence[Bound], table: Table
) -> Iterator[tuple[str, str, str]]:
    """Yield header and letter of each column that is owed, and the one that owes it."""
    owed = _owed(columns) if file_map.about == "soil" else {}
    if not owed:
        return
    read = {column.position for column in columns}
    for at, name in enumerate(table.names):
        found = match_header(name) if name and at not in read else None
        if found is None or found.confidence < SURE or found.code not in owed:
            continue
        if _holds_some(table.cells(at), file_map):
            yield name, table.letter(at), owed[found.code]


def _unruled(
    file_map: FileMap, columns: Sequence[Bound], table: Table
) -> Iterator[tuple[str, str]]:
    """Yield header and letter of each column that only a rule reads, and nobody did."""
    read = {column.position for column in columns}
    asked = RULED.get(file_map.about, frozenset())
    asked -= {column.entry.code for column in columns}
    for at, name in enumerate(table.names):
        found = match_header(name) if name and asked and at not in read else None
        if found is None or found.confidence < SURE or found.code not in asked:
            continue
        if any(cell.strip() for cell in table.cells(at)):
            yield name, table.letter(at)


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


def _picked(
    file_map: FileMap,
    picked: frozenset[str],
    columns: Sequence[Bound],
    table: Table,
    design: Design,
) -> dict[int, Bound]:
    """Return the rows that only columns of choice leave out, each with the first.

    A row of a point that is none of the project, or that another column leaves out,
    was not chosen. One that is left out as of another campaign, and was sampled in one
    of the project, is a sample that was analysed again.
    """
    skipping = [one for one in columns if one.rule.others == "skip"]
    known = _places(columns, table, design)
    dated = _dated(file_map, columns, table, design) if "replicate" in picked else set()
    found: dict[int, Bound] = {}
    for at, number in enumerate(table.numbers):
        left = [one for one in skipping if _skips(one, table, at)]
        others = [one.entry.code for one in left if one.entry.code not in picked]
        was_chosen = not others or (others == ["campaign"] and number in dated)
        if left and known[at] and was_chosen:
            found[number] = left[0]
    return found


def _dated(
    file_map: FileMap, columns: Sequence[Bound], table: Table, design: Design
) -> set[int]:
    """Return the rows of no known campaign that were sampled in one of the project."""
    ids = {name for name, _, _ in design.campaigns}
    named = {
        table.numbers[at]
        for column in columns
        if column.entry.code == "campaign"
        for at, cell in enumerate(table.cells(column.position))
        if cell in ids
    }
    spans = [(start, end) for _, start, end in design.campaigns if start <= end]
    found = set[int]()
    for column in columns:
        if column.entry.code != "sampled_on":
            continue
        for at, cell in enumerate(table.cells(column.position)):
            day = parse_day(cell, file_map.dates).text[:10]
            if any(start <= day <= end for start, end in spans):
                found.add(table.numbers[at])
    return found - named


def _skips(column: Bound, table: Table, at: int) -> bool:
    return column.rule.meaning(table.rows[at][column.position]) is None


def _places(columns: Sequence[Bound], table: Table, design: Design) -> list[bool]:
    """Tell of each row whether its point, where samples have one, is the project's."""
    for column in columns:
        if column.entry.code == "point" and design.points:
            cells = table.cells(column.position)
            known = {*design.points, *design.land.parcels}
            return [(column.rule.meaning(cell) or cell) in known for cell in cells]
    return [any(row) for row in table.rows]
