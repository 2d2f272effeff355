"""Emission sources from activity data and factors, shared by packs.

Each source is an areal mean of one scenario, t CO2e per hectare and year, so that
baseline and project pass through the same equations. A factor with a range enters
at its conservative end: the low end for both scenarios when the source falls, the
high end when it rises (VM0042 v2.2 §8.6.3).
"""

import math
from typing import Annotated

from edaphon.methods.equation import (
    Equation,
    Factor,
    Values,
    equation,
    parameter,
    take,
)

N2O_PER_N = 44.0 / 28.0
"""Mass of nitrous oxide per mass of nitrogen in it [g g-1]."""

CO2_PER_C = 44.0 / 12.0
"""Mass of carbon dioxide per mass of carbon, the convention of the schemes [g g-1]."""

VCS = "VM0042 v2.2"


def conservative(factor: Factor | float, rises: float) -> float:
    """Return the end of a factor's range that credits less.

    Parameters
    ----------
    factor
        A number, or low end, value and high end.
    rises
        1 when the source rises from baseline to project, else 0.
    """
    if not isinstance(factor, Factor):
        return factor
    return factor.high if rises > 0 else factor.low


def _rises(baseline: float, project: float) -> float:
    return 1.0 if project > baseline else 0.0


@equation(
    number="7",
    symbol="EFF_j",
    unit="t{CO2e}/a",
    over="fuel",
    source=f"{VCS} §8.2.2 Eq. 7",
    mark="P",
    title=("Emission of one fuel", "单种燃料排放量"),
)
def fuel_emission(
    fuel_consumption: Annotated[float, take("L/a")],
    fuel_factor: Annotated[float, parameter("fuel_factor", "t{CO2e}/L", by="kind")],
) -> float:
    """EFF = FFC EF."""
    return fuel_consumption * fuel_factor


@equation(
    number="6",
    symbol="CO2_ff",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.2 Eq. 6",
    mark="P",
    title=("Fossil fuel, areal mean", "化石燃料单位面积排放量"),
)
def co2_fuel(
    emissions: Annotated[Values, take("t{CO2e}/a", "fuel_emission", may_be_empty=True)],
    area: Annotated[float, take("har")],
) -> float:
    """CO2_ff = sum_j EFF_j / A."""
    return math.fsum(emissions) / area


@equation(
    number="9",
    symbol="EL",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.3 Eq. 9",
    mark="P",
    title=("Emission of liming", "石灰施用排放量"),
)
def lime_emission(
    limestone: Annotated[float, take("t/a", "limestone_applied")],
    dolomite: Annotated[float, take("t/a", "dolomite_applied")],
    limestone_factor: Annotated[float, parameter("lime_factor.limestone", "t{C}/t")],
    dolomite_factor: Annotated[float, parameter("lime_factor.dolomite", "t{C}/t")],
) -> float:
    """EL = (M_limestone EF_limestone + M_dolomite EF_dolomite) 44/12."""
    return (limestone * limestone_factor + dolomite * dolomite_factor) * CO2_PER_C


@equation(
    number="8",
    symbol="CO2_lime",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.3 Eq. 8",
    mark="P",
    title=("Liming, areal mean", "石灰施用单位面积排放量"),
)
def co2_lime(
    lime_emission: Annotated[float, take("t{CO2e}/a")],
    area: Annotated[float, take("har")],
) -> float:
    """CO2_lime = EL / A."""
    return lime_emission / area


@equation(
    number="11a",
    symbol="CH4_ent,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.5 Eq. 11, one type of animal",
    mark="P",
    title=("Enteric methane of one type of animal", "单类牲畜肠道发酵甲烷排放量"),
)
def enteric_emission(
    heads: Annotated[float, take("1", "livestock_heads")],
    enteric_factor: Annotated[float, take("kg/a")],
    gwp_ch4: Annotated[float, parameter("gwp100.ch4", "t{CO2e}/t")],
) -> float:
    """GWP Pop EF_ent / 1000."""
    return gwp_ch4 * heads * enteric_factor / 1000.0


