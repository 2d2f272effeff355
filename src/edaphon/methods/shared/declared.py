"""What projects declare and record, made ready for leakage, buffer and balance.

Risk ratings, imported carbon, earlier deficits and yields enter as they stand in
the project file and in the records, each with its place; what is done with them
before a pack's own equations is done here, once for all packs.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Take, Values, equation, take
from edaphon.methods.shared.variance import weighted_sum

RISK_TOOL = "AFOLU Non-Permanence Risk Tool v4.2 §2.5.2"
UNIFIED = "edaphon.mcs"


def _known(unit: str, name: str) -> Take:
    """Return the edge of what a project states or records, or does not."""
    return take(unit, name, may_be_missing=True)


@equation(
    number="T30",
    symbol="R_sum",
    unit="%",
    source=RISK_TOOL,
    mark="S",
    title=("Sum of the risk ratings", "风险评分合计"),
    rounding="up",
    formula="R_sum = max(0, R_int) + max(0, R_ext) + max(0, R_nat)",
)
def risk_total(
    internal: Annotated[float, take("%", "risk_internal")],
    external: Annotated[float, take("%", "risk_external")],
    natural: Annotated[float, take("%", "risk_natural")],
) -> float:
    """No rating counts below zero."""
    return math.fsum((max(0.0, internal), max(0.0, external), max(0.0, natural)))


@equation(
    number="T31",
    symbol="r",
    unit="1",
    source=RISK_TOOL,
    mark="S",
    title=("Declared non-permanence rating", "申报的非持久性风险评级"),
    replay="E",
    rounding="up",
    formula="r = ceil(R_sum) / 100",
)
def non_permanence_rating(risk_total: Annotated[float, take("%")]) -> float:
    """Rounded up to a whole percent."""
    return math.ceil(risk_total) / 100.0


@equation(
    number="T32",
    symbol="C_am",
    unit="t{C}/a",
    over="scenario",
    source="VM0042 v2.2 §8.4.1",
    mark="P",
    title=("Carbon of imported amendments", "外源有机物料含碳量"),
    formula="C_am = M_am · c_am",
)
def amendment_carbon(
    amendment_applied: Annotated[float, take("t/a")],
    carbon_content: Annotated[float, take("t{C}/t", "amendment_carbon_content")],
) -> float:
    """Mass applied times its carbon content."""
    return amendment_applied * carbon_content


@equation(
    number="T33",
    symbol="C_new",
    unit="t{C}/a",
    source="VM0042 v2.2 §8.4.1",
    mark="P",
    title=("Carbon of new or additional imported amendments", "新增外源有机物料含碳量"),
    rounding="up",
    formula="C_new = C_am,wp − C_am,bsl",
)
def new_amendment_carbon(
    project: Annotated[float, take("t{C}/a", "amendment_carbon", role="project")],
    baseline: Annotated[float, take("t{C}/a", "amendment_carbon", role="baseline")],
) -> float:
    """What the project brings beyond the look-back; below zero where it brings less."""
    return project - baseline


@equation(
    number="T34",
    symbol="C_cert",
    unit="t{C}",
    source=f"{UNIFIED} §2 C2; of several certificates the one with most carbon",
    mark="D",
    title=("Carbon of the product by its certificates", "按检测报告计算的菌剂带入碳"),
    rounding="up",
    formula="C_cert = [P_wp] / [1000] · [max(c_b)] / [100] · x",
)
def certified_carbon(
    product_applied: Annotated[float, take("kg/a", role="project")],
    contents: Annotated[Values, take("%", "product_carbon_content")],
    years: Annotated[float, take("a")],
) -> float:
    """Product applied times the largest content that a certificate states."""
    return product_applied / 1000.0 * (max(contents) / 100.0) * years


@equation(
    number="T35",
    symbol="C_carrier",
    unit="t{C}",
    source=f"{UNIFIED} §2 C2; of statement and certificates the larger",
    mark="D",
    title=(
        "Carbon brought in with the product and its carrier over the period",
        "监测期内随菌剂及载体带入的碳",
    ),
    rounding="up",
    formula=(
        "C_carrier = {max(C_stated, C_cert): n(C_stated) = 1, n(C_cert) = 1; "
        "C_stated: else, n(C_stated) = 1; C_cert: else, n(C_cert) = 1}"
    ),
)
def carrier_carbon(
    stated: Annotated[
        float, take("t{C}", "stated_carrier_carbon", may_be_missing=True)
    ],
    certified: Annotated[float, take("t{C}", "certified_carbon", may_be_missing=True)],
) -> float:
    """The larger of what is known; unknown where neither is."""
    known = [value for value in (stated, certified) if not math.isnan(value)]
    return max(known, default=math.nan)


@equation(
    number="T36",
    symbol="N_carried",
    unit="t{CO2e}",
    source=f"{UNIFIED} §3 eq. 9",
    mark="D",
    title=("Deficit of earlier accounts not yet repaid", "以前核算尚未弥补的亏损"),
    rounding="up",
    formula="N_carried = max(0, N_stated)",
)
def carried_deficit(
    stated: Annotated[float, take("t{CO2e}", "stated_deficit")],
) -> float:
    """A deficit below zero is no gift."""
    return max(0.0, stated)


@equation(
    number="T37",
    symbol="ΔY_rec",
    unit="1",
    source=f"{UNIFIED} §3 eq. 8",
    mark="D",
    title=("Recorded change of yield against control", "记录所示相对对照的产量变化"),
    rounding="down",
    formula="ΔY_rec = [Σ_j A_j · Y_p] / [Σ_j A_j · Y_c] − 1",
)
def recorded_yield_change(
    project: Annotated[Values, take("t/har", "yield_project")],
    control: Annotated[Values, take("t/har", "yield_control")],
    areas: Annotated[Values, take("har", "harvest_area")],
) -> float:
    """Harvests of stratum and year that have both sides; negative for a fall.

    Each counts with the area of its stratum.
    """
    below = weighted_sum(control, areas)
    return weighted_sum(project, areas) / below - 1.0 if below else math.nan


@equation(
    number="T38",
    symbol="ΔY",
    unit="1",
    source=f"{UNIFIED} §3 eq. 8; of statement and records the worse",
    mark="D",
    title=("Change of yield against control, negative for a fall",
           "相对对照的产量变化，减产为负"),
    rounding="down",
    formula=(
        "ΔY = {min(ΔY_stated / 100, ΔY_rec): n(ΔY_stated) = 1, n(ΔY_rec) = 1; "
        "ΔY_stated / 100: else, n(ΔY_stated) = 1; ΔY_rec: else, n(ΔY_rec) = 1}"
    ),
)  # fmt: skip
def yield_change(
    stated: Annotated[float, _known("%", "stated_yield_change")],
    recorded: Annotated[float, _known("1", "recorded_yield_change")],
) -> float:
    """The smaller of what is known; unknown where neither is."""
    known = [value for value in (stated / 100.0, recorded) if not math.isnan(value)]
    return min(known, default=math.nan)


RISKS = (risk_total, non_permanence_rating)
"""Rating of the risk that stored carbon is lost again."""

AMENDMENTS = (amendment_carbon, new_amendment_carbon)
"""Carbon that amendments bring from elsewhere."""

OF_PRODUCT = (certified_carbon, carrier_carbon)
"""Carbon that the product brings."""

YIELDS = (recorded_yield_change, yield_change)
"""How far the yield lies from that of control."""

DECLARED = (*RISKS, *AMENDMENTS, *OF_PRODUCT, carried_deficit, *YIELDS)
"""All of them, for a method that asks for each."""
