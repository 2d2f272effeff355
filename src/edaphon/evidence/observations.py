"""The observation table: one long frame, one order, one text form.

Every importer ends here and every account begins here. The frame is sorted by
all of its columns before anything is computed or written, so the order of rows
in a raw file never matters, and `to_csv` is the text whose digest the evidence
record carries.
"""

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from edaphon.kernel.errors import EdaphonError, Problem, Where

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    "sample", "point", "stratum", "role", "campaign", "replicate", "property", "value",
    "unit", "number", "top_cm", "bottom_cm", "phenomenon_time", "result_time",
    "procedure", "instrument", "uncertainty", "censored", "flag", "tests", "file",
    "sheet", "row", "column", "replaces",
)  # fmt: skip
"""Columns in their order; docs/contracts.md says what each holds."""

INTEGERS: Mapping[str, str] = {"flag": "Int8", "row": "Int32"}
"""Columns that hold whole numbers; all others are text, empty for 'none'."""

PASS, NOT_EVALUATED, SUSPECT, FAIL, MISSING = 1, 2, 3, 4, 9
"""QARTOD flags."""

UNUSED = (FAIL, MISSING)
"""Flags of values that no account uses."""

FILE = "observations.csv"
"""Name of the table in a bundle."""


def schema() -> "dict[str, pl.DataType]":
    """Return the polars type of every column, in order."""
    import polars as pl  # noqa: PLC0415 - slow import

    return {
        name: getattr(pl, INTEGERS[name])() if name in INTEGERS else pl.String()
        for name in COLUMNS
    }


def empty() -> "pl.DataFrame":
    """Return a frame without rows."""
    import polars as pl  # noqa: PLC0415 - slow import

    return pl.DataFrame(schema=schema())


def frame(records: Iterable[Mapping[str, object]]) -> "pl.DataFrame":
    """Return records as a sorted frame.

    Parameters
    ----------
    records
        Rows by column; a column that a record leaves out is empty text, flag 2
        and row 0.

    Returns
    -------
    polars.DataFrame
        Sorted; see `arranged`.
    """
    import polars as pl  # noqa: PLC0415 - slow import

    blank = dict.fromkeys(COLUMNS, "") | {"flag": NOT_EVALUATED, "row": 0}
    rows = [{**blank, **record} for record in records]
    return arranged(pl.DataFrame(rows, schema=schema()))


def arranged(observations: "pl.DataFrame") -> "pl.DataFrame":
    """Return a frame with the columns in order and the rows in the one order.

    Text sorts by its UTF-8 bytes, whole numbers by size. Missing cells become
    empty text, flag 2 and row 0 first, so that they sort the same everywhere.

    Parameters
    ----------
    observations
        A frame with at least the columns of `COLUMNS`.

    Returns
    -------
    polars.DataFrame
        The same rows, sorted by every column from the left.
    """
    return _filled(observations).sort(list(COLUMNS), maintain_order=True)


def _filled(observations: "pl.DataFrame") -> "pl.DataFrame":
    """Return the columns in order, missing cells filled."""
    import polars as pl  # noqa: PLC0415 - slow import

    blanks = {"flag": NOT_EVALUATED, "row": 0}
    return observations.select(
        pl.col(name).cast(kind).fill_null(blanks.get(name, ""))
        for name, kind in schema().items()
    )


def to_csv(observations: "pl.DataFrame") -> bytes:
    """Return the canonical text of a frame.

    UTF-8 without a mark, one header line, LF at every line's end, commas, cells
    quoted only where they hold a comma, a quote, LF or CR, quotes doubled.
    Rows stand in the order of `arranged`.

    Parameters
    ----------
    observations
        A frame with the columns of `COLUMNS`, in any order of rows.

    Returns
    -------
    bytes
        The text.
    """
    import polars as pl  # noqa: PLC0415 - slow import

    table = arranged(observations).with_columns(
        pl.col(pl.String).replace("", None)  # an empty cell is written without quotes
    )
    text = table.write_csv(line_terminator="\n", quote_style="necessary")
    return text.encode()


def from_csv(
    data: bytes, file: str = FILE, *, just_written: bool = False
) -> "pl.DataFrame":
    """Return the frame that a canonical text holds.

    Parameters
    ----------
    data
        Bytes that `to_csv` wrote.
    file
        Name shown in problems.
    just_written
        Whether `to_csv` of this call gave the bytes, so that nothing is left to check.

    Returns
    -------
    polars.DataFrame
        The frame; ``to_csv`` of it gives the same bytes.

    Raises
    ------
    EdaphonError
        ``OBSERVATIONS_FORM`` when the bytes are not a canonical text.
    """
    import polars as pl  # noqa: PLC0415 - slow import

    try:
        table = pl.read_csv(io.BytesIO(data), schema=schema())
        if just_written:
            return _filled(table)
        table = arranged(table)
    except (pl.exceptions.PolarsError, ValueError) as error:
        raise _not_canonical(file) from error
    if to_csv(table) != data:
        raise _not_canonical(file)
    return table


def _not_canonical(file: str) -> EdaphonError:
    return EdaphonError(Problem(code="OBSERVATIONS_FORM", where=Where(file=file)))
