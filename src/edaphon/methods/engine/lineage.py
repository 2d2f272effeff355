"""Where an input comes from: its kind, its places, and its rows of observations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

OriginKind = Literal[
    "observations", "map", "project", "absent", "plan", "period", "assumed"
]
"""``observations``: rows of the table. ``map``: areas computed from parcels.
``project`` and ``plan``: fields of ``project.yaml`` and of the sampling plan.
``absent``: a field of ``project.yaml`` that states that there is none.
``period``: days of the monitoring period. ``assumed``: nothing was stated, and the
method says what holds then."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What kind of source an input has, and where in it."""

    kind: OriginKind
    paths: tuple[str, ...] = ()
    """Fields of ``project.yaml`` or of the plan, such as ``land/irrigated``."""

    def as_json(self) -> dict[str, Any]:
        """Return what the trace holds."""
        return {"kind": self.kind, "paths": list(self.paths)}


ASSUMED = Origin("assumed")
"""Nothing was stated."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the observation table behind each element of an input.

    A row is its number in ``account/observations.csv``, the first below the header
    being 0. Only rows that a value was made of are named.
    """

    offsets: NDArray[np.int64]
    """Bounds of the elements in ``ids``, one more than there are elements."""
    ids: NDArray[np.int64]

    def __post_init__(self) -> None:
        """Refuse bounds that do not fit the ids."""
        if self.offsets[0] != 0 or self.offsets[-1] != self.ids.size:
            message = "rows: offsets and ids differ in length"
            raise ValueError(message)

    @classmethod
    def of_lists(cls, elements: Iterable[Sequence[int]]) -> "Rows":
        """Return rows from one list an element; each list is sorted and told once."""
        lists = [sorted(set(ids)) for ids in elements]
        return cls(
            offsets=np.cumsum([0, *map(len, lists)]).astype(np.int64),
            ids=np.array([number for ids in lists for number in ids], dtype=np.int64),
        )

    def of(self, element: int) -> NDArray[np.int64]:
        """Return the rows of one element."""
        return self.ids[self.offsets[element] : self.offsets[element + 1]]

    def as_json(self) -> dict[str, Any]:
        """Return what the trace holds."""
        return {"offsets": self.offsets.tolist(), "ids": self.ids.tolist()}
