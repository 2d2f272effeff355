"""Soil carbon compared at equal soil mass.

Compaction puts more soil into the same depth. Stocks are therefore read from a
curve of cumulative carbon over cumulative mass, at one reference mass that the
plan fixes before the first campaign is analysed.

Cores are computed together, grouped by their number of layers; the result of a
core is bit for bit the same alone, in any order, or among others.
"""

from dataclasses import dataclass

import numpy as np

from edaphon.kernel.errors import EdaphonError
from edaphon.science.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    groups_of_equal_length,
)
from edaphon.science.interpolation import (
    Interpolation,
    hermite,
    hyman_slopes,
    natural_slopes,
)
from edaphon.science.profiles import (
    Profiles,
    cumulative,
    fixed_depth_stock,
    mineral_profiles,
    shapes_differ,
)

__all__ = [
    "CarbonCurves",
    "Interpolation",
    "Profiles",
    "carbon_curves",
    "cumulative",
    "equal_mass_stock",
    "evaluate_at",
    "fixed_depth_stock",
    "has_enough_layers",
    "mineral_profiles",
    "reference_exceeds",
]

LEAST_LAYERS = 2
"""Layers below which a core says nothing about the shape of its curve [1]."""

SLOPE_TOLERANCE = 1e-9
"""Relative fall of a curve that is rounding [1]."""

_Place = tuple[IntArray, IntArray]
"""Knot and core, as two indices."""

MASS_TOLERANCE = 1e-9
"""Relative excess of a reference over a core that is rounding, not missing soil [1]."""


@dataclass(frozen=True, slots=True)
class CarbonCurves:
    """Cumulative carbon as a curve of cumulative mass, one per core.

    Made once by :func:`carbon_curves` and read many times by :meth:`at`, as a
    Monte Carlo run does.
    """

    count: int
    """Number of cores [1]."""
    core_mass: FloatArray
    """Mass of each whole core [t ha-1]; 0 for a core without layers."""
    blocks: tuple["_Block", ...]
    """Curves of the cores with two layers, with three, and so on."""

    def at(self, mass: float | FloatArray, *, allow_beyond: bool = False) -> FloatArray:
        """Read every curve at a cumulative mass.

        Parameters
        ----------
        mass
            Cumulative mass, one for all cores or one per core [t ha-1], >= 0.
        allow_beyond
            Continue a curve below the core as a straight line of its last
            slope; meant for small relative errors of mass, never for a
            missing layer.

        Returns
        -------
        FloatArray
            Cumulative carbon per core [t C ha-1]. ``nan`` where the core has
            fewer than two layers, where a layer that bears on the value or the
            mass is ``nan``, where the mass is negative, and, unless
            ``allow_beyond``, where it exceeds the core.

        Raises
        ------
        EdaphonError
            ``SCI_SHAPES_DIFFER`` when masses and cores differ in number.
        """
        masses = _per_core(mass, self.count)
        stock = np.full(self.count, np.nan)
        for block in self.blocks:
            stock[block.cores] = block.at(masses[block.cores])
        outside = masses < 0
        if not allow_beyond:
            outside |= exceeds(self.core_mass, masses)
        stock[outside] = np.nan
        return stock

    def slope_at(self, mass: float | FloatArray) -> FloatArray:
        """Return how fast carbon grows with mass where a curve is read.

        Parameters
        ----------
        mass
            Cumulative mass, one for all cores or one per core [t ha-1], >= 0.

        Returns
        -------
        FloatArray
            Slope per core [t C t-1]; ``nan`` where :meth:`at` is.

        Raises
        ------
        EdaphonError
            ``SCI_SHAPES_DIFFER`` when masses and cores differ in number.
        """
        masses = _per_core(mass, self.count)
        slope = np.full(self.count, np.nan)
        for block in self.blocks:
            slope[block.cores] = block.slope_at(masses[block.cores])
        slope[np.isnan(self.at(masses))] = np.nan
        return slope

    def is_monotone(self) -> BoolArray:
        """Tell of which cores the curve never falls on its way down.

        True also where there is no curve, or a layer is unknown. A curve that falls
        has risen above the carbon that lies there, as a natural spline may do.
        """
        held = np.ones(self.count, dtype=np.bool_)
        for block in self.blocks:
            held[block.cores] = block.is_monotone()
        return held


