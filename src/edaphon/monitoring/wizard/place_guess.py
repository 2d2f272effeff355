"""Columns that give a place, a role or a day: what their words mean."""

from collections.abc import Mapping
from dataclasses import replace

from edaphon.evidence import match_header, properties
from edaphon.monitoring.cells.depths import parse_depth, parse_interval
from edaphon.monitoring.rows.rewriting import OWN_ROLES
from edaphon.monitoring.rows.row_places import ROLES
from edaphon.monitoring.wizard.column import TOO_SURE, Column, Context, unsure
from edaphon.monitoring.wizard.header_meaning import DAYS
from edaphon.monitoring.wizard.kinds_of_cells import are_years
from edaphon.monitoring.wizard.proposal import Guess, Question

ROLE_WORDS: Mapping[str, str] = {
    **OWN_ROLES, "空白对照": "control", "none": "control", "施菌": "project",
    "菌剂": "project",
}  # fmt: skip
"""Words of treatment columns whose role is likely; asked all the same."""

DEPTH_WORDS: Mapping[str, str] = {"耕层": "0-20", "表层": "0-20"}
"""Words of depth columns with their usual interval [cm]; asked all the same."""

_MOST_WORDS = 40


def place(
    guess: Guess, column: Column, context: Context
) -> tuple[Guess, list[Question]]:
    """Return a column that gives a place or a day, with what its words leave open.

    Parameters
    ----------
    guess
        What the column was taken for.
    column
        Header and cells.
    context
        What is known of the project.

    Returns
    -------
    tuple of Guess and list of Question
        ``MAP_YEARS``, ``MAP_UNSURE``, ``MAP_WORDS``, ``DEPTH_UNCLEAR`` or
        ``DEPTH_DATE``.
    """
    if guess.code == "depth":
        return _depth(guess, column)
    if guess.code in ("top", "bottom"):
        return _depth_end(guess, column)
    if guess.code in DAYS and are_years(column.cells):
        return _years(guess, column)
    return _named(guess, column, context)


def _years(guess: Guess, column: Column) -> tuple[Guess, list[Question]]:
    """Ask whether a column of days that holds years is the campaign."""
    problem = column.problem("MAP_YEARS", samples=", ".join(guess.samples))
    guess = replace(guess, alternatives=("campaign",))
    return guess, [column.ask(problem, "campaign")]


def _named(
    guess: Guess, column: Column, context: Context
) -> tuple[Guess, list[Question]]:
    """Return a column of names or days with what its words leave open."""
    questions = unsure(guess, column)
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
    sure = match is not None and match.confidence > TOO_SURE
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
