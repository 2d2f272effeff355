"""Yields of project and control by crop, and what their records leave out."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from msgspec import UNSET

from edaphon.accounting.applications import ROW, applications, words_by_row
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import numbered, used
from edaphon.accounting.years_needed import years_needed
from edaphon.methods import LeftOut
from edaphon.schemas.models.project import Land
from edaphon.schemas.record import stated_or

SIDES = ("project", "control")

SOWN = ("cropland", "paddy")
"""Scenarios whose land bears crops."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """Mean yields of one crop, stratum and year, project and control."""

    stratum: str
    """Empty where the records name none."""
    year: str
    crop: str
    """Empty where the records name none."""
    sides: Mapping[str, tuple[float, list[int]]]
    """Yield [t ha-1] and the rows behind it, by role."""


def harvests(evidence: Evidence) -> list[Harvest]:
    """Return the yields of crop, stratum and year that have both sides.

    A crop is held against the same crop, so that it matters not how many rows each has;
    of one side its plots count alike, however often each was weighed.
    """
    found: dict[Place, dict[str, dict[str, list[tuple[float, int]]]]] = {}
    for place, role, (plot, value, row) in _rows(evidence):
        plots = found.setdefault(place, {}).setdefault(role, {})
        plots.setdefault(plot, []).append((value, row))
    return [
        Harvest(*place, {role: _mean_of(plots) for role, plots in both.items()})
        for place, both in found.items()
        if len(both) == len(SIDES)
    ]


def _mean_of(plots: Mapping[str, list[tuple[float, int]]]) -> tuple[float, list[int]]:
    means = [
        math.fsum(value for value, _ in listed) / len(listed)
        for listed in plots.values()
    ]
    rows = [row for listed in plots.values() for _, row in listed]
    return math.fsum(means) / len(means), rows


def unharvested(evidence: Evidence) -> list[LeftOut]:
    """Return what yield records do not say: absent is unknown, never unchanged.

    Sides whose other side is recorded, crops that the book of applications or any
    yield names, then years that a stratum lacks. Where no yield is recorded at all
    nothing is asked but of land that bears crops.
    """
    sides = _sides(evidence)
    wanted = {**_of_book(evidence, sides), **_of_yields(evidence, sides)}
    lacking = [
        LeftOut(place=stratum, year=year, crop=crop, role=role)
        for (stratum, year, crop) in sorted({*sides, *wanted})
        for role in SIDES
        if role not in _found(sides, (stratum, year, crop), wanted)
    ]
    return [*lacking, *_poor_strata(evidence, sides)]


Place = tuple[str, str, str]
"""Stratum, year and crop."""

Sides = dict[Place, set[str]]

Weighed = tuple[str, float, int]
"""Plot, yield [t ha-1] and row of one record."""


def _rows(evidence: Evidence) -> Iterator[tuple[Place, str, Weighed]]:
    """Yield place, role and what was weighed of every yield of project and control."""
    table = numbered(evidence.observations)
    crops = words_by_row(table, "crop")
    yields = (pl.col("property") == "yield") & pl.col("role").is_in(SIDES)
    for row in used(table.filter(yields)).iter_rows(named=True):
        crop = crops.get(tuple(row[name] for name in ROW), "")
        weighed = (row["point"], float(row["number"]), row["id"])
        yield (row["stratum"], row["campaign"], crop), row["role"], weighed


def _sides(evidence: Evidence) -> Sides:
    sides: Sides = {}
    for place, role, _ in _rows(evidence):
        sides.setdefault(place, set()).add(role)
    return sides


Wanted = dict[Place, bool]
"""Harvests that are owed, and whether each is the only crop of its land and year."""


def _found(sides: Sides, place: Place, wanted: Wanted) -> set[str]:
    """Return the sides that record a harvest; one crop alone needs no name."""
    stratum, year, _ = place
    found = sides.get(place, set())
    return found | sides.get((stratum, year, ""), set()) if wanted.get(place) else found


def _of_book(evidence: Evidence, sides: Sides) -> Wanted:
    """Return the harvests of the crops that the book of applications names.

    Beside named crops an application of none stands for another crop.
    """
    if not sides:
        return {}
    crops: dict[tuple[str, str], set[str]] = {}
    for item in applications(evidence):
        if item.year in years_needed(evidence):
            for stratum in _strata(evidence, sides, item.stratum):
                crops.setdefault((stratum, item.year), set()).add(item.crop)
    return {
        (*place, crop): len(named) == 1
        for place, named in crops.items()
        for crop in named
        if named != {""}
    }


def _of_yields(evidence: Evidence, sides: Sides) -> Wanted:
    """Return every year of the crops that yields name and the book does not."""
    booked = {item.crop for item in applications(evidence)} | {""}
    return {
        (stratum, year, crop): False
        for stratum, _, crop in sides
        if crop not in booked
        for year in years_needed(evidence)
    }


def _strata(evidence: Evidence, sides: Sides, stratum: str = "") -> list[str]:
    """Return the strata that owe yields, of all or of one; as the yields name them."""
    if {name for name, _, _ in sides} == {""}:
        return [""]
    return [stratum] if stratum else [item.id for item in evidence.strata]


def bears_crops(evidence: Evidence) -> bool:
    """Tell whether the land is sown, by its scenario, its cover or its book.

    Degraded land of which nobody states the cover may be.
    """
    project = evidence.project.model
    cover = stated_or(project.land, Land()).cover
    is_silent = cover is UNSET and project.scenario == "degraded"
    return (
        is_silent
        or project.scenario in SOWN
        or cover == "cropland"
        or any(item.crop for item in applications(evidence))
    )


def _poor_strata(evidence: Evidence, sides: Sides) -> list[LeftOut]:
    if not sides and not bears_crops(evidence):
        return []
    strata = _strata(evidence, sides)
    held = {(stratum, year) for stratum, year, _ in sides}
    return [
        LeftOut(place=name, year=year)
        for name in strata
        for year in years_needed(evidence)
        if (name, year) not in held
    ]
