"""What a laboratory reported, as carbon, density and stones of fine earth."""

import math

import numpy as np

from edaphon.science.arrays import BoolArray, FloatArray


def first_known(*choices: FloatArray | float) -> FloatArray:
    """Return, element by element, the first of several values that is known."""
    found = np.asarray(choices[0], dtype=np.float64)
    for other in choices[1:]:
        found = np.where(np.isnan(found), other, found)
    return found


def organic_carbon(
    soc: FloatArray,
    total_carbon: FloatArray,
    inorganic_carbon: FloatArray,
    organic_matter: FloatArray,
    *,
    som_per_soc: float,
    without_carbonate: bool,
) -> FloatArray:
    """Return organic carbon from the most direct of what was reported.

    Parameters
    ----------
    soc, total_carbon, inorganic_carbon, organic_matter
        As reported [g kg-1]; ``nan`` where not.
    som_per_soc
        Organic matter per organic carbon by which matter was reported [g g-1].
    without_carbonate
        Whether total carbon alone is organic carbon.

    Returns
    -------
    FloatArray
        Organic carbon [g kg-1]: as reported, else total less inorganic, else
        organic matter over the factor; ``nan`` where none of them is known.

    Examples
    --------
    >>> unknown = np.array([np.nan])
    >>> organic_carbon(
    ...     unknown, np.array([16.5]), np.array([4.25]), unknown,
    ...     som_per_soc=1.724, without_carbonate=False,
    ... )
    array([12.25])
    """
    alone = total_carbon if without_carbonate else np.full(total_carbon.shape, np.nan)
    less = np.where(np.isnan(inorganic_carbon), alone, total_carbon - inorganic_carbon)
    return first_known(soc, less, organic_matter / som_per_soc)


def coarse_volume(
    volume_percent: FloatArray,
    mass_percent: FloatArray,
    bulk_density: FloatArray,
    *,
    of_whole_soil: BoolArray,
    without_stones: bool,
    stone_density: float,
) -> FloatArray:
    r"""Return the volume fraction of coarse fragments.

    .. math::

        G = w\,\rho / \rho_s \quad\text{or}\quad
        G = \frac{w\,\rho}{(1 - w)\,\rho_s + w\,\rho}

    by mass: the first for a density of the whole soil, the second for one of fine
    earth in its own volume.

    Parameters
    ----------
    volume_percent, mass_percent
        As reported [%]; ``nan`` where not. The volume goes first.
    bulk_density
        As reported [g cm-3].
    of_whole_soil
        Where that density is whole mass over the whole core.
    without_stones
        Whether the land is stated to hold none.
    stone_density
        Density of coarse fragments [g cm-3].

    Returns
    -------
    FloatArray
        Volume fraction [1]; where nothing is reported ``nan``, or 0 on land without
        stones.

    Examples
    --------
    >>> nan, density = np.array([np.nan]), np.array([1.4])
    >>> coarse_volume(
    ...     nan, np.array([10.0]), density, of_whole_soil=np.array([True]),
    ...     without_stones=False, stone_density=2.6,
    ... ).round(8)
    array([0.05384615])
    """
    mass = mass_percent / 100.0
    stones = mass * bulk_density
    with np.errstate(invalid="ignore", divide="ignore"):
        by_mass = np.where(
            of_whole_soil,
            stones / stone_density,
            stones / ((1.0 - mass) * stone_density + stones),
        )
    unsaid = np.isnan(volume_percent) & np.isnan(mass_percent)
    none = np.where(unsaid & without_stones, 0.0, np.nan)
    return first_known(volume_percent / 100.0, by_mass, none)


def fine_earth_density(
    bulk_density: FloatArray,
    coarse: FloatArray,
    mass_percent: FloatArray,
    *,
    of_whole_soil: BoolArray,
    stone_density: float,
) -> FloatArray:
    r"""Return the mass of fine earth in its own volume.

    .. math::

        \rho_f = \rho\,(1 - w) / (1 - G), \qquad w = G\,\rho_s / \rho

    for a density of the whole soil, with :math:`w` as reported where it is; every
    other density is that of fine earth already.

    Parameters
    ----------
    bulk_density
        As reported [g cm-3].
    coarse
        Volume fraction of coarse fragments [1].
    mass_percent
        Their mass fraction as reported [%]; ``nan`` where not.
    of_whole_soil
        Where the density is whole mass over the whole core.
    stone_density
        Density of coarse fragments [g cm-3].

    Returns
    -------
    FloatArray
        Density of fine earth [g cm-3].

    Examples
    --------
    >>> fine_earth_density(
    ...     np.array([1.5]), np.array([0.1]), np.array([np.nan]),
    ...     of_whole_soil=np.array([True]), stone_density=2.6,
    ... ).round(8)
    array([1.37777778])
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        mass = first_known(mass_percent / 100.0, coarse * stone_density / bulk_density)
        fine = bulk_density * (1.0 - mass) / (1.0 - coarse)
    return np.where(of_whole_soil, fine, bulk_density)


def core_mass(
    sample_mass: FloatArray, diameter: FloatArray, cores: FloatArray
) -> FloatArray:
    """Return the soil mass of a layer from a composite of cores.

    Parameters
    ----------
    sample_mass
        Dry mass of the composite [g].
    diameter
        Inner diameter of the corer [mm].
    cores
        Cores in the composite [1].

    Returns
    -------
    FloatArray
        Mass [t ha-1].

    Examples
    --------
    >>> core_mass(np.array([900.0]), np.array([38.0]), np.array([4.0])).round(3)
    array([1983.926])
    """
    radius = diameter / 2.0
    mass: FloatArray = sample_mass / (math.pi * (radius * radius) * cores) * 10_000.0
    return mass
