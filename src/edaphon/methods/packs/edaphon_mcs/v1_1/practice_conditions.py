"""Conditions C6 and C7, and the rules of the scenario."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import UNSET

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
from edaphon.methods.shared.applications import lots_told, silent_product
from edaphon.methods.shared.aside import higher_aside, with_aside
from edaphon.methods.shared.sources import silent_sources
from edaphon.methods.shared.yields import silent_yields
from edaphon.schemas.models.project import Additionality, Land
from edaphon.schemas.record import stated_or

METHOD = "edaphon.mcs/1.1"


@condition(
    id="C6",
    source=f"{METHOD} §2 C6 and §4",
    mark="D",
    title=("Microbial evidence", "微生物证据"),
)
def microbial(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Microbial evidence of a grade under which the practice is shown."""
    grade = facts.microbial["grade"]
    shown = [name for name, holds in facts.microbial["shown"].items() if holds]
    lacking = [name for name, holds in facts.microbial["shown"].items() if not holds]
    if not facts.microbial["eligible"]:
        english, chinese = _uncertified(facts)
        return not_met(
            (
                f"Grade {grade}: {', '.join(lacking)} not shown.{english}",
                f"证据等级 {grade}：{'、'.join(lacking)} 未证实。{chinese}",
            ),
            (
                "Show the product's identity (M1: registration, deposited strains, "
                "labelled count, legal minimum, a certificate for every lot) and its "
                "establishment against control (M2).",
                "请提供菌剂身份证据（M1：登记证号、菌株保藏编号、标签活菌数、标准下限、"
                "各批次检验单）和相对对照的定殖证据（M2）。",
            ),
        )
    return met(
        f"Grade {grade}: {', '.join(shown)} shown.",
        f"证据等级 {grade}：{'、'.join(shown)} 已证实。",
    )


def _uncertified(facts: Facts) -> tuple[str, str]:
    """Return which lots lack a certificate, in both languages; empty where none."""
    lots = facts.microbial.get("uncertified", [])
    if not lots:
        return "", ""
    return (
        f" Lots applied without a certified viable count: {lots_told(lots, 0)}.",
        f"已施用但无有效活菌数检验结果的批次：{lots_told(lots, 1)}。",
    )


@condition(
    id="C7",
    source=f"{METHOD} §2 C7",
    mark="D",
    title=("Additionality and legal right", "额外性与权属"),
)
def statements(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_adoption: Annotated[float, parameter("most_adoption", "%")],
) -> Outcome:
    """The practice goes beyond the law; statements are signed, people judge them.

    Additionality, legal right to the land, and that no other programme credits it.
    """
    found = stated_or(facts.project.additionality, Additionality())
    lacking = _silent(facts, found)
    if lacking or found.statement is UNSET or found.adoption_percent is UNSET:
        return not_assessed(
            (
                f"Not provided: {', '.join(item[0] for item in lacking)}.",
                f"未提供：{'、'.join(item[1] for item in lacking)}。",
            ),
            (
                "Give each of them, a statement with its text, date and signatory.",
                "请逐项填写；声明应包括内容、签署日期和签署方。",
            ),
        )
    if found.regulatory_surplus is not True:
        return not_met(
            (
                "The practice does not go beyond what the law requires.",
                "该措施未超出法规要求。",
            ),
            (
                "What the law already requires is not additional and bears no units.",
                "法规已要求的措施不具额外性，不产生碳信用。",
            ),
        )
    if float(found.adoption_percent) >= most_adoption:
        return _common(found.adoption_percent, most_adoption)
    signed = found.statement.signed_on
    return met(
        f"Beyond the law; statements signed, additionality on {signed}; their content "
        "is for people to judge.",
        f"超出法规要求；声明已签署，额外性声明日期为 {signed}；内容由核查人员判断。",
    )


