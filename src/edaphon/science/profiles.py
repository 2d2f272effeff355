"""Soil cores as ragged arrays: layer masses and carbon, contiguous per core."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science.arrays import FloatArray, IntArray, groups_of_equal_length


@dataclass(frozen=True, slots=True)
class Profiles:
    """Layers of many cores, top to bottom, one core after the other.

    The layers of a core touch: the first begins at the mineral surface and
    each of the others where the one above it ends.

    Raises
    ------
    EdaphonError
        ``SCI_SHAPES_DIFFER`` when the arrays do not fit together and
        ``SCI_LAYER_MASS`` for every layer whose mass is zero or negative.
    """

    mass: FloatArray
    """Fine-earth mass of each layer [t ha-1], above 0; ``nan`` where unknown."""
    carbon: FloatArray
    """Organic carbon of each layer [t C ha-1]; ``nan`` where unknown."""
    offsets: IntArray
    """Bounds of the cores in the two arrays [1], one more than there are cores."""

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together and layers without soil."""
        require_bounds(self.offsets, self.mass.size)
        if self.mass.shape != self.carbon.shape or self.mass.ndim != 1:
            raise EdaphonError(
                shapes_differ(mass=self.mass.shape, carbon=self.carbon.shape)
            )
        empty = np.flatnonzero(self.mass <= 0)
        if empty.size:
            raise EdaphonError([self._empty_layer(int(layer)) for layer in empty])

    @property
    def count(self) -> int:
        """Number of cores [1]."""
        return int(self.offsets.size - 1)

    def chosen(self, cores: IntArray) -> "Profiles":
        """Return some of the cores, in ascending order."""
        counts = np.diff(self.offsets)
        kept = np.zeros(self.count, dtype=bool)
        kept[cores] = True
        layers = np.repeat(kept, counts)
        offsets = np.concatenate(([0], np.cumsum(counts[cores]))).astype(np.int64)
        return Profiles(self.mass[layers], self.carbon[layers], offsets)

    def _empty_layer(self, layer: int) -> Problem:
        core = int(np.searchsorted(self.offsets, layer, side="right")) - 1
        return Problem(
            code="SCI_LAYER_MASS",
            facts={
                "core": core + 1,
                "layer": layer - int(self.offsets[core]) + 1,
                "mass": float(self.mass[layer]),
            },
        )


def cumulative(profiles: Profiles) -> tuple[FloatArray, FloatArray]:
    """Add up mass and carbon from the surface to the bottom of every layer.

    Layers are added one by one, top to bottom, so that a core's result does
    not depend on the cores around it.

    Parameters
    ----------
    profiles
        Cores.

    Returns
    -------
    cumulative_mass : FloatArray
        Mass from the surface to the bottom of each layer [t ha-1], in the
        layout of ``profiles.mass``; ``nan`` from the first unknown layer down.
    cumulative_carbon : FloatArray
        Carbon likewise [t C ha-1].
    """
    mass, carbon = profiles.mass.copy(), profiles.carbon.copy()
    for _, elements in groups_of_equal_length(profiles.offsets):
        for above, below in pairwise(elements):
            mass[below] += mass[above]
            carbon[below] += carbon[above]
    return mass, carbon


def fixed_depth_stock(profiles: Profiles) -> FloatArray:
    """Add up the carbon of all layers of every core.

    The caller decides the depth by the layers it passes (see
    ``stocks.thickness_within`` for a layer that the depth cuts).

    Parameters
    ----------
    profiles
        Cores, each down to the reported depth.

    Returns
    -------
    FloatArray
        Stock per core [t C ha-1]; ``nan`` where a layer is unknown or a core
        has no layer.

    Examples
    --------
    >>> cores = Profiles(
    ...     np.array([1800.0, 1950.0]), np.array([36.0, 23.4]), np.array([0, 2])
    ... )
    >>> fixed_depth_stock(cores)
    array([59.4])
    """
    _, carbon = cumulative(profiles)
    stock = np.full(profiles.count, np.nan)
    filled = np.flatnonzero(np.diff(profiles.offsets) > 0)
    stock[filled] = carbon[profiles.offsets[filled + 1] - 1]
    return stock


def mineral_profiles(profiles: Profiles, som_per_soc: float) -> Profiles:
    """Take the organic matter out of the layer masses.

    The yardstick then counts mineral soil, so that added organic matter does
    not move it.

    Parameters
    ----------
    profiles
        Cores with whole fine-earth masses.
    som_per_soc
        Organic matter per organic carbon [g g-1]; 1.724 is the old factor,
        1.9 to 2.0 fits most soils better.

    Returns
    -------
    Profiles
        The same cores with masses of mineral soil [t ha-1]; carbon unchanged.

    Raises
    ------
    EdaphonError
        ``SCI_LAYER_MASS`` when organic matter would outweigh a layer.

    References
    ----------
    von Haden, Yang & DeLucia (2020), Glob. Change Biol. 26:3759.
    Pribyl (2010), Geoderma 156:75 -- the factor.
    """
    mineral = mineral_mass(profiles.mass, profiles.carbon, som_per_soc)
    return Profiles(mineral, profiles.carbon, profiles.offsets)


def mineral_mass(
    mass: FloatArray, carbon: FloatArray, som_per_soc: float
) -> FloatArray:
    """Return layer masses without their organic matter [t ha-1]."""
    mineral: FloatArray = mass - som_per_soc * carbon
    return mineral


def shapes_differ(**shapes: tuple[int, ...]) -> Problem:
    """Return the problem of arrays that do not fit together."""
    listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
    return Problem(code="SCI_SHAPES_DIFFER", facts={"shapes": listed})


def require_bounds(offsets: IntArray, size: int) -> None:
    """Refuse bounds that do not divide a flat array of ``size`` into cores."""
    fits = (
        offsets.ndim == 1
        and offsets.size > 0
        and int(offsets[0]) == 0
        and int(offsets[-1]) == size
        and bool(np.all(np.diff(offsets) >= 0))
    )
    if not fits:
        raise EdaphonError(shapes_differ(layers=(size,), offsets=offsets.shape))
