"""Quantiles and probabilities of Student's t and of the normal distribution.

Class T of the replay rule: the values come from ``scipy.special``, whose last
digits may differ between versions; accounts compare them within a tolerance.
"""


def quantile(probability: float, df: float) -> float:
    """Return the value that Student's t stays below with a probability.

    Parameters
    ----------
    probability
        Between 0 and 1 [1].
    df
        Degrees of freedom [1], above 0; need not be whole; ``inf`` is the
        normal distribution.

    Returns
    -------
    float
        Quantile [1].

    Examples
    --------
    >>> round(quantile(0.95, 5), 4)
    2.015
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - a third of a second to load

    return float(stdtrit(df, probability))


def probability(value: float, df: float) -> float:
    """Return the probability that Student's t stays below a value.

    Parameters
    ----------
    value
        Value of t [1].
    df
        Degrees of freedom [1], above 0; ``inf`` is the normal distribution.

    Returns
    -------
    float
        Probability [1].
    """
    from scipy.special import stdtr  # noqa: PLC0415 - a third of a second to load

    return float(stdtr(df, value))


def normal_quantile(probability: float) -> float:
    """Return the value that a standard normal stays below with a probability.

    Parameters
    ----------
    probability
        Between 0 and 1 [1].

    Returns
    -------
    float
        Quantile [1].
    """
    from scipy.special import ndtri  # noqa: PLC0415 - a third of a second to load

    return float(ndtri(probability))
