"""Carbon of trees and shrubs on project and control land, by strata.

What is lost of it, or gained less than on the control, stands against the claim; what
is gained is not credited: no tool for its sampling and error is part of the method.
"""

import math
from typing import Annotated, Literal

from edaphon.methods.engine.equation import Equation, Values, equation, take

CLAUSE = "edaphon.mcs §3 eq. 9; VM0042 v2.2 §8.5.1 Eq. 48-51, read as stocks"

SIDES = {"project": ("p", "项目地"), "control": ("c", "对照地")}


def _change(side: Literal["project", "control"], number: str) -> Equation:
    """Return the change of one kind of plant in one stratum, on the project area."""
    short, place = SIDES[side]
    symbol = f"ΔT_{short},k"
    start, end = f"T_{short}0,k", f"T_{short}1,k"

    @equation(
        name=f"wood_change_{side}",
        number=number,
        symbol=symbol,
        unit="t{C}",
        over="wood",
        source=CLAUSE,
        mark="D",
        title=(
            f"Woody carbon change of a stratum, {side} land",
            f"碳层木本植物碳储量变化（{place}）",
        ),
        formula=f"{symbol} = ({end} − {start}) · A_k",
    )
    def change(
        at_end: Annotated[float, take("t{C}/har", f"wood_{side}_end")],
        at_start: Annotated[float, take("t{C}/har", f"wood_{side}_start")],
        area: Annotated[float, take("har", "wood_area")],
    ) -> float:
        """Per hectare of its land, times the project area of the stratum."""
        return (at_end - at_start) * area

    return change


def _total(side: Literal["project", "control"], number: str) -> Equation:
    short, place = SIDES[side]
    symbol = f"ΔT_{short}"

    @equation(
        name=f"woody_change_{side}",
        number=number,
        symbol=symbol,
        unit="t{C}",
        source=CLAUSE,
        mark="D",
        title=(f"Woody carbon change, {side} land", f"木本植物碳储量变化（{place}）"),
        formula=f"{symbol} = Σ_k ΔT_{short},k · (1 − b_wood)",
    )
    def total(
        without_wood: Annotated[float, take("1")],
        changes: Annotated[
            Values,
            take("t{C}", f"wood_change_{side}", may_be_empty=True, may_be_missing=True),
        ],
    ) -> float:
        """Trees and shrubs of all strata; zero where there are none, as stated."""
        return math.fsum(change * (1.0 - without_wood) for change in changes)

    return total


CHANGES = (_change("project", "T44"), _change("control", "T45"))
"""Of each kind and stratum."""

TOTALS = (_total("project", "T46"), _total("control", "T47"))
"""Over all of them."""
