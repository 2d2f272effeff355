"""One account: status, figures, intervals, conditions, and the way back."""

import difflib
from functools import cached_property
from typing import TYPE_CHECKING

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Language
from edaphon.notebook.figure import Figure, Figures
from edaphon.notebook.markup import lines
from edaphon.notebook.walk import Walk
from edaphon.notebook.words import STATUS, pick, text
from edaphon.schemas.models.account import Account as Record
from edaphon.schemas.models.account import Interval

if TYPE_CHECKING:
    import polars as pl

    from edaphon.verification import Trail

WHOLE = "account"
"""What an interval is of that is of no single stratum."""


class Account:
    """What one method makes of one evidence, as the record of the account states it.

    Parameters
    ----------
    trail
        Account and trace of a bundle.
    method
        Id of the method.
    language
        Language in which it is shown.
    """

    def __init__(self, trail: "Trail", method: str, language: Language) -> None:
        self._trail = trail
        self.method = method
        self._language = language

    @property
    def record(self) -> Record:
        """The record of the account, typed by its published form."""
        return self._trail.account_of(self.method)

    @property
    def status(self) -> str:
        """``credited``, ``provisional``, ``refused`` or ``deficit``."""
        return self.record.status

    @property
    def units(self) -> int:
        """Result [t CO2e], whole; zero unless credited. Nobody has verified it."""
        return self.record.units

    @property
    def not_issuable(self) -> tuple[str, ...]:
        """What stands against issuing on this account; empty where nothing does."""
        return tuple(pick(one, self._language) for one in self.record.issuable_against)

    @cached_property
    def figures(self) -> Figures:
        """Published figures by name, in the order of the method."""
        found = {
            one.name: Figure(
                published=one, method=self.method, language=self._language,
                trail=self._trail,
            )
            for one in self._trail.figures(self.method)
        }  # fmt: skip
        return Figures(found, self._language)

    def __getitem__(self, name: str) -> Figure:
        """Return a published figure by its name.

        Raises
        ------
        EdaphonError
            ``FIGURE_UNKNOWN`` with the figures there are.
        """
        if name in self.figures:
            return self.figures[name]
        near = difflib.get_close_matches(name, self.figures, 4)
        known = near or list(self.figures)
        facts = {"name": name, "method": self.method, "known": known}
        raise EdaphonError(Problem(code="FIGURE_UNKNOWN", facts=facts))

    def walk(self, figure: str, point: str = "") -> Walk:
        """Walk any quantity back: a figure, or a step on the way to one.

        Parameters
        ----------
        figure
            Name, symbol or equation number.
        point
            Keep to one sampling point.

        Raises
        ------
        EdaphonError
            ``FIGURE_UNKNOWN``, ``FIGURE_AMBIGUOUS`` or ``FIGURE_APART``.
        """
        found = self._trail.walk(self.method, figure, point=point)
        return Walk(found, self._language)

    @property
    def intervals(self) -> "pl.DataFrame":
        """Stock changes with 95 % intervals [t C/ha].

        Columns ``what, stratum, role, basis, value, low, high, freedom``; what is of
        the whole account stands first. ``basis`` is ``equal_mass`` or ``fixed_depth``.
        """
        import polars as pl  # noqa: PLC0415 - slow import

        record = self.record
        found = [(WHOLE, "", "", record.equal_mass, record.fixed_depth)]
        found += [
            (one.what, one.stratum, one.role, one.equal_mass, one.fixed_depth)
            for one in record.changes
        ]
        rows = [
            (*names, basis, *_numbers(interval))
            for *names, mass, depth in found
            for basis, interval in (("equal_mass", mass), ("fixed_depth", depth))
            if interval is not None
        ]
        texts = dict.fromkeys(("what", "stratum", "role", "basis"), pl.String)
        floats = dict.fromkeys(("value", "low", "high", "freedom"), pl.Float64)
        return pl.DataFrame(rows, schema={**texts, **floats}, orient="row")

    @property
    def conditions(self) -> "pl.DataFrame":
        """Conditions of the method: ``id, title, result, found, cure, clause``."""
        import polars as pl  # noqa: PLC0415 - slow import

        names = ("id", "title", "result", "found", "cure", "clause")
        rows = [
            (
                one.id, pick(one.title, self._language), one.result,
                pick(one.found, self._language), pick(one.cure, self._language),
                one.source,
            )
            for one in self.record.conditions
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")

    @property
    def headline(self) -> str:
        """Method, result and status on one line."""
        status = text(STATUS[self.status], self._language)
        if self.status != "credited":
            return f"{self.method}  {status}"
        line = text("{method}  {status}: {units} t CO2e", self._language)
        return line.format(method=self.method, status=status, units=self.units)

    def _told(self) -> list[str]:
        line = text("not issuable: {reason}", self._language)
        return [
            self.headline,
            pick(self.record.method.title, self._language),
            *(line.format(reason=one) for one in self.not_issuable),
        ]

    def __repr__(self) -> str:
        return "\n".join(self._told())

    def _repr_html_(self) -> str:
        return lines(self._told())


def _numbers(found: Interval) -> list[float | None]:
    values = (found.value, found.low, found.high, found.freedom)
    return [None if value is None else float(value) for value in values]
