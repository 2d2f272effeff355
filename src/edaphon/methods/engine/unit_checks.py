"""What a pack must hold beside its numbers: units on every edge of every variant."""

from collections.abc import Iterator, Mapping
from itertools import product

from edaphon.kernel.errors import Problem, Where
from edaphon.methods.engine.account_needs import input_units
from edaphon.methods.engine.edge_units import check_units
from edaphon.methods.engine.evaluation import choose
from edaphon.methods.engine.lacking_parameter import lacking
from edaphon.methods.engine.method_pack import MethodPack


def settings_of(pack: MethodPack) -> Iterator[Mapping[str, str]]:
    """Yield every combination of settings that a variant of the pack asks about."""
    asked: dict[str, list[str]] = {}
    for item in pack.equations:
        for name, value in item.when:
            if value not in asked.setdefault(name, []):
                asked[name].append(value)
    for name, value in pack.document["settings"].items():
        if str(value) not in asked.setdefault(name, []):
            asked[name].append(str(value))
    for values in product(*asked.values()):
        yield dict(zip(asked, values, strict=True))


def unit_problems(pack: MethodPack) -> list[Problem]:
    """Return one problem for every edge whose two ends differ, under any settings.

    An edge leads to an argument of an equation, from another equation, a parameter or
    an input that an account gives, or to a limit of a condition:
    ``METHOD_UNIT``, and ``METHOD_PARAMETER`` for a parameter that the pack lacks.

    Raises
    ------
    EdaphonError
        ``METHOD_VARIANT`` when two variants apply equally under some settings.
    """
    found: dict[str, Problem] = {
        problem.text("en"): problem for problem in _limits(pack)
    }
    for settings in settings_of(pack):
        chosen = choose(pack.equations, settings)
        given = {
            name: unit for name, unit in input_units().items() if name not in chosen
        }
        for problem in check_units(chosen, pack.parameters, given):
            found.setdefault(problem.text("en"), problem)
    return list(found.values())


def _limits(pack: MethodPack) -> Iterator[Problem]:
    """Yield what is wrong with the limits of conditions."""
    for item in pack.conditions:
        for limit in item.limits:
            held = pack.parameters.get(limit.source)
            where = Where(path=item.id)
            if held is None:
                yield lacking(limit.source, pack.parameters, where)
            elif held.unit != limit.origin.unit:
                facts = {
                    "equation": item.id,
                    "argument": limit.name,
                    "source": limit.source,
                    "given": held.unit,
                    "wanted": limit.origin.unit,
                }
                yield Problem(code="METHOD_UNIT", where=where, facts=facts)
