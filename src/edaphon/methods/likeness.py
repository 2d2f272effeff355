"""What every measured scheme asks of two campaigns before it compares them."""

from edaphon.methods.condition import Facts, Outcome, not_met

DERIVED = {
    "soc": ("organic carbon", "有机碳"),
    "total_carbon": ("total carbon", "全碳"),
    "som": ("organic matter", "有机质"),
}
"""What the laboratory reported, in English and Chinese."""


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
