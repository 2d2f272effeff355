"""Contents and weights: each counts with the amount that it was found in.

A content that stands beside no amount tells of nothing: among others it would only
draw their mean to where it credits more.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from edaphon.accounting.applications import ROW, words_by_row

Place = tuple[object, ...]
"""What a content shares with its amount: a row, or year, land and crop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One value of a record of activity."""

    role: str
    name: str
    """Property."""
    year: str
    number: float
    row: int
    """Row of the observation table."""
    line: Place
    """File, sheet and row that the value stands in."""
    place: Place
    """Year, stratum, parcel and crop that it is of; empty text where none is named."""


def activity_records(rows: pl.DataFrame, table: pl.DataFrame) -> Iterator[Record]:
    """Yield the records of activity, with the crops that the table has beside them."""
    crops = words_by_row(table, "crop")
    for row in rows.iter_rows(named=True):
        line = tuple(row[name] for name in ROW)
        land = (row["campaign"], row["stratum"], row["point"])
        yield Record(
            role=row["role"],
            name=row["property"],
            year=row["campaign"],
            number=float(row["number"]),
            row=row["id"],
            line=line,
            place=(*land, crops.get(line, "")),
        )


def content_of(
    contents: Sequence[Record], amounts: Sequence[Record], *, high: bool
) -> tuple[float, tuple[int, ...]]:
    """Return a content of amounts, and the rows that it was found from.

    Parameters
    ----------
    contents, amounts
        Records of one scenario: of the content, and of what it is a content of.
    high
        Whether the largest record counts, or the smallest, where contents and amounts
        do not belong together one by one.

    Returns
    -------
    tuple
        The mean weighted by amount where each content has its amount, with the rows of
        both; else the largest or the smallest content, with its row.
    """
    for pairs in (_paired(contents, amounts, by="line"),
                  _paired(contents, amounts, by="place")):  # fmt: skip
        whole = math.fsum(amount for amount, _ in pairs)
        if whole > 0:
            found = math.fsum(amount * item.number for amount, item in pairs) / whole
            return found, tuple(item.row for item in (*contents, *amounts))
    ends = sorted(contents, key=lambda item: (item.number, -item.row))
    end = ends[-1 if high else 0]
    return end.number, (end.row,)


def _paired(
    contents: Sequence[Record], amounts: Sequence[Record], *, by: str
) -> list[tuple[float, Record]]:
    """Return each content with its amount; nothing unless all have one another.

    In one row or place stands one content, of all that the place has of the amount.
    """
    of_place = _by(contents, by)
    found = _by(amounts, by)
    is_single = all(len(items) == 1 for items in of_place.values())
    if not is_single or of_place.keys() != found.keys():
        return []
    return [
        (math.fsum(item.number for item in found[place]), items[0])
        for place, items in of_place.items()
    ]


def _by(records: Iterable[Record], name: str) -> Mapping[Place, list[Record]]:
    found: dict[Place, list[Record]] = {}
    for item in records:
        found.setdefault(getattr(item, name), []).append(item)
    return found
