"""Degrees of freedom of sums of variances."""

import math
from collections.abc import Sequence


def satterthwaite(variances: Sequence[float], freedoms: Sequence[float]) -> float:
    """Return the effective degrees of freedom of a sum of independent variances.

    Terms without variance carry no weight. ``inf`` when no term has variance,
    ``nan`` when a variance is unknown.
    """
    total = math.fsum(variances)
    if math.isnan(total):
        return math.nan
    weights = math.fsum(
        variance * variance / freedom
        for variance, freedom in zip(variances, freedoms, strict=True)
        if freedom > 0
    )
    return total * total / weights if weights > 0 else math.inf
