"""VM0042 v2.2 §8.2.1.3: what difference the design can detect."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Values, equation, parameter, take
from edaphon.science.student import quantile as t_quantile

CLAUSE = "VM0042 v2.2 §8.2.1.3 (11)"


@equation(
    number="1a",
    symbol="n_h",
    unit="1",
    over="group",
    source=f"{CLAUSE} Eq. 1",
    mark="P",
    title=("Points of a group", "一组的采样点数"),
    when={"design": "paired"},
    replay="E",
    formula="n_h = n(d_i)",
)
def group_points(
    point_changes: Annotated[Values, take("t{C}/har", "change")],
) -> float:
    """Points whose change is known."""
    return float(len(point_changes))


@equation(
    name="group_points",
    number="1a",
    symbol="n_h",
    unit="1",
    over="group",
    source=f"{CLAUSE} Eq. 1, two rounds of different points",
    mark="D",
    title=("Points of a group", "一组的采样点数"),
    when={"design": "independent"},
    replay="E",
    formula="n_h = min(n(S_t1), n(S_t0))",
)
def group_points_independent(
    at_end: Annotated[Values, take("t{C}/har", "stock", campaign="end")],
    at_start: Annotated[Values, take("t{C}/har", "stock", campaign="start")],
) -> float:
    """The smaller of the two rounds."""
    return float(min(len(at_end), len(at_start)))


@equation(
    number="1b",
    symbol="s_d",
    unit="t{C}/har",
    source=f"{CLAUSE} Eq. 1",
    mark="P",
    title=("Pooled standard deviation of the change", "变化量合并标准差"),
    formula="s_d = √([Σ_h n_h,p (n_h,p − 1) · v_h,p] / [Σ_h (n_h,p − 1)])",
)
def pooled_deviation(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance", role="project")],
    points: Annotated[Values, take("1", "group_points", role="project")],
) -> float:
    """Spread of the change within strata."""
    if len(variances) != len(points):
        return math.nan
    spare = math.fsum(count - 1.0 for count in points)
    pooled = math.fsum(
        variance * count * (count - 1.0)
        for variance, count in zip(variances, points, strict=True)
    )
    return math.sqrt(pooled / spare) if spare > 0 else math.nan


@equation(
    number="1c",
    symbol="n",
    unit="1",
    source=f"{CLAUSE} Eq. 1",
    mark="P",
    title=("Project points", "项目采样点数"),
    replay="E",
    formula="n = Σ_h n_h,p",
)
def project_points(
    points: Annotated[Values, take("1", "group_points", role="project")],
) -> float:
    """Points on project land, all strata."""
    return math.fsum(points)


@equation(
    number="1",
    symbol="MDD",
    unit="t{C}/har",
    source=f"{CLAUSE} Eq. 1",
    mark="P",
    title=(
        "Minimum detectable mean change of project land",
        "项目土地平均变化量的最小可检测差异",
    ),
    formula="MDD = [s_d] / [√(n)] · (t(p_α, df) + t(p_β, df))",
)
def detectable_difference(
    deviation: Annotated[float, take("t{C}/har", "pooled_deviation")],
    count: Annotated[float, take("1", "project_points")],
    freedom: Annotated[float, take("1")],
    significance: Annotated[float, parameter("significance", "1")],
    power: Annotated[float, parameter("power", "1")],
) -> float:
    """The smallest mean change of project land that these points would see."""
    quantiles = t_quantile(significance, freedom) + t_quantile(power, freedom)
    return deviation / math.sqrt(count) * quantiles


EQUATIONS = (
    group_points,
    group_points_independent,
    pooled_deviation,
    project_points,
    detectable_difference,
)
