"""The trace: one line per step, and one per axis, enough to walk every figure back."""

import json
import math
from collections.abc import Iterator
from typing import Any

from edaphon.accounting.account import Account
from edaphon.accounting.decimal_texts import DIGITS
from edaphon.accounting.range_ends import end_used
from edaphon.methods import Parameter, Run, Step, Take, plain


def text(account: Account) -> Iterator[str]:
    """Yield the trace of one account as lines of JSON text, keys sorted.

    Axes stand first, then steps in evaluation order. Labels of an axis stand once; a
    step over it lists its values in that order. Values are floats of class T; one
    that could not be computed is ``null``. ``values`` is the last key, so that the
    numbers of a step are written behind the rest of its line.
    """
    for line, step in _records(account):
        told = json.dumps(
            line, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
        if step is not None:
            told = f'{told[:-1]},"values":[{",".join(_numbers(step))}]}}'
        yield told + "\n"


def _used_axes(run: Run) -> set[str]:
    """Return the axes that steps stand on, those above and those that they hold.

    An axis that no step needs is left out: one that a later version adds for other
    methods then changes no trace.
    """
    wanted = {step.over for step in run.steps.values()}
    used: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name and name not in used:
            used.add(name)
            wanted |= {run.axes[name].parent, *run.axes[name].holds}
    return used


def _numbers(step: Step) -> list[str]:
    return [
        f"{value:.{DIGITS}g}" if math.isfinite(value) else "null"
        for value in step.values.tolist()
    ]


def _records(account: Account) -> Iterator[tuple[dict[str, Any], Step | None]]:
    """Yield axes, then steps without their values, each with its step."""
    method = account.pack.id
    axes = account.run.axes
    used = _used_axes(account.run)
    for name in axes.names():
        if name not in used:
            continue
        axis = axes[name]
        record = {
            "kind": "axis",
            "method": method,
            "name": name,
            "parent": axis.parent,
            "labels": list(axis.labels),
            "parents": list(axis.parents),
            "attributes": {
                key: list(column) for key, column in axis.attributes.items()
            },
            "holds": {
                name: [list(places) for places in held]
                for name, held in axis.holds.items()
            },
        }
        yield record, None
    for place, step in enumerate(account.run.steps.values(), start=1):
        kind = "input" if step.equation is None else "step"
        told = {
            "kind": kind,
            "method": method,
            "step": place,
            **_step(account.run, step),
        }
        yield told, step


def _step(run: Run, step: Step) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": step.name,
        "over": step.over,
        "unit": step.unit,
    }
    if step.given is not None:
        given = step.given
        rows = {} if given.rows is None else {"rows": given.rows.as_json()}
        return {**record, "class": "T", "origin": given.origin.as_json(), **rows}
    equation = step.equation
    if equation is None:
        return record
    return {
        **record,
        "class": equation.replay,
        "title": dict(equation.title),
        "equation": equation.number,
        "symbol": equation.symbol,
        "formula": plain(equation.formula) if equation.formula else "",
        "source": equation.source,
        "mark": equation.mark,
        "inputs": [
            _taken(item.name, item.source, item.origin)
            for item in equation.arguments
            if isinstance(item.origin, Take)
        ],
        "parameters": [
            {
                "argument": argument,
                **parameter_record(value),
                **_used(run, step, argument, value),
            }
            for argument, value in step.parameters
        ],
    }


def _used(run: Run, step: Step, argument: str, value: Parameter) -> dict[str, Any]:
    """Return the end of a range that the step took, nothing where it took none."""
    found = end_used(run, step, argument, value)
    return {} if found is None else {"used": found}


def _taken(argument: str, source: str, origin: Take) -> dict[str, object]:
    """Return an edge, with what its elements have to meet to be used."""
    used = {"unless": origin.unless, "only_with": origin.only_with}
    return {
        "argument": argument,
        "from": source,
        "where": dict(origin.where),
        **{key: name for key, name in used.items() if name},
    }


def parameter_record(value: Parameter) -> dict[str, Any]:
    """Return a parameter as a record prints it."""
    return {
        "id": value.id,
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "unit": value.unit,
        "since": value.since,
        "reference": value.reference,
        "locator": value.locator,
        "mark": value.mark,
        "title": dict(value.title),
    }
