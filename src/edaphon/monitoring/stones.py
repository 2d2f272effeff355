"""Coarse fragments that nobody reported, and what a bulk density is of beside them."""

from collections.abc import Iterator

import msgspec
import polars as pl
from msgspec import UNSET

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.models.project import File

STONES = ("coarse_fraction", "coarse_mass")

DENSITY = "bulk_density"
MASSES = (DENSITY, "sample_mass")
"""Properties that a soil mass is computed from, less the stones."""

LAYER = ("stratum", "point", "campaign", "top_cm", "bottom_cm")


def stone_problems(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Tell what is not known of stones.

    Yields
    ------
    Problem
        ``DENSITY_BASIS`` for every density without a basis where there are stones,
        ``STONES_UNKNOWN`` for every file with layers whose stones nobody states,
        ``STONES_CONTRADICT`` where land without stones holds some.
    """
    stony = observations.filter(
        pl.col("property").is_in(STONES)
        & (pl.col("value").cast(pl.Float64, strict=False) > 0)
    )
    if not stony.is_empty():
        yield from _without_basis(project)
    if _is_stone_free(project):
        yield from _contradicted(stony)
    else:
        yield from _unknown(project, observations)


def _is_stone_free(project: Project) -> bool:
    """Tell whether the document says so, also where its section on land has faults."""
    return project.get("land", "stone_free") is True


def _without_basis(project: Project) -> Iterator[Problem]:
    for index, stated in enumerate(_files(project)):
        for header, column in stated.columns.items():
            if column.is_ == DENSITY and column.basis is UNSET:
                yield Problem(
                    code="DENSITY_BASIS",
                    where=Where(
                        file="project.yaml", path=f"files/{index}/columns/{header}"
                    ),
                    facts={"file": stated.path, "column": header},
                )


def _contradicted(stony: pl.DataFrame) -> Iterator[Problem]:
    for first in stony.head(1).iter_rows(named=True):
        where = Where(file=first["file"], row=first["row"], column=first["column"])
        facts = {"count": stony.height, "found": first["value"], "unit": first["unit"]}
        yield Problem(code="STONES_CONTRADICT", where=where, facts=facts)


def _unknown(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    needless = [
        stated.path
        for stated in _files(project)
        for column in stated.columns.values()
        if column.is_ == DENSITY and column.basis == "fine_earth_per_core"
    ]
    told = observations.filter(
        pl.col("property").is_in(STONES) & (pl.col("number") != "")
    )
    silent = observations.filter(
        pl.col("property").is_in(MASSES)
        & (pl.col("top_cm") != "")
        & ~pl.col("file").is_in(needless)
    ).join(told.select(LAYER).unique(), on=list(LAYER), how="anti")
    for (path,), rows in silent.group_by("file", maintain_order=True):
        first = rows.row(0, named=True)
        yield Problem(
            code="STONES_UNKNOWN",
            where=Where(file=str(path), row=min(rows["row"].to_list())),
            facts={"count": rows.height, "point": first["point"]},
        )


def _files(project: Project) -> list[File]:
    return [msgspec.convert(item, File) for item in project.files]
