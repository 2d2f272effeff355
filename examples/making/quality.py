"""Runs against known values: reference materials, rings weighed with water."""

from collections.abc import Sequence
from datetime import date, timedelta

Run = tuple[str, str, str]
"""Day, result and known value."""


def runs(known: str, start: date, found: Sequence[str]) -> list[Run]:
    """Return one run a day from a day on."""
    return [
        ((start + timedelta(days=step)).isoformat(), value, known)
        for step, value in enumerate(found)
    ]
