"""Numbers in the words of conditions, rounded so that no limit seems to be kept.

A value with an upper limit is rounded up and one with a lower limit down: what is
printed is never better than what was compared.
"""

import math

TENTHS, THOUSANDTHS = 10, 1000

NOISE = 1e-9
"""What binary fractions leave over where the decimal is meant exactly."""


def at_most(value: float) -> str:
    """Return a value that has an upper limit, with one decimal, rounded up.

    Examples
    --------
    >>> at_most(2.91), at_most(3.0)
    ('3.0', '3.0')
    """
    return f"{math.ceil(value * TENTHS - NOISE) / TENTHS:.1f}"


def at_least(value: float) -> str:
    """Return a value that has a lower limit, with one decimal, rounded down.

    Examples
    --------
    >>> at_least(29.97), at_least(30.0)
    ('29.9', '30.0')
    """
    return f"{math.floor(value * TENTHS + NOISE) / TENTHS:.1f}"


def percent_at_most(share: float) -> str:
    """Return a share that has an upper limit in per cent, rounded up.

    Examples
    --------
    >>> percent_at_most(1 / 14), percent_at_most(0.1)
    ('7.2%', '10.0%')
    """
    return f"{math.ceil(share * THOUSANDTHS - NOISE) / TENTHS:.1f}%"


def percent_at_least(share: float) -> str:
    """Return a share that has a lower limit in per cent, rounded down.

    Examples
    --------
    >>> percent_at_least(0.8999), percent_at_least(0.9)
    ('89.9%', '90.0%')
    """
    return f"{math.floor(share * THOUSANDTHS + NOISE) / TENTHS:.1f}%"
