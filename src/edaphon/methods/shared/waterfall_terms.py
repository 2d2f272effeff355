"""Bars of a waterfall: our own reading of a pack's figures, not its text."""

from collections.abc import Callable

from edaphon.methods.engine.equation import Equation, equation


def bar(
    name: str, formula: str, titles: tuple[str, str], *, equations: str
) -> Callable[[Callable[..., float]], Equation]:
    """Declare one bar from gross effect to units [t CO2e].

    Parameters
    ----------
    name, titles
        Name of the quantity; its title in English and Chinese.
    formula
        Symbol, equals sign and what the bar is made of.
    equations
        Numbers of the pack's equations that the bar adds up. It stands as source in
        both languages: no text of a method has these bars.
    """
    return equation(
        name=name,
        number="–",
        symbol=formula.partition(" = ")[0],
        formula=formula,
        unit="t{CO2e}",
        source=equations,
        mark="D",
        title=titles,
    )
