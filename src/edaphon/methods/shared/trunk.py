"""The trunk that every measured scheme shares: layers, stocks, change.

From layers to profiles to points to sampling groups (a stratum's project land,
or control land). Packs take these equations over under their own numbers with
``Equation.under``; a group's values then enter the pack's own formulas.
"""

import math
from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from edaphon.methods.engine.equation import (
    Equation,
    FloatArray,
    Grouped,
    Values,
    equation,
    parameter,
    take,
)
from edaphon.methods.shared.change import CREDITED, FIXED_DEPTH, changes
from edaphon.methods.shared.intervals import SCENARIO_TOTALS, intervals
from edaphon.methods.shared.layers import LAYERS
from edaphon.methods.shared.variance import mean
from edaphon.science.esm import equal_mass_stock
from edaphon.science.interpolation import Interpolation
from edaphon.science.profiles import Profiles
from edaphon.science.profiles import mineral_mass as mass_without_organic_matter

Mass = Literal["whole", "mineral"]
"""What counts as the yardstick: all fine earth, or its mineral part."""


WAYS: Mapping[Interpolation, tuple[str, str]] = {
    "natural": ("natural cubic spline", "自然三次样条"),
    "hyman": ("monotone cubic spline", "单调三次样条"),
    "linear": ("linear interpolation", "线性内插"),
}

YARDSTICK: Mapping[Mass, str] = {"whole": "layer_mass", "mineral": "mineral_mass"}
"""Kind of mass and the layer masses by which a curve is read."""

MASSES: Mapping[Mass, tuple[str, str]] = {
    "whole": ("soil mass", "土壤质量"),
    "mineral": ("mineral soil mass", "矿质土壤质量"),
}


def _body(
    interpolation: Interpolation, mass: Mass
) -> Callable[[Grouped, Grouped, FloatArray], FloatArray]:
    def stock(
        masses: Annotated[Grouped, take("t/har", YARDSTICK[mass])],
        layer_carbon: Annotated[Grouped, take("t{C}/har")],
        reference_mass: Annotated[FloatArray, take("t/har")],
    ) -> FloatArray:
        """Cumulative organic carbon at the reference cumulative mass.

        Never extrapolated: a core that holds less than the reference mass has no
        stock.
        """
        cores = Profiles(masses.values, layer_carbon.values, masses.offsets)
        return equal_mass_stock(cores, reference_mass, interpolation=interpolation)

    return stock


@equation(
    number="T2d",
    symbol="M_min",
    unit="t/har",
    over="layer",
    source="von Haden et al. (2020), Glob. Change Biol. 26:3759",
    mark="S",
    title=("Mineral mass of a layer", "土层矿质土壤质量"),
    when={"mass": "mineral"},
    vectorised=True,
    formula="M_min = M_l − k_SOM · S_l",
)
def mineral_mass(
    layer_mass: Annotated[FloatArray, take("t/har")],
    layer_carbon: Annotated[FloatArray, take("t{C}/har")],
    som_per_soc: Annotated[float, parameter("som_per_soc_mineral", "1")],
) -> FloatArray:
    """Fine-earth mass less its organic matter."""
    return mass_without_organic_matter(layer_mass, layer_carbon, som_per_soc)


def _stock(interpolation: Interpolation, mass: Mass, name: str = "stock") -> Equation:
    symbol = "S" if name == "stock" else "S_lin"
    masses = "M_l" if mass == "whole" else "M_min"
    (way, way_zh), (of, of_zh) = WAYS[interpolation], MASSES[mass]
    declare = equation(
        name=name,
        number="T3" if name == "stock" else "T3d",
        symbol=symbol,
        unit="t{C}/har",
        over="profile",
        source="equal soil mass: Wendt & Hauser (2013); von Haden et al. (2020)",
        mark="S",
        title=(
            f"Stock at the reference {of}, {way}",
            f"参考{of_zh}下的有机碳储量（{way_zh}）",
        ),
        when={"mass": mass}
        if name != "stock"
        else {"interpolation": interpolation, "mass": mass},
        vectorised=True,
        formula=f"{symbol} = f(M*; {masses}, S_l)",
    )
    return declare(_body(interpolation, mass))


LINEAR_STOCK: tuple[Equation, ...] = (
    _stock("linear", "whole", "linear_stock"),
    _stock("linear", "mineral", "linear_stock"),
)
"""The same stock by straight lines: how far the two differ is interpolation error."""

STOCK_VARIANTS: tuple[Equation, ...] = tuple(
    _stock(interpolation, mass) for interpolation in WAYS for mass in MASSES
)
"""One equation a way to interpolate and a kind of mass; settings choose one."""


@equation(
    number="T3a",
    symbol="δ_i",
    unit="t{C}/har",
    over="profile",
    source="edaphon.mcs §3",
    mark="D",
    title=("Difference of spline and straight lines", "样条与线性内插之差"),
    formula="δ_i = |S − S_lin|",
)
def interpolation_difference(
    stock: Annotated[float, take("t{C}/har")],
    linear_stock: Annotated[float, take("t{C}/har")],
) -> float:
    """Absolute difference of the stock and the same stock by straight lines."""
    return abs(stock - linear_stock)


@equation(
    number="T3b",
    symbol="δ_mean",
    unit="t{C}/har",
    source="edaphon.mcs §3",
    mark="D",
    title=("Mean difference of spline and straight lines", "样条与线性内插的平均差"),
    formula="δ_mean = [1] / [n(δ_i)] · Σ_i δ_i",
)
def mean_interpolation_difference(
    differences: Annotated[Values, take("t{C}/har", "interpolation_difference")],
) -> float:
    """Mean over all profiles that have a stock."""
    return mean(differences)


@equation(
    number="T3c",
    symbol="δ_max",
    unit="t{C}/har",
    source="edaphon.mcs §3",
    mark="D",
    title=("Largest difference of spline and straight lines", "样条与线性内插的最大差"),
    formula="δ_max = max(δ_i)",
)
def largest_interpolation_difference(
    differences: Annotated[Values, take("t{C}/har", "interpolation_difference")],
) -> float:
    """Largest over all profiles that have a stock."""
    return max(differences)


@equation(
    number="T4",
    symbol="S_FD",
    unit="t{C}/har",
    over="profile",
    source="IPCC (2019) Vol. 4 Ch. 2, stock to a fixed depth",
    mark="S",
    title=("Stock to the reported depth", "报告深度内的有机碳储量（固定深度法）"),
    formula="S_FD = Σ_l w_l · S_l",
)
def fixed_depth_stock(
    layer_carbon: Annotated[Values, take("t{C}/har")],
    share_within_depth: Annotated[Values, take("1")],
) -> float:
    """Sum of the layers' carbon, each with its share above the reported depth."""
    if len(layer_carbon) != len(share_within_depth):
        return math.nan
    return math.fsum(
        carbon * share
        for carbon, share in zip(layer_carbon, share_within_depth, strict=True)
    )


INTERPOLATION: tuple[Equation, ...] = (
    interpolation_difference,
    mean_interpolation_difference,
    largest_interpolation_difference,
)

SOIL: tuple[Equation, ...] = (
    *LAYERS,
    mineral_mass,
    *STOCK_VARIANTS,
    *LINEAR_STOCK,
    *INTERPOLATION,
    fixed_depth_stock,
    *changes(CREDITED),
    *changes(FIXED_DEPTH),
    *intervals(CREDITED),
    *intervals(FIXED_DEPTH),
    *SCENARIO_TOTALS,
)
"""Soil equations of the trunk, before a pack gives them their numbers."""
