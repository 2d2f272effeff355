"""Emission sources from activity data and factors, shared by packs.

Each source is an areal mean of one scenario, t CO2e per hectare and year, so that
baseline and project pass through the same equations. Soil nitrous oxide stands in
``nitrogen`` and ``manure``.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import (
    Equation,
    Factor,
    Values,
    equation,
    parameter,
    take,
)
from edaphon.methods.shared.herds import HERDS
from edaphon.methods.shared.manure import MANURE
from edaphon.methods.shared.molar_ratios import CO2_PER_C
from edaphon.methods.shared.nitrogen import NITROGEN, conservative, n2o_soil, rises

VCS = "VM0042 v2.2"


@equation(
    number="7a",
    symbol="I_ff,j",
    unit="1",
    over="fuel_kind",
    source=f"{VCS} §8.6.3, each fuel by the sign of its own change; our reading",
    mark="D",
    title=("Use of one fuel rises", "单种燃料用量是否增加"),
    formula="I_ff,j = {1: FFC_j,wp > FFC_j,bsl; 0: FFC_j,wp ≤ FFC_j,bsl}",
)
def fuel_rises(
    baseline: Annotated[float, take("L/a", "fuel_consumption", role="baseline")],
    project: Annotated[float, take("L/a", "fuel_consumption", role="project")],
) -> float:
    """Whether the project burns more of it than the baseline."""
    return rises(baseline, project)


@equation(
    number="7",
    symbol="EFF_j",
    unit="t{CO2e}/a",
    over="fuel",
    source=f"{VCS} §8.2.3 Eq. 7",
    mark="P",
    title=("Emission of one fuel", "单种燃料排放量"),
    formula="EFF_j = FFC_j · EF_CO2,j(I_ff,j)",
)
def fuel_emission(
    fuel_consumption: Annotated[float, take("L/a")],
    fuel_rises: Annotated[float, take("1", may_be_missing=True)],
    fuel_factor: Annotated[
        Factor, parameter("fuel_factor", "t{CO2e}/L", by="kind", end="fuel_rises")
    ],
) -> float:
    """A project's own factor with a range enters at its conservative end."""
    return fuel_consumption * conservative(fuel_factor, fuel_rises)


@equation(
    number="6",
    symbol="CO2_ff",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.3 Eq. 6",
    mark="P",
    title=("Fossil fuel, areal mean", "化石燃料单位面积排放量"),
    formula="CO2_ff = [Σ_j EFF_j] / [A]",
)
def co2_fuel(
    emissions: Annotated[Values, take("t{CO2e}/a", "fuel_emission", may_be_empty=True)],
    area: Annotated[float, take("har")],
) -> float:
    """Sum over fuels, per hectare."""
    return math.fsum(emissions) / area


@equation(
    number="9",
    symbol="EL",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.4 Eq. 9",
    mark="P",
    title=("Emission of liming", "石灰施用排放量"),
    formula=("EL = (M_limestone · EF_limestone + M_dolomite · EF_dolomite) · 44/12"),
)
def lime_emission(
    limestone: Annotated[float, take("t/a", "limestone_applied")],
    dolomite: Annotated[float, take("t/a", "dolomite_applied")],
    limestone_factor: Annotated[float, parameter("lime_factor.limestone", "t{C}/t")],
    dolomite_factor: Annotated[float, parameter("lime_factor.dolomite", "t{C}/t")],
) -> float:
    """All carbon of the lime is counted as released."""
    return (limestone * limestone_factor + dolomite * dolomite_factor) * CO2_PER_C


@equation(
    number="8",
    symbol="CO2_lime",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.4 Eq. 8",
    mark="P",
    title=("Liming, areal mean", "石灰施用单位面积排放量"),
    formula="CO2_lime = [EL] / [A]",
)
def co2_lime(
    lime_emission: Annotated[float, take("t{CO2e}/a")],
    area: Annotated[float, take("har")],
) -> float:
    """Per hectare."""
    return lime_emission / area


@equation(
    number="11a",
    symbol="CH4_ent,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.6 Eq. 11, one type of animal",
    mark="P",
    title=("Enteric methane of one type of animal", "单类牲畜肠道发酵甲烷排放量"),
    formula="CH4_ent,l = [GWP_CH4 · Pop_l · EF_ent,l] / [1000]",
)
def enteric_emission(
    heads: Annotated[float, take("1", "livestock_heads")],
    enteric_factor: Annotated[float, take("kg/a")],
    gwp_ch4: Annotated[float, parameter("gwp100.ch4", "t{CO2e}/t")],
) -> float:
    """From kilograms of methane to tonnes of carbon dioxide equivalent."""
    return gwp_ch4 * heads * enteric_factor / 1000.0


@equation(
    number="11",
    symbol="CH4_ent",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.6 Eq. 11",
    mark="P",
    title=("Enteric fermentation, areal mean", "肠道发酵单位面积排放量"),
    formula="CH4_ent = [Σ_l CH4_ent,l] / [A]",
)
def ch4_enteric(
    emissions: Annotated[
        Values, take("t{CO2e}/a", "enteric_emission", may_be_empty=True)
    ],
    area: Annotated[float, take("har")],
) -> float:
    """Sum over types of animal, per hectare."""
    return math.fsum(emissions) / area


