"""Find an equation from its number, name or clause."""

import re
from collections.abc import Iterable

from edaphon.methods.engine.equation import Equation
from edaphon.methods.engine.method_pack import MethodPack

_NUMBERS = re.compile(
    r"(?:eqs?\.?|equations?|公式|式)\s*[(（]?\s*(?=\d|[A-Z]\d)", re.IGNORECASE
)
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_DIGITS = re.compile(r"\d+")


def by_name(pack: MethodPack, wanted: str) -> tuple[Equation, ...]:
    """Return the equations of this name or number, every variant of them."""
    text = wanted.strip().strip("()（）")
    named = tuple(item for item in pack.equations if item.name == text)
    return named or tuple(
        item for item in pack.equations if item.number.lower() == text.lower()
    )


def by_clause(pack: MethodPack, wanted: str) -> tuple[Equation, ...]:
    """Return the equations whose clause holds the text, best matches first.

    ``Eq. 74`` finds equation 74, and also a clause that says ``Eq. 70-74``; other
    text, such as ``§8.6.4``, is looked for in the clause as it stands.
    """
    number = _number(wanted)
    if number is None:
        return tuple(item for item in pack.equations if _holds(item.source, wanted))
    exact = [item for item in pack.equations if _leading(item.number) == number]
    ranged = [
        item
        for item in pack.equations
        if item not in exact and number in set(_numbers(item.source))
    ]
    return (*exact, *ranged)


def _number(wanted: str) -> str | None:
    found = _NUMBERS.search(wanted)
    if not found:
        return None
    digits = re.match(r"[A-Z]?\d+", wanted[found.end() :])
    return digits.group() if digits else None


def _leading(number: str) -> str:
    found = re.match(r"[A-Z]?\d+", number)
    return found.group() if found else number


def _numbers(clause: str) -> Iterable[str]:
    """Yield every equation number that a clause names, ranges spelled out."""
    for found in _NUMBERS.finditer(clause):
        named = re.match(r"[\d\s,\-–—]|and", clause[found.end() :])
        text = re.split(r"[;(（；]", clause[found.end() :])[0] if named else ""
        for first, last in _RANGE.findall(text):
            yield from (str(number) for number in range(int(first), int(last) + 1))
        yield from _DIGITS.findall(text)


def _holds(clause: str, wanted: str) -> bool:
    """Tell whether a clause names a section, not a longer one: 8.6 is not 8.60."""
    text = re.escape(wanted.strip())
    return re.search(rf"{text}(?![\d])", clause, re.IGNORECASE) is not None
