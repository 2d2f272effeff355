"""Where each row of a table belongs: sample, point, stratum, campaign, depth, day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from edaphon.evidence import codes
from edaphon.monitoring.cells.dates import parse_day
from edaphon.monitoring.cells.depths import (
    SHALLOWEST,
    Interval,
    checked,
    parse_depth,
    parse_interval,
)
from edaphon.monitoring.rows.column_map import DEPTHS, Bound, FileMap
from edaphon.monitoring.rows.id_patterns import fitted, id_pattern
from edaphon.monitoring.rows.not_samples import is_no_point, quality_samples
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

JOINED = ("sample_id", "point", "stratum", "replicate")
"""Places that several columns may give together, joined with a hyphen."""

ROLES = ("project", "control", "baseline")

DAYS = ("sampled_on", "analysed_on", "received_on")
_STRICT = ("role", "stratum", "campaign", "item")
"""Places whose ``values`` refuse a word that they do not list."""


NAMED_SINCE = 5
"""Reading rules from which rows that a map leaves out are named."""

MOST_NAMED = 8
"""Words and rows that a message names."""


NO_DAYS = ("9999-12-31", "0000-01-01")
"""First and last day of archived samples: no day of sampling tells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """Areas that a project states of its land [ha]."""

    parcels: Mapping[str, Decimal] = field(default_factory=dict)
    """By parcel of the map."""
    strata: Mapping[str, Decimal] = field(default_factory=dict)
    """By stratum: as sealed, else as mapped or stated."""
    controls: Mapping[str, Decimal] = field(default_factory=dict)
    """Of control land, by the name under which its records stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What project.yaml and the map of points say of the sampling design."""

    campaigns: Sequence[tuple[str, str, str]] = ()
    """Identifier, first and last day of each campaign."""
    strata: frozenset[str] = frozenset()
    points: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Stratum and role of each mapped point."""
    scenario: str = ""
    latest: str = ""
    """Last day that an observation may carry, ISO."""
    land: Land = field(default_factory=Land)

    @classmethod
    def of(
        cls,
        document: Mapping[str, Any],
        points: Mapping[str, tuple[str, str]],
        land: "Land | None" = None,
    ) -> "Design":
        """Return the design of a checked project document."""
        campaigns = [
            (str(one["id"]), str(one["start"]), str(one["end"]))
            for one in document.get("campaigns", ())
        ]
        ends = [end for _, _, end in campaigns]
        campaigns += [
            (str(one["archived"]), *NO_DAYS)
            for one in document.get("campaigns", ())
            if "archived" in one
        ]
        ends += [str(end) for end in (document.get("period", {}).get("end"),) if end]
        return cls(
            campaigns=campaigns,
            strata=frozenset(
                str(name)
                for one in document.get("strata", ())
                for name in (one["id"], one.get("controls", one["id"]))
            ),
            points=points,
            scenario=str(document.get("scenario", "")),
            latest=max(ends, default="9999-12-31"),
            land=land or Land(),
        )


@dataclass(slots=True, kw_only=True)
class Places:
    """One text per row for every place; rows that the map leaves out are not kept."""

    cells: dict[str, list[str]]
    keep: list[bool]
    told: set[int] = field(default_factory=set)
    """Rows whose place is in doubt already; nothing more is said of it."""

    def of(self, code: str) -> list[str]:
        """Return the texts of one place; empty texts where the file has none."""
        return self.cells.get(code) or [""] * len(self.keep)


def row_places(
    file_map: FileMap, table: Table, columns: Sequence[Bound], reading: Reading
) -> Places:
    """Return what the place columns and the constants of a file say, row by row.

    Notes
    -----
    Problems noted: ``VALUE_UNMAPPED``, ``ROWS_SKIPPED`` and those of dates and
    depths. Depths come out in ``top`` and ``bottom`` [cm].
    """
    places = Places(cells={}, keep=[True] * len(table.rows))
    for column in columns:
        _choose_rows(column, table, places, reading)
    for column in columns:
        if column.entry.kind == "place":
            _add_column(column, table, places, reading)
        if column.rule.also:
            cells = table.cells(column.position)
            _put(column.rule.also, cells, column, places, reading)
    _leave_out_blanks(table, places, reading)
    for code, text in file_map.constants.items():
        places.cells.setdefault(code, [text] * len(table.rows))
    for code in DAYS:
        if code in places.cells:
            _read_days(code, file_map, table, places, reading)
    _read_depths(columns, table, places, reading)
    return places


def _leave_out_blanks(table: Table, places: Places, reading: Reading) -> None:
    """Drop the rows whose point is a sample of the laboratory's own, and tell them."""
    samples = places.of("sample_id")
    known = quality_samples(samples, reading.rules)
    found = [
        at
        for at, cell in enumerate(places.of("point"))
        if places.keep[at]
        and samples[at] not in known
        and is_no_point(cell, reading.rules)
    ]
    for at in found:
        places.keep[at] = False
    if found:
        named = first_of([places.cells["point"][at] for at in found])
        row = table.numbers[found[0]]
        reading.add("QC_SET_ASIDE", row=row, count=len(found), samples=named)


