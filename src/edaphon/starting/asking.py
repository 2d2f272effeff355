"""All open questions of a start, in the order in which a person meets them."""

from collections.abc import Iterator, Mapping

from edaphon.starting.answering import NO, YES
from edaphon.starting.file_questions import SAID, named
from edaphon.starting.files import files, proposal
from edaphon.starting.fixed import fixed
from edaphon.starting.flooded import GROUP, flooded
from edaphon.starting.members import members
from edaphon.starting.places import places
from edaphon.starting.question import LATER, Question
from edaphon.starting.retaking import taken_back
from edaphon.starting.sampling import campaigns, controls, sides, strata, undated
from edaphon.starting.state import State

PUT_OFF = "later:"
"""Begins the id under which it is kept that a group was put off."""

FIRST = ("who", "method", "practice", "land")
LAST = ("campaigns", "baseline", "records", "risks", "statements")
"""Parts of the questionnaire before and after the questions about the files."""


def questions(state: State) -> Iterator[Question]:
    """Yield every question that folder and answers leave open; the next one first.

    A question about a file or a campaign may bring others once it is answered. Those
    of a group that was put off are left out, see `resumed`.
    """
    for question in _open(state):
        if not (question.group and f"{PUT_OFF}{question.group}" in state.answers):
            yield question


def _open(state: State) -> Iterator[Question]:
    for part in FIRST:
        yield from fixed(state, part)
    waiting = list(files(state))
    yield from waiting
    if not waiting:  # what the files say of campaigns and strata is known now
        yield from sides(state)
        yield from undated(state)
        yield from campaigns(state)
        yield from strata(state)
        yield from controls(state)
        yield from places(state)
        yield from members(state)
    for part in LAST:
        yield from fixed(state, part)
        if part == GROUP:
            yield from flooded(state)


def answered(state: State, question: Question, answer: str) -> State:
    """Return the state after an answer.

    Parameters
    ----------
    state
        State in which the question was asked.
    question
        One of `questions`.
    answer
        As `taken` gives it.

    Raises
    ------
    EdaphonError
        What a column map refuses the answer for; the state stays as it was.
    """
    found = {**state.answers, **_kept(question, answer)}
    after = state.answering(found)
    if question.id.startswith("file:"):
        proposal(after, question.id.removeprefix("file:").partition("|")[0])
    return after


def undone(state: State) -> State:
    """Return the state before its last answer; see `taken_back`."""
    last = next(reversed([*state.answers]), "")
    return taken_back(state, last).state if last else state


def resumed(state: State, group: str = "") -> State:
    """Return the state in which what was put off is asked again.

    Parameters
    ----------
    state
        Folder and answers.
    group
        The one group that is asked again; all of them without one.
    """
    gone = f"{PUT_OFF}{group}"
    kept = {
        name: answer
        for name, answer in state.answers.items()
        if not (name == gone if group else name.startswith(gone))
    }
    return state.answering(kept)


def put_off(state: State) -> list[Question]:
    """Return the open questions that were put off until later."""
    asked = {question.id for question in questions(state)}
    return [one for one in questions(resumed(state)) if one.id not in asked]


def _kept(question: Question, answer: str) -> Mapping[str, str]:
    """Return what an answer adds; a correction of a map leaves the map open.

    It ends before its last sign of equality: codes and units hold none, headers may.
    """
    if answer == LATER and question.group:
        return {f"{PUT_OFF}{question.group}": YES}
    if question.kind != "map" or answer == YES:
        return {question.id: answer}
    if answer == NO or "=" not in answer:
        return {}
    path = question.id.removeprefix("file:")
    about, _, meaning = answer.rpartition("=")
    return {named(path, about.strip(), SAID): meaning.strip()}
