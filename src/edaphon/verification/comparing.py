"""Comparing a record with the one that was computed again, value by value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError

Likeness = Literal[
    "identical",
    "within_tolerance",
    "counts_differ",
    "words_differ",
    "different",
    "missing",
    "unknown",
    "read",
    "not_compared",
]
"""``counts_differ``: only counts of units, which a check of their own judges.
``read``: raw evidence, read again instead of being made again."""

WORDS = frozenset(
    ("title", "found", "cure", "reference", "locator", "source", "formula", "symbol",
     "mark", "marks", "confirmed", "description", "draft",
     "reason", "asks")
)  # fmt: skip
"""Fields that hold words about a figure; another version may word them otherwise."""

COUNTS = re.compile(r"/accounts/\d+/(units|labels/[^/]+|vintages/\d+/units)")
"""Places of counts of units in an account."""

CHOSEN = frozenset(("method", "settings", "parameters"))
"""Fields that nothing computes: they are chosen or written down, and exact."""

MOST_PLACES = 10
"""Places that are named before the rest is only counted."""

_ABSENT = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far two values of replay class T may lie apart, as the method says."""

    relative: float
    absolute: float
    same_text: bool = True
    """Whether equal numbers must be equal texts, as the same program writes them."""

    def holds(self, stated: float, found: float) -> bool:
        """Tell whether two values agree."""
        return abs(stated - found) <= max(self.absolute, self.relative * abs(stated))


EXACT = Tolerance(relative=0.0, absolute=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One member of the bundle against what was made again."""

    member: str
    likeness: Likeness
    places: tuple[str, ...] = ()
    """Paths of the values that differ, the first few."""
    reason: str = ""
    """Name of the reason why it is not compared."""


def compared(
    member: str, stated: bytes, found: bytes, tolerances: Mapping[str, Tolerance]
) -> Comparison:
    """Compare a member that is not byte for byte the same.

    Parameters
    ----------
    member
        Its name; JSON and JSON lines are compared value by value.
    stated, found
        Bytes in the bundle, and made again.
    tolerances
        Tolerance of class T by method.
    """
    if not member.endswith((".json", ".jsonl")):
        return Comparison(member=member, likeness="different")
    try:
        before = _documents(member, stated)
    except EdaphonError:
        return Comparison(member=member, likeness="different")
    after = _documents(member, found)
    places = [
        place
        for number, (one, other) in enumerate(
            zip_longest(before, after, fillvalue=_ABSENT), 1
        )
        for place in _apart(one, other, tolerances)
        for place in (f"{number}:{place}" if member.endswith("l") else place,)
    ]
    return Comparison(
        member=member, likeness=_likeness(places), places=tuple(_first(places))
    )


def _likeness(places: Sequence[str]) -> Likeness:
    figures = [place for place in places if not is_word(place)]
    if any(COUNTS.fullmatch(place) is None for place in figures):
        return "different"
    if figures:
        return "counts_differ"
    return "words_differ" if places else "within_tolerance"


def _first(places: Sequence[str]) -> list[str]:
    """Return the places to be named: figures, other values, then words."""
    ordered = sorted(places, key=lambda one: (is_word(one), "/figures/" not in one))
    return ordered[:MOST_PLACES]


def is_word(place: str) -> bool:
    """Tell whether a path leads to words, not to a figure."""
    return not WORDS.isdisjoint(place.split("/"))


def _documents(member: str, text: bytes) -> list[Any]:
    parts = text.split(b"\n") if member.endswith("l") else [text]
    return [
        canonical.loads(part, max_bytes=len(text), file=member)
        for part in parts
        if part
    ]


def _apart(
    before: Any,  # noqa: ANN401 - any JSON value
    after: Any,  # noqa: ANN401 - any JSON value
    tolerances: Mapping[str, Tolerance],
) -> Iterator[str]:
    """Yield the places that differ, each method under its own tolerance."""
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        yield from differences(before, after, EXACT)
        return
    if "accounts" in after and isinstance(before.get("accounts"), list):
        yield from _accounts_apart(before["accounts"], after["accounts"], tolerances)
        before = {key: value for key, value in before.items() if key != "accounts"}
        after = {key: value for key, value in after.items() if key != "accounts"}
    own = tolerances.get(str(after.get("method")), EXACT)
    yield from differences(before, after, own)


def _accounts_apart(
    before: Sequence[Any], after: Sequence[Any], tolerances: Mapping[str, Tolerance]
) -> Iterator[str]:
    pairs = zip_longest(before, after, fillvalue=_ABSENT)
    for number, (one, other) in enumerate(pairs):
        own = EXACT
        if isinstance(other, Mapping):
            own = tolerances.get(str(other["method"]["id"]), EXACT)
        yield from differences(one, other, own, f"/accounts/{number}")


def differences(
    before: Any,  # noqa: ANN401 - any JSON value
    after: Any,  # noqa: ANN401 - any JSON value
    tolerance: Tolerance,
    path: str = "",
) -> Iterator[str]:
    """Yield the path of every value that differs beyond a tolerance."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _fields_apart(before, after, tolerance, path)
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield path
            return
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, tolerance, f"{path}/{number}")
    elif not _alike(before, after, tolerance):
        yield path or "/"


def _fields_apart(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    tolerance: Tolerance,
    path: str,
) -> Iterator[str]:
    is_exact = after.get("class") == "E"
    for key in sorted({*before, *after}):
        place = f"{path}/{key}"
        if (key in before) != (key in after):
            # A count less or more is no other count: what is counted differs.
            yield path if COUNTS.fullmatch(place) else place
            continue
        own = EXACT if is_exact or key in CHOSEN else tolerance
        yield from differences(before[key], after[key], own, place)


def _alike(before: Any, after: Any, tolerance: Tolerance) -> bool:  # noqa: ANN401 - any JSON value
    if type(before) is type(after) and before == after:
        return True
    stated, found = _float(before), _float(after)
    if stated is None or found is None or type(before) is not type(after):
        return False
    if tolerance.same_text and stated == found:
        return False
    return tolerance.holds(stated, found)


def _float(value: Any) -> float | None:  # noqa: ANN401 - any JSON value
    """Return a float or decimal text as a float; a whole number is never tolerated."""
    if isinstance(value, float):
        return value
    if isinstance(value, str) and "." in value:
        try:
            return float(canonical.decimal_of(value))
        except EdaphonError:
            return None
    return None
