"""Nitrous oxide of soils from nitrogen applied and fixed.

A factor with a range enters at its conservative end for the sign of the change that
it multiplies (VM0042 v2.2 §8.6.3): the low end for both scenarios where that falls,
the high end where it rises. A form of nitrogen that falls does not lend its low end
to one that rises.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import (
    Equation,
    Factor,
    equation,
    parameter,
    take,
)
from edaphon.methods.shared.molar_ratios import N2O_PER_N

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


def _rises(
    number: str, symbols: tuple[str, str], of: str, titles: tuple[str, str]
) -> Equation:
    """Return whether one quantity of nitrogen rises from baseline to project."""
    symbol, amount = symbols
    base, _, index = amount.partition("_")
    before, after = (
        f"{base}_{index + ',' if index else ''}{side}" for side in ("bsl", "wp")
    )

    @equation(
        name=f"{of}_rises",
        number=number,
        symbol=symbol,
        unit="1",
        source=f"{VCS} §8.6.3, each factor by the sign of its own change; our reading",
        mark="D",
        title=titles,
        formula=f"{symbol} = {{1: {after} > {before}; 0: {after} ≤ {before}}}",
    )
    def risen(
        baseline: Annotated[float, take("t{N}/a", of, role="baseline")],
        project: Annotated[float, take("t{N}/a", of, role="project")],
    ) -> float:
        """Whether the project has more of it than the baseline."""
        return rises(baseline, project)

    return risen


@equation(
    number="18a",
    symbol="F_N",
    unit="t{N}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 18 and 23, both forms",
    mark="P",
    title=("Fertiliser nitrogen of both forms", "化肥氮与有机肥氮合计"),
    formula="F_N = FSN + FON",
)
def fertiliser_nitrogen(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
) -> float:
    """Synthetic and organic together: what may leach."""
    return synthetic_n + organic_n


synthetic_n_rises = _rises(
    "18b", ("I_SN", "FSN"), "synthetic_n",
    ("Synthetic nitrogen rises", "化肥氮是否增加"),
)  # fmt: skip
organic_n_rises = _rises(
    "18c", ("I_ON", "FON"), "organic_n", ("Organic nitrogen rises", "有机肥氮是否增加")
)
fertiliser_nitrogen_rises = _rises(
    "23a", ("I_N", "F_N"), "fertiliser_nitrogen",
    ("Nitrogen of both forms rises", "两种氮合计是否增加"),
)  # fmt: skip


@equation(
    number="18",
    symbol="N2O_direct",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 18-20; factor per form of nitrogen, §8.6.3",
    mark="P",
    title=("Direct nitrous oxide of fertiliser", "施肥直接氧化亚氮排放量"),
    formula="N2O_direct = (FSN · EF_SN(I_SN) + FON · EF_ON(I_ON)) · 44/28 · GWP_N2O",
)
def fertiliser_direct(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
    synthetic_n_rises: Annotated[float, take("1")],
    organic_n_rises: Annotated[float, take("1")],
    synthetic_factor: Annotated[
        Factor,
        parameter(
            "n2o_direct_synthetic",
            "t{N2O-N}/t{N}",
            by="climate",
            end="synthetic_n_rises",
        ),
    ],
    organic_factor: Annotated[
        Factor,
        parameter(
            "n2o_direct_organic", "t{N2O-N}/t{N}", by="climate", end="organic_n_rises"
        ),
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted where nitrogen is applied, each form with its own factor."""
    nitrogen = synthetic_n * conservative(
        synthetic_factor, synthetic_n_rises
    ) + organic_n * conservative(organic_factor, organic_n_rises)
    return nitrogen * N2O_PER_N * gwp_n2o


