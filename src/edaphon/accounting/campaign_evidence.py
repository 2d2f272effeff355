"""What shows the errors of a whole campaign: runs, calibrations, archived samples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from msgspec import UNSET, UnsetType

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.given import ASSUMED, given, recorded
from edaphon.accounting.layers import CARBON, counted, means_of
from edaphon.accounting.runs_in_time import LABORATORY, RINGS, Window, in_time
from edaphon.methods import Axis, Input, Origin
from edaphon.schemas.models.project import CampaignErrors, Runs
from edaphon.schemas.record import stated_or

RUNS = {
    "laboratory_deviation": ("laboratory_run", LABORATORY),
    "ring_deviation": ("ring_run", RINGS),
}
"""Input, its axis, and the field of ``campaign_errors``."""

SAMPLE = ("point", "stratum", "role", "top_cm", "bottom_cm", "property")
"""What makes two results those of one archived sample; of several the mean counts."""

ORGANIC = ("soc", "som")
"""Properties whose ratio is that of organic carbon on any land."""

TOTAL = "total_carbon"
"""Organic carbon too, on land that is not calcareous."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEvidence:
    """Axes and inputs of the campaign errors, and what is wrong with the archive."""

    axes: tuple[Axis, ...]
    inputs: Mapping[str, Input]
    archive: Mapping[str, object]
    """``count`` of pairs; ``unmatched``, ``undated`` and ``apart``: samples without
    a first result, without a day of analysis, and outside the batch."""


def campaign_evidence(
    evidence: Evidence, most_days: float | None = None
) -> CampaignEvidence:
    """Return the evidence of campaign errors; what is not stated is not given.

    Parameters
    ----------
    evidence
        Project document and observations.
    most_days
        Days around the work of a campaign within which runs against known values
        show its laboratory and its rings [d]; None for any day.
    """
    stated = stated_or(evidence.project.model.campaign_errors, CampaignErrors())
    axes, inputs = list[Axis](), dict[str, Input]()
    for name, (axis, field) in RUNS.items():
        runs: Runs | UnsetType = getattr(stated, field)
        if runs is not UNSET and most_days is not None:
            runs = in_time(_window(evidence, field, most_days), runs)
        found = {} if runs is UNSET else _deviations(runs)
        axes.append(_list_axis(axis, list(found)))
        if runs is not UNSET:
            where = Origin("project", (f"campaign_errors/{field}",))
            inputs[name] = given(name, "1", axis, list(found.values()), where)
    pairs, archive = _archived(evidence)
    axes.append(_list_axis("archived", [label for label, _, _ in pairs]))
    before = [first for _, first, _ in pairs]
    after = [again for _, _, again in pairs]
    for name, held in (("archived_first", before), ("archived_again", after)):
        inputs[name] = recorded(name, "g/kg", "archived", held)
    name = "density_correlation"
    inputs[name] = given(name, "1", "account", [0.0], ASSUMED)
    return CampaignEvidence(axes=tuple(axes), inputs=inputs, archive=archive)


def _window(evidence: Evidence, field: str, most_days: float) -> Window:
    return Window(
        project=evidence.project, observations=evidence.observations,
        most_days=most_days, field=field,
    )  # fmt: skip


def _deviations(runs: Runs) -> dict[str, float]:
    """Return the relative deviation of each day, that of the run farthest off."""
    found: dict[str, float] = {}
    for run in runs:
        apart = float(run.found) / float(run.known) - 1.0
        found[run.day] = max(found.get(run.day, 0.0), apart, key=abs)
    return dict(sorted(found.items()))


Result = tuple[float, list[int]]
"""A value and its rows in the observation table."""

Pair = tuple[str, Result, Result]
"""An archived sample: its place, its first result, its result in the later batch."""


def _archived(
    evidence: Evidence,
) -> tuple[list[Pair], dict[str, object]]:
    """Return archived samples with both results, and those that cannot count."""
    nothing: dict[str, object] = {
        "count": 0, "unmatched": [], "undated": [], "apart": [],
    }  # fmt: skip
    label = evidence.project.model.campaigns[-1].archived
    if label is UNSET:
        return [], nothing
    rows = counted(evidence).filter(
        pl.col("property").is_in(CARBON) & (pl.col("top_cm") != "")
    )
    compared = _compared(evidence)
    first, last = evidence.campaign_ids
    again = rows.filter(pl.col("campaign") == label)
    batch = rows.filter((pl.col("campaign") == last) & (pl.col("result_time") != ""))
    days = [day[:10] for day in batch["result_time"].to_list()]
    before = _results(rows.filter(pl.col("campaign") == first))
    pairs = list[Pair]()
    faults = {name: list[str]() for name in ("unmatched", "undated", "apart")}
    found = _results(again)
    seen = _days(again)
    for key in sorted(found):
        point, _, _, top, bottom, prop = key
        name = f"{point} {top}-{bottom} cm"
        if key not in before or prop not in compared:
            faults["unmatched"].append(name)
        elif "" in seen[key] or not days:
            faults["undated"].append(name)
        elif not all(min(days) <= day <= max(days) for day in seen[key]):
            faults["apart"].append(name)
        else:
            pairs.append((name, before[key], found[key]))
    return pairs, {"count": len({name for name, _, _ in pairs}), **faults}


def _compared(evidence: Evidence) -> tuple[str, ...]:
    """Return the properties whose ratio is that of organic carbon on this land."""
    is_calcareous = evidence.project.land.calcareous is True
    return ORGANIC if is_calcareous else (*ORGANIC, TOTAL)


Sample = tuple[str, ...]


def _results(rows: pl.DataFrame) -> dict[Sample, Result]:
    """Return the result of each sample, of replicates their mean."""
    found = means_of(rows, SAMPLE).select(*SAMPLE, "mean", "ids")
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in found.iter_rows()}


def _days(rows: pl.DataFrame) -> dict[Sample, set[str]]:
    """Return the days on which each sample was analysed; empty where not said."""
    days: dict[Sample, set[str]] = {}
    for *key, day in rows.select(*SAMPLE, "result_time").iter_rows():
        days.setdefault(tuple(key), set()).add(day[:10])
    return days


def _list_axis(name: str, labels: Sequence[str]) -> Axis:
    return Axis(
        name=name, parent="account", labels=tuple(labels), parents=(0,) * len(labels)
    )
