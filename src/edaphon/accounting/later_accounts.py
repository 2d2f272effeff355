"""Later accounts under a pack that knows of none: nothing is counted twice."""

from collections.abc import Iterator

from msgspec import UNSET

from edaphon.accounting.broken_rule import refusal_by_rule
from edaphon.accounting.evidence import Evidence
from edaphon.methods import Condition, MethodPack, Outcome

RULE = "later_accounts"
"""Id of the rule, as the account lists it."""


def later_accounts(
    evidence: Evidence, method: MethodPack
) -> Iterator[tuple[Condition, Outcome]]:
    """Yield the rule that refuses an account which would credit again.

    Only where it is broken: the pack takes nothing from earlier accounts, and there
    are some that counted under it, or nobody says that there are none. The other
    methods of the evidence go on.

    Yields
    ------
    tuple of Condition and Outcome
        The rule and what it found, in the words of ``METHOD_SPAN``.
    """
    if _is_first(evidence, method):
        return
    for problem in method.span_problems:
        yield refusal_by_rule(RULE, problem, later_accounts.__doc__)


def _is_first(evidence: Evidence, method: MethodPack) -> bool:
    if evidence.project.model.earlier is UNSET:
        return False
    return not any(
        item.units(method.id) > 0 or item.is_closed(method.id)
        for item in evidence.earlier
    )
