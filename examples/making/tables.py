"""Files as offices write them: CSV in any encoding, and workbooks of fixed bytes."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
Row = Sequence[Cell]

MADE = datetime(2024, 12, 2, 9, 30, tzinfo=UTC)
"""Date that every workbook carries, whenever it is made."""

_ZIP_TIME = (2024, 12, 2, 9, 30, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def csv_bytes(
    rows: Iterable[Row],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    decimal: str = ".",
) -> bytes:
    """Return a CSV file with the line ends of a Chinese spreadsheet.

    Short rows are filled with empty cells, as a spreadsheet does.
    """
    listed = [list(row) for row in rows]
    width = max(len(row) for row in listed)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in listed:
        padded = [*row, *[""] * (width - len(row))]
        writer.writerow([_text(cell, decimal) for cell in padded])
    return out.getvalue().encode(encoding)


def _text(cell: Cell, decimal: str) -> str:
    text = "" if cell is None else str(cell)
    is_number = re.fullmatch(r"-?[0-9]+\.[0-9]+", text)
    return text.replace(".", decimal) if is_number else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[str] = field(default=())
    """Ranges such as ``A1:H1``."""
    header: Sequence[int] = field(default=())
    """Rows in bold, counted from 1."""
    widths: Sequence[int] = field(default=())
    is_hidden: bool = False


def xlsx_bytes(sheets: Sequence[Sheet], *, title: str, author: str) -> bytes:
    """Return a workbook whose bytes depend on nothing but its content.

    The writer stamps clock times into the document and its container; both are
    set to a fixed instant, and parts are stored without compression, so that no
    version of a compressor shows.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = author
    book.properties.title = title
    book.properties.created = MADE.replace(tzinfo=None)
    for sheet in sheets:
        _add(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return _fixed(buffer.getvalue())


def _add(book: Workbook, sheet: Sheet) -> None:
    target: Worksheet = book.create_sheet(sheet.name)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = target.cell(row=number, column=column, value=value)
                _dress(cell, is_header=number in sheet.header)
    for merged in sheet.merged:
        target.merge_cells(merged)
    for at, width in enumerate(sheet.widths):
        target.column_dimensions[chr(ord("A") + at)].width = width
    if sheet.is_hidden:
        target.sheet_state = "hidden"


def _dress(cell: Any, *, is_header: bool) -> None:  # noqa: ANN401 - openpyxl has no types
    if isinstance(cell.value, date):
        cell.number_format = "yyyy/m/d"
    if is_header:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center", wrap_text=True)


def _fixed(data: bytes) -> bytes:
    stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 0
            entry.external_attr = 0
            content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", source.read(name))
            target.writestr(entry, content)
    return out.getvalue()
