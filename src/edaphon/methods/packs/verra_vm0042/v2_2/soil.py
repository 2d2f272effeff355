"""VM0042 v2.2 §8.2.1 and §8.6: soil organic carbon by measure and re-measure."""

import math
from typing import Annotated

from edaphon.methods import trunk
from edaphon.methods.equation import Equation, Values, equation, parameter, take
from edaphon.science.student import quantile as t_quantile

VCS = "VM0042 v2.2"
CO2_PER_C = ("co2_per_carbon", "t{CO2e}/t{C}")

OWN = {
    "layer_mass": ("4", "M_n,dl", "§8.2.1.6 Eq. 3-4 (mass per area of the increment)"),
    "layer_carbon": ("4", "SOC_n,dl", "§8.2.1.6 Eq. 4"),
    "stock": ("3", "SOC_ESM", "§8.2.1.6 Eq. 3 and Fig. 3, natural cubic spline"),
    "change": ("71", "Δ_p", "§8.6.1 Eq. 71 (difference at a re-visited point)"),
    "mean_change": ("46", "ΔSOC_h", "§8.2.1 Eq. 46-47, mean of a stratum"),
    "change_variance": ("71", "s²_h", "§8.6.1 Eq. 71, per hectare"),
    "change_freedom": ("74", "df_h", "§8.6.1 Eq. 74, n - 1"),
}


def _soil() -> tuple[Equation, ...]:
    numbered = []
    for item in trunk.SOIL:
        if item.name in OWN:
            number, symbol, clause = OWN[item.name]
            numbered.append(
                item.under(
                    number=number, symbol=symbol, source=f"{VCS} {clause}", mark="P"
                )
            )
        else:
            numbered.append(item)
    return tuple(numbered)


@equation(
    number="3",
    symbol="M_SOC",
    unit="t/har",
    over="layer",
    source=f"{VCS} §8.2.1.6 Eq. 3",
    mark="P",
    title=("Soil mass of an increment from cores", "由土钻样计算的土层质量"),
    when={"mass_from": "cores"},
    name="layer_mass",
)
def layer_mass_from_cores(
    sample_mass: Annotated[float, take("g", "core_soil_mass")],
    diameter: Annotated[float, take("mm", "core_diameter")],
    cores: Annotated[float, take("1", "core_count")],
) -> float:
    """M = m / (pi (D/2)^2 N) 10 000, g and mm to t per hectare."""
    return sample_mass / (math.pi * (diameter / 2.0) ** 2 * cores) * 10_000.0


@equation(
    number="46",
    symbol="ΔC_soil,wp",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.4 Eq. 46",
    mark="P",
    title=("Soil carbon change, project", "项目情景土壤碳储量变化"),
)
def soil_change_project(
    changes: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    years: Annotated[float, take("a")],
    co2_per_carbon: Annotated[float, parameter(*CO2_PER_C)],
) -> float:
    """sum_i (SOC_t - SOC_t-x) / x A_i, times 44/12."""
    return co2_per_carbon * _weighted(changes, areas) / years


@equation(
    number="47",
    symbol="ΔC_soil,bsl",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.4 Eq. 47",
    mark="P",
    title=("Soil carbon change, control", "对照土壤碳储量变化"),
)
def soil_change_baseline(
    changes: Annotated[Values, take("t{C}/har", "mean_change", role="control")],
    areas: Annotated[Values, take("har", "group_area", role="control")],
    years: Annotated[float, take("a")],
    co2_per_carbon: Annotated[float, parameter(*CO2_PER_C)],
) -> float:
    """The control's change per hectare times the project area it stands for."""
    return co2_per_carbon * _weighted(changes, areas) / years


