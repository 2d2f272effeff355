"""Section 3, equations 10-12: buffer, cumulative result, new units, reversal."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Values, equation, parameter, take

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"


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
    """The declared rating, and never less than the floor; there is no default."""
    return max(least, non_permanence_rating)


@equation(
    number="10",
    symbol="B",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 10",
    mark="D",
    title=("Buffer", "缓冲池扣留量"),
    rounding="up",
    formula="B = max(b · R, B_0 + b · max(0, R − R_0))",
)
def buffer(
    soil_removal: Annotated[float, take(TONNES)],
    buffer_share: Annotated[float, take("1")],
    buffer_before: Annotated[float, take(TONNES)],
    removal_before: Annotated[float, take(TONNES, "soil_removal_before")],
) -> float:
    """A share of the soil removal before emissions and leakage; none of a loss.

    What was withheld stays, 0 before a first account: a lower rating, or a loss, gives
    nothing of it back.
    """
    added = buffer_share * max(0.0, soil_removal - removal_before)
    return max(buffer_share * soil_removal, buffer_before + added)


@equation(
    number="11a",
    symbol="N",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Net removals", "净清除量"),
    formula="N = R − E − LK − W",
)
def net_removals(
    soil_removal: Annotated[float, take(TONNES)],
    emission_increases: Annotated[float, take(TONNES)],
    leakage: Annotated[float, take(TONNES)],
    woody_loss: Annotated[float, take(TONNES)],
) -> float:
    """What is left after emissions, leakage and the loss of woody carbon."""
    return soil_removal - emission_increases - leakage - woody_loss


@equation(
    number="11",
    symbol="Q",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Cumulative result", "累计净清除量（扣除缓冲）"),
    formula="Q = N − B",
)
def creditable(
    net_removals: Annotated[float, take(TONNES)],
    buffer: Annotated[float, take(TONNES)],
) -> float:
    """Net removals less the buffer, from the first campaign to this one.

    It may be below zero: what is lacking stays in every later account.
    """
    return net_removals - buffer


@equation(
    number="12a",
    symbol="Q_new",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=("New removals", "新增清除量"),
    formula="Q_new = max(0, Q − U_issued)",
)
def new_removals(
    creditable: Annotated[float, take(TONNES)],
    issued_before: Annotated[float, take(TONNES)],
) -> float:
    """What the cumulative result holds beyond all that was issued before."""
    return max(0.0, creditable - issued_before)


@equation(
    number="12",
    symbol="U_k",
    unit=TONNES,
    over="vintage",
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=(
        "Quantified reductions and removals of a year (unverified)",
        "分年度核算结果（未经核查）",
    ),
    replay="E",
    decimals=0,
    rounding="down",
    formula="U_k = floor(Q_new · f_k)",
)
def vintage_units(
    new_removals: Annotated[float, take(TONNES)],
    vintage_share: Annotated[float, take("1")],
) -> float:
    """Share of days of the year, rounded down in each year."""
    return float(math.floor(new_removals * vintage_share))


@equation(
    number="12b",
    symbol="U",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=("Quantified reductions and removals (unverified)", "核算结果（未经核查）"),
    replay="E",
    decimals=0,
    rounding="down",
    formula="U = Σ_k U_k",
)
def units(
    vintage_units: Annotated[Values, take(TONNES)],
) -> float:
    """Sum of the whole units of all years."""
    return math.fsum(vintage_units)


@equation(
    number="12c",
    symbol="U_rev",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=("Reversal", "逆转量"),
    rounding="up",
    formula=(
        "U_rev = {max(0, U_issued − max(0, Q) − U_rev0): X_min < X_last; "
        "0: X_min ≥ X_last; 0: n(X_last) = 0}"
    ),
)
def reversal(
    creditable: Annotated[float, take(TONNES)],
    issued_before: Annotated[float, take(TONNES)],
    least_estimate: Annotated[float, take(TONNES)],
    last_estimate: Annotated[float, take(TONNES, may_be_missing=True)],
    reversed_before: Annotated[float, take(TONNES)],
) -> float:
    """What was issued, is not there, and was told neither as reversal nor over-issue.

    Only where the smallest estimate fell since the last account that credited or told
    a reversal: where the bound fell alone, no unit is issued until the result passes
    what was issued.
    """
    fell = not math.isnan(last_estimate) and least_estimate < last_estimate
    if not fell:
        return 0.0
    return max(0.0, issued_before - max(0.0, creditable) - reversed_before)


@equation(
    number="12d",
    symbol="U_cov",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=("Reversal covered from the buffer", "由缓冲池补偿的逆转量"),
    rounding="down",
    formula="U_cov = min(U_rev, max(0, B − U_cov0))",
)
def covered_reversal(
    reversal: Annotated[float, take(TONNES)],
    buffer: Annotated[float, take(TONNES)],
    covered_before: Annotated[float, take(TONNES)],
) -> float:
    """From what is left of the buffer as it stands after this account."""
    return min(reversal, max(0.0, buffer - covered_before))


@equation(
    number="12e",
    symbol="U_rep",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=("Reversal to be replaced", "须另行补足的逆转量"),
    rounding="up",
    formula="U_rep = U_rev − U_cov",
)
def replaced_reversal(
    reversal: Annotated[float, take(TONNES)],
    covered_reversal: Annotated[float, take(TONNES)],
) -> float:
    """What the buffer does not cover, the proponent replaces."""
    return reversal - covered_reversal


EQUATIONS = (
    buffer_share,
    buffer,
    net_removals,
    creditable,
    new_removals,
    vintage_units,
    units,
    reversal,
    covered_reversal,
    replaced_reversal,
)
