"""Emission sources of an account: flows by scenario, and what they add up to."""

from collections.abc import Iterator
from typing import Any

from edaphon.accounting.account import Account
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.range_ends import RISES
from edaphon.methods import Run, Step, Take

Record = dict[str, Any]

EQUIVALENT = "CO2e"
"""What the unit of every emission holds."""

TERM = "emissions"
"""Term of a waterfall that the sources make."""


def sources(account: Account) -> list[Record]:
    """Return every emission by scenario, in the order of evaluation.

    ``subtotal`` stands at a row that adds up other rows, ``recorded`` false at one
    behind which no record of either scenario stands: its zero is nobody's finding.
    """
    run = account.run
    rows = []
    for step in run.steps.values():
        if step.over != "scenario" or not _is_emission(step):
            continue
        baseline, project = step.values.tolist()
        rows.append(
            {
                **_told(step),
                "baseline": text_of(baseline, 6),
                "project": text_of(project, 6),
                **({"subtotal": True} if _adds_up(run, step) else {}),
                **({} if is_recorded(run, step) else {"recorded": False}),
            }
        )
    return rows


def _is_emission(step: Step) -> bool:
    return step.equation is not None and EQUIVALENT in step.unit


def _told(step: Step) -> Record:
    """Return name, clause and unit of an equation's step."""
    equation = step.equation
    if equation is None:
        message = f"{step.name}: an input is no emission of an equation"
        raise TypeError(message)
    return {
        "name": step.name,
        "equation": equation.number,
        "symbol": equation.symbol,
        "title": dict(equation.title),
        "unit": step.unit,
        "source": equation.source,
        "mark": equation.mark,
    }


def _taken(run: Run, step: Step) -> Iterator[Step]:
    """Yield the steps that an equation takes, and that have values."""
    for item in () if step.equation is None else step.equation.arguments:
        if isinstance(item.origin, Take) and item.source in run.steps:
            yield run.steps[item.source]


def _adds_up(run: Run, step: Step) -> bool:
    """Tell whether a row is made of other rows of the same table."""
    return any(
        item.over == "scenario" and _is_emission(item) for item in _taken(run, step)
    )


def is_recorded(run: Run, step: Step) -> bool:
    """Tell whether any observation stands behind a step.

    Indicators of a rise look at both scenarios and say nothing of what it is made of.
    """
    if step.given is not None:
        return step.given.rows is not None and step.given.rows.ids.size > 0
    return any(
        is_recorded(run, item)
        for item in _taken(run, step)
        if not item.name.endswith(RISES)
    )


def changes_by_source(account: Account) -> Record:
    """Return what the emission term of the waterfall is made of, one row a source.

    Nothing where a method has no such term or its value is not known.
    """
    run = account.run
    term = next((one for one in account.pack.waterfall if one.name == TERM), None)
    step = None if term is None else run.steps.get(term.source)
    total = None if step is None else next(_parts(run, step), None)
    if total is None:
        return {}
    leaves = {item.name: item for item in _leaves(run, total)}
    return {
        "emission_changes": {
            "rows": [_change(run, item) for item in leaves.values()],
            "total": {**_change(run, total), "value": _published(total)},
        }
    }


def _parts(run: Run, step: Step) -> Iterator[Step]:
    """Yield the emissions over the account that an equation takes."""
    for item in _taken(run, step):
        if item.over == "account" and _is_emission(item):
            yield item


def _leaves(run: Run, step: Step) -> Iterator[Step]:
    parts = list(_parts(run, step))
    if not parts:
        yield step
    for item in parts:
        yield from _leaves(run, item)


def _change(run: Run, step: Step) -> Record:
    return {
        **_told(step),
        "value": text_of(step.scalar, 6),
        **({} if is_recorded(run, step) else {"recorded": False}),
    }


def _published(step: Step) -> str | None:
    """Return the sum as the account publishes it among its figures."""
    equation = step.equation
    if equation is None:
        return text_of(step.scalar, 6)
    return text_of(step.scalar, equation.decimals, equation.rounding)
