"""Microbial assays of the topsoil, round by round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from making.dice import Dice
from making.samples import Core
from making.truth import NECROMASS_SHARE

from edaphon.science.necromass import CLASSIC

DEPTH = (0, 20)
"""Depth of the assays [cm]."""

BACTERIAL = 0.29
"""Share of necromass that is bacterial [1]."""

UNTREATED = 2.05
"""Decimal logarithm of the copies in soil without the product [1]."""

LEAST_MARKER = 100.0
"""Copies per gram below which the marker is not seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of assays; without a lift it is the one before the practice."""

    name: str
    campaign: int
    """Soil campaign whose gain it finds a share of."""
    share: float
    """Share of that gain [1]."""
    lift: float | None = None
    """Biomass of treated soil against untreated [1]."""
    marker: float = 0.0
    """Decimal logarithm of the marker's copies in treated soil [1]."""
    lost: str | None = None
    """Point without a sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assay:
    """One topsoil sample as the microbial laboratory reports it."""

    point: str
    biomass: float
    """Microbial biomass carbon [mg/kg]."""
    glucosamine: float
    """[mg/kg]."""
    muramic: float
    """[mg/kg]."""
    marker: float
    """Copies of the strain's marker [1/g]; 0 when not detected."""


def assays(
    dice: Dice, found: Sequence[Core], rounds: Sequence[Round], turn: int
) -> Iterator[Assay]:
    """Yield the assays of a round, from 0."""
    this = rounds[turn]
    for at, core in enumerate(found):
        if core.point.id == this.lost:
            continue
        thick = 100 * 10 * (core.ground.density[0] + core.ground.density[1])
        start = core.level * core.ground.mean_content(0, thick)
        gain = core.gains[this.campaign]
        change = this.share * core.ground.mean_change(0, thick, gain)
        yield _assay(dice, core, this, (turn, at), (start, change))


def _assay(
    dice: Dice,
    core: Core,
    this: Round,
    key: tuple[int, int],
    carbon: tuple[float, float],
) -> Assay:
    """Return what the laboratory finds: of the carbon at the start, and its change."""
    start, change = carbon
    noise = dice.normal("necromass", *key, count=2)
    necromass = 0.46 * start + NECROMASS_SHARE * change
    muramic = 1000 * BACTERIAL * necromass / CLASSIC.bacterial
    fungal = 1000 * (1 - BACTERIAL) * necromass / CLASSIC.fungal
    glucosamine = fungal + CLASSIC.bacterial_glucosamine * muramic
    lift = this.lift if core.point.role == "project" else None
    spread = 1 + 0.06 * dice.normal("biomass", *key, count=1)[0]
    return Assay(
        point=core.point.id,
        biomass=22.5 * start * (lift or 1.0) * spread,
        glucosamine=glucosamine * (1 + 0.025 * noise[0]),
        muramic=muramic * (1 + 0.025 * noise[1]),
        marker=_marker(dice, key, level=UNTREATED if lift is None else this.marker),
    )


def _marker(dice: Dice, key: tuple[int, int], *, level: float) -> float:
    """Return copies; untreated soil holds a few of relatives, or none to be seen."""
    copies = float(10.0 ** (level + 0.28 * dice.normal("marker", *key, count=1)[0]))
    return copies if copies >= LEAST_MARKER else 0.0
