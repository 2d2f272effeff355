"""The book of applications: which lot went onto which land, and what it leaves out.

A record that is left out makes the product's emissions and its carbon smaller, so
the book is held against the land of the project: every parcel or stratum has as many
applications as the fullest year of any of them, in every year of the period.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from msgspec import UNSET

from edaphon.accounting.evidence import Evidence, once
from edaphon.accounting.layers import counted, used
from edaphon.accounting.years_needed import years_needed
from edaphon.methods import LeftOut

AMOUNT, AREA = "product_applied", "area_treated"

AMOUNTS = (AMOUNT, "dose", "dose_liquid")
"""Properties that say how much of the product was applied."""

APPLIED = (*AMOUNTS, AREA)
"""Properties that record an application of the product."""

PRODUCTS = ("microbial_inoculant", "bio_fertilizer", "consortium")
"""Kinds of practice that apply a product."""

ROW = ("file", "sheet", "row")

PLACE = ("point", "stratum", "campaign", "phenomenon_time")


def words_by_row(table: pl.DataFrame, name: str) -> dict[tuple[object, ...], str]:
    """Return the words of a property, such as the lot, by file, sheet and row."""
    return {
        tuple(row[part] for part in ROW): str(row["value"])
        for row in table.filter(pl.col("property") == name).iter_rows(named=True)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One row of the book."""

    place: str
    """Parcel; the stratum, or nothing, where the row names none."""
    stratum: str
    """Empty where the row does not tell."""
    year: str
    crop: str
    day: str
    lot: str
    """Empty where the row does not tell."""
    area: float
    """Area that was treated [ha]; ``nan`` where the row does not tell."""
    has_amount: bool
    """Whether the row holds an amount of the product, which may be 0."""
    is_applied: bool
    """Whether it says that something was applied: an amount above 0."""

    @property
    def round(self) -> tuple[str, str]:
        """What makes an application one: year and crop, or year and day."""
        return self.year, self.crop or self.day


def applies_product(evidence: Evidence) -> bool:
    """Tell whether the practice brings a product onto the land."""
    practice = evidence.project.model.practice
    return practice.product is not UNSET or practice.kind in PRODUCTS


@once
def applications(evidence: Evidence) -> tuple[Application, ...]:
    """Return the applications on project land, in the order of the table."""
    rows: dict[tuple[object, ...], dict[str, str]] = {}
    told = evidence.observations.filter(pl.col("role") == "project")
    amounts = used(told.filter(pl.col("property").is_in(APPLIED)))
    words = told.filter(pl.col("property").is_in(["lot", "crop"]))
    for table, column in ((amounts, "number"), (words, "value")):
        for row in table.iter_rows(named=True):
            key = tuple(row[name] for name in ROW)
            held = rows.setdefault(key, {name: str(row[name]) for name in PLACE})
            held[row["property"]] = row[column]
    stratum_of = {item.id: item.stratum for item in evidence.geography.parcels}
    return tuple(
        _application(held, stratum_of)
        for held in rows.values()
        if any(name in held for name in APPLIED)
    )


def _application(held: Mapping[str, str], stratum_of: Mapping[str, str]) -> Application:
    numbers = [float(held[name]) for name in AMOUNTS if held.get(name)]
    stratum = held["stratum"] or stratum_of.get(held["point"], "")
    return Application(
        place=held["point"] if held["point"] in stratum_of else stratum,
        stratum=stratum,
        year=held["campaign"],
        crop=held.get("crop", ""),
        day=held["phenomenon_time"][:10],
        lot=held.get("lot", ""),
        area=float(held.get(AREA) or math.nan),
        has_amount=bool(held.get(AMOUNT)),
        is_applied=any(number > 0 for number in numbers),
    )


# --- Lots -------------------------------------------------------------------------


def lots_without(evidence: Evidence, *names: str) -> list[str]:
    """Return the lots applied for which no certificate states any of some properties.

    Returns
    -------
    list of str
        Sorted; an empty name stands for records that name no lot.
    """
    used_lots = {item.lot for item in applications(evidence) if item.is_applied}
    return sorted(used_lots - set(certified(evidence, *names)))


def certified(evidence: Evidence, *names: str) -> dict[str, list[tuple[float, int]]]:
    """Return value and row of what certificates state, by lot."""
    lots = _lots(evidence)
    found: dict[str, list[tuple[float, int]]] = {}
    stated = counted(evidence).filter(pl.col("property").is_in(names))
    for row in stated.iter_rows(named=True):
        lot = lots.get(tuple(row[name] for name in ROW), row["sample"])
        found.setdefault(lot, []).append((float(row["number"]), row["id"]))
    return found


@once
def _lots(evidence: Evidence) -> Mapping[tuple[object, ...], str]:
    return words_by_row(evidence.observations, "lot")


