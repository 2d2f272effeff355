"""Conditions C1, C2, C5 and C12: plan, control land, completeness, accounts."""

from collections.abc import Mapping
from typing import Annotated

from edaphon.kernel.calendar_years import last_day
from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    Sampling,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.comparability import (
    points_unaccounted,
    points_unwitnessed,
)
from edaphon.methods.shared.earlier import accounts_by_record, earlier_unsaid
from edaphon.methods.shared.limits_told import first_of
from edaphon.methods.shared.planned_days import (
    another_campaign,
    campaigns_unnamed,
)
from edaphon.schemas.models.project import Baseline
from edaphon.schemas.record import stated_or

METHOD = "edaphon.mcs/1.1"

SIDES = {"project": "项目地", "control": "对照地"}
"""Chinese of the sides of a stratum."""


@condition(
    id="C1",
    source=f"{METHOD} §2 C1",
    mark="D",
    title=("Plan and baseline sealed beforehand", "方案与基准线事前封存"),
    by_plan=campaigns_unnamed,
)
def sealed_plan(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    period_months: Annotated[float, parameter("period_months", "mo")],
) -> Outcome:
    """Plan with strata, points, depths, reference soil mass, tests, seed and every
    campaign with its day, sealed before the first sampling; baseline sealed before
    the practice starts.
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
                "方案应在期初采样之前封存；请以该方案开始新的监测期。",
            ),
        )
    return another_campaign(facts, period_months) or _fixed_before(facts)


def _fixed_before(facts: Facts) -> Outcome:
    plan = facts.sampling["plan"]
    unseen = ("", "") if plan["witnessed"] else (" (not witnessed)", "（未经见证）")
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
        f"Plan sealed {plan['sealed_at'][:10]}{unseen[0]}, before the first sampling "
        f"on {facts.sampling['first_sampling']}; baseline sealed {sealed}.",
        f"方案封存于 {plan['sealed_at'][:10]}{unseen[1]}，早于期初采样日 "
        f"{facts.sampling['first_sampling']}；基准线封存于 {sealed}。",
    )


@condition(
    id="C12",
    source=f"{METHOD} §3 eq. 12",
    mark="D",
    title=("First account, or earlier ones by record", "首次核算或附以前核算记录"),
)
def earlier_accounts(facts: Facts, figures: Mapping[str, float]) -> Outcome:
    """What was issued before is taken off; whether anything was is not guessed."""
    if silent := earlier_unsaid(facts):
        return silent
    before = facts.activity["earlier"]
    if not before["count"]:
        return met(
            "The first account of this land, as stated.",
            "经申报，为该土地的首次核算。",
        )
    issued, end = figures["issued_before"], last_day(before["end"])
    english, chinese = accounts_by_record(before["count"])
    return met(
        f"{english}, the last one ending with {end}; {issued:g} t CO2e credited before "
        "are taken off.",
        f"{chinese}，最近一次止于 {end}（含当日）；已扣除以前计入的 {issued:g} tCO2e。",
    )


def _counts(sampling: Sampling, role: str, of: str) -> dict[str, int]:
    """Return what each stratum of one side has of something, by its name."""
    return {
        item["stratum"]: item[of] for item in sampling["groups"] if item["role"] == role
    }


def _short(counts: Mapping[str, int], least: float) -> str:
    """Return the strata that have less than asked, each with what it has."""
    return ", ".join(
        f"{name} ({count})" for name, count in counts.items() if count < least
    )


def _fields_short(
    sampling: Sampling,
    least_fields: Annotated[float, parameter("least_controls", "1")],
    metres: Annotated[float, parameter("field_distance", "m")],
) -> Outcome | None:
    """Return a refusal of strata with too few control fields."""
    names = _short(_counts(sampling, "control", "fields"), least_fields)
    if not names:
        return None
    return not_met(
        (
            f"Control fields with a result: {names}; at least {least_fields:g} are "
            "needed in each.",
            f"有结果的对照田块数：{names}；每个碳层至少需要 {least_fields:g} 个。",
        ),
        (
            f"Points less than {metres:g} m apart, in one parcel or in one field book "
            "are one field, and a point of which the plan states no "
            "place, parcel or field_book is of every field. State them for every "
            "control point, over enough fields, before the plan is sealed.",
            f"间距小于 {metres:g} m、同一地块或同一田间档案的采样点视为同一田块；"
            "方案未填写位置、地块（parcel）或田间档案（field_book）的采样点"
            "视为与其他各点同属一块。请在方案封存前逐点填写，并将对照分布到"
            "足够多的田块。",
        ),
    )


@condition(
    id="C2",
    source=f"{METHOD} §2 C2",
    mark="D",
    title=("Control land in every stratum", "各碳层均设对照"),
    by_plan=_fields_short,
)
def control_land(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_fields: Annotated[float, parameter("least_controls", "1")],
    metres: Annotated[float, parameter("field_distance", "m")],
) -> Outcome:
    """Control fields enough in every stratum, same management without the product."""
    if short := _fields_short(facts.sampling, least_fields, metres):
        return short
    counts = _counts(facts.sampling, "control", "fields")
    least = min(counts.values(), default=0)
    return met(
        f"Every stratum has at least {least} control fields.",
        f"各碳层至少有 {least} 个对照田块。",
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
    witness_days: Annotated[float, parameter("witness_days", "d")],
    most_share: Annotated[float, parameter("most_lost_share", "1")],
) -> Outcome:
    """Every planned point has a result, or a loss that an independent party saw; one
    that is missing enters with its conservative value, and few may be.
    """  # noqa: D205 - one sentence
    if silent := points_unaccounted(facts):
        return silent
    if not any(item["planned"] for item in facts.sampling["groups"]):
        return not_assessed(
            ("The plan lists no points.", "方案未列出采样点。"),
            (
                "List every point with stratum and role in the plan.",
                "请在方案中列出全部采样点及其碳层和处理。",
            ),
        )
    return (
        points_unwitnessed(facts, witness_days)
        or _unlisted(facts)
        or _too_many_lost(facts, most_share)
        or _conservative(facts)
        or met("Every planned point has a result.", "计划采样点均有结果。")
    )


def _unlisted(facts: Facts) -> Outcome | None:
    """Return a refusal of points without a change of which no loss is listed."""
    names = facts.sampling["unlisted"]
    if not names:
        return None
    return not_met(
        (
            f"{len(names)} points have no stock in both campaigns and no listed loss, "
            f"for example {names[0]}.",
            f"{len(names)} 个采样点未两次测得储量，也未列明缺失，例如 {names[0]}。",
        ),
        (
            "Give every layer of both cores, or list the loss under sampling.missing "
            "with its witness.",
            "请补全两次土芯的各土层结果，或在 sampling.missing 列明缺失及其见证。",
        ),
    )


def _too_many_lost(facts: Facts, most_share: float) -> Outcome | None:
    """Return a refusal of a side of a stratum that lacks too many of its points."""
    found = [
        (f"{item['stratum']} {item['role']} ({item['lost']} of {item['points']})",
         f"{item['stratum']} {SIDES[item['role']]}（{item['points']} 个中缺"
         f" {item['lost']} 个）")
        for item in facts.sampling["groups"]
        if item["lost"] > most_share * item["points"]
    ]  # fmt: skip
    if not found:
        return None
    english, chinese = first_of(found)
    return not_met(
        (
            f"Too many points are missing: {english}; at most {most_share:.0%} may be.",
            f"缺失采样点过多：{chinese}；最多可缺 {most_share:.0%}。",
        ),
        (
            "Sample the points again; where too many are lost, what is left no longer "
            "stands for the stratum.",
            "请补采缺失的采样点；缺失过多时，其余各点已不能代表该碳层。",
        ),
    )


def _conservative(facts: Facts) -> Outcome | None:
    """Tell which points enter with a conservative value, and which cores are light."""
    lost, light = facts.sampling["lost"], facts.sampling["light"]
    if not lost and not light:
        return None
    return met(
        f"{len(lost)} points are missing by witnessed loss and enter with a "
        f"conservative value; {len(light)} cores hold less soil than the lightest one "
        "of the first campaign and enter with what they show, or with that value "
        "where it credits less (sample deeper: later_layers).",
        f"{len(lost)} 个采样点缺失并有见证，以保守值代入；{len(light)} 个土芯的"
        "土壤质量小于期初采样最轻土芯，以其实测所示与保守值中计入较少者代入"
        "（可在 later_layers 规定采得更深）。",
    )


def _points_short(
    sampling: Sampling,
    least_points: Annotated[float, parameter("least_points", "1")],
) -> Outcome | None:
    """Return a refusal of project strata with too few points."""
    names = _short(_counts(sampling, "project", "points"), least_points)
    if not names:
        return None
    return not_met(
        (
            f"Project points: {names}; at least {least_points:g} are needed in "
            "each stratum.",
            f"项目采样点数：{names}；每个碳层至少需要 {least_points:g} 个。",
        ),
        (
            "Plan enough points, or join strata, before the plan is sealed.",
            "请在方案封存前安排足够的采样点，或合并碳层。",
        ),
    )


@condition(
    id="C9n",
    source=f"{METHOD} §2 C9, points",
    mark="D",
    title=("Points of every project stratum", "各项目碳层采样点数"),
    by_plan=_points_short,
)
def points_enough(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_points: Annotated[float, parameter("least_points", "1")],
) -> Outcome:
    """As many planned points in each stratum as the bounds need to hold."""
    if short := _points_short(facts.sampling, least_points):
        return short
    counts = _counts(facts.sampling, "project", "points")
    least = min(counts.values(), default=0)
    return met(
        f"Every project stratum has at least {least} points.",
        f"各项目碳层至少有 {least} 个采样点。",
    )
