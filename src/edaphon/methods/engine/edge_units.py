"""Units at both ends of every edge that leads to an argument of an equation."""

from collections.abc import Mapping

from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.units import compatible, factor
from edaphon.methods.engine.equation import Argument, Equation, ParameterUse
from edaphon.methods.engine.parameters import Parameter


def check_units(
    equations: Mapping[str, Equation],
    parameters: Mapping[str, Parameter],
    inputs: Mapping[str, str],
) -> list[Problem]:
    """Return one ``METHOD_UNIT`` problem for every edge whose two ends differ.

    Parameters
    ----------
    equations
        Equations that apply, by name.
    parameters
        Parameters in force, by id.
    inputs
        Unit of each input by name; an input goes before an equation of its name.
    """
    problems = []
    for equation in equations.values():
        for argument in equation.arguments:
            given = _parameter_unit(parameters, argument) or _unit_of(
                equations, inputs, argument
            )
            if given and not _same_unit(given, argument.origin.unit):
                facts = {
                    "equation": equation.name,
                    "argument": argument.name,
                    "source": argument.source,
                    "given": given,
                    "wanted": argument.origin.unit,
                }
                where = Where(path=equation.name)
                problems.append(Problem(code="METHOD_UNIT", where=where, facts=facts))
    return problems


def _same_unit(given: str, wanted: str) -> bool:
    return given == wanted or (compatible(given, wanted) and factor(given, wanted) == 1)


def _parameter_unit(parameters: Mapping[str, Parameter], argument: Argument) -> str:
    """Return the unit of a parameter or of its family; empty for a taken value."""
    if not isinstance(argument.origin, ParameterUse):
        return ""
    found = (
        item.unit
        for name, item in parameters.items()
        if name == argument.source or name.startswith(argument.source + ".")
    )
    return next(found, "")


def _unit_of(
    equations: Mapping[str, Equation], inputs: Mapping[str, str], argument: Argument
) -> str:
    """Return the unit of an input or equation; empty for a parameter, or unknown."""
    if isinstance(argument.origin, ParameterUse):
        return ""
    if argument.source in inputs:
        return inputs[argument.source]
    found = equations.get(argument.source)
    return found.unit if found else ""
