"""VM0042 v2.2 section 8.2.1: where the points stand."""

from collections.abc import Mapping
from typing import Annotated

from edaphon.methods.engine.condition import Facts, Outcome, condition, met
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.places import (
    another_place,
    believed_error,
    control_land,
    off_land,
    unplaced,
)

VCS = "VM0042 v2.2"


@condition(
    id="8.2.1-places",
    source=f"{VCS} §8.2.1.2; our reading of points that are found again",
    mark="D",
    title=("Places of the points", "采样点位置"),
)
def places(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    gps_error: Annotated[float, parameter("gps_error", "m")],
) -> Outcome:
    """Every point has a place on the land of its stratum; a pair has one place.

    Where the same points are visited again, each lies within GPS error of the place
    that the plan gave it, by what is stated and by plan and map.
    """
    error = believed_error(facts, gps_error)
    paired = facts.sampling["design"] == "paired"
    return (
        (another_place(facts, error, gps_error) if paired else None)
        or off_land(facts, error)
        or control_land(facts)
        or unplaced(facts, in_plan=paired)
        or met(
            f"Every point lies on the land of its stratum, within {error:g} m.",
            f"各采样点均在所属碳层的地块内（允许 {error:g} m）。",
        )
    )
