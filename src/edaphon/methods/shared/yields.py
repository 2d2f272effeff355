"""What a method asks of yield records: both sides, every stratum, every year."""

from edaphon.methods.engine.condition import Facts, Outcome, Pair, not_assessed
from edaphon.methods.engine.left_out import LeftOut
from edaphon.methods.shared.applications import LAND, listed

SIDES = {"project": ("project land", "项目地"), "control": ("control land", "对照地")}


def silent_yields(facts: Facts) -> Outcome | None:
    """Return what yield records leave out; nothing where there are none at all."""
    lacking = facts.activity.get("unharvested", [])
    if not lacking:
        return None
    told = [_told(item) for item in lacking]
    return not_assessed(
        (
            f"Yields not recorded: {listed(told, 0)}.",
            f"产量记录缺失：{listed(told, 1)}。",
        ),
        (
            (
                "Record the yields of project and control for every stratum, crop and "
                "year of the period."
            ),
            "请按碳层、作物和年度补齐监测期内项目地和对照地的产量。",
        ),
    )


def _told(item: LeftOut) -> Pair:
    english, chinese = (item.place or name for name in LAND)
    if not item.role:
        return (
            f"{english} in {item.year}",
            f"{chinese} {item.year} 年度",
        )
    side = SIDES[item.role]
    return (
        f"{side[0]} of {english} in {item.year}",
        f"{chinese} {item.year} 年度{item.crop}{side[1]}",
    )
