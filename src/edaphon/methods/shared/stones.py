"""Stones between two campaigns: what no soil changes in years."""

from edaphon.methods.engine.condition import Facts, Outcome, not_assessed
from edaphon.methods.shared.limits_told import first_of


def stones_moved(facts: Facts, most_change: float) -> Outcome | None:
    """Return a question when stones went from project land, or came to control land.

    Stones do not change in years. Fewer of them at the end are more fine earth and
    more carbon to the same depth; only who has no part in the project settles it.
    """
    found = []
    for item in facts.sampling["groups"]:
        start, end = facts.sampling["stones"].get(item["label"], (0.0, 0.0))
        earns = start - end if item["role"] == "project" else end - start
        if earns > most_change + 1e-9:
            place = {"project": "项目地", "control": "对照地"}[item["role"]]
            shares = f"{start:.1%}", f"{end:.1%}"
            found.append((
                f"{item['label']} ({' to '.join(shares)})",
                f"{item['stratum']} {place}（{' 变为 '.join(shares)}）",
            ))  # fmt: skip
    if not found or not facts.sampling.get("reanalysis_fault", "absent"):
        return None
    english, chinese = first_of(found)
    points = f"{100 * most_change:g}"
    return not_assessed(
        (
            (
                f"The share of stones changed between the campaigns: {english}. "
                "Stones do not go in years."
            ),
            f"两次采样的砾石含量不一致：{chinese}。砾石含量数年内不会变化。",
        ),
        (
            (
                f"Correct it where the mean of a stratum moves by more than {points} "
                "percentage points, or have the samples analysed again independently "
                "(campaigns.reanalysis of the last campaign, with its report)."
            ),
            (
                f"碳层均值变化超过 {points} 个百分点的请更正，或委托独立机构复测"
                "（在期末采样的 campaigns.reanalysis 说明并附报告）。"
            ),
        ),
    )
