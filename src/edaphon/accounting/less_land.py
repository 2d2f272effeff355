"""Land that left an account never raises it: its loss counts as it was sampled.

Less land than the sealed plan states is credited for less, but a stratum that lost, or
that gained too unevenly, could be made small after its results were known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from edaphon.accounting.broken_rule import refusal_by_rule
from edaphon.accounting.evidence import Evidence
from edaphon.kernel.errors import Problem
from edaphon.methods import Condition, Outcome

RULE = "less_land"
"""Id of the rule, as the account lists it."""

SINCE = 6
"""Reading rules from which it holds."""

TOLERANCE = 0.03
"""Share by which areas may differ without being another land, as above the plan [1]."""

Units = Mapping[str, float]
"""Computed units by the id of the method."""


def smaller_strata(evidence: Evidence) -> tuple[str, ...]:
    """Return the strata with less land than the plan states, beyond how areas err."""
    if evidence.rules < SINCE or evidence.planned_land:
        return ()
    planned = evidence.plan.areas
    return tuple(
        item.id
        for item in evidence.strata
        if item.id in planned
        and evidence.area_ha(item.id) < (1 - TOLERANCE) * float(planned[item.id])
    )


def with_planned_land(evidence: Evidence) -> Iterator[Evidence]:
    """Yield the evidence with the planned land of each smaller stratum, and of all."""
    smaller = smaller_strata(evidence)
    if not smaller:
        return
    for names in dict.fromkeys([*((name,) for name in smaller), smaller]):
        yield replace(evidence, planned_land=frozenset(names))


def less_land(
    evidence: Evidence, units: Units, again: Callable[[Evidence], Units]
) -> Mapping[str, Sequence[tuple[Condition, Outcome]]]:
    """Return the rule that refuses what only the land that is missing gave.

    Only where it is broken: with the planned land of one stratum, or of all that have
    less, fewer units are computed from the same evidence. By the id of the method.

    Parameters
    ----------
    evidence
        All of it.
    units
        What the accounts compute.
    again
        Returns what they compute of other evidence.
    """
    broken: dict[str, list[tuple[Condition, Outcome]]] = {}
    for other in with_planned_land(evidence):
        for method, fewer in again(other).items():
            if method not in broken and fewer < units[method]:
                broken[method] = [_rule(evidence, other, units[method], fewer)]
    return broken


def _rule(
    evidence: Evidence, other: Evidence, units: float, fewer: float
) -> tuple[Condition, Outcome]:
    name = min(other.planned_land)
    facts = {
        "stratum": name,
        "held": f"{evidence.area_ha(name):.4f}",
        "planned": f"{evidence.plan.areas[name]:f}",
        "units": f"{units:.0f}",
        "fewer": f"{fewer:.0f}",
    }
    problem = Problem(code="LESS_LAND", facts=facts)
    return refusal_by_rule(RULE, problem, less_land.__doc__)
