"""What co-effects may speak of: topics, indicators with units, safeguards; data."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from msgspec import Struct, convert

from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.models.account import Text

REFERENCE = "A/RES/70/1"
"""Where the targets of the catalogue come from."""

MARK: Literal["M"] = "M"
"""How far that was checked."""


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

    def __post_init__(self) -> None:
        """Refuse an indicator that nobody may type and no record gives."""
        if self.computed and not self.records:
            fault = f"{self.title.en}: computed without records"
            raise ValueError(fault)


class Safeguard(Struct, frozen=True, forbid_unknown_fields=True):
    """One question of the safeguards."""

    topic: str
    title: Text


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that coeffects.yaml may name, in the order in which it is shown."""

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
