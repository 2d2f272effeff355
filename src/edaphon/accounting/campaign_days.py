"""On which days the soil was sampled, and how long lies between the campaigns."""

from fractions import Fraction

import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import CARBON, used
from edaphon.kernel.calendar_years import years_between


def sampling_days(evidence: Evidence) -> dict[str, list[str]]:
    """Return the sampling days of the first and the last campaign.

    Those that are declared where no row says its own.
    """
    rows = used(evidence.observations).filter(
        pl.col("property").is_in(list(CARBON)) & (pl.col("phenomenon_time") != "")
    )
    found = {}
    for end, item in zip(("start", "end"), evidence.ends, strict=True):
        seen = rows.filter(pl.col("campaign") == item.id)["phenomenon_time"]
        days = sorted({day[:10] for day in seen})
        found[end] = days or [item.start, item.end]
    return found


def years_sampled(evidence: Evidence) -> Fraction:
    """Return the time from the first campaign to the last [a], first day to first."""
    days = sampling_days(evidence)
    return years_between(days["start"][0], days["end"][0])
