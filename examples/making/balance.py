"""What a project really removed: soil less the sources that really rose."""

from collections.abc import Mapping
from dataclasses import dataclass

from making import books

CO2_PER_CARBON = 44 / 12

NITROUS_OXIDE = 273 * 44 / 28
"""kg CO2e per kg of nitrogen lost as nitrous oxide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The truth over a period; every tonne is one of CO2 or its equivalent."""

    removal: float
    """What the practice added to the soil, against control land [t]."""
    sources: Mapping[str, float]
    """Project less baseline over the period, by source [t]."""
    carrier: float
    """Carbon that the product brought [t]."""

    @property
    def net(self) -> float:
        """Removal less every rise of a source and the carrier; no fall is counted."""
        increases = sum(max(0.0, value) for value in self.sources.values())
        return self.removal - increases - self.carrier

    @property
    def net_with_reductions(self) -> float:
        """Removal less sources as they rose and fell, and the carrier."""
        return self.removal - sum(self.sources.values()) - self.carrier


def sources(
    inputs: books.Amounts, product: float, factors: Mapping[str, float]
) -> dict[str, float]:
    """Return project less baseline, by source [t CO2e].

    Parameters
    ----------
    inputs
        Litres and kg of N of both scenarios.
    product
        Product applied [kg].
    factors
        Of diesel, nitrogen and product, in this order.
    """
    diesel, direct, made = factors.values()
    nitrogen = books.change(inputs, books.NITROGEN)
    return {
        "diesel": books.change(inputs, books.DIESEL) * diesel / 1000,
        "nitrogen": nitrogen * direct * NITROUS_OXIDE / 1000,
        "product": product * made / 1000,
    }


def rounded(values: Mapping[str, float]) -> dict[str, float]:
    """Return values as the truth file prints them."""
    return {name: round(value, 2) for name, value in values.items()}
