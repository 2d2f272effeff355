"""VM0042 v2.2 sections 4, 6 and 7: applicability, baseline, additionality."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from msgspec import UNSET

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    Pair,
    condition,
    met,
    not_applicable,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.cleared import cleared_lately, since_told
from edaphon.methods.shared.limits_told import NOISE
from edaphon.methods.shared.yields import silent_yields
from edaphon.schemas.models.project import Additionality, Baseline, Land, Leakage
from edaphon.schemas.record import stated_or

VCS = "VM0042 v2.2"

KINDS = {
    "microbial_inoculant": "微生物菌剂", "bio_fertilizer": "微生物肥料",
    "consortium": "复合菌群", "biocrust": "生物结皮",
    "microbial_management": "微生物管理", "other": "其他",
}  # fmt: skip
CATEGORIES = {
    "fertiliser": "施肥", "water": "灌排", "tillage_residue": "耕作与秸秆",
    "crop_planting_harvesting": "种植与收获", "grazing": "放牧",
}  # fmt: skip
"""Kinds of practice and categories of VM0042, with their Chinese names."""

COVERS = {"cropland": "农田", "grassland": "草地"}
"""Land covers that qualify, with their Chinese names."""


@condition(
    id="4.1",
    source=f"{VCS} §4 condition 1; Appendix 1 p. 141",
    mark="P",
    title=("New or changed practice", "新增或改变的活动"),
)
def practice(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A new or changed practice of an eligible category, shown to improve the soil."""
    found = facts.project.practice
    sources = stated_or(found.evidence, [])
    if not sources:
        return not_assessed(
            (
                f"Practice {found.kind} in category {found.category}, without "
                "evidence that it improves on the pre-existing one in this region.",
                f"活动 {found.kind}（类别 {found.category}），"
                "未提供其在当地优于原有做法的证据。",
            ),
            (
                "List peer-reviewed or trial evidence under practice.evidence.",
                "请在 practice.evidence 列出同行评议文献或试验证据。",
            ),
        )
    return met(
        f"{found.kind}, category {found.category}; {len(sources)} sources of evidence.",
        f"{KINDS[found.kind]}（{CATEGORIES[found.category]}）；"
        f"证据 {len(sources)} 份。",
    )


@condition(
    id="4.2",
    source=f"{VCS} §4 condition 2",
    mark="P",
    title=("Size of a quantitative change", "定量变化幅度"),
)
def change_size(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_change: Annotated[float, parameter("least_change", "%")],
) -> Outcome:
    """A quantitative change exceeds a share of the look-back average."""
    found = facts.project.practice
    if found.change is UNSET:
        return not_assessed(
            (
                "It is not stated whether the practice is new or changed.",
                "未说明该活动为新增还是改变。",
            ),
            ("State practice.change.", "请填写 practice.change。"),
        )
    if found.change == "new":
        return not_applicable("The practice is new.", "该活动为新增活动。")
    percent = found.change_percent
    if percent is UNSET:
        return not_assessed(
            ("The size of the change is not stated.", "未说明变化幅度。"),
            ("State practice.change_percent.", "请填写 practice.change_percent。"),
        )
    if abs(float(percent)) <= least_change:
        return not_met(
            (f"The change is {percent} %.", f"变化幅度为 {percent}%。"),
            (
                f"It must exceed {least_change:g} % of the look-back average.",
                f"变化幅度应超过回溯期平均值的 {least_change:g}%。",
            ),
        )
    return met(f"The change is {percent} %.", f"变化幅度为 {percent}%。")


@condition(
    id="4.3",
    source=f"{VCS} §4 conditions 3 and 5",
    mark="P",
    title=("Land cover", "土地覆盖"),
)
def land_cover(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    cleared_years: Annotated[float, parameter("cleared_years", "a")],
) -> Outcome:
    """Cropland or grassland before and after; not cleared shortly before the start."""
    land = stated_or(facts.project.land, Land())
    cover, organic = land.cover, land.organic_soil
    cleared = stated_or(land.converted_from_native, "")
    if cover is UNSET or organic is UNSET or not cleared:
        return not_assessed(
            (
                "Land cover, its history or the kind of soil is not stated.",
                "未说明土地覆盖、其历史或是否为有机土。",
            ),
            (
                "State land.cover, land.converted_from_native and land.organic_soil.",
                "请填写 land.cover、land.converted_from_native 和 land.organic_soil。",
            ),
        )
    if cover not in COVERS or organic:
        return not_met(
            (
                f"Land cover {cover}, organic soil: {organic}.",
                f"土地覆盖为 {cover}，有机土：{organic}。",
            ),
            (
                "Only cropland and grassland on mineral soil qualify.",
                "仅矿质土壤上的农田和草地适用。",
            ),
        )
    start = facts.project.practice.start
    return cleared_lately(cleared, cleared_years, start) or met(
        f"Land cover: {cover}; native vegetation cleared: {cleared}.",
        f"土地覆盖：{COVERS[cover]}；天然植被清除：{since_told(cleared)}。",
    )