@dataclass(frozen=True, slots=True)
class _Block:
    """Curves of the cores with one number of layers, axes (knot, core)."""

    cores: IntArray
    mass: FloatArray
    carbon: FloatArray
    slope: FloatArray | None
    """Slopes at the knots; ``None`` for straight lines between them."""

    def is_monotone(self) -> BoolArray:
        width = self.mass[1:] - self.mass[:-1]
        secant = (self.carbon[1:] - self.carbon[:-1]) / width
        if self.slope is None:
            rises: BoolArray = np.all(secant >= 0, axis=0) | np.isnan(secant).any(
                axis=0
            )
            return rises
        upper, lower = self.slope[:-1], self.slope[1:]
        bend = 3.0 * secant - 2.0 * upper - lower
        twist = upper + lower - 2.0 * secant
        with np.errstate(divide="ignore", invalid="ignore"):
            turn = np.clip(-bend / (3.0 * twist), 0.0, 1.0)
        turn = np.where(np.isfinite(turn), turn, 0.0)
        between = upper + turn * (2.0 * bend + turn * 3.0 * twist)
        least = np.minimum(np.minimum(upper, lower), between)
        steepest = np.abs(secant).max(axis=0)
        falls: BoolArray = np.any(least < -SLOPE_TOLERANCE * steepest, axis=0)
        return np.logical_not(falls)

    def slope_at(self, masses: FloatArray) -> FloatArray:
        here, next_knot, width, secant = self._interval(masses)
        if self.slope is None:
            return secant
        upper, lower = self.slope[here], self.slope[next_knot]
        share = np.minimum((masses - self.mass[here]) / width, 1.0)
        bend = 3.0 * secant - 2.0 * upper - lower
        twist = upper + lower - 2.0 * secant
        found: FloatArray = upper + share * (2.0 * bend + share * 3.0 * twist)
        return found

    def at(self, masses: FloatArray) -> FloatArray:
        here, next_knot, width, secant = self._interval(masses)
        offset = masses - self.mass[here]
        if self.slope is None:
            rise, last_slope = offset * secant, secant
        else:
            ends = (self.slope[here], self.slope[next_knot])
            rise, last_slope = hermite(offset, width, secant, ends), ends[1]
        beyond = masses - self.mass[-1]
        return np.where(
            beyond >= 0, self.carbon[-1] + beyond * last_slope, self.carbon[here] + rise
        )

    def _interval(
        self, masses: FloatArray
    ) -> tuple[_Place, _Place, FloatArray, FloatArray]:
        """Return both knots around each mass, the width and the secant between."""
        interval = np.zeros(masses.size, dtype=np.int64)
        for knot in self.mass[1:-1]:
            interval += masses >= knot
        here = (interval, np.arange(masses.size))
        next_knot = (interval + 1, here[1])
        width = self.mass[next_knot] - self.mass[here]
        secant: FloatArray = (self.carbon[next_knot] - self.carbon[here]) / width
        return here, next_knot, width, secant


def carbon_curves(profiles: Profiles, *, interpolation: Interpolation) -> CarbonCurves:
    """Draw the curve of cumulative carbon over cumulative mass for every core.

    Parameters
    ----------
    profiles
        Cores; (0, 0) is added as the first knot of each.
    interpolation
        Kind of curve.

    Returns
    -------
    CarbonCurves
        Curves, without those of cores of fewer than two layers.
    """
    mass, carbon = cumulative(profiles)
    core_mass = np.zeros(profiles.count)
    blocks = []
    for cores, layers in groups_of_equal_length(profiles.offsets):
        if len(layers):
            core_mass[cores] = mass[layers[-1]]
        if len(layers) >= LEAST_LAYERS:
            blocks.append(_block(cores, mass[layers], carbon[layers], interpolation))
    return CarbonCurves(profiles.count, core_mass, tuple(blocks))


def evaluate_at(
    profiles: Profiles,
    mass_values: float | FloatArray,
    *,
    interpolation: Interpolation,
    allow_beyond: bool = False,
) -> FloatArray:
    """Return the carbon above a cumulative mass, core by core.

    A relative error r of bulk density that all layers of a core share turns
    its curve S into (1 + r) S(M / (1 + r)): with ``allow_beyond``, evaluate at
    M / (1 + r) and multiply.

    Parameters
    ----------
    profiles
        Cores.
    mass_values
        Cumulative mass, one for all cores or one per core [t ha-1].
    interpolation
        Kind of curve.
    allow_beyond
        As in :meth:`CarbonCurves.at`.

    Returns
    -------
    FloatArray
        Cumulative carbon per core [t C ha-1]; ``nan`` as in
        :meth:`CarbonCurves.at`.
    """
    curves = carbon_curves(profiles, interpolation=interpolation)
    return curves.at(mass_values, allow_beyond=allow_beyond)


