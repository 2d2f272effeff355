"""XLSX workbooks: a zip of XML that is distrusted from the first byte."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, cast
from xml.sax import SAXException

from defusedxml import DefusedXmlException

from edaphon.monitoring.tables.grid import Cells, Grid, grid_table
from edaphon.monitoring.tables.not_tables import kind_of_zip
from edaphon.monitoring.tables.raw import RawTable, Reading, TableSpec, letter
from edaphon.monitoring.tables.sheet_xml import (
    CellTooLongError,
    Relations,
    SharedStrings,
    Sheet,
    Styles,
    TooManyCellsError,
    Workbook,
    read_part,
)

_ACTIVE = (
    "vbaproject", "/externallinks/", "/embeddings/", "/activex/", "/macrosheets/",
    "/dialogsheets/", "customui/",
)  # fmt: skip
"""Pieces of part names behind which programs or foreign files hide."""


_CHUNK = 65_536
"""Most bytes inflated in one go."""


class _InflatedTooBigError(Exception):
    """The parts read so far inflate to more than the limits allow."""


@dataclass(slots=True)
class _Package:
    """The zip of a workbook; counts what it inflates, whatever the zip declares."""

    zip: zipfile.ZipFile
    limit: int
    inflated: int = 0

    def open(self, name: str) -> IO[bytes]:
        """Open one part as a stream that stops at the limit."""
        return cast("IO[bytes]", _Counted(self, self.zip.open(name)))

    def has(self, name: str) -> bool:
        """Return whether the workbook has a part of this name."""
        return name in self.zip.NameToInfo


class _Counted(io.RawIOBase):
    """A stream that adds what it gives to its package's count."""

    def __init__(self, package: _Package, stream: IO[bytes]) -> None:
        super().__init__()
        self._package, self._stream = package, stream

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; at most one chunk at a time."""
        data = self._stream.read(min(size, _CHUNK) if size >= 0 else _CHUNK)
        self._package.inflated += len(data)
        if self._package.inflated > self._package.limit:
            raise _InflatedTooBigError
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Where the parts of a workbook lie, and what its cells refer to."""

    sheets: Sequence[tuple[str, str, bool]]
    """Name, path and whether hidden, in the order of the workbook."""
    texts: list[str]
    styles: Styles
    workbook: Workbook


def read_workbook(data: bytes, name: str, spec: TableSpec) -> RawTable:
    """Return one worksheet of an XLSX workbook.

    Parameters
    ----------
    data
        The whole file.
    name
        Path inside the project folder.
    spec
        Sheet to read, answer about hidden rows, limits.

    Returns
    -------
    RawTable
        Cells as text; ``problems`` holds any of ``XLSX_NOT_ZIP``,
        ``XLSX_INFLATED_SIZE``, ``XLSX_ACTIVE_CONTENT``, ``XLSX_XML_FORBIDDEN``,
        ``XLSX_DAMAGED``, ``XLSX_FORMULA_NO_VALUE``, ``XLSX_TOO_MANY_CELLS``,
        ``CELL_TOO_LONG`` (the first one), ``FILE_NO_TABLE`` and
        what `grid_table` asks about sheets and hidden cells.
    """
    reading = Reading(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, spec, reading)
    except DefusedXmlException:
        reading.add("XLSX_XML_FORBIDDEN")
    except _InflatedTooBigError:
        reading.add("XLSX_INFLATED_SIZE", limit=spec.limits.inflated_bytes)
    except TooManyCellsError:
        reading.add("XLSX_TOO_MANY_CELLS", limit=spec.limits.cells)
    except CellTooLongError as error:
        facts = {"limit": spec.limits.cell_bytes}
        column = letter(error.column)
        reading.note("CELL_TOO_LONG", facts, row=error.row, column=column)
    except RuntimeError:
        reading.add("XLSX_ENCRYPTED")
    except (
        zipfile.BadZipFile, zlib.error, EOFError, KeyError, SAXException,
        NotImplementedError, ValueError, OSError,
    ) as error:  # fmt: skip
        reading.add("XLSX_DAMAGED", reason=type(error).__name__)
    return reading.failed()


def _read(archive: zipfile.ZipFile, spec: TableSpec, reading: Reading) -> RawTable:
    declared = sum(info.file_size for info in archive.infolist())
    if declared > spec.limits.inflated_bytes:
        reading.add("XLSX_INFLATED_SIZE", limit=spec.limits.inflated_bytes)
        return reading.failed()
    for part in archive.namelist():
        if any(piece in "/" + part.lower() for piece in _ACTIVE):
            reading.add("XLSX_ACTIVE_CONTENT", part=part)
            return reading.failed()
    if kind := kind_of_zip(archive.namelist()):
        reading.add("FILE_NO_TABLE", kind=kind)
        return reading.failed()
    package = _Package(archive, spec.limits.inflated_bytes)
    parts = _parts(package, spec.limits.cells)

    def loader(path: str) -> Callable[[], Cells]:
        return lambda: _cells(package, path, parts, spec)

    grids = [
        Grid(title=title, is_hidden=hidden, load=loader(path))
        for title, path, hidden in parts.sheets
        if package.has(path)
    ]
    return grid_table(grids, spec, reading)


def _parts(package: _Package, most_texts: int) -> _Parts:
    root = Relations()
    with package.open("_rels/.rels") as stream:
        read_part(stream, root)
    main = root.by_kind.get("officeDocument", "xl/workbook.xml").lstrip("/")
    folder, file = posixpath.split(main)
    relations, workbook, styles = Relations(), Workbook(), Styles()
    shared = SharedStrings(most_texts)
    for name, handler in (
        (f"{folder}/_rels/{file}.rels", relations),
        (main, workbook),
    ):
        with package.open(name) as stream:
            read_part(stream, handler)
    for kind, part in (("styles", styles), ("sharedStrings", shared)):
        path = _target(folder, relations.by_kind.get(kind, ""))
        if package.has(path):
            with package.open(path) as stream:
                read_part(stream, part)
    sheets = [
        (title, _target(folder, relations.by_id.get(relation, "")), hidden)
        for title, relation, hidden in workbook.sheets
    ]
    return _Parts(sheets=sheets, texts=shared.texts, styles=styles, workbook=workbook)


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _cells(package: _Package, path: str, parts: _Parts, spec: TableSpec) -> Cells:
    sheet = Sheet(
        parts.texts,
        parts.styles.dates,
        parts.workbook.epoch,
        spec.limits,
        with_commas=spec.decimal == ",",
    )
    with package.open(path) as stream:
        read_part(stream, sheet)
    return Cells(
        rows=sheet.cells,
        dates=frozenset(sheet.dates),
        long_numbers=frozenset(sheet.long_numbers),
        decimals=frozenset(sheet.decimals),
        without_value=sheet.without_value,
        merges=tuple(sheet.merges),
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=sheet.hidden_columns,
    )
