"""VM0042 v2.2 §8.2.1, 8.5.1 and 8.6: soil carbon by measure and re-measure."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import (
    Equation,
    Mark,
    Values,
    equation,
    parameter,
    take,
)
from edaphon.methods.shared import trunk
from edaphon.methods.shared.variance import weighted_sum, weighted_variance
from edaphon.science.student import quantile as t_quantile

VCS = "VM0042 v2.2"

PER_CARBON = ("co2_per_carbon", "t{CO2e}/t{C}")

OWN = {
    "layer_mass": ("4a", "§8.2.1.6 Eq. 4 (mass per area of the increment)"),
    "layer_carbon": ("4", "§8.2.1.6 Eq. 4"),
    "change": ("71a", "§8.6.2 Eq. 71 (difference at a re-visited point)"),
    "mean_change": ("46a", "§8.5.1 Eq. 46-47, mean of a stratum"),
    "change_variance": ("71", "§8.6.2 Eq. 71, per hectare"),
    "change_freedom": ("74f", "§8.6.4 Eq. 74, appropriate to the design"),
}
"""Number and clause under which this methodology asks for a trunk equation."""

OUR_READING = {"change_freedom"}
"""Trunk equations whose rule the text leaves to the design."""

PUBLISHED_STOCK = (("interpolation", "natural"), ("mass", "whole"))
"""The interpolation and the mass with which the published example comes out."""


def _soil() -> tuple[Equation, ...]:
    return tuple(_numbered(item) for item in trunk.SOIL)


def _numbered(item: Equation) -> Equation:
    if item.name == "stock":
        return _stock(item)
    if dict(item.when).get("mass_from") == "cores":
        return item.under(number="3a", source=f"{VCS} §8.2.1.6 Eq. 3", mark="P")
    if item.name not in OWN:
        return item
    number, clause = OWN[item.name]
    mark: Mark = "D" if item.name in OUR_READING else "P"
    return item.under(number=number, source=f"{VCS} {clause}", mark=mark)


def _stock(item: Equation) -> Equation:
    """Return a stock under Eq. 3; only the natural spline is the published one."""
    if item.when == PUBLISHED_STOCK:
        clause = "§8.2.1.6 Eq. 3 and Fig. 3, natural cubic spline"
        return item.under(number="3", source=f"{VCS} {clause}", mark="P")
    clause = "variant of §8.2.1.6 Eq. 3, a deviation to be declared"
    return item.under(number="3", source=f"{VCS}, {clause}", mark="D")


@equation(
    number="47",
    symbol="ΔC_soil,wp",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.5.1 Eq. 47; biochar taken off, §4 condition 7",
    mark="P",
    title=("Soil carbon change, project", "项目情景土壤碳储量变化"),
    formula="ΔC_soil,wp = 44/12 · [Σ_h A_h,p · g_h,p − C_bc] / [x]",
)
def soil_change_project(
    changes: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    biochar_carbon: Annotated[float, take("t{C}")],
    years: Annotated[float, take("a")],
    co2_per_carbon: Annotated[float, parameter(*PER_CARBON)],
) -> float:
    """Yearly change on project land less its biochar, as carbon dioxide."""
    own = weighted_sum(changes, areas) - biochar_carbon
    return co2_per_carbon * own / years


@equation(
    number="46",
    symbol="ΔC_soil,bsl",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.5.1 Eq. 46",
    mark="P",
    title=("Soil carbon change, control", "对照土壤碳储量变化"),
    formula="ΔC_soil,bsl = 44/12 · [Σ_h A_h,c · g_h,c] / [x]",
)
def soil_change_baseline(
    changes: Annotated[Values, take("t{C}/har", "mean_change", role="control")],
    areas: Annotated[Values, take("har", "group_area", role="control")],
    years: Annotated[float, take("a")],
    co2_per_carbon: Annotated[float, parameter(*PER_CARBON)],
) -> float:
    """Yearly change on control land, as carbon dioxide.

    The control's change per hectare times the project area it stands for.
    """
    return co2_per_carbon * weighted_sum(changes, areas) / years


@equation(
    number="70",
    symbol="s²_mean",
    unit="t2{CO2e}/har2",
    source=f"{VCS} §8.6.2 Eq. 70-71",
    mark="P",
    title=("Variance of the mean removal", "单位面积清除量均值的方差"),
    formula="s²_mean = (44/12)² · [Σ_h A_h² · v_h] / [A²]",
)
def mean_variance(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance")],
    areas: Annotated[Values, take("har", "group_area")],
    area: Annotated[float, take("har")],
    co2_per_carbon: Annotated[float, parameter(*PER_CARBON)],
) -> float:
    """Over the whole period, project and control alike."""
    spread = weighted_variance(variances, areas)
    return co2_per_carbon * co2_per_carbon * spread / (area * area)


@equation(
    number="74a",
    symbol="df",
    unit="1",
    source=f"{VCS} §8.6.4 Eq. 74; the methodology leaves the rule to the design",
    mark="D",
    title=("Degrees of freedom", "自由度"),
    formula="df = Σ_h df_h,p",
)
def freedom(
    freedoms: Annotated[Values, take("1", "change_freedom", role="project")],
) -> float:
    """Project points less one, summed over strata."""
    return math.fsum(freedoms)


@equation(
    number="74c",
    symbol="ERR_mean",
    unit="t{CO2e}/har/a",
    source=f"{VCS} §8.6.4 Eq. 74",
    mark="P",
    title=("Mean soil removal", "单位面积年均土壤清除量"),
    formula="ERR_mean = [ΔC_soil,wp − ΔC_soil,bsl] / [A]",
)
def mean_removal(
    soil_change_project: Annotated[float, take("t{CO2e}/a")],
    soil_change_baseline: Annotated[float, take("t{CO2e}/a")],
    area: Annotated[float, take("har")],
) -> float:
    """Project less control, a hectare and year."""
    return (soil_change_project - soil_change_baseline) / area


@equation(
    number="74d",
    symbol="SE",
    unit="t{CO2e}/har/a",
    source=f"{VCS} §8.6.4 Eq. 74; on the same yearly basis as the mean",
    mark="P",
    title=("Standard error of the mean removal", "年均清除量的标准误"),
    formula="SE = [√(s²_mean)] / [x]",
)
def removal_error(
    mean_variance: Annotated[float, take("t2{CO2e}/har2")],
    years: Annotated[float, take("a")],
) -> float:
    """On the same yearly basis as the mean."""
    return math.sqrt(mean_variance) / years


@equation(
    number="74e",
    symbol="SE_rel",
    unit="1",
    source=f"{VCS} §8.6.4 Eq. 74, absolute value of the mean",
    mark="P",
    title=("Relative standard error", "相对标准误"),
    formula="SE_rel = [SE] / [|ERR_mean|]",
)
def relative_error(
    removal_error: Annotated[float, take("t{CO2e}/har/a")],
    mean_removal: Annotated[float, take("t{CO2e}/har/a")],
) -> float:
    """Undefined at a mean of zero, and then nothing is eligible."""
    return removal_error / abs(mean_removal) if mean_removal else math.nan


@equation(
    number="74",
    symbol="UNC",
    unit="1",
    source=f"{VCS} §8.6.4 Eq. 74",
    mark="P",
    title=("Uncertainty deduction", "不确定性扣减率"),
    rounding="up",
    formula="UNC = SE_rel · t(p, df)",
)
def uncertainty(
    relative_error: Annotated[float, take("1")],
    freedom: Annotated[float, take("1")],
    probability: Annotated[float, parameter("probability", "1")],
) -> float:
    """No dead band and no cap."""
    return relative_error * t_quantile(probability, freedom)


@equation(
    number="74b",
    symbol="U_90",
    unit="1",
    source="VCS Methodology Requirements v5.0 §2.4",
    mark="P",
    title=("Half-width of the 90 % interval, relative", "90% 置信区间相对半宽"),
    formula="U_90 = SE_rel · t(p_90, df)",
)
def interval_half_width(
    relative_error: Annotated[float, take("1")],
    freedom: Annotated[float, take("1")],
    confidence: Annotated[float, parameter("eligibility_confidence", "1")],
) -> float:
    """Of the period alone; the bar looks at the horizon."""
    return relative_error * t_quantile(confidence, freedom)


@equation(
    number="74g",
    symbol="U_H",
    unit="1",
    source=(
        "VCS Methodology Requirements v5.0 §2.4, slow removals over at least 10 years; "
        "our projection: the yearly mean goes on, the error of two campaigns stays"
    ),
    mark="D",
    title=(
        "Half-width of the 90 % interval over the horizon, relative",
        "评价年限内 90% 置信区间相对半宽",
    ),
    formula="U_H = U_90 · min(1, [x] / [H])",
)
def horizon_half_width(
    interval_half_width: Annotated[float, take("1")],
    years: Annotated[float, take("a")],
    horizon: Annotated[float, parameter("bar_horizon", "a")],
) -> float:
    """Above 1 the claim is not eligible."""
    return interval_half_width * min(1.0, years / horizon)


EQUATIONS = (
    *_soil(),
    soil_change_baseline,
    soil_change_project,
    mean_variance,
    freedom,
    mean_removal,
    removal_error,
    relative_error,
    uncertainty,
    interval_half_width,
    horizon_half_width,
)
