"""Condition of VM0042 v2.2 on earlier accounts of the same land."""

from collections.abc import Mapping

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_assessed,
)
from edaphon.methods.shared.earlier import earlier_unsaid

VCS = "VM0042 v2.2"


@condition(
    id="8.1-earlier",
    source=f"{VCS} §8.1; our reading of later accounts",
    mark="D",
    title=("First account, or earlier ones by record", "首次核算或附以前核算记录"),
)
def earlier_accounts(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A first account alone is made so far: later periods of VCS are not cumulative."""
    if silent := earlier_unsaid(facts):
        return silent
    before = facts.activity["earlier"]["count"]
    if not before:
        return met(
            "The first account of this land, as stated.",
            "经申报，为该土地的首次核算。",
        )
    return not_assessed(
        (
            f"This land has {before} earlier accounts; what they credited would be "
            "credited again.",
            f"该土地以前已有 {before} 次核算，其结果会被重复计入。",
        ),
        (
            "Later accounts under this method, from one verification to the next, are "
            "not part of this version: account under edaphon.mcs, which is cumulative.",
            "本版本尚不支持按本方法作后续核算（自上次核查至本次核查）；"
            "可按累计核算的 edaphon.mcs 进行核算。",
        ),
    )