def _choose_rows(column: Bound, table: Table, places: Places, reading: Reading) -> None:
    """Drop the rows whose word the map leaves out, refuse those it forbids."""
    strict = column.rule.others or ("refuse" if column.entry.code in _STRICT else "")
    if not strict or not column.rule.values:
        return
    skipped: dict[str, list[int]] = {}
    for at, cell in enumerate(table.cells(column.position)):
        if column.rule.meaning(cell) is not None:
            continue
        if strict == "skip":
            if places.keep[at]:
                skipped.setdefault(cell, []).append(table.numbers[at])
            places.keep[at] = False
        elif cell:
            places.told.add(at)
            row = table.numbers[at]
            words = ", ".join(column.rule.values)
            reading.add(
                "VALUE_UNMAPPED", row=row, column=column.letter, found=cell, words=words
            )
    _tell_skipped(skipped, column, reading)


def _tell_skipped(
    skipped: Mapping[str, Sequence[int]], column: Bound, reading: Reading
) -> None:
    """Tell which words were left out, in which rows."""
    rows = sorted(row for found in skipped.values() for row in found)
    if not rows:
        return
    facts: dict[str, object] = {"count": len(rows)}
    if reading.rules < NAMED_SINCE:
        reading.note("ROWS_SKIPPED", facts, column=column.letter)
        return
    words = sorted(skipped, key=lambda word: -len(skipped[word]))
    facts["words"] = first_of([f"“{word}” ({len(skipped[word])})" for word in words])
    facts["rows"] = first_of(list(map(str, rows)))
    reading.note("ROWS_LEFT_OUT", facts, row=rows[0], column=column.letter)


def first_of(listed: Sequence[str]) -> str:
    """Return the first entries of a list, and a sign where there are more."""
    return ", ".join(listed[:MOST_NAMED]) + (" …" if listed[MOST_NAMED:] else "")


def _add_column(column: Bound, table: Table, places: Places, reading: Reading) -> None:
    cells = table.cells(column.position)
    if column.rule.values:
        cells = [_meant(column, cell) for cell in cells]
    code = column.entry.code
    if code in ("top", "bottom"):
        cells = _ends(column, cells, table, places, reading)
    parts = _parts(column, cells, table, places, reading)
    for name, texts in ({code: cells} | parts).items():
        _put(name, texts, column, places, reading)


def _put(
    code: str,
    cells: list[str],
    column: Bound,
    places: Places,
    reading: Reading,
) -> None:
    """Add what a column says of a place; an id may be told by several columns."""
    earlier = places.cells.get(code)
    if earlier is None:
        places.cells[code] = cells
    elif code in JOINED:
        places.cells[code] = joined([earlier, cells])
    else:
        named = codes()[code].name
        reading.add("MAP_TWICE", column=column.letter, place=named)


