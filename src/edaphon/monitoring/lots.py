"""Lots of the product: those that nobody applied, and carbon that no book brings.

Both are told and stop nothing: a lot may be in store, a statement on the safe side.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import polars as pl

from edaphon.evidence import Project
from edaphon.kernel import units
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of

AMOUNT, CARBON = "product_applied", "product_carbon_content"

APPLIED = (AMOUNT, "dose", "dose_liquid")
CERTIFIED = ("viable_count", "viable_count_liquid", CARBON)

MOST = 2.0
"""Stated carbon of the product to that of the book beyond which it is told [1];
mark D: our own limit."""

KG_PERCENT = 100_000
"""Kilograms times percent in a tonne."""

CARRIER = ("practice", "product", "carrier_carbon")

ROW = ("file", "sheet", "row")


def lot_problems(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Tell of lots that were not applied, and of carbon that no lot brought.

    Yields
    ------
    Problem
        ``LOT_UNUSED`` for certified lots that no application names, where any names
        one; ``CARRIER_ABOVE_BOOK`` for a stated carbon of more than `MOST` times what
        the amounts of the book and the contents of their lots give. Both warn.
    """
    rows = with_lots(observations).filter(pl.col("number") != "")
    applied = rows.filter(
        pl.col("property").is_in(APPLIED)
        & (pl.col("role") == "project")
        & (pl.col("number").cast(pl.Float64) > 0)
    )
    certified = rows.filter(pl.col("property").is_in(CERTIFIED)).with_columns(
        pl.col("lot").fill_null(pl.col("sample"))
    )
    yield from _unused(applied, certified)
    yield from _carrier(project, applied, certified)


def with_lots(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the observations, each with the lot that its row names, else null."""
    words = observations.filter(pl.col("property") == "lot").select(
        *ROW, pl.col("value").alias("lot")
    )
    return observations.join(words, on=ROW, how="left", maintain_order="left")


def _unused(applied: pl.DataFrame, certified: pl.DataFrame) -> Iterator[Problem]:
    named = set(applied["lot"].drop_nulls())
    spare = certified.filter(~pl.col("lot").is_in(sorted(named)))
    if named and not spare.is_empty():
        lots = sorted(set(spare["lot"]))
        facts = {"lots": ", ".join(lots), "count": len(lots)}
        where = place_of(spare.row(0, named=True))
        yield Problem(code="LOT_UNUSED", where=where, facts=facts)


def _carrier(
    project: Project, applied: pl.DataFrame, certified: pl.DataFrame
) -> Iterator[Problem]:
    amounts = applied.filter(pl.col("property") == AMOUNT)
    contents = _contents(certified.filter(pl.col("property") == CARBON))
    stated = _stated(project)
    if amounts.is_empty() or not contents or stated is None:
        return
    largest = max(contents.values())
    booked = sum(
        float(number) * contents.get(lot or "", largest) / KG_PERCENT
        for lot, number in amounts.select("lot", "number").iter_rows()
    )
    if float(stated) > MOST * booked:
        facts = {"stated": f"{stated:.6g}", "booked": f"{booked:.4g}"}
        where = project.where(*CARRIER)
        yield Problem(code="CARRIER_ABOVE_BOOK", where=where, facts=facts)


def _contents(certified: pl.DataFrame) -> Mapping[str, float]:
    """Return the largest certified content of each lot [%]."""
    found: dict[str, float] = {}
    for lot, number in certified.select("lot", "number").iter_rows():
        found[lot] = max(float(number), found.get(lot, 0.0))
    return found


def _stated(project: Project) -> Decimal | None:
    """Return the carbon that the project states [t C]; None without a sound value."""
    value, unit = (str(project.get(*CARRIER, part)) for part in ("value", "unit"))
    sound = units.is_unit(unit) and units.compatible(unit, "t{C}")
    if not sound or not value.replace(".", "", 1).isdecimal():
        return None
    return units.convert(Decimal(value), unit, "t{C}")
