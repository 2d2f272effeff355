"""Runs against known values show a campaign only around its own days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from edaphon.accounting.layers import CARBON, used
from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.methods import MethodPack, pack, unknown_packs
from edaphon.schemas.models.project import Campaign, CampaignErrors, Run, Runs
from edaphon.schemas.record import stated_or

DAYS = "run_days"
"""Parameter of a pack: days around the work of a campaign for its runs [d]."""

LABORATORY, RINGS = "laboratory", "bulk_density"
"""Fields of ``campaign_errors``: runs of reference materials, calibrations of rings."""

OUTSIDE: Mapping[str, str] = {LABORATORY: "RUN_OUTSIDE", RINGS: "RING_OUTSIDE"}
"""What is told of a run that is of no campaign, by its field."""


def run_days(method: MethodPack) -> float | None:
    """Return the window of a method for runs [d]; None for one that reads none."""
    asked = method.parameters.get(DAYS)
    return None if asked is None else asked.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days within which runs against known values show a campaign."""

    project: Project
    observations: pl.DataFrame
    most_days: float
    """Days before and after the work that the runs show [d]."""
    field: str
    """Field of ``campaign_errors``: ``laboratory`` or ``bulk_density``."""

    def within(self, runs: Runs, campaigns: Sequence[Campaign]) -> Runs:
        """Return the runs that lie in the days of one of the campaigns."""
        spans = [self._span(item) for item in campaigns]
        return [run for run in runs if any(a <= run.day <= b for a, b in spans)]

    def _span(self, campaign: Campaign) -> tuple[str, str]:
        """Return first and last day of the runs of a campaign.

        Rings are calibrated around the days in the field. A laboratory is shown
        around its days of analysis, or else those of the campaign, never before
        the first sample.
        """
        days = [campaign.start, campaign.end]
        if self.field == LABORATORY:
            days = sorted(self._analysed(campaign)) or days
        first, last = _moved(days[0], -self.most_days), _moved(days[-1], self.most_days)
        return (max(campaign.start, first) if self.field == LABORATORY else first), last

    def _analysed(self, campaign: Campaign) -> list[str]:
        rows = used(self.observations).filter(
            pl.col("property").is_in(CARBON)
            & (pl.col("result_time") != "")
            & (pl.col("campaign") == campaign.id)
        )
        return [day[:10] for day in rows["result_time"].to_list()]


def in_time(window: Window, runs: Runs) -> Runs:
    """Return the runs that show the laboratory or the rings of either campaign.

    Those that were made while samples were analysed or taken. Where a campaign has
    none, or fewer than two days of them are left, the method takes its default, and
    never less than one deviation: that is then the run farthest off of all, so that
    no bad run is hidden by its day or left out with its campaign.
    """
    ends = (window.project.model.campaigns[0], window.project.model.campaigns[-1])
    kept = window.within(runs, ends)
    shown = all(window.within(runs, [item]) for item in ends)
    enough = shown and len({run.day for run in kept}) >= ENOUGH
    if enough or not runs:
        return kept
    return [max(runs, key=_off)]


ENOUGH = 2
"""Days of runs from which their spread is read; below it the default holds."""


def _off(run: Run) -> float:
    return abs(float(run.found) / float(run.known) - 1.0)


def run_problems(
    project: Project, observations: pl.DataFrame, methods: Sequence[str]
) -> Iterator[Problem]:
    """Warn of runs against known values that show nothing of a campaign.

    Yields
    ------
    Problem
        ``RUN_OUTSIDE`` for each run of a reference material and ``RING_OUTSIDE`` for
        each calibration of a ring that is of no campaign.
    """
    known = [pack(name) for name in methods if not unknown_packs([name])]
    windows = [days for one in known if (days := run_days(one)) is not None]
    if not windows:
        return
    stated = stated_or(project.model.campaign_errors, CampaignErrors())
    for field, code in OUTSIDE.items():
        window = Window(
            project=project, observations=observations, most_days=max(windows),
            field=field,
        )  # fmt: skip
        runs: Runs = stated_or(getattr(stated, field), [])
        kept = window.within(runs, project.model.campaigns)
        for at, run in enumerate(runs):
            if run not in kept:
                where = project.where("campaign_errors", field, at, "day")
                facts = {"day": run.day, "days": f"{window.most_days:g}"}
                yield Problem(code=code, where=where, facts=facts)


def _moved(day: str, days: float) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
