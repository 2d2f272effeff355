"""What project.yaml denies, or records of 0 deny, and the books show.

A legume brings nitrogen into the soil, and organic fertiliser brings it with its
carbon: no gain of carbon counts without the emissions of that nitrogen. Land that
bears fruit or tea has trees or shrubs, whose loss counts.
"""

from collections.abc import Iterator
from itertools import chain

import polars as pl

from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted
from edaphon.accounting.named_crops import named_of
from edaphon.accounting.since import year_of
from edaphon.accounting.sources import words_name_fertiliser
from edaphon.accounting.wood import KINDS
from edaphon.accounting.yearly import IMPORTED, SCENARIOS
from edaphon.evidence import observed_property
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Text
from edaphon.monitoring import place_of

LEGUMES, FERTILISER, WOOD = "nitrogen_fixing", "organic_nitrogen", "woody_plants"
"""Fields of ``sources_absent``."""

FIXED, APPLIED = "nfix_biomass", "organic_n_applied"
"""Properties of their records."""

BIOCHAR = f"{IMPORTED}biochar"
"""Organic carbon whose nitrogen stays bound in it."""


def belied_problems(evidence: Evidence) -> Iterator[Problem]:
    """Tell of what is denied, or recorded with 0, against the books.

    Yields
    ------
    Problem
        ``LEGUME_UNCOUNTED`` for each legume that is named; ``ORGANIC_N_UNCOUNTED`` for
        each year of a scenario into which organic carbon is brought, biochar apart, or
        where practice or product are called organic fertiliser;
        ``ORGANIC_C_UNCOUNTED`` for each year of organic nitrogen without its carbon;
        ``WOOD_UNCOUNTED`` for each tree or shrub that a book names as a crop.
    """
    return chain(
        _legumes(evidence), _fertiliser(evidence), _carbon(evidence), _wood(evidence)
    )


def _legumes(evidence: Evidence) -> Iterator[Problem]:
    for item in named_of(evidence, "legume"):
        of = [role for role in item.roles if role in SCENARIOS] or SCENARIOS
        rows = _yearly(evidence).filter(pl.col("role").is_in(of))
        if said := _denial(evidence, LEGUMES) or _zero(
            rows, pl.col("property") == FIXED
        ):
            facts = {"crop": item.words, "said": said}
            yield Problem(code="LEGUME_UNCOUNTED", where=item.where, facts=facts)


def _wood(evidence: Evidence) -> Iterator[Problem]:
    """Tell of trees and shrubs in books; in a description a place may be called so."""
    stocks = counted(evidence)
    none = _denial(evidence, WOOD) or _zero(stocks, pl.col("property").is_in(KINDS))
    for item in named_of(evidence, "woody"):
        if none and item.roles:
            facts = {"crop": item.words, "said": none}
            yield Problem(code="WOOD_UNCOUNTED", where=item.where, facts=facts)


def _fertiliser(evidence: Evidence) -> Iterator[Problem]:
    denial = _denial(evidence, FERTILISER)
    yearly = _yearly(evidence)
    brought = yearly.filter(_is_carbon() & _is_amount())
    for (role, year), rows in brought.group_by("role", "year", maintain_order=True):
        same = yearly.filter(role=role, year=year)
        if said := denial or _zero(same, pl.col("property") == APPLIED):
            yield _one_sided("ORGANIC_N_UNCOUNTED", rows, said)
    if denial and brought.is_empty() and words_name_fertiliser(evidence):
        told = Text(en="practice or product name organic fertiliser",
                    zh="措施描述或产品名称提及有机肥")  # fmt: skip
        facts = {"brought": told, "said": denial}
        where = evidence.project.where("practice", "description")
        yield Problem(code="ORGANIC_N_UNCOUNTED", where=where, facts=facts)


def _carbon(evidence: Evidence) -> Iterator[Problem]:
    """Tell of fertiliser whose carbon is 0; of a denial conditions of methods tell."""
    yearly = _yearly(evidence)
    brought = yearly.filter((pl.col("property") == APPLIED) & _is_amount())
    for (role, year), rows in brought.group_by("role", "year", maintain_order=True):
        if said := _zero(yearly.filter(role=role, year=year), _is_carbon()):
            yield _one_sided("ORGANIC_C_UNCOUNTED", rows, said)


def _one_sided(code: str, brought: pl.DataFrame, said: Text) -> Problem:
    """Return the problem of records above 0 whose other side is not."""
    first = brought.row(0, named=True)
    name = observed_property(first["property"]).name
    told = Text(en=f"“{name['en']}” of {first['year']} is above 0",
                zh=f"{first['year']} 年“{name['zh']}”大于 0")  # fmt: skip
    facts = {"brought": told, "said": said}
    return Problem(code=code, where=place_of(first), facts=facts)


def _yearly(evidence: Evidence) -> pl.DataFrame:
    """Return the records of both scenarios with their years."""
    of_scenario = pl.col("role").is_in(SCENARIOS)
    return counted(evidence).filter(of_scenario).with_columns(year_of().alias("year"))


def _is_carbon() -> pl.Expr:
    """Tell of a record whether it is of organic carbon that comes with nitrogen."""
    name = pl.col("property")
    return name.str.starts_with(IMPORTED) & (name != BIOCHAR)


def _is_amount() -> pl.Expr:
    return pl.col("number").cast(pl.Float64) > 0


def _denial(evidence: Evidence, source: str) -> Text | None:
    if not denied(evidence, source):
        return None
    return Text(
        en=f"sources_absent.{source} says that there is none",
        zh=f"sources_absent.{source} 填明不存在",
    )


def _zero(rows: pl.DataFrame, of: pl.Expr) -> Text | None:
    """Return what says so where all records of something hold 0; nothing without."""
    held = rows.filter(of)
    if held.is_empty() or not held.filter(_is_amount()).is_empty():
        return None
    names = ", ".join(sorted(set(held["property"])))
    return Text(en=f"{names} is recorded with 0", zh=f"{names} 记录为 0")
