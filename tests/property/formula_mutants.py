"""Formulas with one sign, operator, number or bracket changed."""

from collections.abc import Callable, Iterator

from edaphon.methods.engine.formula import (
    Cases,
    Fence,
    Fraction,
    Part,
    Root,
    Row,
    Sign,
    Symbol,
)

OTHER = {
    "+": "−", "−": "+", "·": "/", "/": "·", ">": "<", "<": ">", "≥": ">", "≤": "<",
    "=": ">", ",": ";",
}  # fmt: skip

TOUCHING = {">": "≥", "<": "≤", "≥": "<", "≤": ">"}

NAMES = {"min": "max", "max": "min"}

FENCES = {"⌊": ("⌈", "⌉"), "⌈": ("⌊", "⌋"), "|": ("(", ")")}

POWERS = {"": "²", "²": "³", "³": "²", "⁴": "³", "⁶": "⁴"}


def mutants(row: Row) -> Iterator[tuple[str, Row]]:
    """Yield every row that differs from a row in one place, and what was changed."""
    for place, part in enumerate(row):
        for told, changed in changes(part):
            yield told, (*row[:place], *changed, *row[place + 1 :])


def changes(part: Part) -> Iterator[tuple[str, Row]]:
    """Yield what may stand in the place of a part."""
    yield from CHANGES[type(part)](part)


def of_symbol(part: Symbol) -> Iterator[tuple[str, Row]]:
    """Yield the opposite function, or another power."""
    if part.base in NAMES:
        other = NAMES[part.base]
        yield f"{part.base} is {other}", (Symbol(other, part.index, part.power),)
    if part.power:
        other = POWERS[part.power]
        yield f"{part.base}{part.power}", (Symbol(part.base, part.index, other),)


def of_fraction(part: Fraction) -> Iterator[tuple[str, Row]]:
    """Yield the fraction upside down, and one of its parts changed."""
    yield "fraction upside down", (Fraction(part.below, part.above),)
    for told, changed in mutants(part.above):
        yield told, (Fraction(changed, part.below),)
    for told, changed in mutants(part.below):
        yield told, (Fraction(part.above, changed),)


def of_root(part: Root) -> Iterator[tuple[str, Row]]:
    """Yield what stands below the root without it, and changed."""
    yield "no root", (Fence("(", part.inside, ")"),)
    for told, changed in mutants(part.inside):
        yield told, (Root(changed),)


def of_sign(part: Sign) -> Iterator[tuple[str, Row]]:
    """Yield another operator, or the next number."""
    text = part.text
    if text in OTHER and text != ",":
        yield f"{text} is {OTHER[text]}", (Sign(OTHER[text]),)
    if text in TOUCHING:
        yield f"{text} is {TOUCHING[text]}", (Sign(TOUCHING[text]),)
    if text[0].isdigit():
        yield f"{text} and one", (Sign(str(int(text) + 1), part.power),)
        if part.power:
            yield f"{text} to another power", (Sign(text, POWERS[part.power]),)


def of_fence(part: Fence) -> Iterator[tuple[str, Row]]:
    """Yield other brackets, another power, and what stands between changed."""
    if part.opening in FENCES:
        opening, closing = FENCES[part.opening]
        told = f"{part.opening} is {opening}"
        yield told, (Fence(opening, part.inside, closing, part.power),)
    if part.power:
        power = POWERS[part.power]
        yield "another power", (Fence(part.opening, part.inside, part.closing, power),)
    for told, changed in mutants(part.inside):
        yield told, (Fence(part.opening, changed, part.closing, part.power),)


def of_cases(part: Cases) -> Iterator[tuple[str, Row]]:
    """Yield a choice with one value or one condition changed."""
    for place, (chosen, condition) in enumerate(part.choices):
        before, after = part.choices[:place], part.choices[place + 1 :]
        for told, changed in mutants(chosen):
            yield told, (Cases((*before, (changed, condition), *after)),)
        for told, changed in mutants(condition):
            yield told, (Cases((*before, (chosen, changed), *after)),)


CHANGES: dict[type, Callable[..., Iterator[tuple[str, Row]]]] = {
    Sign: of_sign,
    Symbol: of_symbol,
    Fraction: of_fraction,
    Root: of_root,
    Fence: of_fence,
    Cases: of_cases,
}
