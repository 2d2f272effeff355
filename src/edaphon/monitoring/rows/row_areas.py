"""The area of the land of each row, and what its product holds.

Farm books give rates, ``120 kg N/ha``, and products, ``200 kg of urea with 46 % N``;
the methods take totals. The area stands in the row, or else the row names land whose
area is known: a parcel of the map, or a stratum. The content stands in the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edaphon.evidence import properties
from edaphon.monitoring.cells.measuring import Gauge
from edaphon.monitoring.rows.column_map import RATE_RULES, Bound, FileMap
from edaphon.monitoring.rows.row_labels import Identities
from edaphon.monitoring.rows.row_places import Land
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

TREATED = ("area_treated", "area")
"""Columns that give the area of the land of a row, the likelier first."""

OWN = ("project", "baseline", "")
"""Roles of the land of the project; control land has areas of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowArea:
    """The area of the land of one row."""

    hectares: Decimal
    origin: str
    """Letter of the column, ``parcel`` or ``stratum``."""

    def told(self) -> str:
        """Return how an observation names the area: ``area:D=3.2``."""
        return f"area:{self.origin}={self.hectares:f}"


def row_areas(
    file_map: FileMap,
    table: Table,
    columns: Sequence[Bound],
    identities: Identities,
    land: Land,
    reading: Reading,
) -> list[RowArea | None]:
    """Return the area of the land of each row, None where it is not known.

    A column of the file comes first, and where there is one nothing stands in for a
    cell that it leaves empty. A row that names a point which is no parcel speaks of a
    part of its stratum, whose area is not known.
    """
    if reading.rules < RATE_RULES:
        return [None] * len(table.rows)
    stated = {one.entry.code: one for one in columns if one.entry.code in TREATED}
    column = next((stated[code] for code in TREATED if code in stated), None)
    if column is not None:
        form = column.number_form(file_map, reading.rules)
        gauge = Gauge(column.entry, column.unit, form)
        cells = table.cells(column.position)
        return [_of_cell(gauge, cell, column.letter) for cell in cells]
    named = zip(identities.point, identities.stratum, identities.role, strict=True)
    return [_of_land(*one, land=land) for one in named]


def row_contents(
    file_map: FileMap, table: Table, columns: Sequence[Bound], reading: Reading
) -> Mapping[str, list[str]]:
    """Return what each column of contents says, row by row: ``content:E=0.46``.

    Empty where a row says nothing of it.
    """
    wanted = {entry.content for entry in properties().values() if entry.content}
    found = {}
    for column in columns if reading.rules >= RATE_RULES else ():
        if column.entry.code in wanted:
            form = column.number_form(file_map, reading.rules)
            gauge = Gauge(column.entry, column.unit, form)
            shares = [_above_zero(gauge, cell) for cell in table.cells(column.position)]
            found[column.entry.code] = [
                f"content:{column.letter}={share:f}" if share else ""
                for share in shares
            ]
    return found


def _of_cell(gauge: Gauge, cell: str, letter: str) -> RowArea | None:
    hectares = _above_zero(gauge, cell)
    return RowArea(hectares=hectares, origin=letter) if hectares else None


def _above_zero(gauge: Gauge, cell: str) -> Decimal | None:
    """Return the number of a cell, None unless it is one above 0."""
    found = gauge.result(cell)
    number = Decimal(found.number or 0)
    return number if number > 0 and not found.censored else None


def _of_land(point: str, stratum: str, role: str, *, land: Land) -> RowArea | None:
    if point in land.parcels:
        return RowArea(hectares=land.parcels[point], origin="parcel")
    strata = land.strata if role in OWN else land.controls
    if point or stratum not in strata:
        return None
    return RowArea(hectares=strata[stratum], origin="stratum")
