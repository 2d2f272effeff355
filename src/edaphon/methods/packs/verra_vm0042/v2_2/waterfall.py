"""Bars from gross effect to units, over the whole period."""

from typing import Annotated

from edaphon.methods.engine.equation import take
from edaphon.methods.shared.waterfall_terms import bar

YEARLY = "t{CO2e}/a"

TONNES = "t{CO2e}"


@bar(
    "gross_effect",
    "W_gross = (ΔC_soil,wp − ΔC_soil,bsl) · x",
    ("Measured net soil effect", "实测净土壤碳效应"),
    equations="[(47) − (46)] · x",
)
def gross_effect(
    project: Annotated[float, take(YEARLY, "soil_change_project")],
    baseline: Annotated[float, take(YEARLY, "soil_change_baseline")],
    years: Annotated[float, take("a")],
) -> float:
    """Before any deduction."""
    return (project - baseline) * years


@bar(
    "woody_term",
    "W_woody = −W · x",
    ("Loss of trees and shrubs", "乔灌木碳储量损失"),
    equations="−(51a) · x",
)
def woody_term(
    woody_loss: Annotated[float, take(YEARLY)], years: Annotated[float, take("a")]
) -> float:
    """Taken off; a gain is not credited."""
    return -woody_loss * years


@bar(
    "uncertainty_term",
    "W_unc = −(ΔC_soil,wp − ΔC_soil,bsl) · UNC · I_soil · x",
    ("Uncertainty", "不确定性扣减"),
    equations="−[(47) − (46)] · (74) · x",
)
def uncertainty_term(
    project: Annotated[float, take(YEARLY, "soil_change_project")],
    baseline: Annotated[float, take(YEARLY, "soil_change_baseline")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    years: Annotated[float, take("a")],
) -> float:
    """Taken off a gain, added to a loss."""
    return -(project - baseline) * uncertainty * soil_sign * years


@bar(
    "emission_term",
    "W_source = ΔE · x",
    ("Emission sources", "排放源变化"),
    equations="(37a) · x",
)
def emission_term(
    source_reductions: Annotated[float, take(YEARLY)],
    years: Annotated[float, take("a")],
) -> float:
    """Positive when emissions fell."""
    return source_reductions * years


@bar("leakage_term", "W_leak = −LE · x", ("Leakage", "泄漏"), equations="−(38a) · x")
def leakage_term(
    leakage: Annotated[float, take(YEARLY)], years: Annotated[float, take("a")]
) -> float:
    """Taken off."""
    return -leakage * years


@bar(
    "buffer_term",
    "W_buffer = −(Bu_ER + Bu_CR) · x",
    ("Buffer", "缓冲池扣留"),
    equations="−[(75) + (76)] · x",
)
def buffer_term(
    reduction_buffer: Annotated[float, take(YEARLY)],
    removal_buffer: Annotated[float, take(YEARLY)],
    years: Annotated[float, take("a")],
) -> float:
    """Withheld against reversals."""
    return -(reduction_buffer + removal_buffer) * years


@bar(
    "deficit_term",
    "W_deficit = D_1 − D_0",
    (
        "Credited or lost before: made good, or carried on",
        "弥补或结转以前的计入量与负结果",
    ),
    equations="(79g) − D_0",
)
def deficit_term(
    deficit_after: Annotated[float, take(TONNES)],
    earlier_deficit: Annotated[float, take(TONNES)],
) -> float:
    """Below zero as far as this period makes an earlier one good; else what it adds."""
    return deficit_after - earlier_deficit


@bar(
    "rounding_term",
    "W_round = VCU_total − VCU · x − W_deficit",
    ("Rounding down", "向下取整"),
    equations="(79c) − (79) · x − W_deficit",
)
def rounding_term(
    units: Annotated[float, take(TONNES)],
    credit_total: Annotated[float, take(YEARLY)],
    deficit_term: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
) -> float:
    """From the sum of the period to whole units per vintage."""
    return units - credit_total * years - deficit_term


EQUATIONS = (
    gross_effect,
    woody_term,
    uncertainty_term,
    emission_term,
    leakage_term,
    buffer_term,
    deficit_term,
    rounding_term,
)
