"""Soil mass and organic carbon of a layer, under the three bulk densities in use."""

from typing import Literal

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science.arrays import FloatArray
from edaphon.science.requirements import require_not_negative, require_within

BulkDensity = Literal["fine_earth", "fine_earth_per_core", "total"]
"""What a bulk density is a quotient of.

``fine_earth``: fine-earth mass over fine-earth volume; the volumetric coarse
fraction is taken off. ``fine_earth_per_core``: fine-earth mass over the whole
core; stones are outside already and nothing is taken off. ``total``: whole
mass over the whole core; the mass fraction of stones is taken off.
"""


def mass_of_fine_earth(
    bulk_density: FloatArray, thickness: FloatArray, coarse: FloatArray
) -> FloatArray:
    """Return 100 BD T (1 - g), unchecked [t ha-1]; see :func:`fine_earth_mass`."""
    mass: FloatArray = 100.0 * bulk_density * thickness * (1.0 - coarse)
    return mass


def carbon_of_mass(mass: FloatArray, content: FloatArray) -> FloatArray:
    """Return M C / 1000, unchecked [t C ha-1]; see :func:`layer_carbon`."""
    carbon: FloatArray = content * mass / 1000.0
    return carbon


def fine_earth_mass(
    bulk_density: FloatArray,
    thickness: FloatArray,
    *,
    kind: BulkDensity,
    coarse: FloatArray | float = 0.0,
) -> FloatArray:
    r"""Return the mass of fine earth in a layer.

    .. math::

        M = 100\,\rho\,T\,(1 - g)

    Parameters
    ----------
    bulk_density
        :math:`\rho` [g cm-3], of the given kind; >= 0.
    thickness
        :math:`T` [cm], >= 0.
    kind
        What the bulk density is a quotient of.
    coarse
        :math:`g` [1]: volume fraction of coarse fragments for ``fine_earth``,
        their mass fraction for ``total``, 0 for ``fine_earth_per_core``.

    Returns
    -------
    FloatArray
        :math:`M` [t ha-1]; ``nan`` where an input is ``nan``.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE``; ``SCI_OUT_OF_RANGE`` for a coarse fraction outside 0
        to 1; ``SCI_STONES_TWICE`` when a coarse fraction comes with a density
        that leaves stones out already.

    References
    ----------
    Poeplau, Vos & Don (2017), SOIL 3:61 -- the double count.

    Examples
    --------
    >>> density, thickness = np.array([1.4]), np.array([30.0])
    >>> fine_earth_mass(density, thickness, kind="total", coarse=0.1).round(6)
    array([3780.])
    """
    require_not_negative(bulk_density=bulk_density, thickness=thickness)
    require_within(0.0, 1.0, coarse=coarse)
    if kind == "fine_earth_per_core" and bool(np.any(np.asarray(coarse) > 0)):
        raise EdaphonError(Problem(code="SCI_STONES_TWICE"))
    return mass_of_fine_earth(bulk_density, thickness, np.asarray(coarse))


def layer_carbon(mass: FloatArray, content: FloatArray) -> FloatArray:
    """Return the organic carbon of a layer.

    Parameters
    ----------
    mass
        Fine-earth mass [t ha-1].
    content
        Organic carbon of dry fine earth [g kg-1]; >= 0.

    Returns
    -------
    FloatArray
        Carbon [t C ha-1]; ``nan`` where an input is ``nan``.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for a content below 0.
    """
    require_not_negative(organic_carbon=content)
    return carbon_of_mass(mass, content)


def thickness_within(
    top: FloatArray, bottom: FloatArray, *, depth: float
) -> FloatArray:
    """Return how much of a layer lies above a depth.

    A layer that the depth cuts is taken as even throughout.

    Parameters
    ----------
    top, bottom
        Bounds of the layers [cm], positive down.
    depth
        Reported depth [cm].

    Returns
    -------
    FloatArray
        Thickness above the depth [cm], 0 for deeper layers.

    Examples
    --------
    >>> thickness_within(np.array([0.0, 20.0]), np.array([20.0, 35.0]), depth=30.0)
    array([20., 10.])
    """
    above: FloatArray = np.maximum(np.minimum(bottom, depth) - top, 0.0)
    return above
