"""A known truth: what the soil of an example holds and what it really gained.

Organic carbon is a smooth function of the mass of fine earth above it, and so is
its change. Stocks at equal soil mass then have a closed form that owes nothing to
bulk density, rings, layers or splines: an account can be held against it.
"""

import math
from dataclasses import dataclass

GAIN_MASS = 1500.0
"""Mass over which the change of carbon fades with depth [t/ha]."""

LAYERS = ((0, 10), (10, 20), (20, 30), (30, 50))
"""Depths sampled [cm]."""

LATER_LAYERS = (*LAYERS[:-1], (30, 55))
"""Depths of later campaigns: loosened soil must still hold the mass of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One stratum as it really is."""

    id: str
    zh: str
    en: str
    surface: float
    """Organic carbon at the surface [g/kg]."""
    deep: float
    """Organic carbon far below [g/kg]."""
    fading: float
    """Mass over which it falls from surface to deep [t/ha]."""
    density: tuple[float, float, float, float]
    """Bulk density of the fine earth with its pores, by layer [g/cm3]."""
    stones: float
    """Lime nodules over 2 mm [% of mass]."""
    clay: float
    """Clay [%]."""
    reference: int
    """Reference soil mass that the plan fixes [t/ha]."""
    gain: tuple[float, ...]
    """Mean gain of project land to the reference mass, from the first campaign to
    each later one [t C/ha]."""
    drift: tuple[float, ...]
    """The same on control land, whatever its cause [t C/ha]."""

    def stock(self) -> float:
        """Return the mean stock to the reference mass at the start [t C/ha]."""
        return self.mean_content(0.0, self.reference) * self.reference / 1000

    def mean_content(self, above: float, below: float) -> float:
        """Return mean organic carbon between two masses at the start [g/kg]."""
        faded = _faded(above, below, self.fading)
        return self.deep + (self.surface - self.deep) * faded

    def mean_change(self, above: float, below: float, gain: float) -> float:
        """Return the mean change between two masses for a gain [g/kg]."""
        at_surface = (
            gain * 1000 / (GAIN_MASS * (1 - math.exp(-self.reference / GAIN_MASS)))
        )
        return at_surface * _faded(above, below, GAIN_MASS)


def _faded(above: float, below: float, scale: float) -> float:
    """Return the mean of exp(-m/scale) between two masses [1]."""
    fall = math.exp(-above / scale) - math.exp(-below / scale)
    return scale * fall / (below - above)


NECROMASS_SHARE = 0.55
"""Share of every change of carbon that is microbial necromass [1]."""
