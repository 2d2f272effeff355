"""What was expected beside what came: the sealed forecast and the accounts."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from edaphon.evidence import PlanStatus
from edaphon.kernel.calendar_years import years_between
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.planning.forecasting import FORECAST
from edaphon.schemas.models.forecast import Figures, Forecast
from edaphon.schemas.records import read

Standing = Literal["below", "inside", "above"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """One account beside what the forecast expected of its period [t CO2e]."""

    method: str
    start: str
    end: str
    units: int
    """What the account credits."""
    expected: str
    low: str
    high: str

    def record(self) -> dict[str, str | int]:
        """Return the account and its expectation by name."""
        return asdict(self)

    @property
    def standing(self) -> Standing:
        """Where the result lies: below, inside or above the interval."""
        if Decimal(self.units) < Decimal(self.low):
            return "below"
        return "above" if Decimal(self.units) > Decimal(self.high) else "inside"


def sealed_forecast(folder: Path, plan: PlanStatus) -> Forecast | None:
    """Return the forecast that was sealed with a plan.

    None where none was sealed, or where it is no longer what was sealed, which reading
    the plan tells: then nothing is compared.
    """
    if plan.seal is None or not plan.seal.holds(folder, FORECAST):
        return None
    return read("forecast", (folder / FORECAST).read_bytes(), file=FORECAST)


def compared(
    forecast: Forecast, results: Iterable[tuple[str, str, str, int]]
) -> tuple[Achieved, ...]:
    """Return accounts beside the forecast.

    Parameters
    ----------
    forecast
        The sealed forecast.
    results
        Method, first day, day after the last, and units of each account; the yearly
        figures of the forecast count for as long as its period lasted.

    Returns
    -------
    tuple of Achieved
        One an account whose method the forecast names; none where it chose no gain.
    """
    held: Mapping[str, Figures] = {
        item.id: item.forecast.figures for item in forecast.methods if item.forecast
    }
    return tuple(
        _achieved(method, start, end, units, held[method])
        for method, start, end, units in results
        if method in held
    )


def _achieved(
    method: str, start: str, end: str, units: int, figures: Figures
) -> Achieved:
    years = Decimal(repr(float(years_between(start, end))))

    def whole(figure: str, direction: Literal["down", "up"]) -> str:
        return decimal_text(rounded(Decimal(figure) * years, 1, direction))

    return Achieved(
        method=method,
        start=start,
        end=end,
        units=units,
        expected=whole(figures.expected, "down"),
        low=whole(figures.low, "down"),
        high=whole(figures.high, "up"),
    )
