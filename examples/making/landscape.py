"""Everything of a place that is drawn before anything is measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from making.dice import Dice
from making.land import Layout, Parcel, Point, hectares, parcels, points
from making.samples import Core, cores


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """Land, planned points, and what the soil at each of them really is."""

    dice: Dice
    layout: Layout
    land: Sequence[Parcel]
    planned: Sequence[Point]
    cores: Sequence[Core]

    @property
    def areas(self) -> dict[str, float]:
        """Project area of each stratum [ha]."""
        names = [ground.id for ground in self.layout.grounds]
        return {name: hectares(self.land, name) for name in names}

    @property
    def names(self) -> list[str]:
        """Names of the points, in the order in which they are visited."""
        return [point.id for point in self.planned]


def landscape(seed: int, layout: Layout) -> Landscape:
    """Draw land, points and soil."""
    dice = Dice(seed)
    land = parcels(dice, layout)
    planned = points(dice, layout, land)
    found = cores(dice, layout.grounds, planned)
    return Landscape(dice=dice, layout=layout, land=land, planned=planned, cores=found)
