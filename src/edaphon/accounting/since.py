"""The evidence of a period: since the last account, and its calendar years alone."""

import math
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from edaphon.accounting.applications import APPLIED
from edaphon.accounting.evidence import Evidence, Since
from edaphon.accounting.yearly import ACTIVITY, BURNT, HEADS, IMPORTED, WEIGHT
from edaphon.accounting.years_needed import years_needed
from edaphon.evidence import EarlierAccount
from edaphon.methods import MethodPack

SINCE_LAST = "since_last"

YEAR = r"^\d{4}$"
"""What a record of a year has in place of a campaign."""

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
    of project and control count in the years that belong to the period alone: each
    year is counted in one account.
    """
    is_since = pack.document["span"] == SINCE_LAST
    last = last_account(evidence, pack.id) if is_since else None
    since = None if last is None else _since(evidence, pack.id, last)
    seen = replace(evidence, all_of_it=evidence, since=since)
    years = years_needed(seen)
    return replace(seen, observations=_of_years(evidence.observations, years))


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


def _of_years(table: pl.DataFrame, years: Sequence[str]) -> pl.DataFrame:
    """Return the table with records of other years flagged, each in its row."""
    names = pl.col("property")
    is_yearly = names.is_in([*ACTIVITY, *APPLIED, "yield"])
    for prefix in (BURNT, HEADS, WEIGHT, IMPORTED):
        is_yearly = is_yearly | names.str.starts_with(prefix)
    others = (
        is_yearly
        & (pl.col("top_cm") == "")
        & pl.col("role").is_in(["project", "control"])
        & pl.col("campaign").str.contains(YEAR)
        & ~pl.col("campaign").is_in(years)
    )
    failed = pl.lit(FAILED, dtype=pl.Int8)
    return table.with_columns(
        pl.when(others).then(failed).otherwise("flag").alias("flag")
    )
