"""Quantities: a decimal value, its unit and, where known, its standard uncertainty.

Everything that is signed, stored or owned is written from here: plain digits,
no exponent, rounded once and in a stated direction.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import Literal

from edaphon.kernel import units
from edaphon.kernel.errors import EdaphonError, Problem

Rounding = Literal["half_even", "down", "up"]

_DIRECTIONS = {"half_even": ROUND_HALF_EVEN, "down": ROUND_FLOOR, "up": ROUND_CEILING}
_ROOMY = 400
"""Digits that no quantity of this house reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value with its unit of measure."""

    value: Decimal
    """Finite number [unit]."""
    unit: str
    """UCUM code."""
    uncertainty: Decimal | None = None
    """Standard uncertainty [unit], not negative; None when it is not known."""

    def __post_init__(self) -> None:
        """Refuse what no later step could repair."""
        numbers = (self.value, self.uncertainty or Decimal(0))
        if not all(number.is_finite() for number in numbers):
            facts = {"found": f"{self.value} ± {self.uncertainty}"}
            raise EdaphonError(Problem(code="DECIMAL_FORMAT", facts=facts))
        if self.uncertainty is not None and self.uncertainty < 0:
            facts = {"found": str(self.uncertainty)}
            raise EdaphonError(Problem(code="UNCERTAINTY_NEGATIVE", facts=facts))
        units.parse(self.unit)

    def to(self, unit: str) -> "Quantity":
        """Return the quantity in another unit.

        Parameters
        ----------
        unit
            UCUM code of a compatible unit.

        Returns
        -------
        Quantity
            Value and uncertainty converted; a shifted zero (temperatures) moves
            the value only.

        Raises
        ------
        EdaphonError
            ``UNIT_UNKNOWN`` or ``UNIT_INCOMPATIBLE``.

        Examples
        --------
        >>> Quantity(value=Decimal(30), unit="har/15").to("har").value
        Decimal('2')
        """
        zero = units.convert(Decimal(0), self.unit, unit)
        spread = self.uncertainty
        if spread is not None:
            spread = units.convert(spread, self.unit, unit) - zero
        value = units.convert(self.value, self.unit, unit)
        return Quantity(value=value, unit=unit, uncertainty=spread)

    def as_json(self) -> dict[str, str]:
        """Return the quantity as records write it."""
        record = {"value": decimal_text(self.value), "unit": self.unit}
        if self.uncertainty is not None:
            record["uncertainty"] = decimal_text(self.uncertainty)
        return record


_HYPHEN = re.compile(r"(?<![\w.-])-(?=\d)")
"""A hyphen that stands for a minus: never one within a word, a date or a range."""


def minus(words: str) -> str:
    """Return words with a true minus before numbers below zero.

    Examples
    --------
    >>> minus("the result is -310.06 t on 2024-10-08")
    'the result is −310.06 t on 2024-10-08'
    """
    return _HYPHEN.sub("\N{MINUS SIGN}", words)


def decimal_text(number: Decimal) -> str:
    """Return a number as canonical decimal text.

    Parameters
    ----------
    number
        Finite decimal; its trailing zeros are kept, they say how it was measured.

    Returns
    -------
    str
        Digits without exponent, without plus, without ``-0``.

    Raises
    ------
    EdaphonError
        ``DECIMAL_FORMAT`` for NaN and infinities.

    Examples
    --------
    >>> decimal_text(Decimal("1.20E+3")), decimal_text(Decimal("-0.00"))
    ('1200', '0.00')
    """
    if not number.is_finite():
        raise EdaphonError(Problem(code="DECIMAL_FORMAT", facts={"found": str(number)}))
    return f"{abs(number) if number.is_zero() else number:f}"


def rounded(number: Decimal, decimals: int, direction: Rounding) -> Decimal:
    """Return a number rounded to a number of decimals.

    Parameters
    ----------
    number
        Finite decimal.
    decimals
        Decimals kept; negative for tens and hundreds.
    direction
        ``half_even``; ``down`` towards minus infinity, for carbon units; ``up``
        towards plus infinity, for deductions, buffer and leakage. Down never
        credits more, also for a negative number.

    Returns
    -------
    Decimal
        The rounded number, never minus zero.

    Examples
    --------
    >>> rounded(Decimal("-0.5"), 0, "down"), rounded(Decimal("2.5"), 0, "half_even")
    (Decimal('-1'), Decimal('2'))
    """
    step = Decimal((0, (1,), -decimals))
    context = Context(prec=_ROOMY)
    result = number.quantize(step, rounding=_DIRECTIONS[direction], context=context)
    plain = Decimal(f"{result:f}") if decimals < 0 else result
    return abs(plain) if plain.is_zero() else plain
