"""How sure a quantile of simulated results is, whatever law they follow."""

import math

import numpy as np

from edaphon.science.arrays import FloatArray


def quantile_error(values: FloatArray, probability: float) -> float:
    """Return the standard error of a quantile of independent draws.

    The share of draws below a quantile varies by ``sqrt(p (1 - p) / n)``; half the
    distance of the quantiles that lie so much beside it is its standard error
    (Woodruff 1952). No law of the results is assumed.

    Parameters
    ----------
    values
        Results of the draws, at least one.
    probability
        Share of the draws below the quantile, between 0 and 1.

    Examples
    --------
    >>> round(quantile_error(np.arange(101.0), 0.5), 3)
    4.975
    """
    beside = math.sqrt(probability * (1 - probability) / len(values))
    low, high = (
        float(np.quantile(values, min(1.0, max(0.0, probability + step))))
        for step in (-beside, beside)
    )
    return (high - low) / 2
