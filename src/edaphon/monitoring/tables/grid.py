"""From the cells of a worksheet to a table: which sheet, what is hidden."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from edaphon.monitoring.tables.encodings import garbled
from edaphon.monitoring.tables.raw import Merge, RawTable, Reading, TableSpec, letter

_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
FEWEST_NUMBERS = 6
"""Numbers from which a sheet holds more than a cover does."""

_MOST_PLACES = 20
"""Cells of one kind that are named one by one."""
_MOST_POSITIONS = 50_000_000
"""Rows times columns up to which a sparse sheet is laid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What one worksheet holds, whatever program wrote it."""

    rows: Mapping[int, Mapping[int, str]]
    dates: frozenset[tuple[int, int]] = frozenset()
    long_numbers: frozenset[tuple[int, int]] = frozenset()
    decimals: frozenset[tuple[int, int]] = frozenset()
    without_value: Sequence[tuple[int, int]] = ()
    """Formulas whose result was never stored."""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: Sequence[tuple[int, int]] = ()
    """First and last column of each hidden stretch."""


@dataclass(slots=True, kw_only=True)
class Grid:
    """A worksheet that is read when somebody asks for it."""

    title: str
    is_hidden: bool
    load: Callable[[], Cells]
    _cells: Cells | None = field(default=None)

    @property
    def cells(self) -> Cells:
        """Cells of the sheet, read once."""
        if self._cells is None:
            self._cells = self.load()
        return self._cells


def grid_table(grids: Sequence[Grid], spec: TableSpec, reading: Reading) -> RawTable:
    """Return the sheet that project.yaml names, or the only one that holds data.

    Notes
    -----
    Problems noted: ``SHEET_MISSING``, ``SHEET_CHOICE``, ``SHEET_HIDDEN``,
    ``CSV_EMPTY``, ``HIDDEN_DATA``, ``XLSX_FORMULA_NO_VALUE``, ``TABLE_TOO_WIDE``,
    ``XLSX_TOO_MANY_CELLS``, ``CELL_TOO_LONG``, ``CSV_MOJIBAKE``.
    """
    visible = [grid for grid in grids if not grid.is_hidden and grid.cells.rows]
    titles = tuple(grid.title for grid in visible)
    grid = _chosen(grids, visible, spec, reading)
    if grid is None:
        return RawTable(
            file=reading.file, sheets=titles, problems=tuple(reading.problems)
        )
    for other in grids:
        if other.is_hidden and other is not grid and other.cells.rows:
            reading.add("SHEET_HIDDEN", sheet=other.title)
    reading.sheet = grid.title
    found = _table(grid, titles, spec, reading)
    numbered = tuple(grid.title for grid in visible if _has_numbers(grid.cells))
    return replace(found, with_numbers=numbered)


def _has_numbers(cells: Cells) -> bool:
    """Tell whether a sheet holds as many numbers as a table of results has."""
    texts = (text for row in cells.rows.values() for text in row.values())
    numbers = (text for text in texts if _NUMBER.fullmatch(text.strip()))
    return next(islice(numbers, FEWEST_NUMBERS - 1, None), None) is not None


def _chosen(
    grids: Sequence[Grid],
    visible: Sequence[Grid],
    spec: TableSpec,
    reading: Reading,
) -> Grid | None:
    names = [grid.title for grid in grids]
    if spec.sheet is not None:
        named = [grid for grid in grids if grid.title == spec.sheet]
        if not named:
            reading.add("SHEET_MISSING", sheet=spec.sheet, names=names)
        return named[0] if named else None
    if len(visible) > 1:
        names = [grid.title for grid in visible]
        reading.add("SHEET_CHOICE", names=names)
        return None
    if not visible:
        reading.add("CSV_EMPTY")
        return None
    return visible[0]


def _table(
    grid: Grid, titles: tuple[str, ...], spec: TableSpec, reading: Reading
) -> RawTable:
    cells = grid.cells
    used = sorted({column for row in cells.rows.values() for column in row})
    hidden_columns = frozenset(
        column
        for column in used
        if any(first <= column <= last for first, last in cells.hidden_columns)
    )
    hidden_rows = cells.hidden_rows & cells.rows.keys()
    _check_size(len(cells.rows), used, spec, reading)
    _check_hidden(hidden_rows, hidden_columns, spec, reading)
    _check_texts(cells, spec, reading)
    if spec.hidden != "read":
        used = [column for column in used if column not in hidden_columns]
    numbers = [
        number
        for number in sorted(cells.rows)
        if spec.hidden == "read" or number not in hidden_rows
    ]
    too_large = len(numbers) * len(used) > _MOST_POSITIONS
    rows = [] if too_large else [_line(cells.rows[n], used) for n in numbers]
    if not cells.rows:
        reading.add("CSV_EMPTY")
    return RawTable(
        file=reading.file,
        sheet=grid.title,
        rows=rows,
        numbers=[] if too_large else numbers,
        columns=used,
        dates=cells.dates,
        long_numbers=cells.long_numbers,
        decimals=cells.decimals,
        merges=cells.merges,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=hidden_columns,
        sheets=titles,
        problems=tuple(reading.problems),
    )


def _line(row: Mapping[int, str], used: Iterable[int]) -> list[str]:
    return [row.get(column, "") for column in used]


def _check_size(
    rows: int, used: Sequence[int], spec: TableSpec, reading: Reading
) -> None:
    if len(used) > spec.limits.columns:
        reading.add("TABLE_TOO_WIDE", limit=spec.limits.columns, columns=len(used))
    if rows * len(used) > _MOST_POSITIONS:
        reading.add("XLSX_TOO_MANY_CELLS", limit=spec.limits.cells)


def _check_hidden(
    rows: Iterable[int], columns: Iterable[int], spec: TableSpec, reading: Reading
) -> None:
    places = [str(row) for row in sorted(rows)]
    places += [letter(column) for column in sorted(columns)]
    if places and spec.hidden is None:
        reading.add("HIDDEN_DATA", places=", ".join(places[:_MOST_PLACES]))
    elif places and spec.hidden == "leave":
        reading.add("HIDDEN_LEFT_OUT", places=", ".join(places[:_MOST_PLACES]))


def _check_texts(cells: Cells, spec: TableSpec, reading: Reading) -> None:
    for row, column in cells.without_value[:_MOST_PLACES]:
        reading.add("XLSX_FORMULA_NO_VALUE", row=row, column=letter(column))
    limit = spec.limits.cell_bytes
    for number in sorted(cells.rows):
        for column, text in cells.rows[number].items():
            if len(text) * 4 > limit and len(text.encode("utf-8", "replace")) > limit:
                at = letter(column)
                reading.add("CELL_TOO_LONG", row=number, column=at, limit=limit)
    for number in sorted(cells.rows)[:15]:
        for column, text in cells.rows[number].items():
            if meant := garbled(text):
                _add_mojibake(number, column, (text, meant), reading)


def _add_mojibake(
    row: int, column: int, texts: tuple[str, str], reading: Reading
) -> None:
    found, meant = texts
    reading.add(
        "CSV_MOJIBAKE", row=row, column=letter(column), found=found, meant=meant
    )
