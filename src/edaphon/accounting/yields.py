"""Yield records that leave a side, a stratum or a year out."""

from typing import Any

import polars as pl

from edaphon.accounting.applications import ROW
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import used
from edaphon.accounting.years_needed import years_needed

SIDES = ("project", "control")


def unharvested(evidence: Evidence) -> list[dict[str, Any]]:
    """Return what yield records do not say, where there are any.

    Returns
    -------
    list of dict
        ``stratum``, ``year``, ``crop`` and ``role`` of a side whose other side is
        recorded; ``stratum``, ``held`` and ``wanted`` of a stratum with too few
        years. Empty where no yield is recorded at all.
    """
    sides = _sides(evidence)
    lacking: list[dict[str, Any]] = [
        {"stratum": stratum, "year": year, "crop": crop, "role": role}
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


def _poor_strata(evidence: Evidence, sides: Sides) -> list[dict[str, Any]]:
    if not sides:
        return []
    named = {stratum for stratum, _, _ in sides}
    strata = [""] if named == {""} else [item.id for item in evidence.strata]
    wanted = years_needed(evidence)
    held = {
        name: len({year for stratum, year, _ in sides if stratum == name})
        for name in strata
    }
    return [
        {"stratum": name, "held": count, "wanted": wanted}
        for name, count in held.items()
        if count < wanted
    ]
