"""``edaphon calc stratified-change``: means, change and intervals over strata."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.calculations.calculation import Calculation, choice, named, number
from edaphon.cli.calculations.columns import (
    CAMPAIGN,
    POINT,
    PROJECT,
    STRATUM,
    Column,
)
from edaphon.cli.calculations.cores import require_at_most
from edaphon.cli.calculations.results import Cell, Result
from edaphon.cli.calculations.tables import Form, Table, read
from edaphon.cli.output import text
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.science import Estimate

AREA = Column(
    code="area",
    meaning=marked("area of the stratum, the same in all of its rows"),
    reads=("area", "area_treated"),
    entry="area",
)
VALUE = Column(
    code="value",
    meaning=marked("value of the point, such as its carbon stock"),
    reads=("soc_stock", "value", "soc"),
    entry="soc_stock",
)
LEVELS = (0.90, 0.95)
WRITES = (
    ("project, paired, total_area_ha", marked("which project, design and area [ha]")),
    ("t0, t1", marked("the earlier and the later campaign")),
    ("mean_t0, se_t0, mean_t1, se_t1", marked("mean of each campaign, its error")),
    ("delta, se", marked("change and its standard error")),
    ("df_design, df_satterthwaite", marked("degrees of freedom")),
    ("lo90, hi90, lo95, hi95", marked("two-sided intervals, Satterthwaite df")),
    ("lower_one_sided", marked("one-sided lower bound at --bound")),
    ("p_gt0", marked("chance that the change is above 0")),
)


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "stratified-change",
        run,
        about=marked(
            "Design-based mean of two campaigns and their change, weighted by the "
            "area of strata, with t intervals. Points visited twice are paired; "
            "strata of one point are refused."
        ),
        example="edaphon calc stratified-change samples.csv --bound 0.9",
        reads=(PROJECT, STRATUM, AREA, CAMPAIGN, POINT, VALUE),
        writes=WRITES,
        options=[
            choice(
                "--design",
                ("auto", "paired", "independent"),
                marked("Whether points are visited twice; auto looks at their names."),
            ),
            named("--first", marked("The earlier campaign, where names do not say.")),
            number("--bound", 0.6667, marked("Probability of the one-sided bound.")),
        ],
    )


def run(
    paths: Sequence[Path], form: Form, *, design: str, first: str, bound: float
) -> Result:
    """Compute every project of the table."""
    require_at_most(paths, 1)
    if not 0 < bound < 1:
        raise click.UsageError(text("--bound is between 0 and 1: 0.9, not 90."))
    table = read(paths[0], form)
    projects = _projects(table)
    rows = [
        _row(table, name, projects[name], first, (design, bound))
        for name in sorted(projects)
    ]
    return Result(
        calculation="stratified-change",
        columns=[
            "project", "t0", "t1", "paired", "total_area_ha", "mean_t0", "se_t0",
            "mean_t1",
            "se_t1", "delta", "se", "df_design", "df_satterthwaite", "lo90", "hi90",
            "lo95", "hi95", "lower_one_sided", "p_gt0",
        ],
        rows=rows,
        choices={"design": design, "first": first, "bound": bound},
    )  # fmt: skip


@dataclass(slots=True)
class _Project:
    """Values by campaign, stratum and point; area by stratum."""

    areas: dict[str, float] = field(default_factory=dict)
    values: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)


def _projects(table: Table) -> dict[str, _Project]:
    table.require(STRATUM, AREA, CAMPAIGN, POINT, VALUE)
    table.settle()
    areas, values = table.required(AREA), table.required(VALUE)
    table.settle()
    keys = zip(
        table.texts(PROJECT), table.texts(CAMPAIGN), table.texts(STRATUM),
        table.texts(POINT), strict=True,
    )  # fmt: skip
    projects: dict[str, _Project] = {}
    for row, (project, campaign, stratum, point) in enumerate(keys):
        own = projects.setdefault(project, _Project())
        area = float(areas[row])
        if own.areas.setdefault(stratum, area) != area:
            facts = {"stratum": stratum, "area": area, "before": own.areas[stratum]}
            table.note_row("CALC_AREA_DIFFERS", row, **facts)
        points = own.values.setdefault(campaign, {}).setdefault(stratum, {})
        if point in points:
            table.note_row("CALC_POINT_TWICE", row, point=point, campaign=campaign)
        points[point] = float(values[row])
    table.settle()
    return projects


def _row(
    table: Table, name: str, project: _Project, first: str, how: tuple[str, float]
) -> list[Cell]:
    from edaphon.science import independent_change, paired_change, stratified_mean  # noqa: PLC0415 - help is printed without it

    design, bound = how
    t0, t1 = _campaigns(table, name, project, first)
    before, after = project.values[t0], project.values[t1]
    paired = _is_paired(table, name, (before, after), design)
    apart = [
        {stratum: list(points.values()) for stratum, points in campaign.items()}
        for campaign in (before, after)
    ]
    areas = project.areas
    change = (
        paired_change(before, after, areas)
        if paired
        else independent_change(apart[0], apart[1], areas)
    )
    means = [stratified_mean(values, areas) for values in apart]
    return [
        name, t0, t1, paired, math.fsum(areas.values()),
        *(part for mean in means for part in (mean.value, mean.standard_error)),
        *_figures(change, bound),
    ]  # fmt: skip


def _figures(change: "Estimate", bound: float) -> list[Cell]:
    df = change.df_satterthwaite
    intervals = [end for level in LEVELS for end in change.interval(level, df)]
    return [
        change.value,
        change.standard_error,
        change.df_design,
        df,
        *intervals,
        change.lower_bound(bound, df),
        change.probability_above_zero(df),
    ]


_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_NUMBERED = re.compile(r"(\D*)(\d+)")
_Campaign = dict[str, dict[str, float]]


def _campaigns(
    table: Table, name: str, project: _Project, first: str
) -> tuple[str, str]:
    """Return the names of the earlier and the later campaign."""
    campaigns = _in_order(list(project.values), first)
    if len(campaigns) == len(project.values) == 2:
        return campaigns[0], campaigns[1]
    facts = {"project": name, "campaigns": ", ".join(sorted(project.values))}
    where = Where(file=table.file)
    code = "CALC_CAMPAIGN_ORDER" if len(project.values) == 2 else "CALC_CAMPAIGNS"
    raise EdaphonError(Problem(code=code, where=where, facts=facts))


def _in_order(names: list[str], first: str) -> list[str]:
    """Return names of campaigns in order of time; none where they do not say it.

    Days and years go by the calendar, names with one word before a number by it.
    """
    if first:
        return sorted(names, key=lambda name: name != first) if first in names else []
    if all(_DAY.fullmatch(name) for name in names):
        return sorted(names)
    parts = [_NUMBERED.fullmatch(name) for name in names]
    words = {part[1] for part in parts if part}
    if all(parts) and len(words) == 1:
        return sorted(names, key=lambda name: int(name.removeprefix(*words)))
    return []


def _is_paired(
    table: Table, name: str, campaigns: tuple[_Campaign, _Campaign], design: str
) -> bool:
    if design != "auto":
        return design == "paired"
    before, after = (
        {(stratum, point) for stratum, points in campaign.items() for point in points}
        for campaign in campaigns
    )
    if before == after or not before & after:
        return before == after
    facts = {
        "project": name,
        "both": len(before & after),
        "once": len(before ^ after),
    }
    where = Where(file=table.file)
    raise EdaphonError(Problem(code="CALC_PAIRING", where=where, facts=facts))