def _common(adopted: str, most: float) -> Outcome:
    return not_met(
        (
            f"The practice is adopted on {adopted} % of the land.",
            f"该措施当地采用面积占比为 {adopted}%。",
        ),
        (
            f"What is common is not additional: adoption must lie below {most:g} %.",
            f"普遍采用的措施不具额外性，采用面积占比应低于 {most:g}%。",
        ),
    )


def _silent(facts: Facts, found: Additionality) -> list[tuple[str, str]]:
    """Return what is not stated of additionality, legal right and uniqueness."""
    land = stated_or(facts.project.land, Land())
    asked = (
        (found.statement, "additionality.statement", "额外性声明"),
        (
            found.regulatory_surplus,
            "additionality.regulatory_surplus",
            "是否超出法规要求",
        ),
        (found.barriers, "additionality.barriers", "实施障碍"),
        (found.adoption_percent, "additionality.adoption_percent", "当地采用面积占比"),
        (land.tenure, "land.tenure", "土地权属声明"),
        (facts.project.uniqueness, "uniqueness", "项目唯一性声明"),
    )
    return [
        (field, f"{chinese}（{field}）")
        for held, field, chinese in asked
        if held is UNSET
    ]


@condition(
    id="C9",
    source=f"{METHOD} §2 C9",
    mark="D",
    title=("No source left unsaid", "各排放源逐年有据"),
)
def every_source(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_years: Annotated[float, parameter("least_look_back", "a")],
    least_share: Annotated[float, parameter("least_applied_share", "1")],
) -> Outcome:
    """Every source has a value for every year, or is stated not to exist.

    So have the applications of the product on all land, and the yields of both sides.
    """
    years = facts.activity.get("baseline", [])
    if len(years) < least_years:
        return not_assessed(
            (
                f"Activity records cover {len(years)} baseline years.",
                f"活动水平记录覆盖基准线 {len(years)} 个年度。",
            ),
            (
                f"Give records of at least {least_years:g} years before the practice.",
                f"请提供措施实施前不少于 {least_years:g} 年的记录。",
            ),
        )
    standing = (
        silent_sources(facts)
        or higher_aside(facts)
        or silent_product(facts, least_share)
        or silent_yields(facts)
    )
    found = (
        f"Every source is recorded or stated not to exist; {len(years)} baseline "
        "years.",
        f"各排放源均有记录或说明不存在；基准线 {len(years)} 个年度。",
    )
    return standing or met(*with_aside(facts, found))


@condition(
    id="S5",
    source=f"{METHOD} §5",
    mark="D",
    title=("Rules of the scenario", "情景专门要求"),
)
def scenario(facts: Facts, figures: Mapping[str, float]) -> Outcome:
    """Degraded land: carbonate apart; paddy: methane of the flooded soil counted."""
    name = facts.project.scenario
    if name == "degraded" and not facts.sampling["inorganic_apart"]:
        return not_met(
            (
                "On degraded land inorganic carbon was not measured apart.",
                "退化土地未单独测定无机碳。",
            ),
            (
                "Report inorganic carbon, or organic carbon after acid treatment, in "
                "both campaigns.",
                "两次采样均应报告无机碳，或报告酸处理后的有机碳。",
            ),
        )
    if name == "paddy" and "emission_increases" not in figures:
        return not_assessed(
            (
                "The methane of the flooded soil is not known.",
                "淹水土壤甲烷排放量未知。",
            ),
            (
                "Give ch4_flooded.baseline and ch4_flooded.project under factors, from "
                "chambers over at least one season or from Tier 2 factors.",
                "请在 factors 填写 ch4_flooded.baseline 和 ch4_flooded.project，"
                "数据来自至少一个生长季的箱法观测或 Tier 2 因子。",
            ),
        )
    if name in {"cropland", "grassland", "forest"}:
        return not_applicable(
            f"{name} has no rule beyond the general ones.",
            "该情景没有通用要求以外的规定。",
        )
    return met(f"The rules of {name} hold.", "该情景的专门要求均已满足。")
