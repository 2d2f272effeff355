"""Reference materials and rings of the three batches."""

from datetime import date

from making.quality import runs

FORMER_REFERENCE, NEW_REFERENCE = "6.42", "8.15"
"""Certified carbon of the materials of either laboratory (invented) [g/kg]."""

REFERENCE_RUNS = (
    *runs(FORMER_REFERENCE, date(2019, 11, 4),
          ("6.40", "6.43", "6.39", "6.44", "6.41", "6.38")),
    *runs(FORMER_REFERENCE, date(2022, 10, 31),
          ("6.45", "6.41", "6.43", "6.40", "6.44", "6.42")),
)  # fmt: skip
"""Six days of each batch of the former laboratory."""

LATER_RUNS = runs(
    NEW_REFERENCE, date(2025, 10, 30),
    ("8.27", "8.24", "8.30", "8.22", "8.28", "8.25"),
)  # fmt: skip
"""Six days of the batch of the new laboratory."""

RING_RUNS = (
    *runs("100.00", date(2019, 9, 23), ("100.3", "99.7", "100.2", "99.6")),
    *runs("100.00", date(2022, 9, 23), ("100.1", "100.4", "99.8", "99.9")),
)
"""Volumes of rings, weighed with water before either campaign [cm3]."""

LATER_RING_RUNS = runs("100.00", date(2025, 9, 23), ("100.1", "100.4", "99.8", "99.9"))
"""The same before the campaign of 2025."""
