"""From records of herds and a project's own factors to the inputs of livestock."""

import math
from collections.abc import Mapping

from edaphon.accounting.given import ASSUMED, end_of, given, recorded
from edaphon.accounting.yearly import HEADS, SCENARIOS, WEIGHT, Yearly
from edaphon.methods import Input, Origin
from edaphon.schemas.models.project import Factors

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


def livestock(factors: Mapping[str, Factors], yearly: Yearly) -> dict[str, Input]:
    """Return heads, weights and factors of every type of animal, both scenarios."""
    kinds = yearly.kinds(HEADS)
    herds = [(role, kind) for role in SCENARIOS for kind in kinds]
    own = [
        ("heads", "1", [_herd(yearly, role, HEADS + kind) for role, kind in herds]),
        ("weight", "kg", [_weight(yearly, role, kind) for role, kind in herds]),
    ]
    inputs = {}
    for name, unit, found in own:
        before = found[: len(kinds)] * len(SCENARIOS)
        for prefix, listed in (("recorded", found), ("baseline", before)):
            full = f"{prefix}_{name}"
            inputs[full] = recorded(full, unit, "livestock", listed)
    for name, unit in ANIMALS.items():
        values = [_factor(factors, name, kind) for _, kind in herds]
        paths = dict.fromkeys(_path(factors, name, kind) for _, kind in herds)
        told = tuple(f"factors/{path}" for path in paths if path in factors)
        origin = Origin("project", told) if told else ASSUMED
        inputs[name] = given(name, unit, "livestock", values, origin)
    return inputs


def _herd(yearly: Yearly, role: str, name: str) -> tuple[float, tuple[int, ...]]:
    """Return what is recorded of a herd, unknown where nothing is, and its rows."""
    return yearly.amounts.get((role, name), math.nan), yearly.rows(role, name)


def _weight(yearly: Yearly, role: str, kind: str) -> tuple[float, tuple[int, ...]]:
    """Return the weight of an animal [kg]; that of a herd of none does not matter."""
    heads = yearly.amounts.get((role, HEADS + kind))
    found, rows = _herd(yearly, role, WEIGHT + kind)
    return (0.0 if heads == 0.0 and math.isnan(found) else found), rows


def _factor(factors: Mapping[str, Factors], name: str, kind: str) -> float:
    """Return a project's own factor; absent means unknown, and is never zero.

    Where its range is stated its high end enters: the herd of the project is never
    counted smaller than that of the baseline, so that no herd falls, and one that
    was sold is charged where it went.
    """
    path = _path(factors, name, kind)
    if path not in factors:
        return 1.0 if name == "manure_deposited_share" else math.nan
    return end_of(factors[path], ANIMALS[name], f"factors/{path}", high=True)


def _path(factors: Mapping[str, Factors], name: str, kind: str) -> str:
    return f"{name}.{kind}" if f"{name}.{kind}" in factors else name
