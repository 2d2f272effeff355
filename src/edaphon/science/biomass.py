"""Microbial biomass from chloroform fumigation and from respiration."""

import numpy as np

from edaphon.science.arrays import BoolArray, FloatArray
from edaphon.science.requirements import require_not_negative, require_within

EXTRACTION_EFFICIENCIES = {
    "carbon": {"wu-1990": 0.45, "vance-1987": 0.38, "low": 0.35},
    "nitrogen": {"brookes-1985": 0.54},
    "phosphorus": {"brookes-1982": 0.40},
}
"""Extracted share of biomass in use [1]: kEC of Wu et al. (1990, carbon
analyser) and Vance et al. (1987, dichromate), kEN, kEP. Rounds that are to be
compared share one."""

SIR_SLOPE = 40.04
"""Biomass carbon per respired CO2 [ug C h uL-1], Anderson & Domsch (1978)."""

SIR_INTERCEPT = 3.7
"""Biomass carbon at no respiration [ug C g-1]; printed as 0.37 mg per 100 g."""


def extract_content(
    concentration: FloatArray,
    blank: FloatArray | float,
    *,
    dilution: FloatArray | float,
    extractant: FloatArray | float,
    soil_water: FloatArray | float,
    dry_soil: FloatArray | float,
) -> FloatArray:
    r"""Turn the concentration of an extract into a content of dry soil.

    .. math::

        c = (t - b)\, d\, (V + w) / m

    The water of the moist soil dilutes the extract: to forget it is an error
    of 2 to 8 %.

    Parameters
    ----------
    concentration, blank
        :math:`t` and :math:`b` [mg L-1].
    dilution
        :math:`d` [1], 1 or more.
    extractant, soil_water
        :math:`V` and :math:`w` [mL].
    dry_soil
        :math:`m`, oven-dry mass of the soil extracted [g], above 0.

    Returns
    -------
    FloatArray
        :math:`c` [mg kg-1 dry soil]; ``nan`` without soil.

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for volumes or masses below 0.

    Examples
    --------
    >>> extract_content(
    ...     np.array([40.0]), 2.0, dilution=1, extractant=80, soil_water=4, dry_soil=20
    ... )
    array([159.6])
    """
    require_not_negative(
        dilution=dilution,
        extractant=extractant,
        soil_water=soil_water,
        dry_soil=dry_soil,
    )
    volume = np.asarray(extractant) + np.asarray(soil_water)
    mass = np.where(np.asarray(dry_soil) > 0, dry_soil, np.nan)
    content: FloatArray = (concentration - blank) * dilution * volume / mass
    return content


def fumigation_biomass(
    fumigated: FloatArray,
    unfumigated: FloatArray,
    *,
    extraction_efficiency: float,
) -> FloatArray:
    r"""Estimate biomass carbon (nitrogen, phosphorus) by fumigation-extraction.

    .. math::

        B = (c_f - c_u) / k

    Parameters
    ----------
    fumigated, unfumigated
        :math:`c_f` and :math:`c_u` [mg kg-1 dry soil].
    extraction_efficiency
        :math:`k` [1], above 0 and at most 1; see
        :data:`EXTRACTION_EFFICIENCIES`. Part of the result's identity.

    Returns
    -------
    FloatArray
        :math:`B` [mg kg-1]; ``nan`` where an input is ``nan`` and where the
        fumigation failed (:func:`fumigation_failed`).

    Raises
    ------
    EdaphonError
        ``SCI_OUT_OF_RANGE`` for an efficiency outside its range.

    References
    ----------
    Vance, Brookes & Jenkinson (1987), Soil Biol. Biochem. 19:703. Wu et al.
    (1990), Soil Biol. Biochem. 22:1167.

    Examples
    --------
    >>> fumigated, unfumigated = np.array([180.0]), np.array([70.0])
    >>> fumigation_biomass(fumigated, unfumigated, extraction_efficiency=0.45).round(4)
    array([244.4444])
    """
    require_within(0.01, 1.0, extraction_efficiency=extraction_efficiency)
    biomass: FloatArray = (fumigated - unfumigated) / extraction_efficiency
    return np.where(fumigation_failed(fumigated, unfumigated), np.nan, biomass)


def fumigation_failed(fumigated: FloatArray, unfumigated: FloatArray) -> BoolArray:
    """Tell where fumigation released nothing.

    Parameters
    ----------
    fumigated, unfumigated
        Extracted contents [mg kg-1].

    Returns
    -------
    BoolArray
        True where the fumigated extract holds less than the other: a failed
        fumigation or exchanged flasks, not a biomass of 0.
    """
    failed: BoolArray = fumigated < unfumigated
    return failed


def respiration_biomass(respiration: FloatArray) -> FloatArray:
    """Estimate biomass carbon from the respiration that glucose induces.

    The published line, x = 40.04 y + 0.37, is per 100 g of soil: in the units
    used here its intercept is 3.7.

    Parameters
    ----------
    respiration
        Highest respiration within the first hours at 22 degC
        [uL CO2 g-1 dry soil h-1], >= 0.

    Returns
    -------
    FloatArray
        Biomass carbon [mg kg-1].

    Raises
    ------
    EdaphonError
        ``SCI_NEGATIVE`` for a rate below 0.

    References
    ----------
    Anderson & Domsch (1978), Soil Biol. Biochem. 10:215.

    Examples
    --------
    >>> respiration_biomass(np.array([10.0]))
    array([404.1])
    """
    require_not_negative(respiration=respiration)
    biomass: FloatArray = SIR_SLOPE * respiration + SIR_INTERCEPT
    return biomass
