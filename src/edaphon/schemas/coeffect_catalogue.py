"""What co-effects may speak of: topics, indicators with units, safeguards; data."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Literal

from msgspec import Struct, convert, field

from edaphon.kernel.language import Language
from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.models.account import Text

REFERENCE = "A/RES/70/1"
"""Where the targets of the catalogue come from."""

MARK: Literal["M"] = "M"
"""How far that was checked."""


CLOSE = Fraction(15, 100)
"""Relative distance to a factor of slips at which it is named [1]."""


class Slip(Struct, frozen=True, forbid_unknown_fields=True):
    """A factor between what is often confused, and the words for it."""

    factor: str
    en: str
    zh: str


class Bounds(Struct, frozen=True, forbid_unknown_fields=True):
    """What is usual and what cannot be, from which day, and where that is from."""

    since: str = field(name="from")
    """First day on which it holds, ISO."""
    source: Text
    mark: Literal["P", "S", "M", "D"]
    unit: str = ""
    """Unit of the limits; the indicator's own where it is left out."""
    low: str | None = None
    high: str | None = None
    least: str | None = None
    most: str | None = None


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator: topic, standard unit, which direction is the better one."""

    topic: str
    title: Text
    unit: str
    better: Literal["lower", "higher", "neither"]
    needs: Literal["every_year", "once"]
    also: tuple[str, ...] = ()
    """Units that do not convert into the standard one."""
    low: str | None = None
    high: str | None = None
    records: str = ""
    """Property of the activity records that gives the figure."""
    decimals: int = 6
    """Decimals of a figure from the records."""
    computed: bool = False
    """Whether the figure comes from the records alone."""
    sdg: tuple[str, ...] = ()
    steady: bool = True
    """Whether a value many times the others of its entry is asked about."""
    bounds: tuple[Bounds, ...] = ()
    """Dated limits of its values, the first one for earlier days too."""

    def __post_init__(self) -> None:
        """Refuse an indicator that nobody may type and no record gives."""
        if self.computed and not self.records:
            fault = f"{self.title.en}: computed without records"
            raise ValueError(fault)

    def bounds_on(self, day: str, unit: str) -> Bounds | None:
        """Return the limits in force on a day for values in a unit, if any.

        Examples
        --------
        >>> catalogue().indicators["earthworms"].bounds_on("2024-01-01", "1/m2").high
        '1000'
        """
        own = [one for one in self.bounds if (one.unit or self.unit) == unit]
        listed = sorted(own, key=lambda one: one.since)
        held = [one for one in listed if one.since <= day]
        if held:
            return held[-1]
        return listed[0] if listed else None


class Safeguard(Struct, frozen=True, forbid_unknown_fields=True):
    """One question of the safeguards."""

    topic: str
    title: Text


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that coeffects.yaml may name, in the order in which it is shown."""

    apart: str
    """How many times larger or smaller a value may be than the others of its entry."""
    slips: tuple[Slip, ...]
    sources: Mapping[str, Text]
    """Sources that several limits name."""
    topics: Mapping[str, Text]
    indicators: Mapping[str, Indicator]
    safeguards: Mapping[str, Safeguard]


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the newest form of coeffects.yaml.

    Examples
    --------
    >>> catalogue().indicators["irrigation_water"].unit
    'm3/har'
    """
    file = resources.files("edaphon.schemas") / "coeffects" / "1" / "catalogue.yaml"
    return convert(load_yaml(file.read_text("utf-8")), Catalogue)


def slip_of(one: Fraction, other: Fraction) -> Mapping[Language, str]:
    """Return what is often confused by the factor between two values, or nothing.

    Examples
    --------
    >>> slip_of(Fraction(2970), Fraction(198))["en"]
    ' (often confused: per hectare and per mu, x 15)'
    >>> slip_of(Fraction(3), Fraction(2))["en"]
    ''
    """
    nothing: Mapping[Language, str] = {"en": "", "zh": ""}
    if not (one and other) or (one > 0) != (other > 0):
        return nothing
    size = max(one / other, other / one)
    for slip in catalogue().slips:
        if abs(size / Fraction(slip.factor) - 1) <= CLOSE:
            return {
                "en": f" (often confused: {slip.en}, x {slip.factor})",
                "zh": f"（常见混淆：{slip.zh}，{slip.factor} 倍）",
            }
    return nothing
