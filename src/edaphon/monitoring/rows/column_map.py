"""A file's column map, as project.yaml keeps it, tied to the columns of the file."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from edaphon.evidence import Property, codes, match_header, nearest, unit_code
from edaphon.monitoring.cells.dates import DateForm
from edaphon.monitoring.cells.depths import CENTIMETRES, split_depth
from edaphon.monitoring.cells.numbers import NumberForm
from edaphon.monitoring.tables import STANDARD, RawTable, TableLimits, TableSpec
from edaphon.monitoring.tables.header_rows import (
    SEARCHED_ROWS,
    Table,
    find_header,
    table_under,
)
from edaphon.monitoring.tables.raw import NO_HEADER, Reading

_TEXTS = (
    "unit", "top", "bottom", "campaign", "procedure", "basis", "pattern", "also",
)  # fmt: skip
"""Fields of a rule that are words."""

RATE_RULES = 5
"""Reading rules from which amounts per hectare are read."""

REFUSED_SINCE = 6
"""Reading rules from which a map that contradicts a header is refused."""

DEPTHS = ("depth", "top", "bottom")
"""Places that hold a depth and so have a unit."""

About = Literal[
    "soil", "microbial", "product", "application", "activity", "yield", "sensor"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What project.yaml says of one column."""

    code: str
    """Property, place or ``ignore``."""
    unit: str = ""
    """Unit as written in project.yaml."""
    values: Mapping[str, str] = field(default_factory=dict)
    ignore_case: bool = False
    others: Literal["refuse", "skip", ""] = ""
    negative_down: bool = False
    top: str = ""
    bottom: str = ""
    campaign: str = ""
    detection_limit: str = ""
    procedure: str = ""
    basis: str = ""
    """What the bulk densities of the column are of; empty where it is not stated."""
    pattern: str = ""
    """How its cells are made up: ``{point}-{replicate}``."""
    also: str = ""
    """Place of which its words are a part too."""

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Rule":
        """Return the rule that a ``column`` record states."""
        ignore_case = bool(record.get("ignore_case", False))
        words = {
            _word(str(word), ignore_case=ignore_case): str(meant)
            for word, meant in record.get("values", {}).items()
        }
        texts = {name: str(record[name]) for name in _TEXTS if name in record}
        return cls(
            code=str(record["is"]),
            values=words,
            ignore_case=ignore_case,
            others=record.get("others", ""),
            negative_down=bool(record.get("negative_down", False)),
            detection_limit=str(record.get("detection_limit", "")),
            **texts,
        )

    def meaning(self, cell: str) -> str | None:
        """Return a cell after the ``values`` of the rule, None if not listed."""
        return self.values.get(_word(cell, ignore_case=self.ignore_case))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMap:
    """Everything that project.yaml says of one file."""

    path: str
    about: About
    spec: TableSpec
    header_rows: tuple[int, ...]
    """Rows of the header that project.yaml states; empty when it states none."""
    has_header: bool
    """Whether a row names the columns; else they are called by their letters."""
    dates: DateForm | None
    missing: frozenset[str]
    rules: Mapping[str, Rule]
    """Rule of each column by its header as it stands in the file."""
    constants: Mapping[str, str]

    @classmethod
    def of(cls, record: Mapping[str, Any], limits: TableLimits = STANDARD) -> "FileMap":
        """Return the map that a ``files`` entry states."""
        spec = TableSpec.of(record, limits)
        return cls(
            path=str(record["path"]),
            about=cast("About", record.get("about", "soil")),
            spec=spec,
            header_rows=spec.header_rows if "header_rows" in record else (),
            has_header=record.get("header_rows") != NO_HEADER,
            dates=record.get("dates"),
            missing=frozenset(str(code) for code in record.get("missing", ())),
            rules={
                " ".join(str(name).split()): Rule.of(rule)
                for name, rule in record["columns"].items()
            },
            constants={
                str(name): str(value)
                for name, value in record.get("constants", {}).items()
            },
        )

    def table(self, raw: RawTable) -> Table:
        """Return the columns of a file under the header that the map states."""
        return table_under(raw, (self.header_rows or (1,)) if self.has_header else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A rule together with the column that it governs."""

    position: int
    name: str
    letter: str
    rule: Rule
    entry: Property
    """Entry of the vocabulary."""
    unit: str = ""
    """UCUM unit in which the column reports; empty for a depth that states none."""

    def number_form(self, file_map: FileMap, rules: int, limit: str = "") -> NumberForm:
        """Return how the column writes numbers."""
        return NumberForm(
            decimal=file_map.spec.decimal or ".",
            missing=file_map.missing,
            detection_limit=self.rule.detection_limit or limit,
            rules=rules,
        )


def bound_columns(
    file_map: FileMap, table: Table, reading: Reading
) -> list[Bound] | None:
    """Return the mapped columns of a table, ``None`` when one of them is not there.

    Notes
    -----
    Problems noted: ``HEADER_ROW``, ``COLUMN_MISSING``, ``COLUMN_UNREAD``,
    ``PROPERTY_UNKNOWN``, ``UNIT_MISSING``, ``UNIT_UNKNOWN``, ``UNIT_NOT_ACCEPTED``
    and ``UNIT_DIFFERS``.
    """
    positions = {name: at for at, name in enumerate(table.names) if name}
    missing = [name for name in file_map.rules if name not in positions]
    if missing:
        _note_missing(missing, file_map, table, reading)
        return None
    _note_unread(positions, file_map, table, reading)
    columns = []
    for name, rule in file_map.rules.items():
        if rule.code == "ignore":
            continue
        column = _bound(name, positions[name], rule, table, reading)
        if column is not None:
            columns.append(column)
    return sorted(columns, key=lambda column: column.position)


def _bound(
    name: str, position: int, rule: Rule, table: Table, reading: Reading
) -> Bound | None:
    entry = codes().get(rule.code)
    at = table.letter(position)
    if entry is None:
        near = nearest(rule.code)
        reading.add("PROPERTY_UNKNOWN", column=at, name=rule.code, nearest=near)
        return None
    unit: str | None = ""
    if entry.kind == "quantity":
        unit = _unit(name, rule, entry, at, reading)
    elif entry.code in DEPTHS:
        unit = _depth_unit(name, rule, entry, at, reading)
    if unit is None:
        return None
    return Bound(
        position=position, name=name, letter=at, rule=rule, entry=entry, unit=unit
    )


def _unit(
    name: str, rule: Rule, entry: Property, column: str, reading: Reading
) -> str | None:
    """Return the unit of a quantity: the map's, else the header's, else none."""
    match = match_header(split_depth(name)[0])
    in_header = match.unit if match and match.unit else ""
    if not rule.unit:
        return _unit_of_header(in_header, name, entry, column, reading)
    unit = stated_unit(rule.unit, entry)
    if unit is None:
        reading.add("UNIT_UNKNOWN", column=column, unit=rule.unit)
        return None
    if not takes(entry, unit, reading.rules):
        _note_refused(rule.unit, entry, column, reading)
        return None
    is_read = bool(in_header) and takes(entry, in_header, reading.rules)
    is_told = reading.rules < REFUSED_SINCE  # since then HEADER_CONTRADICTED says more
    if is_told and is_read and not same_unit(in_header, unit, entry):
        reading.add(
            "UNIT_DIFFERS", column=column, name=name, header=in_header, map=unit
        )
    return unit


def _depth_unit(
    name: str, rule: Rule, entry: Property, column: str, reading: Reading
) -> str | None:
    """Return the unit of a depth: the map's, else the header's, else none."""
    match = match_header(name)
    stated = unit_code(rule.unit) or rule.unit
    unit = stated or (match.unit if match else "")
    if unit and unit not in CENTIMETRES:
        reading.add(
            "UNIT_NOT_ACCEPTED",
            column=column,
            unit=unit,
            property=entry.code,
            accepted="cm, mm, m, in",
        )
        return None
    return unit


def stated_unit(text: str, entry: Property) -> str | None:
    """Return the UCUM code of a stated unit, one that the property accepts first."""
    return text if takes(entry, text, RATE_RULES) else unit_code(text, entry.code)


def takes(entry: Property, unit: str, rules: int) -> bool:
    """Return whether a property is read in a unit.

    Since rules 5 that may be an amount per hectare, and one of a product that holds it.
    """
    if entry.accepts(unit) or rules < RATE_RULES:
        return entry.accepts(unit)
    counted = entry.counted(unit)
    return entry.accepts(counted) or entry.rate(counted) is not None


def _unit_of_header(
    in_header: str, name: str, entry: Property, column: str, reading: Reading
) -> str | None:
    if in_header and takes(entry, in_header, reading.rules):
        return in_header
    if in_header:
        _note_refused(in_header, entry, column, reading)
        return None
    if tuple(entry.factors) == ("1",):
        return "1"
    accepted = entry.accepted_text()
    reading.add(
        "UNIT_MISSING", column=column, name=name, property=entry.name, accepted=accepted
    )
    return None


def _note_refused(unit: str, entry: Property, column: str, reading: Reading) -> None:
    accepted = entry.accepted_text()
    reading.add(
        "UNIT_NOT_ACCEPTED",
        column=column,
        unit=unit,
        property=entry.code,
        accepted=accepted,
    )


def same_unit(first: str, second: str, entry: Property) -> bool:
    """Return whether two units mean the same of a property, rates and totals apart."""
    sizes = [
        (
            entry.factors.get(one),
            entry.rate(entry.counted(one)),
            entry.counted(one) == one,
        )
        for one in (first, second)
    ]
    return sizes[0] == sizes[1]


def _note_missing(
    missing: Sequence[str], file_map: FileMap, table: Table, reading: Reading
) -> None:
    names = [name for name in table.names if name]
    if not names:
        return  # the header is empty, which was told with the rows it may be in
    likely = _likely_header(missing, file_map, table) if file_map.has_header else ()
    if likely:
        rows = ", ".join(map(str, likely))
        stated = ", ".join(map(str, file_map.header_rows or (1,)))
        reading.add("HEADER_ROW", row=likely[-1], stated=stated, likely=rows)
        return
    for name in missing:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        nearest = near[0] if near else names
        reading.add("COLUMN_MISSING", name=name, nearest=nearest)


def _likely_header(
    missing: Sequence[str], file_map: FileMap, table: Table
) -> tuple[int, ...]:
    """Return the rows that the header is in, empty where they are those of the map.

    Rows that hold more of the mapped columns are those; where the map states none,
    what looks like a header.
    """
    raw, stated = table.raw, file_map.header_rows or (1,)
    likely = find_header(raw)
    looked_at = list(raw.numbers[:SEARCHED_ROWS])
    tried = [likely] if likely else []
    tried += [rows for step in (-1, 1) if (rows := _moved(stated, step))]
    tried += [stated[:1], *((number,) for number in looked_at)]
    held = {
        rows: len(set(table_under(raw, rows).names) & set(file_map.rules))
        for rows in tried
        if set(rows) <= set(looked_at)
    }
    best = max(held, key=held.__getitem__, default=())
    if best and held[best] > len(file_map.rules) - len(missing):
        return best
    return likely if likely != (1,) and not file_map.header_rows else ()


def _moved(rows: Sequence[int], by: int) -> tuple[int, ...]:
    moved = tuple(row + by for row in rows)
    return moved if min(moved) > 0 else ()


def _note_unread(
    positions: Mapping[str, int], file_map: FileMap, table: Table, reading: Reading
) -> None:
    unread = [name for name in positions if name not in file_map.rules]
    unnamed = [
        table.letter(at)
        for at, name in enumerate(table.names)
        if not name and any(row[at] for row in table.rows)
    ]
    if unread or unnamed:
        reading.add("COLUMN_UNREAD", names=[*unread, *unnamed])


def _word(text: str, *, ignore_case: bool) -> str:
    return text.strip().casefold() if ignore_case else text.strip()
