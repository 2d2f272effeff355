"""How a formula looks: as MathML, as TeX, and on one line of plain text."""

import re
from collections.abc import Callable, Mapping
from html import escape

from edaphon.methods.engine.formula import (
    Cases,
    Fence,
    Fraction,
    Root,
    Row,
    Sign,
    Symbol,
    parse,
)

_RAISED = {"²": "2", "³": "3", "⁴": "4", "⁶": "6"}
_CHEMICAL = re.compile(r"(CO2|CH4|N2O)")


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
