"""VM0042 v2.2 §8.7: buffer and verified carbon units."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Values, equation, parameter, take

VCS = "VM0042 v2.2"

YEARLY = "t{CO2e}/a"

TONNES = "t{CO2e}"


@equation(
    number="75a",
    symbol="NPR",
    unit="1",
    source="AFOLU Non-Permanence Risk Procedure v5.0, floor of the rating",
    mark="P",
    title=("Non-permanence rating applied", "采用的非持久性风险评级"),
    replay="E",
    rounding="up",
    formula="NPR = max(NPR_min, r)",
)
def buffer_rating(
    rating: Annotated[float, take("1", "non_permanence_rating")],
    least: Annotated[float, parameter("least_buffer", "1")],
) -> float:
    """The declared rating, and never less than the floor."""
    return max(least, rating)


@equation(
    number="75",
    symbol="Bu_ER",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 75; losses carry no buffer",
    mark="D",
    title=("Buffer on reductions", "减排量缓冲池扣留"),
    when={"buffer_on_losses": "none"},
    rounding="up",
    formula=(
        "Bu_ER = NPR · max(0, min(0, ΔCO2_wp) − min(0, ΔCO2_bsl) + (1 − I) "
        "· (max(0, ΔCO2_wp) − max(0, ΔCO2_bsl)))"
    ),
)
def reduction_buffer(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """On the stock part of reductions alone: a loss earns no bonus."""
    return rating * max(0.0, _stock_part(project, baseline, indicator))


@equation(
    name="reduction_buffer",
    number="75",
    symbol="Bu_ER",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 75, to the letter",
    mark="P",
    title=("Buffer on reductions", "减排量缓冲池扣留"),
    when={"buffer_on_losses": "literal"},
    formula=(
        "Bu_ER = NPR · (min(0, ΔCO2_wp) − min(0, ΔCO2_bsl) + (1 − I) · "
        "(max(0, ΔCO2_wp) − max(0, ΔCO2_bsl)))"
    ),
)
def reduction_buffer_literal(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """On the stock part of reductions alone, which is negative on a loss."""
    return rating * _stock_part(project, baseline, indicator)


def _stock_part(project: float, baseline: float, indicator: float) -> float:
    losses = min(0.0, project) - min(0.0, baseline)
    gains = max(0.0, project) - max(0.0, baseline)
    return losses + (1.0 - indicator) * gains


@equation(
    number="76",
    symbol="Bu_CR",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 76; losses carry no buffer",
    mark="D",
    title=("Buffer on removals", "清除量缓冲池扣留"),
    when={"buffer_on_losses": "none"},
    rounding="up",
    formula="Bu_CR = NPR · max(0, I · (max(0, ΔCO2_wp) − max(0, ΔCO2_bsl)))",
)
def removal_buffer(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """On the stock alone, never on other gases or on fuel."""
    gains = max(0.0, project) - max(0.0, baseline)
    return rating * max(0.0, indicator * gains)


@equation(
    name="removal_buffer",
    number="76",
    symbol="Bu_CR",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 76, to the letter",
    mark="P",
    title=("Buffer on removals", "清除量缓冲池扣留"),
    when={"buffer_on_losses": "literal"},
    formula="Bu_CR = NPR · I · (max(0, ΔCO2_wp) − max(0, ΔCO2_bsl))",
)
def removal_buffer_literal(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """On the stock alone, negative where the control gained more."""
    return rating * indicator * (max(0.0, project) - max(0.0, baseline))


@equation(
    number="77",
    symbol="VCU_ER",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 77",
    mark="P",
    title=("Creditable reductions", "可签发减排量"),
    formula="VCU_ER = ER_NET − Bu_ER",
)
def credit_reductions(
    net_reductions: Annotated[float, take(YEARLY)],
    reduction_buffer: Annotated[float, take(YEARLY)],
) -> float:
    """Reductions less their buffer."""
    return net_reductions - reduction_buffer


@equation(
    number="78",
    symbol="VCU_CR",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 78",
    mark="P",
    title=("Creditable removals", "可签发清除量"),
    formula="VCU_CR = CR_NET − Bu_CR",
)
def credit_removals(
    net_removals: Annotated[float, take(YEARLY)],
    removal_buffer: Annotated[float, take(YEARLY)],
) -> float:
    """Removals less their buffer."""
    return net_removals - removal_buffer


@equation(
    number="79",
    symbol="VCU",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 79",
    mark="P",
    title=("Creditable reductions and removals", "可签发减排与清除量"),
    formula="VCU = VCU_ER + VCU_CR",
)
def credit_total(
    credit_reductions: Annotated[float, take(YEARLY)],
    credit_removals: Annotated[float, take(YEARLY)],
) -> float:
    """Reductions and removals together."""
    return credit_reductions + credit_removals


@equation(
    number="79h",
    symbol="VCU_x",
    unit=TONNES,
    source=f"{VCS} §8.7 Eq. 79",
    mark="P",
    title=("Result of the period, rounded nowhere", "本期结果（未取整）"),
    replay="E",
    formula="VCU_x = VCU · x",
)
def period_result(
    credit_total: Annotated[float, take(YEARLY)],
    years: Annotated[float, take("a")],
) -> float:
    """What the period bears, which later accounts hold against what was credited."""
    return credit_total * years


@equation(
    number="79f",
    symbol="VCU_D",
    unit=YEARLY,
    source=f"{VCS} §8.7; our reading of a net loss",
    mark="D",
    title=("Result after an earlier negative result", "弥补以前负结果后的结果"),
    replay="E",
    formula="VCU_D = VCU − D_0 / x",
)
def credit_after_deficit(
    credit_total: Annotated[float, take(YEARLY)],
    earlier_deficit: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
) -> float:
    """A period that lost is not forgotten: what it lost comes off first."""
    return credit_total - earlier_deficit / years


@equation(
    number="79g",
    symbol="D_1",
    unit=TONNES,
    source=f"{VCS} §8.7; our reading of a net loss",
    mark="D",
    title=("Carried deficit", "结转负结果"),
    replay="E",
    rounding="up",
    formula="D_1 = max(0, D_0 − VCU · x)",
)
def deficit_after(
    credit_total: Annotated[float, take(YEARLY)],
    earlier_deficit: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
) -> float:
    """What the next account begins with; the registry's buffer may cover it sooner."""
    return max(0.0, earlier_deficit - credit_total * years)


