"""Formulas as one line of text, read into a tree.

The notation is what a person would type: ``R = 44/12 · min(L_D, L_G)``. A subscript
follows ``_`` and runs over commas that no space follows. ``[a] / [b]`` is a
fraction, ``√(a)`` a root, ``Σ_h`` a sum, ``{a: when; b: when}`` a choice by cases;
``floor`` and ``ceil`` round down and up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SUPERSCRIPTS = "²³⁴⁶"
_TOKEN = re.compile(
    rf"""(?P<symbol>[^\W\d_{_SUPERSCRIPTS}][^\W_{_SUPERSCRIPTS}]*\*?)
        (?P<power>[{_SUPERSCRIPTS}]?)
        (?:_(?P<index>[\w−*]+?(?:,[\w−]+?)*)(?=[^\w−,]|,\s|[{_SUPERSCRIPTS}]|$))?
        (?P<after>[{_SUPERSCRIPTS}]?)
      |(?P<number>\d[\d.]*)(?P<raised>[{_SUPERSCRIPTS}]?)
      |(?P<sign>\S)""",
    re.VERBOSE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}
_ROUNDING = {"floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A quantity or a function: letters, index, power."""

    base: str
    index: str = ""
    power: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A number or an operator."""

    text: str
    power: str = ""


@dataclass(frozen=True, slots=True)
class Fraction:
    """Numerator over denominator."""

    above: "Row"
    below: "Row"


@dataclass(frozen=True, slots=True)
class Fence:
    """What stands between two brackets."""

    opening: str
    inside: "Row"
    closing: str
    power: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """Square root."""

    inside: "Row"


@dataclass(frozen=True, slots=True)
class Cases:
    """Values, each with the condition under which it holds."""

    choices: tuple[tuple["Row", "Row"], ...]


Part = Symbol | Sign | Fraction | Fence | Root | Cases
Row = tuple[Part, ...]


def parse(formula: str) -> Row:
    """Return the parts of a formula.

    Raises
    ------
    ValueError
        When a bracket stays open or a fraction lacks its second part.
    """
    return _Reader(tuple(_TOKEN.finditer(formula))).row("")


class _Reader:
    """A walk along the tokens of one formula."""

    def __init__(self, tokens: Sequence[re.Match[str]]) -> None:
        self.tokens, self.place = tokens, 0

    def row(self, stops: str) -> Row:
        parts: list[Part] = []
        while self.place < len(self.tokens):
            sign = self.tokens[self.place]["sign"]
            if sign and sign in stops:
                break
            parts.append(self._part())
        return tuple(parts)

    def _next(self) -> re.Match[str]:
        if self.place >= len(self.tokens):
            message = "formula ends too early"
            raise ValueError(message)
        self.place += 1
        return self.tokens[self.place - 1]

    def _take(self, sign: str) -> None:
        if self._next()["sign"] != sign:
            message = f"formula lacks {sign!r}"
            raise ValueError(message)

    def _part(self) -> Part:
        token = self._next()
        if token["symbol"]:
            power = token["power"] or token["after"]
            if token["symbol"] in _ROUNDING:
                self._take("(")
                return self._fence(*_ROUNDING[token["symbol"]], until=")")
            return Symbol(token["symbol"], token["index"] or "", power)
        if token["number"]:
            return Sign(token["number"], token["raised"])
        return self._special(token["sign"])

    def _special(self, sign: str) -> Part:
        if sign == "√":
            self._take("(")
            inside = self.row(")")
            self._take(")")
            return Root(inside)
        if sign == "[":
            return self._fraction()
        if sign == "{":
            return self._cases()
        if sign in "(|":
            return self._fence(sign, _CLOSING[sign], until=_CLOSING[sign])
        if sign in ")]}":
            message = f"formula closes {sign!r} that was not opened"
            raise ValueError(message)
        return Sign(sign)

    def _fence(self, opening: str, closing: str, *, until: str) -> Fence:
        inside = self.row(until)
        self._take(until)
        return Fence(opening, inside, closing, self._power())

    def _power(self) -> str:
        if self.place < len(self.tokens):
            sign = self.tokens[self.place]["sign"]
            if sign and sign in _SUPERSCRIPTS:
                self.place += 1
                return sign
        return ""

    def _fraction(self) -> Fraction:
        above = self.row("]")
        self._take("]")
        self._take("/")
        self._take("[")
        below = self.row("]")
        self._take("]")
        return Fraction(above, below)

    def _cases(self) -> Cases:
        choices = []
        while True:
            value = self.row(":")
            self._take(":")
            choices.append((value, self.row(";}")))
            if self._next()["sign"] == "}":
                return Cases(tuple(choices))


def every_symbol(row: Row) -> list[Symbol]:
    """Return every symbol of a formula, in the order of the line."""
    found: list[Symbol] = []
    for part in row:
        match part:
            case Symbol():
                found.append(part)
            case Fraction(above, below):
                found += every_symbol(above) + every_symbol(below)
            case Fence(inside=inside) | Root(inside):
                found += every_symbol(inside)
            case Cases(choices):
                for value, condition in choices:
                    found += every_symbol(value) + every_symbol(condition)
    return found


def symbols(row: Row) -> list[str]:
    """Return every symbol of a formula as it is typed, powers left out."""
    return [
        f"{symbol.base}_{symbol.index}" if symbol.index else symbol.base
        for symbol in every_symbol(row)
    ]


def formula_record(formula: str) -> list[Any]:
    """Return the tree of a formula as plain lists, for the record of a pack.

    Each part is a list that begins with its kind. The record of no formula is empty.
    """
    return _recorded(parse(formula))


def _recorded(row: Row) -> list[Any]:
    return [_part_recorded(part) for part in row]


def _part_recorded(part: Part) -> list[Any]:
    match part:
        case Symbol(base, index, power):
            return ["symbol", base, index, power]
        case Sign(text, power):
            return ["sign", text, power]
        case Fraction(above, below):
            return ["fraction", _recorded(above), _recorded(below)]
        case Fence(opening, inside, closing, power):
            return ["fence", opening, _recorded(inside), closing, power]
        case Root(inside):
            return ["root", _recorded(inside)]
        case Cases(choices):
            return [
                "cases",
                *([_recorded(value), _recorded(when)] for value, when in choices),
            ]
