"""Yearly amounts of activity records, by scenario; silence is not a content of zero.

A record's year is its campaign; a scenario's yearly amount is the sum of its
records over the number of years it covers. A period from autumn to autumn touches
one calendar year more than it lasts, and is divided by its own length: the time
between its campaigns.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from edaphon.accounting.campaign_days import years_sampled
from edaphon.accounting.contents import Record, activity_records, content_of
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted
from edaphon.accounting.years_needed import years_needed, years_of_baseline

SCENARIOS = ("baseline", "project")

FUELS = {"diesel_used": "diesel", "gasoline_used": "gasoline"}

PER_SCENARIO = {
    "limestone_applied": ("limestone_applied", "t/a"),
    "dolomite_applied": ("dolomite_applied", "t/a"),
    "synthetic_n_applied": ("synthetic_n", "t{N}/a"),
    "organic_n_applied": ("organic_n", "t{N}/a"),
    "nfix_biomass": ("nfix_biomass", "t/a"),
    "product_applied": ("product_applied", "kg/a"),
}
"""Property of the record; input of the equations and its unit."""

ACTIVITY = (
    *FUELS,
    *PER_SCENARIO,
    "nfix_n_content",
)
BURNT, HEADS, WEIGHT = "residue_burnt_", "livestock_heads_", "livestock_weight_"
IMPORTED = "imported_carbon_"
"""How the names begin of organic carbon brought on the land, by material."""

CONTENT_OF = {
    "nfix_biomass": "nfix_n_content",
}
"""Amounts that say nothing without a content, and the content."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """Yearly amounts by scenario and property, for one project."""

    amounts: Mapping[tuple[str, str], float]
    years: Mapping[str, tuple[str, ...]]
    properties: tuple[str, ...]
    records: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    """Rows of the observation table behind each amount."""
    recorded: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """Years in which a scenario has a record of each property."""
    covered: Mapping[str, float] = field(default_factory=dict)
    """Years that a scenario's sums are divided by [a]."""
    needed: tuple[str, ...] = ()
    """Years that belong to the period, each of which the project owes."""
    look_back: tuple[str, ...] = ()
    """Years of the stated look-back, each of which the baseline owes."""
    without_role: int = 0
    """Records that say neither baseline nor project."""

    def rows(self, role: str, *names: str) -> tuple[int, ...]:
        """Return the rows of the records that a scenario has of some properties."""
        return tuple(
            row for name in names for row in self.records.get((role, name), ())
        )

    def through(self, role: str) -> list[str]:
        """Return every year that a scenario owes: of the project those of the period.

        Of the baseline those of the look-back; where none is stated, those from the
        first to the last recorded. None where it has no record at all.
        """
        years = self.years.get(role, ())
        if years and role == "project":
            return list(self.needed)
        if years and self.look_back:
            return list(self.look_back)
        if not years or not all(year.isdigit() for year in years):
            return list(years)
        return [str(year) for year in range(int(min(years)), int(max(years)) + 1)]

    def of(self, role: str, name: str) -> float:
        """Return a yearly amount, zero where the scenario does not name it."""
        return self.amounts.get((role, name), 0.0)

    def content(self, role: str, amount: str) -> float:
        """Return the content of an amount, unknown where the amount stands alone."""
        silent = math.nan if (role, amount) in self.amounts else 0.0
        return self.amounts.get((role, CONTENT_OF[amount]), silent)

    def kinds(self, prefix: str) -> tuple[str, ...]:
        """Return the kinds of a family of properties, such as types of animal."""
        return tuple(
            name.removeprefix(prefix)
            for name in self.properties
            if name.startswith(prefix)
        )


def yearly_amounts(evidence: Evidence) -> Yearly:
    """Add up the activity records of both scenarios."""
    found = _activity_rows(evidence)
    of_scenario = found.filter(pl.col("role").is_in(SCENARIOS))
    listed = list(activity_records(of_scenario, evidence.observations))
    years: dict[str, set[str]] = {}
    values: dict[tuple[str, str], list[Record]] = {}
    for item in listed:
        years.setdefault(item.role, set()).add(item.year)
        values.setdefault((item.role, item.name), []).append(item)
    needed = years_needed(evidence)
    covered = {role: float(len(found)) for role, found in years.items()}
    if "project" in covered:
        held = len(years["project"].intersection(needed)) or math.nan
        covered["project"] = min(held, float(years_sampled(evidence)))
    amounts = {
        (role, name): amount_of(
            name, [(item.year, item.number) for item in items], covered[role]
        )
        for (role, name), items in values.items()
    }
    contents = _contents(values, amounts)
    return Yearly(
        amounts={**amounts, **{key: value for key, (value, _) in contents.items()}},
        years={role: tuple(sorted(found)) for role, found in sorted(years.items())},
        properties=tuple(sorted({name for _, name in values})),
        records={
            **{key: tuple(item.row for item in found) for key, found in values.items()},
            **{key: rows for key, (_, rows) in contents.items()},
        },
        covered=covered,
        needed=needed,
        look_back=years_of_baseline(evidence),
        without_role=found.filter(pl.col("role") == "").height,
        recorded={
            key: frozenset(item.year for item in found) for key, found in values.items()
        },
    )


def amount_behind(name: str) -> str:
    """Return of what a property is the content or the weight; empty for an amount."""
    if name.startswith(WEIGHT):
        return HEADS + name.removeprefix(WEIGHT)
    return next((amount for amount, held in CONTENT_OF.items() if held == name), "")


def _contents(
    values: Mapping[tuple[str, str], Sequence[Record]],
    amounts: Mapping[tuple[str, str], float],
) -> dict[tuple[str, str], tuple[float, tuple[int, ...]]]:
    """Return every content and weight, and the rows that it was found from."""
    return {
        (role, name): content_of(
            items,
            values.get((role, amount), ()),
            high=role == "project" or _fell(amounts, amount),
        )
        for (role, name), items in values.items()
        if (amount := amount_behind(name))
    }


def _fell(amounts: Mapping[tuple[str, str], float], name: str) -> bool:
    """Tell of a herd whether it fell: what left is charged with its weight before."""
    before, after = (amounts.get((role, name), 0.0) for role in SCENARIOS)
    return name.startswith(HEADS) and after < before


def _activity_rows(evidence: Evidence) -> pl.DataFrame:
    names = pl.col("property")
    is_activity = names.is_in(ACTIVITY)
    for prefix in (BURNT, HEADS, WEIGHT, IMPORTED):
        is_activity = is_activity | names.str.starts_with(prefix)
    return counted(evidence).filter(is_activity & (pl.col("top_cm") == ""))


def amount_of(name: str, records: Sequence[tuple[str, float]], years: float) -> float:
    """Return what a scenario has in a year, by what kind of record it is.

    Amounts are summed over the years the scenario covers. A herd is summed over the
    parcels of a year, and averaged over the years that count it: a year without a
    count is not a year without animals. Of contents and weights the largest; what
    those of a scenario are beside their amounts is for ``content_of`` to say.
    """
    if amount_behind(name):
        return max(number for _, number in records)
    total = math.fsum(number for _, number in records)
    if name.startswith(HEADS):
        return total / len({year for year, _ in records})
    return total / years
