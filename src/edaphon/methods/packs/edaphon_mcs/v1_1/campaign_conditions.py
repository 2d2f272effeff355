"""Conditions C3 and C4: two comparable campaigns, deep enough."""

from collections.abc import Mapping
from typing import Annotated

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_applicable,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.comparability import (
    IGNITION,
    another_procedure,
    another_season,
    by_ignition,
    not_organic,
    repeat,
    unlike_quantity,
)
from edaphon.methods.shared.like_with_like import (
    unlike_carbon,
    unlike_densities,
    unlike_procedures,
)
from edaphon.methods.shared.limits_told import at_least, at_most
from edaphon.methods.shared.places import (
    another_place,
    believed_error,
    control_land,
    off_land,
    unplaced,
)
from edaphon.methods.shared.plausible import plausible
from edaphon.methods.shared.stones import stones_moved
from edaphon.methods.shared.timing import (
    baseline_before_practice,
    period_of_campaigns,
)

METHOD = "edaphon.mcs/1.1"


@condition(
    id="C3",
    source=f"{METHOD} §2 C3, interval",
    mark="D",
    title=("Interval between the campaigns", "两次采样间隔"),
    consequence="provisional",
)
def interval(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_years: Annotated[float, parameter("least_interval", "a")],
    season_months: Annotated[float, parameter("season_months", "mo")],
) -> Outcome:
    """As far apart as asked; a shorter interval gives a provisional account."""
    years = facts.sampling["years_between"]
    if years < least_years - season_months / 12:
        return not_met(
            (
                f"The campaigns lie {at_least(years)} years apart.",
                f"两次采样相隔 {at_least(years)} 年。",
            ),
            (
                "The account is provisional and carries no units; sample again "
                f"{least_years:g} years after the first campaign, at most "
                f"{season_months:g} months earlier for the season.",
                "本核算为临时核算，不产生碳信用；"
                f"请在期初采样满 {least_years:g} 年后再次采样，因季节安排最多可提前 "
                f"{season_months:g} 个月。",
            ),
        )
    return met(
        f"The campaigns lie {at_least(years)} years apart.",
        f"两次采样相隔 {at_least(years)} 年。",
    )


@condition(
    id="C3p",
    source=f"{METHOD} §2 C3p",
    mark="D",
    title=("Period of the account", "监测期与采样一致"),
)
def period(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    period_months: Annotated[float, parameter("period_months", "mo")],
) -> Outcome:
    """The period is the time between its two campaigns."""
    return period_of_campaigns(facts, period_months)


@condition(
    id="C3s",
    source=f"{METHOD} §2 C1, baseline before the practice",
    mark="D",
    title=("Baseline taken before the practice", "措施实施前取得基准"),
)
def baseline_first(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_gap: Annotated[float, parameter("look_back_gap", "mo")],
    most_back: Annotated[float, parameter("look_back_reach", "a")],
) -> Outcome:
    """Soil, look-back and records of the baseline lie shortly before the practice."""
    return baseline_before_practice(facts, most_gap, most_back)


@condition(
    id="C3a",
    source=f"{METHOD} §2 C3, season and laboratory method",
    mark="D",
    title=("Same season and same laboratory method", "同季节、同检测方法"),
    patterns={"ignition": IGNITION.pattern},
)
def comparable(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    season_months: Annotated[float, parameter("season_months", "mo")],
    least_archived: Annotated[float, parameter("least_archived", "1")],
    most_stones: Annotated[float, parameter("most_stone_change", "1")],
) -> Outcome:
    """Same season, same points, same laboratory method or archived samples.

    Every depth of a stratum and its control holds one quantity of carbon by one
    procedure; densities of stony land are of one thing.
    """
    bridged = (
        facts.sampling["archive"]["count"] >= least_archived
        and facts.sampling["alike"].is_bridge
    )
    cure = repeat(least_archived)
    months = facts.sampling["months_apart"]
    after = facts.sampling["procedures"]["end"]
    return (
        another_season(facts, season_months)
        or by_ignition(facts)
        or not_organic(facts)
        or unlike_quantity(facts)
        or unlike_carbon(facts)
        or unlike_densities(facts)
        or stones_moved(facts, most_stones)
        or another_procedure(facts, is_bridged=bridged, cure=cure)
        or unlike_procedures(facts, is_bridged=bridged, cure=cure)
        or met(
            f"{at_most(months)} months apart within the year; "
            f"procedure {', '.join(after)}.",
            f"季节相差 {at_most(months)} 个月；检测方法 {'、'.join(after)}。",
        )
    )


@condition(
    id="C3c",
    source=f"{METHOD} §2 C3, yearly change",
    mark="D",
    title=("A change that soils make", "土壤碳变化合理"),
)
def rate(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_yearly: Annotated[float, parameter("most_yearly_change", "t{C}/har/a")],
) -> Outcome:
    """No stratum gained, and no control land lost, faster than soils do."""
    return plausible(facts, most_yearly)


FAULTS = {
    "unmatched": ("have no result of the first campaign", "无期初检测结果"),
    "undated": ("state no day of analysis, or their batch none", "未注明检测日期"),
    "apart": ("were analysed outside the batch", "未与本批次样品同期检测"),
}
"""What keeps an archived sample from counting."""


