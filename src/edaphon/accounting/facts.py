"""Plain facts of plan, campaigns and records, for the conditions of a method."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from msgspec import structs

from edaphon.accounting.activity import Activity
from edaphon.accounting.alike import alike, derivations, inorganic_apart, procedures
from edaphon.accounting.applications import (
    APPLIED,
    applied_shares,
    applies_product,
    crops_without,
    lots_without,
    unapplied,
)
from edaphon.accounting.campaign_days import (
    outside,
    sampling_days,
    undated,
    years_sampled,
)
from edaphon.accounting.core_facts import (
    exceeds,
    falling,
    lost,
    lost_of_groups,
    reference_share,
    stones,
    yearly_changes,
)
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted
from edaphon.accounting.places import places
from edaphon.accounting.seal_witness import against_seal
from edaphon.accounting.soil import Soil
from edaphon.accounting.witnesses import Sample
from edaphon.accounting.yields import unharvested
from edaphon.evidence import reanalysis_fault
from edaphon.kernel.calendar_years import MONTHS, years_between
from edaphon.methods import Facts, Run
from edaphon.schemas.record import stated_or


def facts(
    evidence: Evidence,
    soil: Soil,
    activity: Activity,
    run: Run,
    microbial: Mapping[str, Any],
    *,
    archive: Mapping[str, object],
    losses: Mapping[Sample, str],
) -> Facts:
    """Put together what conditions may look at.

    ``sampling`` holds ``plan`` (present, sealed_at, witnessed, intact,
    reference_mass, tests, later_campaigns, months_off),
    ``first_sampling``, ``first_application``, ``years_between``, ``months_apart``,
    ``period_apart``, ``groups`` (label, role, stratum, area, planned, start, end,
    both), ``yearly_changes``, ``missing`` (points without a reason),
    ``depth_cm``, ``deepest_cm``, ``layers_within``, ``layers_below``, ``increments``,
    ``procedures``, ``derivations``, ``alike`` (what was determined otherwise),
    ``reference_exceeds``, ``reference_share``,
    ``light`` (cores that hold less soil than the full mass), ``lost`` (points that are
    given a conservative value), ``falling`` (cores whose natural spline falls),
    ``broken_profiles``, ``no_density``, ``moved``, ``places``, ``design``,
    ``depth_below_cm`` (how far the plan reaches below the depth), ``archive`` and
    ``unwitnessed`` (listed losses by name, with what stands against the witness).
    A group has ``points`` (planned or seen), ``fields`` (those with a value) and
    ``lost`` (points without one); ``unlisted`` are those of which no loss is listed.
    Where the account counts from the last one, the evidence is what it sees since
    then; the first sampling and the first application are those of all of it.
    """
    return Facts(
        project=structs.replace(evidence.project.model, period=evidence.period),
        sampling={
            **_sampling(evidence, soil, run),
            "unlisted": [
                name for name in lost(run) if name not in {point for point, _ in losses}
            ],
            "first_sampling": _first_sampling(evidence.whole),
            "first_application": _first_application(evidence.whole),
            "archive": dict(archive),
            "unwitnessed": {
                f"{point} {campaign}": fault
                for (point, campaign), fault in losses.items()
                if fault
            },
        },
        microbial=microbial,
        activity={
            **{role: list(years) for role, years in activity.years.items()},
            "unsaid": list(activity.unsaid),
            "aside": list(activity.aside),
            "unharvested": unharvested(evidence),
            "electricity": activity.electricity,
            **_product(evidence),
            "earlier": {
                "count": len(evidence.earlier),
                "end": evidence.earlier[-1].end if evidence.earlier else "",
                "since": evidence.since.day if evidence.since else "",
            },
        },
    )


def _product(evidence: Evidence) -> dict[str, object]:
    """Return what the book of applications leaves out; nothing without a product."""
    if not applies_product(evidence):
        return {}
    return {
        "unapplied": unapplied(evidence),
        "applied_shares": applied_shares(evidence),
        "crops_without": crops_without(evidence),
        "lots_without_carbon": lots_without(evidence, "product_carbon_content"),
    }


def _sampling(evidence: Evidence, soil: Soil, run: Run) -> dict[str, Any]:
    days = sampling_days(evidence)
    return {
        "plan": _plan(evidence, days),
        "last_sampling": days["end"][-1] if days["end"] else "",
        "years_between": float(years_sampled(evidence)),
        "period_apart": _period_apart(evidence, days),
        "undated": undated(evidence),
        "outside": outside(evidence),
        "months_apart": _season(days),
        "groups": _groups(evidence, soil, run),
        "missing": _without_reason(evidence, soil, run),
        "reanalysis_fault": reanalysis_fault(evidence.project),
        "depth_cm": evidence.depth_cm,
        "reference_exceeds": exceeds(run),
        "light": exceeds(run, "full_mass"),
        "stones": stones(run),
        "yearly_changes": yearly_changes(run),
        "falling": falling(run),
        "lost": lost(run),
        "reference_share": reference_share(run),
        "procedures": procedures(evidence),
        "derivations": derivations(soil),
        "inorganic_apart": inorganic_apart(evidence, soil),
        "alike": alike(evidence, soil),
        "no_density": int((~_has_mass(soil, run)).sum()),
        "moved": list(stated_or(evidence.sampling.moved, [])),
        "places": places(evidence, soil, run),
        "design": evidence.design,
        "depth_below_cm": _depth_below(evidence, soil),
        **_depths(evidence, soil),
    }


def _plan(evidence: Evidence, days: Mapping[str, Sequence[str]]) -> dict[str, object]:
    plan = evidence.plan
    return {
        "present": plan.present,
        "sealed_at": plan.sealed_at,
        "witnessed": not against_seal(plan),
        "intact": plan.intact,
        "reference_mass": bool(plan.reference_mass),
        "tests": list(plan.tests),
        "later_campaigns": dict(plan.later_campaigns),
        "months_off": _months_off(evidence, days["end"]),
    }


def _period_apart(
    evidence: Evidence, days: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Return how far the ends of the period lie from their campaigns [months]."""
    return {
        end: min(abs(float(years_between(day, seen))) * MONTHS for seen in days[end])
        for end, day in (("start", evidence.period.start), ("end", evidence.period.end))
    }


