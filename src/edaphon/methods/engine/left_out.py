"""What records leave out, as conditions are told: plain facts, without a verdict."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Records of one place that are fewer than they should be, or do not count."""

    place: str
    """Parcel or stratum; empty for the whole project. A source, of records that do not
    count."""
    year: str = ""
    crop: str = ""
    role: str = ""
    """Side whose record is missing, ``project`` or ``control``; or the scenario."""
    held: float = 0
    """Records, years, share of the area or amount of a year that there are."""
    wanted: float = 1
    """What there should be; the amount of a year that counts."""
