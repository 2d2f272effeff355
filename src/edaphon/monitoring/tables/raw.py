"""A table as it stands in its file: text cells, where they stood, what was odd."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.tables.limits import STANDARD, TableLimits

NO_HEADER = "none"
"""Word of project.yaml for a file in which no row names the columns."""

MOST_OF_A_KIND = 100_000
"""Problems of one code that are kept of one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """What is known of a file before it is opened; ``None`` means not stated."""

    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    """Rows of the header, counted from 1; empty while sought or where there is none."""
    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    hidden: Literal["read", "leave"] | None = None
    limits: TableLimits = STANDARD

    @classmethod
    def of(
        cls, record: Mapping[str, Any], limits: TableLimits = STANDARD
    ) -> "TableSpec":
        """Return the specification that a ``files`` entry of project.yaml states."""
        rows = record.get("header_rows", (1,))
        return cls(
            sheet=record.get("sheet"),
            header_rows=() if rows == NO_HEADER else tuple(rows),
            encoding=record.get("encoding"),
            delimiter=record.get("delimiter"),
            decimal=record.get("decimal"),
            hidden=record.get("hidden"),
            limits=limits,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A block of merged cells, all four edges included, columns counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """Rows of text cells with their origin.

    Rows and columns that hold nothing at all are left out; ``numbers`` and
    ``columns`` say where the others stood.
    """

    file: str
    """Path inside the project folder."""
    sheet: str = ""
    rows: Sequence[Sequence[str]] = ()
    """Cells as text; a row may be shorter than ``columns``."""
    numbers: Sequence[int] = ()
    """Row number of each row, as a spreadsheet counts."""
    columns: Sequence[int] = ()
    """Column number of each cell position, counted from 1."""
    dates: frozenset[tuple[int, int]] = frozenset()
    """Row and column number of the cells that a spreadsheet holds as a date."""
    long_numbers: frozenset[tuple[int, int]] = frozenset()
    """Row and column number of numeric cells with more than 15 digits."""
    decimals: frozenset[tuple[int, int]] = frozenset()
    """Row and column number of numeric cells with decimals, in a table whose texts are
    said to write a comma; empty for any other."""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    sheets: tuple[str, ...] = ()
    """Every sheet of the workbook that holds something and is not hidden."""
    with_numbers: tuple[str, ...] = ()
    """Those of them that hold numbers: a cover has none, or a few."""
    encoding: str = ""
    delimiter: str = ""
    problems: tuple[Problem, ...] = ()

    def where(self, row: int | None = None, column: str = "") -> Where:
        """Return a place in this table."""
        return Where(file=self.file, sheet=self.sheet, row=row, column=column)


@dataclass(slots=True)
class Reading:
    """Where a reader collects problems of one file while it works."""

    file: str
    sheet: str = ""
    rules: int = NEWEST
    """Version of the rules by which the file is read."""
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """How often each code was noted."""

    def add(
        self,
        code: str,
        *,
        row: int | None = None,
        column: str = "",
        byte: int | None = None,
        **facts: object,
    ) -> None:
        """Note one problem at a place of the file, the facts as keywords."""
        self.note(code, facts, row=row, column=column, byte=byte)

    def note(
        self,
        code: str,
        facts: Mapping[str, object],
        *,
        row: int | None = None,
        column: str = "",
        byte: int | None = None,
    ) -> None:
        """Note one problem at a place of the file."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] > MOST_OF_A_KIND:
            return
        where = Where(
            file=self.file, sheet=self.sheet, row=row, column=column, byte=byte
        )
        self.problems.append(Problem(code=code, where=where, facts=facts))

    def failed(self) -> RawTable:
        """Return a table without rows, with the reasons."""
        return RawTable(file=self.file, sheet=self.sheet, problems=tuple(self.problems))


def letter(column: int) -> str:
    """Return the spreadsheet letters of a column counted from 1.

    Examples
    --------
    >>> letter(1), letter(28), letter(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