def joined(columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the ids that several columns tell together, row by row.

    Examples
    --------
    >>> joined([["M", "M"], ["H", "R"], ["1", ""]])
    ['M-H-1', 'M-R']
    """
    return ["-".join(filter(None, cells)) for cells in zip(*columns, strict=True)]


def _parts(
    column: Bound, cells: list[str], table: Table, places: Places, reading: Reading
) -> dict[str, list[str]]:
    """Return the parts of ids that the rule tells apart, by the place that each is."""
    if not column.rule.pattern:
        return {}
    form = id_pattern(column.rule.pattern)
    found = {name: [""] * len(cells) for name in form.groupindex}
    for at in table.order:
        fits = fitted(column.rule.pattern, cells[at])
        if fits is not None:
            for name, part in fits.items():
                found[name][at] = part
        elif cells[at] and places.keep[at]:
            places.told.add(at)
            facts = {"found": cells[at], "pattern": column.rule.pattern}
            row = table.numbers[at]
            reading.note("ID_PATTERN", facts, row=row, column=column.letter)
    return found


def _meant(column: Bound, cell: str) -> str:
    meaning = column.rule.meaning(cell)
    return cell if meaning is None else meaning


def _read_days(
    code: str, file_map: FileMap, table: Table, places: Places, reading: Reading
) -> None:
    """Turn the days of a place into ISO text, each kind of cell looked at once."""
    known: dict[str, str] = {}
    letters = _letters(code, file_map, table)
    for at in table.order:
        cell = places.cells[code][at]
        if cell not in known:
            day = parse_day(cell, file_map.dates, reading.rules)
            known[cell] = day.text
            if day.problem and places.keep[at]:
                row = table.numbers[at]
                reading.add(day.problem, row=row, column=letters, found=cell)
        if cell and not known[cell]:
            places.told.add(at)
    places.cells[code] = [known[cell] for cell in places.cells[code]]


def _letters(code: str, file_map: FileMap, table: Table) -> str:
    for at, name in enumerate(table.names):
        rule = file_map.rules.get(name)
        if rule and rule.code == code:
            return table.letter(at)
    return ""


def _ends(
    column: Bound, cells: list[str], table: Table, places: Places, reading: Reading
) -> list[str]:
    known: dict[str, Interval] = {}
    unit = column.unit or "cm"
    negative = column.rule.negative_down
    for at in table.order:
        cell = cells[at]
        if cell not in known:
            known[cell] = parse_depth(cell, unit, negative_down=negative)
            _note_depth(known[cell], cell, at, column, table, places, reading)
        if known[cell].problem:
            places.told.add(at)
    return [known[cell].top for cell in cells]


def _read_depths(
    columns: Sequence[Bound], table: Table, places: Places, reading: Reading
) -> None:
    column = next((one for one in columns if one.entry.code == "depth"), None)
    cells = places.cells.pop("depth", None)
    if cells is not None:
        unit = column.unit if column and column.unit else "cm"
        known: dict[str, Interval] = {}
        for at in table.order:
            cell = cells[at]
            if cell not in known:
                known[cell] = parse_interval(cell, unit)
                _note_depth(known[cell], cell, at, column, table, places, reading)
            if known[cell].problem:
                places.told.add(at)
        places.cells["top"] = [known[cell].top for cell in cells]
        places.cells["bottom"] = [known[cell].bottom for cell in cells]
    elif "top" in places.cells and "bottom" in places.cells:
        _check_order(columns, table, places, reading)
    _check_unit(columns, table, places, reading)


def _check_order(
    columns: Sequence[Bound], table: Table, places: Places, reading: Reading
) -> None:
    letters = next((one.letter for one in columns if one.entry.code == "bottom"), "")
    known: dict[tuple[str, str], str] = {}
    for at in table.order:
        top, bottom = places.cells["top"][at], places.cells["bottom"][at]
        if (top, bottom) in known or not top or not bottom:
            continue
        known[top, bottom] = checked(top, bottom).problem
        if known[top, bottom] and places.keep[at]:
            found = f"{top}–{bottom}"
            row = table.numbers[at]
            reading.add("DEPTH_ORDER", row=row, column=letters, found=found)


def _check_unit(
    columns: Sequence[Bound], table: Table, places: Places, reading: Reading
) -> None:
    """Ask about depths without a unit that are so small that they may be metres."""
    column = next((one for one in columns if one.entry.code in DEPTHS), None)
    deepest = max((Decimal(end) for end in places.of("bottom") if end), default=None)
    if column is None or column.unit or column.rule.values or deepest is None:
        return
    has_unit = any(
        char.isalpha() for cell in table.cells(column.position) for char in cell
    )
    if deepest <= SHALLOWEST and not has_unit:
        reading.add("DEPTH_UNIT", column=column.letter, deepest=deepest)


def _note_depth(
    interval: Interval,
    cell: str,
    at: int,
    column: Bound | None,
    table: Table,
    places: Places,
    reading: Reading,
) -> None:
    row = table.numbers[at]
    if column is not None:
        place = (row, table.raw.columns[column.position])
        if place in table.raw.dates:
            reading.add("DEPTH_DATE", row=row, column=column.letter, found=cell)
            return
    if interval.problem and places.keep[at]:
        letters = column.letter if column else ""
        reading.add(interval.problem, row=row, column=letters, found=cell)
