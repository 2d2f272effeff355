"""XLS workbooks of the years before 2007 (BIFF), still common in laboratories."""

import io
import struct

import xlrd

from edaphon.monitoring.tables.day_numbers import EPOCH_1900, EPOCH_1904
from edaphon.monitoring.tables.grid import Cells, Grid, grid_table
from edaphon.monitoring.tables.raw import Merge, RawTable, Reading, TableSpec
from edaphon.monitoring.tables.sheet_xml import date_text, is_long, number_text

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EPOCHS = (EPOCH_1900, EPOCH_1904)

_DAMAGE = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError,
    IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError,
    MemoryError, UnicodeError, NotImplementedError,
)  # fmt: skip
"""What xlrd raises on bytes that are not a sound workbook."""


def read_binary(data: bytes, name: str, spec: TableSpec) -> RawTable:
    """Return one worksheet of an XLS workbook.

    Parameters
    ----------
    data
        The whole file, beginning with ``OLE_MARK``.
    name
        Path inside the project folder.
    spec
        Sheet to read, answer about hidden rows, limits.

    Returns
    -------
    RawTable
        Cells as text; problems ``XLSX_ENCRYPTED``, ``XLSX_NOT_ZIP``,
        ``XLSX_DAMAGED`` and those of `grid_table`. xlrd does not tell formulas
        from values, so a formula counts as its stored result.
    """
    reading = Reading(name)
    if _ENCRYPTED in data:
        reading.add("XLSX_ENCRYPTED")
        return reading.failed()
    if name.lower().endswith((".xlsx", ".xlsm")):
        reading.add("XLSX_NOT_ZIP")
        return reading.failed()
    if len(data) > spec.limits.inflated_bytes:
        reading.add("XLSX_INFLATED_SIZE", limit=spec.limits.inflated_bytes)
        return reading.failed()
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO()
        )
        grids = [_grid(book, sheet) for sheet in book.sheets()]
    except _DAMAGE as error:
        code = "XLSX_ENCRYPTED" if "encrypted" in str(error) else "XLSX_DAMAGED"
        reading.add(code, reason=type(error).__name__)
        return reading.failed()
    if sum(len(row) for grid in grids for row in grid.cells.rows.values()) > (
        spec.limits.cells
    ):
        reading.add("XLSX_TOO_MANY_CELLS", limit=spec.limits.cells)
        return reading.failed()
    return grid_table(grids, spec, reading)


def _grid(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    dates: set[tuple[int, int]] = set()
    long_numbers: set[tuple[int, int]] = set()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            place = (row + 1, column + 1)
            text = _cell_text(cell, book.datemode)
            if cell.ctype == xlrd.XL_CELL_DATE:
                dates.add(place)
            elif cell.ctype == xlrd.XL_CELL_NUMBER and is_long(str(cell.value)):
                long_numbers.add(place)
            if text.strip():
                rows.setdefault(place[0], {})[place[1]] = text
    cells = Cells(
        rows=rows,
        dates=frozenset(dates),
        long_numbers=frozenset(long_numbers),
        merges=tuple(
            Merge(top=top + 1, left=left + 1, bottom=bottom, right=right)
            for top, bottom, left, right in sheet.merged_cells
        ),
        hidden_rows=frozenset(
            row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden
        ),
        hidden_columns=[
            (column + 1, column + 1)
            for column, info in sorted(sheet.colinfo_map.items())
            if info.hidden
        ],
    )
    return Grid(title=sheet.name, is_hidden=bool(sheet.visibility), load=lambda: cells)


def _cell_text(cell: xlrd.sheet.Cell, datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        day = date_text(str(cell.value), _EPOCHS[datemode])
        return day or number_text(f"{cell.value:.17g}")
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number_text(f"{cell.value:.17g}")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return str(cell.value)
