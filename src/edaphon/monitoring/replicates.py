"""Replicates of a layer: they are averaged, so one that lies far off moves the mean."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from edaphon.evidence import properties
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of, place_text

APART = 1.5
"""Largest over smallest replicate of one layer beyond which it is asked about [1]: as
far as the median of a whole campaign may move (our decision, D). Parallel
determinations of one sample agree within a tenth."""

LAYER = ("stratum", "role", "point", "property", "top_cm", "bottom_cm")
"""What makes results those of one layer in one campaign."""

ORIGIN = ("file", "sheet", "row", "column")


def replicate_problems(observations: pl.DataFrame) -> Iterator[Problem]:
    """Compare the replicates of what a stock is computed from.

    Yields
    ------
    Problem
        ``REPLICATES_APART`` for each layer whose replicates differ beyond `APART`,
        with the lowest and the highest and their places;
        ``REPLICATES_UNEVEN`` (a warning) once a property where layers have another
        number of them in one campaign than in another.
    """
    stocked = [code for code, entry in properties().items() if entry.in_stock]
    numbered = observations.filter(
        pl.col("property").is_in(stocked)
        & (pl.col("top_cm") != "")
        & (pl.col("point") != "")
        & (pl.col("number") != "")
    ).with_columns(pl.col("number").cast(pl.Float64).alias("held"))
    # The same replicate twice is no replicate: LAYER_TWICE asks about it.
    results = numbered.unique(
        [*LAYER, "campaign", "replicate"], keep="first", maintain_order=True
    )
    yield from _apart(results)
    yield from _uneven(results)


def _apart(results: pl.DataFrame) -> Iterator[Problem]:
    key = [*LAYER, "campaign"]
    several = results.filter(pl.len().over(key) > 1).sort(*key, "held", *ORIGIN)
    for _, rows in several.group_by(key, maintain_order=True):
        least, most = rows.row(0, named=True), rows.row(-1, named=True)
        if most["held"] > APART * least["held"]:
            facts = {
                **_facts(most),
                "value": most["value"],
                "lowest": least["value"],
                "other": place_text(least),
                "count": rows.height,
            }
            yield Problem(code="REPLICATES_APART", where=place_of(most), facts=facts)


def _uneven(results: pl.DataFrame) -> Iterator[Problem]:
    counted = (
        results.sort(*LAYER, "campaign", *ORIGIN)
        .group_by([*LAYER, "campaign"], maintain_order=True)
        .agg(pl.len().alias("times"), *(pl.col(name).last() for name in ORIGIN))
        .filter(pl.len().over(LAYER) > 1)
        .filter(pl.col("times").n_unique().over(LAYER) > 1)
    )
    for _, rows in counted.group_by("property", maintain_order=True):
        most = rows.sort("times", maintain_order=True).row(-1, named=True)
        facts = {
            **_facts(most),
            "times": most["times"],
            "count": rows.select(LAYER).unique().height,
        }
        yield Problem(code="REPLICATES_UNEVEN", where=place_of(most), facts=facts)


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "property": properties()[row["property"]].name,
        "point": row["point"],
        "campaign": row["campaign"],
        "layer": f"{row['top_cm']}-{row['bottom_cm']} cm",
    }