@equation(
    number="11",
    symbol="CH4_ent",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.5 Eq. 11",
    mark="P",
    title=("Enteric fermentation, areal mean", "肠道发酵单位面积排放量"),
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
    source=f"{VCS} §8.2.6 Eq. 13",
    mark="P",
    title=("Volatile solids of one animal", "单头牲畜挥发性固体年排泄量"),
)
def volatile_solids(
    rate: Annotated[float, take("kg/t/d", "volatile_solids_rate")],
    weight: Annotated[float, take("kg", "livestock_weight")],
) -> float:
    """VS = VS_rate W / 1000 x 365."""
    return rate * weight / 1000.0 * 365.0


@equation(
    number="12a",
    symbol="CH4_md,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.6 Eq. 12, one type of animal",
    mark="P",
    title=("Manure methane of one type of animal", "单类牲畜粪便甲烷排放量"),
)
def manure_ch4_emission(
    heads: Annotated[float, take("1", "livestock_heads")],
    volatile_solids: Annotated[float, take("kg/a")],
    share: Annotated[float, take("1", "manure_system_share")],
    manure_ch4_factor: Annotated[float, take("g/kg")],
    gwp_ch4: Annotated[float, parameter("gwp100.ch4", "t{CO2e}/t")],
) -> float:
    """GWP Pop VS AWMS EF / 10^6."""
    return gwp_ch4 * heads * volatile_solids * share * manure_ch4_factor / 1e6


@equation(
    number="12",
    symbol="CH4_md",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.6 Eq. 12",
    mark="P",
    title=("Manure methane, areal mean", "粪便甲烷单位面积排放量"),
)
def ch4_manure(
    emissions: Annotated[
        Values, take("t{CO2e}/a", "manure_ch4_emission", may_be_empty=True)
    ],
    area: Annotated[float, take("har")],
) -> float:
    """Sum over types of animal, per hectare."""
    return math.fsum(emissions) / area


def _burning(
    number: str, source: str, gas: str, titles: tuple[str, str]
) -> tuple[Equation, Equation]:
    factor_name = f"burning_factor.{gas}"

    @equation(
        name=f"burning_{gas}_emission",
        number=f"{number}a",
        symbol=f"{gas.upper()}_bb,c",
        unit="t{CO2e}/a",
        over="residue",
        source=f"{source}, one crop",
        mark="P",
        title=(f"{titles[0]} of one crop", f"单种作物{titles[1]}"),
    )
    def one_crop(
        burnt: Annotated[float, take("kg/a", "residue_burnt")],
        combustion: Annotated[float, parameter("combustion_factor", "1", by="kind")],
        factor: Annotated[float, parameter(factor_name, "g/kg")],
        gwp: Annotated[float, parameter(f"gwp100.{gas}", "t{CO2e}/t")],
    ) -> float:
        """GWP MB CF EF / 10^6."""
        return gwp * burnt * combustion * factor / 1e6

    @equation(
        name=f"{gas}_burning",
        number=number,
        symbol=f"{gas.upper()}_bb",
        unit="t{CO2e}/har/a",
        over="scenario",
        source=source,
        mark="P",
        title=(f"{titles[0]}, areal mean", f"{titles[1]}（单位面积）"),
    )
    def areal(
        emissions: Annotated[
            Values, take("t{CO2e}/a", f"burning_{gas}_emission", may_be_empty=True)
        ],
        area: Annotated[float, take("har")],
    ) -> float:
        """Sum over crops, per hectare."""
        return math.fsum(emissions) / area

    return one_crop, areal


burning_ch4_emission, ch4_burning = _burning(
    "14", f"{VCS} §8.2.7 Eq. 14", "ch4",
    ("Methane of residue burning", "秸秆焚烧甲烷排放量"),
)  # fmt: skip
burning_n2o_emission, n2o_burning = _burning(
    "32", f"{VCS} §8.2.11 Eq. 32", "n2o",
    ("Nitrous oxide of residue burning", "秸秆焚烧氧化亚氮排放量"),
)  # fmt: skip


