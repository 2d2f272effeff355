"""Errors that all rows share: what one draw of them does to a sum of stocks.

A ring that is a little too large, or a laboratory that reads a little high, does
not average out over samples. Each draw gives all rows one error of bulk density
and one laboratory bias (one a campaign where the laboratories differ), reads every
core again and sums up.
"""

import math

import numpy as np

from edaphon.science.arrays import BoolArray, FloatArray, IntArray
from edaphon.science.esm import carbon_curves
from edaphon.science.interpolation import Interpolation
from edaphon.science.profiles import Profiles


def point_weights(
    known: BoolArray, is_end: BoolArray, groups: IntArray, areas: FloatArray
) -> FloatArray:
    """Return how much land each core stands for in the change of its group.

    Parameters
    ----------
    known
        Which cores count.
    is_end
        Which cores are of the last campaign; the others are taken off.
    groups
        Bounds of the groups among the cores, one more than there are groups.
    areas
        Land of each core's group, 0 for a group that is left out.

    Returns
    -------
    FloatArray
        Area over the number of cores that count of group and campaign, negative
        for the first campaign, 0 for a core that does not count.
    """
    weights = np.zeros(known.size)
    owner = np.repeat(np.arange(groups.size - 1), np.diff(groups))
    for sign, campaign in ((1.0, is_end), (-1.0, ~is_end)):
        chosen = known & campaign
        counts = np.bincount(owner[chosen], minlength=groups.size - 1)
        weights[chosen] = sign * (areas[chosen] / counts[owner[chosen]])
    return weights


def with_both(known: BoolArray, points: IntArray) -> BoolArray:
    """Return which cores are known of points that have two known cores."""
    owner = np.repeat(np.arange(points.size - 1), np.diff(points))
    counts = np.bincount(owner[known], minlength=points.size - 1)
    both: BoolArray = known & (counts[owner] == 2)
    return both


def drawn_sums(
    profiles: Profiles,
    reference_mass: FloatArray,
    weights: FloatArray,
    errors: tuple[FloatArray, FloatArray, FloatArray],
    *,
    interpolation: Interpolation,
) -> FloatArray:
    """Return the weighted sum of stocks under each draw of the shared errors.

    Parameters
    ----------
    profiles
        Cores.
    reference_mass
        Reference mass of each core [t ha-1].
    weights
        Land of each core [ha], as :func:`point_weights` gives it. Cores without
        weight are not read.
    errors
        Relative error of bulk density, and of the laboratory at the first and at
        the last campaign, one a draw [1].
    interpolation
        Kind of curve.

    Returns
    -------
    FloatArray
        Sum of each draw [t C].
    """
    density, at_start, at_end = errors
    sums = np.zeros(density.size)
    kept = np.flatnonzero(weights)
    if not kept.size or not density.size:
        return sums
    curves = carbon_curves(profiles.chosen(kept), interpolation=interpolation)
    weight, mass = weights[kept], reference_mass[kept]
    is_end = weight > 0
    for draw in range(density.size):
        scale = 1.0 + density[draw]
        read = scale * curves.at(mass / scale, allow_beyond=True)
        bias = np.where(is_end, 1.0 + at_end[draw], 1.0 + at_start[draw])
        sums[draw] = math.fsum((weight * (read * bias)).tolist())
    return sums
