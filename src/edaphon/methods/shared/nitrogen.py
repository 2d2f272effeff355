"""Nitrous oxide of soils from nitrogen applied and fixed.

A factor with a range enters at its conservative end: the low end for both
scenarios when the source falls, the high end when it rises (VM0042 v2.2 §8.6.3).
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Factor, Values, equation, parameter, take

N2O_PER_N = 44.0 / 28.0
"""Mass of nitrous oxide per mass of nitrogen in it [g g-1]."""

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


def rises(baseline: float, project: float) -> float:
    """Return 1 when a source is larger in the project than in the baseline, else 0."""
    return 1.0 if project > baseline else 0.0


@equation(
    number="8.6.3",
    symbol="I_N",
    unit="1",
    source=f"{VCS} §8.6.3, conservative end of a factor",
    mark="P",
    title=("Nitrogen input rises", "氮投入是否增加"),
    formula=(
        "I_N = {1: Σ FSN_wp + Σ FON_wp > Σ FSN_bsl + Σ FON_bsl; "
        "0: Σ FSN_wp + Σ FON_wp ≤ Σ FSN_bsl + Σ FON_bsl}"
    ),
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
    """Whether the project applies more nitrogen than the baseline."""
    return rises(
        math.fsum((*baseline_synthetic, *baseline_organic)),
        math.fsum((*project_synthetic, *project_organic)),
    )


@equation(
    number="18",
    symbol="N2O_direct",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 18-20; factor per form of nitrogen, §8.6.3",
    mark="P",
    title=("Direct nitrous oxide of fertiliser", "施肥直接氧化亚氮排放量"),
    formula=("N2O_direct = (FSN · EF_SN(I_N) + FON · EF_ON(I_N)) · 44/28 · GWP_N2O"),
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
    """Emitted where nitrogen is applied, each form with its own factor."""
    nitrogen = synthetic_n * conservative(
        synthetic_factor, nitrogen_rises
    ) + organic_n * conservative(organic_factor, nitrogen_rises)
    return nitrogen * N2O_PER_N * gwp_n2o


@equation(
    number="22",
    symbol="N2O_volat",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 22",
    mark="P",
    title=("Nitrous oxide of volatilised nitrogen", "氮挥发沉降间接氧化亚氮排放量"),
    formula=(
        "N2O_volat = (FSN · Frac_GASF(I_N) + FON · Frac_GASM(I_N)) · "
        "EF_Nvolat(I_N) · 44/28 · GWP_N2O"
    ),
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
    """Emitted where volatilised nitrogen comes down again."""
    lost = synthetic_n * conservative(
        synthetic_share, nitrogen_rises
    ) + organic_n * conservative(organic_share, nitrogen_rises)
    return lost * conservative(factor, nitrogen_rises) * N2O_PER_N * gwp_n2o


@equation(
    number="23",
    symbol="N2O_leach",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 23",
    mark="P",
    title=("Nitrous oxide of leached nitrogen", "氮淋溶径流间接氧化亚氮排放量"),
    formula=(
        "N2O_leach = (FSN + FON) · Frac_LEACH(I_N) · EF_Nleach(I_N) · 44/28 · GWP_N2O"
    ),
)
def fertiliser_leached(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
    nitrogen_rises: Annotated[float, take("1")],
    leaching: Annotated[Factor, parameter("frac_leach", "1", by="leaching")],
    factor: Annotated[Factor, parameter("n2o_leached", "t{N2O-N}/t{N}")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted from water that carries nitrogen away."""
    lost = (synthetic_n + organic_n) * conservative(leaching, nitrogen_rises)
    return lost * conservative(factor, nitrogen_rises) * N2O_PER_N * gwp_n2o


@equation(
    number="17",
    symbol="N2O_fert",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 17 and 21",
    mark="P",
    title=("Fertiliser nitrous oxide, areal mean", "施肥氧化亚氮单位面积排放量"),
    formula="N2O_fert = [N2O_direct + N2O_volat + N2O_leach] / [A]",
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
    formula="F_CR = MB_g · N_content,g",
)
def residue_nitrogen(
    biomass: Annotated[float, take("t/a", "nfix_biomass")],
    content: Annotated[float, take("t{N}/t", "nfix_n_content")],
) -> float:
    """Above and below ground."""
    return biomass * content


@equation(
    number="24a",
    symbol="I_Nfix",
    unit="1",
    source=f"{VCS} §8.6.3, conservative end of a factor",
    mark="P",
    title=("Nitrogen fixation rises", "固氮作物氮量是否增加"),
    formula="I_Nfix = {1: Σ F_CR,wp > Σ F_CR,bsl; 0: Σ F_CR,wp ≤ Σ F_CR,bsl}",
)
def fixation_rises(
    baseline: Annotated[
        Values, take("t{N}/a", "residue_nitrogen", role="baseline", may_be_empty=True)
    ],
    project: Annotated[
        Values, take("t{N}/a", "residue_nitrogen", role="project", may_be_empty=True)
    ],
) -> float:
    """Whether the project returns more nitrogen."""
    return rises(math.fsum(baseline), math.fsum(project))


@equation(
    number="24",
    symbol="N2O_Nfix",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 24; factor of residues, §8.6.3",
    mark="P",
    title=("N-fixing plants, areal mean", "固氮作物氧化亚氮单位面积排放量"),
    formula="N2O_Nfix = [F_CR · EF_ON(I_Nfix) · 44/28 · GWP_N2O] / [A]",
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
    """Residue nitrogen takes the factor of organic nitrogen."""
    end = conservative(factor, fixation_rises)
    return residue_nitrogen * end * N2O_PER_N * gwp_n2o / area


@equation(
    number="16",
    symbol="N2O_soil",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 16",
    mark="P",
    title=("Soil nitrous oxide, areal mean", "土壤氧化亚氮单位面积排放量"),
    formula="N2O_soil = N2O_fert + N2O_md + N2O_Nfix",
)
def n2o_soil(
    n2o_fertiliser: Annotated[float, take("t{CO2e}/har/a")],
    n2o_manure: Annotated[float, take("t{CO2e}/har/a")],
    n2o_fixation: Annotated[float, take("t{CO2e}/har/a")],
) -> float:
    """Fertiliser, deposited manure and N-fixing plants."""
    return math.fsum((n2o_fertiliser, n2o_manure, n2o_fixation))


NITROGEN = (
    nitrogen_rises,
    fertiliser_direct,
    fertiliser_volatilised,
    fertiliser_leached,
    n2o_fertiliser,
    residue_nitrogen,
    fixation_rises,
    n2o_fixation,
)
"""Equations 17-25; equation 16 adds manure, so it stands last of all."""
