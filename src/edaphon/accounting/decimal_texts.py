"""Values as a record prints them."""

import math
from decimal import Decimal

from edaphon.kernel.quantities import decimal_text, rounded

DIGITS = 15
"""Significant digits of a traced value; a double holds no more that mean anything."""


def number(value: float) -> float | None:
    """Return a value rounded to ``DIGITS`` significant digits, ``None`` if unknown."""
    if math.isnan(value) or math.isinf(value):
        return None
    return float(f"{value:.{DIGITS}g}")


def text_of(value: float, decimals: int, direction: str = "half_even") -> str | None:
    """Return a value as decimal text with fixed decimals, ``None`` if it is unknown."""
    if math.isnan(value) or math.isinf(value):
        return None
    given = Decimal(repr(number(value)))
    if direction == "down":
        return decimal_text(rounded(given, decimals, "down"))
    if direction == "up":
        return decimal_text(rounded(given, decimals, "up"))
    return decimal_text(rounded(given, decimals, "half_even"))