def _months_off(evidence: Evidence, seen: Sequence[str]) -> float:
    """Return how far the last campaign lies from its planned day [months].

    Infinite where the plan names no day for it.
    """
    planned = evidence.plan.later_campaigns.get(evidence.campaign_ids[1])
    if planned is None:
        return math.inf
    return min(abs(float(years_between(planned, day))) * MONTHS for day in seen)


def _first_sampling(whole: Evidence) -> str:
    days = sampling_days(whole)["start"]
    return days[0] if days else ""


def _first_application(evidence: Evidence) -> str:
    """Return the day, or only the year, of the first recorded application."""
    rows = counted(evidence).filter(
        pl.col("property").is_in(list(APPLIED)) & (pl.col("role") == "project")
    )
    days = [
        day[:10] or year
        for day, year, number in rows.select(
            "phenomenon_time", "campaign", "number"
        ).iter_rows()
        if float(number) > 0
    ]
    return min(days, default="")


def _season(days: Mapping[str, Sequence[str]]) -> float:
    """Return how far apart the two campaigns lie within the year [months, 0-6]."""
    apart = years_between(days["start"][0], days["end"][0]) % 1
    return float(min(apart, 1 - apart) * 12)


def _groups(evidence: Evidence, soil: Soil, run: Run) -> list[dict[str, Any]]:
    """Return one record a sampling group: points planned, found and complete.

    A core that lacks carbon or bulk density of a layer was not found. ``both`` counts
    points with both campaigns; where the campaigns are independent it counts the
    points of the poorer one.
    """
    known, planned = _known(soil, run), _planned(evidence)
    paired = evidence.design == "paired"
    rows = []
    points, fields = (_of_groups(run, axis) for axis in ("point", "field"))
    lacking = lost_of_groups(run)
    for place, item in enumerate(soil.groups):
        start, end = (known.get((item.label, name), set()) for name in ("start", "end"))
        wanted = planned.get((item.stratum, item.role), [])
        rows.append(
            {
                "label": item.label,
                "stratum": item.stratum,
                "role": item.role,
                "area_ha": item.area,
                "planned": len(wanted),
                "start": len(start),
                "end": len(end),
                "both": len(start & end) if paired else min(len(start), len(end)),
                "points": points[place],
                "fields": fields[place],
                "lost": lacking[place],
            }
        )
    return rows


def _of_groups(run: Run, axis: str) -> list[int]:
    """Return how many elements of an axis each group has; of fields, with a value."""
    axes = run.axes
    if axis not in axes:
        return [0] * axes.size("group")
    owners = axes.ancestor(axis, "group")
    known = run.values("field_change") if axis == "field" else np.zeros(owners.size)
    if known.size != owners.size:
        return [0] * axes.size("group")
    counted = owners[np.isfinite(known)]
    return [
        int(number) for number in np.bincount(counted, minlength=axes.size("group"))
    ]


