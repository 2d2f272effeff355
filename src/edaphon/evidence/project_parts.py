"""Parts of a project document that others work with, each typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Place = tuple[str | int, ...]
"""Keys and places from the top of a document to a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half-open span of days: ``start`` is in, ``end`` is out."""

    start: date
    """First day."""
    end: date
    """Day after the last day."""

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years that the period touches."""
        last = date.fromordinal(self.end.toordinal() - 1)
        return tuple(range(self.start.year, last.year + 1))

    def __contains__(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One round of soil sampling."""

    id: str
    """Name by which tables point to it."""
    start: date
    """First day of sampling."""
    end: date
    """Last day of sampling."""
    laboratory: str = ""
    """Laboratory that analysed it."""
    procedure: str = ""
    """Standard that it followed."""
    bridging: str = ""
    """Evidence that two procedures give the same result."""
    archived: str = ""
    """Campaign code of archived samples that were analysed again in its batch."""
    reanalysis: Mapping[str, object] | None = None
    """Signed word on an independent re-analysis, with its report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Land alike enough to sample together."""

    id: str
    """Name by which tables and parcels point to it."""
    name: Mapping[str, str] = field(default_factory=dict)
    """Name for people, in one language or both."""
    area_ha: Decimal | None = None
    """Area on paper [ha]; None when only the parcels tell."""
    controls: str = ""
    """Stratum under which its control points are named; its own unless stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A signed statement."""

    signed_on: str
    """Day, ``2024-10-09``; empty where it says none."""
    signed_by: str
    file: str
    """Path of its paper; empty where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEntry:
    """An earlier account as the document names it."""

    bundle: str
    """Identity of its bundle."""
    replaced: Mapping[str, str] | None = None
    """Why this project's account takes its place; None where it does not."""
    is_last: bool = False
    """Whether the document says that no account of a later period was made."""


def signed_days(value: object, at: Place = ()) -> Iterator[tuple[Place, str]]:
    """Give the day of every statement in a document that is signed, with its place."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "signed_on" and isinstance(item, str):
                yield (*at, key), item
            else:
                yield from signed_days(item, (*at, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from signed_days(item, (*at, place))
