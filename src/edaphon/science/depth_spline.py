"""Depth harmonisation by the mass-preserving quadratic spline."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from edaphon.kernel.errors import EdaphonError, Problem

STANDARD_DEPTHS = (0.0, 5.0, 15.0, 30.0, 60.0, 100.0)
"""Bounds of the standard slices [cm]."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a curve, value + slope x + bend x2, x from its top."""

    top: float
    bottom: float
    value: float
    slope: float
    bend: float

    def at(self, depth: float) -> float:
        x = depth - self.top
        return self.value + x * (self.slope + x * self.bend)

    def integral(self, top: float, bottom: float) -> float:
        """Return the integral between two depths inside the piece."""
        return self._area(bottom - self.top) - self._area(top - self.top)

    def _area(self, x: float) -> float:
        return x * (self.value + x * (self.slope / 2 + x * self.bend / 3))


@dataclass(frozen=True, slots=True)
class DepthSpline:
    """Smooth curve of one property over depth: quadratic in layers, linear in gaps."""

    pieces: tuple[_Piece, ...]
    """Layers and gaps, top to bottom."""

    @property
    def top(self) -> float:
        """Upper end of the profile [cm]."""
        return self.pieces[0].top

    @property
    def bottom(self) -> float:
        """Lower end of the profile [cm]."""
        return self.pieces[-1].bottom

    def at(self, depth: float) -> float:
        """Return the curve at a depth inside the profile.

        Parameters
        ----------
        depth
            Depth [cm].

        Returns
        -------
        float
            Value in the unit of the property; ``nan`` outside the profile.
        """
        if not self.top <= depth <= self.bottom:
            return math.nan
        number = bisect_right([piece.top for piece in self.pieces], depth) - 1
        return self.pieces[number].at(depth)

    def mean(self, top: float, bottom: float) -> float:
        """Return the exact mean over the part of a slice that the profile covers.

        Parameters
        ----------
        top, bottom
            Bounds of the slice [cm].

        Returns
        -------
        float
            Mean in the unit of the property, at least 0; ``nan`` where the
            profile does not reach the slice.
        """
        upper, lower = max(top, self.top), min(bottom, self.bottom)
        if upper >= lower:
            return math.nan
        parts = [
            piece.integral(max(upper, piece.top), min(lower, piece.bottom))
            for piece in self.pieces
            if piece.top < lower and piece.bottom > upper
        ]
        return max(0.0, math.fsum(parts) / (lower - upper))


def fit_depth_spline(
    top: Sequence[float],
    bottom: Sequence[float],
    value: Sequence[float],
    *,
    smoothing: float = 0.1,
) -> DepthSpline:
    r"""Fit the equal-area spline to the layers of one profile.

    .. math::

        \min_f \; \frac{1}{n} \sum_i (y_i - \bar f_i)^2 + \lambda \int f'(z)^2 dz

    with f quadratic within layers and linear across gaps, f and f' continuous,
    f' 0 at both ends, and :math:`\bar f_i` the mean of f over layer i. The
    slopes at the inner bounds solve one tridiagonal system.

    Parameters
    ----------
    top, bottom
        Bounds of the layers [cm], in any order; layers of no thickness are
        left out.
    value
        :math:`y` of each layer; layers whose value is ``nan`` are left out and
        become gaps.
    smoothing
        :math:`\lambda` [1], >= 0; 0.01 to 1 in use. 0 keeps every layer's mean.

    Returns
    -------
    DepthSpline
        The curve; a single layer is a constant.

    Raises
    ------
    EdaphonError
        ``SCI_NO_LAYERS`` without a layer that has thickness and value,
        ``SCI_LAYERS_OVERLAP`` where two layers share depth,
        ``SCI_OUT_OF_RANGE`` for a smoothing below 0.

    Notes
    -----
    A spline of concentrations knows nothing of bulk density: for stocks,
    spline the product of both, or compare at equal soil mass.

    References
    ----------
    Bishop, McBratney & Laslett (1999), Geoderma 91:27. Malone et al. (2009),
    Geoderma 154:138.

    Examples
    --------
    >>> spline = fit_depth_spline([0, 10], [10, 30], [20.0, 10.0], smoothing=0.0)
    >>> round(spline.mean(0, 10), 9), round(spline.mean(10, 30), 9)
    (20.0, 10.0)
    """
    if not smoothing >= 0:
        facts = {
            "name": "smoothing",
            "position": 1,
            "lowest": 0,
            "highest": math.inf,
        }
        raise EdaphonError(Problem(code="SCI_OUT_OF_RANGE", facts=facts))
    layers = _layers(top, bottom, value)
    penalty = len(layers) * smoothing
    slopes = [0.0, *_inner_slopes(layers, penalty), 0.0]
    pieces: list[_Piece] = []
    for number, (upper, lower, content) in enumerate(layers):
        first, last = slopes[number], slopes[number + 1]
        thickness = lower - upper
        mean = content - penalty * (first - last)
        bend = (last - first) / (2 * thickness)
        start = mean - thickness * (first / 2 + thickness * bend / 3)
        if pieces and pieces[-1].bottom < upper:
            above = pieces[-1]
            edge = above.at(above.bottom)
            pieces.append(_Piece(above.bottom, upper, edge, first, 0.0))
        pieces.append(_Piece(upper, lower, start, first, bend))
    return DepthSpline(tuple(pieces))


def _layers(
    top: Sequence[float], bottom: Sequence[float], value: Sequence[float]
) -> list[tuple[float, float, float]]:
    layers = sorted(
        (upper, lower, content)
        for upper, lower, content in zip(top, bottom, value, strict=True)
        if lower > upper and not math.isnan(content)
    )
    if not layers:
        raise EdaphonError(Problem(code="SCI_NO_LAYERS"))
    problems = [
        Problem(
            code="SCI_LAYERS_OVERLAP",
            facts={"top": below[0], "bottom": below[1], "above": above[1]},
        )
        for above, below in pairwise(layers)
        if below[0] < above[1]
    ]
    if problems:
        raise EdaphonError(problems)
    return layers


def _inner_slopes(
    layers: Sequence[tuple[float, float, float]], penalty: float
) -> list[float]:
    """Solve for the slopes at the inner bounds by elimination, top to bottom."""
    diagonal, right, beside = [], [], []
    for (top, bottom, above), (next_top, next_bottom, below) in pairwise(layers):
        own, following, gap = bottom - top, next_bottom - next_top, next_top - bottom
        diagonal.append((own + following) / 3 + gap + 2 * penalty)
        beside.append(following / 6 - penalty)
        right.append(below - above)
    for row in range(1, len(diagonal)):
        factor = beside[row - 1] / diagonal[row - 1]
        diagonal[row] -= factor * beside[row - 1]
        right[row] -= factor * right[row - 1]
    slopes = [0.0] * (len(diagonal) + 1)
    for row in range(len(diagonal) - 1, -1, -1):
        slopes[row] = (right[row] - beside[row] * slopes[row + 1]) / diagonal[row]
    return slopes[:-1]
