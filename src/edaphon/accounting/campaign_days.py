"""On which days the soil was sampled, and how long lies between the campaigns."""

from collections.abc import Mapping
from fractions import Fraction

import polars as pl

from edaphon.accounting.evidence import Evidence, once
from edaphon.accounting.layers import CARBON, counted
from edaphon.kernel.calendar_years import years_between
from edaphon.schemas.models.project import Campaign


def sampling_days(evidence: Evidence) -> dict[str, list[str]]:
    """Return the sampling days of the first and the last campaign.

    Those that are declared where no row says its own.
    """
    ends = zip(("start", "end"), evidence.ends, strict=True)
    return {end: _days(evidence, item) for end, item in ends}


def _days(evidence: Evidence, campaign: Campaign) -> list[str]:
    days = sorted(set(_of_rows(evidence, campaign)) - {""})
    return days or [campaign.start, campaign.end]


def _of_rows(evidence: Evidence, campaign: Campaign) -> tuple[str, ...]:
    """Return the day of every carbon content of a campaign, empty where it has none."""
    return _by_campaign(evidence).get(campaign.id, ())


@once
def _by_campaign(evidence: Evidence) -> Mapping[str, tuple[str, ...]]:
    rows = counted(evidence).filter(pl.col("property").is_in(list(CARBON)))
    found: dict[str, list[str]] = {}
    for name, day in rows.select("campaign", "phenomenon_time").iter_rows():
        found.setdefault(name, []).append(day[:10])
    return {name: tuple(days) for name, days in found.items()}


def undated(evidence: Evidence) -> dict[str, int]:
    """Return how many carbon contents of a campaign have no day, where any has none."""
    found = {item.id: _of_rows(evidence, item).count("") for item in evidence.ends}
    return {name: count for name, count in found.items() if count}


def outside(evidence: Evidence) -> dict[str, list[str]]:
    """Return the sampling days of a campaign that lie outside its stated days."""
    found = {
        item.id: sorted(
            {
                day
                for day in _of_rows(evidence, item)
                if day and not item.start <= day <= item.end
            }
        )
        for item in evidence.ends
    }
    return {name: days for name, days in found.items() if days}


def first_day(evidence: Evidence, campaign: str = "") -> str:
    """Return the first sampling day of a campaign, of the very first without a name.

    Raises
    ------
    KeyError
        The project has no campaign of that name.
    """
    listed = evidence.project.model.campaigns
    by_name = {item.id: item for item in listed}
    return _days(evidence, by_name[campaign] if campaign else listed[0])[0]


def years_sampled(evidence: Evidence) -> Fraction:
    """Return the time from the first campaign to the last [a], first day to first."""
    days = sampling_days(evidence)
    return years_between(days["start"][0], days["end"][0])
