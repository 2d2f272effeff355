"""Time between two days, counted as the accounts count it."""

MONTHS, DAYS = 12, 30
"""Day count 30E/360: a year is twelve months of thirty days."""


def years_between(start: str, end: str) -> float:
    """Return the years from one ISO date to another.

    Examples
    --------
    >>> years_between("2021-10-15", "2024-10-15")
    3.0
    """
    return (_days(end) - _days(start)) / (MONTHS * DAYS)


def _days(day: str) -> int:
    year, month, of_month = (int(part) for part in day[:10].split("-"))
    return (year * MONTHS + month - 1) * DAYS + min(of_month, DAYS)
