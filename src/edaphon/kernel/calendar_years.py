"""Days of half-open periods: by calendar year, the last one, and their length."""

import math
from datetime import date, timedelta
from fractions import Fraction

MONTHS, DAYS_IN_MONTH = 12, 30
"""Day count 30E/360: a year is twelve months of thirty days, so that whole years
are whole numbers and a leap day makes no tonne."""

MIDDLE = "07-02"
"""Day that a year is halved by."""


def vintages(start: str, end: str) -> tuple[tuple[str, int], ...]:
    """Return each calendar year of a half-open period with its days in it [d].

    Days of the calendar: what the years of a period hold is a share of its days.

    Examples
    --------
    >>> vintages("2021-10-01", "2023-10-01")
    (('2021', 92), ('2022', 365), ('2023', 273))
    """
    first, after = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    parts = []
    for year in range(first.year, after.year + 1):
        begins, ends = date(year, 1, 1), date(year + 1, 1, 1)
        days = (min(after, ends) - max(first, begins)).days
        if days > 0:
            parts.append((str(year), days))
    return tuple(parts)


def year_after(day: str, since: str) -> str:
    """Return the first year that belongs to what comes from a day on.

    A year belongs to the side of the day that holds more of it; and as many years
    have passed as lie between the days, rounded. Both count from one first day, so
    that each year of a chain of days belongs to one part.

    Parameters
    ----------
    day
        Where one part ends and the next begins, ISO.
    since
        First day of the chain, ISO.

    Examples
    --------
    >>> year_after("2024-07-02", "2024-07-02"), year_after("2024-10-15", "2021-10-15")
    ('2024', '2025')
    >>> year_after("2024-07-01", "2021-07-05")
    '2025'
    """
    passed = math.floor(years_between(since, day) + Fraction(1, 2))
    return str(max(_larger_part(day), _larger_part(since) + passed))


def _larger_part(day: str) -> int:
    """Return the first year of which more than half lies from a day on."""
    return int(day[:4]) + (day[5:10] > MIDDLE)


def years_in(start: str, end: str, since: str = "") -> tuple[str, ...]:
    """Return the calendar years that belong to a half-open period, each to one only.

    Parameters
    ----------
    start, end
        Bounds of the period, ISO.
    since
        First day of the chain of periods; without one the period is the first.

    Examples
    --------
    >>> years_in("2021-10-15", "2024-10-15")
    ('2022', '2023', '2024')
    """
    first = since or start
    years = range(int(year_after(start, first)), int(year_after(end, first)))
    return tuple(str(year) for year in years)


def last_day(end: object) -> str:
    """Return the last day of a half-open period, as people are told it, ISO.

    Examples
    --------
    >>> last_day("2024-10-15"), last_day("2024-03-01")
    ('2024-10-14', '2024-02-29')
    """
    return (date.fromisoformat(str(end)[:10]) - timedelta(days=1)).isoformat()


def years_between(start: str, end: str) -> Fraction:
    """Return the years from one ISO date to another, 30E/360.

    Examples
    --------
    >>> years_between("2021-10-01", "2024-10-01")
    Fraction(3, 1)
    """
    first, last = _parts(start), _parts(end)
    days = (
        (last[0] - first[0]) * MONTHS * DAYS_IN_MONTH
        + (last[1] - first[1]) * DAYS_IN_MONTH
        + min(last[2], DAYS_IN_MONTH)
        - min(first[2], DAYS_IN_MONTH)
    )
    return Fraction(days, MONTHS * DAYS_IN_MONTH)


def _parts(day: str) -> tuple[int, int, int]:
    year, month, of_month = day[:10].split("-")
    return int(year), int(month), int(of_month)
