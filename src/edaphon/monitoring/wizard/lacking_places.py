"""Places that a table of soil results needs and no column was taken for.

A point, a depth and a date stand in every such table; where the wizard knows no
header for one of them, it asks about the column whose cells look most like it.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from edaphon.evidence import properties
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Text
from edaphon.monitoring.cells.dates import day_form
from edaphon.monitoring.cells.depths import parse_interval
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.wizard.column_guess import ANSWERED
from edaphon.monitoring.wizard.proposal import NOT_READ, Guess, Question

_ID = re.compile(
    r"id\b|name|\bn[or]\b|num|code|label|punkt|point|plot|site|bez|编号|点号|号$|名",
    re.IGNORECASE,
)
"""Words of a header under which names are sought first."""

_DECIMALS = re.compile(r"-?[0-9]+[.,][0-9]+")

LOOKED_AT = 50
"""Different cells of a column that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A place that every soil table has, and how the columns that give it are known."""

    code: str
    name: Text
    gives: frozenset[str]
    """Codes of which one is enough."""
    detail: str
    """Entry of a column that states it for all its values."""


KINDS = (
    _Kind(
        code="depth",
        name=Text(en="depth", zh="土层"),
        gives=frozenset({"depth", "top", "bottom"}),
        detail="top",
    ),
    _Kind(
        code="sampled_on",
        name=Text(en="sampling date or campaign", zh="采样日期或采样批次"),
        gives=frozenset({"sampled_on", "campaign"}),
        detail="campaign",
    ),
    _Kind(
        code="point",
        name=Text(en="point or sample number", zh="采样点或样品编号"),
        gives=frozenset({"point", "sample_id"}),
        detail="point",
    ),
)


def lacking_places(
    table: Table, guesses: Sequence[Guess], answers: Container[str]
) -> Iterator[Question]:
    """Yield ``MAP_PLACE`` for each place that no column gives but one may hold.

    Parameters
    ----------
    table
        Table under its header.
    guesses
        Its columns as they are proposed and answered.
    answers
        Columns that a person has settled, by header or letter: an answer about the
        likeliest column closes the question, whatever it is.
    """
    known = properties()
    if not any(
        one.code in known and known[one.code].domain == "soil" for one in guesses
    ):
        yield from nameless_points(table, guesses, answers)
        return
    unread = [one for one in guesses if one.code == NOT_READ or _is_in(one, answers)]
    taken: set[str] = set()
    for kind in KINDS:
        likely = [
            one
            for one in unread
            if one.header not in taken and _looks_like(kind.code, _cells(table, one))
        ]
        taken |= {one.header for one in likely}
        if not likely or _is_given(kind, guesses) or _is_in(likely[0], answers):
            continue
        first = likely[0]
        facts = {
            "name": first.header,
            "place": kind.name,
            "columns": [one.header for one in likely],
            "samples": "; ".join(first.samples),
            "code": kind.code,
            "gives": sorted(kind.gives),
        }
        where = table.raw.where(column=first.letter)
        problem = Problem(code="MAP_PLACE", where=where, facts=facts)
        proposal = "" if kind.code == "point" else kind.code
        yield Question(about=first.header, problem=problem, proposal=proposal)


def nameless_points(
    table: Table, guesses: Sequence[Guess], answers: Container[str]
) -> Iterator[Question]:
    """Yield ``MAP_POINT_ID`` where a table of places has no column for the points.

    Whatever a name is headed, ``Name``, ``plot_no`` or ``FID``: it is asked about and
    never guessed. An answer closes the question; where it is not ``point``, the next
    column that may name the points is asked about.
    """
    if not _lacks_names(table, guesses):
        return
    may = [one for one in guesses if _may_name(table, one)]
    waiting = [one for one in may if not _is_in(one, answers)]
    if not waiting:
        return
    first = min(waiting, key=lambda one: not _ID.search(one.header))
    facts = {
        "name": first.header,
        "columns": [one.header for one in may],
        "samples": "; ".join(first.samples),
    }
    where = table.raw.where(column=first.letter)
    problem = Problem(code="MAP_POINT_ID", where=where, facts=facts)
    yield Question(
        about=first.header, problem=problem, proposal="point" if len(may) == 1 else ""
    )


def no_names(table: Table, guesses: Sequence[Guess]) -> Iterator[Problem]:
    """Yield ``MAP_NO_IDS`` where no column of a table of places can name the points."""
    if _lacks_names(table, guesses) and not any(
        one.reason == ANSWERED or _may_name(table, one) for one in guesses
    ):
        facts = {"columns": [one.header for one in guesses]}
        yield Problem(code="MAP_NO_IDS", where=table.raw.where(), facts=facts)


def _lacks_names(table: Table, guesses: Sequence[Guess]) -> bool:
    """Tell whether a table gives places alone and no column is surely the point.

    One that names several rows alike, such as their field, is not, where another one
    names each row.
    """
    codes = {one.code for one in guesses}
    is_placed = {"longitude", "latitude"} <= codes or any(
        one.reason == "projected" for one in guesses
    )
    if not is_placed or codes & properties().keys():
        return False
    named = [one for one in guesses if one.code == "point"]
    doubtful = any(
        one.reason != ANSWERED and not _is_unique(table, one) for one in named
    )
    return not named or (doubtful and any(_may_name(table, one) for one in guesses))


def _is_unique(table: Table, guess: Guess) -> bool:
    cells = table.cells(table.names.index(guess.header))
    return len({*cells}) == len(cells)


def _may_name(table: Table, guess: Guess) -> bool:
    """Tell whether every row of a column holds another word or whole number."""
    cells = table.cells(table.names.index(guess.header))
    is_free = guess.code in (NOT_READ, "sample_id") and guess.reason != "projected"
    is_whole = not any(_DECIMALS.fullmatch(cell) for cell in cells)
    return is_free and is_whole and all(cells) and _is_unique(table, guess)


def _is_in(guess: Guess, answers: Container[str]) -> bool:
    return guess.header in answers or guess.letter in answers


def _is_given(kind: _Kind, guesses: Sequence[Guess]) -> bool:
    return any(
        one.code in kind.gives or kind.detail in one.details
        for one in guesses
        if one.code != NOT_READ
    )


def _cells(table: Table, guess: Guess) -> list[str]:
    cells = table.cells(table.names.index(guess.header))
    return list(dict.fromkeys(cell for cell in cells if cell))[:LOOKED_AT]


def _looks_like(code: str, cells: Sequence[str]) -> bool:
    """Tell whether cells may be depths, days, or names of points."""
    if not cells or all(_is_number(cell) for cell in cells):
        return False
    if code == "depth":
        return all(not parse_interval(cell, "cm").problem for cell in cells)
    if code == "sampled_on":
        return day_form(list(cells)) is not None
    return len(cells) > 1


def _is_number(cell: str) -> bool:
    return any(parse_number(cell, NumberForm(decimal=sign)).text for sign in (".", ","))
