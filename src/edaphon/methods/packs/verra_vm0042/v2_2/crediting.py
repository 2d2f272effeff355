"""VM0042 v2.2 §8.3-8.5, 8.7: reductions, removals, leakage, buffer, units."""

import math
from collections.abc import Callable
from typing import Annotated

from edaphon.methods.equation import Equation, Values, equation, parameter, take

VCS = "VM0042 v2.2"
YEARLY = "t{CO2e}/a"
TONNES = "t{CO2e}"


def _reduction(
    name: str, number: str, source: str, titles: tuple[str, str]
) -> Equation:
    @equation(
        name=name,
        number=number,
        symbol=f"Δ{source}",
        unit=YEARLY,
        source=f"{VCS} §8.3 Eq. {number}",
        mark="P",
        title=titles,
    )
    def reduction(
        baseline: Annotated[float, take("t{CO2e}/har/a", source, role="baseline")],
        project: Annotated[float, take("t{CO2e}/har/a", source, role="project")],
        area: Annotated[float, take("har")],
    ) -> float:
        """sum_i (bsl - wp) A_i; positive is good."""
        return (baseline - project) * area

    return reduction


REDUCTIONS = (
    _reduction("fuel_reduction", "52", "co2_fuel", ("Reduction, fossil fuel", "化石燃料减排量")),
    _reduction("lime_reduction", "53", "co2_lime", ("Reduction, liming", "石灰施用减排量")),
    _reduction("enteric_reduction", "55", "ch4_enteric", ("Reduction, enteric methane", "肠道发酵甲烷减排量")),
    _reduction("manure_ch4_reduction", "56", "ch4_manure", ("Reduction, manure methane", "粪便甲烷减排量")),
    _reduction("burning_ch4_reduction", "57", "ch4_burning", ("Reduction, burning methane", "秸秆焚烧甲烷减排量")),
    _reduction("soil_n2o_reduction", "58", "n2o_soil", ("Reduction, soil nitrous oxide", "土壤氧化亚氮减排量")),
    _reduction("burning_n2o_reduction", "59", "n2o_burning", ("Reduction, burning nitrous oxide", "秸秆焚烧氧化亚氮减排量")),
)  # fmt: skip


@equation(
    number="37a",
    symbol="ΣΔE",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 37, sum of sources; factors at their conservative end",
    mark="P",
    title=("Emission reductions of all sources", "各排放源减排量合计"),
)
def source_reductions(
    fuel: Annotated[float, take(YEARLY, "fuel_reduction")],
    lime: Annotated[float, take(YEARLY, "lime_reduction")],
    enteric: Annotated[float, take(YEARLY, "enteric_reduction")],
    manure_ch4: Annotated[float, take(YEARLY, "manure_ch4_reduction")],
    burning_ch4: Annotated[float, take(YEARLY, "burning_ch4_reduction")],
    soil_n2o: Annotated[float, take(YEARLY, "soil_n2o_reduction")],
    burning_n2o: Annotated[float, take(YEARLY, "burning_n2o_reduction")],
) -> float:
    """Sum; soil methane needs a validated model (QA1) and is zero here."""
    return math.fsum(
        (fuel, lime, enteric, manure_ch4, burning_ch4, soil_n2o, burning_n2o)
    )


@equation(
    number="37b",
    symbol="I",
    unit="1",
    source=f"{VCS} §8.5 Eq. 37 and 40, indicator of removals",
    mark="P",
    title=("Indicator of removals", "清除量判别系数"),
    replay="E",
)
def removal_indicator(
    stock_change_project: Annotated[float, take(YEARLY)],
    earlier_removals: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
) -> float:
    """1 when the project's stocks rose since the start, this period included."""
    return 1.0 if earlier_removals + stock_change_project * years > 0 else 0.0


