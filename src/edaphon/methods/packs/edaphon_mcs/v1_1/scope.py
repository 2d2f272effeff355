"""Section 1: the land that the method is for."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import UNSET

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.cleared import cleared_lately, since_told
from edaphon.schemas.models.project import Land
from edaphon.schemas.record import stated_or


@condition(
    id="S1",
    source="edaphon.mcs/1.1 §1",
    mark="D",
    title=("Land within the scope", "适用土地"),
)
def land(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    cleared_years: Annotated[float, parameter("cleared_years", "a")],
) -> Outcome:
    """Mineral soil that was not natural land shortly before the practice."""
    found = stated_or(facts.project.land, Land())
    cleared = stated_or(found.converted_from_native, "")
    if found.organic_soil is UNSET or not cleared:
        return not_assessed(
            (
                "The kind of soil, or when natural land was cleared, is not stated.",
                "未说明是否为有机土，或天然植被清除的时间。",
            ),
            (
                "State land.organic_soil and land.converted_from_native.",
                "请填写 land.organic_soil 和 land.converted_from_native。",
            ),
        )
    if found.organic_soil:
        return not_met(
            ("The soil is organic.", "土壤为有机土。"),
            (
                "Only mineral soil is within the scope; leave organic soil out.",
                "本方法仅适用于矿质土壤，请将有机土地块排除在外。",
            ),
        )
    start = facts.project.practice.start
    return cleared_lately(cleared, cleared_years, start) or met(
        f"Mineral soil; native vegetation cleared: {cleared}.",
        f"矿质土壤；天然植被清除：{since_told(cleared)}。",
    )
