"""Errors that every row shares, drawn once per account and draw.

A ring that is a little too large, or a laboratory that reads a little high, does
not average out over samples. Each draw gives all rows one error of bulk density
and one laboratory bias (one a campaign where the laboratories differ), reads every
core again and sums up; the spread of the sums is the shared variance.
"""

import math
from dataclasses import dataclass

import numpy as np

from edaphon.accounting.evidence import Evidence
from edaphon.methods import Axes, FloatArray, Run
from edaphon.science.draws import normals
from edaphon.science.esm import carbon_curves
from edaphon.science.interpolation import Interpolation
from edaphon.science.profiles import Profiles, mineral_profiles

DRAWS = 2000
"""Draws of the shared errors."""

LABORATORY, DENSITY = 1, 2
"""Streams of the account's seed: spawn key (source, campaign)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedErrors:
    """Variances of difference and gain from errors common to all rows [(t C)^2]."""

    difference: float
    gain: float
    draws: int
    """Zero when the project declares no shared error."""


NONE = SharedErrors(difference=0.0, gain=0.0, draws=0)
"""No shared error, or a method that does not ask for any."""


def shared_errors(
    evidence: Evidence, run: Run, *, interpolation: Interpolation, mass: str
) -> SharedErrors:
    """Draw the shared errors that the project declares.

    Parameters
    ----------
    evidence
        Project, with ``shared_errors`` as relative standard uncertainties.
    run
        A run that holds ``layer_mass``, ``layer_carbon`` and ``reference_mass``.
    interpolation, mass
        As the account reads its cores.

    Returns
    -------
    SharedErrors
        Zero variances, and zero draws, where nothing is declared or nothing can
        be read.
    """
    declared = evidence.project.document.get("shared_errors", {})
    laboratory = float(declared.get("laboratory", 0))
    density = float(declared.get("bulk_density", 0))
    if not (laboratory or density) or "reference_mass" not in run.steps:
        return NONE
    weights = _weights(evidence, run)
    sums = _sums(evidence, run, weights, (laboratory, density), interpolation, mass)
    return SharedErrors(
        difference=_variance(sums[0] - sums[1]), gain=_variance(sums[0]), draws=DRAWS
    )


def _weights(evidence: Evidence, run: Run) -> dict[str, FloatArray]:
    """Return the weight [ha] of each profile in the sums of project and control."""
    axes = run.axes
    roles = np.array(axes.attribute("profile", "role"))
    ends = np.array(axes.attribute("profile", "campaign")) == "end"
    group = axes.ancestor("profile", "group")
    known = np.isfinite(run.values("stock"))
    if evidence.design == "paired":
        point = axes.ancestor("profile", "point")
        both = np.bincount(point[known], minlength=axes.size("point")) == 2
        known = known & both[point]
    counts = _counts(axes, group, ends, known)
    area = np.array([abs(value) for value in run.steps["group_area"].values])
    weight = np.where(known, area[group] / np.maximum(counts, 1), 0.0)
    signed = np.where(ends, weight, -weight)
    return {
        role: np.where(roles == role, signed, 0.0) for role in ("project", "control")
    }


def _counts(
    axes: Axes, group: np.ndarray, ends: np.ndarray, known: np.ndarray
) -> np.ndarray:
    size = axes.size("group")
    key = group + size * ends
    found = np.bincount(key[known], minlength=2 * size)
    chosen: np.ndarray = found[key]
    return chosen


def _sums(
    evidence: Evidence,
    run: Run,
    weights: dict[str, FloatArray],
    relative: tuple[float, float],
    interpolation: Interpolation,
    mass: str,
) -> tuple[FloatArray, FloatArray]:
    """Return the sums [t C] of project and control for every draw."""
    axes = run.axes
    profiles = Profiles(
        mass=run.values("layer_mass"),
        carbon=run.values("layer_carbon"),
        offsets=axes.offsets("layer", "profile"),
    )
    if mass == "mineral":
        profiles = mineral_profiles(profiles, evidence.som_per_soc)
    curves = carbon_curves(profiles, interpolation=interpolation)
    reference = run.values("reference_mass")[axes.ancestor("profile", "group")]
    first, last = evidence.project.document["campaigns"]
    same = first.get("laboratory", "") == last.get("laboratory", "")
    entropy = evidence.seed.entropy
    bias_start = relative[0] * normals(entropy, (LABORATORY, 0), DRAWS)
    bias_end = (
        bias_start if same else relative[0] * normals(entropy, (LABORATORY, 1), DRAWS)
    )
    ring = relative[1] * normals(entropy, (DENSITY, 0), DRAWS)
    ends = np.array(axes.attribute("profile", "campaign")) == "end"
    sums = np.empty((2, DRAWS))
    for draw in range(DRAWS):
        scale = 1.0 + ring[draw]
        read = scale * curves.at(reference / scale, allow_beyond=True)
        stock = read * np.where(ends, 1.0 + bias_end[draw], 1.0 + bias_start[draw])
        for place, role in enumerate(("project", "control")):
            terms = weights[role] * np.where(weights[role] == 0.0, 0.0, stock)
            sums[place, draw] = math.fsum(terms.tolist())
    return sums[0], sums[1]


def _variance(values: FloatArray) -> float:
    centre = math.fsum(values.tolist()) / values.size
    return math.fsum(((values - centre) ** 2).tolist()) / (values.size - 1)
