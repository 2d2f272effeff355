"""VM0042 v2.2 sections 8.2.1, 8.7 and 9: sampling, rating, records."""

from collections.abc import Mapping
from typing import Annotated

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_applicable,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.aside import higher_aside, with_aside
from edaphon.methods.shared.comparability import (
    BRIDGE,
    IGNITION,
    another_laboratory,
    another_procedure,
    another_season,
    by_ignition,
    falling_curves,
    light_cores,
    not_organic,
    points_unaccounted,
    points_unwitnessed,
    too_shallow,
    unlike_quantity,
)
from edaphon.methods.shared.like_with_like import (
    unlike_carbon,
    unlike_densities,
    unlike_procedures,
)
from edaphon.methods.shared.limits_told import at_least, at_most
from edaphon.methods.shared.planned_days import (
    campaigns_unnamed,
    sampled_as_planned,
)
from edaphon.methods.shared.plausible import plausible
from edaphon.methods.shared.sources import is_silent, silent_sources
from edaphon.methods.shared.stones import stones_moved
from edaphon.methods.shared.timing import (
    baseline_before_practice,
    period_of_campaigns,
)
from edaphon.schemas.record import stated_or

VCS = "VM0042 v2.2"
LAND = {"project": "项目地", "control": "对照地"}
"""Chinese of the sides of a stratum."""


@condition(
    id="8.2.1-depth",
    source=f"{VCS} §8.2.1.3-8.2.1.6",
    mark="P",
    title=("Depth, increments, equal soil mass", "深度、分层与等质量法"),
)
def depth(
    facts: Facts,
    figures: Mapping[str, float],
    least_depth: Annotated[float, parameter("least_depth", "cm")],
    least_increments: Annotated[float, parameter("least_increments", "1")],
    least_share: Annotated[float, parameter("least_reference_share", "1")],
) -> Outcome:
    """Deep enough, in increments enough at re-sampling, equivalent soil mass."""
    sampling = facts.sampling
    increments = sampling["increments"]
    reached = min(sampling["depth_cm"], sampling["deepest_cm"])
    if reached < least_depth or increments < least_increments:
        return not_met(
            (
                f"The poorest core reaches {at_least(sampling['deepest_cm'])} cm in "
                f"{increments} increments; equal soil mass cannot be computed from "
                "one increment.",
                f"最浅剖面深 {at_least(sampling['deepest_cm'])} cm，"
                f"分 {increments} 层；单层样品不能用等质量法计算。",
            ),
            (
                f"Sample to {least_depth:g} cm or more in at least "
                f"{least_increments:g} increments (0-30 and 30-50 cm are recommended).",
                f"请采至 {least_depth:g} cm 以上，至少分 {least_increments:g} 层"
                "（建议 0～30 cm 和 30～50 cm）。",
            ),
        )
    return (
        _stock_unknown(facts, figures)
        or light_cores(facts)
        or too_shallow(facts, least_share)
        or met(
            f"At least {at_least(sampling['deepest_cm'])} cm in {increments} "
            "increments or more; equal soil mass.",
            f"深度不小于 {at_least(sampling['deepest_cm'])} cm，"
            f"分层不少于 {increments} 层；采用等质量法。",
        )
    )


def _stock_unknown(facts: Facts, figures: Mapping[str, float]) -> Outcome | None:
    """Return that a stock is not known; one that biochar alone hides is known."""
    is_known = "soil_change_project" in figures or is_silent(facts, "amendments")
    if is_known or facts.sampling["reference_exceeds"]:
        return None
    return not_met(
        (
            "The stock at equal soil mass is not known everywhere.",
            "部分采样点的等质量储量未知。",
        ),
        (
            "Give carbon and bulk density of every layer of every core.",
            "请补全各剖面各土层的有机碳和容重。",
        ),
    )


