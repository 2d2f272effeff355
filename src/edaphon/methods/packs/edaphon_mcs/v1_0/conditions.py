"""Conditions C1 to C7 of ``edaphon.mcs/1.0``, section 2 of the method."""

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

METHOD = "edaphon.mcs/1.0"
LEAST_CONTROLS = 3
LEAST_YEARS = 3.0
LEAST_LAYERS = 3
LEAST_DEPTH_CM = 30.0
MOST_MISSING = 0.10
SAME_SEASON_MONTHS = 2.0
GRADES = ("A", "B", "C")
DEFAULT_GPS_ERROR_M = 5.0


@condition(
    id="C1",
    source=f"{METHOD} §2 C1",
    mark="D",
    title=("Plan and baseline sealed beforehand", "方案与基准线事前封存"),
)
def sealed_plan(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Plan with strata, points, depths, reference soil mass, tests and seed, sealed
    before the first sampling; baseline sealed before the practice starts.
    """  # noqa: D205 - one sentence
    plan = facts.sampling["plan"]
    first = facts.sampling["first_sampling"]
    if not plan["present"] or not plan["sealed_at"]:
        return not_met(
            ("No sealed sampling plan.", "没有已封存的采样方案。"),
            (
                "Write plan/sampling.yaml and run `edaphon seal` before sampling; a "
                "plan cannot be sealed after the fact.",
                "采样前填写 plan/sampling.yaml 并运行 edaphon seal；采样后不能补封。",
            ),
        )
    if not plan["intact"]:
        return not_met(
            (
                "The plan was changed after it was sealed.",
                "采样方案在封存后有改动。",
            ),
            (
                "Restore the sealed plan, or account under a new plan in the next "
                "period.",
                "请恢复封存时的方案，或在下一核算期采用新方案。",
            ),
        )
    if first and plan["sealed_at"][:10] >= first:
        return not_met(
            (
                f"The plan was sealed on {plan['sealed_at'][:10]}, but sampling began "
                f"on {first}.",
                f"方案封存于 {plan['sealed_at'][:10]}，而采样始于 {first}。",
            ),
            (
                "Only a plan sealed before the first sampling day counts; start a new "
                "period with it.",
                "方案应在首次采样之前封存；请以该方案开始新的核算期。",
            ),
        )
    return _fixed_before(facts)


def _fixed_before(facts: Facts) -> Outcome:
    plan = facts.sampling["plan"]
    if not plan["reference_mass"]:
        return not_met(
            (
                "The sealed plan names no reference soil mass.",
                "封存的方案未规定参考土壤质量。",
            ),
            (
                "Fix the reference soil mass in the plan before the first round is "
                "analysed.",
                "请在首轮样品分析前于方案中规定参考土壤质量。",
            ),
        )
    start = str(facts.project["practice"]["start"])
    sealed = str(facts.project.get("baseline", {}).get("sealed_on", ""))
    if not sealed or sealed >= start:
        return not_met(
            (
                f"The baseline is sealed on {sealed or '(no date)'}; the practice "
                f"starts on {start}.",
                f"基准线封存日期为 {sealed or '（未填）'}，措施开始于 {start}。",
            ),
            (
                "State baseline.sealed_on with a day before the practice starts.",
                "请在 baseline.sealed_on 填写措施开始之前的封存日期。",
            ),
        )
    return met(
        f"Plan sealed {plan['sealed_at'][:10]}, before the first sampling on "
        f"{facts.sampling['first_sampling']}; baseline sealed {sealed}.",
        f"方案封存于 {plan['sealed_at'][:10]}，早于首次采样日 "
        f"{facts.sampling['first_sampling']}；基准线封存于 {sealed}。",
    )


@condition(
    id="C2",
    source=f"{METHOD} §2 C2",
    mark="D",
    title=("Control land in every stratum", "各碳层均设对照"),
)
def control_land(facts: Facts, figures: Mapping[str, float]) -> Outcome:
    """At least 3 control points per stratum, same management without the living
    product; the control receives the sterile carrier, or the carrier's carbon is
    subtracted.
    """  # noqa: D205 - one sentence
    groups = facts.sampling["groups"]
    short = [
        item
        for item in groups
        if item["role"] == "control" and item["both"] < LEAST_CONTROLS
    ]
    if short:
        names = ", ".join(f"{item['stratum']} ({item['both']})" for item in short)
        return not_met(
            (
                f"Control points with both campaigns: {names}; at least "
                f"{LEAST_CONTROLS} are needed in each.",
                f"两次采样齐全的对照样点数：{names}；每个碳层至少需要 "
                f"{LEAST_CONTROLS} 个。",
            ),
            (
                "Add control points to the plan of the next period; points cannot be "
                "added to a period that has begun.",
                "请在下一核算期方案中增设对照样点；已开始的核算期不能补设。",
            ),
        )
    product = facts.project["practice"].get("product", {})
    carrier = product.get("sterile_carrier_on_control") or "carrier_carbon" in product
    if product and not carrier and "carrier_leakage" not in figures:
        return not_assessed(
            (
                "It is not stated how the product's carrier is dealt with.",
                "未说明产品载体如何处理。",
            ),
            (
                "State practice.product.sterile_carrier_on_control or carrier_carbon.",
                "请填写 practice.product.sterile_carrier_on_control 或 "
                "carrier_carbon。",
            ),
        )
    least = min(item["both"] for item in groups if item["role"] == "control")
    return met(
        f"Every stratum has at least {least} control points.",
        f"各碳层至少有 {least} 个对照样点。",
    )


@condition(
    id="C3",
    source=f"{METHOD} §2 C3, interval",
    mark="D",
    title=("Two campaigns, three years apart", "两次采样间隔不少于三年"),
    consequence="provisional",
)
def interval(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """At least 3 years apart; one year apart gives a provisional account."""
    years = facts.sampling["years_between"]
    if years < LEAST_YEARS - SAME_SEASON_MONTHS / 12:
        return not_met(
            (
                f"The campaigns lie {years:.1f} years apart.",
                f"两次采样相隔 {years:.1f} 年。",
            ),
            (
                "The account is provisional and carries no units; sample again three "
                "years after the first campaign.",
                "本核算为临时核算，不产生碳信用；请在首次采样满三年后再次采样。",
            ),
        )
    return met(
        f"The campaigns lie {years:.1f} years apart.", f"两次采样相隔 {years:.1f} 年。"
    )


@condition(
    id="C3a",
    source=f"{METHOD} §2 C3, season and laboratory",
    mark="D",
    title=("Same season and same laboratory method", "同季节、同检测方法"),
)
def comparable(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Same season, same points, same laboratory method or a bridging set."""
    months = facts.sampling["months_apart"]
    if months > SAME_SEASON_MONTHS:
        return not_met(
            (
                f"The campaigns lie {months:.1f} months apart within the year.",
                f"两次采样的季节相差 {months:.1f} 个月。",
            ),
            (
                "Sample in the season of the first campaign.",
                "请在与首次采样相同的季节采样。",
            ),
        )
    before, after = (facts.sampling["procedures"][end] for end in ("start", "end"))
    bridging = any(item.get("bridging") for item in facts.project["campaigns"])
    if not before or not after:
        return not_assessed(
            (
                "The laboratory procedure of at least one campaign is not stated.",
                "至少一次采样未说明检测方法。",
            ),
            (
                "Map the procedure column, or state campaigns.procedure.",
                "请映射“检测方法”列，或填写 campaigns.procedure。",
            ),
        )
    if before != after and not bridging:
        return not_met(
            (
                f"Procedures differ: {', '.join(before)} and {', '.join(after)}.",
                f"两次检测方法不同：{'、'.join(before)} 与 {'、'.join(after)}。",
            ),
            (
                "Re-analyse archived samples with one procedure, or give a bridging "
                "set in campaigns.bridging.",
                "请以同一方法复测留样，或在 campaigns.bridging 提供方法比对数据。",
            ),
        )
    return met(
        f"{months:.1f} months apart within the year; procedure {', '.join(after)}.",
        f"季节相差 {months:.1f} 个月；检测方法 {'、'.join(after)}。",
    )


@condition(
    id="C3b",
    source=f"{METHOD} §2 C3, same points",
    mark="D",
    title=("Same points within GPS error", "原位复采"),
)
def same_points(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Points are re-visited within GPS error, and not in the same hole."""
    if facts.sampling["design"] != "paired":
        return not_applicable(
            "The campaigns are independent.", "两次采样为独立抽样，不要求原位复采。"
        )
    error = float(facts.project["sampling"].get("gps_error_m", DEFAULT_GPS_ERROR_M))
    far = [item for item in facts.sampling["moved"] if float(item["metres"]) > error]
    if far:
        worst = max(far, key=lambda item: float(item["metres"]))
        return not_met(
            (
                f"{len(far)} points were moved by more than {error:g} m, for example "
                f"{worst['point']} by {worst['metres']} m.",
                f"{len(far)} 个样点移位超过 {error:g} m，例如 {worst['point']} 移位 "
                f"{worst['metres']} m。",
            ),
            (
                "A point moved beyond GPS error is a new point: leave its later sample "
                "out and list it under sampling.missing.",
                "移位超过定位误差的样点应视为新样点：请去掉其复采结果，"
                "并列入 sampling.missing。",
            ),
        )
    return met(
        f"No point was moved by more than {error:g} m.",
        f"没有样点移位超过 {error:g} m。",
    )


@condition(
    id="C4",
    source=f"{METHOD} §2 C4",
    mark="D",
    title=("Depth and layers", "采样深度与分层"),
)
def depth(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """At least 30 cm in 3 layers or more, with one layer below the reported depth."""
    sampling = facts.sampling
    failed = [
        (
            sampling["depth_cm"] < LEAST_DEPTH_CM,
            f"the reported depth is {sampling['depth_cm']:.0f} cm",
            f"报告深度为 {sampling['depth_cm']:.0f} cm",
        ),
        (
            sampling["layers_within"] < LEAST_LAYERS,
            f"{sampling['layers_within']} layers lie above it",
            f"报告深度内有 {sampling['layers_within']} 个土层",
        ),
        (
            sampling["layers_below"] < 1,
            "no layer lies below it",
            "报告深度以下没有土层",
        ),
    ]
    wrong = [(english, chinese) for is_wrong, english, chinese in failed if is_wrong]
    if wrong:
        return not_met(
            (
                f"In the poorest core, {', '.join(item[0] for item in wrong)}.",
                f"层次最少的样点：{'，'.join(item[1] for item in wrong)}。",
            ),
            (
                "Sample to 30 cm or more in three layers, and one layer below; one "
                "layer gives no equal soil mass.",
                "请采至 30 cm 以上，分不少于三层，并在其下再采一层；"
                "单层样品不能用等质量法。",
            ),
        )
    return _cores(facts)


def _cores(facts: Facts) -> Outcome:
    exceeds = facts.sampling["reference_exceeds"]
    if exceeds:
        return not_met(
            (
                f"{len(exceeds)} cores hold less soil than the reference mass, for "
                f"example {exceeds[0]}.",
                f"{len(exceeds)} 个剖面的土壤质量小于参考土壤质量，例如 {exceeds[0]}。",
            ),
            (
                "Sample those cores deeper; the stock is never extrapolated.",
                "请将这些剖面采得更深；储量不作外推。",
            ),
        )
    return met(
        f"Reported to {facts.sampling['depth_cm']:.0f} cm in at least "
        f"{facts.sampling['layers_within']} layers, with a layer below.",
        f"报告深度 {facts.sampling['depth_cm']:.0f} cm，其内不少于 "
        f"{facts.sampling['layers_within']} 层，其下另有土层。",
    )


@condition(
    id="C5",
    source=f"{METHOD} §2 C5; trust sheet, threat 3",
    mark="D",
    title=("Every planned point accounted for", "计划样点全部交代"),
)
def completeness(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Every planned point has a result or a logged reason; at most 10 % missing."""
    silent = facts.sampling["missing"]
    if silent:
        return not_met(
            (
                f"{len(silent)} planned samples have neither result nor reason, for "
                f"example {silent[0]}.",
                f"{len(silent)} 个计划样品既无结果也无原因，例如 {silent[0]}。",
            ),
            (
                "Give each a result, or its reason under sampling.missing.",
                "请补充结果，或在 sampling.missing 逐一说明原因。",
            ),
        )
    worst = max(
        (item["missing_share"] for item in facts.sampling["groups"]), default=0.0
    )
    if worst > MOST_MISSING:
        return not_met(
            (
                f"{worst:.0%} of the planned points of a group are missing.",
                f"某组计划样点缺失 {worst:.0%}。",
            ),
            (
                "At most 10 % may be missing; sample the reserve points.",
                "缺失不得超过 10%；请采集备用样点。",
            ),
        )
    if not any(item["planned"] for item in facts.sampling["groups"]):
        return not_assessed(
            ("The plan lists no points.", "方案未列出样点。"),
            (
                "List every point with stratum and role in the plan.",
                "请在方案中列出全部样点及其碳层和处理。",
            ),
        )
    return met(
        f"At most {worst:.0%} of a group's planned points are missing, each with a "
        "reason.",
        f"各组计划样点缺失不超过 {worst:.0%}，均已说明原因。",
    )


@condition(
    id="C6",
    source=f"{METHOD} §2 C6 and §4",
    mark="D",
    title=("Microbial evidence", "微生物证据"),
)
def microbial(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Microbial evidence of grade A, B or C."""
    grade = facts.microbial["grade"]
    shown = [name for name, holds in facts.microbial["shown"].items() if holds]
    lacking = [name for name, holds in facts.microbial["shown"].items() if not holds]
    if grade not in GRADES:
        return not_met(
            (
                f"Grade {grade}: {', '.join(lacking)} not shown.",
                f"证据等级 {grade}：{'、'.join(lacking)} 未证实。",
            ),
            (
                "Show the product's identity (M1) and its establishment against "
                "control (M2).",
                "请提供菌剂身份证据（M1）和相对对照的定殖证据（M2）。",
            ),
        )
    return met(
        f"Grade {grade}: {', '.join(shown)} shown.",
        f"证据等级 {grade}：{'、'.join(shown)} 已证实。",
    )


@condition(
    id="C7",
    source=f"{METHOD} §2 C7",
    mark="D",
    title=("Additionality and legal right", "额外性与权属"),
)
def statements(facts: Facts, figures: Mapping[str, float]) -> Outcome:  # noqa: ARG001 - one signature for all conditions
    """Statements of additionality and legal right are signed; people judge them."""
    wanted: dict[str, tuple[Any, str, str]] = {
        "additionality": (
            facts.project.get("additionality", {}).get("statement"),
            "additionality.statement",
            "额外性声明",
        ),
        "tenure": (
            facts.project.get("land", {}).get("tenure"),
            "land.tenure",
            "土地权属声明",
        ),
    }
    lacking = [item for item in wanted.values() if not item[0]]
    if lacking:
        return not_assessed(
            (
                f"Not provided: {', '.join(item[1] for item in lacking)}.",
                f"未提供：{'、'.join(item[2] for item in lacking)}。",
            ),
            (
                "Give each statement with its text, date and signatory.",
                "请逐项填写声明内容、签署日期和签署方。",
            ),
        )
    signed = str(wanted["additionality"][0]["signed_on"])
    return met(
        f"Statements signed, additionality on {signed}; their content is for people "
        "to judge.",
        f"声明已签署，额外性声明日期为 {signed}；内容由核查人员判断。",
    )


@condition(
    id="S5",
    source=f"{METHOD} §5",
    mark="D",
    title=("Rules of the scenario", "情景专门要求"),
)
def scenario(facts: Facts, figures: Mapping[str, float]) -> Outcome:
    """Degraded land: carbonate apart; paddy: methane of the flooded soil counted."""
    name = str(facts.project["scenario"])
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
