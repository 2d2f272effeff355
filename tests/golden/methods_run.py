"""Run equations of a pack on a handful of numbers."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from edaphon.methods.engine.axes import Axes, Axis
from edaphon.methods.engine.evaluation import Input, Run, Task, choose, run
from edaphon.methods.engine.pack import pack


@cache
def units_of(pack_id: str) -> Mapping[str, tuple[str, str]]:
    """Return unit and axis of everything that the equations of a pack take."""
    known = {item.name: (item.unit, item.over) for item in pack(pack_id).equations}
    for item in pack(pack_id).equations:
        for argument in item.arguments:
            if argument.source not in known:
                known[argument.source] = (argument.origin.unit, item.over)
    return known


def figures(
    pack_id: str,
    inputs: Mapping[str, Any],
    wanted: Sequence[str],
    *,
    axes: Sequence[Axis] = (),
    over: Mapping[str, str] | None = None,
    **settings: str,
) -> dict[str, float]:
    """Return figures over the account; inputs are over it unless ``over`` says."""
    done = steps(pack_id, inputs, wanted, axes=axes, over=over, **settings)
    return {name: done.value(name) for name in wanted}


def steps(
    pack_id: str,
    inputs: Mapping[str, Any],
    wanted: Sequence[str],
    *,
    axes: Sequence[Axis] = (),
    over: Mapping[str, str] | None = None,
    **settings: str,
) -> Run:
    """Return the whole run behind the figures."""
    method = pack(pack_id)
    known = {**method.document["settings"], "design": "paired", **settings}
    given = {
        name: Input(
            name=name,
            unit=units_of(pack_id)[name][0],
            over=(over or {}).get(name, "account"),
            values=np.atleast_1d(np.asarray(value, dtype=np.float64)),
        )
        for name, value in inputs.items()
    }
    task = Task(
        equations=choose(method.equations, known),
        parameters=method.parameters,
        inputs=given,
        axes=Axes(axes),
    )
    return run(task, wanted)