@equation(
    number="8.6.3",
    symbol="I_N",
    unit="1",
    source=f"{VCS} §8.6.3, conservative end of a factor",
    mark="P",
    title=("Nitrogen input rises", "氮投入是否增加"),
)
def nitrogen_rises(
    baseline_synthetic: Annotated[
        Values, take("t{N}/a", "synthetic_n", role="baseline", may_be_empty=True)
    ],
    baseline_organic: Annotated[
        Values, take("t{N}/a", "organic_n", role="baseline", may_be_empty=True)
    ],
    project_synthetic: Annotated[
        Values, take("t{N}/a", "synthetic_n", role="project", may_be_empty=True)
    ],
    project_organic: Annotated[
        Values, take("t{N}/a", "organic_n", role="project", may_be_empty=True)
    ],
) -> float:
    """1 when more nitrogen is applied in the project than in the baseline."""
    return _rises(
        math.fsum((*baseline_synthetic, *baseline_organic)),
        math.fsum((*project_synthetic, *project_organic)),
    )


@equation(
    number="18",
    symbol="N2O_direct",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.8 Eq. 18-20; factor per form of nitrogen, §8.6.3",
    mark="P",
    title=("Direct nitrous oxide of fertiliser", "施肥直接氧化亚氮排放量"),
)
def fertiliser_direct(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
    nitrogen_rises: Annotated[float, take("1")],
    synthetic_factor: Annotated[
        Factor, parameter("n2o_direct_synthetic", "t{N2O-N}/t{N}", by="climate")
    ],
    organic_factor: Annotated[
        Factor, parameter("n2o_direct_organic", "t{N2O-N}/t{N}", by="climate")
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """(FSN EF_synthetic + FON EF_organic) 44/28 GWP."""
    nitrogen = synthetic_n * conservative(
        synthetic_factor, nitrogen_rises
    ) + organic_n * conservative(organic_factor, nitrogen_rises)
    return nitrogen * N2O_PER_N * gwp_n2o


@equation(
    number="22",
    symbol="N2O_volat",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.8 Eq. 22",
    mark="P",
    title=("Nitrous oxide of volatilised nitrogen", "氮挥发沉降间接氧化亚氮排放量"),
)
def fertiliser_volatilised(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
    nitrogen_rises: Annotated[float, take("1")],
    synthetic_share: Annotated[Factor, parameter("frac_gasf", "1")],
    organic_share: Annotated[Factor, parameter("frac_gasm", "1")],
    factor: Annotated[Factor, parameter("n2o_volatilised", "t{N2O-N}/t{N}")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """(FSN Frac_GASF + FON Frac_GASM) EF_Nvolat 44/28 GWP."""
    lost = synthetic_n * conservative(
        synthetic_share, nitrogen_rises
    ) + organic_n * conservative(organic_share, nitrogen_rises)
    return lost * conservative(factor, nitrogen_rises) * N2O_PER_N * gwp_n2o


@equation(
    number="23",
    symbol="N2O_leach",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.8 Eq. 23",
    mark="P",
    title=("Nitrous oxide of leached nitrogen", "氮淋溶径流间接氧化亚氮排放量"),
)
def fertiliser_leached(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
    nitrogen_rises: Annotated[float, take("1")],
    leaching: Annotated[Factor, parameter("frac_leach", "1", by="leaching")],
    factor: Annotated[Factor, parameter("n2o_leached", "t{N2O-N}/t{N}")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """(FSN + FON) Frac_LEACH EF_Nleach 44/28 GWP."""
    lost = (synthetic_n + organic_n) * conservative(leaching, nitrogen_rises)
    return lost * conservative(factor, nitrogen_rises) * N2O_PER_N * gwp_n2o


@equation(
    number="17",
    symbol="N2O_fert",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.8 Eq. 17 and 21",
    mark="P",
    title=("Fertiliser nitrous oxide, areal mean", "施肥氧化亚氮单位面积排放量"),
)
def n2o_fertiliser(
    direct: Annotated[float, take("t{CO2e}/a", "fertiliser_direct")],
    volatilised: Annotated[float, take("t{CO2e}/a", "fertiliser_volatilised")],
    leached: Annotated[float, take("t{CO2e}/a", "fertiliser_leached")],
    area: Annotated[float, take("har")],
) -> float:
    """Direct and indirect, per hectare."""
    return math.fsum((direct, volatilised, leached)) / area


@equation(
    number="25",
    symbol="F_CR",
    unit="t{N}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 25",
    mark="P",
    title=("Nitrogen returned by N-fixing plants", "固氮作物还田氮量"),
)
def residue_nitrogen(
    biomass: Annotated[float, take("t/a", "nfix_biomass")],
    content: Annotated[float, take("1", "nfix_n_content")],
) -> float:
    """MB N_content, above and below ground."""
    return biomass * content


@equation(
    number="24a",
    symbol="I_Nfix",
    unit="1",
    source=f"{VCS} §8.6.3, conservative end of a factor",
    mark="P",
    title=("Nitrogen fixation rises", "固氮作物氮量是否增加"),
)
def fixation_rises(
    baseline: Annotated[
        Values, take("t{N}/a", "residue_nitrogen", role="baseline", may_be_empty=True)
    ],
    project: Annotated[
        Values, take("t{N}/a", "residue_nitrogen", role="project", may_be_empty=True)
    ],
) -> float:
    """1 when more nitrogen is returned in the project."""
    return _rises(math.fsum(baseline), math.fsum(project))


@equation(
    number="24",
    symbol="N2O_Nfix",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 24; factor of residues, §8.6.3",
    mark="P",
    title=("N-fixing plants, areal mean", "固氮作物氧化亚氮单位面积排放量"),
)
def n2o_fixation(
    residue_nitrogen: Annotated[float, take("t{N}/a")],
    fixation_rises: Annotated[float, take("1")],
    factor: Annotated[
        Factor, parameter("n2o_direct_organic", "t{N2O-N}/t{N}", by="climate")
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
    area: Annotated[float, take("har")],
) -> float:
    """F_CR EF_Ndirect 44/28 GWP / A."""
    end = conservative(factor, fixation_rises)
    return residue_nitrogen * end * N2O_PER_N * gwp_n2o / area


@equation(
    number="28",
    symbol="F_manure,l",
    unit="kg/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 28 (kg of nitrogen; printed t)",
    mark="P",
    title=("Manure nitrogen of one type of animal", "单类牲畜粪便氮量"),
)
def manure_nitrogen(
    heads: Annotated[float, take("1", "livestock_heads")],
    excretion: Annotated[float, take("kg/a", "nitrogen_excretion")],
    share: Annotated[float, take("1", "manure_system_share")],
    deposited: Annotated[float, take("1", "manure_deposited_share")],
) -> float:
    """Pop Nex AWMS MS."""
    return heads * excretion * share * deposited


@equation(
    number="26a",
    symbol="I_md",
    unit="1",
    source=f"{VCS} §8.6.3, conservative end of a factor",
    mark="P",
    title=("Manure nitrogen rises", "粪便氮是否增加"),
)
def livestock_rises(
    baseline: Annotated[
        Values, take("kg/a", "manure_nitrogen", role="baseline", may_be_empty=True)
    ],
    project: Annotated[
        Values, take("kg/a", "manure_nitrogen", role="project", may_be_empty=True)
    ],
) -> float:
    """1 when more manure nitrogen is deposited in the project."""
    return _rises(math.fsum(baseline), math.fsum(project))


@equation(
    number="27",
    symbol="N2O_md,direct,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 27",
    mark="P",
    title=("Direct nitrous oxide of deposited manure", "放牧粪便直接氧化亚氮排放量"),
)
def manure_direct(
    manure_nitrogen: Annotated[float, take("kg/a")],
    factor: Annotated[float, take("1", "manure_n2o_factor")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """F_manure EF_N2O,md 44/28 GWP / 1000."""
    return manure_nitrogen * factor * N2O_PER_N * gwp_n2o / 1000.0


@equation(
    number="30",
    symbol="N2O_md,volat,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 30, with the /1000 that kilograms need",
    mark="P",
    title=("Volatilised manure nitrogen", "粪便氮挥发间接氧化亚氮排放量"),
)
def manure_volatilised(
    manure_nitrogen: Annotated[float, take("kg/a")],
    livestock_rises: Annotated[float, take("1")],
    share: Annotated[Factor, parameter("frac_gasm", "1")],
    factor: Annotated[Factor, parameter("n2o_volatilised", "t{N2O-N}/t{N}")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """F_manure Frac_GASM EF_Nvolat 44/28 GWP / 1000, at the central factors."""
    lost = manure_nitrogen * _central(share) * _central(factor)
    return lost * N2O_PER_N * gwp_n2o / 1000.0


@equation(
    number="31",
    symbol="N2O_md,leach,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 31, with the /1000 that kilograms need",
    mark="P",
    title=("Leached manure nitrogen", "粪便氮淋溶间接氧化亚氮排放量"),
)
def manure_leached(
    manure_nitrogen: Annotated[float, take("kg/a")],
    livestock_rises: Annotated[float, take("1")],
    leaching: Annotated[Factor, parameter("frac_leach", "1", by="leaching")],
    factor: Annotated[Factor, parameter("n2o_leached", "t{N2O-N}/t{N}")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """F_manure Frac_LEACH EF_Nleach 44/28 GWP / 1000, at the central factors."""
    lost = manure_nitrogen * _central(leaching) * _central(factor)
    return lost * N2O_PER_N * gwp_n2o / 1000.0


@equation(
    number="26",
    symbol="N2O_md",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.10 Eq. 26 and 29",
    mark="P",
    title=("Manure nitrous oxide, areal mean", "粪便氧化亚氮单位面积排放量"),
)
def n2o_manure(
    direct: Annotated[Values, take("t{CO2e}/a", "manure_direct", may_be_empty=True)],
    volatilised: Annotated[
        Values, take("t{CO2e}/a", "manure_volatilised", may_be_empty=True)
    ],
    leached: Annotated[Values, take("t{CO2e}/a", "manure_leached", may_be_empty=True)],
    area: Annotated[float, take("har")],
) -> float:
    """Direct and indirect over all types of animal, per hectare."""
    return math.fsum((*direct, *volatilised, *leached)) / area


@equation(
    number="16",
    symbol="N2O_soil",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.8 Eq. 16",
    mark="P",
    title=("Soil nitrous oxide, areal mean", "土壤氧化亚氮单位面积排放量"),
)
def n2o_soil(
    n2o_fertiliser: Annotated[float, take("t{CO2e}/har/a")],
    n2o_manure: Annotated[float, take("t{CO2e}/har/a")],
    n2o_fixation: Annotated[float, take("t{CO2e}/har/a")],
) -> float:
    """Fertiliser, deposited manure and N-fixing plants."""
    return math.fsum((n2o_fertiliser, n2o_manure, n2o_fixation))


SOURCES = (
    fuel_emission,
    co2_fuel,
    lime_emission,
    co2_lime,
    enteric_emission,
    ch4_enteric,
    volatile_solids,
    manure_ch4_emission,
    ch4_manure,
    burning_ch4_emission,
    ch4_burning,
    nitrogen_rises,
    fertiliser_direct,
    fertiliser_volatilised,
    fertiliser_leached,
    n2o_fertiliser,
    residue_nitrogen,
    fixation_rises,
    n2o_fixation,
    manure_nitrogen,
    livestock_rises,
    manure_direct,
    manure_volatilised,
    manure_leached,
    n2o_manure,
    n2o_soil,
    burning_n2o_emission,
    n2o_burning,
)
"""Every source equation, numbered as in VM0042."""

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
