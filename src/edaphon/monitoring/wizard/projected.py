"""Columns that give places: degrees, metres of a projected system, or which of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from edaphon.monitoring.wizard.column import Column, unsure
from edaphon.monitoring.wizard.column_guess import ANSWERED, numbers_of
from edaphon.monitoring.wizard.header_meaning import header_meaning
from edaphon.monitoring.wizard.proposal import NOT_READ, Guess, Question

AXES = ("longitude", "latitude")

MOST_DEGREES = 180
"""Largest number that degrees can be."""

MOST_NORTH = 90
"""Largest number that degrees of latitude can be."""

_NAMES = re.compile(
    r"(?:utm|gk|gauß|gauss|etrs89?|lv95|lv03|cgcs2000|mga|osgb)*[-_ ]*(?:"
    r"eastings?|northings?|rechtswert|hochwert|ostwert|nordwert|rw|hw"
    r"|utm[-_ ]?[enxy]|[enxy][-_ ]?utm|gk[-_ ]?[xyrh]|coord[-_. ]?[xy]|[xy][-_. ]?coord"
    r"|coordenada[-_ ]?[xy]|coordonnée[-_ ]?[xy]|lambert[-_ ]?[xy]"
    r"|[xy][-_ ]?(?:koordinate|wert)|[xy]坐标|坐标[xy]|[东北横纵]坐标|大地坐标[xy])",
    re.IGNORECASE,
)
"""Headers of metres east and north (mark M)."""

_BARE = frozenset("xyen")
"""Headers of one letter, which say so only two together."""

Told = tuple[Column, Guess, list[Question]]


def told_apart(columns: Sequence[Told]) -> list[Told]:
    """Ask about columns of places that are no degrees, or not those of their header.

    Parameters
    ----------
    columns
        Columns of a file with their guesses and questions.

    Returns
    -------
    list of tuple
        The same with ``MAP_PROJECTED`` at the first of the columns that hold metres;
        the others of them are left out with it. Longitude and latitude that only the
        other one can be, and degrees under ``X`` and ``Y``, are ``MAP_UNSURE``.
    """
    bare = [column for column, *_ in columns if _is_bare(column)]
    pairs = bare if len(bare) == len(AXES) else []
    metres = [
        column
        for column, guess, _ in columns
        if _may_be_place(column, guess, pairs) and _most(column) > MOST_DEGREES
    ]
    is_turned = any(
        guess.code == "latitude" and MOST_NORTH < _most(column) <= MOST_DEGREES
        for column, guess, _ in columns
    )
    found = [_of_axes(one, pairs, is_turned=is_turned) for one in columns]
    if not metres:
        return found
    return [_of_metres(one, metres, columns) for one in found]


def _is_bare(column: Column) -> bool:
    return column.is_named and column.header.lower() in _BARE


def _may_be_place(column: Column, guess: Guess, pairs: Sequence[Column]) -> bool:
    """Tell whether a header may give places, whatever a person said of the column."""
    is_said = guess.reason == ANSWERED
    if guess.code in AXES or (is_said and _code_of(column) in AXES):
        return True
    plain = re.sub(r"[(\[（].*|[/\s,]+m$", "", column.header).strip()
    is_named = column.is_named and _NAMES.fullmatch(plain)
    is_free = is_said or guess.code == NOT_READ
    return is_free and (bool(is_named) or column in pairs)


def _code_of(column: Column) -> str:
    named = header_meaning(column.header) if column.is_named else None
    return named.code if named else ""


def _most(column: Column) -> float:
    """Return the size that half of the numbers of a column have at least; 0 without."""
    sizes = sorted(abs(float(number)) for number in numbers_of(column.cells))
    return sizes[len(sizes) // 2] if sizes else 0.0


def _of_axes(told: Told, pairs: Sequence[Column], *, is_turned: bool) -> Told:
    """Ask which axis a column gives where its header does not say or says another."""
    column, guess, asked = told
    is_bare = (
        column in pairs and guess.code == NOT_READ and _most(column) <= MOST_DEGREES
    )
    is_doubted = is_bare or (is_turned and guess.code in AXES)
    if guess.reason == ANSWERED or not is_doubted:
        return told
    is_east = column.header.lower() in "xe" if is_bare else guess.code == "latitude"
    first, second = AXES if is_east else AXES[::-1]
    guess = replace(
        guess, code=first, confidence=0.4, reason="doubtful", alternatives=(second,)
    )
    kept = [one for one in asked if one.problem.code != "MAP_NUMBERS"]
    return column, guess, [*kept, *unsure(guess, column)]


def _of_metres(told: Told, metres: Sequence[Column], columns: Sequence[Told]) -> Told:
    """Leave a column of metres out; the first of them asks for all."""
    column, guess, asked = told
    first = metres[0]
    said = next(guess for one, guess, _ in columns if one == first)
    is_other = said.reason == ANSWERED and said.code != NOT_READ
    if column not in metres or guess.reason == ANSWERED or is_other:
        return column, guess, asked
    left = replace(guess, code=NOT_READ, confidence=0.5, reason="projected", details={})
    if column != first:
        return column, left, []
    problem = column.problem(
        "MAP_PROJECTED",
        columns=[one.header for one in metres],
        samples="; ".join(guess.samples),
    )
    return column, left, [column.ask(problem, NOT_READ)]
