"""Conditions of a pack tried on made-up facts: what they return is an outcome."""

from typing import Any

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.methods.engine.condition import Condition, Facts
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.strangers_code import WrongReturnError

TRIED = (0.0, 1.0, 1e9)
"""What every fact is in a trial: a limit lies between two of them."""


class _Same(dict[str, Any]):
    """A mapping in which every name holds the same."""

    def __init__(self, held: float) -> None:
        super().__init__()
        self._held = held

    def __missing__(self, name: str) -> float:
        return self._held


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
