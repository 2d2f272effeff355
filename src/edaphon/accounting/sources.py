"""Which sources, imports and leakage nobody speaks of, by scenario and year.

A source without a record is not a source without emissions: each is recorded in
every year of both scenarios, or stated not to exist, with a reason. So are organic
carbon that is brought on the land, and leakage.
"""

import json
import re
from collections.abc import Set

import polars as pl
from msgspec import UNSET, UnsetType, to_builtins

from edaphon.accounting.applications import applies_product, certified, lots_without
from edaphon.accounting.crop_words import affirmed
from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.imports import CERTIFIED, brought, uncovered
from edaphon.accounting.layers import counted
from edaphon.accounting.since import is_yearly, year_of
from edaphon.accounting.wood import stocks, unknown_wood
from edaphon.accounting.yearly import BURNT, FUELS, HEADS, IMPORTED, SCENARIOS, Yearly
from edaphon.schemas.models.project import Product
from edaphon.schemas.record import stated_or

SOURCES = {
    "fuel": tuple(FUELS),
    "lime": ("limestone_applied", "dolomite_applied"),
    "synthetic_nitrogen": ("synthetic_n_applied",),
    "organic_nitrogen": ("organic_n_applied",),
    "nitrogen_fixing": ("nfix_biomass",),
    "residue_burning": (BURNT,),
    "livestock": (HEADS,),
}
"""Source, and the properties of its records or what their names begin with."""

AMENDMENTS = "amendments"
"""Organic carbon brought on the land, whose records are owed by stratum."""

LEAKED = ("displaced_livestock", "diverted_residues", "displaced_production")
"""Leakage that a project states itself, more than 0, or denies with a reason."""

FERTILISER = re.compile(
    "compost|manure|slurry|digestate|organic fertili[sz]er|litter|biosolid|sludge"
    "|guano|bone meal|(seed|oil) ?cake"
    "|堆肥|粪|厩肥|沼液|沼渣|有机肥|饼肥|污泥|鸡鸭便|骨粉",
    re.IGNORECASE,
)
"""Words of a practice or product that bring organic carbon and its nitrogen."""

ORGANIC = re.compile(f"{FERTILISER.pattern}|biochar|生物炭", re.IGNORECASE)
"""Words of a practice or product that bring organic carbon."""


def unsaid(
    evidence: Evidence, yearly: Yearly, aside: Set[str] = frozenset()
) -> list[str]:
    """Return what is said neither by a record nor by ``sources_absent``.

    Parameters
    ----------
    evidence, yearly
        What the account counts.
    aside
        Sources of records that do not count: they belie a denial all the same.

    Returns
    -------
    list of str
        ``lime`` for a source that nobody speaks of, ``lime project 2023`` for a
        year without a record, ``lime recorded`` for one that is recorded and stated
        not to exist.
    """
    found = [
        f"{source} recorded" for source in sorted(aside) if denied(evidence, source)
    ]
    for source, names in SOURCES.items():
        held = [name for name in yearly.properties if name.startswith(names)]
        found += _told(evidence, source, is_recorded=bool(held))
        lacking = {
            (role, year)
            for name in held
            for role in SCENARIOS
            for year in lacking_years(yearly, role, name)
        }
        found += [f"{source} {role} {year}" for role, year in sorted(lacking)]
    told = [
        *found, *unsaid_imports(evidence, yearly), *_carrier(evidence),
        *_leakage(evidence), *_wood(evidence),
        *(["role"] if yearly.without_role else []),
        *(["year"] if _is_undated(evidence) else []),
    ]  # fmt: skip
    return list(dict.fromkeys(told))


def _is_undated(evidence: Evidence) -> bool:
    """Tell whether a record names no year: a mean would count it as one of its own."""
    of_scenario = pl.col("role").is_in([*SCENARIOS, "control"])
    rows = counted(evidence).filter(is_yearly() & of_scenario & (year_of() == ""))
    return not rows.is_empty()


