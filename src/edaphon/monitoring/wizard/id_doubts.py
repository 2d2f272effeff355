"""Doubts about ids: more than one thing in a column, or one id told by several."""

from collections.abc import Iterator, Sequence

from edaphon.kernel.errors import Problem
from edaphon.monitoring.rows.column_map import DEPTHS
from edaphon.monitoring.rows.id_patterns import (
    id_pattern,
    layer_pattern,
    likely_pattern,
)
from edaphon.monitoring.rows.row_places import joined
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.wizard.proposal import ALSO, PATTERN, Guess, Question

WHOLE = {"point": "{point}", "sample_id": "{}"}
"""Pattern of an id that is one thing, by what the column is."""


SHOWN = 4
"""Layers that a question shows."""


def parts(table: Table, guesses: Sequence[Guess]) -> Iterator[Question]:
    """Yield the question what the last part of ids is, where it is no part of a point.

    ``MAP_LAYER_NUMBERS`` where it goes with the depth, else ``MAP_PARTS`` where the
    last numbers run alike at every point and no column numbers the replicates. Nothing
    where another column names the points, or where a person has said how the ids are
    made up.
    """
    codes = [guess.code for guess in guesses]
    if {"point", "sample_id"} <= {*codes}:
        return
    is_numbered = "replicate" in codes
    depths = _depths(table, guesses)
    for guess in guesses:
        if guess.code not in WHOLE or "pattern" in guess.details:
            continue
        ids = _cells(table, guess)
        if by_layer := layer_pattern(zip(ids, depths, strict=True)):
            yield _of_layers(table, guess, by_layer, (ids, depths))
        elif not is_numbered and (pattern := likely_pattern(filter(None, ids))):
            yield _of_samples(table, guess, pattern, ids)


def _of_samples(
    table: Table, guess: Guess, pattern: str, ids: Sequence[str]
) -> Question:
    form = id_pattern(pattern)
    last = max(int(form.fullmatch(one)["replicate"]) for one in ids if one)  # type: ignore[index] # all fit
    facts = {
        "name": guess.header,
        "count": last,
        "samples": ", ".join(guess.samples),
        "pattern": PATTERN + pattern,
        "whole": PATTERN + WHOLE[guess.code],
    }
    return _asked(table, guess, "MAP_PARTS", facts, PATTERN + pattern)


def _of_layers(
    table: Table,
    guess: Guess,
    pattern: str,
    rows: tuple[Sequence[str], Sequence[str]],
) -> Question:
    sign = pattern.removeprefix("{point}").removesuffix("{}")
    ends = {
        name.rpartition(sign)[2]: depth
        for name, depth in zip(*rows, strict=True)
        if name and depth
    }
    facts: dict[str, object] = {
        "name": guess.header,
        "layers": ", ".join(f"{end} = {ends[end]}" for end in list(ends)[:SHOWN]),
        "samples": ", ".join(guess.samples),
        "pattern": PATTERN + pattern,
        "replicates": PATTERN + f"{{point}}{sign}{{replicate}}",
        "whole": PATTERN + WHOLE[guess.code],
    }
    return _asked(table, guess, "MAP_LAYER_NUMBERS", facts, PATTERN + pattern)


def _depths(table: Table, guesses: Sequence[Guess]) -> list[str]:
    """Return the depth of every row as the file writes it; empty without a column."""
    told = [one for one in guesses if one.code in DEPTHS]
    cells = [table.cells(table.names.index(one.header)) for one in told]
    if not cells:
        return [""] * len(table.rows)
    return ["–".join(filter(None, ends)) for ends in zip(*cells, strict=True)]


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
