"""HTML tables that instruments and web forms save under the name ``.xls``."""

from html.parser import HTMLParser

from edaphon.monitoring.tables.encodings import decode
from edaphon.monitoring.tables.grid import Cells, Grid, grid_table
from edaphon.monitoring.tables.raw import Merge, RawTable, Reading, TableSpec

_MARKS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")
_MOST_SPAN = 1000
"""Widest merged block that an HTML table may state."""


def read_markup(data: bytes, name: str, spec: TableSpec) -> RawTable:
    """Return the largest table of an HTML page.

    Parameters
    ----------
    data
        The whole file.
    name
        Path inside the project folder.
    spec
        Encoding, limits.

    Returns
    -------
    RawTable
        Cells as text; merged cells as merges; problems as for text tables.
    """
    reading = Reading(name)
    decoded = decode(data, spec.encoding, reading)
    pages = _Tables()
    pages.feed(decoded.text)
    pages.close()
    tables = sorted(pages.tables, key=lambda cells: -len(cells.rows))
    if not tables:
        reading.add("CSV_EMPTY")
        return reading.failed()
    if sum(len(row) for row in tables[0].rows.values()) > spec.limits.cells:
        reading.add("XLSX_TOO_MANY_CELLS", limit=spec.limits.cells)
        return reading.failed()
    grid = Grid(title="", is_hidden=False, load=lambda: tables[0])
    return grid_table([grid], spec, reading)


def looks_like_markup(data: bytes) -> bool:
    """Return whether the first bytes are those of an HTML page or fragment."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(_MARKS)


class _Tables(HTMLParser):
    """Collects the tables of a page; a nested table counts as text of its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Cells] = []
        self._depth = 0
        self._rows: dict[int, dict[int, str]] = {}
        self._merges: list[Merge] = []
        self._taken: set[tuple[int, int]] = set()
        self._row, self._column = 0, 0
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a table, a row or a cell."""
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._rows, self._merges, self._taken = {}, [], set()
                self._row = 0
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._row, self._column = self._row + 1, 0
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Finish a cell or a table."""
        if tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()
        elif tag == "table" and self._depth > 0:
            self._end_cell()
            self._depth -= 1
            if self._depth == 0 and self._rows:
                self.tables.append(Cells(rows=self._rows, merges=tuple(self._merges)))

    def handle_data(self, data: str) -> None:
        """Collect the text of the open cell."""
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = " ".join("".join(self._text).split()), None
        self._row = max(self._row, 1)
        self._column += 1
        while (self._row, self._column) in self._taken:
            self._column += 1
        down, right = self._span
        if down * right > 1:
            self._note_merge(down, right)
        if text:
            self._rows.setdefault(self._row, {})[self._column] = text
        self._column += right - 1

    def _note_merge(self, down: int, right: int) -> None:
        bottom, last = self._row + down - 1, self._column + right - 1
        self._merges.append(
            Merge(top=self._row, left=self._column, bottom=bottom, right=last)
        )
        if down * right <= _MOST_SPAN:
            self._taken.update(
                (row, column)
                for row in range(self._row, bottom + 1)
                for column in range(self._column, last + 1)
            )


def _span(text: str | None) -> int:
    good = text is not None and text.isascii() and text.isdigit() and len(text) < 5
    return min(int(text), _MOST_SPAN) if good and text else 1
