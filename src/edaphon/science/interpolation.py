"""Curves through the knots of cumulative mass and carbon.

Every function works on a dense block of cores with equally many knots, axes
(knot, core), and on nothing but + - * / and comparisons in a written order, so
that a core's bits depend on that core alone and on no linear-algebra library.
"""

from typing import Literal

import numpy as np

from edaphon.science.arrays import FloatArray

Interpolation = Literal["natural", "hyman", "linear"]
"""``natural``: cubic spline, second derivative 0 at both ends. ``hyman``: cubic
of Forsythe, Malcolm & Moler, its slopes filtered to be monotone. ``linear``."""


def natural_slopes(widths: FloatArray, secants: FloatArray) -> FloatArray:
    r"""Return the knot slopes of the natural cubic spline.

    .. math::

        h_{i-1}\sigma_{i-1} + 2(h_{i-1}+h_i)\sigma_i + h_i\sigma_{i+1} = s_i - s_{i-1},
        \qquad \sigma_0 = \sigma_n = 0, \qquad \sigma = S''/6

    Parameters
    ----------
    widths
        :math:`h`, mass between neighbouring knots [t ha-1], axes (interval, core).
    secants
        :math:`s`, secant slopes [t C t-1], axes (interval, core).

    Returns
    -------
    FloatArray
        Slopes [t C t-1], axes (knot, core).
    """
    ends = np.zeros_like(widths[0])
    first = (np.ones_like(ends), ends, ends)
    return _slopes(widths, secants, _solve(widths, secants, first, first))


def hyman_slopes(widths: FloatArray, secants: FloatArray) -> FloatArray:
    r"""Return the knot slopes of the monotone cubic of Hyman.

    The unfiltered cubic takes in its first and last interval the third
    derivative of the cubic through the four end knots (three knots: the
    parabola). Each slope d then becomes max(0, min(d, 3 min(a, b))), with a and
    b the secants on its two sides.

    Parameters
    ----------
    widths, secants
        As in :func:`natural_slopes`.

    Returns
    -------
    FloatArray
        Slopes [t C t-1], axes (knot, core); never negative.

    References
    ----------
    Forsythe, Malcolm & Moler (1977), Computer Methods for Mathematical
    Computations. Hyman (1983), SIAM J. Sci. Stat. Comput. 4:645.
    """
    top = _third_difference(widths[:3], secants[:3])
    bottom = _third_difference(widths[-3:], secants[-3:])
    first = (-widths[0], widths[0], widths[0] * widths[0] * top)
    last = (-widths[-1], widths[-1], -(widths[-1] * widths[-1] * bottom))
    slopes = _slopes(widths, secants, _solve(widths, secants, first, last))
    above = np.concatenate((secants[:1], secants))
    below = np.concatenate((secants, secants[-1:]))
    steepest = 3.0 * np.minimum(above, below)
    filtered: FloatArray = np.maximum(np.minimum(slopes, steepest), 0.0)
    return filtered


def hermite(
    offset: FloatArray,
    width: FloatArray,
    secant: FloatArray,
    slopes: tuple[FloatArray, FloatArray],
) -> FloatArray:
    """Return the rise of a cubic above the knot at its upper end.

    Parameters
    ----------
    offset
        Mass beyond the upper knot [t ha-1].
    width, secant
        Width [t ha-1] and secant slope [t C t-1] of the interval.
    slopes
        Slopes at its upper and lower knot [t C t-1].

    Returns
    -------
    FloatArray
        Carbon between the upper knot and the offset [t C ha-1].
    """
    upper, lower = slopes
    quadratic = (3.0 * secant - 2.0 * upper - lower) / width
    cubic = (upper + lower - 2.0 * secant) / (width * width)
    return offset * (upper + offset * (quadratic + offset * cubic))


def _third_difference(widths: FloatArray, secants: FloatArray) -> FloatArray:
    """Return the leading coefficient of the cubic through four knots, else 0."""
    if len(widths) < 3:
        return np.zeros_like(widths[0])
    upper = (secants[1] - secants[0]) / (widths[0] + widths[1])
    lower = (secants[2] - secants[1]) / (widths[1] + widths[2])
    leading: FloatArray = (lower - upper) / (widths[0] + widths[1] + widths[2])
    return leading


def _solve(
    widths: FloatArray,
    secants: FloatArray,
    first: tuple[FloatArray, FloatArray, FloatArray],
    last: tuple[FloatArray, FloatArray, FloatArray],
) -> FloatArray:
    """Eliminate the tridiagonal system; end rows as (diagonal, beside, right)."""
    intervals = len(widths)
    diagonal = np.empty((intervals + 1, *widths.shape[1:]))
    right = np.empty_like(diagonal)
    diagonal[0], beside, right[0] = first
    for knot in range(1, intervals + 1):
        if knot < intervals:
            under = widths[knot - 1]
            diagonal[knot] = 2.0 * (widths[knot - 1] + widths[knot])
            right[knot] = secants[knot] - secants[knot - 1]
        else:
            diagonal[knot], under, right[knot] = last
        factor = under / diagonal[knot - 1]
        diagonal[knot] -= factor * (beside if knot == 1 else widths[knot - 1])
        right[knot] -= factor * right[knot - 1]
    right[-1] /= diagonal[-1]
    for knot in range(intervals - 1, 0, -1):
        right[knot] = (right[knot] - widths[knot] * right[knot + 1]) / diagonal[knot]
    right[0] = (right[0] - beside * right[1]) / diagonal[0]
    return right


def _slopes(widths: FloatArray, secants: FloatArray, bends: FloatArray) -> FloatArray:
    """Turn sixths of second derivatives into knot slopes."""
    upper = secants - widths * (bends[1:] + 2.0 * bends[:-1])
    lowest = secants[-1:] + widths[-1:] * (bends[-2:-1] + 2.0 * bends[-1:])
    return np.concatenate((upper, lowest))
