"""Formulas as one line of text, and how they look as MathML, TeX and plain text.

The notation is what a person would type: ``R = 44/12 · min(L_D, L_G)``. A subscript
follows ``_`` and runs over commas that no space follows. ``[a] / [b]`` is a
fraction, ``√(a)`` a root, ``Σ_h`` a sum, ``{a: when; b: when}`` a choice by cases;
``floor`` and ``ceil`` round down and up.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

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
_RAISED = {"²": "2", "³": "3", "⁴": "4", "⁶": "6"}
_CHEMICAL = re.compile(r"(CO2|CH4|N2O)")
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


def symbols(row: Row) -> list[str]:
    """Return every symbol of a formula as it is typed, powers left out."""
    found = []
    for part in row:
        match part:
            case Symbol(base, index):
                found.append(f"{base}_{index}" if index else base)
            case Fraction(above, below):
                found += symbols(above) + symbols(below)
            case Fence(inside=inside) | Root(inside):
                found += symbols(inside)
            case Cases(choices):
                for value, condition in choices:
                    found += symbols(value) + symbols(condition)
    return found


def mathml(formula: str, *, display: bool = True) -> str:
    """Return a formula as a MathML element that any browser draws."""
    shape = ' display="block"' if display else ""
    return f"<math{shape}>{_drawn(parse(formula), _MATHML)}</math>"


def tex(formula: str) -> str:
    """Return a formula in TeX, without its dollar signs."""
    return _drawn(parse(formula), _TEX).strip()


def plain(formula: str) -> str:
    """Return a formula on one line of plain text, fractions with a slash."""
    line = re.sub(r"\s+", " ", _drawn(parse(formula), _PLAIN)).strip()
    return re.sub(r"((?:^|[=(,;]) ?)− ", r"\1−", line)


Draw = Callable[..., str]


def _drawn(row: Row, style: Mapping[type, Draw]) -> str:
    return "".join(style[type(part)](part) for part in row)


def _row_ml(row: Row) -> str:
    return f"<mrow>{_drawn(row, _MATHML)}</mrow>"


def _letters_ml(letters: str) -> str:
    pieces = [piece for piece in _CHEMICAL.split(letters) if piece]
    drawn = [_chemical_ml(piece) for piece in pieces]
    return drawn[0] if len(drawn) == 1 else f"<mrow>{''.join(drawn)}</mrow>"


def _chemical_ml(piece: str) -> str:
    known = {
        "CO2": "<msub><mi>CO</mi><mn>2</mn></msub>",
        "CH4": "<msub><mi>CH</mi><mn>4</mn></msub>",
        "N2O": "<mrow><msub><mi mathvariant='normal'>N</mi><mn>2</mn></msub>"
        "<mi mathvariant='normal'>O</mi></mrow>",
    }
    if piece.endswith("*"):
        return f"<msup><mi>{escape(piece[:-1])}</mi><mo>*</mo></msup>"
    return known.get(piece, f"<mi>{escape(piece)}</mi>")


def _index_ml(index: str) -> str:
    words = [_letters_ml(word) for word in index.split(",")]
    return f"<mrow>{'<mo>,</mo>'.join(words)}</mrow>"


def _symbol_ml(part: Symbol) -> str:
    base = _letters_ml(part.base)
    if part.base == "Σ":
        drawn = "<mo>∑</mo>"
        return (
            f"<munder>{drawn}{_index_ml(part.index)}</munder>" if part.index else drawn
        )
    power = f"<mn>{_RAISED[part.power]}</mn>" if part.power else ""
    index = _index_ml(part.index) if part.index else ""
    if index and power:
        return f"<msubsup>{base}{index}{power}</msubsup>"
    if index:
        return f"<msub>{base}{index}</msub>"
    return f"<msup>{base}{power}</msup>" if power else base


def _sign_ml(part: Sign) -> str:
    is_number = part.text[0].isdigit()
    drawn = f"<mn>{part.text}</mn>" if is_number else f"<mo>{escape(part.text)}</mo>"
    return (
        f"<msup>{drawn}<mn>{_RAISED[part.power]}</mn></msup>" if part.power else drawn
    )


def _fence_ml(part: Fence) -> str:
    inside = _drawn(part.inside, _MATHML)
    drawn = f"<mrow><mo>{part.opening}</mo>{inside}<mo>{part.closing}</mo></mrow>"
    return (
        f"<msup>{drawn}<mn>{_RAISED[part.power]}</mn></msup>" if part.power else drawn
    )


def _cases_ml(part: Cases) -> str:
    rows = "".join(
        f"<mtr><mtd>{_row_ml(value)}</mtd><mtd>{_row_ml(condition)}</mtd></mtr>"
        for value, condition in part.choices
    )
    table = f'<mtable columnalign="left left" columnspacing="1.4em">{rows}</mtable>'
    return f"<mrow><mo>{{</mo>{table}</mrow>"


_MATHML: dict[type, Draw] = {
    Symbol: _symbol_ml,
    Sign: _sign_ml,
    Fraction: lambda part: f"<mfrac>{_row_ml(part.above)}{_row_ml(part.below)}</mfrac>",
    Fence: _fence_ml,
    Root: lambda part: f"<msqrt>{_row_ml(part.inside)}</msqrt>",
    Cases: _cases_ml,
}

_TEX_SIGNS = {"·": r"\cdot ", "−": "-", "≥": r"\ge ", "≤": r"\le ", "%": r"\%"}
_TEX_LETTERS = {
    "Δ": r"\Delta ", "ρ": r"\rho ", "π": r"\pi ", "θ": r"\theta ", "ν": r"\nu ",
    "α": r"\alpha ", "β": r"\beta ",
}  # fmt: skip
_TEX_FENCES = {
    "⌊": r"\lfloor ", "⌋": r"\rfloor ", "⌈": r"\lceil ", "⌉": r"\rceil ", "|": "|",
}  # fmt: skip


def _letters_tex(letters: str) -> str:
    greek = "".join(_TEX_LETTERS.get(letter, "") for letter in letters)
    rest = "".join(letter for letter in letters if letter not in _TEX_LETTERS)
    chemical = re.sub(r"(CO|CH|N)(\d)", r"\1_{\2}", rest.replace("*", "^{*}"))
    if len(rest) > 1 and not rest.endswith("*"):
        chemical = rf"\mathrm{{{chemical}}}"
    return f"{greek}{chemical}"


def _symbol_tex(part: Symbol) -> str:
    base = r"\sum" if part.base == "Σ" else _letters_tex(part.base)
    words = ",".join(
        _letters_tex(word.replace("−", "-")) for word in part.index.split(",")
    )
    index = f"_{{{words}}}" if part.index else ""
    power = f"^{{{_RAISED[part.power]}}}" if part.power else ""
    if "_" in base and index:
        base = f"{{{base}}}"
    return f"{base}{index}{power} "


def _raised_tex(power: str) -> str:
    return f"^{{{_RAISED[power]}}}" if power else ""


def _fence_tex(part: Fence) -> str:
    opening = _TEX_FENCES.get(part.opening, part.opening)
    closing = _TEX_FENCES.get(part.closing, part.closing)
    inside = _drawn(part.inside, _TEX)
    return rf"\left{opening}{inside}\right{closing}{_raised_tex(part.power)}"


def _cases_tex(part: Cases) -> str:
    rows = r" \\ ".join(
        f"{_drawn(value, _TEX)}& {_drawn(condition, _TEX)}"
        for value, condition in part.choices
    )
    return rf"\begin{{cases}}{rows}\end{{cases}}"


_TEX: dict[type, Draw] = {
    Symbol: _symbol_tex,
    Sign: lambda part: _TEX_SIGNS.get(part.text, part.text) + _raised_tex(part.power),
    Fraction: lambda part: (
        rf"\frac{{{_drawn(part.above, _TEX)}}}{{{_drawn(part.below, _TEX)}}}"
    ),
    Fence: _fence_tex,
    Root: lambda part: rf"\sqrt{{{_drawn(part.inside, _TEX)}}}",
    Cases: _cases_tex,
}


def _sign_plain(part: Sign) -> str:
    shown = f"{part.text}{part.power}"
    if part.text in {",", ";"}:
        return f"{shown} "
    is_binary = part.text in set("=·−+<>≥≤")
    return f" {shown} " if is_binary else shown


def _alone(row: Row) -> str:
    """Return one part of a fraction, in brackets unless it is a single thing."""
    drawn = _drawn(row, _PLAIN).strip()
    return drawn if len(row) == 1 else f"({drawn})"


_PLAIN: dict[type, Draw] = {
    Symbol: lambda part: (
        f"{part.base}{'_' + part.index if part.index else ''}{part.power}"
        + (" " if part.base == "Σ" else "")
    ),
    Sign: _sign_plain,
    Fraction: lambda part: f"{_alone(part.above)} / {_alone(part.below)}",
    Fence: lambda part: (
        f"{part.opening}{_drawn(part.inside, _PLAIN).strip()}{part.closing}{part.power}"
    ),
    Root: lambda part: f"√({_drawn(part.inside, _PLAIN).strip()})",
    Cases: lambda part: "; ".join(
        f"{_drawn(value, _PLAIN).strip()} ({_drawn(condition, _PLAIN).strip()})"
        for value, condition in part.choices
    ),
}
