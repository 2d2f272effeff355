"""VM0042 v2.2 §8.5: reductions, removals and their net."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, equation, take

VCS = "VM0042 v2.2"

YEARLY = "t{CO2e}/a"

TONNES = "t{CO2e}"


def _reduction(
    name: str,
    number: str,
    clause: str,
    source: tuple[str, str],
    titles: tuple[str, str],
) -> Equation:
    areal_mean, symbol = source

    @equation(
        name=name,
        number=number,
        symbol=f"Δ{symbol}",
        unit=YEARLY,
        source=f"{VCS} §{clause} Eq. {number}",
        mark="P",
        title=titles,
        formula=f"Δ{symbol} = ({symbol},bsl − {symbol},wp) · A",
    )
    def reduction(
        baseline: Annotated[float, take("t{CO2e}/har/a", areal_mean, role="baseline")],
        project: Annotated[float, take("t{CO2e}/har/a", areal_mean, role="project")],
        area: Annotated[float, take("har")],
    ) -> float:
        """Positive where the project emits less."""
        return (baseline - project) * area

    return reduction


REDUCTIONS = (
    _reduction(
        "fuel_reduction", "52", "8.5.2", ("co2_fuel", "CO2_ff"),
        ("Reduction, fossil fuel", "化石燃料减排量"),
    ),
    _reduction(
        "lime_reduction", "53", "8.5.3", ("co2_lime", "CO2_lime"),
        ("Reduction, liming", "石灰施用减排量"),
    ),
    _reduction(
        "enteric_reduction", "55", "8.5.4", ("ch4_enteric", "CH4_ent"),
        ("Reduction, enteric methane", "肠道发酵甲烷减排量"),
    ),
    _reduction(
        "manure_ch4_reduction", "56", "8.5.4", ("ch4_manure", "CH4_md"),
        ("Reduction, manure methane", "粪便甲烷减排量"),
    ),
    _reduction(
        "burning_ch4_reduction", "57", "8.5.4", ("ch4_burning", "CH4_bb"),
        ("Reduction, burning methane", "秸秆焚烧甲烷减排量"),
    ),
    _reduction(
        "soil_n2o_reduction", "58", "8.5.5", ("n2o_soil", "N2O_soil"),
        ("Reduction, soil nitrous oxide", "土壤氧化亚氮减排量"),
    ),
    _reduction(
        "burning_n2o_reduction", "59", "8.5.5", ("n2o_burning", "N2O_bb"),
        ("Reduction, burning nitrous oxide", "秸秆焚烧氧化亚氮减排量"),
    ),
)  # fmt: skip


@equation(
    number="37a",
    symbol="ΔE",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 37, sum of sources; factors at their conservative end",
    mark="P",
    title=("Emission reductions of all sources", "各排放源减排量合计"),
    formula=(
        "ΔE = ΔCO2_ff + ΔCO2_lime + ΔCH4_ent + ΔCH4_md + ΔCH4_bb + ΔN2O_soil + ΔN2O_bb"
    ),
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
    """Soil methane needs a validated model (approach 1) and is zero here."""
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
    formula="I = {1: ΔCO2_0 + ΔCO2_wp · x > 0; 0: ΔCO2_0 + ΔCO2_wp · x ≤ 0}",
)
def removal_indicator(
    stock_change_project: Annotated[float, take(YEARLY)],
    earlier_removals: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
) -> float:
    """Whether the project land has gained carbon at all.

    Counted from the project's start, this period and its trees included.
    """
    return 1.0 if earlier_removals + stock_change_project * years > 0 else 0.0


@equation(
    number="37c",
    symbol="ΔCO2_1",
    unit=TONNES,
    source=f"{VCS} §8.5 Eq. 37 and 40, sum over the periods",
    mark="P",
    title=(
        "Project stock change since the start, after uncertainty",
        "项目情景碳储量变化自始累计值（扣减后）",
    ),
    replay="E",
    formula="ΔCO2_1 = ΔCO2_0 + ΔCO2_wp · x",
)
def removals_through(
    stock_change_project: Annotated[float, take(YEARLY)],
    earlier_removals: Annotated[float, take(TONNES)],
    years: Annotated[float, take("a")],
) -> float:
    """What the next account begins with."""
    return earlier_removals + stock_change_project * years


@equation(
    number="37",
    symbol="ER",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 37",
    mark="P",
    title=("Emission reductions", "减排量"),
    formula=(
        "ER = ΔE + min(0, ΔCO2_wp) − min(0, ΔCO2_bsl) + (1 − I) · (max(0, "
        "ΔCO2_wp) − max(0, ΔCO2_bsl))"
    ),
)
def reductions(
    source_reductions: Annotated[float, take(YEARLY)],
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """What is not a removal.

    Sources and stock losses; stock gains too while the project has no removal.
    """
    losses = min(0.0, project) - min(0.0, baseline)
    gains = max(0.0, project) - max(0.0, baseline)
    return math.fsum((source_reductions, losses, (1.0 - indicator) * gains))


@equation(
    number="40",
    symbol="CR",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 40",
    mark="P",
    title=("Carbon dioxide removals", "二氧化碳清除量"),
    formula="CR = I · (max(0, ΔCO2_wp) − max(0, ΔCO2_bsl))",
)
def removals(
    project: Annotated[float, take(YEARLY, "stock_change_project")],
    baseline: Annotated[float, take(YEARLY, "stock_change_baseline")],
    indicator: Annotated[float, take("1", "removal_indicator")],
) -> float:
    """Stock gains beyond the baseline's, once the project has a removal."""
    return indicator * (max(0.0, project) - max(0.0, baseline))


@equation(
    number="38",
    symbol="ER_NET",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 38",
    mark="P",
    title=("Net emission reductions", "净减排量"),
    formula="ER_NET = ER − LE_ER",
)
def net_reductions(
    reductions: Annotated[float, take(YEARLY)],
    reduction_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """Reductions after their share of leakage."""
    return reductions - reduction_leakage


@equation(
    name="net_removals",
    number="41",
    symbol="CR_NET",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 41",
    mark="P",
    title=("Net removals", "净清除量"),
    formula="CR_NET = CR − LE_CR",
)
def net_removals(
    removals: Annotated[float, take(YEARLY)],
    removal_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """Removals after their share of leakage."""
    return removals - removal_leakage


@equation(
    number="43",
    symbol="ERR_NET",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 43",
    mark="P",
    title=("Net reductions and removals", "净减排与清除量"),
    formula="ERR_NET = ER_NET + CR_NET",
)
def net_total(
    net_reductions: Annotated[float, take(YEARLY)],
    net_removals: Annotated[float, take(YEARLY)],
) -> float:
    """Reductions and removals together."""
    return net_reductions + net_removals


EQUATIONS = (
    *REDUCTIONS,
    source_reductions,
    removal_indicator,
    removals_through,
    reductions,
    removals,
    net_reductions,
    net_removals,
    net_total,
)
