"""Records that count nowhere, because of their role, campaign, stratum or depth.

What no equation takes would be silent: a felled plot under a campaign of its own, a
poor harvest without a role, fuel in a file of layers.
"""

from collections.abc import Iterator, Mapping, Set

import polars as pl
from msgspec import UNSET

from edaphon.accounting.applications import AMOUNTS, AREA
from edaphon.accounting.evidence import control_of
from edaphon.accounting.layers import used
from edaphon.accounting.since import is_yearly
from edaphon.accounting.wood import KINDS, SIDES
from edaphon.accounting.yearly import ACTIVITY
from edaphon.evidence import Project, observed_property
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Text
from edaphon.monitoring import place_of
from edaphon.schemas.models.project import SourcesAbsent
from edaphon.schemas.record import stated_or

WHY = {
    "role": Text(
        en="their role is none that is counted of such records",
        zh="其情景（role）不属于此类记录的核算范围",
    ),
    "campaign": Text(
        en="their campaign is none of the project's (campaigns)",
        zh="其采样批次不在项目采样批次（campaigns）之内",
    ),
    "stratum": Text(
        en="their stratum is none that such a record stands for",
        zh="其碳层与核算所用碳层不符",
    ),
    "depth": Text(
        en="they name a depth, as results of soil layers do",
        zh="其注明了土层深度，被视为土层检测结果",
    ),
}
"""Why records do not count."""

OWE_ROLE = frozenset({"yield", *AMOUNTS, AREA}) - frozenset(ACTIVITY)
"""Yearly records without a role that no condition asks about."""


def uncounted_records(
    project: Project, observations: pl.DataFrame
) -> Iterator[Problem]:
    """Ask about records that no account counts, and trees that are denied.

    Campaigns of the project between the two of an account are set aside; activity
    without a role and of other years is told by conditions.

    Yields
    ------
    Problem
        ``WOOD_DENIED`` for a stock above zero of what ``sources_absent`` denies;
        ``RECORD_UNCOUNTED``, once a file, property and reason.
    """
    rows = used(observations)
    wood = rows.filter(pl.col("property").is_in(list(KINDS)))
    yield from _denied(project, wood)
    marked = pl.concat([_wood(project, wood), _yearly(rows)])
    groups = marked.filter(pl.col("why") != "").group_by(
        "file", "sheet", "property", "why", maintain_order=True
    )
    for (_, _, _, why), found in groups:
        yield _problem("RECORD_UNCOUNTED", found, {"why": WHY[str(why)]})


def _denied(project: Project, wood: pl.DataFrame) -> Iterator[Problem]:
    """Ask about stocks of trees and shrubs that are said not to exist."""
    absent = stated_or(project.model.sources_absent, SourcesAbsent())
    found = wood.filter(pl.col("number").cast(pl.Float64) > 0)
    if absent.woody_plants is UNSET or found.is_empty():
        return
    yield _problem("WOOD_DENIED", found, {})


def _problem(code: str, rows: pl.DataFrame, facts: dict[str, object]) -> Problem:
    """Return a problem at the first of some rows, with their property and number."""
    first = rows.sort("file", "row").row(0, named=True)
    where = place_of(first)
    name = observed_property(first["property"]).name
    held = {"property": name, "count": rows.height, **facts}
    return Problem(code=code, where=where, facts=held)


def _wood(project: Project, wood: pl.DataFrame) -> pl.DataFrame:
    """Return records of trees and shrubs with why they do not count, if so."""
    campaigns = [item.id for item in project.model.campaigns]
    strata = {
        "project": {item.id for item in project.model.strata},
        "control": {control_of(item) for item in project.model.strata},
    }
    known = _is_of(strata) | ((pl.col("stratum") == "") & ~_is_covered(wood, strata))
    return wood.with_columns(
        pl.when(~pl.col("role").is_in(SIDES))
        .then(pl.lit("role"))
        .when(~pl.col("campaign").is_in(campaigns))
        .then(pl.lit("campaign"))
        .when(~known)
        .then(pl.lit("stratum"))
        .otherwise(pl.lit(""))
        .alias("why")
    )


def _is_of(strata: Mapping[str, Set[str]]) -> pl.Expr:
    """Tell of a record whether its stratum is one of its side."""
    return pl.any_horizontal(
        (pl.col("role") == side) & pl.col("stratum").is_in(sorted(names))
        for side, names in strata.items()
    )


def _is_covered(wood: pl.DataFrame, strata: Mapping[str, Set[str]]) -> pl.Expr:
    """Tell of a record for all land whether each stratum has records of its own."""
    held = set(wood.select("property", "role", "stratum").rows())
    covered = [
        (pl.col("property") == name) & (pl.col("role") == side)
        for name in KINDS
        for side, names in strata.items()
        if all((name, side, one) in held for one in names)
    ]
    return pl.any_horizontal(pl.lit(value=False), *covered)


def _yearly(rows: pl.DataFrame) -> pl.DataFrame:
    """Return records of a year with why they do not count, if so."""
    yearly = rows.filter(is_yearly())
    return yearly.with_columns(
        pl.when((pl.col("top_cm") != "") | (pl.col("bottom_cm") != ""))
        .then(pl.lit("depth"))
        .when((pl.col("role") == "") & pl.col("property").is_in(sorted(OWE_ROLE)))
        .then(pl.lit("role"))
        .otherwise(pl.lit(""))
        .alias("why")
    )
