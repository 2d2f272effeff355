"""Reference materials and rings: what shows how far a whole campaign may be off."""

from datetime import date

from making.quality import runs

REFERENCE = "10.71"
"""Certified carbon of GBW07412 (invented here) [g/kg]."""

REFERENCE_RUNS = (
    *runs(REFERENCE, date(2021, 11, 1),
          ("10.66", "10.75", "10.70", "10.78", "10.68", "10.73")),
    *runs(REFERENCE, date(2024, 10, 28),
          ("10.76", "10.69", "10.65", "10.72", "10.77", "10.70")),
)  # fmt: skip
"""Six days of each batch."""

RING_RUNS = (
    *runs("100.00", date(2021, 9, 27), ("100.4", "99.6", "100.3", "99.5")),
    *runs("100.00", date(2024, 9, 27), ("100.1", "100.6", "99.8", "99.7")),
)
"""Volumes of rings, weighed with water before each campaign [cm3]."""
