"""Random draws that anyone can draw again: same seed, same bits, any machine.

Class E of the replay rule. Words come from Philox by a written key; a uniform
is the upper 53 bits of a word; normals come from uniforms by Wichura's
algorithm AS 241 with our own logarithm. Nothing depends on numpy's
distributions, whose streams may change between versions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edaphon.science.arrays import FloatArray
from edaphon.science.elementary import exponential, natural_log

Z_975 = 1.959963984540054
"""0.975 quantile of the standard normal [1]."""


def words(entropy: int, spawn_key: Sequence[int], count: int) -> NDArray[np.uint64]:
    """Return raw words of one stream.

    Parameters
    ----------
    entropy
        First 16 bytes of the account's seed as an integer.
    spawn_key
        Numbers that name the stream.
    count
        Words wanted [1].

    Returns
    -------
    NDArray[np.uint64]
        Words, uniform over all 64-bit integers.
    """
    seed = np.random.SeedSequence(entropy=entropy, spawn_key=tuple(spawn_key))
    raw: NDArray[np.uint64] = np.random.Philox(seed).random_raw(count)
    return raw


def uniforms(entropy: int, spawn_key: Sequence[int], count: int) -> FloatArray:
    """Return draws between 0 and 1, ``(word >> 11) * 2**-53``.

    Parameters
    ----------
    entropy, spawn_key, count
        As in :func:`words`.

    Returns
    -------
    FloatArray
        Draws [1], 0 included, 1 not.

    Examples
    --------
    >>> uniforms(58836963356319322334952619858333925931, (0,), 2).tolist()
    [0.3784561059067054, 0.6976436552038323]
    """
    raw = words(entropy, spawn_key, count)
    return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53


def normals(entropy: int, spawn_key: Sequence[int], count: int) -> FloatArray:
    """Return standard normal draws.

    Parameters
    ----------
    entropy, spawn_key, count
        As in :func:`words`; one word makes one draw.

    Returns
    -------
    FloatArray
        Draws [1].
    """
    return normal_from_uniform(uniforms(entropy, spawn_key, count))


def shared_and_row_errors(
    entropy: int,
    source: int,
    *,
    draws: int,
    rows: int,
    shared: float,
    per_row: float | FloatArray,
) -> FloatArray:
    """Draw one source of error: a part that all rows share, a part of each row.

    The shared part (ring volume, laboratory bias, recovery, conversion factor)
    is drawn once per draw and does not average out over rows; the part of each
    row does. Streams are keyed by (source, 0) for the shared part and by
    (source, draw number from 1) for the rows, so that neither more draws nor
    another source moves any draw.

    Parameters
    ----------
    entropy
        As in :func:`words`.
    source
        Number of the error source within the account.
    draws, rows
        How many [1]; rows in the canonical order of their evidence.
    shared
        Standard deviation of the shared part, in the unit of the error.
    per_row
        Standard deviation of the rows' part, one or one per row.

    Returns
    -------
    FloatArray
        Errors, axes (draw, row).
    """
    common = normals(entropy, (source, 0), draws)
    own = np.empty((draws, rows))
    for draw in range(draws):
        own[draw] = normals(entropy, (source, draw + 1), rows)
    return shared * common[:, np.newaxis] + per_row * own


def factors(
    entropy: int, spawn_key: Sequence[int], count: int, *, spread: float
) -> FloatArray:
    r"""Draw factors around 1 that lie within a stated fold 95 times in 100.

    .. math::

        \phi = \exp(z \ln(s) / 1.96)

    Parameters
    ----------
    entropy, spawn_key, count
        As in :func:`words`.
    spread
        :math:`s` [1], above 1: 2 means that 95 % of the factors lie between a
        half and the double.

    Returns
    -------
    FloatArray
        Factors [1], median 1.
    """
    scale = float(natural_log(np.array([spread]))[0]) / Z_975
    return exponential(normals(entropy, spawn_key, count) * scale)


def normal_from_uniform(uniform: FloatArray) -> FloatArray:
    """Return the standard normal quantile, to about 1 part in 1e15.

    Parameters
    ----------
    uniform
        Probabilities [1], 0 <= p < 1; 0 is read as 2**-54.

    Returns
    -------
    FloatArray
        Quantiles [1].

    References
    ----------
    Wichura (1988), Algorithm AS 241, J. R. Stat. Soc. C 37:477.
    """
    p = np.maximum(uniform, 2.0**-54)
    q = p - 0.5
    centre = 0.180625 - q * q
    middle = q * _ratio(centre, _CENTRE)
    tail = np.minimum(p, 1.0 - p)
    depth = np.sqrt(-natural_log(tail))
    near = _ratio(depth - 1.6, _NEAR)
    far = _ratio(depth - 5.0, _FAR)
    outside = np.where(depth <= 5.0, near, far)
    return np.where(centre >= 0, middle, np.where(q < 0, -outside, outside))


def _ratio(
    x: FloatArray, polynomials: tuple[tuple[float, ...], tuple[float, ...]]
) -> FloatArray:
    above, below = (_polynomial(x, coefficients) for coefficients in polynomials)
    return above / below


def _polynomial(x: FloatArray, coefficients: tuple[float, ...]) -> FloatArray:
    """Evaluate from the highest power down."""
    value = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value


_CENTRE = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ),
    (
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ),
)
_NEAR = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ),
)
_FAR = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ),
)