def _told(evidence: Evidence, source: str, *, is_recorded: bool) -> list[str]:
    """Return what stands against a source: said by nobody, or said and denied."""
    is_denied = denied(evidence, source)
    if is_recorded and is_denied:
        return [f"{source} recorded"]
    return [] if is_recorded or is_denied else [source]


def source_of(name: str) -> str:
    """Return the source that a property's records speak of, empty where of none."""
    if name.startswith(IMPORTED):
        return AMENDMENTS
    return next((key for key, names in SOURCES.items() if name.startswith(names)), "")


def lacking_years(yearly: Yearly, role: str, name: str) -> list[str]:
    """Return the years of a scenario without a record of a property."""
    held = yearly.recorded.get((role, name), frozenset())
    return [year for year in yearly.through(role) if year not in held]


def unsaid_imports(evidence: Evidence, yearly: Yearly) -> list[str]:
    """Return what is not said of organic carbon brought on the land.

    Where organic nitrogen is recorded, or practice or product name such a material, a
    denial alone does not do.
    """
    found = brought(evidence)
    is_recorded = any(role in SCENARIOS for role, _, _ in found)
    if not is_recorded and _names_organic_carbon(evidence, yearly):
        return [f"{AMENDMENTS} named"]
    lacking = {(role, year) for role, _, year in uncovered(evidence, yearly, found)}
    return [
        *_told(evidence, AMENDMENTS, is_recorded=is_recorded),
        *(f"{AMENDMENTS} {role} {year}" for role, year in sorted(lacking)),
    ]


def _names_organic_carbon(evidence: Evidence, yearly: Yearly) -> bool:
    is_applied = any(yearly.of(role, "organic_n_applied") > 0 for role in SCENARIOS)
    return is_applied or words_name_organic_carbon(evidence)


def words_name_organic_carbon(evidence: Evidence) -> bool:
    """Tell whether practice or product are described as bringing organic carbon."""
    return ORGANIC.search(_words_of_practice(evidence)) is not None


def words_name_fertiliser(evidence: Evidence) -> bool:
    """Tell whether practice, product or a way of application are organic fertiliser."""
    ways = evidence.observations.filter(pl.col("property") == "application_way")
    texts = (affirmed(_words_of_practice(evidence)), *ways["value"].unique())
    return any(FERTILISER.search(text) for text in texts)


def _words_of_practice(evidence: Evidence) -> str:
    """Return what describes the practice, and the name of its product."""
    practice = evidence.project.model.practice
    product = stated_or(practice.product, Product())
    texts = [practice.description, stated_or(product.name, None)]
    return json.dumps(to_builtins(texts), ensure_ascii=False)


def _carrier(evidence: Evidence) -> list[str]:
    """Return what is not said of the carbon of the product and its carrier.

    Every lot owes its content, unless a reason says that the product brings none.
    """
    if not applies_product(evidence):
        return []
    product = stated_or(evidence.product, Product())
    amount = product.carrier_carbon
    is_stated = amount is not UNSET and float(amount.value) > 0
    is_denied = denied(evidence, "carrier")
    contents = certified(evidence, CERTIFIED).values()
    is_certified = any(content > 0 for lot in contents for content, _ in lot)
    if is_denied:
        return ["carrier recorded"] if is_stated or is_certified else []
    lots = ["carrier lots"] if lots_without(evidence, CERTIFIED) else []
    return lots if is_stated else ["carrier", *lots]


def _wood(evidence: Evidence) -> list[str]:
    """Return what is not said of trees and shrubs."""
    silent = list(dict.fromkeys(unknown_wood(evidence)))
    told = _told(evidence, "woody_plants", is_recorded=bool(stocks(evidence)))
    return [*told, *([" ".join(("woody_plants", *silent))] if silent else [])]


def leaked(evidence: Evidence, name: str) -> float:
    """Return a leakage that the project states [t CO2e/a], 0 where it states none."""
    told: str | UnsetType = getattr(evidence.leakage, name)
    return float(stated_or(told, 0))


def _leakage(evidence: Evidence) -> list[str]:
    return [
        item
        for name in LEAKED
        for item in _told(evidence, name, is_recorded=leaked(evidence, name) > 0)
    ]
