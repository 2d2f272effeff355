"""Raw reading of laboratory tables: text, XLSX, XLS and HTML, told by their bytes."""

from collections.abc import Mapping
from pathlib import Path

from edaphon.monitoring.tables.limits import STANDARD, TableLimits
from edaphon.monitoring.tables.not_tables import kind_of_bytes
from edaphon.monitoring.tables.raw import Merge, RawTable, Reading, TableSpec, letter

__all__ = [
    "STANDARD",
    "Merge",
    "RawTable",
    "TableLimits",
    "TableSpec",
    "letter",
    "read_bytes",
    "read_table",
]

_ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an OLE file: an XLS, or a workbook under a password."""

_BOOK_NAMES = (".xlsx", ".xlsm")


def read_table(path: Path, spec: TableSpec, *, name: str = "") -> RawTable:
    """Return the cells of a file from a laboratory.

    Parameters
    ----------
    path
        File to read.
    spec
        What project.yaml states about it, and the limits.
    name
        Path inside the project folder, used in the places of problems.

    Returns
    -------
    RawTable
        Rows as they stand. Nothing is raised for a bad file: ``problems`` of the
        table say what is wrong, ``FILE_MISSING``, ``FILE_NOT_REGULAR`` and
        ``FILE_TOO_BIG`` and ``FILE_NO_TABLE`` included.
    """
    reading = Reading(name or path.name)
    try:
        size = path.stat().st_size
    except OSError:
        size = -1
    if size < 0:
        reading.add("FILE_MISSING")
        return reading.failed()
    if not path.is_file():
        reading.add("FILE_NOT_REGULAR", kind=_kind(path))
        return reading.failed()
    if size > spec.limits.text_bytes:
        reading.add("FILE_TOO_BIG", limit=spec.limits.text_bytes, size=size)
        return reading.failed()
    return read_bytes(path.read_bytes(), reading.file, spec)


def _kind(path: Path) -> Mapping[str, str]:
    """Return what lies at a path that is no regular file, in both languages."""
    if path.is_dir():
        return {"en": "a folder", "zh": "文件夹"}
    if path.is_fifo() or path.is_socket():
        return {"en": "a pipe", "zh": "管道"}
    return {"en": "a device", "zh": "设备文件"}


def read_bytes(data: bytes, name: str, spec: TableSpec) -> RawTable:
    """Return the cells of a file that is already in memory; see `read_table`."""
    if data.startswith(_ZIP_MARK):
        from edaphon.monitoring.tables.workbook import read_workbook  # noqa: PLC0415 - only for those who have one

        return read_workbook(data, name, spec)
    if data.startswith(OLE_MARK):
        from edaphon.monitoring.tables.binary import read_binary  # noqa: PLC0415 - as above

        return read_binary(data, name, spec)
    reading = Reading(name)
    if kind := kind_of_bytes(data):
        reading.add("FILE_NO_TABLE", kind=kind)
        return reading.failed()
    if name.lower().endswith(_BOOK_NAMES):
        reading.add("XLSX_NOT_ZIP" if data else "CSV_EMPTY")
        return reading.failed()
    from edaphon.monitoring.tables.delimited import read_text  # noqa: PLC0415 - keeps start-up quick
    from edaphon.monitoring.tables.markup import looks_like_markup, read_markup  # noqa: PLC0415 - as above

    if looks_like_markup(data):
        return read_markup(data, name, spec)
    return read_text(data, name, spec)
