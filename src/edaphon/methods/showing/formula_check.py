"""The printed formula of a pack's own equations against what their bodies compute.

Numbers are drawn for the arguments, always the same; where one of formula and body
has a value, the other must have it too. The shared equations and ours are proved
further, case by case, in the tests of the project.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction as Ratio
from random import Random
from typing import Any, get_args

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import Text
from edaphon.methods.engine.equation import (
    Argument,
    Equation,
    Factor,
    FloatArray,
    Grouped,
    Take,
)
from edaphon.methods.engine.formula import Symbol, parse
from edaphon.methods.engine.formula_value import Known, sides, value
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import BUILT_IN
from edaphon.methods.engine.returned import number as one_number
from edaphon.methods.engine.returned import numbers
from edaphon.methods.engine.strangers_code import told_by_name
from edaphon.methods.showing.formula_binding import Binding, bound
from edaphon.methods.showing.formula_functions import FUNCTIONS, is_same
from edaphon.methods.showing.wording import Words

DRAWN = 60
"""Samples an equation."""

COUNTED = ("df", "n")
"""Letters of degrees of freedom and of points: whole, and at least one."""

POSITIVE = ("a", "g", "mm")
"""Units of what has no zero: a period, a mass, a diameter."""

MISSING = 0.3
"""Share of the samples in which an input that may be missing is missing."""

RANGES = ((0, 40), (-40, 40), (1, 7), (800, 9600))
"""Ends of what is drawn, in eighths, taken in turn: sums of eighths are exact."""


@dataclass(frozen=True, slots=True)
class _Sample:
    body: dict[str, object]
    symbols: dict[Symbol, Any]


def own_equations(method: MethodPack) -> tuple[Equation, ...]:
    """Return the equations of a pack's own package, and of none that is ours."""
    return tuple(
        item
        for item in method.equations
        if _is_in(method.package, item) or not _is_in("edaphon.methods", item)
    )


def _is_in(package: str, item: Equation) -> bool:
    return f"{item.body.__module__}.".startswith(f"{package}.")


def without_formula(method: MethodPack) -> tuple[str, ...]:
    """Return the names of a pack's own equations that print no formula."""
    names = [item.name for item in own_equations(method) if not item.formula]
    return tuple(dict.fromkeys(names))


def formula_problems(method: MethodPack) -> list[Problem]:
    """Return ``METHOD_FORMULA`` for each formula that is not what its body computes.

    A formula is told, too, whose symbols are not those of the equation's arguments,
    because nobody can compute it; and as ``METHOD_BODY`` a body that fails where its
    formula has a value.
    """
    words = Words(method, "en")
    found: list[Problem] = []
    for item in own_equations(method):
        try:
            how = _wrong(item, words) if item.formula else None
        except EdaphonError as refusal:
            found += refusal.problems
            continue
        if how:
            facts = {"id": method.id, "name": item.name, "how": how}
            where = Where(path=item.name)
            found.append(Problem(code="METHOD_FORMULA", where=where, facts=facts))
    return found


def unproved_problems(method: MethodPack) -> list[Problem]:
    """Return `formula_problems` of a pack of others.

    What comes with the program is proved by its tests, not at every run.
    """
    return [] if method.id in BUILT_IN else formula_problems(method)


def _wrong(equation: Equation, words: Words) -> Text | None:
    try:
        binding = bound(equation, words, FUNCTIONS)
        if binding.problems:
            return Text(
                en="; ".join(item["en"] for item in binding.problems),
                zh="；".join(item["zh"] for item in binding.problems),
            )
        return next(_differences(equation, binding), None)
    except ValueError as error:
        return Text(en=f"it cannot be computed: {error}", zh=f"无法计算：{error}")


