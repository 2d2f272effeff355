"""Mass and organic carbon of a layer, and the reference soil mass.

The reference mass stands here because it is a sum of layer masses where the plan
fixes none.
"""

import math
from typing import Annotated

import numpy as np

from edaphon.methods.engine.equation import (
    Equation,
    FloatArray,
    Grouped,
    Values,
    equation,
    take,
)
from edaphon.methods.shared.reported import (
    WITHOUT_STONES,
    given,
    soc,
    soil_density,
    soil_stones,
    thin_density,
    thin_stones,
)
from edaphon.science.derivations import core_mass, first_known
from edaphon.science.stocks import carbon_of_mass, mass_of_fine_earth
from edaphon.science.thin_layers import DepthLayers, covered_sum


@equation(
    number="T1",
    symbol="M_l",
    unit="t/har",
    over="layer",
    source="Wendt & Hauser (2013), Eur. J. Soil Sci. 64:58; von Haden et al. (2020)",
    mark="S",
    title=("Fine-earth mass of a layer", "土层细土质量"),
    vectorised=True,
    formula="M_l = 100 · ρ_l · T_l · (1 − G_l)",
)
def layer_mass(
    bulk_density: Annotated[FloatArray, take("g/cm3")],
    thickness: Annotated[FloatArray, take("cm")],
    coarse_fraction: Annotated[FloatArray, take("1")],
) -> FloatArray:
    """From the bulk density of the fine earth in its own volume.

    A bulk density given per volume of the whole core enters without stones.
    """
    return mass_of_fine_earth(bulk_density, thickness, coarse_fraction)


@equation(
    number="T1f",
    symbol="M_thin",
    unit="t/har",
    over="layer",
    source="Wendt & Hauser (2013), Eur. J. Soil Sci. 64:58",
    mark="S",
    title=("Mass of the thinner density layers inside", "层内各容重分层质量之和"),
    vectorised=True,
    formula=(
        "M_thin = {Σ_k 100 · ρ_k · max(0, min(z_bot, z_bot,k) − max(z_top, z_top,k)) "
        "· (1 − g_vol / 100): n(g_vol) = 1; Σ_k 100 · ρ_k · max(0, min(z_bot, z_bot,k) "
        "− max(z_top, z_top,k)) · (1 − G_k): n(g_vol) = 0}"
    ),
)
def mass_of_thin_layers(
    own_stones: Annotated[FloatArray, given("%", "coarse_volume_reported")],
    top: Annotated[Grouped, take("cm", "layer_top", per="profile")],
    bottom: Annotated[Grouped, take("cm", "layer_bottom", per="profile")],
    thin_top: Annotated[Grouped, take("cm", per="profile")],
    thin_bottom: Annotated[Grouped, take("cm", per="profile")],
    thin_bulk_density: Annotated[Grouped, take("g/cm3", per="profile")],
    thin_coarse_fraction: Annotated[Grouped, take("1", per="profile")],
) -> FloatArray:
    """Sum of the masses inside, each with the thickness t that lies inside.

    Stones that are reported for the layer itself go before those of the thinner
    ones. A layer that the thinner ones cover only in part has no mass.
    """
    layers = DepthLayers(top.values, bottom.values, top.offsets)
    thin = DepthLayers(thin_top.values, thin_bottom.values, thin_top.offsets)
    density, width = thin_bulk_density.values, thin.bottom - thin.top
    stones = thin_coarse_fraction.values
    merged = covered_sum(layers, thin, mass_of_fine_earth(density, width, stones))
    bare = covered_sum(layers, thin, mass_of_fine_earth(density, width, 0.0 * stones))
    return first_known(bare * (1.0 - own_stones / 100.0), merged)


@equation(
    number="T1",
    symbol="M_l",
    unit="t/har",
    over="layer",
    source="Wendt & Hauser (2013), Eur. J. Soil Sci. 64:58; von Haden et al. (2020)",
    mark="S",
    title=(
        "Fine-earth mass, own density or thinner ones",
        "土层细土质量（含容重分层）",
    ),
    when={"mass_from": "thin_layers"},
    name="layer_mass",
    vectorised=True,
    formula=("M_l = {100 · ρ_l · T_l · (1 − G_l): n(ρ_l) = 1; M_thin: n(ρ_l) = 0}"),
)
def layer_mass_from_thin(
    bulk_density: Annotated[FloatArray, take("g/cm3")],
    thickness: Annotated[FloatArray, take("cm")],
    coarse_fraction: Annotated[FloatArray, take("1")],
    mass_of_thin_layers: Annotated[FloatArray, take("t/har", unless="bulk_density")],
) -> FloatArray:
    """Mass by its own density where it has one, else that of the thinner layers."""
    own = mass_of_fine_earth(bulk_density, thickness, coarse_fraction)
    return first_known(own, mass_of_thin_layers)