def _depth_below(evidence: Evidence, soil: Soil) -> float:
    """Return how far the plan, or the shallowest core, reaches below the depth [cm]."""
    planned = [float(bottom) for _, bottom in evidence.plan.layers]
    if planned:
        return max(planned) - evidence.depth_cm
    cores = soil.layers.group_by("group", "point", "round").agg(pl.col("bottom").max())
    return min(cores["bottom"].to_list(), default=0.0) - evidence.depth_cm


def _planned(evidence: Evidence) -> dict[tuple[str, str], list[str]]:
    """Return the planned points of each stratum and role."""
    found: dict[tuple[str, str], list[str]] = {}
    for point, place in evidence.plan.points.items():
        found.setdefault(place, []).append(point)
    return found


Core = tuple[int, str, int]
"""Group, point and round of a profile."""


def _has_mass(soil: Soil, run: Run) -> pl.Series:
    """Tell of each layer whether its soil mass is known."""
    masses = run.values("layer_mass")
    if masses.size != soil.layers.height:  # a method without equations of the soil
        return soil.layers["bulk_density"].is_not_null()
    return pl.Series(np.isfinite(masses))


def _incomplete(soil: Soil, run: Run) -> set[Core]:
    """Return the cores with a gap, or a layer without carbon or bulk density."""
    core = ["group", "point", "round"]
    lacks = ~(pl.col("has_carbon") & pl.col("is_sound") & _has_mass(soil, run))
    return set(soil.layers.filter(lacks).select(core).rows())


def _known(soil: Soil, run: Run) -> dict[tuple[str, str], set[str]]:
    """Return the points of each group and campaign that a whole core was taken at."""
    axes = run.axes
    if not axes.size("profile"):
        return {}
    groups = axes["group"].labels
    owners = axes.ancestor("profile", "group")
    points = axes["point"].labels
    point = axes.ancestor("profile", "point")
    ends = axes.attribute("profile", "campaign")
    incomplete = _incomplete(soil, run)
    found: dict[tuple[str, str], set[str]] = {}
    for place in range(axes.size("profile")):
        name, group = points[point[place]], int(owners[place])
        if (group, name, ("start", "end").index(ends[place])) not in incomplete:
            found.setdefault((groups[group], ends[place]), set()).add(name)
    return found


def _without_reason(evidence: Evidence, soil: Soil, run: Run) -> list[str]:
    """Return the planned samples without a complete result or a logged reason.

    A re-visited point owes a sample to both campaigns, an independent one to either.
    """
    reasons = {
        (item.point, item.campaign) for item in stated_or(evidence.sampling.missing, [])
    }
    partly = {
        (point, evidence.campaign_ids[turn])
        for _, point, turn in _incomplete(soil, run)
    }
    sampled = set(soil.layers.select("point", "campaign").rows())
    told = reasons | (sampled - partly)
    points = sorted(evidence.plan.points or {point for point, _ in sampled})
    if evidence.design == "paired":
        owed = [(point, name) for point in points for name in evidence.campaign_ids]
        return [f"{point} {name}" for point, name in owed if (point, name) not in told]
    seen = {point for point, _ in told}
    return [point for point in points if point not in seen]


def _depths(evidence: Evidence, soil: Soil) -> dict[str, Any]:
    if soil.layers.is_empty():
        return {
            "deepest_cm": 0.0,
            "layers_within": 0,
            "layers_below": 0,
            "increments": 0,
            "broken_profiles": 0,
        }
    core = ["group", "point", "round"]
    depth = evidence.depth_cm
    profiles = soil.layers.group_by(core, maintain_order=True).agg(
        pl.col("bottom").max().alias("deepest"),
        (pl.col("top") < depth).sum().alias("within"),
        (pl.col("bottom") > depth).sum().alias("below"),
        pl.len().alias("layers"),
        pl.col("is_sound").all().alias("sound"),
    )
    later = profiles.filter(pl.col("round") == 1)
    return {
        "deepest_cm": _least(profiles, "deepest"),
        "layers_within": int(_least(profiles, "within")),
        "layers_below": int(_least(profiles, "below")),
        "increments": int(_least(later, "layers")) if later.height else 0,
        "broken_profiles": int((~profiles["sound"]).sum()),
    }


def _least(table: pl.DataFrame, column: str) -> float:
    return min((float(value) for value in table[column].to_list()), default=0.0)
