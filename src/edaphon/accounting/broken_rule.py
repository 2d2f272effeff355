"""A rule of the program beside the conditions of a method, told where it is broken."""

from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Text
from edaphon.methods import Condition, Outcome


def refusal_by_rule(
    name: str, problem: Problem, text: str | None
) -> tuple[Condition, Outcome]:
    """Return a broken rule as a condition that refuses, with what was found.

    Parameters
    ----------
    name
        Id of the rule, as the account lists it.
    problem
        What was found, with its cure.
    text
        What the rule says.
    """
    outcome = Outcome(
        result="not_met",
        found=Text(en=problem.found("en"), zh=problem.found("zh")),
        cure=Text(en=problem.remedy("en"), zh=problem.remedy("zh")),
    )
    condition = Condition(
        id=name,
        source=problem.code,
        mark="D",
        title=dict(problem.entry.title),
        text=text or "",
        consequence="refuse",
        body=lambda _facts, _figures: outcome,
    )
    return condition, outcome
