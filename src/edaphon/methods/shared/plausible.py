"""Yearly changes of soil carbon that no soil makes."""

from edaphon.methods.engine.condition import Facts, Outcome, met, not_met
from edaphon.methods.shared.limits_told import first_of


def plausible(facts: Facts, most: float) -> Outcome:
    """Return whether project land gained, or control land lost, what a soil can.

    A factor, a unit or a limit read as a value shows as a change that is too fast;
    only who has no part in the project settles it.
    """
    found = []
    for item in facts.sampling["groups"]:
        yearly = facts.sampling["yearly_changes"].get(item["label"], 0.0)
        earns = yearly if item["role"] == "project" else -yearly
        if earns > most + 1e-9:
            place = {"project": "项目地", "control": "对照地"}[item["role"]]
            shown = f"{yearly:+.2f}"
            found.append((
                f"{item['label']} ({shown} t C/ha a year)",
                f"{item['stratum']} {place}（每年 {shown} t C/hm²）",
            ))  # fmt: skip
    if not found:
        return met(
            f"No stratum changed by more than {most:g} t C/ha a year.",
            f"各碳层年均变化均未超过 {most:g} t C/hm²。",
        )
    if not facts.sampling.get("reanalysis_fault", "absent"):
        return met(
            "What changed faster was analysed again independently.",
            "变化较快的碳层已由独立机构复测。",
        )
    english, chinese = first_of(found)
    return not_met(
        (
            f"Soil carbon changed faster than soils do: {english}.",
            f"土壤碳变化过快：{chinese}。",
        ),
        (
            (
                "Look for a unit, a factor or a limit taken for a value. More than "
                f"{most:g} t C/ha a year needs an independent re-analysis "
                "(campaigns.reanalysis of the last campaign, with its report)."
            ),
            (
                "请检查单位、换算系数，以及是否以限值代替测定值。年均变化超过 "
                f"{most:g} t C/hm² 的，须委托独立机构复测（在期末采样的 "
                "campaigns.reanalysis 说明并附报告）。"
            ),
        ),
    )
