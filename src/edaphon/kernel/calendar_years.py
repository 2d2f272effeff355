"""How many days of a period each calendar year holds."""

from datetime import date


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
