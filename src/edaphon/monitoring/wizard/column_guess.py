"""What one column of an unknown file probably holds, and what must be asked."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from edaphon.evidence import (
    Project,
    Property,
    match_header,
    nearest,
    observed_property,
    properties,
)
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.cells.depths import parse_depth, parse_interval, split_depth
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.row_places import ROLES
from edaphon.monitoring.wizard.proposal import NOT_READ, Guess, Question

ROLE_WORDS: Mapping[str, str] = {
    "ck": "control", "control": "control", "对照": "control", "空白对照": "control",
    "none": "control", "project": "project", "项目": "project", "项目区": "project",
    "项目地": "project", "对照地": "control", "对照区": "control",
    "施菌": "project", "菌剂": "project", "baseline": "baseline", "基准线": "baseline",
}  # fmt: skip
"""Words of treatment columns whose role is likely; asked all the same."""

DEPTH_WORDS: Mapping[str, str] = {"耕层": "0-20", "表层": "0-20"}
"""Words of depth columns with their usual interval [cm]; asked all the same."""

ODD_SHARE = 0.5
"""Share of unusual values from which a column is asked about."""

NUMBERS_SHARE = 0.5
"""Share of numbers from which a column with an unknown header is asked about."""

SIGNS: tuple[Literal[".", ","], ...] = (".", ",")
"""Signs before the decimals."""

_TOO_SURE = 0.5
"""Confidence below which a person must say yes."""

_MOST_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file under proposal."""

    file: str
    sheet: str
    header: str
    letter: str
    cells: tuple[str, ...]
    """Different cells that hold something, in order of appearance."""
    dates: bool = False
    """Whether a spreadsheet holds some of the cells as dates."""

    def problem(self, code: str, **facts: object) -> Problem:
        """Return a problem with this column."""
        where = Where(file=self.file, sheet=self.sheet, column=self.letter)
        return Problem(code=code, where=where, facts={"name": self.header, **facts})

    def ask(self, problem: Problem, proposal: str = "") -> Question:
        """Return a question about this column."""
        return Question(about=self.header, problem=problem, proposal=proposal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of the project to which a file belongs."""

    scenario: str = ""
    """Kind of land, for the plausible ranges."""
    campaigns: frozenset[str] = frozenset()
    strata: frozenset[str] = frozenset()

    @classmethod
    def of(cls, project: Project | None) -> "Context":
        """Return the context of a project, an empty one without a project."""
        if project is None:
            return cls()
        return cls(
            scenario=project.scenario,
            campaigns=frozenset(one.id for one in project.campaigns),
            strata=frozenset(one.id for one in project.strata),
        )


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
        ``MAP_NUMBERS``, ``MAP_UNSURE``, ``UNIT_MISSING``, ``MAP_UNUSUAL``,
        ``MAP_WORDS`` and ``DEPTH_UNCLEAR`` as far as they apply.
    """
    header, interval = split_depth(column.header)
    match = match_header(header)
    samples = column.cells[:3]
    if match is None:
        near = nearest(header).split(", ")
        guess = Guess(
            header=column.header, letter=column.letter, code=NOT_READ,
            samples=samples, alternatives=tuple(near),
        )  # fmt: skip
        return guess, _left_out(guess, column)
    guess = Guess(
        header=column.header,
        letter=column.letter,
        code=match.code,
        unit=match.unit,
        confidence=match.confidence,
        reason="depth" if interval else _reason(match.confidence),
        samples=samples,
        alternatives=tuple(match.candidates[1:]),
        details=dict(zip(("top", "bottom"), interval, strict=True)) if interval else {},
    )
    entry = observed_property(match.code)
    if entry.kind == "place":
        return _place(guess, column, context)
    questions = _unsure(guess, column)
    return _quantity(guess, entry, column, context.scenario, questions)


def _left_out(guess: Guess, column: Column) -> list[Question]:
    """Ask about a column of numbers that would be left out for its unknown header."""
    # Whether the file writes a comma before decimals may itself be open still.
    numbers = max((_numbers(column.cells, sign) for sign in SIGNS), key=len)
    looked_at = len(column.cells[:1000])
    if len(numbers) < NUMBERS_SHARE * looked_at or not numbers or _counts(numbers):
        return []
    problem = column.problem("MAP_NUMBERS", samples="; ".join(guess.samples))
    return [column.ask(problem)]


def _counts(numbers: Sequence[Decimal]) -> bool:
    """Tell whether a column only numbers its rows: 1, 2, 3."""
    return len(numbers) > 1 and all(
        number == at for at, number in enumerate(numbers, start=1)
    )


def _reason(confidence: float) -> str:
    if confidence < _TOO_SURE:
        return "doubtful"
    if confidence >= 1:
        return "exact"
    return "unit" if confidence > 0.9 else "trimmed"


def _unsure(guess: Guess, column: Column) -> list[Question]:
    if guess.confidence >= _TOO_SURE:
        return []
    codes = ", ".join((guess.code, *guess.alternatives))
    problem = column.problem(
        "MAP_UNSURE", codes=codes, samples=", ".join(guess.samples)
    )
    return [column.ask(problem, guess.code)]


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
    elif not entry.accepts(guess.unit):
        problem = column.problem(
            "UNIT_NOT_ACCEPTED",
            unit=guess.unit,
            property=entry.code,
            accepted=entry.accepted_text(),
        )
        questions.append(column.ask(problem))
    elif share_unusual(entry, guess.unit, numbers, scenario) > ODD_SHARE:
        unit = likely_unit(entry, numbers, scenario)
        problem = column.problem(
            "MAP_UNUSUAL",
            property=entry.name,
            unit=guess.unit,
            samples=", ".join(guess.samples),
        )
        questions.append(column.ask(problem, f"{guess.code}:{unit}"))
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


def _numbers(cells: Sequence[str], decimal: Literal[".", ","] = ".") -> list[Decimal]:
    form = NumberForm(decimal=decimal)
    parsed = (parse_number(cell, form) for cell in cells[:1000])
    return [Decimal(one.text) for one in parsed if one.text and not one.censored]


def _place(
    guess: Guess, column: Column, context: Context
) -> tuple[Guess, list[Question]]:
    if guess.code == "depth":
        return _depth(guess, column)
    if guess.code in ("top", "bottom"):
        return _depth_end(guess, column)
    questions = _unsure(guess, column)
    if guess.code == "role":
        return _words(guess, column, ROLE_WORDS, frozenset(ROLES))
    ours = {"campaign": context.campaigns, "stratum": context.strata}.get(guess.code)
    if ours:
        return _words(guess, column, {}, ours)
    if guess.code == "item":
        known = {cell: _item_code(cell) for cell in column.cells}
        return _words(guess, column, known, frozenset(properties()))
    return guess, questions


def _item_code(cell: str) -> str:
    match = match_header(cell)
    sure = match is not None and match.confidence > _TOO_SURE
    return match.code if match is not None and sure else ""


def _words(
    guess: Guess, column: Column, likely: Mapping[str, str], meanings: frozenset[str]
) -> tuple[Guess, list[Question]]:
    """Ask for the meaning of every word that is not already ours."""
    foreign = [cell for cell in column.cells if cell not in meanings][:_MOST_WORDS]
    values = {
        word: likely[key]
        for word in foreign
        if (key := word if word in likely else word.lower()) in likely and likely[key]
    }
    if not foreign:
        return guess, []
    guess = replace(guess, details={**guess.details, "values": values})
    if guess.code == "item" and len(values) == len(foreign):
        return guess, []
    problem = column.problem(
        "MAP_WORDS",
        words=", ".join(f"{word} → {values.get(word, '?')}" for word in foreign),
        meanings=", ".join(sorted(meanings)[:5]),
        all_words=foreign,
    )
    return guess, [column.ask(problem, "yes" if len(values) == len(foreign) else "")]


def _depth(guess: Guess, column: Column) -> tuple[Guess, list[Question]]:
    unit = guess.unit or "cm"
    unclear = [one for one in column.cells if parse_interval(one, unit).problem]
    if column.dates:
        problem = column.problem("DEPTH_DATE", found=column.cells[0])
        return guess, [column.ask(problem)]
    if not unclear:
        guess = replace(guess, confidence=max(guess.confidence, 0.9))
        return guess, []
    values = {one: DEPTH_WORDS[one] for one in unclear if one in DEPTH_WORDS}
    if values:
        guess = replace(guess, details={**guess.details, "values": values})
    shown = ", ".join(unclear[:5])
    code = parse_interval(unclear[0], unit).problem
    problem = column.problem(code, found=shown, all_words=unclear[:_MOST_WORDS])
    settled = "yes" if len(values) == len(unclear) else ""
    return guess, [column.ask(problem, settled)]


def _depth_end(guess: Guess, column: Column) -> tuple[Guess, list[Question]]:
    unit = guess.unit or "cm"
    down = any(cell.startswith("-") for cell in column.cells)
    ends = [parse_depth(one, unit, negative_down=down) for one in column.cells]
    bad = [cell for cell, end in zip(column.cells, ends, strict=True) if end.problem]
    if down:
        guess = replace(guess, details={**guess.details, "negative_down": True})
    if not bad:
        return guess, []
    return guess, [column.ask(column.problem("DEPTH_UNCLEAR", found=bad[0]))]
