"""A bulk density that does not say what it is of, where there are stones."""

from collections.abc import Iterator

import polars as pl

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where

STONES = ("coarse_fraction", "coarse_mass")

DENSITY = "bulk_density"


def density_questions(
    project: Project, observations: pl.DataFrame
) -> Iterator[Problem]:
    """Yield a question for every bulk density without a basis in stony soil.

    Without stones the density of the whole soil is that of the fine earth, and
    nothing is asked.
    """
    stones = observations.filter(
        pl.col("property").is_in(STONES)
        & (pl.col("value").cast(pl.Float64, strict=False) > 0)
    )
    if stones.is_empty():
        return
    for index, record in enumerate(project.document["files"]):
        for header, column in record["columns"].items():
            if column.get("is") == DENSITY and "basis" not in column:
                yield Problem(
                    code="DENSITY_BASIS",
                    where=Where(
                        file="project.yaml", path=f"files/{index}/columns/{header}"
                    ),
                    facts={"file": str(record["path"]), "column": str(header)},
                )
