"""How large a file from a laboratory may be before Edaphon refuses to read it."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLimits:
    """Sizes up to which tables are read; one more is refused with its limit."""

    text_bytes: int = 200 * MEBIBYTE
    """Size of a text table on disk [bytes]."""
    rows: int = 5_000_000
    """Rows of a text table, header included."""
    columns: int = 200
    """Columns of any table."""
    cell_bytes: int = 32 * 1024
    """Length of one cell as UTF-8 [bytes]."""
    inflated_bytes: int = 200 * MEBIBYTE
    """Sum of the inflated parts of an XLSX workbook, and size of an XLS [bytes]."""
    cells: int = 1_000_000
    """Cells of a worksheet that hold something."""


STANDARD = TableLimits()
"""Limits that hold unless a caller states others."""
