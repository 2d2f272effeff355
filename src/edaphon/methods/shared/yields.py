"""What a method asks of yield records: both sides, every stratum, crop and year."""

from edaphon.methods.engine.condition import Facts, Outcome, Pair, not_assessed
from edaphon.methods.engine.left_out import LeftOut
from edaphon.methods.shared.applications import LAND, listed

SIDES = {"project": ("project land", "项目地"), "control": ("control land", "对照地")}


def silent_yields(facts: Facts) -> Outcome | None:
    """Return what yield records leave out; of sown land that there are none at all."""
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
                "year of the period, with the crops named as in the applications; "
                "enter 0 on both where a crop was not grown. A stated change of yield "
                "does not stand for records of sown land."
            ),
            (
                "请按碳层、作物和年度补齐监测期内项目地和对照地的产量，作物名称应与施用"
                "记录一致；当年未种植的作物，两侧均填 0。农田和稻田不得仅以填报的产量"
                "变化代替产量记录。"
            ),
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
    crop = f"{item.crop} on " if item.crop and item.crop.isascii() else ""
    return (
        f"{crop}{side[0]} of {english} in {item.year}",
        f"{chinese} {item.year} 年度{item.crop}{side[1]}",
    )
