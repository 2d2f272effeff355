"""How much of the measured gain is necromass and living biomass, with interval."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from msgspec import convert

from edaphon.accounting.assays import Assays, changes
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.microbial_limits import Limits
from edaphon.methods import FloatArray, Run
from edaphon.science.draws import factors, normals
from edaphon.science.esm import Interpolation, carbon_curves
from edaphon.science.estimates import Estimate
from edaphon.science.profiles import Profiles

STREAM = 3
"""First number of the spawn keys of this module."""

NECROMASS = ("bacterial_necromass", "fungal_necromass")
TOTAL_NECROMASS = "necromass_carbon"
BIOMASS = "mbc"

TO_GRAMS = {BIOMASS: 1e-3}
"""What turns an assay into g C per kg of soil, where that is not 1."""

KG_PER_T = 1e-3
"""Turns g/kg times t/ha into t C/ha."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One microbial pool: its change against control, and the interval of it."""

    name: str
    estimate: Estimate
    """Change, project less control, at the central factor [t C ha-1]."""
    interval: tuple[float, float]
    """Two-sided interval with factor and sampling error [t C ha-1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Microbial carbon in the measured gain."""

    parts: tuple[Part, ...]
    depth: tuple[float, float]
    """Depth interval of the assays [cm]."""
    total: float
    """Sum of the parts at central factors [t C ha-1]."""
    total_interval: tuple[float, float]
    necromass_interval: tuple[float, float]
    """The same interval for the dead microbial carbon alone."""
    gain: Estimate
    """Change of SOC in the same layers at equal soil mass, against control."""
    gain_interval: tuple[float, float]
    limits: Limits
    """Spread and draws with which it was made."""

    @property
    def is_positive(self) -> bool:
        """Tell whether necromass shares in the gain beyond its interval."""
        return self.necromass_interval[0] > 0 and self.gain_interval[0] > 0

    @property
    def agreement(self) -> str:
        """``agrees``, ``exceeds`` or ``no_gain``: microbial carbon against the gain."""
        if self.gain_interval[1] <= 0:
            return "no_gain"
        return "exceeds" if self.total_interval[0] > self.gain_interval[1] else "agrees"

    def as_json(self) -> dict[str, Any]:
        """Return the share for the account."""
        gain = self.gain.value
        return {
            "unit": "t{C}/har",
            "depth_cm": list(self.depth),
            "parts": [
                {
                    "name": item.name,
                    "change": item.estimate.value,
                    "interval": list(item.interval),
                }
                for item in self.parts
            ],
            "total": self.total,
            "total_interval": list(self.total_interval),
            "necromass_interval": list(self.necromass_interval),
            "gain": gain,
            "gain_interval": list(self.gain_interval),
            "confidence": self.limits.confidence,
            "share": self.total / gain if gain > 0 else None,
            "rest": gain - self.total,
            "agreement": self.agreement,
            "factor_spread": self.limits.necromass_spread,
            "draws": self.limits.draws,
        }


def share_of_gain(
    evidence: Evidence, found: Assays, run: Run, limits: Limits
) -> Share | None:
    """Compare the change of microbial carbon with that of soil organic carbon.

    Both are taken in the assayed layer, at the soil mass that the layer had in the
    first campaign, project less control: the soil on the curve that the method's own
    stocks are read from, the pools as their contents times that mass. Strata count by
    their area, as in the account of the soil. Conversion
    factors are common to all rows and drawn once a draw; sampling error is drawn for
    each part.

    Returns
    -------
    Share or None
        None when amino sugars or necromass were not measured in both campaigns at
        points enough of project and control, or the method states no limits.
    """
    practice_start = evidence.project.model.practice.start
    start, later = found.before(practice_start), found.lately(practice_start)
    masses, carbon = _layer(found, run)
    if not (start and later and masses and limits.draws_intervals):
        return None
    least = limits.least_values
    parts = _parts(found, (start, later[-1]), masses, least)
    gain = _gain(found, carbon, least)
    if gain is None or set(parts) <= {BIOMASS}:
        return None
    drawn = _drawn(evidence.seed.entropy, parts, limits)
    width = limits.confidence
    dead = [values for name, values in drawn.items() if name != BIOMASS]
    bounds = [found.bounds[point] for point in sorted(masses) if point in found.bounds]
    return Share(
        parts=tuple(
            Part(name=name, estimate=item, interval=_interval(drawn[name], width))
            for name, item in parts.items()
        ),
        depth=bounds[0],
        total=math.fsum(item.value for item in parts.values()),
        total_interval=_interval(_sum(list(drawn.values())), width),
        necromass_interval=_interval(_sum(dead), width),
        gain=gain,
        gain_interval=gain.interval(width, gain.df_satterthwaite),
        limits=limits,
    )


def _parts(
    found: Assays,
    campaigns: tuple[str, str],
    masses: Mapping[str, float],
    least: float,
) -> dict[str, Estimate]:
    """Return each pool that was assayed; the total only where its parts were not."""
    named = [name for name in NECROMASS if name in found.properties()]
    parts = {}
    for name in (*(named or (TOTAL_NECROMASS,)), BIOMASS):
        estimate = _against_control(found, name, campaigns, masses, least)
        if estimate is not None:
            parts[name] = estimate
    return parts