@condition(
    id="4.6",
    source=f"{VCS} §4 condition 6",
    mark="P",
    title=("No lasting loss of yield", "无持续减产"),
)
def yield_loss(
    facts: Facts,
    figures: Mapping[str, float],
    most_loss: Annotated[float, parameter("most_yield_loss", "%")],
) -> Outcome:
    """The lasting loss of yield, by statement or records, stays within the limit."""
    if lacking := silent_yields(facts):
        return lacking
    stated = stated_or(facts.project.leakage, Leakage()).yield_change_percent
    known = [] if stated is UNSET else [float(stated)]
    is_recorded = "recorded_yield_change" in figures
    if is_recorded:
        known.append(100.0 * figures["recorded_yield_change"])
    if not known:
        return not_assessed(
            ("The change of yield is not known.", "产量变化未知。"),
            (
                "Give yields of project and control; land that is not sown may state "
                "leakage.yield_change_percent.",
                "请提供项目地和对照地的产量数据；非种植用地可填写 "
                "leakage.yield_change_percent。",
            ),
        )
    change = min(known)
    is_worse = change < known[-1] - NOISE
    found = _yield_told(change, is_recorded=is_recorded, is_stated=is_worse)
    if change < -most_loss:
        return not_met(
            found,
            (
                f"A lasting loss above {most_loss:g} % is excluded.",
                f"持续减产超过 {most_loss:g}% 的项目不适用。",
            ),
        )
    return met(*found)


def _yield_told(change: float, *, is_recorded: bool, is_stated: bool) -> Pair:
    """Return how far the yield changed, and by records or by statement."""
    told = f"{change:.1f}".replace("-0.0", "0.0")
    if not is_recorded:
        return (
            f"Stated, without yield records: a change of {told} %.",
            f"据项目声明（无产量记录），产量变化 {told}%。",
        )
    if is_stated:
        return (
            f"Stated, and worse than the yield records: a change of {told} %.",
            f"据项目声明（低于产量记录所示），产量变化 {told}%。",
        )
    return (
        f"Yield changed by {told} %, harvests weighted by the area of their stratum.",
        f"产量变化 {told}%（各碳层各年产量按面积加权）。",
    )


@condition(
    id="6",
    source=f"{VCS} §6",
    mark="P",
    title=("Baseline look-back", "基准线回溯期"),
)
def look_back(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_years: Annotated[float, parameter("least_look_back", "a")],
) -> Outcome:
    """A look-back of enough years, with activity records for it."""
    span = stated_or(facts.project.baseline, Baseline()).look_back
    years = facts.activity.get("baseline", [])
    if span is UNSET:
        return not_assessed(
            ("The look-back is not stated.", "未说明基准线回溯期。"),
            (
                "State start and end of baseline.look_back.",
                "请填写 baseline.look_back 的起止日期。",
            ),
        )
    if len(years) < least_years:
        return not_assessed(
            (
                f"Activity records cover {len(years)} baseline years.",
                f"活动水平记录覆盖基准线 {len(years)} 个年度。",
            ),
            (
                f"Give records of at least {least_years:g} years that hold one full "
                "rotation.",
                f"请提供不少于 {least_years:g} 年、覆盖一个完整轮作周期的记录。",
            ),
        )
    last = date.fromisoformat(str(span.end)) - timedelta(days=1)
    return met(
        f"Look-back {span.start} to {last}, both days included, records of "
        f"{len(years)} years.",
        f"回溯期 {span.start} 至 {last}（含首尾两日），记录 {len(years)} 个年度。",
    )


@condition(
    id="7",
    source=f"{VCS} §7; VT0008 v1.0",
    mark="S",
    title=("Additionality", "额外性"),
)
def additionality(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_adoption: Annotated[float, parameter("most_adoption", "%")],
) -> Outcome:
    """Regulatory surplus, barriers, and adoption below the limit."""
    found = stated_or(facts.project.additionality, Additionality())
    surplus, adopted = found.regulatory_surplus, found.adoption_percent
    lacking = [
        name
        for name in ("statement", "regulatory_surplus", "barriers", "adoption_percent")
        if getattr(found, name) is UNSET
    ]
    if lacking or adopted is UNSET:
        names = ", ".join(f"additionality.{name}" for name in lacking)
        return not_assessed(
            (f"Not provided: {names}.", f"未提供：{names}。"),
            ("State each of them.", "请逐项填写。"),
        )
    adoption = float(adopted)
    if not surplus or adoption >= most_adoption:
        return not_met(
            (
                f"Required by law: {not surplus}; adoption {adoption:g} % of the area.",
                f"法规要求：{'否' if surplus else '是'}；采用面积占比 {adoption:g}%。",
            ),
            (
                "The practice must go beyond the law and be used on less than "
                f"{most_adoption:g} % of the area.",
                f"该活动应超出法规要求，且采用面积低于 {most_adoption:g}%。",
            ),
        )
    return met(
        f"Beyond the law; adoption {adoption:g} % of the area.",
        f"超出法规要求；采用面积占比 {adoption:g}%。",
    )


@condition(
    id="VCS-unique",
    source="VCS programme, no double counting; our reading",
    mark="D",
    title=("Credited once", "不重复计入"),
)
def credited_once(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """A signed statement says that no other programme credits the land."""
    if facts.project.uniqueness is UNSET:
        return not_assessed(
            (
                "It is not stated whether another programme credits the land.",
                "未说明项目地块是否参与其他减排机制。",
            ),
            (
                "Give uniqueness: a statement with its text, date and signatory.",
                "请填写 uniqueness：唯一性声明的内容、签署日期和签署方。",
            ),
        )
    signed = facts.project.uniqueness.signed_on
    return met(
        f"Stated on {signed}; people judge its content.",
        f"声明日期为 {signed}；内容由核查人员判断。",
    )
