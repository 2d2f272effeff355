"""Section 3, equation 2m: points and fields without a value of their own."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, equation, take
from edaphon.methods.shared.variance import mean, variance_of_mean
from edaphon.science.student import quantile as t_quantile

METHOD = "edaphon.mcs/1.1"

CARBON = "t{C}/har"


@equation(
    number="2mo",
    symbol="o_i",
    unit="1",
    over="point",
    source=f"{METHOD} §3 eq. 2m; §2 C5",
    mark="D",
    title=("Missing planned point", "缺失的计划采样点"),
    formula="o_i = {1: c_i = 0, b_light = 0; 0: else}",
)
def lost_point(
    complete: Annotated[float, take("1")],
    light: Annotated[float, take("1", "light_point")],
) -> float:
    """1 for a point whose change neither both cores nor a light one show."""
    return 1.0 if complete == 0 and light == 0 else 0.0


@equation(
    number="2mp",
    symbol="k_f",
    unit="1",
    over="field",
    source=f"{METHOD} §3 eq. 2m",
    mark="D",
    title=("Missing points of a field", "田块缺失采样点数"),
    formula="k_f = Σ_i o_i",
)
def lost_points(lost: Annotated[Values, take("1", "lost_point")]) -> float:
    """Sum over the points of a field."""
    return math.fsum(lost)


@equation(
    number="2ml",
    symbol="j_f",
    unit="1",
    over="field",
    source=f"{METHOD} §3 eq. 2m",
    mark="D",
    title=("Points of a field with a light core", "田块中土芯过轻的采样点数"),
    formula="j_f = Σ_i b_light",
)
def light_points(light: Annotated[Values, take("1", "light_point")]) -> float:
    """Sum over the points of a field."""
    return math.fsum(light)


@equation(
    number="2mf",
    symbol="o_f",
    unit="1",
    over="field",
    source=f"{METHOD} §3 eq. 2m",
    mark="D",
    title=("Lost field", "缺失的田块"),
    formula="o_f = {1: n(d_f) = 0, k_f + j_f > 0; 0: else}",
)
def lost_field(
    change: Annotated[float, take(CARBON, "field_change", may_be_missing=True)],
    lost_points: Annotated[float, take("1")],
    light_points: Annotated[float, take("1")],
) -> float:
    """1 where a field has no value of its own: points are missing or light."""
    return 1.0 if math.isnan(change) and lost_points + light_points > 0 else 0.0


@equation(
    number="2mg",
    symbol="k_h",
    unit="1",
    over="group",
    source=f"{METHOD} §3 eq. 2m",
    mark="D",
    title=("Lost fields of a group", "采样组缺失田块数"),
    formula="k_h = Σ_f o_f",
)
def lost_fields(lost: Annotated[Values, take("1", "lost_field")]) -> float:
    """Sum over the fields of a group; on project land each point is one."""
    return math.fsum(lost)


def less_credited(one: float, other: float, sign: float) -> float:
    """Return of two changes the one that credits less: the larger on control land."""
    return sign * max(sign * one, sign * other)


def safe_value(values: Values, sign: float, probability: float) -> float:
    """Return the value with which a missing one enters, ``nan`` below two results.

    Mean less (project) or plus (control) t times the error of one more value.
    """
    count = len(values)
    if count < 2:
        return math.nan
    error = math.sqrt(variance_of_mean(values) * count * (1.0 + 1.0 / count))
    return mean(values) + sign * t_quantile(probability, count - 1) * error


EQUATIONS: tuple[Equation, ...] = (
    lost_point,
    lost_points,
    light_points,
    lost_field,
    lost_fields,
)
