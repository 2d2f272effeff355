"""What every measured scheme asks of two campaigns before it compares them.

Rules that packs share, each with its limits as arguments. A rule returns what stands
against the campaigns, or nothing; a pack's condition chains those it needs.
"""

import re

from edaphon.methods.engine.condition import Facts, Outcome, not_assessed, not_met
from edaphon.methods.shared.limits_told import at_most, first_of, percent_at_least
from edaphon.schemas.record import stated_or

DERIVED = {
    "soc": ("organic carbon", "有机碳"),
    "total_carbon": ("total carbon", "全碳"),
    "som": ("organic matter", "有机质"),
}
"""What the laboratory reported, in English and Chinese."""


def another_season(facts: Facts, most_months: float) -> Outcome | None:
    """Return a refusal when the campaigns lie too far apart within the year."""
    months = facts.sampling["months_apart"]
    if months <= most_months:
        return None
    return not_met(
        (
            f"The campaigns lie {at_most(months)} months apart within the year.",
            f"两次采样的季节相差 {at_most(months)} 个月。",
        ),
        (
            (
                f"Sample in the season of the first campaign, within {most_months:g} "
                "months of its days."
            ),
            f"请在与期初采样相同的季节采样，相差不超过 {most_months:g} 个月。",
        ),
    )


def another_laboratory(facts: Facts, *, may_differ: bool) -> Outcome | None:
    """Return what stands against one laboratory; two that nobody named are not one."""
    names = [
        name
        for item in facts.project.campaigns
        if (name := stated_or(item.laboratory, ""))
    ]
    if len(names) < len(facts.project.campaigns):
        return not_assessed(
            (
                "The laboratory of at least one campaign is not stated.",
                "至少一次采样未说明实验室。",
            ),
            ("State campaigns.laboratory.", "请填写 campaigns.laboratory。"),
        )
    if len(set(names)) == 1 or may_differ:
        return None
    return not_met(
        (
            f"The laboratories {' and '.join(names)} differ.",
            f"两次检测的实验室不同：{'与'.join(names)}。",
        ),
        (
            (
                "Analyse in the laboratory of the first campaign, or justify the other "
                "one in campaigns.bridging of the last campaign."
            ),
            (
                "请由期初采样的实验室分析，或在期末采样的 campaigns.bridging "
                "说明更换理由。"
            ),
        ),
    )


def another_procedure(
    facts: Facts, *, is_bridged: bool, cure: tuple[str, str]
) -> Outcome | None:
    """Return what stands against one procedure, or two without a bridge."""
    before, after = (facts.sampling["procedures"][end] for end in ("start", "end"))
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
    if before == after or is_bridged:
        return None
    return not_met(
        (
            f"Procedures differ: {', '.join(before)} and {', '.join(after)}.",
            f"两次检测方法不同：{'、'.join(before)} 与 {'、'.join(after)}。",
        ),
        cure,
    )


def repeat(least: float) -> tuple[str, str]:
    """Return what cures two procedures where only a re-analysis counts."""
    return (
        (
            f"Re-analyse at least {least:g} archived samples with the procedure and in "
            "the batch of the last."
        ),
        f"请以期末采样的检测方法同批复测至少 {least:g} 个留样。",
    )


BRIDGE = (
    (
        "Re-analyse archived samples with one procedure, or show that the two are "
        "comparable: campaigns.bridging and campaigns.reanalysis of the last campaign."
    ),
    (
        "请以同一方法复测留样，或以期末采样的 campaigns.bridging 和 "
        "campaigns.reanalysis 说明两种方法可比。"
    ),
)
"""What cures two procedures where a bridge on file counts too."""


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


def points_unaccounted(facts: Facts) -> Outcome | None:
    """Return a refusal when a planned sample has neither a result nor a reason."""
    silent = facts.sampling["missing"]
    if not silent:
        return None
    english, chinese = first_of([(name, name) for name in silent])
    return not_met(
        (
            (
                f"{len(silent)} planned samples have neither a complete result nor a "
                f"reason: {english}."
            ),
            f"{len(silent)} 个计划样品既无完整结果也无原因：{chinese}。",
        ),
        (
            (
                "Give carbon and bulk density of every layer, or the reason under "
                "sampling.missing."
            ),
            "请补全各土层有机碳和容重，或在 sampling.missing 逐一说明原因。",
        ),
    )


WITNESS_FAULTS = {
    "absent": ("no witness", "无见证"),
    "no_paper": ("the witness names no paper", "见证未附文件"),
    "own_party": (
        "the witness is the proponent or signs for it",
        "见证方即项目业主或其签署人",
    ),
    "no_campaign": ("the loss names no campaign", "未对应采样批次"),
    "too_early": ("signed before the campaign", "签署早于该次采样"),
    "too_late": ("signed too long after the campaign", "签署距该次采样过久"),
    "not_a_paper": ("the file is not under papers/", "文件不在 papers/ 内"),
    "serves_elsewhere": (
        "the file shows something else in this project",
        "该文件在项目中另作他用",
    ),
}
"""What can stand against the witness of a loss, in English and Chinese."""


def unwitnessed_told(facts: Facts) -> tuple[str, str] | None:
    """Return the losses without a witness that counts, each with its reason."""
    bare = facts.sampling["unwitnessed"]
    if not bare:
        return None
    told = [
        (f"{name} ({WITNESS_FAULTS[why][0]})", f"{name}（{WITNESS_FAULTS[why][1]}）")
        for name, why in bare.items()
    ]
    return first_of(told)


