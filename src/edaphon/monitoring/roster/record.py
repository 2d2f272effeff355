"""Members of a project with the parcels that each holds, and for how long."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One parcel of one member."""

    member: str
    """Code of the member; the name behind it stays with the proponent."""
    parcel: str
    stratum: str
    area_ha: Fraction
    """Area [ha], exact."""
    joined: date
    """First day in the project."""
    left: date | None
    """Day after the last in the project; None while the parcel is in it."""
    row: int
    """Row of the roster."""

    def days(self, start: date, end: date) -> int:
        """Return how long it is in the project from a day up to another one [d]."""
        last = end if self.left is None else min(self.left, end)
        return max(0, (last - max(self.joined, start)).days)

    def stays(self, start: date, end: date) -> bool:
        """Tell whether it is in the project on every day from one up to another."""
        return self.days(start, end) == (end - start).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Every parcel of every member, and the period for which shares are made."""

    path: str
    """File in the project folder."""
    holdings: tuple[Holding, ...]
    """In the order of the file."""
    start: date
    """First day of the monitoring period."""
    end: date
    """Day after its last."""

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the members, sorted, each once."""
        return tuple(sorted({item.member for item in self.holdings}))

    @property
    def whole_area_ha(self) -> Mapping[str, Fraction]:
        """Area of each stratum that is held on every day of the period [ha].

        A parcel that passes to another member on the day on which it is left is held
        on every day; of several areas of it the smallest counts.
        """
        parcels: dict[tuple[str, str], list[Holding]] = defaultdict(list)
        for item in self.holdings:
            if item.days(self.start, self.end):
                parcels[item.stratum, item.parcel].append(item)
        total: dict[str, Fraction] = {}
        for (stratum, _), items in parcels.items():
            held = sum(item.days(self.start, self.end) for item in items)
            if held == (self.end - self.start).days:
                least = min(item.area_ha for item in items)
                total[stratum] = total.get(stratum, Fraction(0)) + least
        return total

    @property
    def most_area_ha(self) -> Mapping[str, tuple[Fraction, date]]:
        """The most that is held of each stratum on one day of the period, and the day.

        What is held rises only on a day on which somebody joins, so that these days
        and the first one are enough.
        """
        most: dict[str, tuple[Fraction, date]] = {}
        for first in self.holdings:
            day = max(first.joined, self.start)
            if first.days(self.start, self.end):
                held = self._held_on(day, first.stratum)
                known = most.get(first.stratum, (Fraction(0), day))
                most[first.stratum] = max(
                    known, (held, day), key=lambda item: (item[0], -item[1].toordinal())
                )
        return most

    def _held_on(self, day: date, stratum: str) -> Fraction:
        """Return the area of a stratum that is held on a day [ha]."""
        held = [
            item.area_ha
            for item in self.holdings
            if item.stratum == stratum
            and item.joined <= day
            and (item.left is None or day < item.left)
        ]
        return sum(held, Fraction(0))