@equation(
    number="13",
    symbol="VS_l",
    unit="kg/a",
    over="livestock",
    source=f"{VCS} §8.2.7 Eq. 13; Correction 1 of June 2026: per head",
    mark="P",
    title=("Volatile solids of one animal", "单头牲畜挥发性固体年排泄量"),
    formula="VS_l = [VS_rate,l · W_l] / [1000] · 365",
)
def volatile_solids(
    rate: Annotated[float, take("kg/t/d", "volatile_solids_rate")],
    weight: Annotated[float, take("kg", "livestock_weight")],
) -> float:
    """From a daily rate per 1,000 kg of animal to a year of one animal."""
    return rate * weight / 1000.0 * 365.0


@equation(
    number="12a",
    symbol="CH4_md,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.7 Eq. 12, one type of animal",
    mark="P",
    title=("Manure methane of one type of animal", "单类牲畜粪便甲烷排放量"),
    formula="CH4_md,l = [GWP_CH4 · Pop_l · VS_l · AWMS_l · EF_CH4,md,l] / [10⁶]",
)
def manure_ch4_emission(
    heads: Annotated[float, take("1", "livestock_heads")],
    volatile_solids: Annotated[float, take("kg/a")],
    share: Annotated[float, take("1", "manure_system_share")],
    manure_ch4_factor: Annotated[float, take("g/kg")],
    gwp_ch4: Annotated[float, parameter("gwp100.ch4", "t{CO2e}/t")],
) -> float:
    """From grams of methane to tonnes of carbon dioxide equivalent."""
    return gwp_ch4 * heads * volatile_solids * share * manure_ch4_factor / 1e6


@equation(
    number="12",
    symbol="CH4_md",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.7 Eq. 12",
    mark="P",
    title=("Manure methane, areal mean", "粪便甲烷单位面积排放量"),
    formula="CH4_md = [Σ_l CH4_md,l] / [A]",
)
def ch4_manure(
    emissions: Annotated[
        Values, take("t{CO2e}/a", "manure_ch4_emission", may_be_empty=True)
    ],
    area: Annotated[float, take("har")],
) -> float:
    """Sum over types of animal, per hectare."""
    return math.fsum(emissions) / area


def _burning_of_crop(
    number: str, source: str, gas: str, titles: tuple[str, str]
) -> Equation:
    factor_name, symbol = f"burning_factor.{gas}", gas.upper()

    @equation(
        name=f"burning_{gas}_emission",
        number=f"{number}a",
        symbol=f"{symbol}_bb,c",
        unit="t{CO2e}/a",
        over="residue",
        source=f"{source}, one crop",
        mark="P",
        title=(f"{titles[0]} of one crop", f"单种作物{titles[1]}"),
        formula=f"{symbol}_bb,c = [GWP_{symbol} · MB_c · CF_c · EF_c,{symbol}] / [10⁶]",
    )
    def one_crop(
        burnt: Annotated[float, take("kg/a", "residue_burnt")],
        combustion: Annotated[float, parameter("combustion_factor", "1", by="kind")],
        factor: Annotated[float, parameter(factor_name, "g/kg")],
        gwp: Annotated[float, parameter(f"gwp100.{gas}", "t{CO2e}/t")],
    ) -> float:
        """From grams of gas per kilogram burnt to tonnes of equivalent."""
        return gwp * burnt * combustion * factor / 1e6

    return one_crop


def _burning(
    number: str, source: str, gas: str, titles: tuple[str, str]
) -> tuple[Equation, Equation]:
    symbol = gas.upper()

    @equation(
        name=f"{gas}_burning",
        number=number,
        symbol=f"{symbol}_bb",
        unit="t{CO2e}/har/a",
        over="scenario",
        source=source,
        mark="P",
        title=(f"{titles[0]}, areal mean", f"{titles[1]}（单位面积）"),
        formula=f"{symbol}_bb = [Σ_c {symbol}_bb,c] / [A]",
    )
    def areal(
        emissions: Annotated[
            Values, take("t{CO2e}/a", f"burning_{gas}_emission", may_be_empty=True)
        ],
        area: Annotated[float, take("har")],
    ) -> float:
        """Sum over crops, per hectare."""
        return math.fsum(emissions) / area

    return _burning_of_crop(number, source, gas, titles), areal


burning_ch4_emission, ch4_burning = _burning(
    "14", f"{VCS} §8.2.8 Eq. 14", "ch4",
    ("Methane of residue burning", "秸秆焚烧甲烷排放量"),
)  # fmt: skip

burning_n2o_emission, n2o_burning = _burning(
    "32", f"{VCS} §8.2.11 Eq. 32", "n2o",
    ("Nitrous oxide of residue burning", "秸秆焚烧氧化亚氮排放量"),
)  # fmt: skip

SOURCE_NAMES = (
    "co2_fuel",
    "co2_lime",
    "ch4_enteric",
    "ch4_manure",
    "ch4_burning",
    "n2o_soil",
    "n2o_burning",
)
"""Sources as areal means over the scenario, in the order of the methodology."""


SOURCES = (
    fuel_rises,
    fuel_emission,
    co2_fuel,
    lime_emission,
    co2_lime,
    *HERDS,
    enteric_emission,
    ch4_enteric,
    volatile_solids,
    manure_ch4_emission,
    ch4_manure,
    burning_ch4_emission,
    ch4_burning,
    *NITROGEN,
    *MANURE,
    n2o_soil,
    burning_n2o_emission,
    n2o_burning,
)
"""Every source equation, numbered as in VM0042."""
