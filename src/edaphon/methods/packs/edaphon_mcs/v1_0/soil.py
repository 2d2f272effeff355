"""Section 3, equations 1-6: change of soil carbon and its lower bound."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, equation, parameter, take
from edaphon.methods.shared import trunk
from edaphon.methods.shared.shared_errors import SHARED_ERRORS
from edaphon.methods.shared.variance import (
    weighted_freedom,
    weighted_sum,
    weighted_variance,
)
from edaphon.science.student import quantile as t_quantile

METHOD = "edaphon.mcs/1.0"

TONNES = "t{CO2e}"


OWN = {
    "change": ("1", "§3 eq. 1"),
    "mean_change": ("2", "§3 eq. 2"),
    "change_variance": ("2a", "§3 eq. 2"),
    "change_freedom": ("2b", "§3 eq. 2"),
}
"""Number and clause under which this method asks for a trunk equation."""


def _soil() -> tuple[Equation, ...]:
    return tuple(
        _numbered(item) for item in (*trunk.SOIL, *trunk.DEEP_SOIL, *SHARED_ERRORS)
    )


def _numbered(item: Equation) -> Equation:
    if item.name not in OWN:
        return item
    number, clause = OWN[item.name]
    source = f"{METHOD} {clause}; {item.source}"
    return item.under(number=number, source=source, mark="D")


@equation(
    number="3",
    symbol="D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 3",
    mark="D",
    title=("Difference between project and control", "项目与对照的储量变化之差"),
    formula="D = Σ_h A_h,p · g_h,p − Σ_h A_h,c · g_h,c",
)
def difference(
    project_change: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    project_area: Annotated[Values, take("har", "group_area", role="project")],
    control_change: Annotated[Values, take("t{C}/har", "mean_change", role="control")],
    control_area: Annotated[Values, take("har", "group_area", role="control")],
) -> float:
    """A control stands for the area of the strata it is linked to."""
    return weighted_sum(project_change, project_area) - weighted_sum(
        control_change, control_area
    )


@equation(
    number="3a",
    symbol="G",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 3",
    mark="D",
    title=("Gain on project land", "项目地储量增加量"),
    formula="G = Σ_h A_h,p · g_h,p",
)
def gain(
    project_change: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    project_area: Annotated[Values, take("har", "group_area", role="project")],
) -> float:
    """What the project land gained by itself, whatever the control did."""
    return weighted_sum(project_change, project_area)


@equation(
    number="4",
    symbol="SE_D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 4",
    mark="D",
    title=("Standard error of the difference", "差值的标准误"),
    formula="SE_D = √(Σ_h A_h² · v_h + s²_D)",
)
def difference_error(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance")],
    areas: Annotated[Values, take("har", "group_area")],
    shared_variance_difference: Annotated[float, take("t2{C}")],
) -> float:
    """Error of the difference, over project and control alike.

    A control that serves several strata enters once, with the sum of their areas,
    which carries the covariance of shared controls. Errors common to all rows are
    the shared term, drawn once.
    """
    return math.sqrt(weighted_variance(variances, areas) + shared_variance_difference)


@equation(
    number="4a",
    symbol="df_D",
    unit="1",
    source=f"{METHOD} §3 eq. 4; Satterthwaite (1946)",
    mark="D",
    title=("Degrees of freedom of the difference", "差值的自由度"),
    formula="df_D = [(Σ_h A_h² · v_h + s²_D)²] / [Σ_h A_h⁴ · v_h² / df_h]",
)
def difference_freedom(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance")],
    areas: Annotated[Values, take("har", "group_area")],
    freedoms: Annotated[Values, take("1", "change_freedom")],
    shared_variance_difference: Annotated[float, take("t2{C}")],
) -> float:
    """Satterthwaite over all terms; the shared term has no limit of its own."""
    return weighted_freedom(variances, areas, freedoms, shared_variance_difference)


@equation(
    number="4b",
    symbol="SE_G",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 4",
    mark="D",
    title=("Standard error of the gain", "增加量的标准误"),
    formula="SE_G = √(Σ_h A_h,p² · v_h,p + s²_G)",
)
def gain_error(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    shared_variance_gain: Annotated[float, take("t2{C}")],
) -> float:
    """Error of the gain, over project land alone."""
    return math.sqrt(weighted_variance(variances, areas) + shared_variance_gain)


@equation(
    number="4c",
    symbol="df_G",
    unit="1",
    source=f"{METHOD} §3 eq. 4; Satterthwaite (1946)",
    mark="D",
    title=("Degrees of freedom of the gain", "增加量的自由度"),
    formula=("df_G = [(Σ_h A_h,p² · v_h,p + s²_G)²] / [Σ_h A_h,p⁴ · v_h,p² / df_h,p]"),
)
def gain_freedom(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    freedoms: Annotated[Values, take("1", "change_freedom", role="project")],
    shared_variance_gain: Annotated[float, take("t2{C}")],
) -> float:
    """Satterthwaite over project land; the shared term has no limit of its own."""
    return weighted_freedom(variances, areas, freedoms, shared_variance_gain)


@equation(
    number="5",
    symbol="L_D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 5",
    mark="D",
    title=("Lower bound of the difference", "差值的置信下限"),
    formula="L_D = D − t(p, df_D) · SE_D",
)
def difference_bound(
    difference: Annotated[float, take("t{C}")],
    difference_error: Annotated[float, take("t{C}")],
    difference_freedom: Annotated[float, take("1")],
    confidence: Annotated[float, parameter("confidence", "1")],
) -> float:
    """At most one chance in ten that the true difference is smaller."""
    return difference - t_quantile(confidence, difference_freedom) * difference_error


@equation(
    number="5a",
    symbol="L_G",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 5",
    mark="D",
    title=("Lower bound of the gain", "增加量的置信下限"),
    formula="L_G = G − t(p, df_G) · SE_G",
)
def gain_bound(
    gain: Annotated[float, take("t{C}")],
    gain_error: Annotated[float, take("t{C}")],
    gain_freedom: Annotated[float, take("1")],
    confidence: Annotated[float, parameter("confidence", "1")],
) -> float:
    """At most one chance in ten that the true gain is smaller."""
    return gain - t_quantile(confidence, gain_freedom) * gain_error


@equation(
    number="6",
    symbol="R",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 6",
    mark="D",
    title=("Soil removal", "土壤温室气体清除量"),
    formula="R = 44/12 · min(L_D − I_D, L_G − I_p)",
)
def soil_removal(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    contrast_import: Annotated[float, take("t{C}")],
    project_import: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """No more than the difference, no more than the gain, and no import of either."""
    own = gain_bound - project_import
    return co2_per_carbon * min(difference_bound - contrast_import, own)


@equation(
    number="6c",
    symbol="L_min",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 6 and 8, the smallest bound without its imports",
    mark="D",
    title=("Smallest lower bound", "最小的置信下限"),
    formula="L_min = min(L_D, L_G)",
)
def smallest_bound(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
) -> float:
    """What displaced yield and the own gain are held to."""
    return min(difference_bound, gain_bound)


@equation(
    number="6a",
    symbol="R_avoided",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 6, reported and not credited",
    mark="D",
    title=("Avoided loss, not credited", "避免的碳损失（不计入）"),
    formula="R_avoided = 44/12 · max(0, L_D − I_D − max(0, L_G − I_p))",
)
def avoided_loss(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    contrast_import: Annotated[float, take("t{C}")],
    project_import: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """Loss that the control had and the project had not."""
    own = max(0.0, gain_bound - project_import)
    return co2_per_carbon * max(0.0, difference_bound - contrast_import - own)


@equation(
    number="C4",
    symbol="R_deep",
    unit=TONNES,
    source=f"{METHOD} §2 C4",
    mark="D",
    title=("Significant loss below the credited depth", "计入深度以下的显著损失"),
    rounding="up",
    formula=(
        "R_deep = {−44/12 · Σ_h a_h · g_deep,h: Σ_h a_h · g_deep,h"
        " + t(p, ν(a_h² · v_deep,h; df_deep,h)) · √(Σ_h a_h² · v_deep,h) < 0;"
        " 0: Σ_h a_h · g_deep,h"
        " + t(p, ν(a_h² · v_deep,h; df_deep,h)) · √(Σ_h a_h² · v_deep,h) ≥ 0}"
    ),
)
def deep_loss(
    changes: Annotated[Values, take("t{C}/har", "mean_deep_change")],
    variances: Annotated[Values, take("t2{C}/har2", "deep_change_variance")],
    freedoms: Annotated[Values, take("1", "deep_change_freedom")],
    signed_areas: Annotated[Values, take("har", "signed_area")],
    confidence: Annotated[float, parameter("confidence", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """The loss against control, where it is significant at one side 10 %.

    Control areas enter with a minus sign, so that the sum is a difference.
    """
    if not len(changes) == len(variances) == len(freedoms) == len(signed_areas):
        return math.nan
    deep = weighted_sum(changes, signed_areas)
    error = math.sqrt(weighted_variance(variances, signed_areas))
    freedom = weighted_freedom(variances, signed_areas, freedoms)
    bound = deep + t_quantile(confidence, freedom) * error
    if math.isnan(bound):
        return math.nan
    return co2_per_carbon * -deep if bound < 0 else 0.0


EQUATIONS = (
    *_soil(),
    difference,
    gain,
    difference_error,
    difference_freedom,
    gain_error,
    gain_freedom,
    difference_bound,
    gain_bound,
    soil_removal,
    smallest_bound,
    avoided_loss,
    deep_loss,
)
