"""From activity records to the scenarios' inputs: sources, product, leakage."""

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
from edaphon.accounting.yearly import (
    BURNT,
    FUELS,
    HEADS,
    PER_SCENARIO,
    SCENARIOS,
    Yearly,
    yearly_amounts,
    yield_change,
)
from edaphon.methods import Axis, Input

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

FLOODED = "ch4_flooded"
FROM_RECORDS = ("new_amendment_carbon", "carrier_carbon")
"""Inputs over the account that come from records rather than from project.yaml."""

OF_WEIGHT = ("volatile_solids_rate", "manure_ch4_factor")
"""Factors of an animal whose source rises with heads times weight, not heads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Scenario axes, inputs, and which years each scenario covers."""

    axes: tuple[Axis, ...]
    inputs: Mapping[str, Input]
    years: Mapping[str, tuple[str, ...]]


def activity(evidence: Evidence) -> Activity:
    """Put activity records and declared leakage on the scenario axes.

    Without any record the source inputs are absent, and so are the emissions: an
    account never takes silence for zero. With records, a source that a scenario
    does not name is zero there.
    """
    yearly = yearly_amounts(evidence)
    axes = [_scenario(evidence), *_items(yearly), _vintage(evidence)]
    inputs = {**_declared(evidence, yearly), **_period(evidence)}
    if yearly.years.get("project") and yearly.years.get("baseline"):
        inputs.update(_sources(evidence, yearly))
    return Activity(axes=tuple(axes), inputs=inputs, years=yearly.years)


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


def _items(yearly: Yearly) -> list[Axis]:
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


def _sources(evidence: Evidence, yearly: Yearly) -> dict[str, Input]:
    inputs = {
        name: _given(
            name, unit, "scenario",
            [yearly.of(role, found) for role in SCENARIOS], "activity records",
        )
        for found, (name, unit) in PER_SCENARIO.items()
        if found != "product_applied" or found in yearly.properties
    }  # fmt: skip
    practice = evidence.project.document["practice"]
    if "product_applied" not in inputs and "product" in practice:
        inputs["product_applied"] = _given(
            "product_applied", "kg/a", "scenario", [0.0, math.nan], "no record"
        )
    contents = [yearly.content(role, "nfix_biomass") for role in SCENARIOS]
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
    values = [
        _end(factors[name], unit, f"factors/{name}", high=role == "project")
        for role, name in zip(SCENARIOS, names, strict=True)
    ]
    return {FLOODED: _given(FLOODED, unit, "scenario", values, "project.yaml")}


def _livestock(evidence: Evidence, yearly: Yearly) -> dict[str, Input]:
    factors = evidence.project.document.get("factors", {})
    kinds = yearly.kinds(HEADS)
    herds = [(role, kind) for role in SCENARIOS for kind in kinds]
    inputs = {
        name: _given(name, unit, "livestock", values, "activity records")
        for name, unit, values in (
            ("livestock_heads", "1", [yearly.of(role, HEADS + k) for role, k in herds]),
            ("livestock_weight", "kg", [yearly.weight(role, k) for role, k in herds]),
        )
    }
    for name, unit in ANIMALS.items():
        rises = {
            kind: _rises(yearly, kind, weighed=name in OF_WEIGHT) for kind in kinds
        }
        values = [_factor(factors, name, kind, high=rises[kind]) for _, kind in herds]
        inputs[name] = _given(name, unit, "livestock", values, "factors of the project")
    return inputs


def _rises(yearly: Yearly, kind: str, *, weighed: bool) -> bool:
    baseline, project = (yearly.herd(r, kind, weighed=weighed) for r in SCENARIOS)
    return project > baseline


def _factor(factors: Mapping[str, Any], name: str, kind: str, *, high: bool) -> float:
    """Return a project's own factor; absent means unknown, and is never zero.

    Where its range is stated it enters at the end that credits less, the same for
    both scenarios: the high one for a herd that grows, else the low one.
    """
    path = f"{name}.{kind}" if f"{name}.{kind}" in factors else name
    if path not in factors:
        return 1.0 if name == "manure_deposited_share" else math.nan
    return _end(factors[path], ANIMALS[name], f"factors/{path}", high=high)


def _end(quantity: Mapping[str, Any], unit: str, path: str, *, high: bool) -> float:
    """Return the high or the low end of a stated range; its value without a range."""
    end = "high" if high else "low"
    ends = [quantity["value"], quantity.get(end, quantity["value"])]
    found = [stated({**quantity, "value": item}, unit, path) for item in ends]
    return max(found) if high else min(found)


def _declared(evidence: Evidence, yearly: Yearly) -> dict[str, Input]:
    """Return leakage, risk, deficit and imports as the project declares them."""
    document = evidence.project.document
    leakage = document.get("leakage", {})
    risk = document.get("permanence", {})
    product = document["practice"].get("product", {})
    inputs = {
        "carried_deficit": (
            "t{CO2e}",
            max(0.0, float(document.get("carried_deficit", 0))),
        ),
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
    for name, unit, value in _if_known(evidence, risk, yearly):
        stated = name not in FROM_RECORDS or name in product
        origin = "project.yaml" if stated else "activity records"
        found[name] = _given(name, unit, "account", [value], origin)
    return found


def _if_known(
    evidence: Evidence,
    risk: Mapping[str, Any],
    yearly: Yearly,
) -> list[tuple[str, str, float]]:
    found = []
    change = yield_change(evidence)
    if change is not None:
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
        path = "factors/product_emissions"
        value = _end(factor, "kg{CO2e}/kg", path, high=True)
        found.append(("product_factor", "kg{CO2e}/kg", value))
    return found


def _new_amendment(yearly: Yearly) -> float:
    """Return the carbon of amendments beyond those of the look-back [t C a-1]."""
    project, baseline = (
        yearly.of(role, "amendment_applied") * yearly.content(role, "amendment_applied")
        for role in ("project", "baseline")
    )
    new = project - baseline
    return new if math.isnan(new) else max(0.0, new)


def _carrier(evidence: Evidence, yearly: Yearly) -> float | None:
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