@equation(
    number="37",
    symbol="ER",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 37",
    mark="P",
    title=("Emission reductions", "减排量"),
)
def reductions(
    source_reductions: Annotated[float, take(YEARLY)],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """Sources, stock losses, and stock gains too while the project has no removal."""
    losses = min(0.0, project) - min(0.0, baseline)
    gains = max(0.0, project) - max(0.0, baseline)
    return math.fsum((source_reductions, losses, (1.0 - indicator) * gains))


@equation(
    number="40",
    symbol="CR",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 40",
    mark="P",
    title=("Carbon dioxide removals", "温室气体清除量"),
)
def removals(
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """I (max(0, ΔC_wp) - max(0, ΔC_bsl))."""
    return indicator * (max(0.0, project) - max(0.0, baseline))


@equation(
    number="33",
    symbol="LE_OA",
    unit=YEARLY,
    source=f"{VCS} §8.4.1 Eq. 33",
    mark="P",
    title=("Leakage from imported organic amendments", "外源有机物料泄漏"),
    rounding="up",
)
def amendment_leakage(
    new_amendment_carbon: Annotated[float, take("t{C}/a")],
    retained: Annotated[float, parameter("amendment_retained", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """LE_OA = sum M CC 0.12 44/12, of what is new or additional."""
    return max(0.0, new_amendment_carbon) * retained * co2_per_carbon


@equation(
    number="35",
    symbol="AL",
    unit=YEARLY,
    source=f"{VCS} §8.4.3 Eq. 34-35 with VMD0054",
    mark="P",
    title=("Production leakage allocated", "生产转移泄漏（分摊）"),
    rounding="up",
)
def allocated_leakage(
    foregone: Annotated[float, take(YEARLY, "foregone_production")],
    mitigated: Annotated[float, take(YEARLY, "leakage_mitigation")],
) -> float:
    """AL = max(FP - LM, 0)."""
    return max(foregone - mitigated, 0.0)


@equation(
    number="36",
    symbol="LK_disp",
    unit=YEARLY,
    source=f"{VCS} §8.4.3 Eq. 36; not routed by the text, deducted like LE",
    mark="P",
    title=("Displacement leakage", "转移泄漏"),
    rounding="up",
)
def displacement_leakage(
    allocated_leakage: Annotated[float, take(YEARLY)],
    livestock: Annotated[float, take(YEARLY, "displaced_livestock")],
) -> float:
    """max(0, production and livestock displaced), an interpretation of ours."""
    return max(0.0, allocated_leakage + livestock)


@equation(
    number="38a",
    symbol="LE",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 38-42, total leakage",
    mark="P",
    title=("Leakage", "泄漏量"),
    rounding="up",
)
def leakage(
    amendment_leakage: Annotated[float, take(YEARLY)],
    residue_leakage: Annotated[float, take(YEARLY, "diverted_residues")],
    displacement_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """LE_OA + LE_BR + LK_disp."""
    return math.fsum((amendment_leakage, residue_leakage, displacement_leakage))


@equation(
    number="39",
    symbol="LE_ER",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 39; undefined shares go to the positive part",
    mark="P",
    title=("Leakage borne by reductions", "减排量分摊的泄漏"),
    rounding="up",
)
def reduction_leakage(
    leakage: Annotated[float, take(YEARLY)],
    reductions: Annotated[float, take(YEARLY)],
    removals: Annotated[float, take(YEARLY)],
) -> float:
    """LE ER / (ER + CR) while both are positive; else to the positive part."""
    return leakage * reduction_share(reductions, removals)


def reduction_share(reductions: float, removals: float) -> float:
    """Return the share of leakage that reductions bear (standards trap 5)."""
    if reductions > 0 and removals > 0:
        return reductions / (reductions + removals)
    return 0.0 if removals > 0 else 1.0


@equation(
    number="42",
    symbol="LE_CR",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 42",
    mark="P",
    title=("Leakage borne by removals", "清除量分摊的泄漏"),
    rounding="up",
)
def removal_leakage(
    leakage: Annotated[float, take(YEARLY)],
    reduction_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """The rest."""
    return leakage - reduction_leakage


@equation(
    number="38",
    symbol="ER_NET",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 38",
    mark="P",
    title=("Net emission reductions", "净减排量"),
)
def net_reductions(
    reductions: Annotated[float, take(YEARLY)],
    reduction_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """ER less its leakage."""
    return reductions - reduction_leakage


@equation(
    name="net_removals",
    number="41",
    symbol="CR_NET",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 41",
    mark="P",
    title=("Net removals", "净清除量"),
)
def net_removals(
    removals: Annotated[float, take(YEARLY)],
    removal_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """CR less its leakage."""
    return removals - removal_leakage


@equation(
    number="43",
    symbol="ERR_NET",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 43",
    mark="P",
    title=("Net reductions and removals", "净减排与清除量"),
)
def net_total(
    net_reductions: Annotated[float, take(YEARLY)],
    net_removals: Annotated[float, take(YEARLY)],
) -> float:
    """ER_NET + CR_NET."""
    return net_reductions + net_removals


@equation(
    number="75",
    symbol="Bu_ER",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 75; losses carry no buffer",
    mark="P",
    title=("Buffer on reductions", "减排量缓冲池扣留"),
    when={"buffer_on_losses": "none"},
    rounding="up",
)
def reduction_buffer(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """NPR times the stock part of ER, where that is a gain; never a bonus."""
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
)
def reduction_buffer_literal(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """NPR times the stock part of ER, which is negative on a loss."""
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
    mark="P",
    title=("Buffer on removals", "清除量缓冲池扣留"),
    rounding="up",
)
def removal_buffer(
    rating: Annotated[float, take("1", "buffer_rating")],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """NPR I (max_wp - max_bsl); never on fuel, lime, methane or nitrous oxide."""
    gains = max(0.0, project) - max(0.0, baseline)
    return rating * max(0.0, indicator * gains)


@equation(
    number="75a",
    symbol="NPR",
    unit="1",
    source="AFOLU Non-Permanence Risk Tool v4.2 §2.5.2",
    mark="S",
    title=("Non-permanence rating applied", "采用的非持久性风险评级"),
    replay="E",
    rounding="up",
)
def buffer_rating(
    internal: Annotated[float, take("%", "risk_internal")],
    external: Annotated[float, take("%", "risk_external")],
    natural: Annotated[float, take("%", "risk_natural")],
    least: Annotated[float, parameter("least_buffer", "1")],
) -> float:
    """Sum of the categories rounded up to a whole percent, then the floor of 12 %."""
    total = math.fsum((max(0.0, internal), max(0.0, external), max(0.0, natural)))
    return max(least, math.ceil(total) / 100.0)


@equation(
    number="77",
    symbol="VCU_ER",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 77",
    mark="P",
    title=("Creditable reductions", "可签发减排量"),
)
def credit_reductions(
    net_reductions: Annotated[float, take(YEARLY)],
    reduction_buffer: Annotated[float, take(YEARLY)],
) -> float:
    """ER_NET - Bu_ER."""
    return net_reductions - reduction_buffer


@equation(
    number="78",
    symbol="VCU_CR",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 78",
    mark="P",
    title=("Creditable removals", "可签发清除量"),
)
def credit_removals(
    net_removals: Annotated[float, take(YEARLY)],
    removal_buffer: Annotated[float, take(YEARLY)],
) -> float:
    """CR_NET - Bu_CR."""
    return net_removals - removal_buffer


@equation(
    number="79",
    symbol="VCU",
    unit=YEARLY,
    source=f"{VCS} §8.7 Eq. 79",
    mark="P",
    title=("Creditable reductions and removals", "可签发减排与清除量"),
)
def credit_total(
    credit_reductions: Annotated[float, take(YEARLY)],
    credit_removals: Annotated[float, take(YEARLY)],
) -> float:
    """VCU_ER + VCU_CR."""
    return credit_reductions + credit_removals


@equation(
    number="79a",
    symbol="VCU_CR,k",
    unit=TONNES,
    over="vintage",
    source="VCS Standard: whole units per vintage, rounded down (unconfirmed)",
    mark="M",
    title=("Removal units of a vintage", "分年度清除类碳信用"),
    replay="E",
    decimals=0,
    rounding="down",
)
def vintage_removals(
    credit_removals: Annotated[float, take(YEARLY)],
    credit_total: Annotated[float, take(YEARLY)],
    vintage_years: Annotated[float, take("a")],
) -> float:
    """Floor of the year's removals, no more than the year's total allows."""
    whole = math.floor(max(0.0, credit_removals) * vintage_years)
    return float(min(whole, math.floor(max(0.0, credit_total) * vintage_years)))


@equation(
    number="79b",
    symbol="VCU_k",
    unit=TONNES,
    over="vintage",
    source="VCS Standard: whole units per vintage, rounded down (unconfirmed)",
    mark="M",
    title=("Units of a vintage", "分年度碳信用数量"),
    replay="E",
    decimals=0,
    rounding="down",
)
def vintage_units(
    credit_reductions: Annotated[float, take(YEARLY)],
    credit_total: Annotated[float, take(YEARLY)],
    vintage_removals: Annotated[float, take(TONNES)],
    vintage_years: Annotated[float, take("a")],
) -> float:
    """Reductions and removals are rounded down apart, and never pass the total."""
    reduced = math.floor(max(0.0, credit_reductions) * vintage_years)
    total = math.floor(max(0.0, credit_total) * vintage_years)
    return float(min(reduced + vintage_removals, total))


@equation(
    number="79c",
    symbol="VCU",
    unit=TONNES,
    source="VCS Standard: whole units per vintage, rounded down (unconfirmed)",
    mark="M",
    title=("Carbon units", "碳信用数量"),
    replay="E",
    decimals=0,
    rounding="down",
)
def units(vintages: Annotated[Values, take(TONNES, "vintage_units")]) -> float:
    """Sum over vintages."""
    return math.fsum(vintages)


@equation(
    number="79d",
    symbol="VCU_CR",
    unit=TONNES,
    source="VCS Standard: reductions and removals are labelled apart (unconfirmed)",
    mark="M",
    title=("Removal units", "清除类碳信用数量"),
    replay="E",
    decimals=0,
    rounding="down",
)
def removal_units(
    vintages: Annotated[Values, take(TONNES, "vintage_removals")],
) -> float:
    """Sum over vintages."""
    return math.fsum(vintages)


@equation(
    number="79e",
    symbol="VCU_ER",
    unit=TONNES,
    source="VCS Standard: reductions and removals are labelled apart (unconfirmed)",
    mark="M",
    title=("Reduction units", "减排类碳信用数量"),
    replay="E",
    decimals=0,
    rounding="down",
)
def reduction_units(
    units: Annotated[float, take(TONNES)],
    removal_units: Annotated[float, take(TONNES)],
) -> float:
    """The rest."""
    return units - removal_units


def _bar(
    name: str, symbol: str, titles: tuple[str, str]
) -> Callable[[Callable[..., float]], Equation]:
    return equation(
        name=name,
        number="–",
        symbol=symbol,
        unit=TONNES,
        source=f"{VCS}, a bar of the waterfall over the whole period",
        mark="P",
        title=titles,
    )


@_bar(
    "gross_effect",
    "x (ΔC_wp - ΔC_bsl)",
    ("Measured net soil effect", "实测净土壤碳效应"),
)
def gross_effect(
    project: Annotated[float, take(YEARLY, "soil_change_project")],
    baseline: Annotated[float, take(YEARLY, "soil_change_baseline")],
    years: Annotated[float, take("a")],
) -> float:
    """Before any deduction."""
    return (project - baseline) * years


@_bar("woody_term", "x (ΔC_woody)", ("Trees and shrubs", "乔灌木"))
def woody_term(
    trees: Annotated[float, take(YEARLY, "tree_change_project")],
    trees_before: Annotated[float, take(YEARLY, "tree_change_baseline")],
    shrubs: Annotated[float, take(YEARLY, "shrub_change_project")],
    shrubs_before: Annotated[float, take(YEARLY, "shrub_change_baseline")],
    years: Annotated[float, take("a")],
) -> float:
    """Stock change of woody plants, project less baseline."""
    return math.fsum((trees, -trees_before, shrubs, -shrubs_before)) * years


@_bar("uncertainty_term", "-UNC", ("Uncertainty", "不确定性扣减"))
def uncertainty_term(
    project: Annotated[float, take(YEARLY, "soil_change_project")],
    baseline: Annotated[float, take(YEARLY, "soil_change_baseline")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    years: Annotated[float, take("a")],
) -> float:
    """What UNC takes off the soil term, or adds to a loss."""
    return -(project - baseline) * uncertainty * soil_sign * years


@_bar("emission_term", "x ΣΔE", ("Emission sources", "排放源变化"))
def emission_term(
    source_reductions: Annotated[float, take(YEARLY)],
    years: Annotated[float, take("a")],
) -> float:
    """Positive when emissions fell."""
    return source_reductions * years


@_bar("leakage_term", "-x LE", ("Leakage", "泄漏"))
def leakage_term(
    leakage: Annotated[float, take(YEARLY)], years: Annotated[float, take("a")]
) -> float:
    """Taken off."""
    return -leakage * years


@_bar("buffer_term", "-x Bu", ("Buffer", "缓冲池扣留"))
def buffer_term(
    reduction_buffer: Annotated[float, take(YEARLY)],
    removal_buffer: Annotated[float, take(YEARLY)],
    years: Annotated[float, take("a")],
) -> float:
    """Withheld against reversals."""
    return -(reduction_buffer + removal_buffer) * years


@_bar("rounding_term", "floor", ("Rounding down", "向下取整"))
def rounding_term(
    units: Annotated[float, take(TONNES)],
    credit_total: Annotated[float, take(YEARLY)],
    years: Annotated[float, take("a")],
) -> float:
    """From the sum of the period to whole units per vintage."""
    return units - credit_total * years


EQUATIONS = (
    *REDUCTIONS,
    source_reductions,
    removal_indicator,
    reductions,
    removals,
    amendment_leakage,
    allocated_leakage,
    displacement_leakage,
    leakage,
    reduction_leakage,
    removal_leakage,
    net_reductions,
    net_removals,
    net_total,
    buffer_rating,
    reduction_buffer,
    reduction_buffer_literal,
    removal_buffer,
    credit_reductions,
    credit_removals,
    credit_total,
    vintage_removals,
    vintage_units,
    units,
    removal_units,
    reduction_units,
    gross_effect,
    woody_term,
    uncertainty_term,
    emission_term,
    leakage_term,
    buffer_term,
    rounding_term,
)
