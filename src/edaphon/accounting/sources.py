"""Which sources, imports and leakage nobody speaks of, by scenario and year.

A source without a record is not a source without emissions: each is recorded in
every year of both scenarios, or stated not to exist, with a reason. So are organic
carbon that is brought on the land, and leakage.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence, Set

from msgspec import UNSET, UnsetType, to_builtins

from edaphon.accounting.campaign_days import years_sampled
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.imports import (
    Brought,
    Place,
    brings_a_carrier,
    brought,
    certificates,
    denied,
)
from edaphon.accounting.wood import stocks, unknown_wood
from edaphon.accounting.yearly import BURNT, FUELS, HEADS, SCENARIOS, Yearly
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

LEAKED = ("displaced_livestock", "diverted_residues", "displaced_production")
"""Leakage that a project states itself, more than 0, or denies with a reason."""

ORGANIC = re.compile(
    "compost|manure|slurry|digestate|biochar|organic fertili[sz]er"
    "|堆肥|粪|厩肥|沼液|沼渣|生物炭|有机肥",
    re.IGNORECASE,
)
"""Words of a practice or product that bring organic carbon."""

SHORT_OF_A_YEAR = 1 / 2
"""Part of a year that needs no record of its own [a]."""


def unsaid(evidence: Evidence, yearly: Yearly) -> list[str]:
    """Return what is said neither by a record nor by ``sources_absent``.

    Returns
    -------
    list of str
        ``lime`` for a source that nobody speaks of, ``lime project 2023`` for a
        year without a record, ``lime recorded`` for one that is recorded and stated
        not to exist, ``years project 2 3`` for two years of records where three are
        needed.
    """
    found = []
    for source, names in SOURCES.items():
        held = [name for name in yearly.properties if name.startswith(names)]
        found += _told(evidence, source, is_recorded=bool(held))
        lacking = {
            (role, year)
            for name in held
            for role in SCENARIOS
            for year in _through(yearly.years.get(role, ()))
            if year not in yearly.recorded.get((role, name), ())
        }
        found += [f"{source} {role} {year}" for role, year in sorted(lacking)]
    return [
        *found, *_amendments(evidence, yearly), *_carrier(evidence),
        *_leakage(evidence), *_wood(evidence), *_too_few(evidence, yearly),
        *(["role"] if yearly.without_role else []),
    ]  # fmt: skip


def _told(evidence: Evidence, source: str, *, is_recorded: bool) -> list[str]:
    """Return what stands against a source: said by nobody, or said and denied."""
    is_denied = denied(evidence, source)
    if is_recorded and is_denied:
        return [f"{source} recorded"]
    return [] if is_recorded or is_denied else [source]


def _amendments(evidence: Evidence, yearly: Yearly) -> list[str]:
    """Return what is not said of organic carbon brought on the land.

    Records that name a stratum are owed by every stratum, in every year of both
    scenarios. Where organic nitrogen is recorded, or practice or product name such a
    material, a denial alone does not do.
    """
    found = brought(evidence)
    held = {place[1:] for place in found if place[0] in SCENARIOS}
    if not held and _names_organic_carbon(evidence, yearly):
        return ["amendments named"]
    strata = {item.id for item in evidence.strata}
    lacking = {
        (role, year)
        for material in {material for _, material in held}
        for role in SCENARIOS
        for year in _through(yearly.years.get(role, ()))
        if not _is_covered(found, (role, year), material, strata)
    }
    return [
        *_told(evidence, "amendments", is_recorded=bool(held)),
        *(f"amendments {role} {year}" for role, year in sorted(lacking)),
    ]


def _is_covered(
    found: Mapping[Place, Brought], when: tuple[str, str], material: str,
    strata: Set[str],
) -> bool:  # fmt: skip
    """Tell whether a material is recorded in a year, for all land."""
    role, year = when
    named = {
        stratum
        for (whose, stratum, what), item in found.items()
        if (whose, what) == (role, material) and year in item.years
    }
    return "" in named or strata <= named


def _names_organic_carbon(evidence: Evidence, yearly: Yearly) -> bool:
    practice = evidence.project.model.practice
    product = stated_or(practice.product, Product())
    texts = [practice.description, stated_or(product.name, None)]
    told = json.dumps(to_builtins(texts), ensure_ascii=False)
    is_applied = any(yearly.of(role, "organic_n_applied") > 0 for role in SCENARIOS)
    return is_applied or ORGANIC.search(told) is not None


def _carrier(evidence: Evidence) -> list[str]:
    """Return what is not said of the carbon of the product and its carrier."""
    if not brings_a_carrier(evidence):
        return []
    product = stated_or(evidence.product, Product())
    amount = product.carrier_carbon
    is_stated = amount is not UNSET and float(amount.value) > 0
    contents = certificates(evidence)[1].values()
    is_certified = any(bool((item.values > 0).any()) for item in contents)
    if is_certified and not is_stated:
        return ["carrier recorded"] if denied(evidence, "carrier") else ["carrier"]
    return _told(evidence, "carrier", is_recorded=is_stated)


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


def _through(years: Sequence[str]) -> list[str]:
    """Return every year from the first to the last that is recorded."""
    if not years or not all(year.isdigit() for year in years):
        return list(years)
    return [str(year) for year in range(int(min(years)), int(max(years)) + 1)]


def _too_few(evidence: Evidence, yearly: Yearly) -> list[str]:
    needed = math.ceil(float(years_sampled(evidence)) - SHORT_OF_A_YEAR)
    held = len(yearly.years.get("project", ()))
    return [f"years project {held} {needed}"] if 0 < held < needed else []