def _sum(columns: Sequence[FloatArray]) -> FloatArray:
    return np.array([math.fsum(row) for row in zip(*columns, strict=True)])


def _layer(found: Assays, run: Run) -> tuple[dict[str, float], dict[str, Any]]:
    """Return start mass [t/ha] and change at equal mass of assayed layers, by point.

    The change is the trunk's: both cores are read on its own curve, between the masses
    that lay above and below the assayed layer in the first campaign. A core that does
    not reach so far, or has a layer unknown there, has none.
    """
    held = run.steps.get("stock")
    if held is None or held.equation is None or "layer_mass" not in run.steps:
        return {}, {}
    equation, axes = held.equation, run.axes
    settings = dict(equation.when)
    yardstick = next(
        item.source for item in equation.arguments if item.name == "masses"
    )
    points = [axes["point"].labels[one] for one in axes.ancestor("profile", "point")]
    campaigns = axes.attribute("profile", "campaign")
    ends: dict[str, dict[str, int]] = {"start": {}, "end": {}}
    for place, (point, campaign) in enumerate(zip(points, campaigns, strict=True)):
        if point in found.bounds:
            ends.setdefault(campaign, {})[point] = place
    masses = {
        point: lower - upper
        for point, place in sorted(ends["start"].items())
        for upper, lower in [_masses(run, "layer_mass", place, found.bounds[point])]
        if math.isfinite(lower - upper)
    }
    if not masses:
        return masses, {}  # no core of the first campaign reaches so far, or none is
    read = {
        point: _masses(run, yardstick, ends["start"][point], found.bounds[point])
        for point in masses
    }
    held_between = _held(run, settings, yardstick, [read.get(one) for one in points])
    return masses, _changes(run, masses, ends, held_between)


def _changes(
    run: Run,
    masses: Mapping[str, float],
    ends: Mapping[str, Mapping[str, int]],
    carbon: FloatArray,
) -> dict[str, Any]:
    """Return role and change [t C/ha] of each point that has both cores."""
    roles = run.axes.attribute("profile", "role")
    start, end = ends["start"], ends["end"]
    return {
        point: (roles[start[point]], carbon[end[point]] - carbon[start[point]])
        for point in masses
        if point in end
    }


def _masses(
    run: Run, name: str, profile: int, bounds: tuple[float, float]
) -> tuple[float, float]:
    """Return the masses above both depths of a core [t/ha], ``nan`` where unknown."""
    start, stop = run.axes.offsets("layer", "profile")[profile : profile + 2]
    mass = run.values(name)[start:stop]
    depth = np.concatenate(([0.0], np.cumsum(run.values("thickness")[start:stop])))
    above = np.concatenate(([0.0], np.cumsum(mass)))
    upper, lower = (
        math.nan if bound > depth[-1] else float(np.interp(bound, depth, above))
        for bound in bounds
    )
    return upper, lower


def _held(
    run: Run,
    settings: Mapping[str, str],
    yardstick: str,
    masses: Sequence[tuple[float, float] | None],
) -> FloatArray:
    """Return the carbon that each core holds between two masses [t C/ha]."""
    unknown = (math.nan, math.nan)
    bounds = np.array([unknown if item is None else item for item in masses])
    cores = Profiles(
        run.values(yardstick),
        run.values("layer_carbon"),
        run.axes.offsets("layer", "profile"),
    )
    way = convert(settings["interpolation"], Interpolation)
    curves = carbon_curves(cores, interpolation=way)
    carbon: FloatArray = curves.at(bounds[:, 1]) - curves.at(bounds[:, 0])
    return carbon


def _against_control(
    found: Assays,
    name: str,
    campaigns: tuple[str, str],
    masses: Mapping[str, float],
    least: float,
) -> Estimate | None:
    scale = TO_GRAMS.get(name, 1.0)
    project, control = (
        {
            point: change * scale * masses[point] * KG_PER_T
            for point, change in changes(found, name, campaigns, role).items()
            if point in masses
        }
        for role in ("project", "control")
    )
    return found.contrast(project, control, least)


def _gain(
    found: Assays, changed: Mapping[str, tuple[str, float]], least: float
) -> Estimate | None:
    project, control = (
        {
            point: change
            for point, (role, change) in changed.items()
            if role == side and math.isfinite(change)
        }
        for side in ("project", "control")
    )
    return found.contrast(project, control, least)


def _drawn(
    entropy: int, parts: Mapping[str, Estimate], limits: Limits
) -> dict[str, FloatArray]:
    drawn = {}
    for number, (name, estimate) in enumerate(parts.items()):
        is_alive = name == BIOMASS
        spread = limits.biomass_spread if is_alive else limits.necromass_spread
        factor = factors(entropy, (STREAM, number, 0), limits.draws, spread=spread)
        error = normals(entropy, (STREAM, number, 1), limits.draws)
        drawn[name] = factor * (estimate.value + estimate.standard_error * error)
    return drawn


def _interval(values: FloatArray, confidence: float) -> tuple[float, float]:
    """Return the quantiles that leave as much out on each side."""
    ranked = np.sort(values)
    outside = Fraction(1 - confidence).limit_denominator(1000) / 2
    low, high = int(outside * values.size), int((1 - outside) * values.size)
    return float(ranked[low]), float(ranked[high])
