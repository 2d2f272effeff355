"""From activity records to the scenarios' inputs: yearly amounts, sources, leakage.

A record's year is its campaign; a scenario's yearly amount is the sum of its
records over the number of years it covers.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from edaphon.accounting.evidence import Evidence, vintages
from edaphon.accounting.layers import used
from edaphon.accounting.stated import stated
from edaphon.methods.axes import Axis
from edaphon.methods.engine import Input

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

ANIMALS = {
    "enteric_factor": "kg/a",
    "volatile_solids_rate": "kg/t/d",
    "manure_system_share": "1",
    "manure_ch4_factor": "g/kg",
    "nitrogen_excretion": "kg/a",
    "manure_deposited_share": "1",
    "manure_n2o_factor": "1",
}
"""Factors of a type of animal, ``factors`` of project.yaml as ``name.type``; unit."""

ACTIVITY = (
    *FUELS,
    *PER_SCENARIO,
    "nfix_n_content",
    "amendment_applied",
    "amendment_carbon_content",
)
FLOODED = "ch4_flooded"
FROM_RECORDS = ("new_amendment_carbon", "carrier_carbon")
"""Inputs over the account that come from records rather than from project.yaml."""

BURNT, HEADS, WEIGHT = "residue_burnt_", "livestock_heads_", "livestock_weight_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Scenario axes, inputs, and which years each scenario covers."""

    axes: tuple[Axis, ...]
    inputs: Mapping[str, Input]
    years: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Yearly:
    """Yearly amounts by scenario and property, for one project."""

    amounts: Mapping[tuple[str, str], float]
    years: Mapping[str, tuple[str, ...]]
    properties: tuple[str, ...]

    def of(self, role: str, name: str) -> float:
        return self.amounts.get((role, name), 0.0)

    def kinds(self, prefix: str) -> tuple[str, ...]:
        return tuple(
            name.removeprefix(prefix)
            for name in self.properties
            if name.startswith(prefix)
        )


def activity(evidence: Evidence) -> Activity:
    """Put activity records and declared leakage on the scenario axes.

    Without any record the source inputs are absent, and so are the emissions: an
    account never takes silence for zero. With records, a source that a scenario
    does not name is zero there.
    """
    yearly = _yearly(evidence)
    axes = [_scenario(evidence), *_items(yearly), _vintage(evidence)]
    inputs = {**_declared(evidence, yearly), **_period(evidence)}
    if yearly.years.get("project") and yearly.years.get("baseline"):
        inputs.update(_sources(evidence, yearly))
    return Activity(axes=tuple(axes), inputs=inputs, years=yearly.years)


def _yearly(evidence: Evidence) -> _Yearly:
    rows = used(evidence.observations).filter(
        pl.col("role").is_in(SCENARIOS) & (pl.col("top_cm") == "")
    )
    prefixes = (BURNT, HEADS, WEIGHT)
    names = pl.col("property")
    is_activity = names.is_in(ACTIVITY)
    for prefix in prefixes:
        is_activity = is_activity | names.str.starts_with(prefix)
    rows = rows.filter(is_activity).select("role", "campaign", "property", "number")
    years: dict[str, set[str]] = {}
    values: dict[tuple[str, str], list[float]] = {}
    amendment: dict[tuple[str, str], list[float]] = {}
    for role, year, name, number in rows.iter_rows():
        years.setdefault(role, set()).add(year)
        values.setdefault((role, name), []).append(float(number))
        amendment.setdefault((role, name), []).append(float(number))
    amounts = {
        (role, name): _amount(name, listed, len(years[role]))
        for (role, name), listed in values.items()
    }
    return _Yearly(
        amounts=amounts,
        years={role: tuple(sorted(found)) for role, found in sorted(years.items())},
        properties=tuple(sorted({name for _, name in values})),
    )


def _amount(name: str, values: Sequence[float], years: int) -> float:
    """Return a yearly mean of amounts, or the plain mean of a content or weight."""
    is_content = name.endswith("_content") or name.startswith((WEIGHT, HEADS))
    return math.fsum(values) / (len(values) if is_content else years)


def _scenario(evidence: Evidence) -> Axis:
    land = evidence.project.document.get("land", {})
    climate = "wet" if land.get("wet_climate") else "dry"
    leaches = "yes" if land.get("wet_climate") or land.get("irrigated") else "no"
    return Axis(
        name="scenario",
        parent="account",
        labels=SCENARIOS,
        parents=(0, 0),
        attributes={
            "role": SCENARIOS,
            "climate": (climate, climate),
            "leaching": (leaches, leaches),
        },
    )


