"""A table that a calculation reads: columns by meaning, numbers in one unit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edaphon.cli.calculations.columns import CORE, Column, Recognised, in_unit
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import LANGUAGES

if TYPE_CHECKING:
    from edaphon.evidence import Property
    from edaphon.monitoring import GaugedCell, NumberForm
    from edaphon.science.arrays import FloatArray

DEPTHS = ("top", "bottom", "depth")
"""Columns that hold a depth, in the units of depths."""

MISSING = ("NA", "NaN", "nan")
"""Codes that mean "not measured" besides an empty cell and ``-``, ``/``, ``—``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the files of one call are written, as its options say."""

    encoding: str | None = None
    sheet: str | None = None
    decimal: Literal[".", ","] = "."
    missing: tuple[str, ...] = ()
    units: "Mapping[str, str]" = field(default_factory=dict)
    """Unit of a header that states none, by the header."""
    tables: "list[Table]" = field(default_factory=list, compare=False)
    """Every table of the call, once it is read."""


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
    assumed: list[int] = field(default_factory=list)
    """Places of depths whose header states no unit, taken for centimetres."""
    used: set[int] = field(default_factory=set)
    """Places of the columns that the calculation read."""
    _matches: "list[Recognised | None]" = field(init=False)

    def __post_init__(self) -> None:
        """Recognise every header once."""
        from edaphon.evidence import match_header  # noqa: PLC0415 - help is printed without it

        self._matches = [match_header(name, calculated=True) for name in self.header]

    def has(self, column: Column) -> bool:
        """Tell whether the table has a column."""
        return bool(self.places(column))

    def texts(self, column: Column) -> list[str]:
        """Return the cells of a column, several joined; empty where it is absent."""
        return [
            " ".join(filter(None, cells)) for cells in self.cells(self.named(column))
        ]

    def values(self, column: Column) -> "FloatArray":
        """Return the numbers of a column in its unit, ``nan`` where not measured.

        Cells that are no number, or outside the limits of the vocabulary, are noted
        as problems of the table.
        """
        import numpy as np  # noqa: PLC0415 - help is printed without it

        place = self.place(column)
        if place is None:
            return np.full(len(self.rows), np.nan)
        entry = column.entry_for(self._matches[place])
        if entry is None:
            return np.array(self._bare_numbers(place))
        values = np.array(self._measured(place, column, entry))
        if self._is_bare(place, column, entry) and (values > 0).any():
            self.problems.append(self.wrong_unit(column, place))
        return values

    def _is_bare(self, place: int, column: Column, entry: "Property") -> bool:
        """Tell whether a header owes its unit: a number without one is no quantity."""
        has_units = tuple(entry.factors) != ("1",)
        return has_units and not self.unit(place) and not column.header

    def required(self, column: Column) -> "FloatArray":
        """Return numbers of a column in which no cell may be missing."""
        import numpy as np  # noqa: PLC0415 - help is printed without it

        values = self.values(column)
        place = self.place(column)
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
        return self.named(CORE)

    def named(self, column: Column) -> list[int]:
        """Return the places of all columns that name one thing, the likeliest code.

        A core has all of its names; anything else has those of the first code that
        the table has.
        """
        found = self.places(column)
        if column is not CORE and found:
            rank = {code: at for at, code in enumerate(column.codes)}
            ranks = {
                place: rank[match.code] if match else 0
                for place in found
                for match in [self._matches[place]]
            }
            found = [place for place in found if ranks[place] == min(ranks.values())]
        return found

    def cells(self, places: Sequence[int]) -> list[tuple[str, ...]]:
        """Return the cells of several columns, row by row."""
        self.used.update(places)
        return [tuple(self._cell(row, place) for place in places) for row in self.rows]

    def plain_cells(self, place: int) -> list[str]:
        """Return a column's cells, empty where not measured, with a decimal point."""
        missing = (*MISSING, *self.form.missing)
        return [
            "" if cell in missing else cell.replace(self.form.decimal, ".")
            for (cell,) in self.cells([place])
        ]

    def places(self, column: Column) -> list[int]:
        """Return the places of all headers that name a column."""
        return [
            place
            for place, (header, match) in enumerate(
                zip(self.header, self._matches, strict=True)
            )
            if column.is_named(header, match)
        ]

    def place(self, column: Column) -> int | None:
        """Return the place of the one header that names a quantity.

        Raises
        ------
        EdaphonError
            ``CALC_COLUMN_TWICE``; ``CALC_UNIT`` where no header has a unit that is
            accepted.
        """
        named = self.places(column)
        places = [place for place in named if self._is_clear(column, place)]
        if len(places) > 1:
            facts = {
                "column": column.code,
                "headers": ", ".join(self.header[place] for place in places),
            }
            where = Where(file=self.file)
            raise EdaphonError(
                Problem(code="CALC_COLUMN_TWICE", where=where, facts=facts)
            )
        if named and not places:
            raise EdaphonError(self.wrong_unit(column, named[0]))
        self.used.update(places)
        return places[0] if places else None

    def unit(self, place: int) -> str:
        """Return the unit that a header states; empty when it states none."""
        match = self._matches[place]
        stated = match.unit if match else ""
        return stated or self.form.units.get(self.header[place], "")

    def codes(self, place: int) -> tuple[str, ...]:
        """Return the codes of the vocabulary that a header may name."""
        match = self._matches[place]
        return match.candidates if match else ()

    def wrong_unit(self, column: Column, place: int) -> Problem:
        """Return the problem of a header whose unit is not known or not accepted."""
        match = self._matches[place]
        stated = (match.unit or match.note) if match else ""
        none = {"en": "none", "zh": "未注明"}
        accepted = accepted_units(column, match)
        facts = {
            "name": self.header[place],
            "stated": dict.fromkeys(LANGUAGES, stated) if stated else none,
            "meaning": column.meanings(),
            "accepted": ", ".join(accepted),
            "example": f"{column.names.split(', ')[0]} ({accepted[0]})",
        }
        return Problem(code="CALC_UNIT", where=Where(file=self.file), facts=facts)

    def _is_clear(self, column: Column, place: int) -> bool:
        """Tell whether a header states an accepted unit, or nothing beside its name."""
        match = self._matches[place]
        if column.header or match is None:
            return True
        if not match.unit:
            return not match.note
        return not column.limited or match.unit in accepted_units(column, match)

    def _cell(self, row: Sequence[str], place: int) -> str:
        return row[place] if place < len(row) else ""

    def _number_form(self) -> "NumberForm":
        from edaphon.monitoring import NumberForm  # noqa: PLC0415 - help is printed without it

        missing = frozenset((*MISSING, *self.form.missing))
        return NumberForm(decimal=self.form.decimal, missing=missing)

    def _measured(self, place: int, column: Column, entry: "Property") -> list[float]:
        """Return a column as a project reads it, noting cells that are no result."""
        from edaphon.monitoring import Gauge  # noqa: PLC0415 - help is printed without it

        unit = self.unit(place) or entry.unit
        gauge = Gauge(entry, unit, self._number_form())
        numbers: list[float] = []
        for row, cells in enumerate(self.rows):
            result = gauge.result(self._cell(cells, place))
            self._note_result(result, row, place)
            is_number = bool(result.number) and not result.censored
            numbers.append(
                in_unit(result.number, entry, column.unit) if is_number else math.nan
            )
        return numbers

    def _note_result(self, result: "GaugedCell", row: int, place: int) -> None:
        """Note what stops a cell from being one number of the formula."""
        cell = self._cell(self.rows[row], place)
        if result.problem == "VALUE_RANGE":
            facts = {name: result.facts[name] for name in ("limits", "source")}
            unit = result.facts["canonical"]
            self.note("CALC_RANGE", row, place, cell=cell, unit=unit, **facts)
        elif result.censored:
            self.note("CALC_CENSORED", row, place, cell=cell)
        elif result.problem and not result.number:
            self.note("CALC_NUMBER", row, place, cell=cell)

    def _bare_numbers(self, place: int) -> list[float]:
        """Return a column as it is written, noting cells that are no number."""
        from edaphon.monitoring import parse_number  # noqa: PLC0415 - help is printed without it

        form = self._number_form()
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

    def _has_problem(self, row: int, place: int) -> bool:
        return any(problem.where == self.where(row, place) for problem in self.problems)


def accepted_units(column: Column, match: "Recognised | None") -> tuple[str, ...]:
    """Return the units in which a column may come."""
    if column.code in DEPTHS:
        from edaphon.monitoring import CENTIMETRES  # noqa: PLC0415 - help is printed without it

        return tuple(unit for unit in CENTIMETRES if unit.isascii())
    entry = column.entry_for(match)
    return () if entry is None else (*entry.factors, *entry.shifted)


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
    table = Table(
        file=raw.file,
        header=[cell.strip() for cell in raw.rows[0]],
        rows=raw.rows[1:],
        numbers=raw.numbers[1:],
        form=form,
        sheet=form.sheet or "",
    )
    form.tables.append(table)
    return table


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
    facts = {
        "column": column.code,
        "meaning": column.meanings(),
        "names": dict.fromkeys(LANGUAGES, column.names),
        "headers": {lang: ", ".join(header) for lang in LANGUAGES},
    }
    return Problem(code="CALC_COLUMN_MISSING", where=Where(file=file), facts=facts)
