"""The area of the land of each row, by which its amounts per hectare are multiplied.

Farm books give rates, ``120 kg N/ha``; the methods take totals. The area stands in the
row, or else the row names land whose area is known: a parcel of the map, or a stratum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

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


def _of_cell(gauge: Gauge, cell: str, letter: str) -> RowArea | None:
    found = gauge.result(cell)
    hectares = Decimal(found.number or 0)
    if found.problem in ("VALUE_RANGE", "NUMBER_FORMAT") or hectares <= 0:
        return None
    return RowArea(hectares=hectares, origin=letter)


def _of_land(point: str, stratum: str, role: str, *, land: Land) -> RowArea | None:
    if point in land.parcels:
        return RowArea(hectares=land.parcels[point], origin="parcel")
    strata = land.strata if role in OWN else land.controls
    if point or stratum not in strata:
        return None
    return RowArea(hectares=strata[stratum], origin="stratum")


def hectares_of(tests: str) -> Decimal | None:
    """Return the area that the tests of an observation name [ha], None without one.

    Examples
    --------
    >>> hectares_of("limits area:D=3.2"), hectares_of("limits plausible")
    (Decimal('3.2'), None)
    """
    told = next((one for one in tests.split() if one.startswith("area:")), "")
    return Decimal(told.rpartition("=")[2]) if told else None
