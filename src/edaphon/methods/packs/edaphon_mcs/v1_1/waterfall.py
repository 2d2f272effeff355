"""Bars from gross effect to units."""

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
    "least_bound_term",
    "W_least = 44/12 · (L_min − L_D)",
    ("Limit of the other bounds", "以其他置信下限为限"),
    equations="44/12 · [(6c) − (5)]",
)
def least_bound_term(
    smallest_bound: Annotated[float, take("t{C}")],
    difference_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """Own gain, full profile, and the curve of VM0042: the least of them counts."""
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
    """Carbon that came from elsewhere is no removal."""
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
    equations="−(9)",
)
def woody_term(woody_loss: Annotated[float, take(TONNES)]) -> float:
    """Taken off; a gain is not credited."""
    return -woody_loss


@bar("buffer_term", "W_buffer = −B", ("Buffer", "缓冲池扣留"), equations="−(10)")
def buffer_term(buffer: Annotated[float, take(TONNES)]) -> float:
    """Withheld against reversals."""
    return -buffer


@bar(
    "issued_term",
    "W_issued = Q_new − Q",
    ("Credited before, or below zero", "以前已计入或结果为负"),
    equations="(12a) − (11)",
)
def issued_term(
    creditable: Annotated[float, take(TONNES)],
    new_removals: Annotated[float, take(TONNES)],
) -> float:
    """Units of earlier accounts; a result below zero issues none."""
    return new_removals - creditable


@bar(
    "rounding_term",
    "W_round = U − Q_new",
    ("Rounding down", "取整"),
    equations="(12b) − (12a)",
)
def rounding_term(
    new_removals: Annotated[float, take(TONNES)],
    units: Annotated[float, take(TONNES)],
) -> float:
    """From new removals to whole units of each year."""
    return units - new_removals


EQUATIONS = (
    gross_effect,
    uncertainty_term,
    least_bound_term,
    import_term,
    emission_term,
    leakage_term,
    woody_term,
    buffer_term,
    issued_term,
    rounding_term,
)
