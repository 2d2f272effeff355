"""Microbial assays of the topsoil: before the practice, a year and three years on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from making.dice import Dice
from making.samples import LOST, Core
from making.truth import NECROMASS_SHARE

from edaphon.science.necromass import CLASSIC

DEPTH = (0, 20)
"""Depth of the assays [cm]."""

ROUNDS = (("2021", 0.0), ("2022", 1 / 3), ("2024", 1.0))
"""Round and share of the period's gain that it finds."""

BACTERIAL = 0.29
"""Share of necromass that is bacterial [1]."""

LEAST_MARKER = 100.0
"""Copies per gram below which the marker is not seen."""


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


def assays(dice: Dice, found: Sequence[Core], turn: int) -> Iterator[Assay]:
    """Yield the assays of a round (0, 1 or 2)."""
    share = ROUNDS[turn][1]
    for at, core in enumerate(found):
        if turn == 2 and core.point.id == LOST[0]:
            continue
        thick = 100 * 10 * (core.ground.density[0] + core.ground.density[1])
        start = core.level * core.ground.mean_content(0, thick)
        change = share * core.ground.mean_change(0, thick, core.gain)
        yield _assay(dice, core, (turn, at), start, change)


def _assay(
    dice: Dice, core: Core, key: tuple[int, int], start: float, change: float
) -> Assay:
    noise = dice.normal("necromass", *key, count=2)
    necromass = 0.46 * start + NECROMASS_SHARE * change
    muramic = 1000 * BACTERIAL * necromass / CLASSIC.bacterial
    fungal = 1000 * (1 - BACTERIAL) * necromass / CLASSIC.fungal
    glucosamine = fungal + CLASSIC.bacterial_glucosamine * muramic
    treated = core.point.role == "project" and key[0] > 0
    lift = (1.0, 1.14, 1.19)[key[0]] if treated else 1.0
    biomass = (
        22.5 * start * lift * (1 + 0.06 * dice.normal("biomass", *key, count=1)[0])
    )
    return Assay(
        point=core.point.id,
        biomass=biomass,
        glucosamine=glucosamine * (1 + 0.025 * noise[0]),
        muramic=muramic * (1 + 0.025 * noise[1]),
        marker=_marker(dice, key, treated=treated),
    )


def _marker(dice: Dice, key: tuple[int, int], *, treated: bool) -> float:
    """Return copies; untreated soil holds a few of relatives, or none to be seen."""
    level = (0.0, 5.15, 4.75)[key[0]] if treated else 2.05
    copies = float(10.0 ** (level + 0.28 * dice.normal("marker", *key, count=1)[0]))
    return copies if copies >= LEAST_MARKER else 0.0
