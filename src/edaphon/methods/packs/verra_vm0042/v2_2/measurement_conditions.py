"""VM0042 v2.2 sections 8.2.1, 8.6, 8.7 and 9: sampling, bar, rating, records."""

from collections.abc import Mapping

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.shared.comparability import (
    not_organic,
    too_shallow,
    unlike_quantity,
)

VCS = "VM0042 v2.2"
LEAST_DEPTH_CM = 30.0
LEAST_INCREMENTS = 2
LEAST_POINTS = 3
MOST_YEARS = 5.0
SAME_SEASON_MONTHS = 2.0
LEAST_LONGEVITY = 40.0
RISK_LIMITS = {"internal": 35.0, "external": 20.0, "natural": 35.0}
RISK_TOTAL = 60.0


@condition(
    id="8.2.1-depth",
    source=f"{VCS} §8.2.1.3-8.2.1.6",
    mark="P",
    title=("Depth, increments, equal soil mass", "深度、分层与等质量法"),
)
def depth(facts: Facts, figures: Mapping[str, float]) -> Outcome:
    """At least 30 cm, two increments or more at re-sampling, equivalent soil mass."""
    sampling = facts.sampling
    increments = sampling["increments"]
    shallow = sampling["depth_cm"] < LEAST_DEPTH_CM
    shallow = shallow or sampling["deepest_cm"] < LEAST_DEPTH_CM
    if shallow or increments < LEAST_INCREMENTS:
        return not_met(
            (
                f"The poorest core reaches {sampling['deepest_cm']:.0f} cm in "
                f"{increments} increments; equal soil mass cannot be computed from "
                "one increment.",
                f"最浅剖面深 {sampling['deepest_cm']:.0f} cm，分 {increments} 层；"
                "单层样品不能用等质量法计算。",
            ),
            (
                "Sample to 30 cm or more in at least two increments (0-30 and 30-50 cm "
                "are recommended).",
                "请采至 30 cm 以上，至少分两层（建议 0～30 cm 和 30～50 cm）。",
            ),
        )
    exceeds = sampling["reference_exceeds"]
    if exceeds or "soil_change_project" not in figures:
        return not_met(
            (
                f"{len(exceeds)} cores hold less soil than the reference mass; the "
                "stock at equal soil mass is not known everywhere.",
                f"{len(exceeds)} 个剖面的土壤质量小于参考土壤质量，"
                "部分样点的等质量储量未知。",
            ),
            (
                "Sample those cores deeper; the reference mass must not exceed the "
                "sampled mass.",
                "请将这些剖面采得更深；参考土壤质量不得大于采样质量。",
            ),
        )
    return too_shallow(facts) or met(
        f"At least {sampling['deepest_cm']:.0f} cm in {increments} increments or more; "
        "equal soil mass.",
        f"深度不小于 {sampling['deepest_cm']:.0f} cm，分层不少于 {increments} 层；"
        "采用等质量法。",
    )


