"""VM0042 v2.2 §8.4 and 8.5: leakage, and which result bears it."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import equation, parameter, take

VCS = "VM0042 v2.2"

YEARLY = "t{CO2e}/a"


@equation(
    number="33",
    symbol="LE_OA",
    unit=YEARLY,
    source=f"{VCS} §8.4.1 Eq. 33; the product's carrier counts too",
    mark="P",
    title=("Leakage from imported organic amendments", "外源有机物料泄漏"),
    rounding="up",
    formula="LE_OA = [I_p] / [x] · f_OA · 44/12",
)
def amendment_leakage(
    project_import: Annotated[float, take("t{C}")],
    years: Annotated[float, take("a")],
    retained: Annotated[float, parameter("amendment_retained", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """Of what is new or additional, what would have stayed in the soil elsewhere."""
    return project_import / years * retained * co2_per_carbon


@equation(
    number="36",
    symbol="LK_disp",
    unit=YEARLY,
    source=(
        f"{VCS} §8.4.3 Eq. 34-36; Corrections 2 and 3 of June 2026: displaced "
        "production by VMD0054 v1.1, in t CO2e a year"
    ),
    mark="D",
    title=("Leakage from displaced production", "生产转移泄漏"),
    rounding="up",
    formula="LK_disp = max(0, LK_prod)",
)
def displacement_leakage(
    displaced_production: Annotated[float, take(YEARLY)],
) -> float:
    """The rise since the last verification, divided by its years; no livestock."""
    return max(0.0, displaced_production)


@equation(
    number="38a",
    symbol="LE",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 39 and 42 as of Corrections 2 and 3 of June 2026",
    mark="P",
    title=("Leakage", "泄漏量"),
    rounding="up",
    formula="LE = LE_OA + LK_disp + max(0, LE_BR)",
)
def leakage(
    amendment_leakage: Annotated[float, take(YEARLY)],
    displacement_leakage: Annotated[float, take(YEARLY)],
    residue_leakage: Annotated[float, take(YEARLY, "diverted_residues")],
) -> float:
    """Imports, displaced production and diverted residues."""
    residues = max(0.0, residue_leakage)
    return math.fsum((amendment_leakage, displacement_leakage, residues))


@equation(
    number="39",
    symbol="LE_ER",
    unit=YEARLY,
    source=(
        f"{VCS} §8.5 Eq. 39 as of Corrections 2 and 3; where a part is not positive "
        "the other bears all"
    ),
    mark="D",
    title=("Leakage borne by reductions", "减排量分摊的泄漏"),
    rounding="up",
    formula=(
        "LE_ER = {LE · [ER] / [ER + CR]: ER > 0, CR > 0; 0: ER ≤ 0, CR > 0; LE: CR ≤ 0}"
    ),
)
def reduction_leakage(
    leakage: Annotated[float, take(YEARLY)],
    reductions: Annotated[float, take(YEARLY)],
    removals: Annotated[float, take(YEARLY)],
) -> float:
    """In proportion while both are positive; else the positive one bears all."""
    return leakage * reduction_share(reductions, removals)


def reduction_share(reductions: float, removals: float) -> float:
    """Return the share of leakage that reductions bear (standards trap 5)."""
    if reductions > 0 and removals > 0:
        return reductions / (reductions + removals)
    return 0.0 if removals > 0 else 1.0


@equation(
    number="42",
    symbol="LE_CR",
    unit=YEARLY,
    source=f"{VCS} §8.5 Eq. 42 as of Corrections 2 and 3; what Eq. 39 leaves",
    mark="D",
    title=("Leakage borne by removals", "清除量分摊的泄漏"),
    rounding="up",
    formula="LE_CR = LE − LE_ER",
)
def removal_leakage(
    leakage: Annotated[float, take(YEARLY)],
    reduction_leakage: Annotated[float, take(YEARLY)],
) -> float:
    """What reductions do not bear."""
    return leakage - reduction_leakage


EQUATIONS = (
    amendment_leakage,
    displacement_leakage,
    leakage,
    reduction_leakage,
    removal_leakage,
)
