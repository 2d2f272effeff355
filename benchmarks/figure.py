"""One measured figure, with the limit it is held against."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a benchmark measured; every module here gives some by ``figures()``."""

    name: str
    """What was measured, in a few words."""
    value: float
    """The measured value [unit]."""
    unit: str
    """Unit of measure, such as ``s`` or ``cores/s``."""
    limit: float | None = None
    """Limit of the speed budget [unit]; None when the figure only informs."""
    sense: Literal["at most", "at least"] = "at most"
    """On which side of the limit the value must lie."""

    @property
    def holds(self) -> bool:
        """Tell whether the value keeps the limit, or has none."""
        if self.limit is None:
            return True
        if self.sense == "at most":
            return self.value <= self.limit
        return self.value >= self.limit

    def row(self) -> tuple[str, str, str, str]:
        """Return name, value, limit and verdict as text."""
        limit = "" if self.limit is None else f"{self.sense} {self.limit:g} {self.unit}"
        verdict = "" if self.limit is None else ("ok" if self.holds else "MISSED")
        return (self.name, f"{self.value:.4g} {self.unit}".strip(), limit, verdict)
