"""Carbon of dead microbes from amino sugars.

A conversion, not a measurement: the factors were fitted on cultured strains
and each is sure to about a factor of two. They are common to all samples, so a
relative change between campaigns is far surer than a level. The result
explains and corroborates; it is never credited.
"""

from dataclasses import dataclass

import numpy as np

from edaphon.science.arrays import BoolArray, FloatArray
from edaphon.science.draws import factors as fold_factors
from edaphon.science.requirements import require_not_negative, require_same_shape

MOLAR_MASS_GLUCOSAMINE = 179.17
"""Molar mass of glucosamine [g mol-1]."""

MOLAR_MASS_MURAMIC_ACID = 251.23
"""Molar mass of muramic acid [g mol-1]."""

FACTOR_SPREAD = 2.0
"""Fold within which 95 of 100 true factors are taken to lie [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorSet:
    """Factors that turn amino sugars into carbon; part of the result's identity."""

    name: str
    """Name that a record carries."""
    bacterial: float
    """Bacterial carbon per muramic acid [g g-1]."""
    fungal: float
    """Fungal carbon per fungal glucosamine [g g-1]."""
    bacterial_glucosamine: float
    """Glucosamine per muramic acid in bacterial walls, by mass [g g-1]."""
    source: str
    """Where the factors were published."""


CLASSIC = FactorSet(
    name="classic",
    bacterial=45.0,
    fungal=9.0,
    bacterial_glucosamine=2 * MOLAR_MASS_GLUCOSAMINE / MOLAR_MASS_MURAMIC_ACID,
    source=(
        "Appuhn & Joergensen (2006), Soil Biol. Biochem. 38:1040; Engelking, Flessa "
        "& Joergensen (2007), Soil Biol. Biochem. 39:2111; form of Liang et al. "
        "(2019), Glob. Change Biol. 25:3578"
    ),
)
"""Factors in use since 2006: two moles of glucosamine per mole of muramic acid."""

REVISED = FactorSet(
    name="revised",
    bacterial=31.3,
    fungal=10.8,
    bacterial_glucosamine=1.16,
    source="Hu et al. (2024), as used in the re-analysis of Fine et al. (2025)",
)
"""Factors of the compilation of 2024."""