@equation(
    number="70",
    symbol="s²_mean",
    unit="t2{CO2e}/har2",
    source=f"{VCS} §8.6.1 Eq. 70-71",
    mark="P",
    title=("Variance of the mean removal", "单位面积清除量均值的方差"),
)
def mean_variance(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance")],
    areas: Annotated[Values, take("har", "group_area")],
    area: Annotated[float, take("har")],
    co2_per_carbon: Annotated[float, parameter(*CO2_PER_C)],
) -> float:
    """(1/A^2) sum_h (s^2_wp,h + s^2_bsl,h), over the whole period."""
    if len(variances) != len(areas):
        return math.nan
    spread = math.fsum(
        weight * weight * variance
        for variance, weight in zip(variances, areas, strict=True)
    )
    return co2_per_carbon * co2_per_carbon * spread / (area * area)


@equation(
    number="74",
    symbol="df",
    unit="1",
    source=f"{VCS} §8.6.1 Eq. 74; the methodology leaves the rule to the design",
    mark="P",
    title=("Degrees of freedom", "自由度"),
)
def freedom(
    freedoms: Annotated[Values, take("1", "change_freedom", role="project")],
) -> float:
    """Sum over strata of project points less one."""
    return math.fsum(freedoms)


@equation(
    number="74",
    symbol="mean_ERR",
    unit="t{CO2e}/har/a",
    source=f"{VCS} §8.6.1 Eq. 74",
    mark="P",
    title=("Mean soil removal", "单位面积年均土壤清除量"),
)
def mean_removal(
    soil_change_project: Annotated[float, take("t{CO2e}/a")],
    soil_change_baseline: Annotated[float, take("t{CO2e}/a")],
    area: Annotated[float, take("har")],
) -> float:
    """(ΔC_wp - ΔC_bsl) / A."""
    return (soil_change_project - soil_change_baseline) / area


@equation(
    number="74",
    symbol="SE",
    unit="t{CO2e}/har/a",
    source=f"{VCS} §8.6.1 Eq. 74; on the same yearly basis as the mean",
    mark="P",
    title=("Standard error of the mean removal", "年均清除量的标准误"),
)
def removal_error(
    mean_variance: Annotated[float, take("t2{CO2e}/har2")],
    years: Annotated[float, take("a")],
) -> float:
    """sqrt(s^2_mean) / x."""
    return math.sqrt(mean_variance) / years


@equation(
    number="74",
    symbol="SE/|mean|",
    unit="1",
    source=f"{VCS} §8.6.1 Eq. 74, absolute value of the mean",
    mark="P",
    title=("Relative standard error", "相对标准误"),
)
def relative_error(
    removal_error: Annotated[float, take("t{CO2e}/har/a")],
    mean_removal: Annotated[float, take("t{CO2e}/har/a")],
) -> float:
    """Undefined when the mean is zero: then nothing is eligible."""
    return removal_error / abs(mean_removal) if mean_removal else math.nan


@equation(
    number="74",
    symbol="UNC",
    unit="1",
    source=f"{VCS} §8.6.1 Eq. 74",
    mark="P",
    title=("Uncertainty deduction", "不确定性扣减率"),
    rounding="up",
)
def uncertainty(
    relative_error: Annotated[float, take("1")],
    freedom: Annotated[float, take("1")],
    probability: Annotated[float, parameter("probability", "1")],
) -> float:
    """UNC = SE / |mean| t(0.667, df); no dead band and no cap."""
    return relative_error * t_quantile(probability, freedom)


@equation(
    number="74b",
    symbol="U90",
    unit="1",
    source="VCS Methodology Requirements v4.4 §2.4, quoted in a public log",
    mark="S",
    title=("Half-width of the 90 % interval, relative", "90% 置信区间相对半宽"),
)
def interval_half_width(
    relative_error: Annotated[float, take("1")],
    freedom: Annotated[float, take("1")],
    confidence: Annotated[float, parameter("eligibility_confidence", "1")],
) -> float:
    """t(0.95, df) SE / |mean|; above 1 the claim is not eligible."""
    return relative_error * t_quantile(confidence, freedom)


