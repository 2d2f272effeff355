"""VM0042 v2.2 section 8.6: the bar that the uncertainty must not exceed."""

from collections.abc import Mapping
from typing import Annotated

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.limits_told import percent_at_most
from edaphon.methods.shared.sources import is_silent


@condition(
    id="8.6-bar",
    source="VCS Methodology Requirements v5.0 §2.4",
    mark="P",
    title=("Bar of uncertainty", "不确定性门槛"),
)
def uncertainty_bar(
    facts: Facts,
    figures: Mapping[str, float],
    most_width: Annotated[float, parameter("most_half_width", "1")],
) -> Outcome:
    """The half-width of the two-sided 90 % interval is at most the estimate itself.

    Over the horizon of slow removals: a first verification may exceed it.
    """
    width = figures.get("horizon_half_width")
    if width is None and is_silent(facts, "amendments"):
        return not_assessed(
            (
                "The uncertainty is not known without the biochar that was brought.",
                "外源生物炭未知，不确定性无法计算。",
            ),
            (
                "Record organic carbon brought on the land, or name it under "
                "sources_absent with the reason.",
                "请记录外源有机碳，或在 sources_absent 中说明没有的理由。",
            ),
        )
    if width is None:
        return not_assessed(
            ("The uncertainty could not be computed.", "不确定性无法计算。"),
            (
                "Two points or more are needed in every group, with both campaigns.",
                "每组至少需要两个两次采样齐全的采样点。",
            ),
        )
    if width > most_width:
        return not_met(
            (
                "Over the horizon of slow removals the 90 % half-width is "
                f"{percent_at_most(width)} of the estimate.",
                f"按评价年限计，90% 置信区间半宽为估计值的 {percent_at_most(width)}。",
            ),
            (
                "More points, or a longer period, must bring it to "
                f"{most_width * 100:g}% or less.",
                f"请增加采样点或延长监测期，使其不超过 {most_width * 100:g}%。",
            ),
        )
    return met(
        "Over the horizon of slow removals the 90 % half-width is "
        f"{percent_at_most(width)} of the estimate.",
        f"按评价年限计，90% 置信区间半宽为估计值的 {percent_at_most(width)}。",
    )
