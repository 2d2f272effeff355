"""What a method asks of the book of applications: that it leaves nothing out."""

from collections.abc import Sequence

from edaphon.methods.engine.condition import Facts, Outcome, Pair, not_assessed
from edaphon.methods.engine.left_out import LeftOut
from edaphon.methods.shared.limits_told import percent_at_least

SHOWN = 5
"""Places that a sentence names; the rest is counted."""

LAND = ("the project land", "项目地")
"""What a place without a name is called."""


def silent_product(facts: Facts, least_share: float) -> Outcome | None:
    """Return what the book leaves out: land, years, crops; nothing without a product.

    Parameters
    ----------
    facts
        ``activity`` with ``unapplied``, ``applied_shares`` and ``crops_without``.
    least_share
        Part of a stratum's area that each application must reach [1].
    """
    if "unapplied" not in facts.activity:
        return None
    shares = facts.activity["applied_shares"]
    if not shares:
        return not_assessed(
            ("No application of the product is recorded.", "没有菌剂施用记录。"),
            _cure(least_share),
        )
    told = [
        *map(_fewer, facts.activity["unapplied"]),
        *map(_crop, facts.activity["crops_without"]),
        *(_part(item) for item in shares if item.held < least_share),
    ]
    if not told:
        return None
    return not_assessed(
        (
            f"Applications not recorded: {listed(told, 0)}.",
            f"施用记录缺失：{listed(told, 1)}。",
        ),
        _cure(least_share),
    )


def _cure(least_share: float) -> Pair:
    share = percent_at_least(least_share)
    return (
        (
            "Record every application with parcel or stratum, year, crop, area and "
            f"amount, over at least {share} of each stratum's area; enter 0 where a "
            "crop got none."
        ),
        (
            "请按地块或碳层、年度和作物逐次填写施用面积和用量，面积不少于各碳层的 "
            f"{share}；未施用的作物填 0。"
        ),
    )


def _fewer(item: LeftOut) -> Pair:
    english, chinese = (item.place or name for name in LAND)
    return (
        f"{english} in {item.year} ({item.held} of {item.wanted})",
        f"{chinese} {item.year} 年度（{item.held}/{item.wanted} 次）",
    )


def _crop(item: LeftOut) -> Pair:
    english, chinese = (item.place or name for name in LAND)
    return (
        f"{english} (a crop of {item.wanted} harvests, applications in {item.held})",
        f"{chinese}{item.crop}（收获 {item.wanted} 年，施用记录 {item.held} 年）",
    )


def _part(item: LeftOut) -> Pair:
    english, chinese = (item.place or name for name in LAND)
    share = percent_at_least(item.held)
    return (
        f"{english} in {item.year} ({share} of its area)",
        f"{chinese} {item.year} 年度（仅 {share} 的面积）",
    )


def listed(pairs: Sequence[Pair], language: int) -> str:
    """Return the first sentences in a language, each once, and how many follow."""
    told = list(dict.fromkeys(pair[language] for pair in pairs))
    rest = len(told) - SHOWN
    more = (f", and {rest} more", f"等共 {len(told)} 处")[language] if rest > 0 else ""
    return (", ", "、")[language].join(told[:SHOWN]) + more


def lots_told(lots: Sequence[str], language: int) -> str:
    """Return lots by name; records that name none are told as such."""
    names = [
        (name, name) if name else ("(no lot stated)", "（未填批号）") for name in lots
    ]
    return listed(names, language)
