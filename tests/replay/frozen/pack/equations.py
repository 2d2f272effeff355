"""Two equations that rest on no shared one, so that nothing can move them."""

import math
from typing import Annotated

from edaphon.methods import Values, equation, parameter, take


@equation(
    number="1",
    symbol="U",
    unit="t{CO2e}",
    source="Frozen pair 1.0, section 1",
    mark="D",
    title=("Carbon units", "碳信用数量"),
    formula="U = floor(saved_per_n · x · max(0, Σ FSN_bsl − Σ FSN_wp))",
    replay="E",
    decimals=0,
    rounding="down",
)
def units(
    before: Annotated[Values, take("t{N}/a", "synthetic_n", role="baseline")],
    after: Annotated[Values, take("t{N}/a", "synthetic_n", role="project")],
    years: Annotated[float, take("a")],
    saved_per_n: Annotated[float, parameter("saved_per_n", "t{CO2e}/t{N}")],
) -> float:
    """Nitrogen saved over the period, in whole tonnes."""
    saved = math.fsum(before) - math.fsum(after)
    return float(math.floor(saved_per_n * years * max(0.0, saved)))


@equation(
    number="2",
    symbol="U_k",
    unit="t{CO2e}",
    over="vintage",
    source="Frozen pair 1.0, section 2",
    mark="D",
    title=("Carbon units of a year", "分年度碳信用数量"),
    formula="U_k = floor(U · F_k) − floor(U · F_k−1)",
    replay="E",
    decimals=0,
    rounding="down",
)
def vintage_units(
    units: Annotated[float, take("t{CO2e}")],
    share_through: Annotated[float, take("1")],
    share_before: Annotated[float, take("1")],
) -> float:
    """Floor of the cumulative share less the earlier floor: no tonne is lost."""
    return float(math.floor(units * share_through) - math.floor(units * share_before))


EQUATIONS = (units, vintage_units)
