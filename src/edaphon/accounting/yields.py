"""Yields of project and control by crop, and what their records leave out."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from edaphon.accounting.applications import ROW
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import numbered, used
from edaphon.accounting.years_needed import years_needed
from edaphon.methods import LeftOut

SIDES = ("project", "control")


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
    """Return what yield records do not say, where there are any.

    Sides whose other side is recorded, then years that a stratum lacks.
    """
    sides = _sides(evidence)
    lacking = [
        LeftOut(place=stratum, year=year, crop=crop, role=role)
        for (stratum, year, crop), found in sorted(sides.items())
        for role in SIDES
        if role not in found
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
    crops = {
        tuple(row[name] for name in ROW): row["value"]
        for row in table.filter(pl.col("property") == "crop").iter_rows(named=True)
    }
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


def _poor_strata(evidence: Evidence, sides: Sides) -> list[LeftOut]:
    if not sides:
        return []
    named = {stratum for stratum, _, _ in sides}
    strata = [""] if named == {""} else [item.id for item in evidence.strata]
    held = {(stratum, year) for stratum, year, _ in sides}
    return [
        LeftOut(place=name, year=year)
        for name in strata
        for year in years_needed(evidence)
        if (name, year) not in held
    ]
