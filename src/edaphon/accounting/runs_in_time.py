"""Reference materials show a campaign only while its samples were analysed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl
from msgspec import UNSET

from edaphon.accounting.layers import used
from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.methods import MethodPack, pack, unknown_packs
from edaphon.schemas.models.project import Campaign, CampaignErrors, Run, Runs
from edaphon.schemas.record import stated_or

DAYS = "run_days"
"""Parameter of a pack: days around the analyses of a campaign for its runs [d]."""

ANALYSED = ("soc", "som")
"""Properties whose days of analysis are those of the laboratory."""


def run_days(method: MethodPack) -> float | None:
    """Return the window of a method for runs [d]; None for one that reads none."""
    asked = method.parameters.get(DAYS)
    return None if asked is None else asked.number


def in_time(
    project: Project, observations: pl.DataFrame, runs: Runs, most_days: float
) -> Runs:
    """Return the runs that show how the laboratory found in either campaign.

    Those that were made while samples were analysed. Where a campaign has none, or
    fewer than two days of them are left, the method takes its default, and never less
    than one deviation: that is then the run farthest off of all, so that no bad run
    is hidden by its day or left out with its campaign.

    Parameters
    ----------
    project, observations
        Project document and the table of observations.
    runs
        Runs of reference materials.
    most_days
        Days before and after the analyses [d].
    """
    ends = (project.model.campaigns[0], project.model.campaigns[-1])
    kept = _within(observations, runs, most_days, ends)
    shown = all(_within(observations, runs, most_days, [item]) for item in ends)
    enough = shown and len({run.day for run in kept}) >= ENOUGH
    if enough or not runs:
        return kept
    return [max(runs, key=_off)]


ENOUGH = 2
"""Days of runs from which their spread is read; below it the default holds."""


def _off(run: Run) -> float:
    return abs(float(run.found) / float(run.known) - 1.0)


def _within(
    observations: pl.DataFrame, runs: Runs, most_days: float,
    campaigns: Sequence[Campaign],
) -> Runs:  # fmt: skip
    """Return the runs around the days of analysis, or else of the campaign.

    Never before the first sample of a campaign.
    """
    rows = used(observations).filter(
        pl.col("property").is_in(ANALYSED) & (pl.col("result_time") != "")
    )
    spans = []
    for item in campaigns:
        told = rows.filter(pl.col("campaign") == item.id)["result_time"].to_list()
        days = sorted(day[:10] for day in told) or [item.start, item.end]
        first = max(item.start, _moved(days[0], -most_days))
        spans.append((first, _moved(days[-1], most_days)))
    return [run for run in runs if any(a <= run.day <= b for a, b in spans)]


def run_problems(
    project: Project, observations: pl.DataFrame, methods: Sequence[str]
) -> Iterator[Problem]:
    """Warn of runs of reference materials that show nothing of a campaign.

    Yields
    ------
    Problem
        ``RUN_OUTSIDE`` for each run that is of no campaign.
    """
    known = [pack(name) for name in methods if not unknown_packs([name])]
    windows = [days for one in known if (days := run_days(one)) is not None]
    runs = stated_or(project.model.campaign_errors, CampaignErrors()).laboratory
    if runs is UNSET or not windows:
        return
    kept = _within(observations, runs, max(windows), project.model.campaigns)
    for at, run in enumerate(runs):
        if run not in kept:
            where = project.where("campaign_errors", "laboratory", at, "day")
            facts = {"day": run.day, "days": f"{max(windows):g}"}
            yield Problem(code="RUN_OUTSIDE", where=where, facts=facts)


def _moved(day: str, days: float) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
