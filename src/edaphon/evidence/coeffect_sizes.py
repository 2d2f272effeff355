"""Sizes of co-effects: what cannot be, and what a paper must show."""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from edaphon.kernel.language import LANGUAGES, Language
from edaphon.kernel.quantities import decimal_text
from edaphon.kernel.units import compatible, convert, display, is_unit
from edaphon.schemas.coeffect_catalogue import Bounds, Indicator, catalogue, slip_of

Place = tuple[str | int, ...]

Values = Mapping[Place, tuple[Decimal, bool]]
"""Values of one entry by place, each with whether it names a paper."""

Words = Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A value of a size that cannot be, or that a paper must show."""

    code: str
    place: Place
    facts: Mapping[str, object]
    since: int = 1
    """Version of the reading rules that first told it."""


def is_accepted(unit: str, known: Indicator) -> bool:
    """Tell whether values of an indicator may stand in a unit."""
    return unit in known.also or (is_unit(unit) and compatible(unit, known.unit))


def size_faults(
    typed: Values, unit: str, known: Indicator, day: str
) -> Iterator[Fault]:
    """Yield the values of an entry whose size is wrong or doubtful.

    Parameters
    ----------
    typed
        Values as typed.
    unit
        Their unit, which the indicator accepts.
    known
        The indicator.
    day
        Day whose limits hold, ISO.

    Yields
    ------
    Fault
        ``COEFFECT_RANGE`` beyond what can be. Beyond what is usual, or many times the
        other values of the entry, ``COEFFECT_ODD`` (a question) without a paper and
        ``COEFFECT_UNUSUAL`` (a warning) with one.
    """
    own = unit if unit in known.also else known.unit
    held = {
        place: value if own == unit else convert(value, unit, own)
        for place, (value, _) in typed.items()
    }
    bounds = known.bounds_on(day, own)
    for place, value in held.items():
        facts = {"found": _measured(typed[place][0], unit), "slip": _nothing()}
        if not _is_within(value, known.low, known.high):
            wanted = _range(known.low, known.high, own)
            yield Fault(
                code="COEFFECT_RANGE", place=place, facts={**facts, "range": wanted}
            )
        elif bounds and not _is_within(value, bounds.least, bounds.most):
            wanted = _range(bounds.least or known.low, bounds.most, own)
            yield Fault(
                code="COEFFECT_RANGE", place=place, since=2,
                facts={**facts, "range": _sourced(wanted, bounds)},
            )  # fmt: skip
        elif bounds and not _is_within(value, bounds.low, bounds.high):
            wanted = _sourced(_range(bounds.low, bounds.high, own), bounds)
            facts |= {"range": wanted, "slip": _slip(place, held)}
            yield _doubt(place, facts, is_shown=typed[place][1])
        elif known.steady and _is_apart(place, held):
            facts |= {"range": _near(place, held, own), "slip": _slip(place, held)}
            yield _doubt(place, facts, is_shown=typed[place][1])


def _doubt(place: Place, facts: Mapping[str, object], *, is_shown: bool) -> Fault:
    code = "COEFFECT_UNUSUAL" if is_shown else "COEFFECT_ODD"
    return Fault(code=code, place=place, facts=facts, since=2)


def _is_within(value: Decimal, low: str | None, high: str | None) -> bool:
    return (low is None or value >= Decimal(low)) and (
        high is None or value <= Decimal(high)
    )


# --- The other values of an entry ---------------------------------------------------


def _usual(place: Place, held: Mapping[Place, Decimal]) -> Decimal | None:
    """Return the middle of the other values; None where they say nothing.

    Of two values only the later one is held against the other.
    """
    others = [value for other, value in held.items() if other != place]
    if not others or (len(others) == 1 and place == next(iter(held))):
        return None
    middle = statistics.median(others)
    return middle if middle > 0 else None


def _is_apart(place: Place, held: Mapping[Place, Decimal]) -> bool:
    value, usual = held[place], _usual(place, held)
    if usual is None or value <= 0:
        return False
    return max(value / usual, usual / value) > Decimal(catalogue().apart)


def _slip(place: Place, held: Mapping[Place, Decimal]) -> Words:
    usual = _usual(place, held)
    if usual is None:
        return _nothing()
    return slip_of(Fraction(held[place]), Fraction(usual))


# --- Words --------------------------------------------------------------------------


def _nothing() -> Words:
    return {"en": "", "zh": ""}


def _measured(value: Decimal, unit: str) -> Words:
    return {
        language: f"{decimal_text(value)} {display(unit, language)}".rstrip()
        for language in LANGUAGES
    }


def _range(low: str | None, high: str | None, unit: str) -> Words:
    """Return limits in words, with their unit."""
    english, chinese = (f" {display(unit, name)}".rstrip() for name in LANGUAGES)
    if high is None:
        return {"en": f"{low} or more{english}", "zh": f"不小于 {low}{chinese}"}
    return {"en": f"{low} to {high}{english}", "zh": f"{low}～{high}{chinese}"}


def _sourced(found: Words, bounds: Bounds) -> Words:
    return {
        "en": f"{found['en']} ({bounds.source.en})",
        "zh": f"{found['zh']}（{bounds.source.zh}）",
    }


def _near(place: Place, held: Mapping[Place, Decimal], unit: str) -> Words:
    usual, times = _usual(place, held), catalogue().apart
    told = _measured(usual or Decimal(0), unit)
    return {
        "en": f"within {times} times of the entry's other values ({told['en']})",
        "zh": f"与该条其他数值（{told['zh']}）相差不超过 {times} 倍",
    }
