"""What a method asks of records that do not count: that none of them stands higher.

A record of a year that belongs to no account, or of the baseline outside its look-back.
"""

from edaphon.methods.engine.condition import Facts, Outcome, Pair, not_assessed
from edaphon.methods.engine.left_out import LeftOut
from edaphon.methods.shared.sources import ROLES, SOURCES

SLACK = 1e-9
"""Part by which a mean of equal amounts may differ from each of them [1]."""

CURE = (
    (
        "Give each of these records its day. What was used after the first sampling is "
        "recorded under the first year that counts, what was used after the last one "
        "belongs to the next period; a record of the baseline lies inside "
        "baseline.look_back, or is taken out."
    ),
    (
        "请为上述记录逐条填写日期。期初采样之后使用的，记入第一个计入年度；"
        "期末采样之后使用的，属于下一监测期；基准线记录应在 baseline.look_back "
        "（回溯期）之内，否则请删去。"
    ),
)


def higher_aside(facts: Facts) -> Outcome | None:
    """Return records that do not count and hold more than a year that does."""
    more = [
        item
        for item in facts.activity.get("aside", [])
        if item.held > item.wanted * (1 + SLACK)
    ]
    if not more:
        return None
    return not_assessed(
        (
            f"Not counted, and more than in a year that counts: {_listed(more, 0)}.",
            f"未计入且高于计入年度的记录：{_listed(more, 1)}。",
        ),
        CURE,
    )


def with_aside(facts: Facts, found: Pair) -> Pair:
    """Return what a condition found, and after it which records do not count."""
    aside = facts.activity.get("aside", [])
    if not aside:
        return found
    return (
        f"{found[0]} Records that are not counted: {_listed(aside, 0)}.",
        f"{found[1]}未计入的记录：{_listed(aside, 1)}。",
    )


def _listed(items: list[LeftOut], place: int) -> str:
    told = dict.fromkeys(_told(item, place) for item in items)
    return (", ", "、")[place].join(told)


def _told(item: LeftOut, place: int) -> str:
    name, of = SOURCES[item.place][place], ROLES[item.role][place]
    return (
        f"{name} of the {of} in {item.year}", f"{of} {item.year} 年{name}"
    )[place]  # fmt: skip
