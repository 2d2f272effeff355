"""Text tables: comma, semicolon, tab or bar between the cells."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from edaphon.monitoring.tables.encodings import decode, garbled
from edaphon.monitoring.tables.raw import RawTable, Reading, TableSpec, letter

DELIMITERS = (",", ";", "\t", "|")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_COMMA_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")
_PROBE_ROWS = 50
_SHOWN_ROWS = 3

Rows = list[list[str]]


def read_text(data: bytes, name: str, spec: TableSpec) -> RawTable:
    """Return the rows of a text table.

    Parameters
    ----------
    data
        The whole file, not longer than ``spec.limits.text_bytes``.
    name
        Path inside the project folder, for the places of problems.
    spec
        What project.yaml states.

    Returns
    -------
    RawTable
        Rows with the padding of cells (spaces, tabs) taken off; in ``problems``
        any of ``CSV_EMPTY``, ``CSV_ENCODING``, ``CSV_MOJIBAKE``,
        ``CSV_CONTROL_CHAR``, ``CSV_DIALECT``, ``CSV_QUOTE``, ``CSV_WIDTH``,
        ``CSV_TRUNCATED``, ``CELL_TOO_LONG``, ``CSV_TOO_MANY_ROWS`` and
        ``TABLE_TOO_WIDE``.
    """
    reading = Reading(name)
    decoded = decode(data, spec.encoding, reading)
    if not decoded.text.strip():
        if not reading.problems:
            reading.add("CSV_EMPTY")
        return reading.failed()
    text, skipped, hinted = _without_hint(decoded.text)
    delimiter = spec.delimiter or hinted or _delimiter(text, reading)
    rows = _parsed(text, delimiter, skipped, spec, reading)
    _check_cells(rows, skipped, spec, reading)
    _check_dialect(rows, delimiter, spec, reading)
    _check_width(rows, skipped, text, spec, reading)
    if not any(any(row) for row in rows) and not reading.problems:
        reading.add("CSV_EMPTY")
    numbers = [n for n, row in enumerate(rows, 1 + skipped) if any(row)]
    width = max((len(row) for row in rows), default=0)
    return RawTable(
        file=name,
        rows=[row for row in rows if any(row)],
        numbers=numbers,
        columns=range(1, width + 1),
        encoding=decoded.encoding,
        delimiter=delimiter,
        problems=tuple(reading.problems),
    )


def _without_hint(text: str) -> tuple[str, int, str]:
    """Take off the line ``sep=;`` that tells a spreadsheet the delimiter."""
    match = re.match(r"sep=([,;\t|])(\r\n|\r|\n)", text)
    return (text[match.end() :], 1, match[1]) if match else (text, 0, "")


def _delimiter(text: str, reading: Reading) -> str:
    """Return the delimiter that cuts most rows into the same number of cells."""
    shares = {mark: _share(text, mark) for mark in DELIMITERS}
    best = max(shares.values())
    chosen = [mark for mark in DELIMITERS if shares[mark] == best]
    if best == 0:
        return ","
    if len(chosen) > 1:
        rows = islice(csv.reader(io.StringIO(text, newline="")), _SHOWN_ROWS)
        reading.add("CSV_DIALECT", rows=" ⏎ ".join(",".join(row) for row in rows))
    return chosen[0]


def _share(text: str, mark: str) -> float:
    """Return the share of the first rows that have the commonest width over 1."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        widths = [len(row) for row in islice(reader, _PROBE_ROWS) if row]
    except csv.Error:
        return 0.0
    counted = Counter(width for width in widths if width > 1)
    return max(counted.values(), default=0) / max(1, len(widths))


def _parsed(
    text: str, delimiter: str, skipped: int, spec: TableSpec, reading: Reading
) -> Rows:
    """Return all records; stop at the first that cannot be cut into cells."""
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for row in reader:
            if len(rows) >= spec.limits.rows:
                reading.add("CSV_TOO_MANY_ROWS", limit=spec.limits.rows)
                break
            rows.append([cell.strip(" \t") for cell in row])
            line = reader.line_num
    except csv.Error as error:
        swallowed = reader.line_num - line > 1
        row_number = len(rows) + 1 + skipped
        if "field limit" in str(error) and not swallowed:
            limit = spec.limits.cell_bytes
            reading.add("CELL_TOO_LONG", row=row_number, limit=limit)
        else:
            reading.add("CSV_QUOTE", row=row_number, line=line + 1 + skipped)
    return rows


def _check_cells(rows: Rows, skipped: int, spec: TableSpec, reading: Reading) -> None:
    limits = spec.limits
    for number, row in enumerate(rows, 1 + skipped):
        if len(row) > limits.columns:
            got = len(row)
            limit = limits.columns
            reading.add("TABLE_TOO_WIDE", row=number, limit=limit, columns=got)
            break
        joined = "".join(row)
        if joined.isprintable() and len(joined) * 4 <= limits.cell_bytes:
            continue
        for column, cell in enumerate(row, 1):
            _check_cell(cell, (number, letter(column)), limits.cell_bytes, reading)
    for number, row in enumerate(rows[:15], 1 + skipped):
        for column, cell in enumerate(row, 1):
            if meant := garbled(cell):
                at, found = letter(column), cell
                reading.add(
                    "CSV_MOJIBAKE", row=number, column=at, found=found, meant=meant
                )


def _check_cell(
    cell: str, place: tuple[int, str], limit: int, reading: Reading
) -> None:
    row, column = place
    if match := _CONTROL.search(cell):
        code = f"U+{ord(match[0]):04X}"
        reading.add("CSV_CONTROL_CHAR", row=row, column=column, character=code)
    if len(cell.encode("utf-8", "surrogatepass")) > limit:
        reading.add("CELL_TOO_LONG", row=row, column=column, limit=limit)


def _check_dialect(
    rows: Rows, delimiter: str, spec: TableSpec, reading: Reading
) -> None:
    """Ask about decimal commas that nobody has stated."""
    if spec.decimal is not None or delimiter == ",":
        return
    seen = any(_COMMA_DECIMAL.fullmatch(cell) for row in rows for cell in row)
    if seen and not any(p.code == "CSV_DIALECT" for p in reading.problems):
        shown = (" | ".join(row) for row in rows[:_SHOWN_ROWS])
        reading.add("CSV_DIALECT", rows=" ⏎ ".join(shown))


def _check_width(
    rows: Rows, skipped: int, text: str, spec: TableSpec, reading: Reading
) -> None:
    """Compare every row below the header with the header."""
    if not spec.header_rows:
        return
    first = max(spec.header_rows) - skipped
    head = rows[first - 1] if 0 < first <= len(rows) else []
    if any(problem.code == "CSV_QUOTE" for problem in reading.problems):
        return
    for number, row in enumerate(rows[first:], first + 1 + skipped):
        if not any(row) or len(row) == len(head):
            continue
        cut = number - skipped == len(rows) and text[-1] not in "\r\n"
        code = "CSV_TRUNCATED" if cut and len(row) < len(head) else "CSV_WIDTH"
        reading.add(code, row=number, want=len(head), got=len(row))
