"""A result below zero that a blank on the land may have made is no loss, and refused.

What is not stated of climate and irrigation is taken for each scenario at the answer
that credits least: emissions of the project alone then count. So a blank never raises a
result. But a project that gained carbon could be published as one that lost it.
"""

from collections.abc import Mapping, Sequence

from msgspec import UNSET

from edaphon.accounting.broken_rule import refusal_by_rule
from edaphon.accounting.evidence import Evidence
from edaphon.kernel.errors import Problem
from edaphon.methods import Condition, Outcome

RULE = "land_unstated"
"""Id of the rule, as the account lists it."""

SINCE = 6
"""Reading rules from which it holds."""


def unstated(evidence: Evidence) -> tuple[str, ...]:
    """Return the answers about the land that are blank and decide on nitrogen."""
    land = evidence.project.land
    found = ["land.wet_climate"] if land.wet_climate is UNSET else []
    if land.irrigated is UNSET and land.wet_climate is not True:
        found.append("land.irrigated")
    return tuple(found)


def silent_land(
    evidence: Evidence, units: Mapping[str, float]
) -> Mapping[str, Sequence[tuple[Condition, Outcome]]]:
    """Return the rule that refuses a result below one that a blank may have made.

    Only where it is broken, by the id of the method.

    Parameters
    ----------
    evidence
        All of it.
    units
        What the accounts compute.
    """
    blank = unstated(evidence)
    if evidence.rules < SINCE or not blank:
        return {}
    return {name: [_rule(blank)] for name, value in units.items() if value <= 0}


def _rule(blank: Sequence[str]) -> tuple[Condition, Outcome]:
    problem = Problem(code="LAND_UNSTATED", facts={"fields": ", ".join(blank)})
    return refusal_by_rule(RULE, problem, silent_land.__doc__)