@equation(
    number="79a",
    symbol="VCU_CR,k",
    unit=TONNES,
    over="vintage",
    source="VCS Standard: whole units per vintage, rounded down",
    mark="M",
    title=(
        "Quantified removals of a year (unverified)",
        "分年度核算结果，清除类（未经核查）",
    ),
    replay="E",
    decimals=0,
    rounding="down",
    formula=(
        "VCU_CR,k = min(floor(max(0, VCU_CR − D_0 / x) · y_k),"
        " floor(max(0, VCU_D) · y_k))"
    ),
)
def vintage_removals(
    credit_removals: Annotated[float, take(YEARLY)],
    credit_after_deficit: Annotated[float, take(YEARLY)],
    *,
    earlier_deficit: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
    vintage_years: Annotated[float, take("a")],
) -> float:
    """Floor of the year's removals, no more than the year's total allows.

    An earlier deficit comes off removals: what was lost is stock.
    """
    removals = max(0.0, credit_removals - earlier_deficit / years)
    total = math.floor(max(0.0, credit_after_deficit) * vintage_years)
    return float(min(math.floor(removals * vintage_years), total))


@equation(
    number="79b",
    symbol="VCU_k",
    unit=TONNES,
    over="vintage",
    source="VCS Standard: whole units per vintage, rounded down",
    mark="M",
    title=(
        "Quantified reductions and removals of a year (unverified)",
        "分年度核算结果（未经核查）",
    ),
    replay="E",
    decimals=0,
    rounding="down",
    formula=(
        "VCU_k = min(floor(max(0, VCU_ER) · y_k) + VCU_CR,k,"
        " floor(max(0, VCU_D) · y_k))"
    ),
)
def vintage_units(
    credit_reductions: Annotated[float, take(YEARLY)],
    credit_after_deficit: Annotated[float, take(YEARLY)],
    vintage_removals: Annotated[float, take(TONNES)],
    vintage_years: Annotated[float, take("a")],
) -> float:
    """Reductions and removals are rounded down apart, and never pass the total."""
    reduced = math.floor(max(0.0, credit_reductions) * vintage_years)
    total = math.floor(max(0.0, credit_after_deficit) * vintage_years)
    return float(min(reduced + vintage_removals, total))


@equation(
    number="79c",
    symbol="VCU_total",
    unit=TONNES,
    source="VCS Standard: whole units per vintage, rounded down",
    mark="M",
    title=("Quantified reductions and removals (unverified)", "核算结果（未经核查）"),
    replay="E",
    decimals=0,
    rounding="down",
    formula="VCU_total = Σ_k VCU_k",
)
def units(vintages: Annotated[Values, take(TONNES, "vintage_units")]) -> float:
    """Sum over vintages."""
    return math.fsum(vintages)


@equation(
    number="79d",
    symbol="VCU_CR,total",
    unit=TONNES,
    source="VCS Standard: reductions and removals are labelled apart",
    mark="M",
    title=("Quantified removals (unverified)", "核算结果，清除类（未经核查）"),
    replay="E",
    decimals=0,
    rounding="down",
    formula="VCU_CR,total = Σ_k VCU_CR,k",
)
def removal_units(
    vintages: Annotated[Values, take(TONNES, "vintage_removals")],
) -> float:
    """Sum over vintages."""
    return math.fsum(vintages)


@equation(
    number="79e",
    symbol="VCU_ER,total",
    unit=TONNES,
    source="VCS Standard: reductions and removals are labelled apart",
    mark="M",
    title=("Quantified reductions (unverified)", "核算结果，减排类（未经核查）"),
    replay="E",
    decimals=0,
    rounding="down",
    formula="VCU_ER,total = VCU_total − VCU_CR,total",
)
def reduction_units(
    units: Annotated[float, take(TONNES)],
    removal_units: Annotated[float, take(TONNES)],
) -> float:
    """What is left of the units, so that the labels never pass the total."""
    return units - removal_units


EQUATIONS = (
    buffer_rating,
    reduction_buffer,
    reduction_buffer_literal,
    removal_buffer,
    removal_buffer_literal,
    credit_reductions,
    credit_removals,
    credit_total,
    period_result,
    credit_after_deficit,
    deficit_after,
    vintage_removals,
    vintage_units,
    units,
    removal_units,
    reduction_units,
)
