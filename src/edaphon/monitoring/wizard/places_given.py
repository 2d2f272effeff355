"""Which column gives a place of the design, where several seem to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from edaphon.evidence import places
from edaphon.monitoring.wizard.column import Column
from edaphon.monitoring.wizard.column_guess import ANSWERED
from edaphon.monitoring.wizard.proposal import NOT_READ, Guess, Question

FREE = (NOT_READ, "remark")
"""Places that any number of columns may have."""


def moved_on(
    columns: Sequence[tuple[Column, Guess, list[Question]]],
) -> list[tuple[Column, Guess, list[Question]]]:
    """Take a doubtful column for its next meaning, where its first is surely another's.

    A field beside a column of points is asked about as a stratum and not left out. What
    a person said stays.
    """
    given = {guess.code for _, guess, asked in columns if not asked} - {NOT_READ}
    found = []
    for column, guess, asked in columns:
        is_taken = guess.code in given and guess.code in places()
        free = [
            one for one in guess.alternatives if one in places() and one not in given
        ]
        if not (asked and is_taken and free) or guess.reason == ANSWERED:
            found.append((column, guess, asked))
            continue
        rest = tuple(one for one in (guess.code, *guess.alternatives) if one != free[0])
        moved = replace(guess, code=free[0], alternatives=rest)
        told = [
            replace(one, proposal=free[0]) if one.proposal == guess.code else one
            for one in asked
        ]
        found.append((column, moved, told))
    return found


def speakers(columns: Sequence[tuple[Column, Guess]]) -> Mapping[str, str]:
    """Return for each place the column that gives it, by letter.

    It is the one that a person named, or else that with the most different cells.
    """
    most: dict[str, tuple[bool, int, str]] = {}
    for column, guess in columns:
        if guess.code in places() and guess.code not in FREE:
            rank = (guess.reason == ANSWERED, len(column.cells), column.letter)
            if guess.code not in most or rank[:2] > most[guess.code][:2]:
                most[guess.code] = rank
    return {code: rank[-1] for code, rank in most.items()}


def second(guess: Guess) -> Guess:
    """Set aside a column whose place another column already gives."""
    return replace(
        guess,
        code=NOT_READ,
        confidence=0.5,
        reason="second",
        alternatives=(guess.code, *guess.alternatives),
        details={},
    )


def asked_once(questions: Sequence[Question]) -> list[Question]:
    """Leave out what numbers or days are where they may be a place that is lacking."""
    placed = {
        one.about
        for one in questions
        if one.problem.code in ("MAP_PLACE", "MAP_POINT_ID")
    }
    return [
        one
        for one in questions
        if one.problem.code not in ("MAP_NUMBERS", "MAP_DAYS")
        or one.about not in placed
    ]
