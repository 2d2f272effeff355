"""VM0042 v2.2 section 8.2: fuel that falls while electricity takes its place."""

import math
from collections.abc import Mapping

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_applicable,
    not_assessed,
    not_met,
)

VCS = "VM0042 v2.2"

SLACK = 1e-9
"""Part by which equal uses may differ [1]."""

REASON = (
    (
        "This approach counts fuel and has no equation for electricity: a switch "
        "from one to the other is no reduction. "
    ),
    "本量化方法计燃料而无用电排放的计算公式，以电代油不属于减排。",
)


@condition(
    id="8.2-energy",
    source=f"{VCS} §8.2 Table 4; our reading: electricity has no equation",
    mark="D",
    title=("Fuel replaced by electricity", "以电代油"),
)
def energy(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A fall of fuel is not credited while the electricity of the project rises."""
    found = facts.activity.get("electricity")
    if found is None:
        return not_applicable(
            "No electricity is recorded; none is counted.",
            "没有用电记录，用电排放未计入。",
        )
    if not found.fell:
        return not_applicable(
            "No use of fuel falls; electricity is not counted.",
            "燃料用量未下降；用电排放未计入。",
        )
    if math.isnan(found.baseline) or math.isnan(found.project):
        return not_assessed(
            (
                "The use of fuel falls, and electricity is not recorded for both "
                "baseline and project.",
                "燃料用量下降，而用电量未同时记录基准线和项目。",
            ),
            _cure(),
        )
    told = (
        f"{found.baseline:.0f} kWh a year in the baseline, {found.project:.0f} kWh in "
        "the project",
        f"基准线 {found.baseline:.0f} kWh/年，项目 {found.project:.0f} kWh/年",
    )
    if found.project > found.baseline * (1 + SLACK):
        return not_met(
            (
                f"The use of fuel falls while electricity rises: {told[0]}.",
                f"燃料用量下降而用电量上升：{told[1]}。",
            ),
            _cure(),
        )
    return met(
        f"The use of fuel falls and electricity does not rise: {told[0]}.",
        f"燃料用量下降，用电量未上升：{told[1]}。",
    )


def _cure() -> tuple[str, str]:
    return (
        REASON[0] + "Record electricity_used in every year of baseline and project; "
        "where it rises, account under a method that credits no fall of fuel.",
        REASON[1] + "请逐年记录基准线和项目的用电量（electricity_used）；"
        "用电量上升的，请采用不计燃料减排量的方法学核算。",
    )
