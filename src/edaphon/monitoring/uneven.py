"""Replicates that some layers have and others have not, and what they would move.

A stock takes the mean of the replicates of a layer. Where only some layers have more
than one, a second value moves one end of a change; the value that credits least is
what the mean is held against, whichever of them was found first.
"""

import math
from collections.abc import Iterator, Sequence

import polars as pl

from edaphon.evidence import properties
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of
from edaphon.monitoring.repeats import repeat_limit

LAYER = ("point", "campaign", "property", "top_cm", "bottom_cm")
"""What makes results replicates of each other."""

SAMPLE = ("point", "property", "top_cm", "bottom_cm")

ORDER = ("file", "sheet", "row", "column")

GROUP = ("stratum", "role", "campaign", "property")
"""What replicates are weighed in together."""


def uneven_problems(
    rows: pl.DataFrame, campaigns: Sequence[str], answered: set[str], day: str
) -> Iterator[Problem]:
    """Tell of replicates of some layers only, and ask where they move the stock.

    Parameters
    ----------
    rows
        Results of the stock as they count, with ``held`` as a number.
    campaigns
        The two campaigns of the account, the first and the last.
    answered
        Campaigns for which a re-analysis with its report is on file.
    day
        Day whose limits hold.

    Yields
    ------
    Problem
        ``REPLICATES_MOVE`` for each group of land, campaign and property whose mean
        the replicates move towards more credit by more than is plausible;
        ``REPLICATES_UNEVEN`` (a warning) once a property.
    """
    counted = (
        rows.filter(pl.col("campaign").is_in(campaigns))
        .group_by(LAYER, maintain_order=True)
        .agg(
            pl.len().alias("times"),
            pl.col("replicate").n_unique().alias("numbered"),
            pl.col("held").mean().alias("mean"),
            pl.col("held").min().alias("low"),
            pl.col("held").max().alias("high"),
            *(pl.col(name).first() for name in ("stratum", "role", *ORDER)),
        )
        .with_columns(_is_uneven().alias("uneven"))
    )
    yield from _moving(counted, campaigns, answered, day)
    yield from _told(counted.filter(pl.col("uneven")))


def _is_uneven() -> pl.Expr:
    """Tell of a layer that has more results than its like."""
    usual = pl.col("times").mode().min().over("property")
    times = pl.col("times")
    other = (
        (pl.col("campaign").n_unique().over(SAMPLE) > 1)
        & (times.n_unique().over(SAMPLE) > 1)
        & (times == times.max().over(SAMPLE))
    )
    return (times > 1) & ((times > usual) | other)


def _moving(
    counted: pl.DataFrame, campaigns: Sequence[str], answered: set[str], day: str
) -> Iterator[Problem]:
    """Ask about each group whose sum the replicates move by more than the limit.

    Only numbered ones: others of one layer are told by ``LAYER_TWICE``.
    """
    limit = repeat_limit("uneven", day)
    open_ones = counted.filter(~pl.col("campaign").is_in(sorted(answered)))
    for _, group in open_ones.group_by(GROUP, maintain_order=True):
        first = group.row(0, named=True)
        share = limit.shares.get(str(first["property"]))
        is_uneven = group["uneven"] & (group["numbered"] > 1)
        if share is None or not is_uneven.any():
            continue
        uneven = group.filter(is_uneven)
        moved = math.fsum(uneven.select(_credited(first, campaigns)).to_series())
        whole = math.fsum(group["mean"])
        if moved > share * abs(whole):
            yield _moves(uneven, moved, whole)


def _credited(first: dict[str, object], campaigns: Sequence[str]) -> pl.Expr:
    """Return how far the mean lies from the result that credits least.

    Of carbon that is the smallest of project land at the end and of control land at
    the start, and the largest of the other two; of what else a stock is made of it
    may be either.
    """
    mean = pl.col("mean")
    down, up = mean - pl.col("low"), pl.col("high") - mean
    if first["property"] not in CARBON:
        return pl.max_horizontal(down, up)
    is_gain = (first["role"] == "project") == (first["campaign"] == campaigns[-1])
    return down if is_gain else up


CARBON = ("soc", "som", "total_carbon")
"""Properties of which more is more stock."""


ROLES = {
    "project": {"en": "project", "zh": "项目"},
    "control": {"en": "control", "zh": "对照"},
}


def _moves(uneven: pl.DataFrame, moved: float, whole: float) -> Problem:
    first = uneven.row(0, named=True)
    facts = {
        **_layer(first),
        "campaign": first["campaign"],
        "stratum": first["stratum"],
        "role": ROLES[str(first["role"])],
        "count": uneven.height,
        "percent": f"{100 * moved / abs(whole):.2g}" if whole else "100",
    }
    return Problem(code="REPLICATES_MOVE", where=place_of(first), facts=facts)


def _layer(row: dict[str, object]) -> dict[str, object]:
    return {
        "property": properties()[str(row["property"])].name,
        "point": row["point"],
        "layer": f"{row['top_cm']}-{row['bottom_cm']} cm",
    }


def _told(uneven: pl.DataFrame) -> Iterator[Problem]:
    """Tell of replicates of some layers only, once a property."""
    for _, group in uneven.group_by("property", maintain_order=True):
        first = group.row(0, named=True)
        facts = {
            **_layer(first),
            "campaign": first["campaign"],
            "count": group.select(SAMPLE).n_unique(),
        }
        yield Problem(code="REPLICATES_UNEVEN", where=place_of(first), facts=facts)
