"""Conditions of VM0042 v2.2 on earlier accounts, and on the age of the baseline."""

from collections.abc import Mapping
from typing import Annotated

from edaphon.kernel.calendar_years import last_day
from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.earlier import accounts_by_record, earlier_unsaid

VCS = "VM0042 v2.2"


@condition(
    id="8.1-earlier",
    source=f"{VCS} §8.5 Eq. 37 and 46-47; our reading of later accounts",
    mark="D",
    title=("First account, or earlier ones by record", "首次核算或附以前核算记录"),
)
def earlier_accounts(facts: Facts, figures: Mapping[str, float]) -> Outcome:
    """Each account counts from the one before it, whose figures its record holds."""
    if silent := earlier_unsaid(facts):
        return silent
    before = facts.activity["earlier"]
    if not before["count"]:
        return met(
            "The first account of this land, as stated.",
            "经申报，为该土地的首次核算。",
        )
    if not {"earlier_removals", "earlier_deficit"} <= figures.keys():
        return not_assessed(
            (
                "The record of the last account under this method does not say what "
                "it carried on.",
                "本方法上次核算的记录未载明结转的数值。",
            ),
            (
                "Account for that period again with this version, list it as the "
                "correction of the one before, then make this account.",
                "请用本版本对该监测期重新核算并列为更正核算，再进行本次核算。",
            ),
        )
    if not before["since"]:
        english, chinese = accounts_by_record(before["count"])
        return met(
            f"{english}; no period is closed under this method: everything since the "
            "first sampling counts.",
            f"{chinese}，均未完成本方法的核算：自期初采样起计算。",
        )
    end = last_day(before["since"])
    return met(
        f"The last account under this method ended with {end}; this one counts from "
        f"{before['since']}.",
        f"本方法上次核算止于 {end}（含当日），本次自 {before['since']} 起计算。",
    )


@condition(
    id="8.2-reassess",
    source=f"{VCS} §8.2, baseline reassessed every ten years",
    mark="P",
    title=("Baseline reassessed in time", "基准线按期重新评估"),
)
def reassessed(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_years: Annotated[float, parameter("most_baseline_years", "a")],
) -> Outcome:
    """No period reaches beyond the years for which a baseline holds.

    A baseline that was reassessed is not taken by this version.
    """
    start, end = facts.project.practice.start, facts.project.period.end
    limit = f"{int(start[:4]) + int(most_years):04d}{start[4:10]}"
    if end <= limit:
        return met(
            f"The baseline of {start} holds to {limit}; the period ends before.",
            f"{start} 确定的基准线有效至 {limit}，监测期未超出。",
        )
    return not_met(
        (
            f"The baseline of {start} holds for {most_years:g} years; the period "
            f"reaches beyond {limit}.",
            f"{start} 确定的基准线有效期为 {most_years:g} 年，监测期超出 {limit}。",
        ),
        (
            f"Account for a period that ends by {limit}; what follows stands on a "
            "reassessed baseline, which this version does not take.",
            f"请对截止日不晚于 {limit} 的监测期进行核算；其后须以重新评估的基准线"
            "为依据，本版本尚不支持。",
        ),
    )
