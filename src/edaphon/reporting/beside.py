"""What makes a result comparable: by hectare and year, and beside the estimate."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

HUNDREDTHS = Decimal("0.01")
TENTHS = Decimal("0.1")
EQUAL = "0"


def per_hectare_year(
    units: int, area_ha: str | None, years: str | None, *, is_whole: bool
) -> str | None:
    """Return a result by hectare and year [t CO2e/(ha a)], rounded down.

    Parameters
    ----------
    units
        Account result [t CO2e].
    area_ha, years
        Area of the project land [ha] and length of the monitoring period [a].
    is_whole
        Whether the method counts the whole monitoring period.

    Returns
    -------
    str or None
        Decimal text; None where area or length is not known, or where the method
        counts another period.

    Examples
    --------
    >>> per_hectare_year(305, "202.95", "3", is_whole=True)
    '0.50'
    """
    if not is_whole or area_ha is None or years is None:
        return None
    area = Decimal(area_ha) * Decimal(years)
    if not area:
        return None
    return str((Decimal(units) / area).quantize(HUNDREDTHS, ROUND_DOWN))


def beside_estimate(units: int, estimate: str | None) -> str | None:
    """Return by how much a result is above or below an estimate [%].

    ``0`` says that both are equal; ``0.0`` and ``-0.0`` that the result is above or
    below by less than is told. None without an estimate, or with one of a loss.

    Examples
    --------
    >>> beside_estimate(305, "900"), beside_estimate(305, None)
    ('-66.1', None)
    """
    expected = Decimal(estimate or 0)
    if expected <= 0:
        return None
    if expected == units:
        return EQUAL
    share = (Decimal(units) - expected) / expected * 100
    return str(share.quantize(TENTHS, ROUND_HALF_EVEN))
