"""Which elements of each step a figure was made of, from the trace alone.

From the elements of a step that are wanted the walk goes to those elements of each
input that the step took: below, above or beside it on the axes, chosen by attribute,
without those that have no value and so did not enter.
"""

from collections.abc import Mapping
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from edaphon.schemas.models.trace import Axis, Input, Step, Taken

Mask: TypeAlias = NDArray[np.bool_]
"""For each element of an axis, whether it is meant."""


class Causes:
    """Axes and steps of one method, with the elements that rest on one another."""

    def __init__(
        self, axes: Mapping[str, Axis], steps: Mapping[str, Input | Step]
    ) -> None:
        self._axes, self._steps = axes, steps
        self._values: dict[str, NDArray[np.float64]] = {}
        self._ancestors: dict[tuple[str, str], NDArray[np.int64]] = {}
        self._above: dict[str, tuple[str, ...]] = {}

    def of(self, name: str) -> dict[str, Mask]:
        """Return the elements behind a step, for every step on the way back.

        A trace tells a step after what it rests on, and its reader refuses any other
        order, so that each is walked once, when all that take it were.
        """
        if name not in self._steps:
            return {}
        found = {name: np.ones(len(self._steps[name].values), dtype=bool)}
        for place in reversed([*self._steps]):
            for source, chosen in self._taken(place, found.get(place)):
                found[source] = chosen | found.get(source, False)
        return found

    def _taken(self, name: str, wanted: Mask | None) -> list[tuple[str, Mask]]:
        """Return the inputs of a step on the way with the elements that were taken."""
        step = self._steps[name]
        if wanted is None or not isinstance(step, Step):
            return []
        sources = {item.argument: item.from_ for item in step.inputs}
        return [
            (item.from_, self._edge(step, item, sources, wanted))
            for item in step.inputs
            if item.from_ in self._steps
        ]

    def _edge(
        self, step: Step, edge: Taken, sources: Mapping[str, str], wanted: Mask
    ) -> Mask:
        source = self._steps[edge.from_]
        kept, allowed = wanted, self._where(source.over, edge.where)
        for argument, is_instead in ((edge.unless, True), (edge.only_with, False)):
            name = "" if argument is msgspec.UNSET else sources.get(argument, "")
            if name not in self._steps:
                continue
            values = self._value(name)
            meant = np.isnan(values) if is_instead else np.nan_to_num(values) != 0
            over = self._steps[name].over
            if over in self._line(step.over):
                kept = kept & meant[self._ancestor(step.over, over)]
            elif over in self._line(source.over):
                allowed = allowed & meant[self._ancestor(source.over, over)]
        known = ~np.isnan(self._value(edge.from_))
        present = self._value(step.name)
        chosen = self._reached(step.over, source.over, kept) & allowed
        if bool(np.any(kept & np.isnan(present))):
            return chosen  # a value that is missing is asked for all it could rest on
        return chosen & known

    def _reached(self, over: str, source: str, wanted: Mask) -> Mask:
        """Return the elements of an axis that belong to wanted ones of another."""
        held = self._axes[over].holds.get(source)
        if held is not None:
            chosen = np.zeros(self._size(source), dtype=bool)
            for place in np.flatnonzero(wanted):
                chosen[[item for item in held[place] if item < chosen.size]] = True
            return chosen
        line = self._line(source)
        common = next((item for item in self._line(over) if item in line), "")
        if not common:
            return np.full(self._size(source), bool(wanted.any()))
        meant = np.zeros(self._size(common), dtype=bool)
        meant[self._ancestor(over, common)[wanted]] = True
        return meant[self._ancestor(source, common)]

    def _where(self, over: str, where: Mapping[str, str]) -> Mask:
        """Return the elements that have the attributes, their own or of an axis above.

        An attribute that no axis has chooses nothing away.
        """
        chosen = np.ones(self._size(over), dtype=bool)
        for attribute, wanted in where.items():
            for axis in self._line(over):
                column = self._axes[axis].attributes.get(attribute)
                if column is not None:
                    equal = np.array([item == wanted for item in column], dtype=bool)
                    chosen &= equal[self._ancestor(over, axis)]
                    break
        return chosen

    def _line(self, over: str) -> tuple[str, ...]:
        """Return an axis and those above it, from fine to coarse."""
        if over not in self._above:
            line: list[str] = []
            axis = over
            while axis in self._axes:
                line.append(axis)
                axis = self._axes[axis].parent
            self._above[over] = tuple(line)
        return self._above[over]

    def _ancestor(self, lower: str, upper: str) -> NDArray[np.int64]:
        """Return the index on the upper axis of each element of the lower one."""
        if (lower, upper) not in self._ancestors:
            index = np.arange(self._size(lower), dtype=np.int64)
            for axis in self._line(lower):
                if axis == upper:
                    break
                index = np.asarray(self._axes[axis].parents, dtype=np.int64)[index]
            self._ancestors[(lower, upper)] = index
        return self._ancestors[(lower, upper)]

    def _size(self, over: str) -> int:
        return len(self._axes[over].labels)

    def _value(self, name: str) -> NDArray[np.float64]:
        if name not in self._values:
            given = self._steps[name].values
            self._values[name] = np.array(given, dtype=np.float64)
        return self._values[name]
