"""Soil as the two campaigns found it: truth, seen through holes, rings and furnace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from making.dice import Dice
from making.land import Point
from making.truth import GROUNDS, LATER_LAYERS, LAYERS, Ground

STONE_DENSITY = 2.6
"""Density of lime nodules [g/cm3]."""

SURFACE_SPREAD = 0.10
"""Spread of surface carbon between points [1]."""

GAIN_SPREAD = 0.30
"""Spread of the gain between points [1]."""

HOLE, FURNACE, RING = 0.010, 0.012, 0.015
"""Relative error of another hole, of one carbon result, of one ring [1]."""

BATCH = (0.996, 1.006)
"""What the furnace read of all samples of a batch, against the truth [1]."""

ARCHIVED = 5
"""One sample in so many of the first campaign is kept and analysed again."""

LOOSENING = 0.985
"""Bulk density of treated topsoil after three years, against before [1]."""

CUT = (LAYERS, LATER_LAYERS)
"""Layers of each campaign."""

LOST = ("S2-P14", 1)
"""Point and campaign without samples: a ditch was dug through it."""


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
    gain: float
    """Gain over the period [t C/ha]."""

    def content(self, above: float, below: float, campaign: int) -> float:
        """Return true organic carbon between two masses [g/kg]."""
        start = self.level * self.ground.mean_content(above, below)
        change = self.ground.mean_change(above, below, self.gain)
        return start + campaign * change


def cores(dice: Dice, points: Sequence[Point]) -> tuple[Core, ...]:
    """Return the true cores of all points, in their order."""
    grounds = {ground.id: ground for ground in GROUNDS}
    level = dice.normal("surface", count=len(points))
    gain = dice.normal("gains", count=len(points))
    found = []
    for at, point in enumerate(points):
        ground = grounds[point.stratum]
        mean = ground.gain if point.role == "project" else ground.drift
        spread = GAIN_SPREAD * ground.gain
        found.append(
            Core(
                point=point,
                ground=ground,
                level=1 + SURFACE_SPREAD * level[at],
                gain=mean + spread * gain[at],
            )
        )
    return tuple(found)


def layers(dice: Dice, found: Sequence[Core], campaign: int) -> Iterator[Layer]:
    """Yield the samples of a campaign (0 or 1), point by point from the surface."""
    for at, core in enumerate(found):
        if (core.point.id, campaign) == LOST:
            continue
        hole = 1 + HOLE * dice.normal("resampling", campaign, at, count=1)[0]
        mass = 0.0
        for number, (top, bottom) in enumerate(CUT[campaign]):
            density = _density(core, number, campaign)
            below = mass + 100 * density * (bottom - top)
            carbon = core.content(mass, below, campaign) * hole
            yield _reported(dice, core, (campaign, at, number), carbon, density)
            mass = below


def archived(dice: Dice, found: Sequence[Core]) -> Iterator[tuple[int, Layer]]:
    """Yield number and result of the archived samples of 2021, analysed again.

    The sample is the same: hole and ring are those of the first campaign.
    """
    for number, layer in enumerate(layers(dice, found, 0), start=1):
        if number % ARCHIVED:
            continue
        key = ((number - 1) // len(LAYERS), (number - 1) % len(LAYERS))
        first = 1 + FURNACE * dice.normal("carbon", 0, *key, count=1)[0]
        again = 1 + FURNACE * dice.normal("archived", *key, count=1)[0]
        held = layer.carbon / (BATCH[0] * first)
        yield number, replace(layer, carbon=held * BATCH[1] * again)


def _density(core: Core, number: int, campaign: int) -> float:
    """Return fine earth per volume of soil in the field [g/cm3]."""
    treated = campaign == 1 and core.point.role == "project" and number < 2
    return core.ground.density[number] * (LOOSENING if treated else 1.0)


def _reported(
    dice: Dice,
    core: Core,
    key: tuple[int, int, int],
    carbon: float,
    fine: float,
) -> Layer:
    """Return what the laboratory makes of one sample."""
    top, bottom = CUT[key[0]][key[2]]
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
        * BATCH[key[0]]
        * (1 + FURNACE * dice.normal("carbon", *key, count=1)[0]),
        density=whole,
        stones=stones,
        nitrogen=carbon / 9.6 * (1 + 0.03 * chemistry[0]),
        ph=8.05 + 0.12 * depth + 0.06 * chemistry[1],
        phosphorus=max(1.2, (24 - 6.5 * depth) * (1 + 0.15 * chemistry[2])),
        ammonium=max(0.0, 3.4 - 1.1 * depth + 0.9 * chemistry[3]),
    )
