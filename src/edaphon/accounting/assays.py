"""Microbial assays as plain values: by property, campaign, role and point."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from edaphon.accounting.assay_layers import (
    POOLS,
    layers_by_property,
    mixed,
    pools_apart,
    sugars_apart,
)
from edaphon.accounting.evidence import Evidence, control_of
from edaphon.accounting.layers import counted
from edaphon.methods import Parameter
from edaphon.science.estimates import Estimate, combine, difference, group_mean
from edaphon.science.necromass import CLASSIC, FactorSet, necromass_carbon

PROPERTIES = (
    "mbc", "mbn", "doc", "poc", "maoc", "glucosamine", "muramic_acid",
    "necromass_carbon", "fungal_necromass", "bacterial_necromass", "cue",
    "microbial_growth", "co2_fixation", "strain_marker", "strain_detected", "plfa",
    "plfa_bacteria", "plfa_fungi", "enzyme_bg", "enzyme_nag", "enzyme_urease",
    "enzyme_sucrase", "cbbl", "bacteria_16s", "fungi_its", "gene_copies",
)  # fmt: skip

MG_PER_G = 1000.0
"""Milligrams per kilogram in a milligram per gram."""

ESTABLISHED = "establishment_days"
"""Parameter of a pack: days after application from which an assay shows anything."""

FACTORS = ("necromass_factor.bacterial", "necromass_factor.fungal")
"""Parameters of a pack: carbon of dead microbes per amino sugar."""


@dataclass(frozen=True, slots=True)
class Assays:
    """Values of one property in the topmost sampled layer."""

    values: Mapping[tuple[str, str, str], Mapping[str, float]]
    """By (property, campaign, role): point and value, canonical unit."""
    campaigns: tuple[str, ...]
    """Campaigns with microbial assays, in order of their first sampling."""
    first_day: Mapping[str, str]
    """First sampling day of each campaign, ISO."""
    bounds: Mapping[str, tuple[float, float]]
    """Depth interval [cm] in which the pools of each point were assayed; empty where
    they are not of one layer."""
    strata: Mapping[str, str] = field(default_factory=dict)
    """Stratum in which each point lies."""
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By role: share of the area for which each stratum stands [1]; ``nan`` where an
    area is not known."""
    sampled_before: str = ""
    """End of the soil campaign before the last one, ISO; empty where there is none."""
    apart: tuple[str, ...] = ()
    """Properties that are not compared, because they were assayed in different
    layers."""
    established_after: timedelta | None = None
    """Time after application from which an assay can show establishment; none where
    the method states none, and then no campaign can."""

    def of(self, name: str, campaign: str, role: str) -> Mapping[str, float]:
        """Return point and value of one property, campaign and role."""
        return self.values.get((name, campaign, role), {})

    def properties(self) -> tuple[str, ...]:
        """Return the properties that were assayed, sorted."""
        return tuple(sorted({name for name, _, _ in self.values}))

    def before(self, start: str) -> str:
        """Return the last campaign that began before a day, empty if none did."""
        found = [name for name in self.campaigns if self.first_day[name] < start]
        return found[-1] if found else ""

    def after(self, start: str) -> list[str]:
        """Return the campaigns that began long enough after a day."""
        if self.established_after is None:
            return []
        first = (date.fromisoformat(start) + self.established_after).isoformat()
        return [name for name in self.campaigns if self.first_day[name] >= first]

    def lately(self, start: str) -> list[str]:
        """Return the campaigns after a day, none where the last soil has no assay.

        What was assayed until the soil campaign before the last one says nothing of
        what the soil did since.
        """
        found = self.after(start)
        is_late = bool(found) and self.first_day[found[-1]] > self.sampled_before
        return found if is_late else []

    def contrast(
        self, project: Mapping[str, float], control: Mapping[str, float], least: float
    ) -> Estimate | None:
        """Return project less control, strata weighted by area as those of the soil.

        Parameters
        ----------
        project, control
            Point and value of each side.
        least
            Values that a stratum needs on each side.

        Returns
        -------
        Estimate or None
            None where a stratum has too few values or no known area: what a part of
            the land shows says nothing of the rest.
        """
        sides = (("project", project), ("control", control))
        parts = [self._side(role, values, least) for role, values in sides]
        first, second = parts
        if first is None or second is None:
            return None
        return difference(first, second)

    def _side(
        self, role: str, values: Mapping[str, float], least: float
    ) -> Estimate | None:
        held: dict[str, list[float]] = {name: [] for name in self.weights.get(role, {})}
        for point, value in values.items():
            held.setdefault(self.strata.get(point, ""), []).append(value)
        parts = []
        for stratum, weight in self.weights.get(role, {}).items():
            if len(held[stratum]) < least or math.isnan(weight):
                return None
            parts.append((weight, group_mean(f"{stratum} {role}", held[stratum])))
        return combine(parts) if parts else None


