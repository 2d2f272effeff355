"""Section 3, equations 9-11: net removals, buffer, carbon units."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import equation, parameter, take

METHOD = "edaphon.mcs/1.0"

TONNES = "t{CO2e}"


@equation(
    number="9",
    symbol="N",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 9",
    mark="D",
    title=("Net removals", "净清除量"),
    formula="N = R − E − LK − W − R_deep − N_carried",
)
def net_removals(
    soil_removal: Annotated[float, take(TONNES)],
    emission_increases: Annotated[float, take(TONNES)],
    leakage: Annotated[float, take(TONNES)],
    woody_loss: Annotated[float, take(TONNES)],
    deep_loss: Annotated[float, take(TONNES, missing_is_zero=True)],
    carried_deficit: Annotated[float, take(TONNES)],
) -> float:
    """What is left after emissions, leakage, losses and earlier deficits."""
    deeper = 0.0 if math.isnan(deep_loss) else deep_loss
    lost = emission_increases + leakage + woody_loss + deeper + carried_deficit
    return soil_removal - lost


@equation(
    number="9a",
    symbol="N_deficit",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 9",
    mark="D",
    title=("Deficit carried to the next account", "结转下期的亏损"),
    rounding="up",
    formula="N_deficit = max(0, −N)",
)
def deficit(net_removals: Annotated[float, take(TONNES)]) -> float:
    """Carried into every later account until repaid."""
    return max(0.0, -net_removals)


@equation(
    number="10a",
    symbol="b",
    unit="1",
    source=f"{METHOD} §3 eq. 10",
    mark="D",
    title=("Buffer share", "缓冲池扣留比例"),
    rounding="up",
    formula="b = max(b_min, r)",
)
def buffer_share(
    non_permanence_rating: Annotated[float, take("1")],
    least: Annotated[float, parameter("least_buffer", "1")],
) -> float:
    """The declared rating, and never less than the floor."""
    return max(least, non_permanence_rating)


@equation(
    number="10",
    symbol="B",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 10",
    mark="D",
    title=("Buffer", "缓冲池扣留量"),
    rounding="up",
    formula="B = b · max(0, N)",
)
def buffer(
    net_removals: Annotated[float, take(TONNES)],
    buffer_share: Annotated[float, take("1")],
) -> float:
    """Nothing is withheld from a loss."""
    return buffer_share * max(0.0, net_removals)


@equation(
    number="11a",
    symbol="N_B",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Creditable removals", "可计入清除量"),
    formula="N_B = max(0, N) − B",
)
def creditable(
    net_removals: Annotated[float, take(TONNES)],
    buffer: Annotated[float, take(TONNES)],
) -> float:
    """Net removals less the buffer; nothing from a loss."""
    return max(0.0, net_removals) - buffer


@equation(
    number="11",
    symbol="U",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Account result (not verified)", "核算结果（未经核查）"),
    replay="E",
    decimals=0,
    rounding="down",
    formula="U = floor(N_B)",
)
def units(creditable: Annotated[float, take(TONNES)]) -> float:
    """Whole tonnes, rounded down once over the whole period."""
    return float(math.floor(creditable))


@equation(
    number="11b",
    symbol="U_k",
    unit=TONNES,
    over="vintage",
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Account result of a year (not verified)", "分年度核算结果（未经核查）"),
    replay="E",
    decimals=0,
    rounding="down",
    formula="U_k = floor(N_B · F_k) − floor(N_B · F_k−1)",
)
def vintage_units(
    creditable: Annotated[float, take(TONNES)],
    share_before: Annotated[float, take("1")],
    share_through: Annotated[float, take("1")],
) -> float:
    """Floor of the cumulative share less the earlier floors: no tonne is lost."""
    through = math.floor(creditable * share_through)
    return float(through - math.floor(creditable * share_before))


EQUATIONS = (
    net_removals,
    deficit,
    buffer_share,
    buffer,
    creditable,
    units,
    vintage_units,
)
