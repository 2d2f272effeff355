"""The files of the folder: what each holds, asked until its map has no doubt."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from edaphon.monitoring import LIMIT, Proposal, propose, setting_value
from edaphon.monitoring import Question as Doubt
from edaphon.starting.answering import YES
from edaphon.starting.file_questions import (
    ABOUT,
    BAR,
    SAME,
    SKIP,
    WORD,
    WORD_DOUBTS,
    doubt_questions,
    named,
    same,
    unreadable,
    what_it_holds,
    whole,
)
from edaphon.starting.question import Question
from edaphon.starting.state import (
    AREAS,
    LEFT_OUT,
    POINTS,
    ROSTER,
    Entry,
    State,
    stamp,
)

WRITTEN = ("dates", "missing", "decimal")
"""How cells are written, where a file of the same columns does not show it."""
LISTED = (POINTS, ROSTER, AREAS)
"""What a file is about whose rows are no data."""
WITHOUT_COLUMNS = (ROSTER, AREAS)
"""Those whose columns are not asked about."""
OF_ROSTER = ("sheet", "encoding", "delimiter", "decimal", "dates")
"""How a roster is written; its headers are known words, see `is_roster`."""
WITHOUT_LAYERS = "sensor"
"""Kind of file in whose rows no layer, campaign or value is looked for."""


def files(state: State) -> Iterator[Question]:
    """Yield the questions about every table that no entry of ``files`` names yet."""
    for path in state.tables:
        if not state.is_mapped(path):
            yield from _of_file(state, path)


def records(state: State) -> Iterator[Entry]:
    """Yield the entry of each file whose map is settled, stated ones first."""
    yield from state.mapped
    for path in state.tables:
        if not state.is_mapped(path) and (record := _settled(state, path)):
            yield record


def recorded(state: State) -> frozenset[str]:
    """Return the properties that columns and items of the settled files hold."""
    columns = [
        column for record in records(state) for column in record["columns"].values()
    ]
    items = [one.get("values") or {} for one in columns if one["is"] == "item"]
    named = {str(code) for meant in items for code in meant.values()}
    return frozenset({str(one["is"]) for one in columns} | named)


def open_proposal(state: State, question: Question) -> Proposal | None:
    """Return the map that a question is about; None for one about something else."""
    path = question.id.removeprefix("file:").partition("|")[0]
    return proposal(state, path) if question.id.startswith("file:") else None


def proposal(state: State, path: str) -> Proposal:
    """Return the map of a file after the answers so far.

    Raises
    ------
    EdaphonError
        What an answer is refused for, as `propose` says.
    """
    told = told_of(state, path)
    found = _proposed(state, path, told.settings, told.columns)
    return _worded(found, told.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said of how a file is read, as ``edaphon map`` takes it."""

    settings: Mapping[str, object] = field(default_factory=dict)
    columns: Sequence[tuple[str, str]] = ()
    words: Sequence[tuple[str, str, str]] = ()


def told_of(state: State, path: str) -> Told:
    """Return what the answers say of a table."""
    settings: dict[str, object] = {}
    columns: list[tuple[str, str]] = []
    words: list[tuple[str, str, str]] = []
    for about, rest, answer in _answers(state, path):
        if about.startswith("@"):
            is_listed = about == ABOUT and answer in LISTED
            told = WITHOUT_LAYERS if is_listed else answer
            settings[about[1:]] = setting_value(about[1:], told)
        elif rest.startswith(f"{WORD}|"):
            words.append((about, rest.removeprefix(f"{WORD}|"), answer))
        elif about != SAME:
            limit = LIMIT if rest == "DETECTION_LIMIT" else ""
            columns.append((about, limit + answer))
    return Told(settings=settings, columns=columns, words=words)


def _worded(found: Proposal, words: Sequence[tuple[str, str, str]]) -> Proposal:
    """Return a map after its words got their meanings; rows left out come last."""
    for about, word, meaning in words:
        if meaning != SKIP:
            found = found.worded(about, word, meaning)
    for about in dict.fromkeys(column for column, _, said in words if said == SKIP):
        told = {word for column, word, _ in words if column == about}
        if {*found.words(about)} <= told:
            found = found.worded(about, "*", SKIP)
    return found


def _proposed(
    state: State,
    key: str,
    settings: Mapping[str, object],
    columns: Sequence[tuple[str, str]],
) -> Proposal:
    path, name, sheet = state.place(key)
    known = json.dumps([settings, columns])
    return _proposal(path, stamp(path), name, sheet, known)


