"""Section 3, equation 8: leakage, each part at least zero."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Values, equation, parameter, take

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"


@equation(
    number="8a",
    symbol="LK_OA",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8; form of VM0042 v2.2 Eq. 33",
    mark="D",
    title=("Organic carbon brought in with amendments", "外源有机碳的泄漏"),
    rounding="up",
    formula="LK_OA = max(LK_OA0, I_p · f_OA · 44/12)",
)
def amendment_leakage(
    project_import: Annotated[float, take("t{C}")],
    retained: Annotated[float, parameter("amendment_retained", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
    before: Annotated[float, take(TONNES, "amendment_leakage_before")],
) -> float:
    """What would have stayed in the soil where it came from."""
    return max(before, project_import * retained * co2_per_carbon)


@equation(
    number="8b",
    symbol="LK_yield",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8; a fall over 5 % displaces its share of the removal",
    mark="D",
    title=("Displaced yield", "减产转移泄漏"),
    rounding="up",
    formula=(
        "LK_yield = {max(LK_yield0, −ΔY · 44/12 · L_min): −ΔY > θ; LK_yield0: −ΔY ≤ θ}"
    ),
)
def yield_leakage(
    yield_change: Annotated[float, take("1")],
    smallest_bound: Annotated[float, take("t{C}")],
    threshold: Annotated[float, parameter("yield_threshold", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
    before: Annotated[float, take(TONNES, "yield_leakage_before")],
) -> float:
    """A fall of the yield beyond the threshold displaces its share of the removal.

    Never less than was charged before, which is 0 in a first account.
    """
    fall = -yield_change
    if fall <= threshold:
        return before
    return max(before, fall * co2_per_carbon * smallest_bound)


@equation(
    number="8c",
    symbol="LK_herd,l",
    unit="t{CO2e}/a",
    over="animal_kind",
    source=f"{METHOD} §3 eq. 8; a fall of the herd at the high end of its factors",
    mark="D",
    title=("Animals that left, one type", "单类牲畜减少造成的转移排放量"),
    rounding="up",
    formula=(
        "LK_herd,l = {max(0, Pop_rec,bsl − Pop_rec,wp) / Pop_rec,bsl · "
        "(CH4_ent,l,bsl + CH4_md,l,bsl + N2O_md,l,bsl): Pop_rec,bsl > 0; "
        "0: Pop_rec,bsl ≤ 0}"
    ),
)
def herd_kind_leakage(
    before: Annotated[float, take("1", "recorded_heads", role="baseline")],
    after: Annotated[float, take("1", "recorded_heads", role="project")],
    enteric: Annotated[float, take("t{CO2e}/a", "enteric_emission", role="baseline")],
    manure_ch4: Annotated[
        float, take("t{CO2e}/a", "manure_ch4_emission", role="baseline")
    ],
    manure_n2o: Annotated[
        float, take("t{CO2e}/a", "manure_n2o_emission", role="baseline")
    ],
) -> float:
    """What they go on to emit on other land."""
    if before <= 0:
        return 0.0
    emitted = math.fsum((enteric, manure_ch4, manure_n2o))
    return max(0.0, before - after) / before * emitted


@equation(
    number="8d",
    symbol="LK_ani",
    unit="t{CO2e}/a",
    source=f"{METHOD} §3 eq. 8; of statement and records the larger",
    mark="D",
    title=("Displaced livestock", "牲畜转移泄漏"),
    rounding="up",
    formula="LK_ani = max(LK_livestock, Σ_l LK_herd,l)",
)
def livestock_leakage(
    stated: Annotated[float, take("t{CO2e}/a", "displaced_livestock")],
    herds: Annotated[Values, take("t{CO2e}/a", "herd_kind_leakage", may_be_empty=True)],
) -> float:
    """The larger of what is stated and what the herds show."""
    return max(stated, math.fsum(herds))


@equation(
    number="8e",
    symbol="LK_dis",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8",
    mark="D",
    title=("Displaced livestock, residues and production",
           "牲畜、秸秆和生产转移泄漏"),
    rounding="up",
    formula=(
        "LK_dis = max(LK_dis0, (max(0, LK_ani) + max(0, LE_BR) + max(0, LK_prod)) · x)"
    ),
)  # fmt: skip
def displaced_leakage(
    livestock_leakage: Annotated[float, take("t{CO2e}/a")],
    diverted_residues: Annotated[float, take("t{CO2e}/a")],
    displaced_production: Annotated[float, take("t{CO2e}/a")],
    years: Annotated[float, take("a")],
    before: Annotated[float, take(TONNES, "displaced_leakage_before")],
) -> float:
    """Yearly amounts over the period; none below zero pays for another."""
    displaced = (livestock_leakage, diverted_residues, displaced_production)
    return max(before, math.fsum(max(0.0, part) for part in displaced) * years)


@equation(
    number="8",
    symbol="LK",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8",
    mark="D",
    title=("Leakage", "泄漏量"),
    rounding="up",
    formula="LK = LK_OA + LK_yield + LK_dis",
)
def leakage(
    amendment_leakage: Annotated[float, take(TONNES)],
    yield_leakage: Annotated[float, take(TONNES)],
    displaced_leakage: Annotated[float, take(TONNES)],
) -> float:
    """Imports, displaced yield, livestock and production, diverted residues.

    None pays back, and none is less than an earlier account charged.
    """
    return math.fsum((amendment_leakage, yield_leakage, displaced_leakage))


EQUATIONS = (
    amendment_leakage,
    yield_leakage,
    herd_kind_leakage,
    livestock_leakage,
    displaced_leakage,
    leakage,
)
