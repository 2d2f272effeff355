"""Limits of a laboratory that would be accounted for as if they were values.

``<20`` holds 20 in the table. Where a smaller, or for ``>`` a larger, true value would
credit less, the limit is no evidence of what is credited.
"""

from collections.abc import Iterator

import polars as pl

from edaphon.evidence import Project, properties
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of

CARBON = ("soc", "som", "total_carbon")
"""A larger value at the start of project land, or at the end of control land, credits
less."""

MASSES = (
    "inorganic_carbon", "bulk_density", "coarse_fraction", "coarse_mass",
    "sample_mass", "core_diameter", "core_count",
)  # fmt: skip
"""Which end credits less does not follow from one value alone."""

COUNTS = ("viable_count", "viable_count_liquid", "contamination")
"""Counts of microbes in the product."""

SHOWN = 5
"""Cells that the message names."""


def limit_problems(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Ask about limits in place of values where they would credit more.

    Yields
    ------
    Problem
        ``LIMIT_AS_VALUE``, once for each column.
    """
    ids = [item.id for item in project.campaigns]
    if not ids:
        return
    found = observations.filter(
        pl.col("censored").is_in(["<", ">"]) & _credits_more(ids[0], ids[-1])
    )
    for _, rows in found.group_by("file", "sheet", "column", maintain_order=True):
        first = rows.row(0, named=True)
        cells = [f"{row['column']}{row['row']}" for row in rows.iter_rows(named=True)]
        facts = {
            "property": properties()[first["property"]].name,
            "found": _reported(first),
            "count": rows.height,
            "cells": ", ".join(cells[:SHOWN]) + (" …" if cells[SHOWN:] else ""),
        }
        yield Problem(code="LIMIT_AS_VALUE", where=place_of(first), facts=facts)


def _credits_more(first: str, last: str) -> pl.Expr:
    """Tell of a limit whether its true value may credit less."""
    code, sign = pl.col("property"), pl.col("censored")
    of_project = (pl.col("role") == "project") & (pl.col("campaign") == first)
    of_control = (pl.col("role") == "control") & (pl.col("campaign") == last)
    upper, lower = of_project | of_control, _other_end(first, last)
    is_safe = ((sign == "<") & upper) | ((sign == ">") & lower)
    return (code.is_in(CARBON) & ~is_safe) | code.is_in(MASSES) | _of_records()


def _other_end(first: str, last: str) -> pl.Expr:
    of_project = (pl.col("role") == "project") & (pl.col("campaign") == last)
    of_control = (pl.col("role") == "control") & (pl.col("campaign") == first)
    return of_project | of_control


def _of_records() -> pl.Expr:
    """Tell of a limit in records of activity, of yields and of the product.

    More in the project, or less in the baseline, credits less; of a yield either end
    may. Counts of the product decide no tonnes.
    """
    amounts = [
        name
        for name, entry in properties().items()
        if entry.domain == "management" and name not in (*COUNTS, "yield")
    ]
    sign, role = pl.col("censored"), pl.col("role")
    safe = pl.when(role == "baseline").then(pl.lit(">")).otherwise(pl.lit("<"))
    is_amount = pl.col("property").is_in(amounts)
    return (is_amount & (sign != safe)) | (pl.col("property") == "yield")


def _reported(row: dict[str, object]) -> str:
    value, sign = str(row["value"]), str(row["censored"])
    return value if value.startswith(sign) else f"{sign}{value}"
