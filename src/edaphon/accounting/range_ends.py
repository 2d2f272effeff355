"""Which end of a parameter's range an equation took, and what decided it.

VM0042 v2.2 §8.6.3 asks for the end of a factor's range that credits less: the low
one where a source does not rise, the high one where it rises. The value in the middle
is then used by nobody, so a record that prints it alone cannot be computed again.
"""

from collections.abc import Mapping
from typing import Any

from edaphon.methods import Parameter, Run, Step

Record = dict[str, Any]

RISES = "_rises"
"""How an indicator's name ends: 1 where a source rises over the baseline, else 0."""


def end_used(run: Run, step: Step, value: Parameter) -> Record | None:
    """Return the end of a range that a step took, none where the value itself is used.

    Parameters
    ----------
    run
        Run that holds the step.
    step
        Evaluated equation.
    value
        One of its parameters.

    Returns
    -------
    dict or None
        ``end`` is ``low`` or ``high``, ``value`` what was used, and ``by`` names the
        indicator that decided.
    """
    decided_by = _indicator(step)
    if not decided_by or not value.has_range or value.low == value.value == value.high:
        return None
    end = "high" if run.value(decided_by) > 0 else "low"
    used = value.high if end == "high" else value.low
    return {"end": end, "value": used, "by": decided_by}


def _indicator(step: Step) -> str:
    """Return the indicator that an equation takes, empty where it takes none."""
    given = () if step.equation is None else step.equation.arguments
    return next((item.source for item in given if item.source.endswith(RISES)), "")


def ends_used(run: Run) -> Mapping[str, list[Record]]:
    """Return the ends that were used by id of the parameter, each once."""
    found: dict[str, list[Record]] = {}
    for step in run.steps.values():
        for _, value in step.parameters:
            used = end_used(run, step, value)
            if used is not None and used not in found.setdefault(value.id, []):
                found[value.id].append(used)
    return {name: ends for name, ends in found.items() if ends}
