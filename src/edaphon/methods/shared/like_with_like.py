"""Like compared with like: the same quantity, procedure and density at every depth.

A campaign may hold two of each and so may the other, which shows nothing of a point.
Facts of ``alike`` name the strata where layers of one depth differ, between the
campaigns, between project and control land, or within one of them.
"""

from collections.abc import Mapping, Sequence

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    Pair,
    not_assessed,
    not_met,
)
from edaphon.methods.shared.comparability import DERIVED
from edaphon.methods.shared.limits_told import first_of
from edaphon.science.alike import Alike, Determined, Unlike

QUANTITIES = {
    **DERIVED,
    "total_less_inorganic": (
        "total carbon less inorganic carbon",
        "全碳扣除无机碳",
    ),
}
"""What carbon was computed from, in English and Chinese."""

BASES = {
    "fine_earth": ("fine earth", "细土容重"),
    "fine_earth_per_core": ("fine earth per core volume", "单位土芯体积细土质量"),
    "whole_soil": ("whole soil", "全土容重"),
}
"""What a bulk density is of, in English and Chinese."""

ENDS = {"start": ("at the start", "期初"), "end": ("at the end", "期末")}


def _held(facts: Facts) -> Alike:
    held: Alike = facts.sampling["alike"]
    return held


def unlike_carbon(facts: Facts) -> Outcome | None:
    """Return a refusal when carbon of one depth was computed from two quantities."""
    unlike = _held(facts).quantities
    if not unlike:
        return None
    english, chinese = first_of([_told(item, QUANTITIES) for item in unlike])
    return not_met(
        (
            f"Carbon of a stratum and its control was not determined alike: {english}.",
            f"同一碳层及其对照的碳指标不一致：{chinese}。",
        ),
        (
            (
                "Report one quantity for every point of a stratum and of its control, "
                "layer by layer, in both campaigns."
            ),
            "同一碳层及其对照的全部采样点，两次采样应逐层报告同一指标。",
        ),
    )


def unlike_procedures(facts: Facts, *, is_bridged: bool, cure: Pair) -> Outcome | None:
    """Return what stands against one procedure at every depth of a stratum.

    A bridge is measured from one procedure to one other, so that it serves only
    where each campaign used one alone.
    """
    held = _held(facts)
    if held.nameless:
        return _nameless(held.nameless)
    unlike = held.procedures
    if not unlike or (is_bridged and held.is_uniform):
        return None
    english, chinese = first_of([_told(item, {}) for item in unlike])
    return not_met(
        (
            (
                "Samples of a stratum and its control were analysed by more than one "
                f"procedure: {english}."
            ),
            f"同一碳层及其对照的检测方法不一致：{chinese}。",
        ),
        (
            (
                "Analyse every sample of a stratum and of its control by one "
                f"procedure. Where one whole campaign used another one: {cure[0]}"
            ),
            (
                "同一碳层及其对照的样品应采用同一检测方法。如某次采样整体采用"
                f"另一种方法：{cure[1]}"
            ),
        ),
    )


def _nameless(names: Sequence[str]) -> Outcome:
    english, chinese = first_of([(name, name) for name in names])
    return not_assessed(
        (
            (
                f"The laboratory procedure of {len(names)} samples is not stated: "
                f"{english}."
            ),
            f"{len(names)} 个样品未说明检测方法：{chinese}。",
        ),
        (
            "Complete the procedure column, or state campaigns.procedure.",
            "请补全“检测方法”列，或填写 campaigns.procedure。",
        ),
    )


def unlike_densities(facts: Facts) -> Outcome | None:
    """Return a refusal when densities of stony land are not all of one thing.

    The conversions between them rest on the share and the density of stones; an error
    of these would pass for a change of the soil.
    """
    bases = _held(facts).bases
    if len(bases) <= 1:
        return None
    told = [BASES[name] for name in bases]
    return not_met(
        (
            (
                "Bulk densities on land with stones are not all of one thing: "
                f"{' and '.join(item[0] for item in told)}."
            ),
            f"含砾石土地的容重口径不一致：{'与'.join(item[1] for item in told)}。",
        ),
        (
            (
                "State one basis for all bulk densities, of both campaigns, of project "
                "and control land: have the laboratory report them anew from its "
                "weighings. Only land without stones may mix them "
                "(land.stone_free, or stones of 0 measured in every layer)."
            ),
            (
                "项目地与对照地两次采样的容重应采用同一口径（basis），请实验室按原始称量"
                "数据重新出具。仅无砾石土地可以混用（填写 land.stone_free，"
                "或各土层实测砾石均为 0）。"
            ),
        ),
    )


def _told(item: Unlike, words: Mapping[str, Pair]) -> Pair:
    """Return a stratum with the samples that are not alike."""
    parts = [_part(part, words) for part in item.parts]
    return (
        f"{item.stratum}, {', but '.join(english for english, _ in parts)}",
        f"{item.stratum} {'，而'.join(chinese for _, chinese in parts)}",
    )


def _part(part: Determined, words: Mapping[str, Pair]) -> Pair:
    kinds = [words.get(name, (name, name)) for name in part.kind]
    (first, *rest), depth = part.points, part.depth
    points = f"{1 + len(rest)} points" if rest else "1 point"
    end = ENDS[part.end]
    english = (
        f"{' and '.join(kind[0] for kind in kinds)} {end[0]}, "
        f"{'-'.join(depth)} cm, at {points} ({first}{' and others' if rest else ''})"
    )
    chinese = (
        f"{end[1]} {'～'.join(depth)} cm 为{'与'.join(kind[1] for kind in kinds)}，"
        f"计 {1 + len(rest)} 个采样点（{first}{'等' if rest else ''}）"
    )
    return english, chinese
