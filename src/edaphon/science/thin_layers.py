"""Soil mass of concentration layers from bulk density sampled in thinner ones.

The knots of an equal-mass curve are the bounds of the concentration layers:
masses of thinner density layers are added up first, because extra knots would
leave the linear result alone but move the spline.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science.arrays import FloatArray, IntArray
from edaphon.science.profiles import require_bounds, shapes_differ

DEPTH_TOLERANCE = 1e-6
"""Gap between two depths that is rounding, not missing soil [cm]."""


@dataclass(frozen=True, slots=True)
class DepthLayers:
    """Depth bounds of the layers of many cores, contiguous per core.

    Raises
    ------
    EdaphonError
        ``SCI_SHAPES_DIFFER`` when the arrays do not fit together and
        ``SCI_DEPTHS_REVERSED`` for every layer that does not end below its top.
    """

    top: FloatArray
    """Upper bound of each layer [cm], positive down."""
    bottom: FloatArray
    """Lower bound of each layer [cm], below the upper one."""
    offsets: IntArray
    """Bounds of the cores in the two arrays [1], one more than there are cores."""

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together and layers upside down."""
        require_bounds(self.offsets, self.top.size)
        if self.top.shape != self.bottom.shape:
            raise EdaphonError(
                shapes_differ(top=self.top.shape, bottom=self.bottom.shape)
            )
        upside_down = np.flatnonzero(~(self.bottom > self.top))
        if upside_down.size:
            raise EdaphonError(
                [
                    self.problem("SCI_DEPTHS_REVERSED", int(layer))
                    for layer in upside_down
                ]
            )

    def problem(self, code: str, layer: int, **facts: float) -> Problem:
        """Return a problem that names the core and the bounds of one layer."""
        core = int(np.searchsorted(self.offsets, layer, side="right")) - 1
        bounds = {"top": float(self.top[layer]), "bottom": float(self.bottom[layer])}
        return Problem(code=code, facts={"core": core + 1, **bounds, **facts})


def merge_thin_layers(
    layers: DepthLayers, thin: DepthLayers, thin_mass: FloatArray
) -> FloatArray:
    """Add up the masses of thin density layers within each concentration layer.

    A density layer that crosses the bound of a concentration layer gives each
    side the share of its thickness.

    Parameters
    ----------
    layers
        Concentration layers of each core.
    thin
        Density layers of the same cores, in the same order of cores.
    thin_mass
        Fine-earth mass of each density layer [t ha-1].

    Returns
    -------
    FloatArray
        Fine-earth mass of each concentration layer [t ha-1]; ``nan`` where one
        of its density layers is ``nan``.

    Raises
    ------
    EdaphonError
        ``SCI_SHAPES_DIFFER`` when cores or masses do not pair, and
        ``SCI_DENSITY_GAP`` for every layer whose thickness the density layers
        cover only in part, or more than once.

    Examples
    --------
    >>> concentration = DepthLayers(
    ...     np.array([0.0, 10.0]), np.array([10.0, 30.0]), np.array([0, 2])
    ... )
    >>> density = DepthLayers(
    ...     np.array([0.0, 5.0, 10.0]), np.array([5.0, 10.0, 30.0]), np.array([0, 3])
    ... )
    >>> merge_thin_layers(concentration, density, np.array([600.0, 650.0, 2700.0]))
    array([1250., 2700.])
    """
    mass, covered = inside(layers, thin, thin_mass)
    _require_cover(layers, covered)
    return mass


def covered_sum(
    layers: DepthLayers, thin: DepthLayers, amounts: FloatArray
) -> FloatArray:
    """Add up amounts of thin layers within each layer, ``nan`` where soil is missing.

    Parameters
    ----------
    layers
        Layers of each core.
    thin
        Thinner layers of the same cores, in the same order of cores.
    amounts
        Amount of each thinner layer, shared out by thickness.

    Returns
    -------
    FloatArray
        Sum in each layer; ``nan`` where the thinner layers cover only a part of
        it, or cover it more than once.
    """
    total, covered = inside(layers, thin, amounts)
    whole = np.abs(covered - (layers.bottom - layers.top)) <= DEPTH_TOLERANCE
    return np.where(whole, total, np.nan)


def inside(
    layers: DepthLayers, thin: DepthLayers, amounts: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return amounts within each layer, and the thickness that they cover [cm]."""
    if layers.offsets.size != thin.offsets.size or amounts.shape != thin.top.shape:
        raise EdaphonError(
            shapes_differ(
                layers=layers.offsets.shape,
                density_layers=thin.offsets.shape,
                masses=amounts.shape,
            )
        )
    covered, total = np.zeros(layers.top.size), np.zeros(layers.top.size)
    for layer, place in _pairs_in_depth_order(layers.offsets, thin.offsets):
        overlap = _overlap(layers, layer, thin, place)
        covered[layer] += overlap
        share = overlap / (thin.bottom[place] - thin.top[place])
        total[layer] += np.where(overlap > 0, amounts[place] * share, 0.0)
    return total, covered


def _pairs_in_depth_order(
    offsets: IntArray, thin_offsets: IntArray
) -> Iterator[tuple[IntArray, IntArray]]:
    """Pair every layer with the first density layer of its core, the second, ..."""
    core = np.repeat(np.arange(offsets.size - 1), np.diff(offsets))
    counts = np.diff(thin_offsets)
    for ordinal in range(int(counts.max(initial=0))):
        layer = np.flatnonzero(counts[core] > ordinal)
        yield layer, thin_offsets[core[layer]] + ordinal


def _overlap(
    layers: DepthLayers, layer: IntArray, thin: DepthLayers, place: IntArray
) -> FloatArray:
    """Return the thickness that two sets of layers share [cm], 0 where apart."""
    lower = np.minimum(layers.bottom[layer], thin.bottom[place])
    upper = np.maximum(layers.top[layer], thin.top[place])
    shared: FloatArray = np.maximum(lower - upper, 0.0)
    return shared


def _require_cover(layers: DepthLayers, covered: FloatArray) -> None:
    thickness = layers.bottom - layers.top
    wrong = np.flatnonzero(np.abs(covered - thickness) > DEPTH_TOLERANCE)
    if wrong.size:
        raise EdaphonError(
            [
                layers.problem(
                    "SCI_DENSITY_GAP", int(layer), covered=float(covered[layer])
                )
                for layer in wrong
            ]
        )
