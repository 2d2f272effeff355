"""Tables as an Excel workbook; a text is never taken for a formula."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from edaphon.kernel.language import Language, translator
from edaphon.reporting.tables.sheets import Sheet, Value
from edaphon.reporting.wording import ROOM

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_000_000
"""Rows of one sheet; a longer table goes on in the next."""

HEADS = 4
"""Rows above the values: title, unit, symbol, equation."""

WIDE, TITLE = 18, 90
"""Widths of a column of values, and of titles on the first page [characters]."""


def workbook(sheets: Sequence[Sheet], notice: str, language: Language) -> bytes:
    """Return tables as XLSX.

    Parameters
    ----------
    sheets
        Tables; an empty list gives a workbook with its first page alone.
    notice
        What stands on top of the first page: which account, verified or not.
    language
        Language of the first page.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow import

    _ = translator(ROOM, language)
    book = Workbook(write_only=True)
    first = book.create_sheet(_("Contents"))
    first.column_dimensions["B"].width = TITLE
    for line in (
        [notice],
        [_("Rows above the values: title, unit, symbol, equation of each method.")],
        [_("An empty cell: not known, or not asked by the method.")],
        [_("Taken from the bundle as it is: edaphon replay says whether it is right.")],
        [],
        [_("Sheet"), _("Contents"), _("Rows")],
    ):
        first.append([_cell(first, one) for one in line])
    for sheet in sheets:
        starts = range(0, len(sheet.rows), MOST_ROWS)
        for number, place in enumerate(starts, start=1):
            part = sheet.rows[place : place + MOST_ROWS]
            name = sheet.name if number == 1 else f"{sheet.name} {number}"
            first.append(
                [_cell(first, one) for one in (name, sheet.title, float(len(part)))]
            )
            _write(book.create_sheet(name), sheet, part)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _write(
    page: "WriteOnlyWorksheet", sheet: Sheet, rows: Sequence[Sequence[Value]]
) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - slow import

    page.freeze_panes = f"C{HEADS + 1}"
    for place in range(len(sheet.columns)):
        page.column_dimensions[get_column_letter(place + 1)].width = WIDE
    for head in ("title", "unit", "symbol", "equation"):
        page.append([_cell(page, getattr(one, head)) for one in sheet.columns])
    for row in rows:
        page.append([_cell(page, one) for one in row])


def _cell(page: "WriteOnlyWorksheet", value: Value) -> object:
    """Return a number as it is, and a text as a text, whatever it begins with."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell.cell import (  # noqa: PLC0415 - slow import
        ILLEGAL_CHARACTERS_RE,
        WriteOnlyCell,
    )
    from openpyxl.utils.escape import escape  # noqa: PLC0415 - slow import

    told = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    cell = WriteOnlyCell(page, escape(told))
    cell.data_type = "s"
    return cell
