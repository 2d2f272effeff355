"""Nitrogen contents that no nitrogen-fixing plant has, where they would be credited."""

from collections.abc import Iterator

import polars as pl

from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of

CONTENT = "nfix_n_content"

LEAST, MOST = 0.008, 0.05
"""Nitrogen in the dry mass of a nitrogen-fixing plant [t N/t]: the least default for
its residues (IPCC 2019 vol. 4 ch. 11 table 11.1A, not read here) and the most that
the vocabulary names; mark D."""


def content_problems(observations: pl.DataFrame) -> Iterator[Problem]:
    """Refuse contents by which the project fixed too little, or the baseline too much.

    Yields
    ------
    Problem
        ``LEGUME_CONTENT``, since rules 6, for the first of each scenario. Nought, where
        nothing grew, is no content.
    """
    content = pl.col("number").cast(pl.Float64, strict=False)
    too_small = (pl.col("role") == "project") & (content < LEAST)
    too_big = (pl.col("role") == "baseline") & (content > MOST)
    rows = observations.filter(
        (pl.col("property") == CONTENT) & (content > 0) & (too_small | too_big)
    )
    for _, found in rows.group_by("role", maintain_order=True):
        first = found.row(0, named=True)
        facts = {
            "found": f"{100 * float(str(first['number'])):g}",
            "low": f"{100 * LEAST:g}",
            "high": f"{100 * MOST:g}",
        }
        yield Problem(code="LEGUME_CONTENT", where=place_of(first), facts=facts)
