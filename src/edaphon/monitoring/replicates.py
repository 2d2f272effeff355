"""Results of one layer, and of archived samples, that should agree and do not.

A stock takes the mean of the replicates of a layer: a second value far from the first
would move it in silence.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from edaphon.evidence import UNUSED, Project, properties, reanalysis_fault
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import listed, place_of, place_text
from edaphon.monitoring.repeats import repeat_limit
from edaphon.monitoring.uneven import LAYER, ORDER, SAMPLE, uneven_problems

Row = Mapping[str, object]


def replicate_problems(
    project: Project, observations: pl.DataFrame
) -> Iterator[Problem]:
    """Ask about replicates that differ too much, and about archived samples that do.

    Yields
    ------
    Problem
        ``REPLICATES_APART`` for a layer whose results differ by more than is
        plausible, with the rows of both; those of `uneven_problems`;
        ``ARCHIVE_SHIFT`` for archived samples that were found far from their first
        results. A re-analysis on file (``campaigns.reanalysis`` of the campaign, with
        its report) answers the questions.
    """
    stocked = [code for code, entry in properties().items() if entry.in_stock]
    rows = (
        observations.filter(
            pl.col("property").is_in(stocked)
            & (pl.col("number") != "")
            & ~pl.col("flag").is_in(UNUSED)
            & (pl.col("point") != "")
            & (pl.col("top_cm") != "")
        )
        .with_columns(pl.col("number").cast(pl.Float64).alias("held"))
        .sort(*LAYER, *ORDER)
    )
    answered = _answered(project)
    day = str(project.period.end)
    yield from _apart(rows, answered, day)
    campaigns = [item.id for item in project.campaigns]
    yield from uneven_problems(rows, campaigns, answered, day)
    yield from _shifted(project, rows, answered, day)


def _answered(project: Project) -> set[str]:
    """Return the campaigns whose samples were analysed again, with a report.

    Archived samples are answered for with the campaign in whose batch they were.
    """
    found = set()
    for at, item in enumerate(project.campaigns):
        if not reanalysis_fault(project, at):
            found |= {item.id, item.archived or item.id}
    return found


def _apart(rows: pl.DataFrame, answered: set[str], day: str) -> Iterator[Problem]:
    """Compare numbered replicates; others of one layer are told by ``LAYER_TWICE``."""
    limit = repeat_limit("replicates", day)
    repeated = rows.filter(
        (pl.col("replicate").n_unique().over(LAYER) > 1)
        & ~pl.col("campaign").is_in(sorted(answered))
    )
    found: dict[str, list[Problem]] = {}
    for _, group in repeated.group_by(LAYER, maintain_order=True):
        values = group["held"].to_list()
        low, high = min(values), max(values)
        first = group.row(0, named=True)
        mean = math.fsum(values) / len(values)
        if limit.is_apart(str(first["property"]), low, high, mean):
            problem = _differ(group.rows(named=True), low, high, mean)
            found.setdefault(problem.where.file, []).append(problem)
    for problems in found.values():
        yield from listed(problems)


def _differ(group: Sequence[Row], low: float, high: float, mean: float) -> Problem:
    """Return the problem at the later of the two rows that lie farthest apart."""
    ends = [next(row for row in group if row["held"] == end) for end in (low, high)]
    first, second = sorted(ends, key=lambda row: [row[name] for name in ORDER])
    facts = {
        **_layer(second),
        "campaign": second["campaign"],
        "value": second["value"],
        "first": first["value"],
        "other": place_text(first),
        "percent": f"{100 * (high - low) / abs(mean):.0f}" if mean else "100",
    }
    return Problem(code="REPLICATES_APART", where=place_of(second), facts=facts)


def _layer(row: Row) -> dict[str, object]:
    return {
        "property": properties()[str(row["property"])].name,
        "point": row["point"],
        "layer": f"{row['top_cm']}-{row['bottom_cm']} cm",
    }


def _shifted(
    project: Project, rows: pl.DataFrame, answered: set[str], day: str
) -> Iterator[Problem]:
    """Ask about archived samples whose ratio to the first results is not plausible."""
    first = project.campaigns[0].id if project.campaigns else ""
    limit = repeat_limit("archived", day)
    before = rows.filter(pl.col("campaign") == first)
    means = before.group_by(SAMPLE).agg(pl.col("held").mean().alias("before"))
    for item in project.campaigns:
        if not item.archived or item.id in answered:
            continue
        again = rows.filter(
            (pl.col("campaign") == item.archived)
            & pl.col("property").is_in(list(limit.shares))
        ).join(means, on=SAMPLE, how="inner", maintain_order="left")
        for (name,), group in again.group_by("property", maintain_order=True):
            sums = (math.fsum(group["before"]), math.fsum(group["held"]))
            if limit.is_apart(str(name), min(sums), max(sums), sums[0]):
                facts = {
                    "property": properties()[str(name)].name,
                    "ratio": f"{sums[1] / sums[0]:.3g}" if sums[0] else "-",
                    "count": group.height,
                    "percent": f"{100 * limit.shares[str(name)]:g}",
                }
                where = place_of(group.row(0, named=True))
                yield Problem(code="ARCHIVE_SHIFT", where=where, facts=facts)
