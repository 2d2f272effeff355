"""Means, variances and degrees of freedom of sampling groups."""

import math

from edaphon.methods.engine.equation import Values
from edaphon.science.freedom import satterthwaite


def mean(values: Values) -> float:
    """Return the arithmetic mean of correctly rounded sums."""
    return math.fsum(values) / len(values)


def variance_of_mean(values: Values) -> float:
    """Return s^2/n, ``nan`` for a single value: one point has no variance."""
    count = len(values)
    if count < 2:
        return math.nan
    centre = mean(values)
    return math.fsum((value - centre) ** 2 for value in values) / ((count - 1) * count)


def variance_of_values(values: Values) -> float:
    """Return s^2, 0 without any value and ``nan`` for a single one."""
    return variance_of_mean(values) * len(values) if values else 0.0


def weighted_sum(values: Values, areas: Values) -> float:
    """Return the sum of values times areas, ``nan`` when a group has no value."""
    if len(values) != len(areas):
        return math.nan
    return math.fsum(value * area for value, area in zip(values, areas, strict=True))


def weighted_variance(variances: Values, areas: Values) -> float:
    """Return the sum of variances times squared areas, ``nan`` when one is unknown."""
    if len(variances) != len(areas):
        return math.nan
    return math.fsum(
        area * area * variance for variance, area in zip(variances, areas, strict=True)
    )


def weighted_freedom(
    variances: Values, areas: Values, freedoms: Values, shared: float = 0.0
) -> float:
    """Return the freedom of a weighted sum of means, ``nan`` when a group has none.

    Satterthwaite over variances times squared areas; a shared variance beside them
    has no limit of its own.
    """
    if not len(variances) == len(areas) == len(freedoms):
        return math.nan
    terms = [
        area * area * variance for variance, area in zip(variances, areas, strict=True)
    ]
    return satterthwaite((*terms, shared), (*freedoms, math.inf))