@condition(
    id="C3r",
    source=f"{METHOD} §3 eq. 4, archived samples",
    mark="D",
    title=(
        "Archived samples in the batch of the last campaign",
        "留样与期末样品同批检测",
    ),
)
def archive(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_archived: Annotated[float, parameter("least_archived", "1")],
) -> Outcome:
    """Archived samples that are declared are all of them pairs from one batch."""
    held = facts.sampling["archive"]
    wrong = [(name, held[name]) for name in FAULTS if held[name]]
    if wrong:
        name, samples = wrong[0]
        return not_met(
            (
                f"{len(samples)} archived samples {FAULTS[name][0]}, for example "
                f"{samples[0]}.",
                f"{len(samples)} 个留样{FAULTS[name][1]}，例如 {samples[0]}。",
            ),
            (
                "Analyse them in the batch of the last campaign, and give the day of "
                "analysis (analysed_on) of both; none may be left out.",
                "请将留样与期末样品同批检测，并填写两者的检测日期（analysed_on）；"
                "不得删减。",
            ),
        )
    count = held["count"]
    if count < least_archived:
        return not_applicable(
            f"{count} archived samples; from {least_archived:g} the shift of the "
            "laboratory is measured.",
            f"留样复测 {count} 个；达到 {least_archived:g} 个方可测定实验室偏移。",
        )
    return met(
        f"{count} archived samples show the shift of the laboratory.",
        f"{count} 个留样用于测定实验室偏移。",
    )


@condition(
    id="C3b",
    source=f"{METHOD} §2 C3, same points",
    mark="D",
    title=("Same points within GPS error", "定位复测"),
)
def same_points(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    gps_error: Annotated[float, parameter("gps_error", "m")],
) -> Outcome:
    """Points are re-visited within GPS error, and not in the same hole.

    The larger of what is stated and of what plan and map show counts; a point outside
    its stratum, or of no known place, counts for nothing.
    """
    if facts.sampling["design"] != "paired":
        return not_met(
            (
                "The campaigns sampled different points.",
                "两次采样的采样点不同。",
            ),
            (
                "Sample the points of the first campaign again: a change is that of a "
                "point.",
                "请复采期初采样的采样点；变化量以同一采样点计。",
            ),
        )
    error = believed_error(facts, gps_error)
    return (
        another_place(facts, error, gps_error)
        or off_land(facts, error)
        or control_land(facts)
        or unplaced(facts, in_plan=True)
        or met(
            f"No point was moved by more than {error:g} m, by what is stated and by "
            "plan and map.",
            f"按申报以及方案与地图坐标，没有采样点移位超过 {error:g} m。",
        )
    )


@condition(
    id="C4",
    source=f"{METHOD} §2 C4",
    mark="D",
    title=("Depth and layers", "采样深度与分层"),
)
def depth(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_depth: Annotated[float, parameter("least_depth", "cm")],
    least_layers: Annotated[float, parameter("least_layers", "1")],
    least_below: Annotated[float, parameter("least_layers_below", "1")],
    least_depth_below: Annotated[float, parameter("least_depth_below", "cm")],
) -> Outcome:
    """Deep enough, in layers enough, with one below the reported depth."""
    limits = (least_depth, least_layers, least_below, least_depth_below)
    wrong = _shallow(facts, limits)
    if wrong:
        return not_met(
            (
                f"In the poorest core, {', '.join(item[0] for item in wrong)}.",
                f"层次最少的采样点：{'，'.join(item[1] for item in wrong)}。",
            ),
            (
                f"Sample to {least_depth:g} cm or more in {least_layers:g} layers, and "
                f"{least_below:g} of {least_depth_below:g} cm below; one layer gives "
                "no equal soil mass.",
                f"请采至 {least_depth:g} cm 以上，分不少于 {least_layers:g} 层，并在其"
                f"下再采 {least_below:g} 层（不少于 {least_depth_below:g} cm）；"
                "单层样品不能用等质量法。",
            ),
        )
    reported = f"{facts.sampling['depth_cm']:.0f} cm"
    return met(
        f"Reported to {reported}, with a layer below.",
        f"报告深度 {reported}，其下另有土层。",
    )


def _shallow(
    facts: Facts, limits: tuple[float, float, float, float]
) -> list[tuple[str, str]]:
    """Return what is too little: depth, layers above and below it, thickness below."""
    sampling = facts.sampling
    below = max(0.0, sampling["depth_below_cm"])
    found = (sampling["depth_cm"], sampling["layers_within"],
             sampling["layers_below"], below)  # fmt: skip
    told = (
        (f"the reported depth is {found[0]:.0f} cm", f"报告深度为 {found[0]:.0f} cm"),
        (f"{found[1]} layers lie above it", f"报告深度内有 {found[1]} 个土层"),
        (
            f"{found[2] or 'no'} layer lies below it",
            f"报告深度以下有 {found[2]} 个土层",
        ),
        (
            f"only {below:.0f} cm are sampled below it",
            f"报告深度以下仅采 {below:.0f} cm",
        ),
    )
    return [
        text
        for text, value, least in zip(told, found, limits, strict=True)
        if value < least
    ]
