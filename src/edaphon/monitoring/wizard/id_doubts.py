"""Doubts about ids: more than one thing in a column, or one id told by several."""

from collections.abc import Iterator, Sequence

from edaphon.kernel.errors import Problem
from edaphon.monitoring.rows.id_patterns import id_pattern, likely_pattern
from edaphon.monitoring.rows.row_places import joined
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.wizard.proposal import ALSO, PATTERN, Guess, Question

WHOLE = {"point": "{point}", "sample_id": "{}"}
"""Pattern of an id that is one thing, by what the column is."""


def parts(table: Table, guesses: Sequence[Guess]) -> Iterator[Question]:
    """Yield ``MAP_PARTS`` for ids whose last numbers run alike at every point.

    Nothing where a column numbers the replicates, where another column names the
    points, or where a person has said how the ids are made up.
    """
    codes = [guess.code for guess in guesses]
    if "replicate" in codes or {"point", "sample_id"} <= {*codes}:
        return
    for guess in guesses:
        if guess.code not in WHOLE:
            continue
        ids = [cell for cell in _cells(table, guess) if cell]
        pattern = likely_pattern(ids)
        if not pattern or "pattern" in guess.details:
            continue
        last = max(int(id_pattern(pattern).fullmatch(one)["replicate"]) for one in ids)  # type: ignore[index] # all fit
        facts = {
            "name": guess.header,
            "count": last,
            "samples": ", ".join(guess.samples),
            "pattern": PATTERN + pattern,
            "whole": PATTERN + WHOLE[guess.code],
        }
        yield _asked(table, guess, "MAP_PARTS", facts, PATTERN + pattern)


def point_roles(table: Table, guesses: Sequence[Guess]) -> Iterator[Question]:
    """Yield ``MAP_POINT_ROLES`` where one point stands with several roles."""
    named = [one for one in guesses if "point" in (one.code, one.details.get("also"))]
    placed = next((one for one in guesses if one.code == "role"), None)
    if placed is None or not named or placed in named:
        return
    seen: dict[str, dict[str, tuple[str, str]]] = {}
    whole = joined([_cells(table, one) for one in _in_order(table, [*named, placed])])
    points = joined([_cells(table, one) for one in _in_order(table, named)])
    for point, word, both in zip(points, _cells(table, placed), whole, strict=True):
        if point and word:
            seen.setdefault(point, {})[_meant(placed, word)] = word, both
    for point, words in seen.items():
        if len(words) > 1:
            facts: dict[str, object] = {
                "name": placed.header,
                "point": point,
                "words": [word for word, _ in words.values()],
                "joined": [both for _, both in words.values()],
            }
            yield _asked(table, placed, "MAP_POINT_ROLES", facts, f"{ALSO}point")
            return


def _meant(placed: Guess, word: str) -> str:
    return str(placed.details.get("values", {}).get(word, word))


def _asked(
    table: Table, guess: Guess, code: str, facts: dict[str, object], proposal: str
) -> Question:
    where = table.raw.where(column=guess.letter)
    problem = Problem(code=code, where=where, facts=facts)
    return Question(about=guess.header, problem=problem, proposal=proposal)


def _in_order(table: Table, guesses: Sequence[Guess]) -> list[Guess]:
    return sorted(guesses, key=lambda one: table.names.index(one.header))


def _cells(table: Table, guess: Guess) -> list[str]:
    """Return the cells of a column, of an id with parts the one that is the point."""
    cells = table.cells(table.names.index(guess.header))
    pattern = str(guess.details.get("pattern", ""))
    if "{point}" not in pattern:
        return cells
    found = map(id_pattern(pattern).fullmatch, cells)
    return [one["point"] if one else "" for one in found]
