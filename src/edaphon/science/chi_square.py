"""Quantiles of the chi-square distribution.

Class T of the replay rule, as those of Student's t.
"""


def quantile(probability: float, df: float) -> float:
    """Return the value that chi-square stays below with a probability.

    Parameters
    ----------
    probability
        Between 0 and 1 [1].
    df
        Degrees of freedom [1], above 0.

    Returns
    -------
    float
        Quantile [1].

    Examples
    --------
    >>> round(quantile(0.10, 9), 4)
    4.1682
    """
    from scipy.special import chdtri  # noqa: PLC0415 - a third of a second to load

    return float(chdtri(df, 1.0 - probability))
