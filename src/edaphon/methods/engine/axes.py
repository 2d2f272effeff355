"""Axes of an account: the things that equations are evaluated for.

``account`` is the root. Below it stand sampling groups (a stratum's project land
or control land), their points, a point's profiles (one a campaign) and a
profile's layers; the strata, each holding the two groups that it compares; and the
two scenarios with their activity records. Elements are ordered once, and finer
axes lie contiguous within coarser ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edaphon.kernel.errors import EdaphonError, Problem

ROOT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis: labels, the parent of each element, and attributes to select by."""

    name: str
    parent: str
    labels: tuple[str, ...]
    parents: tuple[int, ...]
    """Index of each element's parent on the parent axis; never decreasing."""
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    holds: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    """Elements of another axis that each element takes, where no tree can say it.

    A control group may serve several strata, so a stratum is no parent of groups.
    """

    def __post_init__(self) -> None:
        """Refuse an axis whose parts do not fit."""
        columns = (*self.attributes.values(), *self.holds.values())
        if len(self.labels) != len(self.parents) or any(
            len(column) != len(self.labels) for column in columns
        ):
            message = (
                f"axis {self.name}: labels, parents and attributes differ in length"
            )
            raise ValueError(message)
        if any(a > b for a, b in zip(self.parents, self.parents[1:], strict=False)):
            message = f"axis {self.name}: elements of one parent must lie together"
            raise ValueError(message)


class Axes:
    """A tree of axes with the look-ups that the engine needs, each made once."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        root = Axis(name=ROOT, parent="", labels=(ROOT,), parents=(0,))
        self._axes = {axis.name: axis for axis in (root, *axes)}
        self._chosen: dict[tuple[str, str, tuple[tuple[str, str], ...]], Members] = {}

    def __getitem__(self, name: str) -> Axis:
        """Return an axis by name."""
        return self._axes[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether the axis exists."""
        return name in self._axes

    def names(self) -> tuple[str, ...]:
        """Return the axes, coarse before fine."""
        return tuple(self._axes)

    def size(self, name: str) -> int:
        """Return the number of elements of an axis."""
        return len(self._axes[name].labels)

    def is_above(self, upper: str, lower: str) -> bool:
        """Tell whether ``upper`` is ``lower`` or one of its ancestors."""
        while lower:
            if lower == upper:
                return True
            lower = self._axes[lower].parent
        return False

    def ancestor(self, lower: str, upper: str) -> NDArray[np.int64]:
        """Return the index on ``upper`` of each element of ``lower``."""
        index = np.arange(self.size(lower), dtype=np.int64)
        while lower != upper:
            axis = self._axes[lower]
            index = np.asarray(axis.parents, dtype=np.int64)[index]
            lower = axis.parent
        return index

    def offsets(self, lower: str, upper: str) -> NDArray[np.int64]:
        """Return where each element of ``upper`` starts on ``lower``, with the end."""
        counts = np.bincount(self.ancestor(lower, upper), minlength=self.size(upper))
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

    def members(
        self, upper: str, lower: str, where: tuple[tuple[str, str], ...]
    ) -> "Members":
        """Return the chosen elements of ``lower`` under each element of ``upper``.

        An attribute may stand on ``lower`` or on any axis above it.

        Raises
        ------
        EdaphonError
            ``METHOD_ATTRIBUTE`` when no axis of the branch has the attribute.
        """
        key = (upper, lower, where)
        if key not in self._chosen:
            chosen = np.ones(self.size(lower), dtype=bool)
            for attribute, wanted in where:
                chosen &= self._attribute(lower, attribute) == wanted
            held = self._axes[upper].holds.get(lower)
            self._chosen[key] = (
                self._below(upper, lower, chosen)
                if held is None
                else _held(held, chosen)
            )
        return self._chosen[key]

    def _below(self, upper: str, lower: str, chosen: NDArray[np.bool_]) -> "Members":
        index = np.flatnonzero(chosen)
        owners = self.ancestor(lower, upper)[index]
        counts = np.bincount(owners, minlength=self.size(upper))
        ends = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return Members(index, ends)

    def attribute(self, lower: str, name: str) -> tuple[str, ...]:
        """Return an attribute of each element, also when it stands on an ancestor."""
        return tuple(str(item) for item in self._attribute(lower, name))

    def _attribute(self, lower: str, name: str) -> NDArray[np.str_]:
        axis = lower
        while axis:
            if name in self._axes[axis].attributes:
                column = np.asarray(self._axes[axis].attributes[name], dtype=np.str_)
                chosen: NDArray[np.str_] = column[self.ancestor(lower, axis)]
                return chosen
            axis = self._axes[axis].parent
        facts = {"axis": lower, "attribute": name}
        raise EdaphonError(Problem(code="METHOD_ATTRIBUTE", facts=facts))


@dataclass(frozen=True, slots=True)
class Members:
    """Indices on a finer axis, contiguous per element of the coarser one."""

    index: NDArray[np.int64]
    ends: NDArray[np.int64]

    def of(self, element: int) -> NDArray[np.int64]:
        """Return the indices that belong to one element."""
        return self.index[self.ends[element] : self.ends[element + 1]]


def _held(held: Sequence[Sequence[int]], chosen: NDArray[np.bool_]) -> Members:
    kept = [[place for place in places if chosen[place]] for places in held]
    index = np.array([place for places in kept for place in places], dtype=np.int64)
    ends = np.cumsum([0, *map(len, kept)]).astype(np.int64)
    return Members(index, ends)