@equation(
    number="T1g",
    symbol="M_l",
    unit="t/har",
    over="layer",
    source="VM0042 v2.2 §8.2.1.6 Eq. 3",
    mark="P",
    title=("Soil mass of a layer from cores", "由土钻样计算的土层质量"),
    when={"mass_from": "cores"},
    name="layer_mass",
    vectorised=True,
    formula=(
        "M_l = {[10000 · m_l · (1 − g_mass / 100)] / [π (D / 2)² N]: n(g_mass) = 1; "
        "[10000 · m_l] / [π (D / 2)² N]: n(g_mass) = 0, b_bare = 1}"
    ),
)
def layer_mass_from_cores(
    sample_mass: Annotated[FloatArray, take("g")],
    diameter: Annotated[FloatArray, take("mm", "core_diameter")],
    cores: Annotated[FloatArray, take("1", "core_count")],
    stones: Annotated[FloatArray, given("%", "coarse_mass_reported")],
    bare: Annotated[FloatArray, take("1", WITHOUT_STONES)],
) -> FloatArray:
    """Sample mass over the area of the cores, from grams and millimetres.

    Stones by mass are taken off; none on land that is stated to be free of them.
    """
    none = np.where(bare == 1.0, 0.0, np.nan)
    fine = sample_mass * (1.0 - first_known(stones / 100.0, none))
    return core_mass(fine, diameter, cores)


@equation(
    number="T2",
    symbol="S_l",
    unit="t{C}/har",
    over="layer",
    source="IPCC (2019) Vol. 4 Ch. 2; ISO 23400",
    mark="S",
    title=("Organic carbon of a layer", "土层有机碳储量"),
    vectorised=True,
    formula="S_l = C_l · M_l / 1000",
)
def layer_carbon(
    soc: Annotated[FloatArray, take("g/kg")],
    layer_mass: Annotated[FloatArray, take("t/har")],
) -> FloatArray:
    """Content times mass, from g/kg to tonnes."""
    return carbon_of_mass(layer_mass, soc)


@equation(
    number="T2a",
    symbol="M_above",
    unit="t/har",
    over="profile",
    source="edaphon.mcs §3",
    mark="D",
    title=("Soil mass above the reported depth", "报告深度以上的土壤质量"),
    formula="M_above = Σ_l w_l · M_l",
)
def mass_above_depth(
    masses: Annotated[Values, take("t/har", "layer_mass")],
    shares: Annotated[Values, take("1", "share_within_depth")],
) -> float:
    """Sum of the layers' masses, each with its share above the reported depth."""
    if len(masses) != len(shares):
        return math.nan
    return math.fsum(mass * share for mass, share in zip(masses, shares, strict=True))


@equation(
    number="T2b",
    symbol="M_low",
    unit="t/har",
    over="stratum",
    source="edaphon.mcs §3",
    mark="D",
    title=("Lowest soil mass of the first campaign", "期初采样最小土壤质量"),
    formula="M_low = min(M_above,t0)",
)
def lowest_baseline_mass(
    masses: Annotated[Values, take("t/har", "mass_above_depth", campaign="start")],
) -> float:
    """Least mass above the reported depth of all cores of the stratum."""
    return min(masses)


@equation(
    number="T2c",
    symbol="M*",
    unit="t/har",
    over="group",
    source="edaphon.mcs §3; von Haden et al. (2020)",
    mark="D",
    title=("Reference soil mass", "参考土壤质量"),
    formula="M* = {M_plan: n(M_plan) = 1; M_low: n(M_plan) = 0}",
)
def reference_mass(
    planned: Annotated[
        float, take("t/har", "planned_reference_mass", may_be_missing=True)
    ],
    lowest: Annotated[
        float,
        take("t/har", "lowest_baseline_mass", may_be_missing=True, unless="planned"),
    ],
) -> float:
    """Mass that the plan fixes, else the lowest mass of the first campaign."""
    return lowest if math.isnan(planned) else planned


LAYERS_ALONE: tuple[Equation, ...] = (
    soc,
    soil_stones,
    soil_density,
    thin_stones,
    thin_density,
    layer_mass,
    mass_of_thin_layers,
    layer_mass_from_thin,
    layer_mass_from_cores,
    layer_carbon,
    mass_above_depth,
    lowest_baseline_mass,
)
"""From reported properties to mass and carbon of layers."""

LAYERS: tuple[Equation, ...] = (*LAYERS_ALONE, reference_mass)
"""The same, and the reference mass."""
