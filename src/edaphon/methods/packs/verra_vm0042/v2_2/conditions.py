"""Conditions of VM0042 v2.2: applicability, sampling, control sites, crediting bar."""

from collections.abc import Mapping
from typing import Any

from edaphon.methods.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_applicable,
    not_assessed,
    not_met,
)

VCS = "VM0042 v2.2"
LEAST_CHANGE_PERCENT = 5.0
LEAST_CONTROL_SITES = 3
LEAST_DEPTH_CM = 30.0
LEAST_INCREMENTS = 2
LEAST_POINTS = 3
MOST_YEARS = 5.0
MOST_ADOPTION_PERCENT = 20.0
MOST_YIELD_LOSS_PERCENT = 5.0
LOOK_BACK_YEARS = 3
SAME_SEASON_MONTHS = 2.0
CLEARED_YEARS = 10
LEAST_LONGEVITY = 40.0
RISK_LIMITS = {"internal": 35.0, "external": 20.0, "natural": 35.0}
RISK_TOTAL = 60.0


@condition(
    id="4.1",
    source=f"{VCS} §4 condition 1; Appendix 1 p. 141",
    mark="P",
    title=("New or changed practice", "新增或改变的活动"),
)
def practice(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A new or changed practice of an eligible category, shown to improve the soil."""
    found = facts.project["practice"]
    if not found.get("evidence"):
        return not_assessed(
            (
                f"Practice {found['kind']} in category {found['category']}, without "
                "evidence that it improves on the pre-existing one in this region.",
                f"活动 {found['kind']}（类别 {found['category']}），"
                "未提供其在当地优于原有做法的证据。",
            ),
            (
                "List peer-reviewed or trial evidence under practice.evidence.",
                "请在 practice.evidence 列出同行评议文献或试验证据。",
            ),
        )
    return met(
        f"{found['kind']}, category {found['category']}; {len(found['evidence'])} "
        "sources of evidence.",
        f"{found['kind']}，类别 {found['category']}；"
        f"证据 {len(found['evidence'])} 份。",
    )


@condition(
    id="4.2",
    source=f"{VCS} §4 condition 2",
    mark="P",
    title=("Size of a quantitative change", "定量变化幅度"),
)
def change_size(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A quantitative change exceeds 5 % of the look-back average."""
    found = facts.project["practice"]
    if found.get("change", "new") == "new":
        return not_applicable("The practice is new.", "该活动为新增活动。")
    percent = found.get("change_percent")
    if percent is None:
        return not_assessed(
            ("The size of the change is not stated.", "未说明变化幅度。"),
            ("State practice.change_percent.", "请填写 practice.change_percent。"),
        )
    if abs(float(percent)) <= LEAST_CHANGE_PERCENT:
        return not_met(
            (f"The change is {percent} %.", f"变化幅度为 {percent}%。"),
            (
                "It must exceed 5 % of the look-back average.",
                "变化幅度应超过回溯期平均值的 5%。",
            ),
        )
    return met(f"The change is {percent} %.", f"变化幅度为 {percent}%。")


@condition(
    id="4.3",
    source=f"{VCS} §4 conditions 3 and 5",
    mark="P",
    title=("Land cover", "土地覆盖"),
)
def land_cover(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Cropland or grassland before and after; not cleared within the last 10 years."""
    land = facts.project.get("land", {})
    cover, cleared = land.get("cover"), str(land.get("converted_from_native", ""))
    if not cover or not cleared:
        return not_assessed(
            ("Land cover or its history is not stated.", "未说明土地覆盖或其历史。"),
            (
                "State land.cover and land.converted_from_native.",
                "请填写 land.cover 和 land.converted_from_native。",
            ),
        )
    if cover not in {"cropland", "grassland"} or land.get("organic_soil"):
        return not_met(
            (
                f"Land cover {cover}, organic soil: {bool(land.get('organic_soil'))}.",
                f"土地覆盖为 {cover}，有机土：{bool(land.get('organic_soil'))}。",
            ),
            (
                "Only cropland and grassland on mineral soil qualify.",
                "仅矿质土壤上的农田和草地适用。",
            ),
        )
    start = str(facts.project["practice"]["start"])
    if cleared != "never" and int(start[:4]) - int(cleared[:4]) < CLEARED_YEARS:
        return not_met(
            (
                f"Native vegetation was cleared on {cleared}.",
                f"天然植被清除日期为 {cleared}。",
            ),
            (
                "At least 10 years must lie between clearing and the start.",
                "清除天然植被与项目开始之间应不少于 10 年。",
            ),
        )
    return met(
        f"{cover}; native vegetation cleared: {cleared}.",
        f"{cover}；天然植被清除：{cleared}。",
    )


@condition(
    id="4.6",
    source=f"{VCS} §4 condition 6",
    mark="P",
    title=("No lasting loss of yield", "无持续减产"),
)
def yield_loss(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """The expected lasting loss of yield is at most 5 %."""
    change = facts.project.get("leakage", {}).get("yield_change_percent")
    if change is None:
        return not_assessed(
            ("The change of yield is not stated.", "未说明产量变化。"),
            (
                "State leakage.yield_change_percent, with yields in evidence.",
                "请填写 leakage.yield_change_percent 并提供产量数据。",
            ),
        )
    if float(change) < -MOST_YIELD_LOSS_PERCENT:
        return not_met(
            (f"Yield changed by {change} %.", f"产量变化 {change}%。"),
            (
                "A lasting loss above 5 % is excluded.",
                "持续减产超过 5% 的项目不适用。",
            ),
        )
    return met(f"Yield changed by {change} %.", f"产量变化 {change}%。")


@condition(
    id="6",
    source=f"{VCS} §6",
    mark="P",
    title=("Baseline look-back", "基准线回溯期"),
)
def look_back(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A look-back of at least 3 years, with activity records for it."""
    span = facts.project.get("baseline", {}).get("look_back")
    years = facts.activity.get("baseline", [])
    if not span or len(years) < LOOK_BACK_YEARS:
        return not_assessed(
            (
                f"Activity records cover {len(years)} baseline years.",
                f"活动水平记录覆盖基准线 {len(years)} 个年度。",
            ),
            (
                "State baseline.look_back and give records of at least 3 years that "
                "hold one full rotation.",
                "请填写 baseline.look_back，并提供不少于 3 年、"
                "覆盖一个完整轮作周期的记录。",
            ),
        )
    return met(
        f"Look-back {span['start']} to {span['end']}, records of {len(years)} years.",
        f"回溯期 {span['start']} 至 {span['end']}，记录 {len(years)} 个年度。",
    )


@condition(
    id="7",
    source=f"{VCS} §7; VT0008 v1.0",
    mark="P",
    title=("Additionality", "额外性"),
)
def additionality(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Regulatory surplus, barriers, and adoption below 20 % of the area."""
    found = facts.project.get("additionality", {})
    lacking = [
        name
        for name in ("statement", "regulatory_surplus", "barriers", "adoption_percent")
        if found.get(name) is None
    ]
    if lacking:
        names = ", ".join(f"additionality.{name}" for name in lacking)
        return not_assessed(
            (f"Not provided: {names}.", f"未提供：{names}。"),
            ("State each of them.", "请逐项填写。"),
        )
    adoption = float(found["adoption_percent"])
    if not found["regulatory_surplus"] or adoption >= MOST_ADOPTION_PERCENT:
        return not_met(
            (
                f"Required by law: {not found['regulatory_surplus']}; adoption "
                f"{adoption:g} % of the area.",
                f"法规要求：{'否' if found['regulatory_surplus'] else '是'}；"
                f"采用面积占比 {adoption:g}%。",
            ),
            (
                "The practice must go beyond the law and be used on less than 20 % of "
                "the area.",
                "该活动应超出法规要求，且采用面积低于 20%。",
            ),
        )
    return met(
        f"Beyond the law; adoption {adoption:g} % of the area.",
        f"超出法规要求；采用面积占比 {adoption:g}%。",
    )


@condition(
    id="8.2-controls",
    source=f"{VCS} §8.2 approach 2",
    mark="P",
    title=("Number of control sites", "对照点数量"),
)
def control_sites(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """At least 3 control sites in the project and 1 per stratum."""
    controls = [item for item in facts.sampling["groups"] if item["role"] == "control"]
    counts = {item["stratum"]: item["both"] for item in controls}
    if sum(counts.values()) < LEAST_CONTROL_SITES or min(counts.values()) < 1:
        listed = ", ".join(f"{name}: {count}" for name, count in counts.items())
        return not_met(
            (
                f"Control sites with both campaigns: {listed}.",
                f"两次采样齐全的对照点：{listed}。",
            ),
            (
                "At least 3 in the project and 1 per stratum are needed, fixed for the "
                "life of the project.",
                "项目至少 3 个、每个碳层至少 1 个对照点，且在项目期内固定不变。",
            ),
        )
    return met(
        f"{sum(counts.values())} control sites, at least {min(counts.values())} per "
        "stratum.",
        f"对照点 {sum(counts.values())} 个，每个碳层不少于 {min(counts.values())} 个。",
    )


TABLE_7: Mapping[str, tuple[str, str]] = {
    "same_slope_class": ("slope class", "坡度级"),
    "same_texture": ("texture class", "质地"),
    "same_soil_group": ("soil group", "土类"),
    "same_land_cover_history": ("land-cover history", "土地覆盖历史"),
    "same_ecoregion": ("ecoregion", "生态区"),
    "same_climate_zone": ("climate zone", "气候带"),
}
NUMBERS_7: Mapping[str, tuple[float, str, str]] = {
    "distance_km": (250.0, "distance [km]", "距离（km）"),
    "precipitation_difference_mm": (100.0, "precipitation [mm]", "降水差（mm）"),
    "weather_station_km": (50.0, "weather station [km]", "气象站距离（km）"),
}


@condition(
    id="8.2-table7",
    source=f"{VCS} §8.2 Table 7",
    mark="P",
    title=("Likeness of control sites", "对照点相似性"),
)
def table_7(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Every control site is like its stratum in each respect of Table 7."""
    sites = facts.project.get("control_sites", [])
    controls = sum(
        item["both"] for item in facts.sampling["groups"] if item["role"] == "control"
    )
    if len(sites) < controls:
        return not_assessed(
            (
                f"{len(sites)} of {controls} control sites are described.",
                f"{controls} 个对照点中描述了 {len(sites)} 个。",
            ),
            (
                "Describe every control site under control_sites.",
                "请在 control_sites 逐点描述。",
            ),
        )
    wrong = [reason for site in sites for reason in _unlike(site)]
    if wrong:
        return not_met(
            (
                f"Unlike or not stated: {'; '.join(item[0] for item in wrong[:3])}.",
                f"不相似或未说明：{'；'.join(item[1] for item in wrong[:3])}。",
            ),
            (
                "Replace the site, or state what is missing.",
                "请更换对照点或补充说明。",
            ),
        )
    return met(
        f"{len(sites)} control sites are like their strata.",
        f"{len(sites)} 个对照点均与其碳层相似。",
    )


def _unlike(site: Mapping[str, Any]) -> list[tuple[str, str]]:
    point = site["point"]
    wrong = [
        (f"{point} {names[0]}", f"{point} {names[1]}")
        for key, names in TABLE_7.items()
        if not site.get(key)
    ]
    for key, (limit, english, chinese) in NUMBERS_7.items():
        if key not in site or abs(float(site[key])) > limit:
            wrong.append((f"{point} {english}", f"{point} {chinese}"))
    if float(site.get("same_practice_years", 0)) < MOST_YEARS:
        wrong.append((f"{point} practice years", f"{point} 同一做法年数"))
    return wrong


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
    return met(
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
    return met(
        f"{months:.1f} months apart within the year, same laboratory and procedure.",
        f"季节相差 {months:.1f} 个月，实验室和方法相同。",
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