def _items(yearly: _Yearly) -> list[Axis]:
    fuels = tuple(kind for name, kind in FUELS.items() if name in yearly.properties)
    animals = yearly.kinds(HEADS)
    crops = yearly.kinds(BURNT)
    return [
        _below_scenario(name, kinds)
        for name, kinds in (("fuel", fuels), ("residue", crops), ("livestock", animals))
    ]


def _below_scenario(name: str, kinds: Sequence[str]) -> Axis:
    pairs = [(place, kind) for place in range(len(SCENARIOS)) for kind in kinds]
    return Axis(
        name=name,
        parent="scenario",
        labels=tuple(f"{SCENARIOS[place]} {kind}" for place, kind in pairs),
        parents=tuple(place for place, _ in pairs),
        attributes={"kind": tuple(kind for _, kind in pairs)},
    )


def _vintage(evidence: Evidence) -> Axis:
    period = evidence.project.document["period"]
    years = vintages(str(period["start"]), str(period["end"]))
    return Axis(
        name="vintage",
        parent="account",
        labels=tuple(year for year, _ in years),
        parents=(0,) * len(years),
    )


def _period(evidence: Evidence) -> dict[str, Input]:
    period = evidence.project.document["period"]
    parts = [length for _, length in vintages(str(period["start"]), str(period["end"]))]
    whole = sum(parts, Fraction(0))
    through = [
        sum(parts[: place + 1], Fraction(0)) / whole for place in range(len(parts))
    ]
    before = [Fraction(0), *through[:-1]]
    return {
        "years": _given("years", "a", "account", [evidence.years], "period"),
        "vintage_years": _given("vintage_years", "a", "vintage", parts, "period"),
        "share_before": _given("share_before", "1", "vintage", before, "period"),
        "share_through": _given("share_through", "1", "vintage", through, "period"),
    }


def _sources(evidence: Evidence, yearly: _Yearly) -> dict[str, Input]:
    inputs = {
        name: _given(
            name, unit, "scenario",
            [yearly.of(role, found) for role in SCENARIOS], "activity records",
        )
        for found, (name, unit) in PER_SCENARIO.items()
        if found != "product_applied" or found in yearly.properties
    }  # fmt: skip
    contents = [yearly.of(role, "nfix_n_content") for role in SCENARIOS]
    inputs["nfix_n_content"] = _given(
        "nfix_n_content", "t{N}/t", "scenario", contents, "activity records"
    )
    fuels = [name for name in FUELS if name in yearly.properties]
    crops = [f"{BURNT}{kind}" for kind in yearly.kinds(BURNT)]
    for name, unit, axis, properties in (
        ("fuel_consumption", "L/a", "fuel", fuels),
        ("residue_burnt", "kg/a", "residue", crops),
    ):
        values = [yearly.of(role, item) for role in SCENARIOS for item in properties]
        inputs[name] = _given(name, unit, axis, values, "activity records")
    return {**inputs, **_flooded(evidence), **_livestock(evidence, yearly)}


def _flooded(evidence: Evidence) -> dict[str, Input]:
    """Return the methane of flooded soil where both scenarios state it."""
    factors = evidence.project.document.get("factors", {})
    names = [f"{FLOODED}.{role}" for role in SCENARIOS]
    if any(name not in factors for name in names):
        return {}
    unit = "t{CO2e}/har/a"
    values = [stated(factors[name], unit, f"factors/{name}") for name in names]
    return {FLOODED: _given(FLOODED, unit, "scenario", values, "project.yaml")}


def _livestock(evidence: Evidence, yearly: _Yearly) -> dict[str, Input]:
    factors = evidence.project.document.get("factors", {})
    kinds = yearly.kinds(HEADS)
    inputs = {
        name: _given(
            name, unit, "livestock",
            [yearly.of(role, prefix + kind) for role in SCENARIOS for kind in kinds],
            "activity records",
        )
        for name, unit, prefix in (
            ("livestock_heads", "1", HEADS),
            ("livestock_weight", "kg", WEIGHT),
        )
    }  # fmt: skip
    for name, unit in ANIMALS.items():
        values = [_factor(factors, name, kind) for _ in SCENARIOS for kind in kinds]
        inputs[name] = _given(name, unit, "livestock", values, "factors of the project")
    return inputs


