"""From raw rows to named columns: one or several header rows, merged or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from edaphon.evidence import match_header, unit_code
from edaphon.kernel.errors import Problem
from edaphon.monitoring.cells.depths import parse_interval
from edaphon.monitoring.tables import RawTable, letter
from edaphon.monitoring.tables.raw import Reading

SEARCHED_ROWS = 15
"""Rows among which a header is sought."""

_MOST_HEADER_ROWS = 3

LEAST_WIDTH = 0.3
"""Share of the fullest row that a header fills as a rule."""

STATISTICS = frozenset({
    "avg", "smp", "min", "max", "tot", "std", "med", "tmx", "tmn", "wvc", "cov", "mom",
    "sample", "average", "total", "maximum", "minimum",
})  # fmt: skip
"""Words of a logger for how it sums up its readings, in lower case."""

_NO_UNITS = frozenset(("ts", "rn", "-", "none", "unitless", "yyyy-mm-dd hh:mm:ss"))
_LOGGER_UNITS = frozenset((
    "deg c", "degc", "deg_c", "degrees", "volts", "volt", "v", "mv", "°", "°c", "ohm",
    "w/m²", "w/m^2", "hpa", "kpa", "mbar", "m/s", "m^3/m^3",
))  # fmt: skip
"""Units of a logger that are no units of the vocabulary, in lower case."""

_DAY = re.compile(r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}")
_HAS_VALUE = re.compile(r"^[<＜>＞≥]?-?[0-9]+([.,][0-9]+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Named columns over body rows, each with its place in the file."""

    raw: RawTable
    names: tuple[str, ...]
    """Header of each position, rows joined with ``/``; empty where there is none."""
    rows: Sequence[Sequence[str]]
    """Body rows, padded to the width of the header."""
    numbers: Sequence[int]
    has_header: bool = True
    """Whether a row names the columns; else the names are letters."""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def order(self) -> list[int]:
        """Indices of the body rows from the top of the file, however they stand."""
        return sorted(range(len(self.numbers)), key=self.numbers.__getitem__)

    def letter(self, position: int) -> str:
        """Return the spreadsheet letter of a column position."""
        return letter(self.raw.columns[position])

    def cells(self, position: int) -> list[str]:
        """Return all body cells of one column."""
        return [row[position] for row in self.rows]


def table_under(raw: RawTable, header_rows: Sequence[int]) -> Table:
    """Return the columns under a header, merged header cells filled.

    Parameters
    ----------
    raw
        Rows as they stand.
    header_rows
        Row numbers of the header, counted from 1; empty where there is none, and the
        columns are called by their letters.

    Returns
    -------
    Table
        Columns; problems ``HEADER_ROW`` or ``HEADER_NONE`` when those rows are empty,
        ``CSV_NO_ROWS`` when nothing stands below, ``CSV_HEADER_DUP``.
    """
    reading = Reading(raw.file, raw.sheet)
    names = _names(raw, header_rows)
    last = max(header_rows, default=0)
    body = [
        (number, _padded(row, len(names)))
        for number, row in zip(raw.numbers, raw.rows, strict=True)
        if number > last
    ]
    if not any(names):
        rows = ", ".join(map(str, header_rows))
        if likely := ", ".join(map(str, find_header(raw))):
            reading.add("HEADER_ROW", row=last, stated=rows, likely=likely)
        else:
            reading.note("HEADER_NONE", first_row(raw), row=last)
    elif not body:
        shown = [name for name in names if name]
        reading.add("CSV_NO_ROWS", row=last, columns=shown)
    _check_names(names, raw, last, reading)
    return Table(
        raw=raw,
        names=names,
        rows=[row for _, row in body],
        numbers=[number for number, _ in body],
        has_header=bool(header_rows),
        problems=tuple(reading.problems),
    )


def find_header(raw: RawTable) -> tuple[int, ...]:
    """Return the rows that most probably are the header, empty when none is.

    The row among the first 15 with the most cells that match a stem of the
    vocabulary, of several the fullest; lines above a table, such as station and serial
    number, are narrower than it. Where none matches, the first row of different words
    over a row with numbers. A row of units, depths or statistics below belongs to it,
    and so does any neighbour that a merged cell joins to it.
    """
    candidates = list(zip(raw.numbers, raw.rows, strict=True))[:SEARCHED_ROWS]
    at = _best_of(candidates)
    if at is None:
        return ()
    rows = [candidates[at][0]]
    for number, row in candidates[at + 1 : at + _MOST_HEADER_ROWS]:
        belongs = _is_units(row) or _is_statistics(row)
        belongs = belongs or _is_depths(row, raw, rows[-1])
        if not belongs and not _are_joined(raw, rows[-1], number):
            break
        rows.append(number)
    above = rows[0] - 1
    if at > 0 and candidates[at - 1][0] == above and _are_joined(raw, above, rows[0]):
        rows.insert(0, above)
    return tuple(rows[:_MOST_HEADER_ROWS])


