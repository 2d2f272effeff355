"""What a project costs: a table of items, each for what it is paid."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import UNSET

from edaphon.evidence import Seal
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.models.expected import ExpectedDocument

COSTS = Seal.BESIDE[2]
"""Where the cost table of a project lies."""

COLUMNS = ("item", "per", "amount", "currency")

PER = ("once", "campaign", "point", "sample", "ha", "year", "ha_year")
"""For what an item is paid: once; for each campaign, each visit of a point, each sample
that is analysed, each hectare of project land, each year of the period, each hectare
and year."""

MOST_BYTES = 1024**2
"""Longest cost table that is read [bytes]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One line of the table."""

    item: str
    per: str
    amount: Decimal
    """For one of them, in the currency."""
    currency: str


def read_costs(
    folder: Path, expected: ExpectedDocument | None
) -> tuple[tuple[Cost, ...], list[Problem]]:
    """Read the cost table of a project folder.

    Parameters
    ----------
    folder
        Project folder.
    expected
        Expectations, whose price has a currency; None where they are not sound.

    Returns
    -------
    tuple of tuple of Cost, and list of Problem
        No cost where there is no table: costs are then unknown, never zero.
    """
    path = folder / COSTS
    if not path.is_file():
        return (), []
    data = path.read_bytes()
    try:
        text = data[:MOST_BYTES].decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), [_form(1, "", "UTF-8")]
    rows = list(csv.reader(io.StringIO(text)))
    header = tuple(cell.strip() for cell in rows[0]) if rows else ()
    if header != COLUMNS:
        return (), [_form(1, ",".join(header), ",".join(COLUMNS))]
    body = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    problems = [problem for number, row in body for problem in _row_faults(number, row)]
    if problems:
        return (), problems
    costs = tuple(
        Cost(item=row[0], per=row[1], amount=Decimal(row[2]), currency=row[3])
        for _, row in body
    )
    return costs, [*_currencies(costs, expected)]


def _row_faults(number: int, row: Sequence[str]) -> Iterator[Problem]:
    if len(row) != len(COLUMNS):
        yield _form(number, ",".join(row), ",".join(COLUMNS))
        return
    _, per, amount, currency = row
    if per not in PER:
        yield _form(number, per, ", ".join(PER))
    if not _is_amount(amount):
        yield _form(number, amount, "0, 12.50")
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        yield _form(number, currency, "CNY, EUR, USD")


def _is_amount(text: str) -> bool:
    try:
        return text[:1].isdigit() and "e" not in text.lower() and Decimal(text) >= 0
    except InvalidOperation:
        return False


def _form(row: int, found: str, needed: str) -> Problem:
    facts = {"found": found, "needed": needed}
    return Problem(code="COSTS_FORM", where=Where(file=COSTS, row=row), facts=facts)


def _currencies(
    costs: Sequence[Cost], expected: ExpectedDocument | None
) -> Iterator[Problem]:
    """Yield that costs and price are in more than one currency."""
    found = dict.fromkeys(cost.currency for cost in costs)
    if expected is not None and expected.price is not UNSET:
        found[expected.price.currency] = None
    if len(found) > 1:
        facts = {"found": ", ".join(found)}
        yield Problem(code="COSTS_CURRENCY", where=Where(file=COSTS), facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How much of everything that is paid for a design asks."""

    campaigns: int
    visits: int
    """Visits of points, all campaigns together."""
    samples: int
    """Samples analysed, archived ones again."""
    area: Decimal
    """Project land [ha]."""
    years: Decimal
    """Length of the period [a]."""

    def count(self, per: str) -> Decimal:
        """Return how often an item is paid."""
        counts: Mapping[str, Decimal] = {
            "once": Decimal(1),
            "campaign": Decimal(self.campaigns),
            "point": Decimal(self.visits),
            "sample": Decimal(self.samples),
            "ha": self.area,
            "year": self.years,
            "ha_year": self.area * self.years,
        }
        return counts[per]


def total(costs: Sequence[Cost], work: Work) -> Decimal:
    """Return what a design costs over its period, in the currency of the table."""
    return sum((cost.amount * work.count(cost.per) for cost in costs), Decimal(0))
