"""The herd that a scenario counts: a herd that was sold is no reduction.

The animals go on living, and emitting, somewhere else; the project counts at least
those of the baseline.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, equation, take

CLAUSE = "VM0042 v2.2 §8.4.2, without shown production and slaughter"


def _at_least_before(
    number: str,
    names: tuple[str, str, str],
    shown: tuple[str, str, str],
    titles: tuple[str, str],
) -> Equation:
    """Return what is counted of a herd: of record and baseline the larger."""
    name, recorded, before = names
    symbol, own, base = shown
    unit = "1" if symbol == "Pop_l" else "kg"

    @equation(
        name=name,
        number=number,
        symbol=symbol,
        unit=unit,
        over="livestock",
        source=CLAUSE,
        mark="P",
        title=titles,
        formula=(
            f"{symbol} = {{max({own}, {base}): n({base}) = 1; {own}: n({base}) = 0}}"
        ),
    )
    def counted(
        own: Annotated[float, take(unit, recorded)],
        base: Annotated[float, take(unit, before, may_be_missing=True)],
    ) -> float:
        """Recorded, and never less than in the baseline; not recorded, unknown."""
        return own if math.isnan(base) else max(own, base)

    return counted


HERDS = (
    _at_least_before(
        "T39",
        ("livestock_heads", "recorded_heads", "baseline_heads"),
        ("Pop_l", "Pop_rec", "Pop_bsl"),
        ("Number of animals counted", "计入的牲畜头数"),
    ),
    _at_least_before(
        "T40",
        ("livestock_weight", "recorded_weight", "baseline_weight"),
        ("W_l", "W_rec", "W_bsl"),
        ("Weight of an animal counted", "计入的牲畜平均体重"),
    ),
)
"""Heads and weight of each type of animal, as both scenarios count them."""
