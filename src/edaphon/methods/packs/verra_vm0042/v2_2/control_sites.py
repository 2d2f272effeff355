"""VM0042 v2.2 section 8.2: number and likeness of control sites."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from msgspec import UNSET

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    Pair,
    Tested,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.limits_told import first_of
from edaphon.schemas.models.project import ControlSite
from edaphon.schemas.record import stated_or

VCS = "VM0042 v2.2"
TABLE_7: Mapping[str, tuple[str, str]] = {
    "same_slope_class": ("slope class", "坡度级"),
    "same_texture": ("texture class", "质地"),
    "same_soil_group": ("soil group", "土类"),
    "same_land_cover_history": ("land-cover history", "土地覆盖历史"),
    "same_ecoregion": ("ecoregion", "生态区"),
    "same_climate_zone": ("climate zone", "气候带"),
}
UNSTATED = ("not stated", "未说明")

RANGE = re.compile(r"\d+(?:\.\d+)?\s*(?:-|–|—|~|～|至|to)\s*(\d+(?:\.\d+)?)\s*%?")
"""A slope class with both ends, such as 4-8."""

NUMBERS_7: Mapping[str, tuple[str, str]] = {
    "distance_km": ("distance {} (at most {:g} km)", "距离 {}（上限 {:g} km）"),
    "precipitation_difference_mm": (
        "difference of precipitation {} (at most {:g} mm)",
        "降水差 {}（上限 {:g} mm）",
    ),
    "weather_station_km": (
        "distance of the weather station {} (at most {:g} km)",
        "气象站距离 {}（上限 {:g} km）",
    ),
}
"""What is found, and its limit."""


@condition(
    id="8.2-controls",
    source=f"{VCS} §8.2 approach 2",
    mark="P",
    title=("Number of control sites", "对照点数量"),
)
def control_sites(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    least_sites: Annotated[float, parameter("least_control_sites", "1")],
    least_of_stratum: Annotated[float, parameter("least_sites_of_stratum", "1")],
) -> Outcome:
    """Enough control sites in the project and in every stratum."""
    controls = [item for item in facts.sampling["groups"] if item["role"] == "control"]
    counts = {item["stratum"]: item["both"] for item in controls}
    if sum(counts.values()) < least_sites or min(counts.values()) < least_of_stratum:
        listed = ", ".join(f"{name}: {count}" for name, count in counts.items())
        return not_met(
            (
                f"Control sites with both campaigns: {listed}.",
                f"两次采样齐全的对照点：{listed}。",
            ),
            (
                f"At least {least_sites:g} in the project and {least_of_stratum:g} per "
                "stratum are needed, fixed for the life of the project.",
                f"项目至少 {least_sites:g} 个、每个碳层至少 {least_of_stratum:g} 个"
                "对照点，且在项目期内固定不变。",
            ),
        )
    return met(
        f"{sum(counts.values())} control sites, at least {min(counts.values())} per "
        "stratum.",
        f"对照点 {sum(counts.values())} 个，每个碳层不少于 {min(counts.values())} 个。",
    )


@condition(
    id="8.2-table7",
    source=f"{VCS} §8.2 Table 7",
    mark="P",
    title=("Likeness of control sites", "对照点相似性"),
)
def table_7(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    most_distance: Annotated[float, parameter("most_distance", "km")],
    most_precipitation: Annotated[
        float, parameter("most_precipitation_difference", "mm")
    ],
    most_station: Annotated[float, parameter("most_station_distance", "km")],
    least_years: Annotated[float, parameter("least_practice_years", "a")],
    most_slope: Annotated[float, parameter("most_slope_without_aspect", "%")],
) -> Outcome:
    """Every control site is like its stratum in each respect of Table 7."""
    sites = stated_or(facts.project.control_sites, [])
    limits = dict(
        zip(NUMBERS_7, (most_distance, most_precipitation, most_station), strict=True)
    )
    respects = [
        (
            site.point,
            [
                *_same(site),
                *_aspect(site, most_slope),
                *_near(site, limits),
                _years(site, least_years),
            ],
        )
        for site in sites
    ]
    tested = tuple(
        Tested(name=point, met=found.count(None), tests=len(found))
        for point, found in respects
    )
    return replace(_likeness(facts, respects), tested=tested)


Respects = Sequence[tuple[str, Sequence[Pair | None]]]
"""Points, each with what every respect of Table 7 finds against it; None for none."""


def _likeness(facts: Facts, respects: Respects) -> Outcome:
    controls = sum(
        item["both"] for item in facts.sampling["groups"] if item["role"] == "control"
    )
    described = len({point for point, _ in respects})
    if described < controls:
        return not_assessed(
            (
                f"{described} of {controls} control sites are described.",
                f"{controls} 个对照点中描述了 {described} 个。",
            ),
            (
                "Describe every control site under control_sites.",
                "请在 control_sites 逐点描述。",
            ),
        )
    wrong = [
        (f"{point} {respect[0]}", f"{point} {respect[1]}")
        for point, found in respects
        for respect in found
        if respect is not None
    ]
    if wrong:
        english, chinese = first_of(wrong)
        return not_met(
            (f"Unlike or not stated: {english}.", f"不相似或未说明：{chinese}。"),
            (
                "Replace the site, or state what is missing.",
                "请更换对照点或补充说明。",
            ),
        )
    return met(
        f"{described} control sites are like their strata.",
        f"{described} 个对照点均与其碳层相似。",
    )


def _same(site: ControlSite) -> list[Pair | None]:
    return [
        None if getattr(site, key) is True else names for key, names in TABLE_7.items()
    ]


def _aspect(site: ControlSite, most_slope: float) -> list[Pair | None]:
    """Compare the aspect of steep land, and where nobody says how steep it is."""
    ends = RANGE.fullmatch(stated_or(site.slope_percent_class, "").strip())
    if ends is not None and float(ends[1]) <= most_slope:
        return []
    unlike = (
        f"aspect (compared on slopes above {most_slope:g} %)",
        f"坡向（坡度超过 {most_slope:g}% 时比对）",
    )
    return [None if site.same_aspect is True else unlike]


def _near(site: ControlSite, limits: Mapping[str, float]) -> list[Pair | None]:
    numbers = {key: getattr(site, key) for key in NUMBERS_7}
    return [
        None
        if number is not UNSET and abs(float(number)) <= limits[key]
        else _beyond(NUMBERS_7[key], number, limits[key])
        for key, number in numbers.items()
    ]


def _years(site: ControlSite, least_years: float) -> Pair | None:
    """Return a practice that is not as old as asked; one not stated has no years."""
    years = site.same_practice_years
    if float(stated_or(years, 0)) >= least_years:
        return None
    names = ("years of the same practice {} (at least {:g} years)",
             "同一做法年数 {}（下限 {:g} 年）")  # fmt: skip
    return _beyond(names, years, least_years)


def _beyond(names: Pair, number: object, limit: float) -> Pair:
    """Return what was found, and the limit that it does not keep."""
    found = UNSTATED if number is UNSET else (str(number), str(number))
    english, chinese = names
    return english.format(found[0], limit), chinese.format(found[1], limit)
