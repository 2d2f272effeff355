"""Amounts of product that are not what dose and area of the same row say."""

from collections.abc import Iterator

import polars as pl

from edaphon.evidence import properties
from edaphon.kernel.errors import Problem
from edaphon.kernel.units import display
from edaphon.monitoring.checking import place_of

AMOUNT, DOSE, AREA = "product_applied", "dose", "area_treated"

LEAST, MOST = 0.9, 1.1
"""Parts of dose times area below and above which an amount is asked about [1]."""

ROW = ["file", "sheet", "row"]


def dose_problems(observations: pl.DataFrame) -> Iterator[Problem]:
    """Ask about amounts that fall short of dose times area, or lie beyond it.

    Yields
    ------
    Problem
        ``DOSE_APART``, at the amount of the first such row of a file, with their
        number.
    """
    parts = [
        observations.filter((pl.col("property") == name) & (pl.col("number") != ""))
        .with_columns(pl.col("number").cast(pl.Float64).alias(name))
        .unique(ROW, keep="first", maintain_order=True)
        for name in (AMOUNT, DOSE, AREA)
    ]
    rows = parts[0]
    for name, part in zip((DOSE, AREA), parts[1:], strict=True):
        rows = rows.join(part.select(*ROW, name), on=ROW, how="inner")
    product = pl.col(DOSE) * pl.col(AREA)
    is_apart = (pl.col(AMOUNT) < LEAST * product) | (pl.col(AMOUNT) > MOST * product)
    apart = rows.filter(is_apart).with_columns(product.alias("meant"))
    for _, found in apart.sort("row").group_by("file", maintain_order=True):
        row = found.row(0, named=True)
        unit = properties()[AMOUNT].unit
        facts = {
            "amount": f"{row[AMOUNT]:.6g}",
            "meant": f"{row['meant']:.6g}",
            "unit": {"en": display(unit, "en"), "zh": display(unit, "zh")},
            "count": found.height,
        }
        yield Problem(code="DOSE_APART", where=place_of(row), facts=facts)
