"""Tables whose rows have units of their own: amounts, what they are of, and units."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from edaphon.evidence import codes, match_header, properties, unit_code
from edaphon.kernel.errors import Problem
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.rows.column_map import takes
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.wizard.column import TOO_SURE
from edaphon.monitoring.wizard.column_guess import ANSWERED, numbers_of
from edaphon.monitoring.wizard.header_meaning import MU
from edaphon.monitoring.wizard.proposal import NOT_READ, Guess, Question

NAMES = re.compile(
    r"农资|投入品|物资|物料|名称|品名|种类|类别|item|input|material|product|name"
    r"|mittel|insumo|produit|nazwa|środek",
    re.IGNORECASE,
)
"""Words of a header that names what each row is about."""

SETTLED = ("UNIT_MISSING", "MAP_NUMBERS", "MAP_UNUSUAL", "MAP_UNSURE")
"""Doubts of a column of amounts that wait until it is known how they are read."""

MOST_WORDS = 40


def by_rows(
    table: Table,
    guesses: list[Guess],
    asked: Sequence[Question],
    answers: Container[str],
) -> list[Question]:
    """Return the questions of a table, with those that units in its rows raise.

    Parameters
    ----------
    table
        Table under its header.
    guesses
        Its columns; that of the units gets the meanings that its words seem to have.
    asked
        What is asked already.
    answers
        Columns that a person has settled, by header or letter.

    Returns
    -------
    list of Question
        ``MAP_LONG`` about the amounts that stand beside one column of units, and then
        about the column that names the items; ``MAP_WORDS`` about units that nobody can
        read, or that lack the mu of a header.
    """
    units = [one for one in guesses if one.code == "unit"]
    if len(units) != 1:
        return [*asked]
    values = [one for one in guesses if one.code == "value"]
    if not values:
        first = next(_amounts(table, guesses, answers), None)
        if first is None:
            return [*asked]
        kept = [
            one
            for one in asked
            if one.about != first.header or one.problem.code not in SETTLED
        ]
        return [*kept, _asked(table, first, units[0], _likely(table, first, units[0]))]
    found = [*_unit_words(table, guesses, units[0], values[0])]
    names = (
        None
        if any(one.code == "item" for one in guesses)
        else (_names(table, guesses, answers))
    )
    if names is not None:
        asked = [one for one in asked if one.about != names.header]
        found.append(_asked(table, names, units[0], "item"))
    return [*asked, *found]


def item_codes(guesses: Sequence[Guess]) -> list[str]:
    """Return what the items of a table are, as far as their names are known."""
    return [
        str(code)
        for one in guesses
        if one.code == "item"
        for code in (*one.details.get("values", {}).values(), *one.samples)
    ]


def _amounts(
    table: Table, guesses: Sequence[Guess], answers: Container[str]
) -> Iterator[Guess]:
    """Yield the only column of amounts whose header states no unit, if it is the only.

    One whose header is known comes before one of numbers.
    """
    free = [one for one in guesses if not _is_in(one, answers) and not one.unit]
    known = [one for one in free if codes()[one.code].kind == "quantity"]
    others = [one for one in free if one.code == NOT_READ and _are_numbers(table, one)]
    stated = [
        one for one in guesses if one.unit and codes()[one.code].kind == "quantity"
    ]
    listed = known or others
    if len(listed) == 1 and not stated:
        yield listed[0]


def _are_numbers(table: Table, guess: Guess) -> bool:
    cells = _cells(table, guess)
    return bool(cells) and len(numbers_of(cells)) * 2 >= len(cells)


def _likely(table: Table, amount: Guess, unit: Guess) -> str:
    """Return the code with the unit of all rows, or that each row has its own."""
    words = _cells(table, unit)
    entry = codes()[amount.code]
    read = _read(words[0], amount.header) if len(words) == 1 else ""
    if read and entry.kind == "quantity" and takes(entry, read, NEWEST):
        return f"{amount.code}:{read}"
    return "value"


def _read(word: str, header: str) -> str:
    """Return the unit of a word, of an amount on a mu where the header says so."""
    plain = unit_code(word) or ""
    if not MU.search(header) or "har" in plain:
        return plain
    return unit_code(f"{word}/亩") or ""


def _unit_words(
    table: Table, guesses: list[Guess], unit: Guess, value: Guess
) -> Iterator[Question]:
    """Yield what words of units mean that nobody can read as they stand."""
    words = _cells(table, unit)[:MOST_WORDS]
    held = unit.details.get("values", {})
    foreign = [
        word
        for word in words
        if word not in held and _read(word, value.header) != (unit_code(word) or None)
    ]
    if not foreign:
        return
    likely = {word: read for word in foreign if (read := _read(word, value.header))}
    details = {**unit.details, "values": {**held, **likely}}
    guesses[guesses.index(unit)] = replace(unit, details=details)
    facts: dict[str, object] = {
        "name": unit.header,
        "words": ", ".join(f"{word} → {likely.get(word, '?')}" for word in foreign),
        "meanings": "kg/har, 15.kg/har, L",
        "all_words": foreign,
    }
    where = table.raw.where(column=unit.letter)
    problem = Problem(code="MAP_WORDS", where=where, facts=facts)
    proposal = "yes" if len(likely) == len(foreign) else ""
    yield Question(about=unit.header, problem=problem, proposal=proposal)


def _names(
    table: Table, guesses: Sequence[Guess], answers: Container[str]
) -> Guess | None:
    """Return the column that probably names what each row is about."""
    free = [
        one
        for one in guesses
        if not _is_in(one, answers)
        and one.code in (NOT_READ, "crop", "remark")
        and _cells(table, one)
        and not _are_numbers(table, one)
    ]
    known = [one for one in free if any(map(_is_item, _cells(table, one)))]
    called = [one for one in free if NAMES.search(one.header)]
    return next(iter([*called, *known]), None)


def _is_item(cell: str) -> bool:
    found = match_header(cell)
    is_sure = found is not None and found.confidence > TOO_SURE
    return is_sure and found is not None and found.code in properties()


def _asked(table: Table, guess: Guess, unit: Guess, likely: str) -> Question:
    facts: dict[str, object] = {
        "name": guess.header,
        "units": unit.header,
        "samples": ", ".join(guess.samples),
        "likely": likely,
    }
    where = table.raw.where(column=guess.letter)
    problem = Problem(code="MAP_LONG", where=where, facts=facts)
    return Question(about=guess.header, problem=problem, proposal=likely)


def _cells(table: Table, guess: Guess) -> list[str]:
    cells = table.cells(table.names.index(guess.header))
    return list(dict.fromkeys(cell for cell in cells if cell))


def _is_in(guess: Guess, answers: Container[str]) -> bool:
    is_named = guess.header in answers or guess.letter in answers
    return is_named or guess.reason == ANSWERED