@equation(
    number="22a",
    symbol="F_volat",
    unit="t{N}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 22, nitrogen that volatilises",
    mark="P",
    title=("Nitrogen that volatilises", "挥发的肥料氮"),
    formula="F_volat = FSN · Frac_GASF(I_SN) + FON · Frac_GASM(I_ON)",
)
def volatilised_nitrogen(
    synthetic_n: Annotated[float, take("t{N}/a")],
    organic_n: Annotated[float, take("t{N}/a")],
    synthetic_n_rises: Annotated[float, take("1")],
    organic_n_rises: Annotated[float, take("1")],
    synthetic_share: Annotated[
        Factor, parameter("frac_gasf", "1", end="synthetic_n_rises")
    ],
    organic_share: Annotated[
        Factor, parameter("frac_gasm", "1", end="organic_n_rises")
    ],
) -> float:
    """Share of each form that is lost to the air."""
    return synthetic_n * conservative(
        synthetic_share, synthetic_n_rises
    ) + organic_n * conservative(organic_share, organic_n_rises)


volatilised_nitrogen_rises = _rises(
    "22b", ("I_V", "F_volat"), "volatilised_nitrogen",
    ("Nitrogen that volatilises rises", "挥发的肥料氮是否增加"),
)  # fmt: skip


@equation(
    number="22",
    symbol="N2O_volat",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 22",
    mark="P",
    title=("Nitrous oxide of volatilised nitrogen", "氮挥发沉降间接氧化亚氮排放量"),
    formula="N2O_volat = F_volat · EF_Nvolat(I_V) · 44/28 · GWP_N2O",
)
def fertiliser_volatilised(
    volatilised_nitrogen: Annotated[float, take("t{N}/a")],
    volatilised_nitrogen_rises: Annotated[float, take("1")],
    factor: Annotated[
        Factor,
        parameter("n2o_volatilised", "t{N2O-N}/t{N}", end="volatilised_nitrogen_rises"),
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted where volatilised nitrogen comes down again."""
    end = conservative(factor, volatilised_nitrogen_rises)
    return volatilised_nitrogen * end * N2O_PER_N * gwp_n2o


@equation(
    number="23",
    symbol="N2O_leach",
    unit="t{CO2e}/a",
    over="scenario",
    source=f"{VCS} §8.2.9 Eq. 23",
    mark="P",
    title=("Nitrous oxide of leached nitrogen", "氮淋溶径流间接氧化亚氮排放量"),
    formula="N2O_leach = F_N · Frac_LEACH(I_N) · EF_Nleach(I_N) · 44/28 · GWP_N2O",
)
def fertiliser_leached(
    fertiliser_nitrogen: Annotated[float, take("t{N}/a")],
    fertiliser_nitrogen_rises: Annotated[float, take("1")],
    leaching: Annotated[
        Factor,
        parameter("frac_leach", "1", by="leaching", end="fertiliser_nitrogen_rises"),
    ],
    factor: Annotated[
        Factor,
        parameter("n2o_leached", "t{N2O-N}/t{N}", end="fertiliser_nitrogen_rises"),
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted from water that carries nitrogen away."""
    lost = fertiliser_nitrogen * conservative(leaching, fertiliser_nitrogen_rises)
    return lost * conservative(factor, fertiliser_nitrogen_rises) * N2O_PER_N * gwp_n2o


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


residue_nitrogen_rises = _rises(
    "24a", ("I_Nfix", "F_CR"), "residue_nitrogen",
    ("Nitrogen fixation rises", "固氮作物氮量是否增加"),
)  # fmt: skip


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
    residue_nitrogen_rises: Annotated[float, take("1")],
    factor: Annotated[
        Factor,
        parameter(
            "n2o_direct_organic",
            "t{N2O-N}/t{N}",
            by="climate",
            end="residue_nitrogen_rises",
        ),
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
    area: Annotated[float, take("har")],
) -> float:
    """Residue nitrogen takes the factor of organic nitrogen."""
    end = conservative(factor, residue_nitrogen_rises)
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
    fertiliser_nitrogen,
    synthetic_n_rises,
    organic_n_rises,
    fertiliser_nitrogen_rises,
    fertiliser_direct,
    volatilised_nitrogen,
    volatilised_nitrogen_rises,
    fertiliser_volatilised,
    fertiliser_leached,
    n2o_fertiliser,
    residue_nitrogen,
    residue_nitrogen_rises,
    n2o_fixation,
)
"""Equations 17-25; equation 16 adds manure, so it stands last of all."""
