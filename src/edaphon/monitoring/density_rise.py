"""Bulk densities that rose on project land alone are told: they pass for carbon.

At equal soil mass a core that weighs more ends higher up, where carbon is richer. Land
may settle; a ring that is read otherwise, or moist soil, says the same.
"""

import math
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import polars as pl

from edaphon.evidence import UNUSED, Project
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of

DENSITY = "bulk_density"

SINCE = 6
"""Reading rules from which it is told."""

MOST = 0.03
"""Rise of the densities of a stratum over its control that is not told [1]; mark D: a
half more than the error of a whole campaign that the unified method takes (2 %)."""

Rises: TypeAlias = Mapping[tuple[str, str], float]
"""Mean rise, in logarithms, by stratum and role."""


def density_problems(
    project: Project, observations: pl.DataFrame, rules: int
) -> Iterator[Problem]:
    """Tell of strata whose densities rose against their control (``DENSITY_ROSE``).

    Parameters
    ----------
    project, observations
        Document and long table.
    rules
        Version of the reading rules: older evidence was told nothing.
    """
    campaigns = project.campaigns
    if rules < SINCE or len(campaigns) < 2:
        return
    dense = observations.filter(
        (pl.col("property") == DENSITY)
        & (pl.col("number") != "")
        & ~pl.col("flag").is_in(UNUSED)
        & (pl.col("point") != "")
        & (pl.col("top_cm") != "")
    )
    first, last = campaigns[0].id, campaigns[-1].id
    rises = _rises(dense, first, last)
    for stratum in project.strata:
        own = rises.get((stratum.id, "project"))
        control = rises.get((stratum.controls or stratum.id, "control"))
        if own is None or control is None or own - control <= math.log1p(MOST):
            continue
        rows = dense.filter(
            (pl.col("stratum") == stratum.id)
            & (pl.col("role") == "project")
            & (pl.col("campaign") == last)
        )
        facts = {
            "stratum": stratum.id,
            "percent": f"{100 * math.expm1(own - control):.1f}",
            "project": f"{100 * math.expm1(own):+.1f}",
            "control": f"{100 * math.expm1(control):+.1f}",
        }
        where = place_of(rows.row(0, named=True))
        yield Problem(code="DENSITY_ROSE", where=where, facts=facts)


def _rises(dense: pl.DataFrame, first: str, last: str) -> Rises:
    """Return how much the mean density of each layer rose, over the layers of both."""
    layer = ["stratum", "role", "top_cm", "bottom_cm"]
    means = (
        dense.with_columns(pl.col("number").cast(pl.Float64).log().alias("log"))
        .group_by(*layer, "campaign")
        .agg(pl.col("log").mean())
    )
    before, after = (
        means.filter(pl.col("campaign") == name).drop("campaign")
        for name in (first, last)
    )
    joined = before.join(after, on=layer, suffix="_after")
    rose = joined.group_by("stratum", "role").agg(
        (pl.col("log_after") - pl.col("log")).mean().alias("rise")
    )
    return {
        (str(stratum), str(role)): float(rise)
        for stratum, role, rise in rose.select("stratum", "role", "rise").iter_rows()
    }
