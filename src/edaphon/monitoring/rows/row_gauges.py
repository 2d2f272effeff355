"""How the cells of a column are read, row by row: property, unit, limit, area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from edaphon.evidence import Property, match_header, nearest, properties
from edaphon.monitoring.cells.measuring import Gauge
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.column_map import Bound, FileMap, stated_unit, takes
from edaphon.monitoring.rows.row_areas import RowArea
from edaphon.monitoring.rows.row_places import Places
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

_SURE = 0.85
"""Confidence from which an item's name counts as recognised."""

_Key = tuple[str, str, str, str, str]


@dataclass(slots=True, kw_only=True)
class RowGauges:
    """Gauges of a file; equal rows of a column share one."""

    file_map: FileMap
    table: Table
    places: Places
    areas: Sequence[RowArea | None]
    """Area of the land of each row."""
    contents: Mapping[str, Sequence[str]]
    """What each row says of contents, by their property."""
    scenario: str
    reading: Reading
    _known: dict[_Key, Gauge | None] = field(default_factory=dict)
    _limits: list[str] = field(default_factory=list)
    _items: list[str] = field(default_factory=list)
    _units: list[str] = field(default_factory=list)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Look up once what holds for every row."""
        self._items, self._units = self.places.of("item"), self.places.of("unit")
        self._limits = limits_of(self.file_map, self.places, self.reading.rules)

    def of(self, column: Bound, at: int, cell: str) -> Gauge | None:
        """Return how to read a cell, None where that is not known and told.

        Parameters
        ----------
        column
            Its column.
        at
            Its row.
        cell
            What it holds, its words replaced by their meaning.
        """
        is_long = column.entry.code == "value"
        said = (self._items[at], self._units[at]) if is_long else ("", "")
        plain = self._gauge((column.letter, *said, self._limits[at], ""), column, at)
        if plain is None or plain.entry.accepts(plain.unit) or not plain.unit:
            return plain
        if plain.is_blank(cell):
            return plain
        told = self._beside(column, plain, at)
        key = (column.letter, *said, self._limits[at], told)
        if told and key not in self._known:
            self._known[key] = plain.beside(told)
        return self._known.get(key) if told else None

    def _beside(self, column: Bound, gauge: Gauge, at: int) -> str:
        """Return area and content that belong to a cell; empty where one is lacking."""
        entry, unit = gauge.entry, gauge.unit
        found = []
        if unit != entry.counted(unit):
            contents = self.contents.get(entry.content, ())
            share = contents[at] if contents else ""
            found.append(share or self._tell("CONTENT_LACKING", column, entry, at))
        if not entry.accepts(entry.counted(unit)):
            area = self.areas[at]
            told = area.told() if area else self._tell("RATE_AREA", column, entry, at)
            found.append(told)
        return " ".join(found) if all(found) else ""

    def _tell(self, code: str, column: Bound, entry: Property, at: int) -> str:
        """Ask for what a row lacks, once a column."""
        if (code, column.letter) not in self._told:
            self._told.add((code, column.letter))
            content = properties()[entry.content].name if entry.content else ""
            facts = {
                "name": column.name,
                "property": entry.name,
                "content": content,
                "code": entry.content,
            }
            row = self.table.numbers[at]
            self.reading.note(code, facts, row=row, column=column.letter)
        return ""

    def _gauge(self, key: _Key, column: Bound, at: int) -> Gauge | None:
        if key not in self._known:
            self._known[key] = self._made(key, column, self.table.numbers[at])
        return self._known[key]

    def _made(self, key: _Key, column: Bound, row: int) -> Gauge | None:
        _, item, unit_text, limit, _ = key
        entry: Property | None = column.entry
        unit: str | None = column.unit
        if column.entry.code == "value":
            entry = _item(item, row, self.reading)
            if entry is None:
                return None
            unit = _item_unit(unit_text or column.rule.unit, entry, row, self.reading)
        if entry is None or unit is None:
            return None
        form = column.number_form(self.file_map, self.reading.rules, limit)
        return Gauge(entry, unit, form, self.file_map.dates, self.scenario)


def limits_of(file_map: FileMap, places: Places, rules: int) -> list[str]:
    """Return the detection limit of each row, where one column speaks for it."""
    values = [
        rule
        for rule in file_map.rules.values()
        if rule.code == "value" or rule.code in properties()
    ]
    decimal: Literal[".", ","] = file_map.spec.decimal or "."
    form = NumberForm(decimal=decimal, rules=rules)
    texts = places.of("detection_limit") if len(values) == 1 else []
    read = {text: parse_number(text, form).text for text in set(texts)}
    return [read[text] for text in texts] or [""] * len(places.keep)


def _item(item: str, row: int, reading: Reading) -> Property | None:
    """Return the property that an item names; the map's ``values`` come first."""
    if item in properties():
        return properties()[item]
    match = match_header(item) if item else None
    near = match.code if match else nearest(item)
    if match and match.confidence >= _SURE and match.code in properties():
        return properties()[match.code]
    reading.add("ITEM_UNKNOWN", row=row, found=item, nearest=near)
    return None


def _item_unit(text: str, entry: Property, row: int, reading: Reading) -> str | None:
    if entry.kind != "quantity":
        return ""
    unit = stated_unit(text, entry) if text else None
    if unit is not None and takes(entry, unit, reading.rules):
        return unit
    accepted = entry.accepted_text()
    if unit is not None:
        facts = {"property": entry.code, "accepted": accepted}
        reading.note("UNIT_NOT_ACCEPTED", facts | {"unit": text}, row=row)
    elif text:
        reading.add("UNIT_UNKNOWN", row=row, unit=text)
    elif tuple(entry.factors) == ("1",):
        return "1"
    else:
        named = {"name": entry.code, "property": entry.name, "accepted": accepted}
        reading.note("UNIT_MISSING", named, row=row)
    return None
