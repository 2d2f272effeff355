"""How much of the measured gain is necromass and living biomass, with interval."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from edaphon.accounting.assays import Assays
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.microbial_limits import Limits
from edaphon.methods import FloatArray, Run
from edaphon.science.draws import factors, normals
from edaphon.science.estimates import Estimate, difference, group_mean

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
    """Change of SOC in the same layers and at the same mass, against control."""
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
    first campaign, project less control. Conversion factors are common to all
    rows and drawn once a draw; sampling error is drawn for each part.

    Returns
    -------
    Share or None
        None when amino sugars or necromass were not measured in both campaigns at
        points enough of project and control, or the method states no limits.
    """
    practice_start = evidence.project.model.practice.start
    start, later = found.before(practice_start), found.after(practice_start)
    masses, carbon = _layer(found, run)
    if not (start and later and masses and limits.draws_intervals):
        return None
    least = limits.least_values
    parts = _parts(found, (start, later[-1]), masses, least)
    gain = _gain(carbon, least)
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
    """Return start mass [t/ha] and mean SOC [g/kg] at both times of assayed layers."""
    axes = run.axes
    if "layer_mass" not in run.steps or "soc" not in run.steps:
        return {}, {}
    points = axes.attribute("layer", "campaign")
    labels = axes["point"].labels
    owner = axes.ancestor("layer", "point")
    roles = axes.attribute("layer", "role")
    mass, soc = run.values("layer_mass"), run.values("soc")
    thickness = run.values("thickness")
    depth = _tops(run)
    collected: dict[str, dict[str, list[tuple[float, float]]]] = {}
    role_of: dict[str, str] = {}
    for layer in range(axes.size("layer")):
        point = labels[owner[layer]]
        if point not in found.bounds:
            continue
        top, bottom = found.bounds[point]
        shared = min(bottom, depth[layer] + thickness[layer]) - max(top, depth[layer])
        known = math.isfinite(mass[layer]) and math.isfinite(soc[layer])
        if shared > 0 and known:
            part = mass[layer] * shared / thickness[layer]
            times = collected.setdefault(point, {})
            times.setdefault(points[layer], []).append((part, soc[layer]))
            role_of[point] = roles[layer]
    masses = {
        point: math.fsum(part for part, _ in times["start"])
        for point, times in sorted(collected.items())
        if "start" in times
    }
    means = {
        point: (
            role_of[point],
            _mean(times["start"]),
            _mean(times["end"]),
            masses[point],
        )
        for point, times in sorted(collected.items())
        if "start" in times and "end" in times
    }
    return masses, means


def _tops(run: Run) -> FloatArray:
    """Return the upper bound of each layer [cm]; layers touch from the surface."""
    offsets = run.axes.offsets("layer", "profile")
    thickness = run.values("thickness")
    below = np.cumsum(thickness)
    before = np.concatenate(([0.0], below))[offsets[:-1]]
    counts = np.diff(offsets)
    tops: FloatArray = below - thickness - np.repeat(before, counts)
    return tops


def _mean(parts: Sequence[tuple[float, float]]) -> float:
    return math.fsum(mass * value for mass, value in parts) / math.fsum(
        mass for mass, _ in parts
    )


def _against_control(
    found: Assays,
    name: str,
    campaigns: tuple[str, str],
    masses: Mapping[str, float],
    least: float,
) -> Estimate | None:
    scale = TO_GRAMS.get(name, 1.0)
    sides = []
    for role in ("project", "control"):
        start = found.of(name, campaigns[0], role)
        end = found.of(name, campaigns[1], role)
        sides.append(
            [
                (end[point] - start[point]) * scale * masses[point] * KG_PER_T
                for point in end
                if point in start and point in masses
            ]
        )
    return _difference(sides[0], sides[1], least)


def _gain(means: Mapping[str, Any], least: float) -> Estimate | None:
    sides: dict[str, list[float]] = {"project": [], "control": []}
    for role, start, end, mass in means.values():
        sides[role].append((end - start) * mass * KG_PER_T)
    return _difference(
        [value for value in sides["project"] if math.isfinite(value)],
        [value for value in sides["control"] if math.isfinite(value)],
        least,
    )


def _difference(
    project: Sequence[float], control: Sequence[float], least: float
) -> Estimate | None:
    if min(len(project), len(control)) < least:
        return None
    return difference(group_mean("project", project), group_mean("control", control))


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
