"""What projects declare and record, made ready for leakage and buffer.

Risk ratings and yields enter as they stand in the project file and in the records,
each with its place; what is done with them before a pack's own equations is done
here, once for all packs.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Take, Values, equation, take
from edaphon.methods.shared.variance import weighted_sum

RISK_TOOL = "AFOLU Non-Permanence Risk Procedure v5.0 §2.5.1"
UNIFIED = "edaphon.mcs"


def _known(unit: str, name: str) -> Take:
    """Return the edge of what a project states or records, or does not."""
    return take(unit, name, may_be_missing=True)


@equation(
    number="T30",
    symbol="R_sum",
    unit="%",
    source=RISK_TOOL,
    mark="P",
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
    mark="P",
    title=("Declared non-permanence rating", "申报的非持久性风险评级"),
    replay="E",
    rounding="up",
    formula="r = ceil(R_sum) / 100",
)
def non_permanence_rating(risk_total: Annotated[float, take("%")]) -> float:
    """Rounded up to a whole percent."""
    return math.ceil(risk_total) / 100.0


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
    """Harvests of crop, stratum and year that have both sides; negative for a fall.

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

YIELDS = (recorded_yield_change, yield_change)
"""How far the yield lies from that of control."""

DECLARED = (*RISKS, *YIELDS)
"""All of them, for a method that asks for each."""