FACTOR_SETS = {factors.name: factors for factors in (CLASSIC, REVISED)}
"""Factor sets by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NecromassCarbon:
    """Necromass carbon of samples, one value per sample in every array."""

    bacterial: FloatArray
    """Carbon of dead bacteria [mg kg-1 dry soil]."""
    fungal: FloatArray
    """Carbon of dead fungi [mg kg-1 dry soil], never below 0."""
    fungal_unclipped: FloatArray
    """The same before it was clipped [mg kg-1 dry soil]."""
    total: FloatArray
    """Their sum [mg kg-1 dry soil]."""
    factors: FactorSet
    """Factors used."""

    @property
    def is_clipped(self) -> BoolArray:
        """True where all glucosamine is bacterial and fungal carbon was set to 0."""
        clipped: BoolArray = self.fungal_unclipped < 0
        return clipped

    @property
    def fungal_to_bacterial(self) -> FloatArray:
        """Fungal over bacterial carbon [1]; ``nan`` without muramic acid."""
        return _ratio(self.fungal, self.bacterial)


def necromass_carbon(
    muramic_acid: FloatArray,
    glucosamine: FloatArray,
    *,
    factors: FactorSet = CLASSIC,
) -> NecromassCarbon:
    r"""Estimate the carbon in dead bacterial and fungal cells.

    Bacterial walls hold glucosamine too; that share is taken off first.

    .. math::

        C_b = f_b U, \qquad C_f = f_f \max(G - g U, 0)

    Parameters
    ----------
    muramic_acid
        :math:`U` [mg kg-1 dry soil], >= 0.
    glucosamine
        :math:`G` [mg kg-1 dry soil], >= 0; same shape.
    factors
        :math:`f_b`, :math:`f_f` and :math:`g`.

    Returns
    -------
    NecromassCarbon
        Carbon [mg kg-1]; ``nan`` where either input is ``nan``. A negative
        fungal carbon becomes 0 and is flagged.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for contents below 0, ``SCI_SHAPES_DIFFER`` when the
        assays do not pair.

    Examples
    --------
    >>> found = necromass_carbon(np.array([60.0]), np.array([900.0]))
    >>> found.bacterial, found.total.round(3)
    (array([2700.]), array([10029.775]))
    """
    require_same_shape(muramic_acid=muramic_acid, glucosamine=glucosamine)
    require_not_negative(muramic_acid=muramic_acid, glucosamine=glucosamine)
    fungal_glucosamine = glucosamine - factors.bacterial_glucosamine * muramic_acid
    unclipped = factors.fungal * fungal_glucosamine
    bacterial, fungal = factors.bacterial * muramic_acid, np.maximum(unclipped, 0.0)
    return NecromassCarbon(
        bacterial=bacterial,
        fungal=fungal,
        fungal_unclipped=unclipped,
        total=bacterial + fungal,
        factors=factors,
    )


def share_of_soc(necromass: FloatArray, organic_carbon: FloatArray) -> FloatArray:
    """Return necromass carbon as a share of organic carbon.

    Parameters
    ----------
    necromass
        Necromass carbon [mg kg-1].
    organic_carbon
        Organic carbon [g kg-1], >= 0.

    Returns
    -------
    FloatArray
        Share [%]; never clipped: 3 to 4 % of published samples exceed 100,
        which says that the factors, not the soil, are wrong there. ``nan``
        without organic carbon.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for organic carbon below 0.

    Examples
    --------
    >>> share_of_soc(np.array([10029.775]), np.array([15.0])).round(4)
    array([66.8652])
    """
    require_not_negative(organic_carbon=organic_carbon)
    return _ratio(necromass, 10.0 * organic_carbon)


def accumulation(necromass: FloatArray, biomass: FloatArray) -> FloatArray:
    """Return the accumulation coefficient, necromass over living biomass.

    Parameters
    ----------
    necromass
        Necromass carbon [mg kg-1].
    biomass
        Microbial biomass carbon [mg kg-1], >= 0.

    Returns
    -------
    FloatArray
        Coefficient [1]; about 20 in forest, 33 in grassland, 41 in cropland
        (Wang et al. 2021). ``nan`` without biomass.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for biomass below 0.
    """
    require_not_negative(microbial_biomass_carbon=biomass)
    return _ratio(necromass, biomass)


def total_draws(
    carbon: NecromassCarbon,
    entropy: int,
    source: int,
    draws: int,
    *,
    spread: float = FACTOR_SPREAD,
) -> FloatArray:
    """Draw the total with the uncertainty of both factors.

    Each draw has one bacterial and one fungal factor, the same for all
    samples: the uncertainty of a level does not average out over samples, and
    that of a relative change nearly cancels.

    Parameters
    ----------
    carbon
        Necromass carbon with the central factors.
    entropy, source
        Seed and number of the error source, as in
        :func:`~edaphon.science.draws.shared_and_row_errors`.
    draws
        How many [1].
    spread
        Fold within which 95 of 100 factors lie [1].

    Returns
    -------
    FloatArray
        Total [mg kg-1], axes (draw, sample).
    """
    bacterial = fold_factors(entropy, (source, 0, 0), draws, spread=spread)
    fungal = fold_factors(entropy, (source, 0, 1), draws, spread=spread)
    drawn: FloatArray = (
        bacterial[:, np.newaxis] * carbon.bacterial
        + fungal[:, np.newaxis] * carbon.fungal
    )
    return drawn


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    """Divide, ``nan`` where the divisor is 0."""
    divisor = np.where(below == 0, np.nan, below)
    ratio: FloatArray = above / divisor
    return ratio
