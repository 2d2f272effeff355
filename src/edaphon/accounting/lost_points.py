"""Lost points under a pack that leaves them out: few may be, whoever saw them go.

A mean over the points that are left takes a lost one for an average one. A pack that
gives it a conservative value says itself how many may be lost; for every other pack the
limit is ours (D).
"""

import math
from collections import Counter
from collections.abc import Iterator

from edaphon.accounting.broken_rule import refusal_by_rule
from edaphon.accounting.evidence import Evidence
from edaphon.kernel.errors import Problem
from edaphon.methods import Condition, MethodPack, Outcome
from edaphon.schemas.record import stated_or

RULE = "lost_points"
"""Id of the rule, as the account lists it."""

SINCE = 6
"""Reading rules from which it holds."""

OWN_LIMIT = "most_lost_share"
"""Parameter by which a pack has a limit of its own."""

MOST_SHARE = 0.10
"""Largest share of the points of a stratum and side that may be lost; one may be."""


def lost_points(
    evidence: Evidence, method: MethodPack
) -> Iterator[tuple[Condition, Outcome]]:
    """Yield the rule that refuses an account which leaves out too many points.

    Only where it is broken: more than a tenth of the planned points of a stratum and
    side are listed as lost, and more than one. Others of the evidence go on.

    Yields
    ------
    tuple of Condition and Outcome
        The rule and what it found, in the words of ``LOST_TOO_MANY``.
    """
    if evidence.rules < SINCE or OWN_LIMIT in method.parameters:
        return
    for problem in _too_many(evidence):
        yield refusal_by_rule(RULE, problem, lost_points.__doc__)


def _too_many(evidence: Evidence) -> Iterator[Problem]:
    """Return the first stratum and side that lost too many."""
    planned = Counter(evidence.plan.points.values())
    listed = {item.point for item in stated_or(evidence.sampling.missing, [])}
    lost = Counter(
        place for point, place in evidence.plan.points.items() if point in listed
    )
    over = [
        (*place, count, allowed)
        for place, count in sorted(lost.items())
        if count > (allowed := _allowed(planned[place], evidence.design))
    ]
    for stratum, role, count, allowed in over[:1]:
        facts = {
            "stratum": stratum,
            "role": _SIDES.get(role, role),
            "lost": count,
            "points": planned[stratum, role],
            "allowed": allowed,
        }
        yield Problem(code="LOST_TOO_MANY", facts=facts)


def _allowed(planned: int, design: str) -> int:
    """Return how many may be lost; independent campaigns plan each point once."""
    points = planned if design == "paired" else planned // 2
    return max(1, math.floor(MOST_SHARE * points))


_SIDES = {
    "project": {"en": "project land", "zh": "项目地"},
    "control": {"en": "control land", "zh": "对照地"},
}
