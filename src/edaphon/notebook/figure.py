"""Figures of an account: value, unit, clause, and the way back to the evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from edaphon.kernel.language import Language
from edaphon.kernel.units import display
from edaphon.notebook.markup import table
from edaphon.notebook.walk import Walk
from edaphon.notebook.words import pick, text
from edaphon.schemas.models.account import Figure as Published

if TYPE_CHECKING:
    import polars as pl

    from edaphon.verification import Trail


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Figure:
    """One published figure of an account, as its record states it."""

    published: Published
    """The figure in the record of the account."""
    method: str
    """Id of the method."""
    language: Language
    trail: "Trail"
    """Account and trace of the bundle, where the walk starts."""

    @property
    def name(self) -> str:
        """Name of the figure, the same in both languages."""
        return self.published.name

    @property
    def title(self) -> str:
        """Title of the equation in the language of the notebook."""
        return pick(self.published.title, self.language)

    @property
    def value(self) -> Decimal | None:
        """Value [`unit`]; None where the evidence does not give it."""
        return None if self.published.value is None else Decimal(self.published.value)

    @property
    def unit(self) -> str:
        """UCUM code of the unit, such as ``t{CO2e}``."""
        return self.published.unit

    @property
    def uncertainty(self) -> Decimal | None:
        """Standard uncertainty [`unit`]; None where the method states none."""
        stated = self.published.uncertainty
        return None if stated is None else Decimal(stated)

    @property
    def equation(self) -> str:
        """Number of the equation in the method."""
        return self.published.equation

    @property
    def clause(self) -> str:
        """Clause of the methodology."""
        return self.published.source

    def walk(self, point: str = "") -> Walk:
        """Walk the figure back to equations, parameters, and rows of files.

        Parameters
        ----------
        point
            Keep to one sampling point, for a shorter walk.

        Raises
        ------
        EdaphonError
            ``FIGURE_APART`` where trace and account say different things.
        """
        found = self.trail.walk(self.method, self.name, point=point)
        return Walk(found, self.language)

    @property
    def amount(self) -> str:
        """Value with unit, as people write it."""
        if self.published.value is None:
            return text("unknown", self.language)
        unit = display(self.unit, self.language)
        return f"{self.published.value} {unit}".rstrip()

    def __repr__(self) -> str:
        return f"({self.equation}) {self.name} = {self.amount}  {self.title}"

    def _repr_html_(self) -> str:
        return _html([self], self.language)


class Figures(Mapping[str, Figure]):
    """Figures of one account by name, in the order of the method."""

    def __init__(self, figures: Mapping[str, Figure], language: Language) -> None:
        self._figures = figures
        self._language = language

    def __getitem__(self, name: str) -> Figure:
        """Return a figure by its name."""
        return self._figures[name]

    def __iter__(self) -> Iterator[str]:
        """Give every name."""
        return iter(self._figures)

    def __len__(self) -> int:
        """Return how many figures there are."""
        return len(self._figures)

    @property
    def frame(self) -> "pl.DataFrame":
        """The figures as a table.

        Columns ``name, title, value, unit, uncertainty, equation, clause``. Values
        are floats for drawing and counting; `Figure.value` holds every digit.
        """
        import polars as pl  # noqa: PLC0415 - slow import

        columns: dict[str, type[pl.DataType]] = {
            "name": pl.String, "title": pl.String, "value": pl.Float64,
            "unit": pl.String, "uncertainty": pl.Float64, "equation": pl.String,
            "clause": pl.String,
        }  # fmt: skip
        rows = [
            (
                one.name, one.title, _float(one.value), one.unit,
                _float(one.uncertainty), one.equation, one.clause,
            )
            for one in self._figures.values()
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=columns, orient="row")

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._figures.values()))

    def _repr_html_(self) -> str:
        return _html(list(self._figures.values()), self._language)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _html(figures: list[Figure], language: Language) -> str:
    heads = [
        text("Name", language), text("Title", language), text("Value", language),
        text("Standard uncertainty", language), text("Equation", language),
        text("Clause", language),
    ]  # fmt: skip
    return table(
        heads,
        [
            (
                one.name, one.title, one.amount, one.published.uncertainty,
                one.equation, one.clause,
            )
            for one in figures
        ],
    )  # fmt: skip
