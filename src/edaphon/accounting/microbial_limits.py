"""Dated parameters of a method that decide what microbial evidence shows."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from edaphon.methods import Parameter

LIMITS = (
    "microbial_significance", "least_microbial_values", "microbial_confidence",
    "microbial_draws", "necromass_spread", "biomass_spread",
)  # fmt: skip
"""Parameters of a method that are limits of microbial tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Levels, spreads and counts; a method that lacks one shows nothing by it."""

    level: float
    """One-sided level of each test, after Holm [1]."""
    least_values: float
    """Values that project and control need each before they are compared [1]."""
    confidence: float
    """Two-sided confidence of the printed intervals [1]."""
    draws: int
    """Draws of conversion factors and sampling error; 0 to draw none."""
    necromass_spread: float
    """Fold within which 95 of 100 amino-sugar factors lie [1]."""
    biomass_spread: float
    """The same for the factor of fumigated biomass carbon [1]."""

    @property
    def draws_intervals(self) -> bool:
        """Tell whether the method states all that an interval is drawn with."""
        known = (self.confidence, self.necromass_spread, self.biomass_spread)
        return self.draws > 0 and not any(map(math.isnan, known))


def limits_of(parameters: Mapping[str, Parameter]) -> Limits:
    """Return the limits that a method states for its microbial evidence."""

    def stated(name: str, silent: float) -> float:
        return parameters[name].number if name in parameters else silent

    return Limits(
        level=stated("microbial_significance", 0.0),
        least_values=stated("least_microbial_values", math.inf),
        confidence=stated("microbial_confidence", math.nan),
        draws=int(stated("microbial_draws", 0)),
        necromass_spread=stated("necromass_spread", math.nan),
        biomass_spread=stated("biomass_spread", math.nan),
    )
