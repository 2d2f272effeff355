"""The evidence since the last account: for methods that count from one to the next."""

from dataclasses import replace

import polars as pl

from edaphon.accounting.evidence import Evidence, Since
from edaphon.evidence import EarlierAccount
from edaphon.methods import MethodPack

SINCE_LAST = "since_last"

YEAR = r"^\d{4}$"
"""What a record of a year has in place of a campaign."""

MIDDLE = "07-02"
"""Day that a year is halved by."""

FAILED = 4
"""Flag of a record that no account may rest on."""


def last_account(evidence: Evidence, method: str) -> EarlierAccount | None:
    """Return the last account before this one that closed a period under a method.

    An account of this same period, which this one corrects, is not before it; one that
    was replaced counts only where nothing else stands for its period.
    """
    end = evidence.project.model.period.end
    closed = [
        item for item in evidence.earlier if item.end < end and item.is_closed(method)
    ]
    if not closed:
        return None
    last = [item for item in closed if item.end == closed[-1].end]
    return next((item for item in last if item.is_standing), last[-1])


def viewed(evidence: Evidence, pack: MethodPack) -> Evidence:
    """Return the evidence as far as an account of a pack counts it.

    A cumulative pack counts everything from the first campaign. One that counts from
    the last account sees the campaign with which that one ended as its first, and no
    record of project or control of the years before. The year in which two periods
    meet belongs to the one that holds the larger part of it.
    """
    if pack.document["span"] != SINCE_LAST:
        return evidence
    last = last_account(evidence, pack.id)
    if last is None:
        return evidence
    return replace(
        evidence,
        all_of_it=evidence,
        since=Since(last.last_campaign, last.end),
        observations=_without_years_before(evidence.observations, first_year(last.end)),
    )


def first_year(day: str) -> str:
    """Return the first year of which more than half lies from a day on."""
    return str(int(day[:4]) + (day[5:10] > MIDDLE))


def _without_years_before(table: pl.DataFrame, year: str) -> pl.DataFrame:
    """Return the table with records of earlier years flagged, each in its row."""
    before = (
        (pl.col("top_cm") == "")
        & pl.col("role").is_in(["project", "control"])
        & pl.col("campaign").str.contains(YEAR)
        & (pl.col("campaign") < year)
    )
    failed = pl.lit(FAILED, dtype=pl.Int8)
    return table.with_columns(
        pl.when(before).then(failed).otherwise("flag").alias("flag")
    )
