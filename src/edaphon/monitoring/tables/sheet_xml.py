"""The parts of an XLSX workbook, read as a stream that trusts nothing.

A worksheet may declare a million rows, hold merged blocks of billions of cells
or expand entities; only cells that are written are looked at, merged blocks
stay four numbers, and any document type declaration is refused.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import IO
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import parse

from edaphon.monitoring.tables.day_numbers import (
    EPOCH_1900,
    EPOCH_1904,
    is_day_format,
    moment_of,
)
from edaphon.monitoring.tables.limits import TableLimits
from edaphon.monitoring.tables.raw import Merge

SIGNIFICANT_DIGITS = 15
"""Digits of a number that spreadsheet programs keep and show."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_PLAIN = re.compile("-?[0-9]{1,14}(\\.[0-9]{1,14})?")


LONGEST_FORMAT = 255
"""Characters of a number format that spreadsheet programs keep."""


class TooManyCellsError(Exception):
    """The sheet holds more cells, or the workbook more texts, than the limits allow."""


class CellTooLongError(Exception):
    """A cell holds a longer text than the limits allow; row and column from 1."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(row, column)
        self.row, self.column = row, column


class NumberFormatTooLongError(ValueError):
    """A number format is longer than spreadsheet programs write it."""


def read_part(stream: IO[bytes], handler: ContentHandler) -> None:
    """Feed one XML part to a handler, refusing document types and entities.

    Raises
    ------
    defusedxml.DefusedXmlException
        When the part declares a document type, an entity or something outside.
    xml.sax.SAXParseException
        When the part is not well-formed XML.
    """
    parse(stream, handler, forbid_dtd=True)


class _Part(ContentHandler):
    """A handler that sees local names and can collect text."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] | None = None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - name set by xml.sax
        """Pass on the name without its prefix."""
        self.opened(name.rpartition(":")[2], dict(attrs.items()))

    def endElement(self, name: str) -> None:  # noqa: N802 - name set by xml.sax
        """Pass on the name without its prefix."""
        self.closed(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        """Keep text while an element that wants it is open."""
        if self.text is not None:
            self.text.append(content)

    def taken(self) -> str:
        """Return the collected text and stop collecting."""
        text, self.text = "".join(self.text or ()), None
        return text

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Handle the start of an element."""

    def closed(self, name: str) -> None:
        """Handle the end of an element."""


class Relations(_Part):
    """Targets of a ``.rels`` part by identifier and by kind."""

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Note one relation."""
        if name == "Relationship":
            target = attrs.get("Target", "")
            self.by_id[attrs.get("Id", "")] = target
            kind = attrs.get("Type", "").rpartition("/")[2]
            self.by_kind.setdefault(kind, target)


class Workbook(_Part):
    """Names, relation and visibility of the sheets; the date system."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.epoch = EPOCH_1900

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Note a sheet, or the flag of the 1904 date system."""
        if name == "sheet":
            relation = next((v for k, v in attrs.items() if k.endswith(":id")), "")
            hidden = attrs.get("state", "visible") != "visible"
            self.sheets.append((attrs.get("name", ""), relation, hidden))
        elif name == "workbookPr" and attrs.get("date1904") in ("1", "true"):
            self.epoch = EPOCH_1904


class Styles(_Part):
    """Which cell styles show a number as a date."""

    def __init__(self) -> None:
        super().__init__()
        self._formats: dict[str, str] = {}
        self._in_cells = False
        self.dates: list[bool] = []

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Note number formats and the styles that use them."""
        if name == "numFmt":
            text = attrs.get("formatCode", "")
            if len(text) > LONGEST_FORMAT:
                raise NumberFormatTooLongError
            self._formats[attrs.get("numFmtId", "")] = text
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            code = attrs.get("numFmtId", "0")
            self.dates.append(is_day_format(code, self._formats.get(code)))

    def closed(self, name: str) -> None:
        """Leave the list of cell styles."""
        if name == "cellXfs":
            self._in_cells = False


class SharedStrings(_Part):
    """Texts that cells name by number; phonetic readings are left out."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._phonetic = False

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:  # noqa: ARG002 - the handler's signature
        """Start a text, or a phonetic run that is not part of it."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self.text = []

    def closed(self, name: str) -> None:
        """Keep a finished text."""
        if name == "t" and not self._phonetic:
            self._parts.append(self.taken())
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.texts.append("".join(self._parts))
            if len(self.texts) > self._limit:
                raise TooManyCellsError


class Sheet(_Part):
    """Cells of a worksheet as text, with what is merged, hidden or empty."""

    def __init__(
        self,
        texts: list[str],
        date_styles: list[bool],
        epoch: datetime,
        limits: TableLimits,
        *,
        with_commas: bool = False,
    ) -> None:
        super().__init__()
        self._texts, self._date_styles, self._epoch = texts, date_styles, epoch
        self._with_commas = with_commas
        self._limits = limits
        self._count = 0
        self._row, self._column = 0, 0
        self._kind, self._style, self._formula = "", 0, False
        self._value, self._inline, self._phonetic = "", "", False
        self.cells: dict[int, dict[int, str]] = {}
        self.dates: set[tuple[int, int]] = set()
        self.long_numbers: set[tuple[int, int]] = set()
        self.decimals: set[tuple[int, int]] = set()
        self.without_value: list[tuple[int, int]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []

    def opened(self, name: str, attrs: Mapping[str, str]) -> None:
        """Start a row, a cell or one of its parts."""
        if name == "c":
            self._start_cell(attrs)
        elif name in ("v", "t") and not self._phonetic:
            self.text = []
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "row":
            self._start_row(attrs)
        elif name in ("col", "mergeCell"):
            self._note_layout(name, attrs)

    def closed(self, name: str) -> None:
        """Finish a cell or one of its parts."""
        if name == "v":
            self._value = self.taken()
        elif name == "t" and not self._phonetic:
            self._inline += self.taken()
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            self._end_cell()

    def _start_row(self, attrs: Mapping[str, str]) -> None:
        self._row = _whole(attrs.get("r"), self._row + 1)
        self._column = 0
        if attrs.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attrs: Mapping[str, str]) -> None:
        match = _REFERENCE.fullmatch(attrs.get("r", ""))
        if match:
            self._row, self._column = int(match[2]), _column(match[1])
        else:
            self._column += 1
        self._kind, self._style = attrs.get("t", "n"), _whole(attrs.get("s"), 0)
        self._value, self._inline, self._formula = "", "", False

    def _note_layout(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "col" and attrs.get("hidden") in ("1", "true"):
            first = _whole(attrs.get("min"), 1)
            last = min(_whole(attrs.get("max"), first), LAST_COLUMN)
            self.hidden_columns.append((first, last))
        corners = [_REFERENCE.fullmatch(c) for c in attrs.get("ref", "").split(":")]
        if name == "mergeCell" and len(corners) == 2 and corners[0] and corners[1]:
            (left, top), (right, bottom) = (c.groups() for c in corners if c)
            self.merges.append(
                Merge(
                    top=int(top),
                    left=_column(left),
                    bottom=int(bottom),
                    right=_column(right),
                )
            )

    def _end_cell(self) -> None:
        place = (self._row, self._column)
        if self._formula and not self._value and self._kind != "str":
            self.without_value.append(place)
        text = self._cell_text(place)
        if len(text) > self._limits.cell_bytes:
            raise CellTooLongError(*place)
        if text.strip() == "":
            return
        self._count += 1
        if self._count > self._limits.cells:
            raise TooManyCellsError
        self.cells.setdefault(self._row, {})[self._column] = text

    def _cell_text(self, place: tuple[int, int]) -> str:
        kind, value = self._kind, self._value
        if kind == "s":
            number = _whole(value, -1)
            return self._texts[number] if 0 <= number < len(self._texts) else ""
        if kind == "inlineStr":
            return self._inline
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind == "d":
            self.dates.add(place)
            return value
        if kind in ("str", "e") or not value:
            return value
        return self._number_text(place, value)

    def _number_text(self, place: tuple[int, int], value: str) -> str:
        if self._style < len(self._date_styles) and self._date_styles[self._style]:
            day = date_text(value, self._epoch)
            if day:
                self.dates.add(place)
                return day
        if is_long(value):
            self.long_numbers.add(place)
        told = number_text(value)
        if self._with_commas and "." in told:
            self.decimals.add(place)
        return told


def number_text(value: str) -> str:
    """Return a stored number with the 15 digits that a spreadsheet shows.

    Examples
    --------
    >>> number_text("0.30000000000000004"), number_text("1.2E-05")
    ('0.3', '0.000012')
    """
    if _PLAIN.fullmatch(value) and len(value) <= SIGNIFICANT_DIGITS:
        return value
    try:
        shown = format(float(value), f".{SIGNIFICANT_DIGITS}g")
    except ValueError:
        return value
    return format(Decimal(shown), "f") if "e" in shown else shown


def is_long(value: str) -> bool:
    """Return whether a whole number has more digits than a spreadsheet keeps."""
    try:
        number = float(value)
    except ValueError:
        return False
    return abs(number) >= 10**SIGNIFICANT_DIGITS and number == number // 1


def date_text(value: str, epoch: datetime) -> str:
    """Return a spreadsheet's day number as an ISO date, empty when it is none."""
    try:
        moment = moment_of(float(value), epoch)
    except (ValueError, OverflowError, TypeError):
        return ""
    if moment is None:
        return ""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _column(letters: str) -> int:
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - ord("A") + 1
    return min(number, LAST_COLUMN)


def _whole(text: str | None, otherwise: int) -> int:
    good = text and len(text) < 10 and text.isascii() and text.isdigit()
    return int(text) if good and text else otherwise
