"""The value of a formula: its tree computed with numbers for its symbols.

This is what a reader of the printed line would compute with a pocket calculator.
The body of an equation is proved equal to it, so that neither is a second truth.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from edaphon.methods.engine.equation import Factor
from edaphon.methods.engine.formula import (
    Cases,
    Fence,
    Fraction,
    Part,
    Root,
    Row,
    Sign,
    Symbol,
    every_symbol,
)

Value = float | Sequence[float] | Factor
"""One number, the values that a sum runs over, or a factor with its range."""

Function = Callable[..., float]

_POWERS = {"": 1, "²": 2, "³": 3, "⁴": 4, "⁶": 6}

CONSTANTS: Mapping[Symbol, float] = {Symbol("π"): math.pi}
"""Symbols that stand for the same number in every formula."""

ELSE = Symbol("else")
"""What a condition begins with that asks that no case before it holds."""

_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "≥": lambda a, b: a >= b,
    "≤": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A function with a name: of numbers, or of the values that a sum runs over.

    A function of numbers with a single argument takes all values of it.
    """

    function: Function
    of_values: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a formula is computed with."""

    symbols: Mapping[Symbol, Value]
    functions: Mapping[Symbol, Named]
    chosen: set[tuple[Cases, int]] = field(default_factory=set)
    """Cases that held so far: the choice and the place of the case in it."""


def sides(row: Row) -> tuple[Symbol, Row]:
    """Return the symbol before the equals sign and what stands after it.

    Raises
    ------
    ValueError
        When the row does not begin with one symbol and an equals sign.
    """
    if len(row) < 3 or not isinstance(row[0], Symbol) or row[1] != Sign("="):
        message = "formula does not begin with a symbol and ="
        raise ValueError(message)
    return row[0], row[2:]


def value(row: Row, known: Known) -> float:
    """Return the value of a formula's right side, ``nan`` where it has none.

    A division by zero, the root of a negative number, a sum over values of unlike
    number and a choice of which no case holds have no value.

    Raises
    ------
    ValueError
        When a symbol is unknown, when values stand outside a sum, when two cases
        of a choice hold at once.
    """
    return _sum(row, known, None)


def _sum(row: Row, known: Known, at: int | None) -> float:
    found = [sign * _product(parts, known, at) for sign, parts in _split_terms(row)]
    return found[0] if len(found) == 1 else sum(found[1:], found[0])


def _split_terms(row: Row) -> list[tuple[float, Row]]:
    terms: list[tuple[float, Row]] = []
    sign, start = 1.0, 0
    for place, part in enumerate(row):
        if part not in (Sign("+"), Sign("−")):
            continue
        if place > start:
            terms.append((sign, row[start:place]))
        elif place:
            message = "formula has two signs in a row"
            raise ValueError(message)
        sign, start = (1.0 if part == Sign("+") else -1.0), place + 1
    return [*terms, (sign, row[start:])]


def _product(parts: Row, known: Known, at: int | None) -> float:
    """Return a product; what stands side by side is multiplied."""
    found, place, divides = math.nan, 0, False
    is_first = True
    while place < len(parts):
        part = parts[place]
        if part in (Sign("·"), Sign("/")):
            divides, place = part == Sign("/"), place + 1
            continue
        if isinstance(part, Symbol) and part.base == "Σ":
            factor, place = _summed(parts[place + 1 :], known), len(parts)
        else:
            factor, place = _factor(parts, place, known, at)
        if is_first:
            found, is_first = factor, False
        else:
            found = _divided(found, factor) if divides else found * factor
        divides = False
    if is_first or parts[-1] in (Sign("·"), Sign("/")):
        message = "formula lacks a value beside an operator"
        raise ValueError(message)
    return found


def _divided(above: float, below: float) -> float:
    return above / below if below else math.nan


def _summed(row: Row, known: Known) -> float:
    values = _values(row, known, product=True)
    return math.nan if values is None else math.fsum(values)


def _values(row: Row, known: Known, *, product: bool = False) -> list[float] | None:
    """Return a row's value for each of the values it names, ``None`` when unlike."""
    counts = _counts(row, known)
    if not counts:
        message = "formula sums over no values"
        raise ValueError(message)
    if len(counts) > 1:
        return None
    compute = _product if product else _sum
    return [compute(row, known, at) for at in range(counts.pop())]


