"""Reference materials and rings: what shows how far a whole campaign may be off."""

from datetime import date, timedelta

REFERENCE = ("10.71", (date(2021, 11, 1), date(2024, 10, 28)))
"""Certified carbon of GBW07412 (invented here) [g/kg], first day of each batch."""

FOUND = ("10.66", "10.75", "10.70", "10.78", "10.68", "10.73",
         "10.76", "10.69", "10.65", "10.72", "10.77", "10.70")  # fmt: skip
"""Results of six days of each batch [g/kg]."""

RING = ("100.00", date(2021, 9, 27))
"""Nominal volume of a ring, weighed with water [cm3], and the first day."""

WEIGHED = ("100.4", "99.6", "100.3", "99.5", "100.1", "100.6", "99.8", "99.7")


def reference_runs() -> list[tuple[str, str, str]]:
    """Return day, result and certified value of the reference material."""
    known, starts = REFERENCE
    days = [start + timedelta(days=step) for start in starts for step in range(6)]
    return [
        (day.isoformat(), found, known) for day, found in zip(days, FOUND, strict=True)
    ]


def ring_runs() -> list[tuple[str, str, str]]:
    """Return day, volume and nominal volume of the rings."""
    known, start = RING
    return [
        ((start + timedelta(days=step)).isoformat(), found, known)
        for step, found in enumerate(WEIGHED)
    ]
