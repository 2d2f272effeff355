"""Bars from gross effect to units."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import parameter, take
from edaphon.methods.shared.waterfall_terms import bar

TONNES = "t{CO2e}"


@bar(
    "gross_effect",
    "W_gross = 44/12 · D",
    ("Measured net soil effect", "实测净土壤碳效应"),
    equations="44/12 · (3)",
)
def gross_effect(
    difference: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """Before any deduction."""
    return co2_per_carbon * difference


@bar(
    "uncertainty_term",
    "W_unc = 44/12 · (L_D − D)",
    ("Uncertainty", "不确定性扣减"),
    equations="44/12 · [(5) − (3)]",
)
def uncertainty_term(
    difference: Annotated[float, take("t{C}")],
    difference_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """From the estimate down to its lower bound."""
    return co2_per_carbon * (difference_bound - difference)


@bar(
    "own_gain_term",
    "W_gain = 44/12 · (L_min − L_D)",
    ("Limit of the own gain", "以项目地实际增量为限"),
    equations="44/12 · [(6c) − (5)]",
)
def own_gain_term(
    smallest_bound: Annotated[float, take("t{C}")],
    difference_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """Avoided loss beyond the own gain is no removal."""
    return co2_per_carbon * (smallest_bound - difference_bound)


@bar(
    "import_term",
    "W_import = R − 44/12 · L_min",
    ("Organic carbon brought in", "外源有机碳"),
    equations="(6) − 44/12 · (6c)",
)
def import_term(
    soil_removal: Annotated[float, take(TONNES)],
    smallest_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """An import is never a removal."""
    return soil_removal - co2_per_carbon * smallest_bound


@bar(
    "emission_term",
    "W_source = −E",
    ("Emission increases", "排放增加量"),
    equations="−(7)",
)
def emission_term(emission_increases: Annotated[float, take(TONNES)]) -> float:
    """Taken off."""
    return -emission_increases


@bar("leakage_term", "W_leak = −LK", ("Leakage", "泄漏"), equations="−(8)")
def leakage_term(leakage: Annotated[float, take(TONNES)]) -> float:
    """Taken off."""
    return -leakage


@bar(
    "woody_term",
    "W_woody = −W",
    ("Loss of woody carbon", "木本植物碳储量损失"),
    equations="−(9w)",
)
def woody_term(woody_loss: Annotated[float, take(TONNES)]) -> float:
    """Taken off; a gain is not credited."""
    return -woody_loss


@bar(
    "deep_term",
    "W_deep = −R_deep",
    ("Loss in deeper layers", "深层土壤损失"),
    equations="−(C4)",
)
def deep_term(deep_loss: Annotated[float, take(TONNES, missing_is_zero=True)]) -> float:
    """Taken off where it is significant."""
    return 0.0 if math.isnan(deep_loss) else -deep_loss


@bar(
    "deficit_term",
    "W_deficit = −N_carried",
    ("Deficit of earlier accounts", "以前核算亏损"),
    equations="−N_carried, in (9)",
)
def deficit_term(carried_deficit: Annotated[float, take(TONNES)]) -> float:
    """Taken off until it is repaid."""
    return -carried_deficit


@bar("buffer_term", "W_buffer = −B", ("Buffer", "缓冲池扣留"), equations="−(10)")
def buffer_term(buffer: Annotated[float, take(TONNES)]) -> float:
    """Withheld against reversals."""
    return -buffer


@bar(
    "rounding_term",
    "W_round = U − (N − B)",
    ("Rounding down, or deficit", "取整或亏损结转"),
    equations="(11) − [(9) − (10)]",
)
def rounding_term(
    net_removals: Annotated[float, take(TONNES)],
    buffer: Annotated[float, take(TONNES)],
    units: Annotated[float, take(TONNES)],
) -> float:
    """From net removals less buffer to whole units; a loss becomes a deficit."""
    return units - (net_removals - buffer)


EQUATIONS = (
    gross_effect,
    uncertainty_term,
    own_gain_term,
    import_term,
    emission_term,
    leakage_term,
    woody_term,
    deep_term,
    deficit_term,
    buffer_term,
    rounding_term,
)
