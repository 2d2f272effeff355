"""From a figure of a bundle back to equation, clause, parameters, and raw rows."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from edaphon.accounting import ACCOUNT, OBSERVATIONS, TRACE
from edaphon.bundle import Bundle
from edaphon.evidence import from_csv
from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step on the way back: a value, how it was made, and what it rests on."""

    name: str
    unit: str
    over: str
    labels: Sequence[str]
    """Elements of the axis that this walk is about."""
    values: Sequence[float | None]
    step: Mapping[str, Any]
    """The line of the trace."""
    title: Mapping[str, str] = field(default_factory=dict)
    """Title of the equation in both languages; an input has none."""
    inputs: tuple["Node", ...] = ()
    seen_above: bool = False
    """True where the same step is told elsewhere on the walk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A figure with everything behind it."""

    method: str
    figure: Mapping[str, Any]
    """The published figure, as the account prints it."""
    root: Node
    rows: pl.DataFrame
    """Observations behind the figure, with file, sheet, row and column."""
    files: Mapping[str, str]
    """Digest of each raw file by its path."""
    lacking: tuple[str, ...] = ()
    """Evidence for want of which the figure could not be computed."""


class Trail:
    """Account and trace of an opened bundle, ready to be walked."""

    def __init__(self, bundle: Bundle) -> None:
        self.account: Mapping[str, Any] = canonical.loads(
            bundle.read(ACCOUNT), file=ACCOUNT
        )
        self._steps: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._axes: dict[tuple[str, str], Mapping[str, Any]] = {}
        for line in bundle.read(TRACE).splitlines():
            record = json.loads(line)
            kept = self._axes if record["kind"] == "axis" else self._steps
            kept[(record["method"], record["name"])] = record
        self.observations = from_csv(bundle.read(OBSERVATIONS))
        self._files = {
            name.removeprefix("data/"): f"sha256:{what.sha256}"
            for name, what in bundle.manifest.items()
        }

    def methods(self) -> tuple[str, ...]:
        """Return the methods of the account, in its order."""
        return tuple(item["method"]["id"] for item in self.account["accounts"])

    def points(self) -> tuple[str, ...]:
        """Return the sampling points of the account, in the order of its design."""
        found = [
            str(label)
            for (_, name), axis in self._axes.items()
            if name == "point"
            for label in axis["labels"]
        ]
        return tuple(dict.fromkeys(found))

    def figures(self, method: str) -> Sequence[Mapping[str, Any]]:
        """Return the published figures of one method."""
        for item in self.account["accounts"]:
            if item["method"]["id"] == method:
                figures: Sequence[Mapping[str, Any]] = item["figures"]
                return figures
        return ()

    def walk(self, method: str, figure: str, *, point: str = "") -> Walk:
        """Walk one figure back to the rows it came from.

        Parameters
        ----------
        method
            Id of the method's account.
        figure
            Name, symbol or equation number of a figure, or the name of any step.
        point
            Keep to one sampling point, for a shorter walk.

        Raises
        ------
        EdaphonError
            ``FIGURE_UNKNOWN`` with the figures there are.
        """
        name = self._name(method, figure)
        seen: set[str] = set()
        root = self._node(method, name, point, seen)
        published = next(
            (item for item in self.figures(method) if item["name"] == name), {}
        )
        rows = self._rows(method, seen, point)
        files = {
            path: self._files[path]
            for path in sorted(set(rows["file"].to_list()))
            if path in self._files
        }
        return Walk(
            method=method,
            figure=published,
            root=root,
            rows=rows,
            files=files,
            lacking=self._lacking(method, name),
        )

    def _lacking(self, method: str, name: str) -> tuple[str, ...]:
        for item in self.account["accounts"]:
            if item["method"]["id"] == method:
                return tuple(item.get("lacking", {}).get(name, ()))
        return ()

    def _name(self, method: str, wanted: str) -> str:
        if (method, wanted) in self._steps:
            return wanted
        for item in self.figures(method):
            if wanted in {item["name"], item["symbol"], item["equation"]}:
                return str(item["name"])
        known = [str(item["name"]) for item in self.figures(method)]
        known += [name for of, name in self._steps if of == method]
        near = difflib.get_close_matches(wanted, dict.fromkeys(known), 4, cutoff=0.0)
        facts = {"name": wanted, "method": method, "known": ", ".join(near)}
        raise EdaphonError(Problem(code="FIGURE_UNKNOWN", facts=facts))

    def _node(self, method: str, name: str, point: str, seen: set[str]) -> Node:
        step = self._steps.get((method, name))
        repeated = name in seen
        seen.add(name)
        if step is None:
            return Node(
                name=name, unit="", over="", labels=(), values=(), step={},
                seen_above=repeated,
            )  # fmt: skip
        axis = self._axes[(method, step["over"])]
        chosen = self._chosen(method, step["over"], point)
        inputs: tuple[Node, ...] = ()
        if not repeated:
            inputs = tuple(
                self._node(method, item["from"], point, seen)
                for item in step.get("inputs", [])
            )
        return Node(
            name=name,
            unit=step["unit"],
            over=step["over"],
            labels=[axis["labels"][place] for place in chosen],
            values=[step["values"][place] for place in chosen],
            step=step,
            title=step.get("title", {}),
            inputs=inputs,
            seen_above=repeated,
        )

    def _chosen(self, method: str, over: str, point: str) -> list[int]:
        """Return the elements of an axis that belong to a point, all without one."""
        axis = self._axes[(method, over)]
        every = list(range(len(axis["labels"])))
        if not point or over not in {"point", "profile", "layer", "thin_layer"}:
            return every
        return [
            place
            for place in every
            if self._ancestor(method, over, place, "point") == point
        ]

    def _ancestor(self, method: str, over: str, place: int, upper: str) -> str:
        while over != upper:
            axis = self._axes[(method, over)]
            place, over = axis["parents"][place], axis["parent"]
        return str(self._axes[(method, upper)]["labels"][place])

    def _rows(self, method: str, seen: set[str], point: str) -> pl.DataFrame:
        """Return the observations that the inputs of a walk were made of."""
        found: set[int] = set()
        for name in seen:
            step = self._steps.get((method, name), {})
            if "rows" not in step:
                continue
            bounds, ids = step["rows"]["offsets"], step["rows"]["ids"]
            for place in self._chosen(method, step["over"], point):
                found.update(ids[bounds[place] : bounds[place + 1]])
        return self.observations[sorted(found)].sort("file", "sheet", "row")


def nodes(root: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Yield every node with its depth, parents before children."""
    yield depth, root
    for node in root.inputs:
        yield from nodes(node, depth + 1)