@condition(
    id="8.2.1-points",
    source=f"{VCS} §8.2.1.2, a recommendation",
    mark="P",
    title=("Samples per stratum", "每个碳层样品数"),
    consequence="note",
)
def points(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Three to five composites per stratum should be taken."""
    project = [item for item in facts.sampling["groups"] if item["role"] == "project"]
    least = min(item["end"] for item in project)
    if least < LEAST_POINTS:
        return not_met(
            (f"One stratum has {least} points.", f"某碳层仅有 {least} 个样点。"),
            (
                "Three to five per stratum are recommended.",
                "建议每个碳层采 3～5 个样品。",
            ),
        )
    return met(f"At least {least} per stratum.", f"每个碳层不少于 {least} 个。")


@condition(
    id="8.2.1-season",
    source=f"{VCS} §8.2.1.4",
    mark="P",
    title=("Same season, same laboratory", "同季节、同实验室"),
)
def season(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Same season; same laboratory and procedure for the life of the project."""
    months = facts.sampling["months_apart"]
    first, last = facts.project["campaigns"]
    before, after = (facts.sampling["procedures"][end] for end in ("start", "end"))
    same = first.get("laboratory") == last.get("laboratory") and before == after
    if months > SAME_SEASON_MONTHS or not same:
        return not_met(
            (
                f"{months:.1f} months apart within the year; laboratories "
                f"{first.get('laboratory', '-')} and {last.get('laboratory', '-')}; "
                f"procedures {', '.join(before) or '-'} and {', '.join(after) or '-'}.",
                f"季节相差 {months:.1f} 个月；实验室 {first.get('laboratory', '—')} 与 "
                f"{last.get('laboratory', '—')}；方法 {'、'.join(before) or '—'} 与 "
                f"{'、'.join(after) or '—'}。",
            ),
            (
                "Sample in the same season and analyse in the same laboratory with the "
                "same procedure.",
                "请在同一季节采样，并由同一实验室以同一方法分析。",
            ),
        )
    return (
        not_organic(facts)
        or unlike_quantity(facts)
        or met(
            f"{months:.1f} months apart within the year, same laboratory, procedure.",
            f"季节相差 {months:.1f} 个月，实验室和方法相同。",
        )
    )


@condition(
    id="9-interval",
    source=f"{VCS} §9; SOC at least every 5 years",
    mark="P",
    title=("Interval of measurement", "监测间隔"),
)
def interval(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Soil organic carbon is measured at least every 5 years."""
    years = facts.sampling["years_between"]
    if years > MOST_YEARS + SAME_SEASON_MONTHS / 12:
        return not_met(
            (
                f"The campaigns lie {years:.1f} years apart.",
                f"两次采样相隔 {years:.1f} 年。",
            ),
            ("Measure at least every 5 years.", "请至少每 5 年测定一次。"),
        )
    return met(
        f"The campaigns lie {years:.1f} years apart.", f"两次采样相隔 {years:.1f} 年。"
    )


@condition(
    id="8.6-bar",
    source="VCS Methodology Requirements v4.4 §2.4, quoted in a public log",
    mark="S",
    title=("Bar of uncertainty", "不确定性门槛"),
)
def uncertainty_bar(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """The half-width of the two-sided 90 % interval is at most the estimate itself."""
    width = figures.get("interval_half_width")
    if width is None:
        return not_assessed(
            ("The uncertainty could not be computed.", "不确定性无法计算。"),
            (
                "Two points or more are needed in every group, with both campaigns.",
                "每组至少需要两个两次采样齐全的样点。",
            ),
        )
    if width > 1:
        return not_met(
            (
                f"The 90 % half-width is {width:.0%} of the estimate.",
                f"90% 置信区间半宽为估计值的 {width:.0%}。",
            ),
            (
                "More points, or a longer period, must bring it to 100 % or less.",
                "请增加样点或延长核算期，使其不超过 100%。",
            ),
        )
    return met(
        f"The 90 % half-width is {width:.0%} of the estimate.",
        f"90% 置信区间半宽为估计值的 {width:.0%}。",
    )


@condition(
    id="8.7-rating",
    source="AFOLU Non-Permanence Risk Tool v4.2",
    mark="S",
    title=("Non-permanence rating", "非持久性风险评级"),
)
def rating(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Every category is rated and none fails; longevity is at least 40 years."""
    risk = facts.project.get("permanence", {})
    names = (*RISK_LIMITS, "longevity_years")
    lacking = [name for name in names if name not in risk]
    if lacking:
        listed = ", ".join(f"permanence.{name}" for name in lacking)
        return not_assessed(
            (f"Not provided: {listed}.", f"未提供：{listed}。"),
            ("State the rating of each category.", "请填写各类风险评级。"),
        )
    failed = [name for name, limit in RISK_LIMITS.items() if float(risk[name]) > limit]
    total = sum(max(0.0, float(risk[name])) for name in RISK_LIMITS)
    if failed or total > RISK_TOTAL or float(risk["longevity_years"]) < LEAST_LONGEVITY:
        return not_met(
            (
                f"Total {total:g}; over the limit: {', '.join(failed) or 'none'}; "
                f"longevity {risk['longevity_years']} years.",
                f"总分 {total:g}；超限类别：{'、'.join(failed) or '无'}；"
                f"承诺年限 {risk['longevity_years']} 年。",
            ),
            (
                "Mitigate the risk and rate it again; longevity must be 40 years or "
                "more.",
                "请采取缓解措施后重新评级；承诺年限不少于 40 年。",
            ),
        )
    return met(f"Total {total:g}.", f"总分 {total:g}。")


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
