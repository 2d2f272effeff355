"""Numbers as people read them: fixed decimals, thousands grouped, a true minus."""

from decimal import Decimal

from edaphon.kernel.quantities import rounded

UNKNOWN = "—"
"""Stands where a figure could not be computed."""

MINUS = "\N{MINUS SIGN}"

BY_UNIT = {
    "t{CO2e}": 2, "t{CO2e}/a": 2, "t{C}": 2, "t{C}/har": 2, "t{CO2e}/har/a": 3,
    "t{CO2e}/har": 3, "g/kg": 2, "har": 2, "t/har": 1, "1": 4, "%": 2, "a": 2,
}  # fmt: skip
"""Decimals of the published figures, by unit; four where none is given."""


def shown(value: str | None, decimals: int | None = None, unit: str = "") -> str:
    """Return decimal text as a report prints it.

    Parameters
    ----------
    value
        Decimal text of a record; None for a figure that is not known.
    decimals
        Decimals; those of the unit when left out.
    unit
        UCUM code.

    Examples
    --------
    >>> shown("-12345.678", 1), shown(None)
    ('−12,345.7', '—')
    """
    if value is None:
        return UNKNOWN
    places = BY_UNIT.get(unit, 4) if decimals is None else decimals
    number = rounded(Decimal(value), places, "half_even")
    return f"{number:,f}".replace("-", MINUS)


def plain(value: str | None) -> str:
    """Return decimal text with grouping, as many decimals as it says something with.

    Examples
    --------
    >>> plain("5640.000000"), plain("0.2500"), plain("44/12")
    ('5,640', '0.25', '44/12')
    """
    if value is None:
        return UNKNOWN
    try:
        number = Decimal(value)
    except ArithmeticError:
        return value
    whole = f"{number:,f}"
    if "." in whole:
        whole = whole.rstrip("0").rstrip(".")
    return whole.replace("-", MINUS)


LEAST_PROBABILITY = Decimal("0.0001")
"""Probabilities below it are printed as less than it."""


def probability(value: str | None) -> str:
    """Return a probability with four decimals, never as a bare zero.

    Examples
    --------
    >>> probability("0.0312"), probability("0.000004")
    ('0.0312', '<0.0001')
    """
    if value is not None and Decimal(value) < LEAST_PROBABILITY:
        return f"<{LEAST_PROBABILITY}"
    return shown(value, 4)


def drawable(*values: str | None) -> tuple[float, ...] | None:
    """Return numbers for a drawing, None where one of them is not known.

    Examples
    --------
    >>> drawable("1.5", "2"), drawable("1.5", None)
    ((1.5, 2.0), None)
    """
    known = tuple(float(value) for value in values if value is not None)
    return known if len(known) == len(values) else None


def whole(value: int | str | None) -> str:
    """Return a count or whole tonnes, grouped."""
    return UNKNOWN if value is None else shown(str(value), 0)
