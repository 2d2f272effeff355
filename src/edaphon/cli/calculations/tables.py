"""A table that a calculation reads: columns by meaning, numbers in one unit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edaphon.cli.calculations.columns import IDENTITIES, Column
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import LANGUAGES, translator

if TYPE_CHECKING:
    from edaphon.science.arrays import FloatArray

MISSING = ("NA", "NaN", "nan")
"""Codes that mean "not measured" besides an empty cell and ``-``, ``/``, ``—``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the files of one call are written, as its options say."""

    encoding: str | None = None
    sheet: str | None = None
    decimal: Literal[".", ","] = "."
    missing: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Table:
    """Rows of text under one header; problems are collected, then raised at once."""

    file: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    """Row number of each row, as a spreadsheet counts."""
    form: Form
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list)

    def has(self, column: Column) -> bool:
        """Tell whether the table has a column."""
        return bool(self._places(column))

    def texts(self, column: Column) -> list[str]:
        """Return the cells of a column as they stand; empty where it is absent."""
        place = self._place(column)
        if place is None:
            return [""] * len(self.rows)
        return [self._cell(row, place) for row in self.rows]

    def values(self, column: Column) -> "FloatArray":
        """Return the numbers of a column in its unit, ``nan`` where not measured.

        Cells that are no number, or outside the column's range, are noted as
        problems of the table.
        """
        import numpy as np  # noqa: PLC0415 - help is printed without it

        place = self._place(column)
        if place is None:
            return np.full(len(self.rows), np.nan)
        factor = column.factor(self.header[place]) or 1.0
        values = np.array(self._numbers(place)) * factor
        self._check_range(values, place, column)
        return values

    def required(self, column: Column) -> "FloatArray":
        """Return numbers of a column in which no cell may be missing."""
        import numpy as np  # noqa: PLC0415 - help is printed without it

        values = self.values(column)
        place = self._place(column)
        for row in np.flatnonzero(np.isnan(values)):
            if place is not None and not self._has_problem(int(row), place):
                self.note("CALC_CELL_EMPTY", int(row), place)
        return values

    def where(self, row: int, place: int) -> Where:
        """Return the place of a cell."""
        return Where(
            file=self.file,
            sheet=self.sheet,
            row=self.numbers[row],
            column=self.header[place],
        )

    def note(self, code: str, row: int, place: int, **facts: object) -> None:
        """Note a problem of one cell."""
        self.problems.append(
            Problem(code=code, where=self.where(row, place), facts=facts)
        )

    def note_row(self, code: str, row: int, **facts: object) -> None:
        """Note a problem of one row."""
        where = Where(file=self.file, sheet=self.sheet, row=self.numbers[row])
        self.problems.append(Problem(code=code, where=where, facts=facts))

    def require(self, *columns: Column) -> None:
        """Note every column that the table lacks."""
        for column in columns:
            if not column.optional and not self.has(column):
                self.problems.append(missing_column(column, self.file, self.header))

    def settle(self) -> None:
        """Raise the problems noted so far, if there are any."""
        if self.problems:
            raise EdaphonError(self.problems)

    def identities(self) -> list[int]:
        """Return the places of the columns that name a core, left to right."""
        places = {p for column in IDENTITIES for p in self._places(column)}
        return sorted(places)

    def cells(self, places: Sequence[int]) -> list[tuple[str, ...]]:
        """Return the cells of several columns, row by row."""
        return [tuple(self._cell(row, place) for place in places) for row in self.rows]

    def _places(self, column: Column) -> list[int]:
        return [
            place
            for place, header in enumerate(self.header)
            if column.factor(header) is not None
        ]

    def _place(self, column: Column) -> int | None:
        places = self._places(column)
        if len(places) > 1:
            facts = {
                "column": column.code,
                "headers": ", ".join(self.header[place] for place in places),
            }
            raise EdaphonError(
                Problem(
                    code="CALC_COLUMN_TWICE", where=Where(file=self.file), facts=facts
                )
            )
        return places[0] if places else None

    def _cell(self, row: Sequence[str], place: int) -> str:
        return row[place] if place < len(row) else ""

    def _numbers(self, place: int) -> list[float]:
        """Return a column as it is written, noting cells that are no number."""
        from edaphon.monitoring import NumberForm, parse_number  # noqa: PLC0415 - help is printed without it

        form = NumberForm(
            decimal=self.form.decimal,
            missing=frozenset((*MISSING, *self.form.missing)),
        )
        numbers: list[float] = []
        for row, cells in enumerate(self.rows):
            cell = self._cell(cells, place)
            parsed = parse_number(cell, form)
            if parsed.problem or parsed.censored:
                code = "CALC_CENSORED" if parsed.censored else "CALC_NUMBER"
                self.note(code, row, place, cell=cell)
            is_number = bool(parsed.text) and not parsed.censored
            numbers.append(float(parsed.text) if is_number else math.nan)
        return numbers

    def _check_range(self, values: "FloatArray", place: int, column: Column) -> None:
        import numpy as np  # noqa: PLC0415 - help is printed without it

        lowest = -math.inf if column.lowest is None else column.lowest
        highest = math.inf if column.highest is None else column.highest
        bounds = {"lowest": f"{lowest:g}", "highest": f"{highest:g}"}
        for row in np.flatnonzero((values < lowest) | (values > highest)).tolist():
            cell = self._cell(self.rows[row], place)
            facts = {"cell": cell, "unit": column.unit, **bounds}
            self.note("CALC_RANGE", row, place, **facts)

    def _has_problem(self, row: int, place: int) -> bool:
        return any(problem.where == self.where(row, place) for problem in self.problems)


def read(path: Path, form: Form) -> Table:
    """Read one file; its first row with content is the header.

    Raises
    ------
    EdaphonError
        The problems of the file as the importer tells them, ``CALC_NO_ROWS``
        for a file without rows below the header.
    """
    from edaphon.monitoring import TableSpec, read_table  # noqa: PLC0415 - help is printed without it

    spec = TableSpec(
        sheet=form.sheet,
        header_rows=(1,),
        encoding=form.encoding,
        decimal=form.decimal if form.decimal == "," else None,
    )
    raw = read_table(path, spec, name=path.name)
    problems = [problem for problem in raw.problems if problem.severity != "warning"]
    if not problems and len(raw.rows) < 2:
        problems = [Problem(code="CALC_NO_ROWS", where=Where(file=raw.file))]
    if problems:
        raise EdaphonError(problems)
    return Table(
        file=raw.file,
        header=[cell.strip() for cell in raw.rows[0]],
        rows=raw.rows[1:],
        numbers=raw.numbers[1:],
        form=form,
        sheet=form.sheet or "",
    )


def read_sheets(path: Path, form: Form) -> list[Table]:
    """Read one file; a workbook of several sheets gives a table of each.

    Raises
    ------
    EdaphonError
        As `read`.
    """
    try:
        return [read(path, form)]
    except EdaphonError as error:
        if {problem.code for problem in error.problems} != {"SHEET_CHOICE"}:
            raise
    from edaphon.monitoring import TableSpec, read_table  # noqa: PLC0415 - help is printed without it

    names = read_table(path, TableSpec(header_rows=(1,)), name=path.name).sheets
    return [read(path, replace(form, sheet=name)) for name in names]


def missing_column(column: Column, file: str, header: Sequence[str]) -> Problem:
    """Return the problem of a table that lacks a column."""
    meaning = {lang: translator("cli", lang)(column.meaning) for lang in LANGUAGES}
    facts = {
        "column": column.code,
        "meaning": meaning,
        "names": dict.fromkeys(LANGUAGES, column.names),
        "headers": {lang: ", ".join(header) for lang in LANGUAGES},
    }
    return Problem(code="CALC_COLUMN_MISSING", where=Where(file=file), facts=facts)