def equal_mass_stock(
    profiles: Profiles,
    reference_mass: float | FloatArray,
    *,
    interpolation: Interpolation,
) -> FloatArray:
    """Return the organic carbon stock down to a reference soil mass.

    Parameters
    ----------
    profiles
        Cores, sampled at least one layer deeper than the reference mass needs.
    reference_mass
        Reference mass fixed in the plan, one for all cores or one per core
        [t ha-1]; whole fine earth, or mineral soil with
        :func:`mineral_profiles`.
    interpolation
        ``natural`` (VM0042 equation 3), ``hyman`` (von Haden et al.) or
        ``linear`` (Ellert & Bettany; Wendt & Hauser).

    Returns
    -------
    FloatArray
        Stock per core [t C ha-1]; ``nan`` where the reference exceeds the core
        (see :func:`reference_exceeds`), where the core has fewer than two
        layers, and where a layer that bears on the value is unknown. Never
        extrapolated.

    Raises
    ------
    EdaphonError
        ``SCI_SHAPES_DIFFER`` when references and cores differ in number.

    References
    ----------
    Ellert & Bettany (1995), Can. J. Soil Sci. 75:529. Wendt & Hauser (2013),
    Eur. J. Soil Sci. 64:58. von Haden, Yang & DeLucia (2020), Glob. Change
    Biol. 26:3759.

    Examples
    --------
    >>> cores = Profiles(
    ...     np.array([1980.0, 2070.0, 2130.0]),
    ...     np.array([39.6, 24.84, 17.04]),
    ...     np.array([0, 3]),
    ... )
    >>> equal_mass_stock(cores, 3750.0, interpolation="linear").round(6)
    array([60.84])
    >>> equal_mass_stock(cores, 3750.0, interpolation="hyman").round(5)
    array([61.55929])
    """
    return evaluate_at(profiles, reference_mass, interpolation=interpolation)


def reference_exceeds(
    profiles: Profiles, reference_mass: float | FloatArray
) -> BoolArray:
    """Tell which cores hold less soil than the reference mass.

    Parameters
    ----------
    profiles
        Cores.
    reference_mass
        Reference mass, one for all cores or one per core [t ha-1].

    Returns
    -------
    BoolArray
        True where the reference is beyond the core by more than one part in a
        thousand million (less is rounding of the sum); False where either is
        unknown.
    """
    masses = _per_core(reference_mass, profiles.count)
    cumulative_mass, _ = cumulative(profiles)
    core_mass = np.zeros(profiles.count)
    filled = np.flatnonzero(np.diff(profiles.offsets) > 0)
    core_mass[filled] = cumulative_mass[profiles.offsets[filled + 1] - 1]
    return exceeds(core_mass, masses)


def has_enough_layers(profiles: Profiles) -> BoolArray:
    """Tell which cores have the two layers that a curve needs.

    Parameters
    ----------
    profiles
        Cores.

    Returns
    -------
    BoolArray
        True where a stock at equal mass can be computed at all.
    """
    return np.diff(profiles.offsets) >= LEAST_LAYERS


def _block(
    cores: IntArray, mass: FloatArray, carbon: FloatArray, kind: Interpolation
) -> _Block:
    surface = np.zeros((1, cores.size))
    mass = np.concatenate((surface, mass))
    carbon = np.concatenate((surface, carbon))
    if kind == "linear":
        return _Block(cores, mass, carbon, None)
    widths = mass[1:] - mass[:-1]
    secants = (carbon[1:] - carbon[:-1]) / widths
    slopes = natural_slopes if kind == "natural" else hyman_slopes
    return _Block(cores, mass, carbon, slopes(widths, secants))


def exceeds(core_mass: FloatArray, masses: FloatArray) -> BoolArray:
    """Tell of each core whether a reference mass asks for more soil than it holds."""
    return masses > core_mass * (1.0 + MASS_TOLERANCE)


def _per_core(mass: float | FloatArray, count: int) -> FloatArray:
    masses = np.asarray(mass, dtype=np.float64)
    if masses.shape not in ((), (count,)):
        raise EdaphonError(shapes_differ(masses=masses.shape, cores=(count,)))
    return np.broadcast_to(masses, (count,))
