"""Which argument of an equation each symbol of its formula stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from edaphon.kernel.language import Text
from edaphon.methods.engine.equation import Argument, Equation
from edaphon.methods.engine.formula import Row, Symbol, every_symbol, parse
from edaphon.methods.engine.formula_value import CONSTANTS, ELSE, Named, sides
from edaphon.methods.showing.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Arguments by symbol, and what does not fit."""

    arguments: Mapping[Symbol, Argument]
    constants: Mapping[str, str]
    """Arguments whose symbol is a number, such as 44/12."""
    problems: tuple[Text, ...]


def bound(
    equation: Equation, words: Words, functions: Mapping[Symbol, Named]
) -> Binding:
    """Return which argument each symbol of a formula stands for."""
    arguments: dict[Symbol, Argument] = {}
    constants: dict[str, str] = {}
    problems: list[Text] = []
    for argument in equation.arguments:
        symbol = words.meaning(argument).symbol
        row = parse(symbol)
        if len(row) != 1 or not isinstance(row[0], Symbol):
            constants[argument.name] = symbol
        elif row[0] in arguments:
            said = f"{symbol} stands for two arguments"
            problems.append(Text(en=said, zh=f"{symbol} 对应两个输入"))
        else:
            arguments[row[0]] = argument
    result, right = sides(parse(equation.formula))
    if parse(equation.symbol) != (result,):
        said = f"it gives {_typed(result)}, not {equation.symbol}"
        told = f"所求为 {_typed(result)}，而不是 {equation.symbol}"
        problems.append(Text(en=said, zh=told))
    problems += _unlike(right, arguments, functions)
    return Binding(arguments=arguments, constants=constants, problems=tuple(problems))


def _unlike(
    right: Row, arguments: Mapping[Symbol, Argument], functions: Mapping[Symbol, Named]
) -> list[Text]:
    """Return symbols without an argument, and arguments without a symbol."""
    used: set[Symbol] = set()
    problems: list[Text] = []
    for symbol in every_symbol(right):
        bare = Symbol(symbol.base, symbol.index)
        if symbol in arguments or bare in arguments:
            used.add(symbol if symbol in arguments else bare)
        elif symbol.base != "Σ" and symbol not in {*functions, *CONSTANTS, ELSE}:
            said = f"{_typed(symbol)} stands for no argument"
            problems.append(Text(en=said, zh=f"{_typed(symbol)} 没有对应的输入"))
    return problems + [
        Text(
            en=f"{argument.name} ({_typed(symbol)}) does not stand in it",
            zh=f"输入 {argument.name}（{_typed(symbol)}）未出现在公式中",
        )
        for symbol, argument in arguments.items()
        if symbol not in used
    ]


def _typed(symbol: Symbol) -> str:
    """Return a symbol as a formula is typed."""
    index = f"_{symbol.index}" if symbol.index else ""
    return f"{symbol.base}{index}{symbol.power}"
