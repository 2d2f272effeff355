"""Parcels of a roster, held against the same parcels on the map."""

from collections.abc import Iterator
from fractions import Fraction

from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.units import AREA_DECIMALS, rounded_down
from edaphon.monitoring.land.doubts import AREA_TOLERANCE
from edaphon.monitoring.land.record import Geography, Parcel
from edaphon.monitoring.roster.record import Holding, Roster


def unlike_parcels(
    geography: Geography, file: Where, roster: Roster
) -> Iterator[Problem]:
    """Tell of parcels that the map shows otherwise than the roster holds them.

    Yields
    ------
    Problem
        ``ROSTER_CONTROL`` for control land, which gains nothing to share;
        ``ROSTER_PLACE`` for a parcel of another stratum; ``ROSTER_SIZE`` for an area
        that departs from the mapped one by more than stated and computed areas may.
    """
    mapped = {parcel.id: parcel for parcel in geography.parcels}
    for item in roster.holdings:
        parcel = mapped.get(item.parcel)
        if parcel is not None:
            where = Where(file=file.file, sheet=file.sheet, row=item.row)
            yield from _unlike(item, parcel, where)


def _unlike(item: Holding, parcel: Parcel, where: Where) -> Iterator[Problem]:
    facts = {"parcel": item.parcel, "member": item.member}
    if parcel.is_control:
        yield Problem(code="ROSTER_CONTROL", where=where, facts=facts)
    if parcel.stratum != item.stratum:
        told = {**facts, "found": item.stratum, "mapped": parcel.stratum}
        yield Problem(code="ROSTER_PLACE", where=where, facts=told)
    area = Fraction(parcel.area_ha)
    if abs(item.area_ha - area) > Fraction(AREA_TOLERANCE) * area:
        told = {
            **facts,
            "held": str(rounded_down(item.area_ha, AREA_DECIMALS)),
            "mapped": str(rounded_down(area, AREA_DECIMALS)),
            "percent": str(int(100 * AREA_TOLERANCE)),
        }
        yield Problem(code="ROSTER_SIZE", where=where, facts=told)