def _best_of(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """Return the position of the row that looks most like a header.

    A narrow one, such as the head of groups whose cells are not merged, counts where no
    wider one names anything.
    """
    filled = [sum(map(bool, row)) for _, row in rows]
    wide = max(filled, default=0) * LEAST_WIDTH
    scores = [
        (_score(row), count) for (_, row), count in zip(rows, filled, strict=True)
    ]
    of_wide = [one if one[1] >= wide else (0, 0) for one in scores]
    for found in (of_wide, scores):
        best = max(found, default=(0, 0))
        if best[0]:
            return found.index(best)
    return _words_over_numbers(rows)


def _names(raw: RawTable, header_rows: Sequence[int]) -> tuple[str, ...]:
    if not header_rows:
        return tuple(map(letter, raw.columns))
    by_number = dict(zip(raw.numbers, raw.rows, strict=True))
    if raw.delimiter:  # cells beyond the header are told by CSV_WIDTH
        width = len(by_number.get(max(header_rows), ()))
    else:
        width = len(raw.columns)
    lines = []
    for number in header_rows:
        line = _padded(by_number.get(number, ()), width)
        lines.append([" ".join(cell.split()) for cell in line])
    _fill_merges(lines, raw, header_rows)
    return tuple(_joined(parts) for parts in zip(*lines, strict=True))


def _joined(parts: Sequence[str]) -> str:
    kept: list[str] = []
    for part in parts:
        if part and part not in kept[-1:]:
            kept.append(part)
    return "/".join(kept)


def _fill_merges(
    lines: list[list[str]], raw: RawTable, header_rows: Sequence[int]
) -> None:
    """Give every cell of a merged block in the header the block's text."""
    positions = {column: at for at, column in enumerate(raw.columns)}
    for merge in raw.merges:
        rows = [
            at for at, n in enumerate(header_rows) if merge.top <= n <= merge.bottom
        ]
        start = positions.get(merge.left)
        if not rows or start is None:
            continue
        text = lines[rows[0]][start]
        for column in raw.columns:
            if merge.left <= column <= merge.right:
                for row in rows:
                    lines[row][positions[column]] = text


def _padded(row: Sequence[str], width: int) -> Sequence[str]:
    if len(row) == width:
        return row
    return [*row[:width], *[""] * (width - len(row))]


def _check_names(
    names: Sequence[str], raw: RawTable, row: int, reading: Reading
) -> None:
    seen: dict[str, str] = {}
    for position, name in enumerate(names):
        alike = squeezed_name(name)
        if not alike:
            continue
        if alike in seen:
            at = letter(raw.columns[position])
            first = seen[alike]
            reading.add("CSV_HEADER_DUP", row=row, column=at, name=name, first=first)
        seen.setdefault(alike, letter(raw.columns[position]))


def without_statistic(name: str) -> str:
    """Return a header without the row that says how a logger sums up its readings.

    Examples
    --------
    >>> without_statistic("VWC/m^3/m^3/Avg"), without_statistic("SOC/g/kg")
    ('VWC/m^3/m^3', 'SOC/g/kg')
    """
    above, _, last = name.rpartition("/")
    return above if above and last.lower() in STATISTICS else name


def squeezed_name(name: str) -> str:
    """Return a header without case and spaces, to tell doubles."""
    return "".join(name.lower().split())


def _score(row: Sequence[str]) -> int:
    """Return how many cells of a row look like headers, numbers counted against."""
    filled = [cell for cell in row if cell]
    hits = sum(1 for cell in filled if match_header(cell) is not None)
    numbers = sum(1 for cell in filled if _HAS_VALUE.match(cell))
    return 0 if numbers > hits else hits


def _words_over_numbers(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """Return the position of the first row of names over numbers, None without one."""
    for at, ((_, row), (_, below)) in enumerate(pairwise(rows)):
        filled = [cell for cell in row if cell]
        are_names = len(filled) > 1 and len({*filled}) == len(filled)
        if are_names and not any(map(_is_value, filled)) and any(map(_is_value, below)):
            return at
    return None


def _is_value(cell: str) -> bool:
    return bool(_HAS_VALUE.match(cell)) or bool(_DAY.search(cell))


def _is_units(row: Sequence[str]) -> bool:
    """Return whether a row holds nothing but units (in brackets or not).

    What a logger writes where a column has no unit, ``TS`` and ``RN``, counts for none.
    """
    filled = [cell.strip().strip("()（）[]") for cell in row if cell.strip()]
    filled = [cell for cell in filled if cell.lower() not in _NO_UNITS]
    named = [cell for cell in filled if _is_unit(cell)]
    return bool(filled) and len(named) * 2 > len(filled)


def _is_unit(cell: str) -> bool:
    is_known = cell.lower() in _LOGGER_UNITS or unit_code(cell) is not None
    return is_known and not _HAS_VALUE.match(cell)


def _is_statistics(row: Sequence[str]) -> bool:
    """Return whether a row says how a logger sums up each of its readings."""
    filled = [cell.strip().lower() for cell in row if cell.strip()]
    return len(filled) > 1 and all(cell in STATISTICS for cell in filled)


def _is_depths(row: Sequence[str], raw: RawTable, above: int) -> bool:
    """Return whether a row under merged headers holds nothing but depths."""
    if not any(merge.top <= above <= merge.bottom for merge in raw.merges):
        return False
    filled = [cell for cell in row if cell.strip()]
    depths = [cell for cell in filled if not parse_interval(cell).problem]
    return len(depths) > 1 and len(depths) * 2 > len(filled)


def _are_joined(raw: RawTable, upper: int, lower: int) -> bool:
    """Return whether a merged cell spans two rows, so that both are header."""
    return any(merge.top <= upper and lower <= merge.bottom for merge in raw.merges)


def first_row(raw: RawTable) -> dict[str, str]:
    """Return what stands in the first row of a table, as a problem shows it."""
    cells = [cell for row in raw.rows[:1] for cell in row if cell]
    return {"cells": " | ".join(cells) or "–"}
