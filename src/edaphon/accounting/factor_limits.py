"""Dated limits beyond which a factor of the project's own needs a paper."""

from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from msgspec import Meta, Struct, convert, field

from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.models.account import Text

Decimal = Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)?$")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Range(Struct, frozen=True, forbid_unknown_fields=True):
    """Values of one factor that need no paper."""

    unit: str
    low: Decimal
    high: Decimal


class FactorLimit(Struct, frozen=True, forbid_unknown_fields=True):
    """What a factor of the project's own may be without a paper, and where from."""

    since: Day = field(name="from")
    """First day on which it holds, ISO."""
    apart: Decimal
    """Ratio to a method's value, either way, where the method has no range [1]."""
    ranges: dict[str, Range]
    reference: Text
    mark: Literal["P", "S", "M", "D"]

    @property
    def ratio(self) -> Fraction:
        """Largest ratio to the value of a method, exact."""
        return Fraction(self.apart)

    @classmethod
    def on(cls, day: str) -> "FactorLimit":
        """Return the limit in force on a day, the first one for earlier days.

        Examples
        --------
        >>> FactorLimit.on("2024-01-01").ranges["enteric_factor"].high
        '200'
        """
        listed = _limits()
        return next((one for one in reversed(listed) if one.since <= day), listed[0])


class _Limits(Struct, frozen=True, forbid_unknown_fields=True):
    limits: Annotated[list[FactorLimit], Meta(min_length=1)]


@cache
def _limits() -> tuple[FactorLimit, ...]:
    file = resources.files("edaphon.accounting") / "factor_limits.yaml"
    found = convert(load_yaml(file.read_bytes()), _Limits)
    return tuple(sorted(found.limits, key=lambda one: one.since))
