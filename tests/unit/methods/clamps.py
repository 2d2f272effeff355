"""Formulas with one limit taken out, and the calls that worked examples make."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from edaphon.methods.engine.equation import Equation
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
from edaphon.methods.engine.formula_value import Known, value
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.worked_examples import check, examples
from tests.property.formula_proof import Case, functions

LIMITS = (Symbol("min"), Symbol("max"))
ROUNDS = "⌊⌈"


def without_one_limit(row: Row) -> Iterator[tuple[str, Row]]:
    """Yield a formula with one min, max, floor or ceil gone, and what is left of it."""
    for place, part in enumerate(row):
        after = row[place + 1] if place + 1 < len(row) else None
        if part in LIMITS and isinstance(after, Fence):
            kept = _arguments(after.inside)
            for number, one in enumerate(kept if len(kept) > 1 else ()):
                told = f"{part.base}: only argument {number + 1}"
                yield told, (*row[:place], Fence("(", one, ")"), *row[place + 2 :])
        for told, changed in _inside(part):
            yield told, (*row[:place], changed, *row[place + 1 :])


def _inside(part: Part) -> Iterator[tuple[str, Part]]:
    if isinstance(part, Fence) and part.opening in ROUNDS:
        yield f"{part.opening}{part.closing}: not rounded", replace(part, opening="(")
    for row, whole in _rows(part):
        for told, changed in without_one_limit(row):
            yield told, whole(changed)


def _rows(part: Part) -> Iterator[tuple[Row, Callable[[Row], Part]]]:
    """Yield each row inside a part, and what makes the part again of another row."""
    match part:
        case Fence(inside=inside) | Root(inside):
            yield inside, lambda row: replace(part, inside=row)
        case Fraction(above, below):
            yield above, lambda row: replace(part, above=row)
            yield below, lambda row: replace(part, below=row)
        case Cases(choices):
            for place, (then, when) in enumerate(choices):
                before, after = choices[:place], choices[place + 1 :]
                yield (
                    then,
                    lambda row, b=before, w=when, a=after: Cases((*b, (row, w), *a)),
                )


def _arguments(row: Row) -> list[Row]:
    found: list[Row] = [()]
    for part in row:
        if part == Sign(","):
            found.append(())
        else:
            found[-1] = (*found[-1], part)
    return found


@dataclass(frozen=True)
class Call:
    """What an example gave to the body of an equation whose value it checks."""

    given: Mapping[str, Any]
    within: float


def calls(method: MethodPack) -> dict[tuple[str, Any], list[Call]]:
    """Return the calls of every equation and variant by name and settings.

    Only calls whose value the example states.
    """
    found: dict[tuple[str, Any], list[Call]] = {}
    for example in examples(method):
        stated = {example.get("equation"), *example["expect"]}
        noting = tuple(
            _noted(item, float(example["within"]), found)
            if item.name in stated
            else item
            for item in method.equations
        )
        list(check(replace(method, equations=noting), example))
    return found


def _noted(
    item: Equation, within: float, found: dict[tuple[str, Any], list[Call]]
) -> Equation:
    def body(**given: Any) -> Any:
        found.setdefault((item.name, item.when), []).append(Call(given, within))
        return item.body(**given)

    return replace(item, body=body)


def differs(case: Case, changed: Row, call: Call) -> bool:
    """Tell whether a changed formula gives another value than an example states."""
    by_name = {item.name: symbol for symbol, item in case.binding.arguments.items()}
    symbols = {
        by_name[name]: value for name, value in call.given.items() if name in by_name
    }
    named = functions(case.equation)
    before, after = (
        value(row, Known(symbols=symbols, functions=named))
        for row in (case.right, changed)
    )
    return not abs(before - after) <= call.within
