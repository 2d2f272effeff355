"""Records that do not count in an account, and what they hold beside those that do.

A record of a year that belongs to no account, or of the baseline outside its
look-back, is told: what stands in silence could be the year that is left out.
"""

from collections.abc import Iterator

import polars as pl

from edaphon.accounting.campaign_days import sampling_days
from edaphon.accounting.evidence import Evidence, once
from edaphon.accounting.layers import counted
from edaphon.accounting.since import is_brought, is_yearly, year_of
from edaphon.accounting.sources import source_of
from edaphon.accounting.yearly import SCENARIOS, Yearly, amount_of
from edaphon.accounting.years_needed import next_year
from edaphon.kernel.calendar_years import last_day
from edaphon.methods import LeftOut

PRODUCT = "product"
"""What records of applications speak of."""


def set_aside(evidence: Evidence, yearly: Yearly) -> list[LeftOut]:
    """Return what records hold that do not count: the source, the role and the year.

    ``held`` is the amount of the year, ``wanted`` that of a year which counts.
    """
    years = _years(evidence)
    rows = _rows(evidence)
    listed = rows.filter((pl.col("role") == "baseline") | pl.col("year").is_in(years))
    outside = listed.filter((pl.col("role") == "baseline") | _is_inside(evidence))
    return sorted(_told(outside, yearly), key=lambda item: (item.role, item.year))


def sources_aside(evidence: Evidence) -> frozenset[str]:
    """Return the sources that records speak of which do not count, whatever year."""
    return frozenset(map(source_of, _rows(evidence)["property"])) - {""}


@once
def _rows(evidence: Evidence) -> pl.DataFrame:
    """Return the records set aside; of years that an earlier account counted, none."""
    here = counted(evidence).select("id")
    rows = (
        counted(evidence.whole)
        .filter(is_yearly() & pl.col("role").is_in(SCENARIOS))
        .join(here, on="id", how="anti", maintain_order="left")
        .with_columns(year_of().alias("year"))
    )
    if evidence.since is None:
        return rows
    own = pl.col("year") >= next_year(evidence, evidence.campaign_ids[0])
    return rows.filter((pl.col("role") == "baseline") | own)


def _years(evidence: Evidence) -> list[str]:
    """Return the calendar years that period or campaigns touch."""
    first, last = _span(evidence)
    return [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]


def _span(evidence: Evidence) -> tuple[str, str]:
    """Return the first and the last day of the account, by campaigns and period."""
    days = sampling_days(evidence)
    return days["start"][0], max(days["end"][0], last_day(evidence.period.end))


def _is_inside(evidence: Evidence) -> pl.Expr:
    """Tell whether a record could be of the account's days; without a day it could."""
    day = pl.col("phenomenon_time").str.slice(0, 10)
    first, last = map(pl.lit, _span(evidence))
    return (day == "") | day.is_between(first, last)


def _told(rows: pl.DataFrame, yearly: Yearly) -> Iterator[LeftOut]:
    brought = rows.select(is_brought().alias("is_brought"))["is_brought"]
    found: dict[tuple[str, str, str], list[float]] = {}
    named: dict[str, str] = {}
    for row, of_land in zip(rows.iter_rows(named=True), brought, strict=True):
        key = (row["role"], row["year"], row["property"])
        found.setdefault(key, []).append(float(row["number"]))
        source = source_of(row["property"]) or (PRODUCT if of_land else "")
        named[row["property"]] = source
    for (role, year, name), numbers in found.items():
        if named[name]:
            yield LeftOut(
                place=named[name],
                role=role,
                year=year,
                held=amount_of(name, [(year, number) for number in numbers], 1.0),
                wanted=yearly.of(role, name),
            )
