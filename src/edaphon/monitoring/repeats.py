"""Dated limits of what results may differ by that should agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from edaphon.kernel.language import Language
from edaphon.kernel.yaml_text import load_yaml

Kind = Literal["replicates", "archived", "uneven"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatLimit:
    """What results of one kind may differ by, and where that is from."""

    since: str
    """First day on which it holds, ISO."""
    shares: Mapping[str, float]
    """Largest difference as a share of the mean [1], by property."""
    reference: Mapping[Language, str]
    mark: Literal["P", "S", "M", "D"]
    least: Mapping[str, float] = field(default_factory=dict)
    """Difference that is never asked about [canonical unit], by property."""

    def is_apart(self, code: str, low: float, high: float, mean: float) -> bool:
        """Tell whether the smallest and the largest result lie too far apart.

        Examples
        --------
        >>> limit = repeat_limit("replicates", "2024-01-01")
        >>> limit.is_apart("soc", 9.0, 11.0, 10.0), limit.is_apart("soc", 9, 11.1, 10)
        (False, True)
        """
        share = self.shares.get(code)
        if share is None:
            return False
        return high - low > max(share * abs(mean), self.least.get(code, 0.0)) + 1e-9


def repeat_limit(kind: Kind, day: str) -> RepeatLimit:
    """Return the limit in force on a day, the first one for earlier days."""
    listed = _limits(kind)
    return next((one for one in reversed(listed) if one.since <= day), listed[0])


@cache
def _limits(kind: Kind) -> tuple[RepeatLimit, ...]:
    file = resources.files("edaphon.monitoring") / "repeats.yaml"
    entries: list[dict[str, Any]] = load_yaml(file.read_bytes())[kind]
    made = [
        RepeatLimit(
            since=entry["from"],
            shares={name: float(text) for name, text in entry["shares"].items()},
            least={name: float(text) for name, text in entry["least"].items()},
            reference=entry["reference"],
            mark=entry["mark"],
        )
        for entry in entries
    ]
    return tuple(sorted(made, key=lambda one: one.since))
