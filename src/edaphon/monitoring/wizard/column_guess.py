"""What one column of an unknown file probably holds, and what must be asked."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from edaphon.evidence import (
    Property,
    nearest,
    observed_property,
)
from edaphon.monitoring.cells.depths import split_depth
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.rows.body import IDENTIFIERS
from edaphon.monitoring.rows.column_map import takes
from edaphon.monitoring.wizard.column import TOO_SURE, Column, Context, unsure
from edaphon.monitoring.wizard.header_meaning import (
    DAYS,
    Meaning,
    header_meaning,
    unread_unit,
)
from edaphon.monitoring.wizard.kinds_of_cells import are_days, are_units
from edaphon.monitoring.wizard.place_guess import place
from edaphon.monitoring.wizard.proposal import NOT_READ, Guess, Question

ODD_SHARE = 0.5
"""Share of unusual values from which a column is asked about."""

NUMBERS_SHARE = 0.5
"""Share of numbers from which a column with an unknown header is asked about."""

SIGNS: tuple[Literal[".", ","], ...] = (".", ",")
"""Signs before the decimals."""

STONES_BY = {
    "coarse_fraction": re.compile(r"vol|v/v|体积|cm3/cm3|m3/m3", re.IGNORECASE),
    "coarse_mass": re.compile(r"wt|w/w|m/m|mass|gew|w%|质量|重量|g/kg", re.IGNORECASE),
}
"""What a header says of the share of stones, by the property that it then is.

