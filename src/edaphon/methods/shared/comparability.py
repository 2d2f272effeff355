"""What every measured scheme asks of two campaigns before it compares them."""

from edaphon.methods.engine.condition import Facts, Outcome, not_met

DERIVED = {
    "soc": ("organic carbon", "有机碳"),
    "total_carbon": ("total carbon", "全碳"),
    "som": ("organic matter", "有机质"),
}
"""What the laboratory reported, in English and Chinese."""


LEAST_REFERENCE = 0.9
"""Least reference mass, as a share of the lightest core above the reported depth."""


def not_organic(facts: Facts) -> Outcome | None:
    """Return a refusal when carbonate may have passed for organic carbon."""
    before, after = (facts.sampling["derivations"][end] for end in ("start", "end"))
    if facts.sampling["inorganic_apart"] or "total_carbon" not in {*before, *after}:
        return None
    return not_met(
        (
            "Total carbon is reported, and carbonate is not ruled out.",
            "报告的是全碳，且未排除碳酸盐。",
        ),
        (
            "Report inorganic carbon too, or state land.calcareous.",
            "请同时报告无机碳，或填写 land.calcareous。",
        ),
    )


def too_shallow(facts: Facts) -> Outcome | None:
    """Return a refusal when the reference mass stands for less than the depth.

    A loss between the two would be seen by neither the credited stock nor the
    layers below it.
    """
    share, depth = facts.sampling["reference_share"], facts.sampling["depth_cm"]
    if share >= LEAST_REFERENCE:
        return None
    found = (
        f"The reference soil mass is {share:.0%} of the lightest core's mass above "
        f"{depth:.0f} cm: the stock does not reach the reported depth."
    )
    found_zh = (
        f"参考土壤质量仅为最轻剖面 {depth:.0f} cm 以上土壤质量的 {share:.0%}，"
        "储量未覆盖报告深度。"
    )
    cure = (
        "Fix the mass of the lightest core above the reported depth in the next plan.",
        "请在下一核算期方案中，按最轻剖面报告深度以上的土壤质量确定参考土壤质量。",
    )
    return not_met((found, found_zh), cure)


def unlike_quantity(facts: Facts) -> Outcome | None:
    """Return a refusal when the campaigns report carbon as different quantities.

    Organic matter over 1.724 in one campaign and organic carbon in the other would
    turn a change of reporting into a change of carbon.
    """
    before, after = (facts.sampling["derivations"][end] for end in ("start", "end"))
    if not before or not after or before == after:
        return None
    words = [
        [", ".join(DERIVED[name][0] for name in names) for names in (before, after)],
        ["、".join(DERIVED[name][1] for name in names) for names in (before, after)],
    ]
    return not_met(
        (
            f"The first campaign reports {words[0][0]}, the last {words[0][1]}.",
            f"期初报告{words[1][0]}，期末报告{words[1][1]}。",
        ),
        (
            "Report the same quantity by the same procedure in both campaigns.",
            "两次采样应以同一方法报告同一指标。",
        ),
    )
