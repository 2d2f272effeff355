"""Yield records that leave a side, a stratum or a year out."""

import polars as pl

from edaphon.accounting.applications import ROW
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import used
from edaphon.accounting.years_needed import years_needed
from edaphon.methods import LeftOut

SIDES = ("project", "control")


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


Sides = dict[tuple[str, str, str], set[str]]
"""Sides of stratum, year and crop."""


def _sides(evidence: Evidence) -> Sides:
    table = evidence.observations
    crops = {
        tuple(row[name] for name in ROW): row["value"]
        for row in table.filter(pl.col("property") == "crop").iter_rows(named=True)
    }
    sides: Sides = {}
    for row in used(table.filter(pl.col("property") == "yield")).iter_rows(named=True):
        crop = crops.get(tuple(row[name] for name in ROW), "")
        key = (row["stratum"], row["campaign"], crop)
        sides.setdefault(key, set()).add(row["role"])
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