A share by mass that is taken for one by volume is more than twice too high.
"""

ANSWERED = "answered"
"""Reason of a column that a person named."""


def guess_column(column: Column, context: Context) -> tuple[Guess, list[Question]]:
    """Return what a column probably is, with the questions that it raises.

    Parameters
    ----------
    column
        Header and cells.
    context
        What is known of the project.

    Returns
    -------
    tuple of Guess and list of Question
        ``MAP_NUMBERS``, ``MAP_UNSURE``, ``UNIT_MISSING``, ``UNIT_UNKNOWN``,
        ``MAP_UNUSUAL``, ``MAP_WORDS`` and ``DEPTH_UNCLEAR`` as far as they apply.
    """
    if not column.is_named:
        return unknown_column(column)
    header, interval = split_depth(column.header)
    match = header_meaning(header)
    guess = _not_read(column)
    if match is None:
        return unknown_column(column, *nearest(header).split(", "))
    meant = _meant_by(match)
    if not meant:
        return unknown_column(column)
    guess = replace(
        guess,
        code=meant[0],
        unit=match.unit,
        confidence=match.confidence,
        reason="depth" if interval else _reason(match.confidence),
        alternatives=tuple(meant[1:]),
        details=_interval(interval),
    )
    if guess.code in STONES_BY:
        return _stones(guess, column, context)
    return _asked(guess, column, context, unread_unit(match))


def unknown_column(column: Column, *alternatives: str) -> tuple[Guess, list[Question]]:
    """Return a column of which nobody knows what it is.

    Numbers, days, units and results below a limit are asked about.
    """
    guess = replace(_not_read(column), alternatives=alternatives)
    if are_units(column.cells):
        found = replace(guess, code="unit", confidence=0.4, reason="doubtful")
        return found, unsure(found, column)
    if are_days(column.cells):
        found = replace(guess, alternatives=DAYS)
        problem = column.problem("MAP_DAYS", samples="; ".join(guess.samples))
        return found, [column.ask(problem)]
    return guess, _left_out(guess, column)


def settled_column(
    column: Column, code: str, unit: str, context: Context
) -> tuple[Guess, list[Question]]:
    """Return a column as a person named it, with what that name leaves open.

    Parameters
    ----------
    column
        Header and cells.
    code, unit
        The answer; an empty unit is the one that the header states, if it does.
    context
        What is known of the project.

    Returns
    -------
    tuple of Guess and list of Question
        Of the old guess no question is left. A unit that neither answer nor header
        states, words without a meaning and unclear depths are asked for.
    """
    guess = replace(_not_read(column), code=code, confidence=1.0, reason=ANSWERED)
    if code == NOT_READ:
        return guess, []
    header, interval = split_depth(column.header)
    match = header_meaning(header, code)
    stated = match.unit if match else ""
    guess = replace(guess, unit=unit or stated, details=_interval(interval))
    guess, questions = _asked(guess, column, context, unread_unit(match))
    if unit:
        questions = [one for one in questions if one.problem.code != "MAP_UNUSUAL"]
    return guess, questions


def _not_read(column: Column) -> Guess:
    return Guess(
        header=column.header,
        letter=column.letter,
        code=NOT_READ,
        samples=column.cells[:3],
    )


def _stones(
    guess: Guess, column: Column, context: Context
) -> tuple[Guess, list[Question]]:
    """Ask whether stones are by volume or by mass where their header does not say."""
    said = [code for code, words in STONES_BY.items() if words.search(column.header)]
    if len(said) == 1:
        guess = replace(guess, code=said[0])
        return _asked(guess, column, context, "")
    others = tuple(code for code in STONES_BY if code != guess.code)
    guess = replace(guess, confidence=0.4, reason="doubtful", alternatives=others)
    guess, questions = _asked(guess, column, context, "")
    return guess, [
        replace(one, proposal="") if one.problem.code == "MAP_UNSURE" else one
        for one in questions
    ]


def _interval(found: tuple[str, str] | None) -> dict[str, str]:
    return dict(zip(("top", "bottom"), found, strict=True)) if found else {}


def _meant_by(match: Meaning) -> Sequence[str]:
    """Return the codes that a header may mean, given the unit beside its name.

    A doubtful name means nothing that is never given in that unit, and an id has none:
    ``N kg/ha`` is an amount of fertiliser, ``Field ha`` the area of a field.
    """
    if match.code in IDENTIFIERS:
        return () if match.unit else match.candidates
    if match.confidence >= TOO_SURE or not match.unit:
        return match.candidates
    entries = [observed_property(code) for code in match.candidates]
    return [
        entry.code
        for entry in entries
        if entry.kind != "quantity" or takes(entry, match.unit, NEWEST)
    ]


def _asked(
    guess: Guess, column: Column, context: Context, unread: str
) -> tuple[Guess, list[Question]]:
    entry = observed_property(guess.code)
    if entry.kind == "place":
        return place(guess, column, context)
    questions = unsure(guess, column)
    if unread and not guess.unit and entry.kind == "quantity":
        questions.append(column.ask(column.problem("UNIT_UNKNOWN", unit=unread)))
        return guess, questions
    return _quantity(guess, entry, column, context.scenario, questions)


def _left_out(guess: Guess, column: Column) -> list[Question]:
    """Ask about a column of numbers that would be left out for its unknown header."""
    # Whether the file writes a comma before decimals may itself be open still.
    numbers, below = numbers_of(column.cells), _below_limits(column.cells)
    looked_at, held = len(column.cells[:1000]), len(numbers) + below
    if held < NUMBERS_SHARE * looked_at or not held or _counts(numbers):
        return []
    problem = column.problem("MAP_NUMBERS", samples="; ".join(guess.samples))
    return [column.ask(problem)]


def _below_limits(cells: Sequence[str]) -> int:
    """Count the results below a limit: ``<0.5``, ``<LD``, not detected."""
    forms = [NumberForm(decimal=sign) for sign in SIGNS]
    return sum(
        any(
            found.censored or found.problem == "DETECTION_LIMIT"
            for found in (parse_number(cell, form) for form in forms)
        )
        for cell in cells[:1000]
    )


def _counts(numbers: Sequence[Decimal]) -> bool:
    """Tell whether a column only numbers its rows: 1, 2, 3."""
    return len(numbers) > 1 and all(
        number == at for at, number in enumerate(numbers, start=1)
    )


def _reason(confidence: float) -> str:
    if confidence < TOO_SURE:
        return "doubtful"
    if confidence >= 1:
        return "exact"
    return "unit" if confidence > 0.9 else "trimmed"


def _quantity(
    guess: Guess,
    entry: Property,
    column: Column,
    scenario: str,
    questions: list[Question],
) -> tuple[Guess, list[Question]]:
    if entry.kind != "quantity":
        return guess, questions
    numbers = _numbers(column.cells)
    if not guess.unit and tuple(entry.factors) == ("1",):
        guess = replace(guess, unit="1")
    if not guess.unit:
        likely = likely_unit(entry, numbers, scenario)
        problem = column.problem(
            "UNIT_MISSING", property=entry.name, accepted=entry.accepted_text()
        )
        questions.append(column.ask(problem, f"{guess.code}:{likely}"))
    elif not takes(entry, guess.unit, NEWEST):
        problem = column.problem(
            "UNIT_NOT_ACCEPTED",
            unit=guess.unit,
            property=entry.code,
            accepted=entry.accepted_text(),
        )
        questions.append(column.ask(problem))
    elif share_unusual(entry, guess.unit, numbers, scenario) > ODD_SHARE:
        # Nothing is proposed: another unit than the file states is refused later.
        problem = column.problem(
            "MAP_UNUSUAL",
            property=entry.name,
            unit=guess.unit,
            samples=", ".join(guess.samples),
        )
        questions.append(column.ask(problem))
    return guess, questions


def likely_unit(entry: Property, numbers: Sequence[Decimal], scenario: str) -> str:
    """Return the accepted unit in which the fewest values are unusual.

    The canonical unit wins where it is as good as any other. A guess that is
    shown and asked, never used by itself.
    """
    best, smallest = entry.unit, 2.0
    for unit in entry.factors:
        share = share_unusual(entry, unit, numbers, scenario)
        if share < smallest:
            best, smallest = unit, share
    return best


def share_unusual(
    entry: Property, unit: str, numbers: Sequence[Decimal], scenario: str
) -> float:
    """Return the share of values that would be impossible or unusual in a unit."""
    if not numbers or not entry.accepts(unit):
        return 0.0
    ranges = [entry.limits, entry.plausible_for(scenario=scenario)]
    ranges += [limits for limits in entry.plausible if not limits.when][:1]
    known = [limits for limits in ranges if limits is not None]
    odd = 0
    for number in numbers:
        converted = entry.in_canonical(number, unit)
        odd += any(converted not in limits for limits in known)
    small = entry.code == "som" and statistics.median(numbers) < 6 and unit == "g/kg"
    return 1.0 if small else odd / len(numbers)


def numbers_of(cells: Sequence[str]) -> list[Decimal]:
    """Return the numbers of a column by the decimal sign under which most are some."""
    return max((_numbers(cells, sign) for sign in SIGNS), key=len)


def _numbers(cells: Sequence[str], decimal: Literal[".", ","] = ".") -> list[Decimal]:
    form = NumberForm(decimal=decimal)
    parsed = (parse_number(cell, form) for cell in cells[:1000])
    return [Decimal(one.text) for one in parsed if one.text and not one.censored]