@condition(
    id="8.2.1-curve",
    source=f"{VCS} §8.2.1.6 Eq. 3; our reading of a spline that leaves the core",
    mark="D",
    title=("Curve of every core", "各土芯的内插曲线"),
)
def curve(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """The cumulative carbon of the spline never falls on the way down a core."""
    return falling_curves(facts) or met(
        "The spline of every core rises all the way down.",
        "各土芯的样条曲线自上而下均不下降。",
    )


@condition(
    id="8.2.1-points",
    source=f"{VCS} §8.2.1.2, a recommendation",
    mark="P",
    title=("Samples per stratum", "每个碳层样品数"),
    consequence="note",
)
def points(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    recommended: Annotated[float, parameter("recommended_points", "1")],
) -> Outcome:
    """Three to five composites per stratum should be taken."""
    project = [item for item in facts.sampling["groups"] if item["role"] == "project"]
    least = min(item["end"] for item in project)
    if least < recommended:
        return not_met(
            (f"One stratum has {least} points.", f"某碳层仅有 {least} 个采样点。"),
            (
                f"{recommended:g} to five per stratum are recommended.",
                f"建议每个碳层采 {recommended:g}～5 个样品。",
            ),
        )
    return met(f"At least {least} per stratum.", f"每个碳层不少于 {least} 个。")


@condition(
    id="8.2.1-complete",
    source=f"{VCS} §8.2.1; our reading of points without a result",
    mark="D",
    title=("Every point accounted for", "采样点全部交代"),
)
def completeness(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    witness_days: Annotated[float, parameter("witness_days", "d")],
) -> Outcome:
    """Every point has a stock in both campaigns, or a reason and a witness.

    A mean over the points that are left takes a lost one for an average one: a control
    point that gained, or a project point that lost, raises the result when it is left
    out. Only an independent party that saw the loss shows that it was no choice.
    """
    return (
        points_unaccounted(facts)
        or points_unwitnessed(facts, witness_days)
        or met(
            "Every point has a stock in both campaigns or a witnessed loss.",
            "各采样点两次均有碳储量，或缺失有独立见证。",
        )
    )


@condition(
    id="8.2.1-rate",
    source=f"{VCS} §8.2.1; our reading of a change that no soil makes",
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


@condition(
    id="8.2.1-season",
    source=f"{VCS} §8.2.1.4; Clarification 7 of June 2026",
    mark="P",
    title=("Same season, same laboratory", "同季节、同实验室"),
    patterns={"ignition": IGNITION.pattern},
)
def season(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    season_months: Annotated[float, parameter("season_months", "mo")],
    most_stones: Annotated[float, parameter("most_stone_change", "1")],
) -> Outcome:
    """Same season; same laboratory and procedure, or shown to be comparable.

    Another laboratory is justified in ``campaigns.bridging``; another procedure needs
    an independent re-analysis on file too. Every depth of a stratum and its control
    holds one quantity of carbon by one procedure; densities of stony land are of one
    thing.
    """
    months = facts.sampling["months_apart"]
    later = facts.project.campaigns[-1]
    bridged = bool(stated_or(later.bridging, ""))
    shown = bridged and not facts.sampling.get("reanalysis_fault", "absent")
    return (
        another_season(facts, season_months)
        or another_laboratory(facts, may_differ=bridged)
        or another_procedure(facts, is_bridged=shown, cure=BRIDGE)
        or by_ignition(facts)
        or not_organic(facts)
        or unlike_quantity(facts)
        or unlike_carbon(facts)
        or unlike_procedures(facts, is_bridged=shown, cure=BRIDGE)
        or unlike_densities(facts)
        or stones_moved(facts, most_stones)
        or met(
            f"{at_most(months)} months apart within the year; laboratory and "
            "procedure the same, or shown to be comparable.",
            f"季节相差 {at_most(months)} 个月；实验室和方法相同，或已说明可比。",
        )
    )


@condition(
    id="9-interval",
    source=f"{VCS} §9; Clarification 8 of June 2026: control and project",
    mark="P",
    title=("Interval of measurement", "监测间隔"),
)
def interval(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_years: Annotated[float, parameter("most_interval", "a")],
    season_months: Annotated[float, parameter("season_months", "mo")],
) -> Outcome:
    """Soil of project and control is measured again within the longest interval."""
    years = facts.sampling["years_between"]
    once = [item for item in facts.sampling["groups"] if not item["both"]]
    if once:
        named = [item["label"] for item in once]
        land = [f"{item['stratum']} {LAND[item['role']]}" for item in once]
        return not_met(
            (
                f"Not measured in both campaigns: {', '.join(named)}.",
                f"未两次测定：{'、'.join(land)}。",
            ),
            (
                "Project and control are measured again before each verification.",
                "项目地和对照地均应在每次核查前复测。",
            ),
        )
    if years > most_years + season_months / 12:
        return not_met(
            (
                f"The campaigns lie {at_least(years)} years apart.",
                f"两次采样相隔 {at_least(years)} 年。",
            ),
            (
                f"Measure at least every {most_years:g} years; at most "
                f"{season_months:g} months more are allowed for the season.",
                f"请至少每 {most_years:g} 年测定一次；因季节安排最多可延后 "
                f"{season_months:g} 个月。",
            ),
        )
    return met(
        f"The campaigns lie {at_least(years)} years apart.",
        f"两次采样相隔 {at_least(years)} 年。",
    )


@condition(
    id="9-period",
    source=f"{VCS} §9; our reading of the monitoring period",
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
    id="9-planned",
    source=f"{VCS} §8.2.1 and §9; our reading of a plan made beforehand",
    mark="D",
    title=("Campaign on its planned day", "按计划日期采样"),
    by_plan=campaigns_unnamed,
)
def planned(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    period_months: Annotated[float, parameter("period_months", "mo")],
) -> Outcome:
    """The campaign is one of a plan sealed before it, sampled on its planned day."""
    return sampled_as_planned(facts, period_months)


@condition(
    id="8.2-baseline",
    source=f"{VCS} §8.2; our reading of the initial measurement",
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
    id="9-records",
    source=f"{VCS} §8.2 Table 4 and §9",
    mark="P",
    title=("Activity records of the project", "项目活动记录"),
)
def records(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Activity records exist for the monitoring period."""
    years = facts.activity.get("project", [])
    if not years:
        return not_assessed(
            ("No activity records of the project.", "没有项目活动记录。"),
            (
                "Map a file of activity records with role, year, item and amount.",
                "请映射活动水平记录表，列出情景、年份、项目和数量。",
            ),
        )
    return met(f"Records of {', '.join(years)}.", f"记录年度：{'、'.join(years)}。")


@condition(
    id="9-sources",
    source=f"{VCS} §8.2 Table 4 and §9; our reading of sources without a record",
    mark="D",
    title=("No source left unsaid", "各排放源逐年有据"),
)
def every_source(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Every source has a value for every year, or is stated not to exist."""
    if not facts.activity.get("project"):
        return not_applicable(
            "There are no activity records.", "没有活动水平记录，不作判断。"
        )
    found = (
        "Every source is recorded or stated not to exist.",
        "各排放源均有记录或说明不存在。",
    )
    standing = silent_sources(facts) or higher_aside(facts)
    return standing or met(*with_aside(facts, found))


@condition(
    id="8.2-flooded",
    source=f"{VCS} §8.2; our reading: measured methane of flooded soil has no equation",
    mark="D",
    title=("Methane of flooded soil", "淹水土壤甲烷"),
)
def flooded(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Where soil is flooded its methane is not left out in silence."""
    stated = stated_or(facts.project.factors, {})
    names = [name for name in stated if name.startswith("ch4_flooded")]
    if facts.project.scenario != "paddy" and not names:
        return not_applicable("No soil is flooded.", "没有淹水土壤。")
    return not_assessed(
        (
            "Soil is flooded, and this approach has no equation for its methane.",
            "土壤淹水，而本量化方法没有其甲烷排放的计算公式。",
        ),
        (
            "Account under a method that counts the methane of flooded soil.",
            "请采用计入淹水土壤甲烷的方法学核算。",
        ),
    )