def witness_cure(days: float) -> tuple[str, str]:
    """Return what makes a witness count."""
    return (
        (
            "Sample the point, or state under sampling.missing the signed word of an "
            "independent party that saw the loss: neither the proponent nor who signs "
            "for it, signed from the first day of the campaign until "
            f"{days:g} days after its last, on a paper of its own under papers/."
        ),
        (
            "请补采该点，或在 sampling.missing 的 witness 填写独立第三方的签署见证："
            "见证方不得为项目业主或其签署人，签署日期应在该次采样首日至末日后 "
            f"{days:g} 天之内，并附存于 papers/ 的专门文件。"
        ),
    )


def points_unwitnessed(facts: Facts, days: float) -> Outcome | None:
    """Return a question when a sample was lost that no independent party saw lost."""
    told = unwitnessed_told(facts)
    if told is None:
        return None
    count = len(facts.sampling["unwitnessed"])
    return not_assessed(
        (
            (
                f"{count} samples are lost without an independent witness: {told[0]}. "
                "Left out, a control point that gained or a project point that lost "
                "carbon raises the result."
            ),
            (
                f"{count} 个样品缺测且无独立见证：{told[1]}。剔除碳储量上升的对照点"
                "或下降的项目点，会抬高核算结果。"
            ),
        ),
        witness_cure(days),
    )


IGNITION = re.compile(
    r"loss[ -]?on[ -]?ignition|\bLOI\b|ignition loss|灼烧|烧失|灼失", re.IGNORECASE
)
"""Procedures that weigh what burns, clay water and carbonate with it."""


def by_ignition(facts: Facts) -> Outcome | None:
    """Return a refusal when carbon was weighed as loss on ignition."""
    used = {name for names in facts.sampling["procedures"].values() for name in names}
    burnt = sorted(name for name in used if IGNITION.search(name))
    if not burnt:
        return None
    return not_met(
        (
            f"Carbon was determined by loss on ignition: {', '.join(burnt)}.",
            f"有机碳由灼烧减量法测定：{'、'.join(burnt)}。",
        ),
        (
            (
                "Analyse by dry combustion, or by wet oxidation with its recovery: "
                "what burns is not carbon alone, and its factor differs from soil to "
                "soil."
            ),
            (
                "请采用干烧法，或采用注明回收率的湿氧化法；灼烧减量不全是有机碳，"
                "换算系数因土壤而异。"
            ),
        ),
    )


def light_cores(facts: Facts) -> Outcome | None:
    """Return a refusal when a core holds less soil than the reference mass."""
    exceeds = facts.sampling["reference_exceeds"]
    if not exceeds:
        return None
    return not_met(
        (
            (
                f"{len(exceeds)} cores hold less soil than the reference mass, for "
                f"example {exceeds[0]}."
            ),
            f"{len(exceeds)} 个剖面的土壤质量小于参考土壤质量，例如 {exceeds[0]}。",
        ),
        (
            "Sample those cores deeper; the stock is never extrapolated.",
            "请将这些剖面采得更深；储量不作外推。",
        ),
    )


def falling_curves(facts: Facts) -> Outcome | None:
    """Return a refusal when the natural spline of a core falls on its way down."""
    falling = facts.sampling["falling"]
    if not falling:
        return None
    found = (
        f"The natural spline of {len(falling)} cores falls within the core, for "
        f"example {falling[0]}: it shows more carbon above a depth than lies there."
    )
    found_zh = (
        f"{len(falling)} 个土芯的自然样条在土芯内下降，例如 {falling[0]}："
        "曲线在某一深度以上给出的有机碳多于实有量。"
    )
    cure = (
        "Sample the rich top in thinner layers in the next period.",
        "请在下一监测期将富碳表层分得更细。",
    )
    return not_met((found, found_zh), cure)


def too_shallow(facts: Facts, least_share: float) -> Outcome | None:
    """Return a refusal when the reference mass stands for less than the depth.

    A loss between the two would be seen by neither the credited stock nor the
    layers below it.
    """
    share, depth = facts.sampling["reference_share"], facts.sampling["depth_cm"]
    if share >= least_share:
        return None
    found = (
        f"The reference soil mass is {percent_at_least(share)} of the lightest "
        f"core's mass above {depth:.0f} cm: the stock does not reach the reported "
        "depth."
    )
    found_zh = (
        f"参考土壤质量仅为最轻剖面 {depth:.0f} cm 以上土壤质量的 "
        f"{percent_at_least(share)}，储量未覆盖报告深度。"
    )
    cure = (
        (
            "Fix the mass of the lightest core above the reported depth in the next "
            f"plan; at least {percent_at_least(least_share)} of it are needed."
        ),
        (
            "请在下一监测期方案中，按最轻剖面报告深度以上的土壤质量确定参考土壤质量，"
            f"不得低于其 {percent_at_least(least_share)}。"
        ),
    )
    return not_met((found, found_zh), cure)


def unlike_quantity(facts: Facts) -> Outcome | None:
    """Return a refusal when the campaigns report carbon as different quantities.

    Organic matter over its factor in one campaign and organic carbon in the other
    would turn a change of reporting into a change of carbon.
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
