"""Electricity beside fuel: no equation counts it, and a switch to it is no saving."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted, used
from edaphon.accounting.since import year_of
from edaphon.accounting.yearly import FUELS, Yearly
from edaphon.evidence import observed_property
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.language import Language

ELECTRICITY = "electricity_used"

UNCOUNTED = (ELECTRICITY,)
"""Properties that record a source of emissions, and that no equation takes."""

COMMAS: Mapping[Language, str] = {"en": ", ", "zh": "、"}
"""What stands between names of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Electricity:
    """Yearly electricity of both scenarios, and whether a fuel fell beside it."""

    baseline: float
    """Electricity [kW h a-1] over the years that the baseline owes; ``nan`` without."""
    project: float
    """The same over the recorded years of the project."""
    fell: bool
    """Whether the project uses less of any fuel than the baseline."""


def electricity(evidence: Evidence, yearly: Yearly) -> Electricity | None:
    """Return the electricity of both scenarios; None where nobody records any.

    A record that names no scenario is taken for one of the project. The baseline
    counts over all years that it owes, the project over those it records: a year left
    out makes no rise smaller.
    """
    rows = (
        counted(evidence)
        .filter((pl.col("property") == ELECTRICITY) & (pl.col("role") != "control"))
        .with_columns(year_of().alias("year"))
    )
    if rows.is_empty():
        return None
    is_baseline = pl.col("role") == "baseline"
    before, after = rows.filter(is_baseline), rows.filter(~is_baseline)
    owed = yearly.through("baseline")
    if owed:
        before = before.filter(pl.col("year").is_in(owed))
    after = after.filter(pl.col("year").is_in([*yearly.needed, ""]))
    recorded = set(after["year"]) - {""}
    return Electricity(
        baseline=_total(before) / (len(owed) or math.nan),
        project=_total(after) / max(len(recorded), 1),
        fell=any(
            yearly.of("project", name) < yearly.of("baseline", name) for name in FUELS
        ),
    )


def _total(rows: pl.DataFrame) -> float:
    """Return the sum of records; unknown where there are none."""
    numbers = [float(number) for number in rows["number"]]
    return math.fsum(numbers) if numbers else math.nan


def uncounted_problems(observations: pl.DataFrame) -> Iterator[Problem]:
    """Warn of emissions that are recorded and that no method here counts.

    Yields
    ------
    Problem
        ``EMISSION_UNCOUNTED``, once for all of them.
    """
    rows = used(observations).filter(pl.col("property").is_in(UNCOUNTED))
    if rows.is_empty():
        return
    found = [observed_property(name) for name in sorted(set(rows["property"]))]
    names = {
        one: comma.join(f"{item.name[one]} ({item.code})" for item in found)
        for one, comma in COMMAS.items()
    }
    first = rows.row(0, named=True)
    where = Where(file=first["file"], sheet=first["sheet"])
    facts = {"names": names, "count": rows.height}
    yield Problem(code="EMISSION_UNCOUNTED", where=where, facts=facts)
