"""Soil as the campaigns found it: truth, seen through holes, rings and furnace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from making.dice import Dice
from making.land import Point
from making.truth import Ground

Cut = tuple[tuple[int, int], ...]

SURFACE_SPREAD = 0.10
"""Spread of surface carbon between points [1]."""

GAIN_SPREAD = 0.30
"""Spread of the gain between points [1]."""

KEPT, CHANGED = 0.8, 0.6
"""Share of a point's luck that it keeps to the next campaign, and that is new [1]."""

HOLE, FURNACE, RING = 0.010, 0.012, 0.015
"""Relative error of another hole, of one carbon result, of one ring [1]."""

ARCHIVED = 5
"""One sample in so many of the first campaign is kept and analysed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What each campaign did, and what befell it; one value a campaign."""

    cuts: tuple[Cut, ...]
    """Layers of each campaign [cm]."""
    batches: tuple[float, ...]
    """What the furnace read of all samples of a batch, against the truth [1]."""
    loosening: tuple[float, ...]
    """Bulk density of treated topsoil against before [1]."""
    lost: tuple[tuple[str, int], ...] = ()
    """Points and campaigns without samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One sample as the laboratory reports it."""

    point: str
    stratum: str
    role: str
    top: int
    bottom: int
    carbon: float
    """Organic carbon [g/kg]."""
    density: float
    """Bulk density of the whole soil in the ring [g/cm3]."""
    stones: float
    """Fragments over 2 mm [% of mass]."""
    nitrogen: float
    """Total nitrogen [g/kg]."""
    ph: float
    phosphorus: float
    """Available phosphorus [mg/kg]."""
    ammonium: float
    """Ammonium nitrogen [mg/kg]; below 1 the laboratory does not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What one point really is: its level of carbon, and its gain."""

    point: Point
    ground: Ground
    level: float
    """Carbon against the mean of its stratum [1]."""
    gains: tuple[float, ...]
    """Gain from the first campaign to each, nothing to the first [t C/ha]."""

    def content(self, above: float, below: float, campaign: int) -> float:
        """Return true organic carbon between two masses [g/kg]."""
        start = self.level * self.ground.mean_content(above, below)
        change = self.ground.mean_change(above, below, self.gains[campaign])
        return start + change


def cores(
    dice: Dice, grounds: Sequence[Ground], points: Sequence[Point]
) -> tuple[Core, ...]:
    """Return the true cores of all points, in their order."""
    named = {ground.id: ground for ground in grounds}
    level = dice.normal("surface", count=len(points))
    return tuple(
        Core(
            point=point,
            ground=named[point.stratum],
            level=1 + SURFACE_SPREAD * level[at],
            gains=_gains(dice, named[point.stratum], point.role, (at, len(points))),
        )
        for at, point in enumerate(points)
    )


def _gains(
    dice: Dice, ground: Ground, role: str, place: tuple[int, int]
) -> tuple[float, ...]:
    """Return the gains of a point; each later one keeps most of the luck before it."""
    at, count = place
    means = ground.gain if role == "project" else ground.drift
    spread = GAIN_SPREAD * ground.gain[0]
    luck = dice.normal("gains", count=count)[at]
    found = [0.0, means[0] + spread * luck]
    for turn, mean in enumerate(means[1:], start=1):
        luck = KEPT * luck + CHANGED * dice.normal("later gains", turn, count=count)[at]
        found.append(mean + spread * luck)
    return tuple(found)


def layers(
    dice: Dice, survey: Survey, found: Sequence[Core], campaign: int
) -> Iterator[Layer]:
    """Yield the samples of a campaign, from 0, point by point from the surface."""
    for at, core in enumerate(found):
        if (core.point.id, campaign) in survey.lost:
            continue
        hole = 1 + HOLE * dice.normal("resampling", campaign, at, count=1)[0]
        mass = 0.0
        for number, (top, bottom) in enumerate(survey.cuts[campaign]):
            density = _density(survey, core, number, campaign)
            below = mass + 100 * density * (bottom - top)
            carbon = core.content(mass, below, campaign) * hole
            key = (campaign, at, number)
            yield _reported(dice, survey, core, key, (carbon, density))
            mass = below


def archived(
    dice: Dice, survey: Survey, found: Sequence[Core], campaign: int
) -> Iterator[tuple[int, Layer]]:
    """Yield number and result of archived first samples, analysed with a later batch.

    The sample is the same: hole and ring are those of the first campaign.
    """
    count = len(survey.cuts[0])
    for number, layer in enumerate(layers(dice, survey, found, 0), start=1):
        if number % ARCHIVED:
            continue
        key = ((number - 1) // count, (number - 1) % count)
        first = 1 + FURNACE * dice.normal("carbon", 0, *key, count=1)[0]
        turn = () if campaign == 1 else (campaign,)
        again = 1 + FURNACE * dice.normal("archived", *key, *turn, count=1)[0]
        held = layer.carbon / (survey.batches[0] * first)
        yield number, replace(layer, carbon=held * survey.batches[campaign] * again)


def _density(survey: Survey, core: Core, number: int, campaign: int) -> float:
    """Return fine earth per volume of soil in the field [g/cm3]."""
    treated = core.point.role == "project" and number < 2
    return core.ground.density[number] * (
        survey.loosening[campaign] if treated else 1.0
    )


def _reported(
    dice: Dice,
    survey: Survey,
    core: Core,
    key: tuple[int, int, int],
    true: tuple[float, float],
) -> Layer:
    """Return what the laboratory makes of one sample: true carbon and fine earth."""
    carbon, fine = true
    top, bottom = survey.cuts[key[0]][key[2]]
    stones = core.ground.stones * (0.6 + 0.8 * dice.uniform("stones", *key, count=1)[0])
    ring = 1 + RING * dice.normal("density", *key, count=1)[0]
    whole = fine * ring / (1 - stones / 100)
    chemistry = dice.normal("chemistry", *key, count=4)
    depth = key[2]
    return Layer(
        point=core.point.id,
        stratum=core.point.stratum,
        role=core.point.role,
        top=top,
        bottom=bottom,
        carbon=carbon
        * survey.batches[key[0]]
        * (1 + FURNACE * dice.normal("carbon", *key, count=1)[0]),
        density=whole,
        stones=stones,
        nitrogen=carbon / 9.6 * (1 + 0.03 * chemistry[0]),
        ph=8.05 + 0.12 * depth + 0.06 * chemistry[1],
        phosphorus=max(1.2, (24 - 6.5 * depth) * (1 + 0.15 * chemistry[2])),
        ammonium=max(0.0, 3.4 - 1.1 * depth + 0.9 * chemistry[3]),
    )
