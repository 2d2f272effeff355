"""Numbers and lists in the words of conditions.

Numbers are rounded so that no limit seems to be kept: a value with an upper limit up
and one with a lower limit down. What is printed is never better than what was compared.
"""

import math
from collections.abc import Sequence

from edaphon.methods.engine.condition import Pair

TENTHS, THOUSANDTHS = 10, 1000

NOISE = 1e-9
"""What binary fractions leave over where the decimal is meant exactly."""

MOST_NAMED = 5
"""Entries of a list that are named before the rest is only counted."""


def first_of(entries: Sequence[Pair]) -> Pair:
    """Return the first entries of a list, and how many there are, en and zh.

    Examples
    --------
    >>> first_of([("aspect", "坡向"), ("texture", "质地")])
    ('aspect; texture', '坡向；质地')
    >>> first_of([(name, name) for name in "abcdefg"])
    ('a; b; c; d; e and 2 more', 'a；b；c；d；e等 7 项')
    """
    named, rest = entries[:MOST_NAMED], len(entries) - MOST_NAMED
    more = (f" and {rest} more", f"等 {len(entries)} 项") if rest > 0 else ("", "")
    return (
        "; ".join(english for english, _ in named) + more[0],
        "；".join(chinese for _, chinese in named) + more[1],
    )


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