def _differences(equation: Equation, binding: Binding) -> Iterator[Text]:
    right = sides(parse(equation.formula))[1]
    for number in range(DRAWN):
        drawn = _sample(equation, binding, number)
        printed = _printed(right, drawn)
        computed, refusal = math.nan, None
        try:
            computed = _computed(equation, drawn)
        except EdaphonError as error:
            refusal = error
        if not is_same(equation.symbol, printed, computed):
            if refusal:
                raise refusal
            given = ", ".join(f"{name} = {_shown(v)}" for name, v in drawn.body.items())
            yield Text(
                en=f"it gives {printed:.10g}, the body {computed:.10g}, for {given}",
                zh=f"当 {given} 时，公式得 {printed:.10g}，代码得 {computed:.10g}",
            )


def _printed(right: Any, drawn: _Sample) -> float:  # noqa: ANN401 - row of a formula
    try:
        return value(right, Known(symbols=drawn.symbols, functions=FUNCTIONS))
    except (ArithmeticError, TypeError):
        return math.nan


def _computed(equation: Equation, drawn: _Sample) -> float:
    """Return what the body gives.

    Raises
    ------
    EdaphonError
        ``METHOD_BODY`` where it fails or gives no number.
    """
    with told_by_name(equation.name, equation.body):
        returned = equation(**drawn.body)
        if equation.vectorised:
            return float(numbers(returned, 1)[0])
        return one_number(returned)


def _shown(drawn: Any) -> str:  # noqa: ANN401 - number, values, factor or array
    values = np.ravel(drawn.values if isinstance(drawn, Grouped) else drawn)
    told = ", ".join(f"{item:g}" for item in values)
    return told if values.size == 1 else f"({told})"


def _sample(equation: Equation, binding: Binding, number: int) -> _Sample:
    random = Random(number)  # noqa: S311 - always the same numbers
    ends = RANGES[number % len(RANGES)]
    by_name = {item.name: symbol for symbol, item in binding.arguments.items()}
    length = number // len(RANGES) % 4 + 1
    sample = _Sample({}, {})
    for argument in equation.arguments:
        if argument.name in binding.constants:
            constant = float(Ratio(binding.constants[argument.name]))
            sample.body[argument.name] = constant
            continue
        symbol = by_name[argument.name]
        values = tuple(_number(argument, symbol, random, ends) for _ in range(length))
        if _may_lack(argument) and random.random() < MISSING:
            given = _missing(equation, argument)
            if given is not None:
                sample.body[argument.name], sample.symbols[symbol] = given
                continue
        sample.body[argument.name], sample.symbols[symbol] = _given(
            equation, argument, values
        )
    return sample


def _number(
    argument: Argument, symbol: Symbol, random: Random, ends: tuple[int, int]
) -> float:
    """Return one number that a quantity of this kind may have."""
    if symbol.base in COUNTED:
        return float(random.randint(1, 12))
    drawn = random.randint(*ends) / 8
    unit = argument.origin.unit
    if unit in POSITIVE:
        return abs(drawn) or 1.0
    return abs(drawn) if unit.startswith("t2") else drawn


def _may_lack(argument: Argument) -> bool:
    return isinstance(argument.origin, Take) and argument.origin.may_be_missing


def _missing(equation: Equation, argument: Argument) -> tuple[Any, Any] | None:
    """Return what stands for an absent input, None where none stands for one number.

    The formula is given zero where the equation says that a missing input is zero.
    """
    shape = get_args(equation.body.__annotations__[argument.name])[0]
    is_zero = isinstance(argument.origin, Take) and argument.origin.missing_is_zero
    printed = 0.0 if is_zero else math.nan
    if shape is float:
        return math.nan, printed
    return (np.array([math.nan]), printed) if shape is FloatArray else None


def _given(
    equation: Equation, argument: Argument, values: tuple[float, ...]
) -> tuple[Any, Any]:
    """Return what the body takes and what the formula takes."""
    shape = get_args(equation.body.__annotations__[argument.name])[0]
    if shape is float:
        return values[0], values[0]
    if shape is Factor:
        factor = Factor(values[0] - 1.0, values[0], values[0] + 1.0)
        return factor, factor
    if shape is FloatArray:
        return np.array(values[:1]), values[0]
    if shape is Grouped:
        return Grouped(np.array(values), np.array([0, len(values)])), values
    return values, values
