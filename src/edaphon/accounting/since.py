"""The evidence of a period: since the last account, and its calendar years alone."""

import math
from dataclasses import replace

import polars as pl

from edaphon.accounting.applications import APPLIED
from edaphon.accounting.campaign_days import first_day
from edaphon.accounting.evidence import Evidence, Since
from edaphon.accounting.yearly import ACTIVITY, BURNT, HEADS, IMPORTED, WEIGHT
from edaphon.accounting.years_needed import (
    years_brought,
    years_needed,
    years_of_baseline,
)
from edaphon.evidence import EarlierAccount
from edaphon.methods import MethodPack

SINCE_LAST = "since_last"

YEAR = r"^(\d{4})(?:\D|$)"
"""How begins what a record of a year has in place of a campaign."""

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
    the last account sees the campaign with which that one ended as its first. Records
    of project and control count in the years that belong to the account alone: each
    year is counted in one. Those of the baseline count in the look-back alone.
    """
    is_since = pack.document["span"] == SINCE_LAST
    last = last_account(evidence, pack.id) if is_since else None
    since = None if last is None else _since(evidence, pack.id, last)
    seen = replace(evidence, all_of_it=evidence, since=since)
    return replace(seen, observations=_of_years(seen))


def _since(evidence: Evidence, method: str, last: EarlierAccount) -> Since:
    """Return where an account begins that continues another, and what was charged."""
    charged = [
        item.figure(method, "carrier_carbon")
        for item in evidence.earlier
        if item.end <= last.end and item.is_standing and item.is_closed(method)
    ]
    known = [carbon for carbon in charged if carbon is not None]
    is_known = 0 < len(known) == len(charged)
    return Since(
        campaign=last.last_campaign,
        day=last.end,
        carrier_carbon=math.fsum(known) if is_known else None,
    )


def _of_years(seen: Evidence) -> pl.DataFrame:
    """Return the table with records that do not count flagged, each in its row.

    What is dated before the first campaign stood in the soil that it sampled.
    """
    year = year_of()
    early = _day().is_between(pl.lit("0"), pl.lit(first_day(seen)), closed="left")
    before = ~year.is_in(years_needed(seen)) & early
    counted = (
        pl.when(pl.col("role") == "baseline")
        .then(_in_look_back(seen))
        .when(is_brought())
        .then(year.is_in(years_brought(seen)) & ~before)
        .otherwise(year.is_in(years_needed(seen)))
    )
    of_role = pl.col("role").is_in(["baseline", "project", "control"])
    others = is_yearly() & of_role & (year != "") & ~counted
    is_layer = pl.col("top_cm") != ""
    failed = pl.lit(FAILED, dtype=pl.Int8)
    return seen.observations.with_columns(
        pl.when(others & ~is_layer).then(failed).otherwise("flag").alias("flag")
    )


def year_of() -> pl.Expr:
    """Return the year of a record, empty where it names none."""
    return pl.col("campaign").str.extract(YEAR, 1).fill_null("")


def _day() -> pl.Expr:
    return pl.col("phenomenon_time").str.slice(0, 10)


def _in_look_back(seen: Evidence) -> pl.Expr:
    years = years_of_baseline(seen)
    return year_of().is_in(years) if years else pl.lit(value=True)


def is_brought() -> pl.Expr:
    """Tell of a record whether it is of what is brought on the land."""
    names = pl.col("property")
    return names.is_in(APPLIED) | names.str.starts_with(IMPORTED)


def is_yearly() -> pl.Expr:
    """Tell of a record whether it belongs to a year."""
    names = pl.col("property")
    found = is_brought() | names.is_in([*ACTIVITY, "yield"])
    for prefix in (BURNT, HEADS, WEIGHT):
        found = found | names.str.starts_with(prefix)
    return found