def _factor(parts: Row, place: int, known: Known, at: int | None) -> tuple[float, int]:
    """Return one factor and the place after it; a function takes its brackets."""
    part = parts[place]
    after = parts[place + 1] if place + 1 < len(parts) else None
    if isinstance(part, Symbol) and isinstance(after, Fence) and after.opening == "(":
        if part in known.functions:
            called = _called(known.functions[part], after, known, at)
            return called ** _POWERS[after.power], place + 2
        held = _held(part, known)
        if isinstance(held, Factor):
            end = held.high if _sum(after.inside, known, at) > 0 else held.low
            return end, place + 2
    return _single(part, known, at), place + 1


def _called(function: Named, fence: Fence, known: Known, at: int | None) -> float:
    given = _arguments(fence.inside)
    if not function.of_values and not (len(given) == 1 and _counts(given[0], known)):
        return function.function(*(_sum(row, known, at) for row in given))
    values = [_one_or_values(row, known, at) for row in given]
    return math.nan if None in values else function.function(*values)


def _one_or_values(
    row: Row, known: Known, at: int | None
) -> float | list[float] | None:
    runs = bool(_counts(row, known))
    return _values(row, known) if runs else _sum(row, known, at)


def _counts(row: Row, known: Known) -> set[int]:
    """Return how many values each symbol stands for that stands for several."""
    held = [_held(symbol, known) for symbol in every_symbol(row)]
    return {
        len(item)
        for item in held
        if isinstance(item, Sequence) and not isinstance(item, Factor)
    }


def _arguments(row: Row) -> list[Row]:
    found: list[Row] = []
    start = 0
    for place, part in enumerate(row):
        if part in (Sign(","), Sign(";")):
            found.append(row[start:place])
            start = place + 1
    return [*found, row[start:]]


def _single(part: Part, known: Known, at: int | None) -> float:
    match part:
        case Symbol():
            return _of_symbol(part, known, at)
        case Sign(text, power):
            return float(text) ** _POWERS[power]
        case Fraction(above, below):
            return _divided(_sum(above, known, at), _sum(below, known, at))
        case Fence(opening, inside, _, power):
            return _fenced(opening, _sum(inside, known, at)) ** _POWERS[power]
        case Root(inside):
            radicand = _sum(inside, known, at)
            return math.sqrt(radicand) if radicand >= 0 else math.nan
        case Cases():
            return _case(part, known, at)


def _fenced(opening: str, inside: float) -> float:
    if opening in "⌊⌈" and not math.isfinite(inside):
        return math.nan
    return {
        "(": lambda: inside,
        "|": lambda: abs(inside),
        "⌊": lambda: float(math.floor(inside)),
        "⌈": lambda: float(math.ceil(inside)),
    }[opening]()


def _held(symbol: Symbol, known: Known) -> Value | None:
    """Return what a symbol stands for, its own power or none."""
    bare = Symbol(symbol.base, symbol.index)
    for held in (known.symbols, CONSTANTS):
        if symbol in held or bare in held:
            return held.get(symbol, held.get(bare))
    return None


def _of_symbol(symbol: Symbol, known: Known, at: int | None) -> float:
    held = _held(symbol, known)
    if held is None:
        message = f"formula names {symbol.base}_{symbol.index}, which is unknown"
        raise ValueError(message)
    if not isinstance(held, float):
        if isinstance(held, Factor) or at is None:
            message = f"{symbol.base}_{symbol.index} stands for more than one number"
            raise ValueError(message)
        held = held[at]
    is_named_with_power = symbol in known.symbols
    return held if is_named_with_power else held ** _POWERS[symbol.power]


def _case(part: Cases, known: Known, at: int | None) -> float:
    """Return the value of the case that holds."""
    held: list[int] = []
    for place, (_, condition) in enumerate(part.choices):
        if _holds(condition, known, at, is_decided=bool(held)):
            held.append(place)
    if len(held) > 1:
        message = "two cases of a formula hold at once"
        raise ValueError(message)
    if not held:
        return math.nan
    known.chosen.add((part, held[0]))
    return _sum(part.choices[held[0]][0], known, at)


def _holds(condition: Row, known: Known, at: int | None, *, is_decided: bool) -> bool:
    """Tell whether a case holds; ``else`` asks that none before it does."""
    return all(
        not is_decided if row == (ELSE,) else _compared(row, known, at)
        for row in _arguments(condition)
    )


def _compared(row: Row, known: Known, at: int | None) -> bool:
    for place, part in enumerate(row):
        if isinstance(part, Sign) and part.text in _COMPARED:
            left = _sum(row[:place], known, at)
            right = _sum(row[place + 1 :], known, at)
            return _COMPARED[part.text](left, right)
    message = "a condition of a formula compares nothing"
    raise ValueError(message)
