"""Every check of a pack that can be loaded; its conditions are tried on made-up facts.

What a condition returns is an outcome, whatever the facts.
"""

from typing import Any

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.methods.engine.account_needs import need_problems
from edaphon.methods.engine.condition import Condition, Facts
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.strangers_code import WrongReturnError
from edaphon.methods.engine.unit_checks import unit_problems

TRIED = (0.0, 1.0, 1e9)
"""What every fact is in a trial: a limit lies between two of them."""


class _Same(dict[str, float]):
    """A mapping in which every name holds the same."""

    def __init__(self, held: float) -> None:
        super().__init__()
        self._held = held

    def __missing__(self, name: str) -> float:
        return self._held


def pack_problems(method: MethodPack) -> list[Problem]:
    """Return what is wrong with units, with what an account needs, with outcomes.

    ``METHOD_SPAN``, which only tells, of a pack that is sound for a first account only.

    Raises
    ------
    EdaphonError
        ``METHOD_VARIANT``, as `unit_problems`.
    """
    return [
        *unit_problems(method),
        *need_problems(method),
        *outcome_problems(method),
        *method.span_problems,
    ]


def outcome_problems(method: MethodPack) -> list[Problem]:
    """Return ``METHOD_BODY`` for conditions that return no outcome.

    The facts of a trial are no real ones, so a condition that fails on them is let
    pass; one that ends without an outcome is wrong whatever the facts.
    """
    found: dict[str, Problem] = {}
    for item in method.conditions:
        for held in TRIED:
            problem = _tried(item, method, held)
            if problem:
                found.setdefault(item.id, problem)
    return list(found.values())


def _tried(item: Condition, method: MethodPack, held: float) -> Problem | None:
    if any(limit.source not in method.parameters for limit in item.limits):
        return None
    same: Any = _Same(held)
    facts = Facts(project=same, sampling=same, microbial=same, activity=same)
    try:
        item.assess(facts, same, method.parameters)
    except EdaphonError as refusal:
        is_wrong = isinstance(refusal.__cause__, WrongReturnError)
        return refusal.problems[0] if is_wrong else None
    return None
