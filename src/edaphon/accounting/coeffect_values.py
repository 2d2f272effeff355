"""How a co-effect moved: exact arithmetic, and a verdict that nobody types."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from edaphon.kernel.calendar_years import vintages
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.kernel.units import exact_decimal

Verdict = Literal[
    "worse", "incomplete", "not_shown", "no_baseline", "no_change", "told", "better",
    "no_data",
]  # fmt: skip

ORDER: tuple[Verdict, ...] = (
    "worse", "incomplete", "not_shown", "no_baseline", "no_change", "told", "better",
    "no_data",
)  # fmt: skip
"""In which order indicators are shown: what got worse stands first."""

HALF_YEAR = 183
"""Days of the period in a calendar year from which its value is needed [d]."""

DECIMALS = 6
"""Most decimals of a published mean or change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What is known of one indicator, in one unit."""

    better: Literal["lower", "higher", "neither"]
    baseline: Fraction | None
    mean: Fraction | None
    """What is held against the baseline."""
    lacking: bool
    """Whether a year that is needed has no value."""
    shown: bool
    """Whether a paper or a record stands behind every value."""
    detects: Fraction = Fraction(0)
    """Smallest difference that the method can tell."""

    @property
    def change(self) -> Fraction | None:
        """Value less baseline; None where one of them is not known."""
        if self.mean is None or self.baseline is None:
            return None
        return self.mean - self.baseline

    @property
    def verdict(self) -> Verdict:
        """Whether it got better; a worsening is told whatever else is lacking."""
        if self.mean is None:
            return "no_data"
        change = self.change
        if change is None:
            return "no_baseline"
        gain = -change if self.better == "lower" else change
        if self.better != "neither" and gain < 0:
            return "worse"
        if self.lacking or not self.shown:
            return "incomplete" if self.lacking else "not_shown"
        if self.better == "neither":
            return "told"
        return "better" if gain > self.detects else "no_change"


def needed_years(start: str, end: str) -> list[str]:
    """Return the calendar years that hold half a year of the period, or all of them.

    Examples
    --------
    >>> needed_years("2021-10-15", "2024-10-15")
    ['2022', '2023', '2024']
    """
    parts = vintages(start, end)
    long = [year for year, days in parts if days >= HALF_YEAR]
    return long or [year for year, _ in parts]


def mean_of(values: Sequence[Fraction]) -> Fraction:
    """Return the exact mean of some values."""
    return sum(values, Fraction(0)) / len(values)


def percent(before: Fraction, after: Fraction) -> Fraction | None:
    """Return a change in percent of what was before; None where that was zero.

    Examples
    --------
    >>> percent(Fraction(200), Fraction(150)), percent(Fraction(0), Fraction(1))
    (Fraction(-25, 1), None)
    """
    return 100 * (after - before) / abs(before) if before else None


def told(value: Fraction, decimals: int = DECIMALS) -> str:
    """Return a value as decimal text, half-even, without trailing zeros.

    Examples
    --------
    >>> told(Fraction(2, 3), 2), told(Fraction(450)), told(Fraction(-1, 4))
    ('0.67', '450', '-0.25')
    """
    text = decimal_text(rounded(exact_decimal(value), decimals, "half_even"))
    return text.rstrip("0").rstrip(".") if "." in text else text


def lacks(needed: Collection[str], given: Collection[str]) -> bool:
    """Tell whether a year that is needed was not given."""
    return bool(set(needed) - set(given))