# --- Land and years ---------------------------------------------------------------


def _booked(evidence: Evidence) -> list[Application]:
    """Return the rows with an amount, 0 included, in the years that owe them."""
    years = years_needed(evidence)
    return [
        item
        for item in applications(evidence)
        if item.has_amount and item.year in years
    ]


def applied(evidence: Evidence) -> list[Application]:
    """Return the rows by which something was applied, in the years that owe them."""
    return [item for item in _booked(evidence) if item.is_applied]


def unapplied(evidence: Evidence) -> list[LeftOut]:
    """Return where and when the book has fewer applications than elsewhere.

    Every place has the applications of the fullest year in every year of the period;
    the years in which it has fewer are listed.
    """
    booked = applied(evidence)
    rounds: dict[str, set[tuple[str, str]]] = {
        place: set() for place in _places(evidence, booked)
    }
    for item in booked:
        rounds.setdefault(item.place, set()).add(item.round)
    yearly = {
        place: Counter(year for year, _ in found) for place, found in rounds.items()
    }
    most = max((max(found.values(), default=0) for found in yearly.values()), default=0)
    return [
        LeftOut(place=place, year=year, held=found[year], wanted=most)
        for place, found in yearly.items()
        for year in years_needed(evidence)
        if found[year] < most
    ]


def _places(evidence: Evidence, booked: Iterable[Application]) -> list[str]:
    """Return the parcels of strata whose parcels are named, other strata themselves."""
    named = {item.place for item in booked}
    places: list[str] = []
    for stratum in evidence.strata:
        parcels = _parcels(evidence, stratum.id)
        places += parcels if named & set(parcels) else [stratum.id]
    return [""] if named == {""} else places


def _parcels(evidence: Evidence, stratum: str) -> dict[str, float]:
    """Return area [ha] by name of the project's parcels in a stratum."""
    return {
        item.id: float(item.area_ha)
        for item in evidence.geography.parcels
        if item.stratum == stratum and not item.is_control
    }


def applied_shares(evidence: Evidence) -> list[LeftOut]:
    """Return the part of each stratum's area that each application reached.

    A row counts with the area that it states, at most that of its parcel; without
    one with its parcel, or with its stratum where no parcel of it is mapped.
    """
    booked = applied(evidence)
    found = []
    for stratum in sorted({item.stratum for item in booked}):
        whole = _area(evidence, stratum)
        here = [item for item in booked if item.stratum == stratum]
        for year, crop in sorted({item.round for item in here}):
            once = [item for item in here if item.round == (year, crop)]
            reached = _reached(evidence, stratum, once)
            share = reached / whole if whole > 0 else 0.0
            found.append(LeftOut(place=stratum, year=year, held=share))
    return found


def _area(evidence: Evidence, stratum: str) -> float:
    names = [stratum] if stratum else [item.id for item in evidence.strata]
    return math.fsum(evidence.area_ha(name) for name in names)


def _reached(evidence: Evidence, stratum: str, rows: Sequence[Application]) -> float:
    parcels = _parcels(evidence, stratum)
    whole = _area(evidence, stratum) if stratum and not parcels else 0.0
    areas: dict[str, float] = {}
    for item in rows:
        size = parcels.get(item.place, whole)
        stated = size if math.isnan(item.area) else item.area
        areas[item.place] = areas.get(item.place, 0.0) + stated
    return math.fsum(
        min(area, parcels.get(place, math.inf)) for place, area in areas.items()
    )


def crops_without(evidence: Evidence) -> list[LeftOut]:
    """Return crops that project land bore in more years than the book knows.

    Only where the book names crops; a crop that got nothing is recorded with 0.
    """
    booked = _booked(evidence)
    if not any(item.crop for item in booked):
        return []
    found = []
    for (stratum, crop), years in sorted(harvested(evidence).items()):
        held = {
            item.year
            for item in booked
            if item.crop == crop and (not stratum or item.stratum in {stratum, ""})
        }
        if len(held) < len(years):
            found.append(
                LeftOut(place=stratum, crop=crop, held=len(held), wanted=len(years))
            )
    return found


def harvested(evidence: Evidence) -> dict[tuple[str, str], set[str]]:
    """Return the years in which project land bore a crop, by stratum and crop."""
    table = evidence.observations.filter(pl.col("role") == "project")
    crops = words_by_row(table, "crop")
    found: dict[tuple[str, str], set[str]] = {}
    yields = used(table.filter(pl.col("property") == "yield"))
    for row in yields.iter_rows(named=True):
        crop = crops.get(tuple(row[name] for name in ROW), "")
        if crop:
            found.setdefault((row["stratum"], crop), set()).add(row["campaign"])
    return found
