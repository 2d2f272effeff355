"""Coarse fragments that nobody reported, and what a bulk density is of beside them."""

from collections.abc import Iterator

import polars as pl

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.checking import place_of

STONES = ("coarse_fraction", "coarse_mass")

DENSITY = "bulk_density"
MASSES = (DENSITY, "sample_mass")
"""Properties that a soil mass is computed from, less the stones."""

LAYER = ("stratum", "point", "campaign", "top_cm", "bottom_cm")
CELL = ("file", "sheet", "column")


def stone_problems(
    project: Project, observations: pl.DataFrame, bases: pl.DataFrame
) -> Iterator[Problem]:
    """Tell what is not known of stones.

    Parameters
    ----------
    project
        Project document, for what it says of the land.
    observations
        The long table.
    bases
        What each column says that its bulk densities are of (`BASES`).

    Yields
    ------
    Problem
        ``DENSITY_BASIS`` for every density without a basis where there are stones,
        ``DENSITY_MIXED`` for layers whose densities are of more than one thing,
        ``STONES_UNKNOWN`` for every file with layers whose stones nobody states,
        ``STONES_CONTRADICT`` where land without stones holds some.
    """
    stony = observations.filter(
        pl.col("property").is_in(STONES)
        & (pl.col("value").cast(pl.Float64, strict=False) > 0)
    )
    if not stony.is_empty():
        yield from _without_basis(bases)
    yield from _mixed(observations, bases)
    if _is_stone_free(project):
        yield from _contradicted(stony)
    else:
        yield from _unknown(observations, bases)


def _is_stone_free(project: Project) -> bool:
    """Tell whether the document says so, also where its section on land has faults."""
    return project.get("land", "stone_free") is True


def _without_basis(bases: pl.DataFrame) -> Iterator[Problem]:
    for row in bases.filter(pl.col("basis") == "").iter_rows(named=True):
        place = f"files/{row['section']}/columns/{row['header']}"
        yield Problem(
            code="DENSITY_BASIS",
            where=Where(file="project.yaml", path=place),
            facts={"file": row["file"], "column": row["header"]},
        )


def _mixed(observations: pl.DataFrame, bases: pl.DataFrame) -> Iterator[Problem]:
    """Ask about densities of one layer that have no mean; told once a section."""
    dense = observations.filter(
        (pl.col("property") == DENSITY)
        & (pl.col("number") != "")
        & (pl.col("top_cm") != "")
        & (pl.col("point") != "")
    )
    joined = dense.join(bases, on=CELL, how="inner", maintain_order="left")
    mixed = joined.filter(pl.col("basis").n_unique().over(LAYER) > 1)
    for _, rows in mixed.group_by("file", "sheet", maintain_order=True):
        first = rows.row(0, named=True)
        facts = {
            "point": first["point"],
            "layer": f"{first['top_cm']}-{first['bottom_cm']} cm",
            "count": rows.select(LAYER).n_unique(),
        }
        yield Problem(code="DENSITY_MIXED", where=place_of(first), facts=facts)


def _contradicted(stony: pl.DataFrame) -> Iterator[Problem]:
    for first in stony.head(1).iter_rows(named=True):
        where = place_of(first)
        facts = {"count": stony.height, "found": first["value"], "unit": first["unit"]}
        yield Problem(code="STONES_CONTRADICT", where=where, facts=facts)


def _unknown(observations: pl.DataFrame, bases: pl.DataFrame) -> Iterator[Problem]:
    needless = bases.filter(pl.col("basis") == "fine_earth_per_core")
    told = observations.filter(
        pl.col("property").is_in(STONES) & (pl.col("number") != "")
    )
    silent = (
        observations.filter(pl.col("property").is_in(MASSES) & (pl.col("top_cm") != ""))
        .join(needless, on=CELL, how="anti", maintain_order="left")
        .join(told.select(LAYER).unique(), on=LAYER, how="anti", maintain_order="left")
    )
    for (path, sheet), rows in silent.group_by("file", "sheet", maintain_order=True):
        first = rows.row(0, named=True)
        lowest = min(rows["row"].to_list())
        yield Problem(
            code="STONES_UNKNOWN",
            where=Where(file=str(path), sheet=str(sheet), row=lowest),
            facts={"count": rows.height, "point": first["point"]},
        )
