"""The known truth: what the soil of the example holds and what it really gained.

Organic carbon is a smooth function of the mass of fine earth above it, and so is
its change. Stocks at equal soil mass then have a closed form that owes nothing to
bulk density, rings, layers or splines: an account can be held against it.
"""

import math
from dataclasses import dataclass

YEARS = 3
"""Length of the period [a]."""

GAIN_MASS = 1500.0
"""Mass over which the change of carbon fades with depth [t/ha]."""

LAYERS = ((0, 10), (10, 20), (20, 30), (30, 50))
"""Depths sampled [cm]."""

LATER_LAYERS = (*LAYERS[:-1], (30, 55))
"""Depths of the last campaign: loosened soil must still hold the mass of the first."""

CO2_PER_CARBON = 44 / 12


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
    gain: float
    """Mean gain of project land to the reference mass over the period [t C/ha]."""
    drift: float
    """The same on control land, by returned straw [t C/ha]."""

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


SAND = Ground(
    id="S1", zh="砂质潮土", en="Sandy fluvo-aquic soil",
    surface=9.4, deep=2.4, fading=3000.0, density=(1.36, 1.42, 1.48, 1.50),
    stones=0.6, clay=9.0, reference=4100, gain=1.50, drift=0.15,
)  # fmt: skip
LOAM = Ground(
    id="S2", zh="壤质潮土", en="Loamy fluvo-aquic soil",
    surface=12.6, deep=3.2, fading=3100.0, density=(1.30, 1.36, 1.43, 1.46),
    stones=1.2, clay=18.0, reference=3950, gain=1.95, drift=0.25,
)  # fmt: skip
CLAY = Ground(
    id="S3", zh="黏质潮土", en="Clayey fluvo-aquic soil",
    surface=14.8, deep=4.1, fading=3300.0, density=(1.24, 1.31, 1.39, 1.43),
    stones=2.4, clay=31.0, reference=3750, gain=1.80, drift=0.20,
)  # fmt: skip
GROUNDS = (SAND, LOAM, CLAY)

NECROMASS_SHARE = 0.55
"""Share of every change of carbon that is microbial necromass [1]."""

FACTORS = {
    "diesel [kg CO2e/L]": 2.68,
    "direct N2O of synthetic nitrogen [kg N2O-N/kg N]": 0.009,
    "product, made and brought [kg CO2e/kg]": 0.85,
}
"""What the sources of the example really emit."""
