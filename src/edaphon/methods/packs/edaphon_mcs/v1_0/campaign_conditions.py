"""Conditions C3 and C4: two comparable campaigns, deep enough."""

from collections.abc import Mapping

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_applicable,
    not_assessed,
    not_met,
)
from edaphon.methods.shared.comparability import (
    not_organic,
    too_shallow,
    unlike_quantity,
)

METHOD = "edaphon.mcs/1.0"
LEAST_YEARS = 3.0
LEAST_LAYERS = 3
LEAST_DEPTH_CM = 30.0
SAME_SEASON_MONTHS = 2.0
DEFAULT_GPS_ERROR_M = 5.0


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
    unlike = not_organic(facts) or unlike_quantity(facts)
    return unlike or _same_procedure(facts, months)


def _same_procedure(facts: Facts, months: float) -> Outcome:
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
    return too_shallow(facts) or met(
        f"Reported to {facts.sampling['depth_cm']:.0f} cm in at least "
        f"{facts.sampling['layers_within']} layers, with a layer below.",
        f"报告深度 {facts.sampling['depth_cm']:.0f} cm，其内不少于 "
        f"{facts.sampling['layers_within']} 层，其下另有土层。",
    )
