"""Logarithm and exponential from + - * / alone.

The library's own change their last bits with the processor (AVX-512 on or
off); draws must not, because every figure of a Monte Carlo rests on them. Both
agree with the library to 3 parts in 1e16 and, being plain arithmetic in a
written order, give the same bits on any machine.
"""

import numpy as np

from edaphon.science.arrays import FloatArray

LN_2 = 0.6931471805599453
"""Natural logarithm of 2."""

_LN_2_HIGH = 0.693147180369123816490
_LN_2_LOW = 1.90821492927058770002e-10
"""Two parts of ln 2 whose first has zeros enough to be multiplied exactly."""

_LOG_TERMS = 11
_EXP_TERMS = 14


def natural_log(values: FloatArray) -> FloatArray:
    r"""Return the natural logarithm.

    .. math::

        \ln x = k \ln 2 + 2 \operatorname{artanh} f, \qquad
        x = 2^k m, \quad f = (m - 1)/(m + 1), \quad |f| \le 0.1716

    Parameters
    ----------
    values
        Positive and finite [1].

    Returns
    -------
    FloatArray
        Logarithms [1].
    """
    mantissa, exponent = np.frexp(values)
    low = mantissa < 0.7071067811865476
    mantissa = np.where(low, 2.0 * mantissa, mantissa)
    power = exponent - low
    f = (mantissa - 1.0) / (mantissa + 1.0)
    square = f * f
    tail = np.zeros_like(f)
    for term in range(_LOG_TERMS, 0, -1):
        tail = square * (1.0 / (2 * term + 1) + tail)
    fraction = 2.0 * f * tail + power * _LN_2_LOW
    result: FloatArray = (fraction + 2.0 * f) + power * _LN_2_HIGH
    return result


def exponential(values: FloatArray) -> FloatArray:
    r"""Return e to a power.

    .. math::

        e^x = 2^k \sum_j r^j / j!, \qquad x = k \ln 2 + r, \quad |r| \le 0.3466

    Parameters
    ----------
    values
        Powers [1], within -700 to 700.

    Returns
    -------
    FloatArray
        Results [1].
    """
    power = np.rint(values / LN_2)
    rest = (values - power * _LN_2_HIGH) - power * _LN_2_LOW
    series = np.ones_like(rest)
    for term in range(_EXP_TERMS, 0, -1):
        series = 1.0 + rest / term * series
    return np.ldexp(series, power.astype(np.int64))
