"""Which end of a parameter's range an equation took, and what decided it.

VM0042 v2.2 §8.6.3 asks for the end of a factor's range that credits less: the low
one where a source does not rise, the high one where it rises. The value in the middle
is then used by nobody, so a record that prints it alone cannot be computed again.
"""

from collections.abc import Mapping
from typing import Any

from edaphon.methods import Parameter, Run, Step, Take

Record = dict[str, Any]

RISES = "_rises"
"""How an indicator's name ends: 1 where a source rises over the baseline, else 0."""


def end_used(run: Run, step: Step, argument: str, value: Parameter) -> Record | None:
    """Return the end of a range that a step took, none where the value itself is used.

    Parameters
    ----------
    run
        Run that holds the step.
    step
        Evaluated equation.
    argument
        Argument of the equation that received the parameter.
    value
        The parameter.

    Returns
    -------
    dict or None
        ``end`` is ``low`` or ``high``, ``value`` what was used, and ``by`` names the
        indicator that decided.
    """
    by = _indicator(step, argument)
    if not by or not value.has_range or value.low == value.value == value.high:
        return None
    end = "high" if _decision(run, by, value) > 0 else "low"
    used = value.high if end == "high" else value.low
    return {"end": end, "value": used, "by": by}


def _indicator(step: Step, argument: str) -> str:
    """Return the quantity that decides the end of a parameter, empty without one."""
    given = () if step.equation is None else step.equation.arguments
    by_name = {item.name: item for item in given}
    origin = by_name[argument].origin
    if isinstance(origin, Take) or not origin.end:
        return ""
    return by_name[origin.end].source


def _decision(run: Run, name: str, value: Parameter) -> float:
    """Return what an indicator says of the kind that a parameter is of.

    A parameter that serves all kinds stands at its high end where any of them does.
    """
    step = run.steps[name]
    kinds = run.axes[step.over].attributes.get("kind", ())
    kind = value.id.rpartition(".")[2]
    if kind in kinds:
        return float(step.values[kinds.index(kind)])
    return float(step.values.max())


def ends_used(run: Run) -> Mapping[str, list[Record]]:
    """Return the ends that were used by id of the parameter, each once."""
    found: dict[str, list[Record]] = {}
    for step in run.steps.values():
        for argument, value in step.parameters:
            used = end_used(run, step, argument, value)
            if used is not None and used not in found.setdefault(value.id, []):
                found[value.id].append(used)
    return {name: ends for name, ends in found.items() if ends}