def assays(evidence: Evidence, parameters: Mapping[str, Parameter]) -> Assays:
    """Read the microbial assays of project and control points.

    Of a point's layers the topmost is used; replicates are averaged. Necromass
    carbon is computed from amino sugars where the laboratory reports those and the
    method states the factors. A property that was not assayed in one layer has no
    values: depths cannot be told from days and from treatments.
    """
    rows = counted(evidence).filter(
        pl.col("property").is_in(PROPERTIES)
        & pl.col("role").is_in(["project", "control"])
        & (pl.col("point") != "")
        & (pl.col("campaign") != "")
    )
    if rows.is_empty():
        return Assays({}, (), {}, {})
    rows = rows.with_columns(
        pl.when(pl.col("top_cm") == "").then(pl.lit("0")).otherwise(pl.col("top_cm"))
        .cast(pl.Float64).alias("top")
    )  # fmt: skip
    shallow = rows.filter(
        pl.col("top") == pl.col("top").min().over("property", "campaign", "point")
    )
    layers = layers_by_property(shallow)
    sugars, pools = sugars_apart(layers), pools_apart(layers)
    values = {
        key: {} if key[0] in mixed(layers) else held
        for key, held in _means(shallow).items()
    }
    factors = _factors(parameters)
    if factors is not None and not sugars:
        _add_necromass(values, factors)
    days = _first_days(evidence, rows)
    return Assays(
        values=values,
        campaigns=tuple(sorted(days, key=lambda name: (days[name], name))),
        first_day=days,
        bounds={} if pools else _bounds(shallow),
        apart=tuple(sorted(mixed(layers) | sugars | pools)),
        strata=dict(rows.select("point", "stratum").unique().sort("point").rows()),
        weights=area_weights(evidence),
        sampled_before=_sampled_before(evidence),
        established_after=_established_after(parameters),
    )


def _sampled_before(evidence: Evidence) -> str:
    """Return the last day of the soil campaign before the last one, ISO."""
    last = evidence.ends[-1]
    campaigns = evidence.project.model.campaigns
    return max((item.end for item in campaigns if item.end < last.start), default="")


def _established_after(parameters: Mapping[str, Parameter]) -> timedelta | None:
    days = parameters.get(ESTABLISHED)
    return None if days is None else timedelta(days=days.number)


def _factors(parameters: Mapping[str, Parameter]) -> FactorSet | None:
    """Return the method's factors, in the classic form; none where it lacks one."""
    bacterial, fungal = (parameters.get(name) for name in FACTORS)
    if bacterial is None or fungal is None:
        return None
    return replace(
        CLASSIC, name="method", bacterial=bacterial.number, fungal=fungal.number
    )


def _means(rows: pl.DataFrame) -> dict[tuple[str, str, str], dict[str, float]]:
    listed = rows.group_by(
        ["property", "campaign", "role", "point"], maintain_order=True
    ).agg(pl.col("number").cast(pl.Float64).alias("values"))
    values: dict[tuple[str, str, str], dict[str, float]] = {}
    for name, campaign, role, point, found in listed.iter_rows():
        mean = math.fsum(found) / len(found)
        values.setdefault((name, campaign, role), {})[point] = mean
    return {key: dict(sorted(points.items())) for key, points in sorted(values.items())}


def _add_necromass(
    values: dict[tuple[str, str, str], dict[str, float]], factors: FactorSet
) -> None:
    for name, campaign, role in sorted(values):
        if name != "muramic_acid":
            continue
        muramic = values[(name, campaign, role)]
        glucosamine = values.get(("glucosamine", campaign, role), {})
        points = [point for point in muramic if point in glucosamine]
        if not points:
            continue
        carbon = necromass_carbon(
            np.array([muramic[point] for point in points]),
            np.array([glucosamine[point] for point in points]),
            factors=factors,
        )
        for target, found in (
            ("necromass_carbon", carbon.total),
            ("bacterial_necromass", carbon.bacterial),
            ("fungal_necromass", carbon.fungal),
        ):
            values[(target, campaign, role)] = {
                point: float(value) / MG_PER_G
                for point, value in zip(points, found, strict=True)
            }


def _first_days(evidence: Evidence, rows: pl.DataFrame) -> dict[str, str]:
    declared = {item.id: item.start for item in evidence.project.model.campaigns}
    seen = (
        rows.filter(pl.col("phenomenon_time") != "")
        .group_by("campaign")
        .agg(pl.col("phenomenon_time").min().alias("day"))
        .rows()
    )
    days = {str(name): str(day)[:10] for name, day in seen}
    names = rows["campaign"].unique().to_list()
    return {
        name: days.get(name, declared.get(name, ""))
        for name in sorted(names)
        if days.get(name, declared.get(name, ""))
    }


def _bounds(rows: pl.DataFrame) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    deep = rows.filter((pl.col("bottom_cm") != "") & pl.col("property").is_in(POOLS))
    for point, top, bottom in deep.select("point", "top", "bottom_cm").iter_rows():
        found.setdefault(point, (float(top), float(bottom)))
    return dict(sorted(found.items()))


def area_weights(evidence: Evidence) -> dict[str, dict[str, float]]:
    """Return by role the share of the area that each stratum stands for [1].

    Control land of several strata stands for all of them. Of one stratum alone no
    area is needed; among several one that is not known leaves all unknown.
    """
    areas = [(item, evidence.area_ha(item.id)) for item in evidence.strata]
    whole = math.fsum(area for _, area in areas)
    found: dict[str, dict[str, float]] = {"project": {}, "control": {}}
    for item, area in areas:
        share = area / whole if len(areas) > 1 else 1.0
        found["project"][item.id] = share
        served = control_of(item)
        found["control"][served] = found["control"].get(served, 0.0) + share
    return found


def changes(
    assays: Assays, name: str, campaigns: tuple[str, str], role: str
) -> Mapping[str, float]:
    """Return end less start of a property at the points that have both."""
    start = assays.of(name, campaigns[0], role)
    end = assays.of(name, campaigns[1], role)
    return {point: end[point] - start[point] for point in end if point in start}
