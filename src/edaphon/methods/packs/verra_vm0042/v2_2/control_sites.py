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
ASPECT = ("aspect", "坡向")
"""Compared on steep land; where nobody says how steep it is, it is compared too."""

YEARS = ("practice years", "同一做法年数")

RANGE = re.compile(r"\d+(?:\.\d+)?\s*(?:-|–|—|~|～|至|to)\s*(\d+(?:\.\d+)?)\s*%?")
"""A slope class with both ends, such as 4-8."""

NUMBERS_7: Mapping[str, tuple[str, str]] = {
    "distance_km": ("distance [km]", "距离（km）"),
    "precipitation_difference_mm": ("precipitation [mm]", "降水差（mm）"),
    "weather_station_km": ("weather station [km]", "气象站距离（km）"),
}


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
        (site.point, {**_same(site, most_slope), **_near(site, limits, least_years)})
        for site in sites
    ]
    tested = tuple(
        Tested(name=point, met=sum(found.values()), tests=len(found))
        for point, found in respects
    )
    return replace(_likeness(facts, respects), tested=tested)


Respects = Sequence[tuple[str, Mapping[Pair, bool]]]
"""Points, each with the respects of Table 7 and whether it meets them."""


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
        for respect, is_met in found.items()
        if not is_met
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


def _same(site: ControlSite, most_slope: float) -> dict[Pair, bool]:
    found = {names: getattr(site, key) is True for key, names in TABLE_7.items()}
    ends = RANGE.fullmatch(stated_or(site.slope_percent_class, "").strip())
    if ends is None or float(ends[1]) > most_slope:
        found[ASPECT] = site.same_aspect is True
    return found


def _near(
    site: ControlSite, limits: Mapping[str, float], least_years: float
) -> dict[Pair, bool]:
    numbers = {key: getattr(site, key) for key in NUMBERS_7}
    found = {
        NUMBERS_7[key]: number is not UNSET and abs(float(number)) <= limits[key]
        for key, number in numbers.items()
    }
    found[YEARS] = float(stated_or(site.same_practice_years, 0)) >= least_years
    return found
