"""A bulk density that does not say what it is of, where there are stones."""

from collections.abc import Iterator

import msgspec
import polars as pl
from msgspec import UNSET

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.models.project import File

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
    for index, item in enumerate(project.files):
        stated = msgspec.convert(item, File)
        for header, column in stated.columns.items():
            if column.is_ == DENSITY and column.basis is UNSET:
                yield Problem(
                    code="DENSITY_BASIS",
                    where=Where(
                        file="project.yaml", path=f"files/{index}/columns/{header}"
                    ),
                    facts={"file": stated.path, "column": header},
                )
