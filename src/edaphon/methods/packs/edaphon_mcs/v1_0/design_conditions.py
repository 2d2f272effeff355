"""Conditions C1, C2 and C5: plan, control land, completeness."""

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
from edaphon.methods.shared.comparability import points_unaccounted
from edaphon.methods.shared.limits_told import percent_at_most
from edaphon.schemas.models.project import Baseline
from edaphon.schemas.record import stated_or

METHOD = "edaphon.mcs/1.0"


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
                "请恢复封存时的方案，或在下一监测期采用新方案。",
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
                "方案应在首次采样之前封存；请以该方案开始新的监测期。",
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
    start = facts.project.practice.start
    sealed = stated_or(stated_or(facts.project.baseline, Baseline()).sealed_on, "")
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
def control_land(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_controls: Annotated[float, parameter("least_controls", "1")],
) -> Outcome:
    """Control points enough in every stratum, same management without the product."""
    groups = facts.sampling["groups"]
    short = [
        item
        for item in groups
        if item["role"] == "control" and item["both"] < least_controls
    ]
    if short:
        names = ", ".join(f"{item['stratum']} ({item['both']})" for item in short)
        return not_met(
            (
                f"Control points with both campaigns: {names}; at least "
                f"{least_controls:g} are needed in each.",
                f"两次采样齐全的对照采样点数：{names}；每个碳层至少需要 "
                f"{least_controls:g} 个。",
            ),
            (
                "Add control points to the plan of the next period; points cannot be "
                "added to a period that has begun.",
                "请在下一监测期方案中增设对照采样点；已开始的监测期不能补设。",
            ),
        )
    least = min(item["both"] for item in groups if item["role"] == "control")
    return met(
        f"Every stratum has at least {least} control points.",
        f"各碳层至少有 {least} 个对照采样点。",
    )


@condition(
    id="C5",
    source=f"{METHOD} §2 C5",
    mark="D",
    title=("Every planned point accounted for", "计划采样点全部交代"),
)
def completeness(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_missing: Annotated[float, parameter("most_missing", "1")],
) -> Outcome:
    """Every planned point has a result or a logged reason; few are missing."""
    if silent := points_unaccounted(facts):
        return silent
    shares = [item["missing_share"] for item in facts.sampling["groups"]]
    worst = max(shares, default=0.0)
    told = percent_at_most(worst)
    if worst > most_missing:
        return not_met(
            (
                f"{told} of the planned points of a group are missing.",
                f"某组计划采样点缺失 {told}。",
            ),
            (
                f"At most {most_missing * 100:g}% may be missing; sample the reserve "
                "points.",
                f"缺失不得超过 {most_missing * 100:g}%；请采集备用采样点。",
            ),
        )
    if not any(item["planned"] for item in facts.sampling["groups"]):
        return not_assessed(
            ("The plan lists no points.", "方案未列出采样点。"),
            (
                "List every point with stratum and role in the plan.",
                "请在方案中列出全部采样点及其碳层和处理。",
            ),
        )
    return met(
        f"At most {told} of a group's planned points are missing, each with a reason.",
        f"各组计划采样点缺失不超过 {told}，均已说明原因。",
    )
