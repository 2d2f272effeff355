"""Nitrous oxide of manure that animals leave on the land, VM0042 section 8.2.10.

The herd of the project is never counted smaller than that of the baseline (T39), so
its nitrogen never falls and every factor stands at its high end, which credits less.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Factor, Values, equation, parameter, take
from edaphon.methods.shared.molar_ratios import N2O_PER_N
from edaphon.methods.shared.nitrogen import conservative

VCS = "VM0042 v2.2"

PER_THOUSAND = {
    "en": "divided by 1,000, which kilograms of nitrogen need and the print lacks",
    "zh": "除以 1000：氮量以千克计，原文缺此换算",
}


@equation(
    number="28",
    symbol="F_manure,l",
    unit="kg/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 28",
    mark="P",
    deviation={
        "en": "kilograms of nitrogen, where t are printed",
        "zh": "氮量以千克计，原文印作吨",
    },
    title=("Manure nitrogen of one type of animal", "单类牲畜粪便氮量"),
    formula="F_manure,l = Pop_l · Nex_l · AWMS_l · MS_l",
)
def manure_nitrogen(
    heads: Annotated[float, take("1", "livestock_heads")],
    excretion: Annotated[float, take("kg/a", "nitrogen_excretion")],
    share: Annotated[float, take("1", "manure_system_share")],
    deposited: Annotated[float, take("1", "manure_deposited_share")],
) -> float:
    """What the animals of one type leave on the land in a year."""
    return heads * excretion * share * deposited


@equation(
    number="26a",
    symbol="I_md,l",
    unit="1",
    over="animal_kind",
    source=f"{VCS} §8.6.3, each animal by the sign of its own change; our reading",
    mark="D",
    title=("Manure nitrogen of an animal does not fall", "单类牲畜粪便氮是否未减少"),
    formula=(
        "I_md,l = {1: F_manure,l,wp ≥ F_manure,l,bsl; "
        "0: F_manure,l,wp < F_manure,l,bsl}"
    ),
)
def manure_rises(
    baseline: Annotated[float, take("kg/a", "manure_nitrogen", role="baseline")],
    project: Annotated[float, take("kg/a", "manure_nitrogen", role="project")],
) -> float:
    """Whether its animals leave as much as before, or more."""
    return 1.0 if project >= baseline else 0.0


@equation(
    number="27",
    symbol="N2O_md,direct,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 27",
    mark="P",
    title=("Direct nitrous oxide of deposited manure", "放牧粪便直接氧化亚氮排放量"),
    formula=("N2O_md,direct,l = [F_manure,l · EF_N2O,md,l · 44/28 · GWP_N2O] / [1000]"),
)
def manure_direct(
    manure_nitrogen: Annotated[float, take("kg/a")],
    factor: Annotated[float, take("1", "manure_n2o_factor")],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted where the manure lies."""
    return manure_nitrogen * factor * N2O_PER_N * gwp_n2o / 1000.0


@equation(
    number="30",
    symbol="N2O_md,volat,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 30",
    mark="P",
    deviation=PER_THOUSAND,
    title=("Volatilised manure nitrogen", "粪便氮挥发间接氧化亚氮排放量"),
    formula=(
        "N2O_md,volat,l = [F_manure,l · Frac_GASM(I_md,l) · EF_Nvolat(I_md,l) "
        "· 44/28 · GWP_N2O] / [1000]"
    ),
)
def manure_volatilised(
    manure_nitrogen: Annotated[float, take("kg/a")],
    manure_rises: Annotated[float, take("1")],
    share: Annotated[Factor, parameter("frac_gasm", "1", end="manure_rises")],
    factor: Annotated[
        Factor, parameter("n2o_volatilised", "t{N2O-N}/t{N}", end="manure_rises")
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted where volatilised nitrogen comes down again."""
    lost = manure_nitrogen * conservative(share, manure_rises)
    return lost * conservative(factor, manure_rises) * N2O_PER_N * gwp_n2o / 1000.0


@equation(
    number="31",
    symbol="N2O_md,leach,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 31",
    mark="P",
    deviation=PER_THOUSAND,
    title=("Leached manure nitrogen", "粪便氮淋溶间接氧化亚氮排放量"),
    formula=(
        "N2O_md,leach,l = [F_manure,l · Frac_LEACH(I_md,l) · EF_Nleach(I_md,l) "
        "· 44/28 · GWP_N2O] / [1000]"
    ),
)
def manure_leached(
    manure_nitrogen: Annotated[float, take("kg/a")],
    manure_rises: Annotated[float, take("1")],
    leaching: Annotated[
        Factor, parameter("frac_leach", "1", by="leaching", end="manure_rises")
    ],
    factor: Annotated[
        Factor, parameter("n2o_leached", "t{N2O-N}/t{N}", end="manure_rises")
    ],
    gwp_n2o: Annotated[float, parameter("gwp100.n2o", "t{CO2e}/t")],
) -> float:
    """Emitted from water that carries nitrogen away."""
    lost = manure_nitrogen * conservative(leaching, manure_rises)
    return lost * conservative(factor, manure_rises) * N2O_PER_N * gwp_n2o / 1000.0


@equation(
    number="26b",
    symbol="N2O_md,l",
    unit="t{CO2e}/a",
    over="livestock",
    source=f"{VCS} §8.2.10 Eq. 26 and 29, one type of animal",
    mark="P",
    title=("Manure nitrous oxide of one type of animal", "单类牲畜粪便氧化亚氮排放量"),
    formula="N2O_md,l = N2O_md,direct,l + N2O_md,volat,l + N2O_md,leach,l",
)
def manure_n2o_emission(
    direct: Annotated[float, take("t{CO2e}/a", "manure_direct")],
    volatilised: Annotated[float, take("t{CO2e}/a", "manure_volatilised")],
    leached: Annotated[float, take("t{CO2e}/a", "manure_leached")],
) -> float:
    """Direct and indirect."""
    return math.fsum((direct, volatilised, leached))


@equation(
    number="26",
    symbol="N2O_md",
    unit="t{CO2e}/har/a",
    over="scenario",
    source=f"{VCS} §8.2.10 Eq. 26 and 29",
    mark="P",
    title=("Manure nitrous oxide, areal mean", "粪便氧化亚氮单位面积排放量"),
    formula="N2O_md = [Σ_l N2O_md,l] / [A]",
)
def n2o_manure(
    emissions: Annotated[
        Values, take("t{CO2e}/a", "manure_n2o_emission", may_be_empty=True)
    ],
    area: Annotated[float, take("har")],
) -> float:
    """Sum over types of animal, per hectare."""
    return math.fsum(emissions) / area


MANURE = (
    manure_nitrogen,
    manure_rises,
    manure_direct,
    manure_volatilised,
    manure_leached,
    manure_n2o_emission,
    n2o_manure,
)
"""Equations 26-31."""