@lru_cache(maxsize=256)
def _proposal(path: Path, _stamp: int, name: str, sheet: str, known: str) -> Proposal:
    settings, columns = json.loads(known)
    answers = [(about, answer) for about, answer in columns]
    return propose(
        path, sheet=sheet or None, name=name, settings=settings, answers=answers
    )


def _answers(state: State, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each answer about a file is about, its second part, and itself."""
    for name, answer in state.answers.items():
        if name.startswith(f"file:{path}|") and answer:
            about, _, rest = name.removeprefix(f"file:{path}|").partition("|")
            if (about, answer) != (ABOUT, LEFT_OUT):
                yield about.replace(BAR, "|"), rest.replace(BAR, "|"), answer


def _of_file(state: State, path: str) -> Iterator[Question]:
    if _is_left_out(state, path) or _settled(state, path):
        return
    like = _like(state, path)
    if like and named(path, SAME) not in state.answers:
        yield same(path, like)
        return
    found = proposal(state, path)
    if named(path, ABOUT) not in state.answers:
        yield what_it_holds(path, found)
        return
    if state.answers[named(path, ABOUT)] in WITHOUT_COLUMNS:
        yield from _of_roster(state, path)
        return
    doubts = [item for item in found.questions if _is_open(state, path, found, item)]
    if found.problems and not doubts:
        yield unreadable(path, found)
    for doubt in doubts:
        yield from doubt_questions(state, path, found, doubt)
    if not doubts and not found.problems:
        yield whole(path)


def _is_open(state: State, path: str, found: Proposal, doubt: Doubt) -> bool:
    """Tell whether nobody answered a doubt yet, also not by leaving it as it is.

    A doubt about words is answered when each of them is, whatever it is taken for: a
    check says what cannot be, and no question is put twice.
    """
    if doubt.problem.code in WORD_DOUBTS and (words := found.words(doubt.about)):
        return any(
            named(path, doubt.about, WORD, word) not in state.answers for word in words
        )
    return named(path, doubt.about, doubt.problem.code) not in state.answers


def _is_left_out(state: State, path: str) -> bool:
    names = (named(path, ABOUT), named(path))
    return any(state.answers.get(name) == LEFT_OUT for name in names)


def _settled(state: State, path: str) -> Entry | None:
    """Return the entry of a file that a person said yes to; None while it is open."""
    like = _like(state, path) if state.answers.get(named(path, SAME)) == YES else None
    if like:
        return _read_like(state, path, like)
    about = state.answers.get(named(path, ABOUT), "")
    if about in WITHOUT_COLUMNS:
        return None if _of_roster(state, path) else _roster(state, path, about)
    if state.answers.get(named(path)) != YES:
        return None
    record = proposal(state, path).record()
    return {**record, "about": about} if about in LISTED else record


def _roster(state: State, path: str, about: str) -> Entry:
    """Return how a roster, or a table of areas, is written."""
    record = proposal(state, path).record()
    written = {name: record[name] for name in OF_ROSTER if name in record}
    return {"path": record["path"], "about": about, **written, "columns": {}}


def _of_roster(state: State, path: str) -> list[Question]:
    """Return what is in doubt about how a roster is written."""
    found = proposal(state, path)
    return [
        question
        for doubt in found.questions
        if doubt.about.removeprefix("@") in OF_ROSTER
        and _is_open(state, path, found, doubt)
        for question in doubt_questions(state, path, found, doubt)
    ]


def _like(state: State, path: str) -> Entry | None:
    """Return the entry of another file with the same headers, if there is one."""
    known = [*state.mapped]
    known += [
        found
        for other in state.tables[: state.tables.index(path)]
        if not state.is_mapped(other)
        and not _is_left_out(state, other)
        and (found := _settled(state, other))
        and found["about"] not in LISTED
    ]
    if not known:
        return None
    headers = {guess.header for guess in _proposed(state, path, {}, ()).columns}
    return next((item for item in known if set(item["columns"]) == headers), None)


def _read_like(state: State, path: str, like: Entry) -> Entry:
    """Return an entry with the columns of another; how the file is written is its own.

    What holds for all rows of the other one, such as its campaign, is not taken over.
    """
    told = {name: like[name] for name in WRITTEN if name in like}
    own = _proposed(state, path, {}, ()).settings
    kept = {name: own.get(name, value) for name, value in told.items()}
    found = _proposed(state, path, {**kept, "about": like["about"]}, ())
    return {**found.record(), "columns": like["columns"]}