@equation(
    number="44",
    symbol="I_soil",
    unit="1",
    source=f"{VCS} §8.4 Eq. 44-45",
    mark="P",
    title=("Sign of the soil term", "土壤项符号"),
    replay="E",
)
def soil_sign(
    soil_change_project: Annotated[float, take("t{CO2e}/a")],
    soil_change_baseline: Annotated[float, take("t{CO2e}/a")],
) -> float:
    """+1 when the project did at least as well as the control, else -1."""
    return 1.0 if soil_change_project >= soil_change_baseline else -1.0


def _adjusted(soil: float, deduction: float, sign: float, others: Values) -> float:
    return math.fsum((soil * (1.0 - deduction * sign), *others))


@equation(
    number="44",
    symbol="ΔCO2_wp",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.4 Eq. 44",
    mark="P",
    title=("Stock change after uncertainty, project", "项目情景碳储量变化（扣减后）"),
)
def stock_change_project(
    soil: Annotated[float, take("t{CO2e}/a", "soil_change_project")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    trees: Annotated[float, take("t{CO2e}/a", "tree_change_project")],
    shrubs: Annotated[float, take("t{CO2e}/a", "shrub_change_project")],
) -> float:
    """ΔC_soil (1 - UNC I_soil) + ΔC_tree + ΔC_shrub; a bad year is enlarged."""
    return _adjusted(soil, uncertainty, soil_sign, (trees, shrubs))


@equation(
    number="45",
    symbol="ΔCO2_bsl",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.4 Eq. 45",
    mark="P",
    title=("Stock change after uncertainty, control", "对照碳储量变化（扣减后）"),
)
def stock_change_baseline(
    soil: Annotated[float, take("t{CO2e}/a", "soil_change_baseline")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    trees: Annotated[float, take("t{CO2e}/a", "tree_change_baseline")],
    shrubs: Annotated[float, take("t{CO2e}/a", "shrub_change_baseline")],
) -> float:
    """The same deduction and the same sign as in the project scenario."""
    return _adjusted(soil, uncertainty, soil_sign, (trees, shrubs))


def _woody(kind: str, role: str, number: str, titles: tuple[str, str]) -> Equation:
    short = {"project": "wp", "control": "bsl"}[role]
    where = {"project": "project", "control": "baseline"}[role]

    @equation(
        name=f"{kind}_change_{where}",
        number=number,
        symbol=f"ΔC_{kind},{short}",
        unit="t{CO2e}/a",
        source=f"{VCS} §8.4 Eq. {number}, read as stocks of the CDM tools",
        mark="P",
        title=titles,
    )
    def woody(
        stock_end: Annotated[
            Values,
            take("t{CO2e}", f"{kind}_stock_end", role=where, may_be_empty=True),
        ],
        stock_start: Annotated[
            Values,
            take("t{CO2e}", f"{kind}_stock_start", role=where, may_be_empty=True),
        ],
        years: Annotated[float, take("a")],
    ) -> float:
        """(C_t - C_t-x) / x; zero where no woody stock is declared."""
        return (math.fsum(stock_end) - math.fsum(stock_start)) / years

    return woody


WOODY = (
    _woody(
        "tree",
        "project",
        "48",
        ("Tree carbon change, project", "项目情景乔木碳储量变化"),
    ),
    _woody(
        "tree",
        "control",
        "49",
        ("Tree carbon change, baseline", "基准线情景乔木碳储量变化"),
    ),
    _woody(
        "shrub",
        "project",
        "50",
        ("Shrub carbon change, project", "项目情景灌木碳储量变化"),
    ),
    _woody(
        "shrub",
        "control",
        "51",
        ("Shrub carbon change, baseline", "基准线情景灌木碳储量变化"),
    ),
)


def _weighted(changes: Values, areas: Values) -> float:
    if len(changes) != len(areas):
        return math.nan
    return math.fsum(change * area for change, area in zip(changes, areas, strict=True))


@equation(
    number="1",
    symbol="MDD",
    unit="t{C}/har",
    source=f"{VCS} §8.2.1.5 Eq. 1",
    mark="P",
    title=("Minimum detectable difference", "最小可检测差异"),
)
def detectable_difference(
    deviation: Annotated[float, take("t{C}/har", "pooled_deviation")],
    count: Annotated[float, take("1", "project_points")],
    freedom: Annotated[float, take("1")],
    significance: Annotated[float, parameter("eligibility_confidence", "1")],
    power: Annotated[float, parameter("power", "1")],
) -> float:
    """MDD = S / sqrt(n) (t_alpha + t_beta)."""
    quantiles = t_quantile(significance, freedom) + t_quantile(power, freedom)
    return deviation / math.sqrt(count) * quantiles


@equation(
    number="2",
    symbol="n",
    unit="1",
    source=f"{VCS} §8.2.1.5 Eq. 2; a project need not take that n",
    mark="P",
    title=("Points needed to see the measured change", "检出实测变化所需样点数"),
)
def points_needed(
    deviation: Annotated[float, take("t{C}/har", "pooled_deviation")],
    wanted: Annotated[float, take("t{C}/har", "mean_project_change")],
    freedom: Annotated[float, take("1")],
    significance: Annotated[float, parameter("eligibility_confidence", "1")],
    power: Annotated[float, parameter("power", "1")],
) -> float:
    """N >= (S (t_alpha + t_beta) / MDD)^2, for the change that was measured."""
    if wanted == 0:
        return math.nan
    quantiles = t_quantile(significance, freedom) + t_quantile(power, freedom)
    return float(math.ceil((deviation * quantiles / wanted) ** 2))


@equation(
    number="1",
    symbol="S",
    unit="t{C}/har",
    source=f"{VCS} §8.2.1.5 Eq. 1",
    mark="P",
    title=("Pooled standard deviation of the change", "变化量合并标准差"),
)
def pooled_deviation(
    changes: Annotated[Values, take("t2{C}/har2", "change_variance", role="project")],
    freedoms: Annotated[Values, take("1", "change_freedom", role="project")],
) -> float:
    """Sqrt of the points' variance within strata, pooled by degrees of freedom."""
    if len(changes) != len(freedoms) or math.fsum(freedoms) <= 0:
        return math.nan
    pooled = math.fsum(
        variance * (freedom + 1.0) * freedom
        for variance, freedom in zip(changes, freedoms, strict=True)
    )
    return math.sqrt(pooled / math.fsum(freedoms))


@equation(
    number="1",
    symbol="n_p",
    unit="1",
    source=f"{VCS} §8.2.1.5 Eq. 1",
    mark="P",
    title=("Project points", "项目样点数"),
    replay="E",
)
def project_points(
    freedoms: Annotated[Values, take("1", "change_freedom", role="project")],
) -> float:
    """Points whose change is known."""
    return math.fsum(freedom + 1.0 for freedom in freedoms)


@equation(
    number="2",
    symbol="ΔSOC",
    unit="t{C}/har",
    source=f"{VCS} §8.2.1.5 Eq. 2",
    mark="P",
    title=("Area-weighted mean change, project", "项目面积加权平均变化量"),
)
def mean_project_change(
    changes: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    area: Annotated[float, take("har")],
) -> float:
    """Sum A_h g_p,h / A."""
    return _weighted(changes, areas) / area


EQUATIONS = (
    *_soil(),
    layer_mass_from_cores,
    soil_change_project,
    soil_change_baseline,
    *WOODY,
    mean_variance,
    freedom,
    mean_removal,
    removal_error,
    relative_error,
    uncertainty,
    interval_half_width,
    soil_sign,
    stock_change_project,
    stock_change_baseline,
    pooled_deviation,
    project_points,
    mean_project_change,
    detectable_difference,
    points_needed,
)
