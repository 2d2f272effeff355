"""A map says what a word means; it never says that a value is another one."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial

from edaphon.evidence import match_header, properties
from edaphon.monitoring.cells.dates import parse_day
from edaphon.monitoring.cells.depths import parse_depth, parse_interval
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.column_map import (
    Bound,
    FileMap,
    same_unit,
    stated_unit,
)
from edaphon.monitoring.rows.header_says import SURE
from edaphon.monitoring.rows.row_places import DAYS, Design
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

SINCE = 5
"""Reading rules from which a map that changes values is refused."""

OWN_ROLES: Mapping[str, str] = {
    "project": "project", "项目": "project", "项目区": "project", "项目地": "project",
    "control": "control", "对照": "control", "对照区": "control", "对照地": "control",
    "ck": "control", "baseline": "baseline", "基准线": "baseline",
}  # fmt: skip
"""Words that name a role themselves."""

FIXED = frozenset(
    (*DAYS, "campaign", "role", "stratum", "point", "sample_id")
)  # fmt: skip
"""Places that no constant may state beside a column that the file has for them."""

STOCK = frozenset(
    ("soc", "total_carbon", "inorganic_carbon", "som", "bulk_density")
)  # fmt: skip
"""Properties of which a second column that is left out is told."""

SHORTEST = 3
"""Letters of a Latin name from which it is no abbreviation of many things."""

Own = Callable[[str], object]
"""Returns what a text says by itself; None where it says nothing."""


def check_map(
    file_map: FileMap,
    columns: Sequence[Bound],
    table: Table,
    design: Design,
    reading: Reading,
) -> None:
    """Note what a map would change or leave out of what the file itself says.

    Notes
    -----
    Problems noted: ``VALUE_REWRITTEN`` for a cell that says something itself and that
    ``values`` turns into something else; ``CONSTANT_OVER_COLUMN`` for a constant beside
    an ignored column that holds the same; ``COLUMN_LEFT_OUT`` (a warning) for a second
    column of a property that makes a stock; ``ITEM_RENAMED`` (a warning) for a known
    name of an item that is taken for another; ``UNIT_BESIDE`` for a row whose own unit
    is not the one that the map gives its only column of amounts.
    """
    if reading.rules < SINCE:
        return
    for column in columns:
        if column.rule.values:
            _check_values(column, file_map, table, design, reading)
    _check_units(columns, table, reading)
    _check_ignored(file_map, columns, table, reading)


def _check_values(
    column: Bound, file_map: FileMap, table: Table, design: Design, reading: Reading
) -> None:
    own = _reader(column, file_map, design, reading.rules)
    code = "ITEM_RENAMED" if column.entry.code == "item" else "VALUE_REWRITTEN"
    told: set[str] = set()
    for at, cell in enumerate(table.cells(column.position)):
        meant = column.rule.meaning(cell)
        if meant is None or cell in told:
            continue
        told.add(cell)
        says = own(cell)
        if says is not None and says != own(meant):
            facts = {"found": cell, "meant": meant or "–"}
            row = table.numbers[at]
            reading.note(code, facts, row=row, column=column.letter)


def _reader(column: Bound, file_map: FileMap, design: Design, rules: int) -> Own:
    """Return how the cells of a column are understood without its ``values``."""
    code, unit = column.entry.code, column.unit or "cm"
    places: Mapping[str, Own] = {
        "depth": partial(_interval, unit=unit),
        "top": partial(_end, unit=unit),
        "bottom": partial(_end, unit=unit),
        "role": _role,
        "item": _item,
    }
    own = _of_names(code, design) or places.get(code)
    if own is not None:
        return own
    if code in DAYS or column.entry.kind == "date":
        return lambda cell: parse_day(cell, file_map.dates, rules).text or None
    if column.entry.kind == "quantity" or code == "value":
        decimal = file_map.spec.decimal or "."
        return partial(_number, form=NumberForm(decimal=decimal, rules=rules))
    return lambda _: None


def _of_names(code: str, design: Design) -> Own | None:
    """Return the reader of a place whose names the project knows; None for another."""
    known = {
        "point": design.points.keys(),
        "sample_id": design.points.keys(),
        "stratum": design.strata,
        "campaign": {name for name, _, _ in design.campaigns},
    }.get(code)
    return None if known is None else lambda cell: cell if cell in known else None


def _role(cell: str) -> str | None:
    return OWN_ROLES.get(cell.strip().lower())


def _interval(cell: str, unit: str) -> tuple[str, str] | None:
    found = parse_interval(cell, unit)
    return None if found.problem or not found.bottom else (found.top, found.bottom)


def _end(cell: str, unit: str) -> str | None:
    found = parse_depth(cell, unit, negative_down=False)
    return None if found.problem or not found.top else found.top


def _number(cell: str, form: NumberForm) -> tuple[str, Decimal | str] | None:
    """Return a number, or a result below or above a limit, as the cell says it."""
    found = parse_number(cell, form)
    if found.text:
        return found.censored, Decimal(found.text)
    if found.censored or found.problem == "DETECTION_LIMIT":
        return "limit", cell
    return None


def _item(cell: str) -> str | None:
    found = match_header(cell)
    return None if found is None or found.confidence < SURE else found.code


def _check_units(columns: Sequence[Bound], table: Table, reading: Reading) -> None:
    """Hold the units that rows state against that of the one column beside them."""
    stated = [column for column in columns if column.entry.code == "unit"]
    amounts = [column for column in columns if column.entry.kind == "quantity"]
    has_values = any(column.entry.code == "value" for column in columns)
    if has_values or len(stated) != 1 or len(amounts) != 1:
        return  # where there are values, the unit is theirs
    (unit,), (amount,) = stated, amounts
    values, told = table.cells(amount.position), set[str]()
    for at, word in enumerate(table.cells(unit.position)):
        if not word or word in told or not values[at]:
            continue
        told.add(word)
        read = stated_unit(word, amount.entry)
        if read is None or not same_unit(read, amount.unit, amount.entry):
            facts = {"found": word, "map": amount.unit, "header": amount.name}
            row = table.numbers[at]
            reading.note("UNIT_BESIDE", facts, row=row, column=unit.letter)


def _check_ignored(
    file_map: FileMap, columns: Sequence[Bound], table: Table, reading: Reading
) -> None:
    mapped = {column.entry.code for column in columns}
    for at, name in enumerate(table.names):
        rule = file_map.rules.get(name)
        if rule is None or rule.code != "ignore" or not any(table.cells(at)):
            continue
        found = match_header(name)
        code = found.code if found is not None and found.confidence >= SURE else ""
        facts = {"header": name}
        if code in FIXED & file_map.constants.keys():
            facts["constant"] = f"{code}: {file_map.constants[code]}"
            reading.note("CONSTANT_OVER_COLUMN", facts, column=table.letter(at))
        elif any(_names(one, name) for one in STOCK & mapped):
            reading.note("COLUMN_LEFT_OUT", facts, column=table.letter(at))


def _names(code: str, header: str) -> bool:
    """Tell whether a header holds a name of a property, whatever stands beside it."""
    return any(pattern.search(header.lower()) for pattern in _patterns(code))


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Return the names of a property; a Latin one stands as a word of its own."""
    stems = (stem.lower() for stem in properties()[code].stems)
    return tuple(
        re.compile(rf"(?<![a-z]){re.escape(stem)}(?![a-z])")
        for stem in stems
        if len(stem) >= SHORTEST or not stem.isascii()
    )
