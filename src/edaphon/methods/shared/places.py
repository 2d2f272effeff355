"""What every measured scheme asks of where its points stand.

A map holds one place a point. What can be compared is that place with the one that
the plan gave it, and with the land of its stratum; what the project states of a move
counts beside it, and the larger of the two decides. Rules that packs share, each with
its limits as arguments; a rule returns what stands against the points, or nothing.
"""

from edaphon.methods.engine.condition import Facts, Outcome, not_assessed, not_met
from edaphon.methods.shared.limits_told import at_most, first_of
from edaphon.schemas.record import stated_or


def believed_error(facts: Facts, most_metres: float) -> float:
    """Return the error of position that is believed [m]; nothing stated is none."""
    return min(float(stated_or(facts.project.sampling.gps_error_m, 0.0)), most_metres)


def another_place(facts: Facts, error: float, most_metres: float) -> Outcome | None:
    """Return a refusal when a point lies beyond an error of position off its place.

    Parameters
    ----------
    facts
        ``sampling/places`` with ``off_plan_m`` [m], ``sampling/moved``.
    error, most_metres
        Error that is believed of this project, and of any [m].
    """
    far = {
        item.point: float(item.metres)
        for item in facts.sampling["moved"]
        if float(item.metres) > error
    }
    for place in facts.sampling["places"]:
        metres = place["off_plan_m"]
        if metres is not None and metres > max(error, far.get(place["point"], 0.0)):
            far[place["point"]] = metres
    if not far:
        return None
    worst = max(far, key=lambda name: (far[name], name))
    return not_met(
        (
            (
                f"{len(far)} points were moved by more than {error:g} m, by what is "
                "stated or by their coordinates, for example "
                f"{worst} by {at_most(far[worst])} m."
            ),
            (
                f"按申报或坐标计，{len(far)} 个采样点移位超过 {error:g} m，"
                f"例如 {worst} 移位 {at_most(far[worst])} m。"
            ),
        ),
        (
            (
                "State the error of the receiver in sampling.gps_error_m, of which "
                f"{most_metres:g} m at most are believed. A point moved beyond it is a "
                "new point: leave its later sample out and list it under "
                "sampling.missing."
            ),
            (
                f"请在 sampling.gps_error_m 填写定位误差，最多按 {most_metres:g} m 计。"
                "移位超过定位误差的采样点应视为新采样点：请去掉其复采结果，"
                "并列入 sampling.missing。"
            ),
        ),
    )


def off_land(facts: Facts, error: float) -> Outcome | None:
    """Return a refusal when a point lies outside the land that it counts for.

    Parameters
    ----------
    facts
        ``sampling/places`` with ``outside_m`` [m], None where no land of stratum and
        role is mapped.
    error
        Error of position that is believed [m].
    """
    out = [
        item
        for item in facts.sampling["places"]
        if item["outside_m"] is not None and item["outside_m"] > error
    ]
    if not out:
        return None
    worst = max(out, key=lambda item: (item["outside_m"], item["point"]))
    metres = at_most(worst["outside_m"])
    return not_met(
        (
            (
                f"{len(out)} points lie outside the land of their stratum, for example "
                f"{worst['point']}, {metres} m outside {worst['stratum']}."
            ),
            (
                f"{len(out)} 个采样点不在所属碳层的地块内，例如 {worst['point']} 在"
                f"碳层 {worst['stratum']} 之外 {metres} m。"
            ),
        ),
        (
            (
                "A point shows the soil it stands on: correct its position or its "
                "stratum, or leave its samples out and list it under sampling.missing."
            ),
            (
                "采样点只代表所在地块的土壤：请更正其坐标或碳层；"
                "确在地块外的，请去掉其结果，并列入 sampling.missing。"
            ),
        ),
    )


def control_land(facts: Facts) -> Outcome | None:
    """Return what stands against control points by the land they stand on.

    Parameters
    ----------
    facts
        ``sampling/places`` with ``role``, ``on_project``, ``has_map`` and
        ``outside_m``. A point on the border of control land, for which ``outside_m``
        is 0, stands on control land.
    """
    points = [item for item in facts.sampling["places"] if item["role"] == "control"]
    taken = [item for item in points if item["on_project"] and item["outside_m"] != 0]
    if taken:
        english, chinese = first_of([(one["point"], one["point"]) for one in taken])
        return not_met(
            (
                f"{len(taken)} control points stand on project land: {english}.",
                f"{len(taken)} 个对照采样点位于项目地块内：{chinese}。",
            ),
            CONTROL_MAP,
        )
    bare = [item for item in points if item["has_map"] and item["outside_m"] is None]
    bare = [item for item in bare if item["is_mapped"]]
    if not bare:
        return None
    english, chinese = first_of([(one["point"], one["point"]) for one in bare])
    return not_assessed(
        (
            f"Of {len(bare)} control points the map holds no control land: {english}.",
            f"{len(bare)} 个对照采样点所在碳层未绘制对照地块：{chinese}。",
        ),
        CONTROL_MAP,
    )


CONTROL_MAP = (
    (
        "Draw the land of every control point in the file that fields.path names, as "
        "a polygon of kind control_parcel with the stratum of its points; it is no "
        "project land and lies on none."
    ),
    (
        "请在 fields.path 所指文件中绘出各对照采样点所在地块：kind 为 control_parcel，"
        "stratum 与采样点一致；对照地块不属于项目地块，也不得与其重叠。"
    ),
)
"""What cures control points of which the map shows no control land."""


def unplaced(facts: Facts, *, in_plan: bool) -> Outcome | None:
    """Return that it cannot be decided where a point of no known place stands.

    Parameters
    ----------
    facts
        ``sampling/places``; ``is_mapped`` tells whether the map holds the point, and
        ``off_plan_m`` is None where map or plan do not.
    in_plan
        Whether the place that the plan gave it is needed too.
    """
    lost = [
        item["point"]
        for item in facts.sampling["places"]
        if not item["is_mapped"] or (in_plan and item["off_plan_m"] is None)
    ]
    if not lost:
        return None
    english, chinese = first_of([(name, name) for name in lost])
    return not_assessed(
        (
            f"Of {len(lost)} points it is not known where they stand: {english}.",
            f"{len(lost)} 个采样点的位置未知：{chinese}。",
        ),
        (
            "Give the place of every point in the file that fields.path names"
            + (", and its planned longitude and latitude in the plan." if in_plan
               else "."),
            "请在 fields.path 所指文件中给出各采样点的位置"
            + ("，并在采样方案中给出计划经纬度。" if in_plan else "。"),
        ),
    )  # fmt: skip
