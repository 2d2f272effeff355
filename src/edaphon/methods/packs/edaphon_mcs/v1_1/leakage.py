"""Section 3, equation 8: leakage, each part at least zero."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import equation, parameter, take

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"


@equation(
    number="8a",
    symbol="LK_OA",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8; form of VM0042 v2.2 Eq. 33",
    mark="D",
    title=("Organic carbon imported with amendments", "有机物料带入碳的泄漏"),
    rounding="up",
    formula="LK_OA = max(0, I_p) · f_OA · 44/12",
)
def amendment_leakage(
    project_import: Annotated[float, take("t{C}")],
    retained: Annotated[float, parameter("amendment_retained", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """What would have stayed in the soil where the imports came from."""
    return max(0.0, project_import) * retained * co2_per_carbon


@equation(
    number="8c",
    symbol="LK_yield",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8; a fall over 5 % displaces its share of the removal",
    mark="D",
    title=("Displaced yield", "减产转移泄漏"),
    rounding="up",
    formula="LK_yield = {−ΔY · 44/12 · max(0, L_min): −ΔY > θ; 0: −ΔY ≤ θ}",
)
def yield_leakage(
    yield_change: Annotated[float, take("1")],
    smallest_bound: Annotated[float, take("t{C}")],
    threshold: Annotated[float, parameter("yield_threshold", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """A fall of the yield beyond the threshold displaces its share of the removal."""
    fall = -yield_change
    if fall <= threshold:
        return 0.0
    return fall * co2_per_carbon * max(0.0, smallest_bound)


@equation(
    number="8",
    symbol="LK",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8",
    mark="D",
    title=("Leakage", "泄漏量"),
    rounding="up",
    formula=("LK = LK_OA + LK_yield + (max(0, LK_livestock) + max(0, LE_BR)) · x"),
)
def leakage(
    amendment_leakage: Annotated[float, take(TONNES)],
    yield_leakage: Annotated[float, take(TONNES)],
    displaced_livestock: Annotated[float, take("t{CO2e}/a")],
    diverted_residues: Annotated[float, take("t{CO2e}/a")],
    years: Annotated[float, take("a")],
) -> float:
    """Imports, displaced yield and livestock, diverted residues; none pays back."""
    yearly = max(0.0, displaced_livestock) + max(0.0, diverted_residues)
    return math.fsum((amendment_leakage, yield_leakage, yearly * years))


EQUATIONS = (amendment_leakage, yield_leakage, leakage)
