"""Scales: from values to places on a drawing, with round ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from edaphon.reporting.number_text import shown

STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale between two values and two places [px]."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value, kept inside the scale."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def ticks(low: float, high: float, count: int = 6) -> list[Decimal]:
    """Return round values that span a range.

    Examples
    --------
    >>> [str(tick) for tick in ticks(0.0, 9.3, 5)]
    ['0', '2', '4', '6', '8', '10']
    """
    span = max(high - low, 1e-9)
    power = math.floor(math.log10(span / count))
    unit = Decimal(1).scaleb(power)
    step = next(
        (unit * item for item in STEPS if float(unit * item) * count >= span), unit * 10
    )
    first = math.floor(low / float(step))
    last = math.ceil(high / float(step))
    return [_plain(step * place) for place in range(first, last + 1)]


def _plain(value: Decimal) -> Decimal:
    found = value.normalize()
    return Decimal(f"{found:f}")


def tick_text(tick: Decimal) -> str:
    """Return a tick as a chart prints it."""
    exponent = tick.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return shown(str(tick), decimals)


def scale_for(
    values: Sequence[float],
    start: float,
    end: float,
    *,
    with_zero: bool = True,
    count: int = 6,
) -> tuple[Scale, list[Decimal]]:
    """Return a scale that holds all values, and its ticks, about ``count`` of them."""
    held = [*values, 0.0] if with_zero or not values else list(values)
    low, high = min(held), max(held)
    if high - low < 1e-9:
        low, high = low - 1.0, high + 1.0
    found = ticks(low, high, count)
    return Scale(float(found[0]), float(found[-1]), start, end), found
