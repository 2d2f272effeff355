"""Emission sources of an account: flows by scenario, and what they add up to."""

from collections.abc import Iterator, Mapping
from typing import Any

from edaphon.accounting.account import Account
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.given import ASSUMED
from edaphon.accounting.range_ends import RISES
from edaphon.methods import Equation, Run, Step, Take, choose

Record = dict[str, Any]

EQUIVALENT = "CO2e"
"""What the unit of every emission holds."""

DENIED = "absent"
"""Origin of an input of a source that the project states not to exist."""

TERM = "emissions"
"""Term of a waterfall that the sources make."""


def sources(account: Account) -> list[Record]:
    """Return every emission by scenario, in the order of evaluation.

    ``subtotal`` stands at a row that adds up other rows, ``recorded`` false at one
    behind which no record of either scenario stands, ``absent`` where the project
    states with a reason that there is no such source: without it the zero is nobody's
    finding.
    """
    run = account.run
    rows = []
    for step in run.steps.values():
        item = step.equation
        if item is None or step.over != "scenario" or not _is_emission(step):
            continue
        baseline, project = step.values.tolist()
        rows.append(
            {
                **_told(item),
                "baseline": text_of(baseline, 6),
                "project": text_of(project, 6),
                **({"subtotal": True} if _adds_up(run, step) else {}),
                **_ground(run, step),
            }
        )
    return rows


def _is_emission(step: Step) -> bool:
    return step.equation is not None and EQUIVALENT in step.unit


def _told(item: Equation) -> Record:
    """Return name, clause and unit of an equation."""
    return {
        "name": item.name,
        "equation": item.number,
        "symbol": item.symbol,
        "title": dict(item.title),
        "unit": item.unit,
        "source": item.source,
        "mark": item.mark,
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


def _ground(run: Run, step: Step) -> Record:
    """Return what a row without a record stands on: nothing, or a stated absence."""
    if is_recorded(run, step):
        return {}
    kinds = set(_origins(run, step))
    denied = DENIED in kinds and ASSUMED.kind not in kinds
    return {"recorded": False, **({"absent": True} if denied else {})}


def _origins(run: Run, step: Step) -> Iterator[str]:
    """Yield where each input behind a step comes from; a factor of no kind has none."""
    if step.given is not None:
        if step.given.origin.kind == DENIED or step.given.values.size:
            yield step.given.origin.kind
        return
    for item in _taken(run, step):
        if not item.name.endswith(RISES):
            yield from _origins(run, item)


def changes_by_source(account: Account) -> Record:
    """Return what the emission term of the waterfall is made of, one row a source.

    A source whose change is not known has a row without a value, and so has the sum.
    Nothing where a method has no such term.
    """
    chosen = choose(account.pack.equations, account.settings)
    term = next((one for one in account.pack.waterfall if one.name == TERM), None)
    bar = None if term is None else chosen.get(term.source)
    total = None if bar is None else next(_parts(chosen, bar), None)
    if total is None:
        return {}
    leaves = {item.name: item for item in _leaves(chosen, total)}
    run = account.run
    return {
        "emission_changes": {
            "rows": [_change(run, item) for item in leaves.values()],
            "total": {**_change(run, total), "value": _published(run, total)},
        }
    }


def _parts(chosen: Mapping[str, Equation], item: Equation) -> Iterator[Equation]:
    """Yield the emissions over the account that an equation takes."""
    for given in item.arguments:
        part = chosen.get(given.source) if isinstance(given.origin, Take) else None
        if part is not None and part.over == "account" and EQUIVALENT in part.unit:
            yield part


def _leaves(chosen: Mapping[str, Equation], item: Equation) -> Iterator[Equation]:
    parts = list(_parts(chosen, item))
    if not parts:
        yield item
    for part in parts:
        yield from _leaves(chosen, part)


def _change(run: Run, item: Equation) -> Record:
    step = run.steps.get(item.name)
    return {
        **_told(item),
        "value": text_of(run.value(item.name), 6),
        **({} if step is None else _ground(run, step)),
    }


def _published(run: Run, item: Equation) -> str | None:
    """Return the sum as the account publishes it among its figures."""
    return text_of(run.value(item.name), item.decimals, item.rounding)
