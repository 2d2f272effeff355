"""From a figure of a bundle back to equation, clause, parameters, and raw rows.

Nothing is recomputed and no engine is loaded: the records of the bundle say it all,
and each was read by its published form before.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

import msgspec
import numpy as np
import polars as pl

from edaphon.accounting import (
    OBSERVATIONS,
    TRACE,
)
from edaphon.bundle import Bundle
from edaphon.evidence import from_csv
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.schemas.models.trace import Axis, Input, Step, Text
from edaphon.verification.called import meant
from edaphon.verification.causes import Causes
from edaphon.verification.links import link_problems
from edaphon.verification.records import read_records
from edaphon.verification.told_words import description, figure_names, titles

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account, Figure
    from edaphon.schemas.models.account import Text as AccountText

DEEPEST = 400
"""Longest way back from a figure to an input; ours have some twenty steps."""

UNITS = "units"
"""Figure that an account states as its result too."""

OF_A_POINT = frozenset(("point", "profile", "layer"))
"""Axes whose elements belong to one sampling point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step on the way back: a value, how it was made, and what it rests on."""

    name: str
    unit: str
    over: str
    labels: Sequence[str]
    """Elements of the axis that this walk is about."""
    values: Sequence[float | None]
    step: Step | Input | None
    """The line of the trace; None where the trace has none of this name."""
    inputs: tuple["Node", ...] = ()
    seen_above: bool
    """True where the same step is told elsewhere on the walk."""

    @property
    def title(self) -> Text | None:
        """Title of the equation in both languages; an input has none."""
        return self.step.title if isinstance(self.step, Step) else None

    def line(self) -> dict[str, object]:
        """Return the line of the trace as plain values, without its long lists."""
        if self.step is None:
            return {}
        short = msgspec.structs.replace(self.step, values=[])
        if isinstance(short, Input):
            short = msgspec.structs.replace(short, rows=msgspec.UNSET)
        told: dict[str, object] = msgspec.to_builtins(short)
        return {name: value for name, value in told.items() if name != "values"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A figure with everything behind it."""

    method: str
    status: str
    """Status of the account; the figures of a refused one say so."""
    issuable_against: "Sequence[AccountText]"
    """What stands against issuing on the account; empty where nothing does."""
    figure: "Figure | None"
    """The published figure; None where the account prints none of this name."""
    root: Node
    rows: pl.DataFrame
    """Observations that the figure was made of, with file, sheet, row and column."""
    files: Mapping[str, str]
    """Digest of each raw file by its path."""
    titles: Mapping[str, Mapping[str, str]]
    """Titles of the quantities of the method, as the bundle words them."""
    lacking: tuple[str, ...] = ()
    """Evidence for want of which the figure could not be computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyFigure:
    """A figure that has a value for each calendar year."""

    name: str
    equation: str
    title: Text
    unit: str
    values: Mapping[str, float | None]
    """Value by year; None where it could not be computed."""
    status: str
    """Status of the account."""


class Trail:
    """Account and trace of an opened bundle, ready to be walked.

    Raises
    ------
    EdaphonError
        What checks 4 and 5 refuse: ``RECORD_VERSION``, ``RECORD_FORM``,
        ``RECORD_NOT_CANONICAL``, ``BUNDLE_LINK`` and the codes of reading JSON.
    """

    def __init__(self, bundle: Bundle) -> None:
        records = read_records(bundle)
        if broken := list(link_problems(bundle, records)):
            raise EdaphonError(broken)
        self.account = records.account
        self._axes: Mapping[tuple[str, str], Axis] = records.trace.axes
        self._steps: Mapping[tuple[str, str], Input | Step] = records.trace.steps
        self.observations = from_csv(bundle.read(OBSERVATIONS), OBSERVATIONS)
        self._accounts = {item.method.id: item for item in self.account.accounts}
        told = {name: description(bundle, name) for name in self._accounts}
        self._titles = {name: titles(found) for name, found in told.items()}
        self._told_of = {name: figure_names(found) for name, found in told.items()}
        self._files = {
            name.removeprefix("data/"): f"sha256:{what.sha256}"
            for name, what in bundle.manifest.items()
        }

    def methods(self) -> tuple[str, ...]:
        """Return the methods of the account, in its order."""
        return tuple(self._accounts)

    def points(self) -> tuple[str, ...]:
        """Return the sampling points of the account, in the order of its design."""
        found = [
            label
            for (_, name), axis in self._axes.items()
            if name == "point"
            for label in axis.labels
        ]
        return tuple(dict.fromkeys(found))

    def status(self, method: str) -> str:
        """Return the status of one method's account."""
        return self._accounts[method].status

    def account_of(self, method: str) -> "Account":
        """Return one method's account."""
        return self._accounts[method]

    def figures(self, method: str) -> Sequence["Figure"]:
        """Return the published figures of one method.

        Raises
        ------
        EdaphonError
            ``FIGURE_APART`` where the trace says something else than the account.
        """
        account = self._accounts[method]
        for item in account.figures:
            self._check(method, item)
        return account.figures

    def by_year(self, method: str) -> Sequence[YearlyFigure]:
        """Return the figures of one method that have a value for each year."""
        listed = []
        for name in self._told_of[method]:
            step = self._steps.get((method, name))
            if not isinstance(step, Step) or step.over != "vintage":
                continue
            labels = self._axes[(method, step.over)].labels
            listed.append(
                YearlyFigure(
                    name=name,
                    equation=step.equation,
                    title=step.title,
                    unit=step.unit,
                    values=dict(zip(labels, step.values, strict=True)),
                    status=self.status(method),
                )
            )
        return listed

    def walk(self, method: str, figure: str, *, point: str = "") -> Walk:
        """Walk one figure back to the rows it came from.

        Parameters
        ----------
        method
            Id of the method's account.
        figure
            Name, symbol or equation number of a figure or of any step, as printed.
        point
            Keep to one sampling point, for a shorter walk.

        Raises
        ------
        EdaphonError
            ``FIGURE_UNKNOWN`` with the figures there are; ``FIGURE_AMBIGUOUS`` with
            those that are called so; ``FIGURE_APART`` where the trace says something
            else than the account.
        """
        account = self._accounts[method]
        name = self._name(method, figure)
        published = next((item for item in account.figures if item.name == name), None)
        if published is not None:
            self._check(method, published)
        chosen = self._chosen(method, name, point)
        root = self._node(method, name, chosen, set())
        rows = self._rows(method, chosen)
        files = {
            path: self._files[path]
            for path in sorted(set(rows["file"].to_list()))
            if path in self._files
        }
        return Walk(
            method=method,
            status=account.status,
            issuable_against=account.issuable_against,
            figure=published,
            root=root,
            rows=rows,
            files=files,
            titles=self._titles[method],
            lacking=tuple(account.lacking.get(name, ())),
        )

    def _check(self, method: str, figure: "Figure") -> None:
        """Refuse a trace that gives another value than the account publishes."""
        step = self._steps.get((method, figure.name))
        value = step.values[0] if step is not None and len(step.values) == 1 else None
        if not _agree(figure.value, value, is_exact=figure.class_ == "E"):
            _apart(figure.name, figure.value, value)
        account = self._accounts[method]
        if figure.name == UNITS and not _holds(account, figure):
            _apart(UNITS, f"{account.units} ({account.status})", value)

    def _name(self, method: str, wanted: str) -> str:
        """Return the quantity that a name, a symbol or an equation number names.

        A published figure goes before a step of the same symbol or number.
        """
        if (method, wanted) in self._steps:
            return wanted
        published = self._accounts[method].figures
        called: list[tuple[str, tuple[str, ...]]] = [
            (one.name, (one.name, one.symbol, one.equation, one.title.en, one.title.zh))
            for one in published
        ]
        called += [
            (name, (name, step.symbol, step.equation))
            for (of, name), step in self._steps.items()
            if of == method and isinstance(step, Step)
        ]
        found = meant(wanted, called)
        figures = {item.name for item in published}
        chosen = [name for name in found if name in figures] or found
        if len(chosen) == 1:
            return chosen[0]
        facts = {"name": wanted, "method": method, "known": list(chosen)}
        if chosen:
            raise EdaphonError(Problem(code="FIGURE_AMBIGUOUS", facts=facts))
        known = [name for name, _ in called]
        known += [name for of, name in self._steps if of == method]
        near = difflib.get_close_matches(wanted, dict.fromkeys(known), 4)
        facts["known"] = near or [item.name for item in published]
        raise EdaphonError(Problem(code="FIGURE_UNKNOWN", facts=facts))

    def _node(
        self,
        method: str,
        name: str,
        chosen: Mapping[str, Sequence[int]],
        seen: set[str],
        depth: int = 0,
    ) -> Node:
        step = self._steps.get((method, name))
        repeated = name in seen
        seen.add(name)
        if step is None:
            return Node(
                name=name, unit="", over="", labels=(), values=(), step=None,
                seen_above=repeated,
            )  # fmt: skip
        if depth > DEEPEST:
            facts = {"found": name, "limit": DEEPEST}
            where = Where(file=TRACE, path=name)
            raise EdaphonError(Problem(code="JSON_DEPTH", where=where, facts=facts))
        axis = self._axes[(method, step.over)]
        places = chosen[name]
        values = [step.values[place] for place in places]
        taken = step.inputs if isinstance(step, Step) and not repeated else ()
        return Node(
            name=name,
            unit=step.unit,
            over=step.over,
            labels=[axis.labels[place] for place in places],
            values=values,
            step=step,
            inputs=tuple(
                self._node(method, item.from_, chosen, seen, depth + 1)
                for item in taken
                if chosen.get(item.from_, None in values)
            ),
            seen_above=repeated,
        )

    def _chosen(self, method: str, name: str, point: str) -> dict[str, list[int]]:
        """Return the elements of each step on the walk, of one point where asked."""
        axes = {key: axis for (of, key), axis in self._axes.items() if of == method}
        steps = {key: step for (of, key), step in self._steps.items() if of == method}
        found = {
            key: [int(place) for place in np.flatnonzero(mask)]
            for key, mask in Causes(axes, steps).of(name).items()
        }
        if not point:
            return found
        return {
            key: [
                place
                for place in places
                if steps[key].over not in OF_A_POINT
                or self._point(method, steps[key].over, place) == point
            ]
            for key, places in found.items()
        }

    def _point(self, method: str, over: str, place: int) -> str:
        """Return the point that an element of an axis belongs to."""
        for _ in OF_A_POINT:
            axis = self._axes.get((method, over))
            if axis is None:
                return ""
            if over == "point":
                return axis.labels[place]
            place, over = axis.parents[place], axis.parent
        return ""

    def _rows(self, method: str, chosen: Mapping[str, Sequence[int]]) -> pl.DataFrame:
        """Return the observations that the inputs on the walk were made of."""
        found: set[int] = set()
        for name, places in chosen.items():
            step = self._steps.get((method, name))
            if isinstance(step, Input) and step.rows is not msgspec.UNSET:
                bounds, ids = step.rows.offsets, step.rows.ids
                for place in places:
                    found.update(ids[bounds[place] : bounds[place + 1]])
        if found and max(found) >= self.observations.height:
            wanted = {"en": f"a row of {OBSERVATIONS}", "zh": f"{OBSERVATIONS} 中的行"}
            facts = {"found": max(found), "wanted": wanted}
            where = Where(file=TRACE, path="rows")
            raise EdaphonError(Problem(code="RECORD_FORM", where=where, facts=facts))
        return self.observations[sorted(found)].sort("file", "sheet", "row")


def nodes(root: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Yield every node with its depth, parents before children."""
    yield depth, root
    for node in root.inputs:
        yield from nodes(node, depth + 1)


def _apart(name: str, account: str | None, trace: float | None) -> NoReturn:
    facts = {"name": name, "account": account, "trace": trace}
    where = Where(file=TRACE)
    raise EdaphonError(Problem(code="FIGURE_APART", where=where, facts=facts))


def _holds(account: "Account", figure: "Figure") -> bool:
    """Tell whether the result of an account is the one among its figures."""
    counted = figure.value if account.status == "credited" else "0"
    return account.computed_units == figure.value and str(account.units) == counted


def _agree(published: str | None, traced: float | None, *, is_exact: bool) -> bool:
    """Tell whether a printed value is the traced one, rounded either way.

    An exact figure stands a whole last place apart from its neighbour, so one that is
    that far off is another figure.
    """
    if published is None or traced is None:
        return published is None and traced is None
    given = Decimal(published)
    exponent = given.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    apart = abs(given - Decimal(traced))
    if is_exact:
        return apart < last
    return apart <= last + abs(given) * Decimal("1e-12")
