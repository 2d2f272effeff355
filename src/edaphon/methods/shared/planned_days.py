"""What every measured scheme asks of the day of a campaign: that it was planned.

Of several campaigns, or of several years, the best would pass for the only one. A day
counts that stands in a plan sealed before the campaign.
"""

import math

from edaphon.methods.engine.condition import Facts, Outcome, Sampling, met, not_met
from edaphon.methods.shared.limits_told import at_most


def campaigns_unnamed(sampling: Sampling) -> Outcome | None:
    """Return a refusal of a plan that does not name every later campaign's day."""
    if sampling["plan"]["later_campaigns"]:
        return None
    return not_met(
        (
            "The plan does not name every campaign after the first with its day.",
            "方案未列明期初采样以后的各次采样及其计划日期。",
        ),
        (
            (
                "State planned_days in a plan sealed before its first campaign: one "
                "day for every later campaign, credited or not."
            ),
            (
                "请在期初采样前封存的方案中以 planned_days 列明以后每次采样的计划日期，"
                "无论是否用于签发。"
            ),
        ),
    )


def another_campaign(facts: Facts, most_months: float) -> Outcome | None:
    """Return a refusal of a plan without its campaigns, or of one it does not name.

    The best of several campaigns would pass for the only one.
    """
    if unnamed := campaigns_unnamed(facts.sampling):
        return unnamed
    plan = facts.sampling["plan"]
    months = plan["months_off"]
    if months <= most_months:
        return None
    last = facts.project.campaigns[-1].id
    return not_met(
        (
            f"The plan names no campaign {last}.",
            f"方案未规定采样批次 {last}。",
        )
        if math.isinf(months)
        else (
            (
                f"Campaign {last} was sampled {at_most(months)} months off the day "
                "that the plan gives it."
            ),
            f"采样批次 {last} 的计划日期与实际采样相差 {at_most(months)} 个月。",
        ),
        (
            (
                "Account for a campaign that the sealed plan names, sampled within "
                f"{most_months:g} months of its day."
            ),
            (
                f"请以封存方案规定、采样与计划日期相差不超过 {most_months:g} 个月的批次"
                "进行核算。"
            ),
        ),
    )


def sampled_as_planned(facts: Facts, most_months: float) -> Outcome:
    """Tell whether the last campaign was planned, and sampled on its planned day."""
    plan, day = facts.sampling["plan"], facts.sampling["last_sampling"]
    sealed = plan["sealed_at"][:10] if plan["intact"] else ""
    if not sealed or (day and sealed >= day):
        return not_met(
            (
                "No plan was sealed before the last campaign and left unchanged.",
                "期末采样前没有已封存且未改动的方案。",
            ),
            (
                (
                    "Seal the plan, with planned_days, before its campaign is sampled; "
                    "a plan cannot be sealed after the fact."
                ),
                "请在采样前封存列明 planned_days 的方案；采样后不能补封。",
            ),
        )
    return another_campaign(facts, most_months) or met(
        f"Sampled {at_most(plan['months_off'])} months off the planned day or less.",
        f"与计划日期相差不超过 {at_most(plan['months_off'])} 个月。",
    )
