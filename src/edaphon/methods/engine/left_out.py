"""What records leave out, as conditions are told: plain facts, without a verdict."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Records of one place that are fewer than they should be."""

    place: str
    """Parcel or stratum; empty for the whole project."""
    year: str = ""
    crop: str = ""
    role: str = ""
    """Side whose record is missing: ``project`` or ``control``."""
    held: float = 0
    """Records, years, or the share of the area, that there are."""
    wanted: float = 1
    """What there should be."""
