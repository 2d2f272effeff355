"""Days of a lot and of its use: made, tested, applied, expired, in this order."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import polars as pl

from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of
from edaphon.monitoring.lots import APPLIED, CERTIFIED, ROW, with_lots

LATE = timedelta(days=30)
"""How long after its use a count may be of the product used; mark D: our own limit."""

MADE, EXPIRES = "made_on", "expires_on"

Days = Mapping[str, str]
"""Day of each lot, ISO."""


def lot_day_problems(observations: pl.DataFrame) -> Iterator[Problem]:
    """Tell of lots whose days cannot be, and of uses in another year than stated.

    Yields
    ------
    Problem
        ``LOT_DAYS`` for a lot that expired before it was made, that was applied before
        it was made or after it expired, or that was tested more than `LATE` after its
        first use, once a lot; ``APPLIED_OTHER_YEAR`` for a use whose day lies neither
        in the year of its record nor in the one before it, where winter crops are sown.
    """
    rows = with_lots(observations)
    applied = rows.filter(
        pl.col("property").is_in(APPLIED)
        & (pl.col("role") == "project")
        & (pl.col("phenomenon_time") != "")
    )
    told = rows.with_columns(pl.col("lot").fill_null(pl.col("sample")))
    yield from _of_lots(applied, told)
    yield from _of_years(applied)


def _of_lots(applied: pl.DataFrame, told: pl.DataFrame) -> Iterator[Problem]:
    made, expires = _stated(told, MADE, min), _stated(told, EXPIRES, max)
    tested = _tested(told)
    uses = applied.filter(pl.col("lot").is_not_null())
    for (lot,), rows in uses.group_by("lot", maintain_order=True):
        days = sorted(day[:10] for day in rows["phenomenon_time"])
        name = str(lot)
        found = next(_against(name, days, made, expires, tested), None)
        if found is not None:
            english, chinese = found
            where = place_of(rows.row(0, named=True))
            facts = {"lot": name, "what": {"en": english, "zh": chinese}}
            yield Problem(code="LOT_DAYS", where=where, facts=facts)


def _against(
    lot: str, days: list[str], made: Days, expires: Days, tested: Days
) -> Iterator[tuple[str, str]]:
    """Yield what cannot be of the days of a lot, in English and Chinese."""
    first, last = days[0], days[-1]
    begun, ended, known = made.get(lot), expires.get(lot), tested.get(lot)
    if begun and ended and ended < begun:
        yield (
            f"made on {begun} and expired on {ended}",
            f"生产日期 {begun} 晚于有效期至 {ended}",
        )
    if begun and first < begun:
        yield (
            f"applied on {first} and made on {begun}",
            f"{first} 已施用，生产日期却为 {begun}",
        )
    if ended and last > ended:
        yield (
            f"applied on {last} and expired on {ended}",
            f"有效期至 {ended}，{last} 仍在施用",
        )
    if known and date.fromisoformat(known) > date.fromisoformat(first) + LATE:
        yield (
            f"applied from {first} and first tested on {known}",
            f"{first} 起施用，{known} 才检测",
        )


def _stated(told: pl.DataFrame, name: str, choose: Callable[[str, str], str]) -> Days:
    found: dict[str, str] = {}
    rows = told.filter((pl.col("property") == name) & pl.col("lot").is_not_null())
    for lot, day in rows.select("lot", "value").iter_rows():
        found[lot] = choose(day[:10], found.get(lot, day[:10]))
    return found


def _tested(told: pl.DataFrame) -> Days:
    """Return the first day on which each lot was certified."""
    found: dict[str, str] = {}
    rows = told.filter(
        pl.col("property").is_in(CERTIFIED) & (pl.col("phenomenon_time") != "")
    )
    for lot, day in rows.select("lot", "phenomenon_time").iter_rows():
        found[lot] = min(day[:10], found.get(lot, day[:10]))
    return found


def _of_years(applied: pl.DataFrame) -> Iterator[Problem]:
    year = pl.col("campaign").str.extract(r"^(\d{4})$", 1).cast(pl.Int32)
    used = pl.col("phenomenon_time").str.slice(0, 4).cast(pl.Int32, strict=False)
    wrong = applied.filter((used > year) | (used < year - 1))
    if not wrong.is_empty():
        first = wrong.row(0, named=True)
        facts = {
            "count": wrong.select(*ROW).n_unique(),
            "day": first["phenomenon_time"][:10],
            "year": first["campaign"],
        }
        where = place_of(first)
        yield Problem(code="APPLIED_OTHER_YEAR", where=where, facts=facts)