def _factor(factors: Mapping[str, Any], name: str, kind: str) -> float:
    """Return a project's own factor; absent means unknown, and is never zero."""
    path = f"{name}.{kind}" if f"{name}.{kind}" in factors else name
    if path not in factors:
        return 1.0 if name == "manure_deposited_share" else math.nan
    return stated(factors[path], ANIMALS[name], f"factors/{path}")


def _declared(evidence: Evidence, yearly: _Yearly) -> dict[str, Input]:
    """Return leakage, risk, deficit and imports as the project declares them."""
    document = evidence.project.document
    leakage = document.get("leakage", {})
    risk = document.get("permanence", {})
    product = document["practice"].get("product", {})
    inputs = {
        "carried_deficit": ("t{CO2e}", document.get("carried_deficit", 0)),
        "earlier_removals": ("t{CO2e}", document.get("earlier_removals", 0)),
        "displaced_livestock": ("t{CO2e}/a", leakage.get("displaced_livestock", 0)),
        "diverted_residues": ("t{CO2e}/a", leakage.get("diverted_residues", 0)),
        "foregone_production": ("t{CO2e}/a", leakage.get("displaced_production", 0)),
        "leakage_mitigation": ("t{CO2e}/a", 0),
    }
    found = {
        name: _given(name, unit, "account", [float(value)], "project.yaml")
        for name, (unit, value) in inputs.items()
    }
    for name, unit, value in _if_known(evidence, leakage, risk, yearly):
        stated = name not in FROM_RECORDS or name in product
        origin = "project.yaml" if stated else "activity records"
        found[name] = _given(name, unit, "account", [value], origin)
    return found


def _if_known(
    evidence: Evidence,
    leakage: Mapping[str, Any],
    risk: Mapping[str, Any],
    yearly: _Yearly,
) -> list[tuple[str, str, float]]:
    found = []
    if "yield_change_percent" in leakage:
        change = float(leakage["yield_change_percent"]) / 100.0
        found.append(("yield_change", "1", change))
    parts = ("internal", "external", "natural")
    if all(part in risk for part in parts):
        ratings = [float(risk[part]) for part in parts]
        total = math.fsum(max(0.0, rating) for rating in ratings)
        found.append(("non_permanence_rating", "1", math.ceil(total) / 100.0))
        found.extend(
            (f"risk_{part}", "%", rating)
            for part, rating in zip(parts, ratings, strict=True)
        )
    if yearly.years.get("project") and yearly.years.get("baseline"):
        found.append(("new_amendment_carbon", "t{C}/a", _new_amendment(yearly)))
    carrier = _carrier(evidence, yearly)
    if carrier is not None:
        found.append(("carrier_carbon", "t{C}", carrier))
    factor = evidence.project.document.get("factors", {}).get("product_emissions")
    if factor is not None:
        value = stated(factor, "kg{CO2e}/kg", "factors/product_emissions")
        found.append(("product_factor", "kg{CO2e}/kg", value))
    return found


def _new_amendment(yearly: _Yearly) -> float:
    """Return the carbon of amendments beyond those of the look-back [t C a-1]."""
    project, baseline = (
        yearly.of(role, "amendment_applied")
        * yearly.of(role, "amendment_carbon_content")
        for role in ("project", "baseline")
    )
    return max(0.0, project - baseline)


def _carrier(evidence: Evidence, yearly: _Yearly) -> float | None:
    """Return the carbon that the product brings over the period [t C]."""
    practice = evidence.project.document["practice"]
    product = practice.get("product")
    if product is None:
        return 0.0
    if product.get("sterile_carrier_on_control"):
        return 0.0
    if "carrier_carbon" in product:
        path = "practice/product/carrier_carbon"
        return stated(product["carrier_carbon"], "t{C}", path)
    content = used(evidence.observations).filter(
        pl.col("property") == "product_carbon_content"
    )
    if content.is_empty() or ("project", "product_applied") not in yearly.amounts:
        return None
    share = max(float(number) for number in content["number"]) / 100.0
    amount = yearly.of("project", "product_applied") / 1000.0
    return amount * share * float(evidence.years)


def _given(
    name: str, unit: str, axis: str, values: Sequence[Any], origin: str
) -> Input:
    return Input(
        name=name,
        unit=unit,
        over=axis,
        values=np.array([float(value) for value in values], dtype=np.float64),
        origin=origin,
    )
