"""All open questions of a start, in the order in which a person meets them."""

from collections.abc import Iterator, Mapping

from edaphon.starting.answering import NO, YES
from edaphon.starting.files import files, named, proposal
from edaphon.starting.fixed import fixed
from edaphon.starting.question import Question
from edaphon.starting.sampling import campaigns, controls, strata, undated
from edaphon.starting.state import State, state_of

SAID = "said"
"""Ends the id of a correction of one column."""


def questions(state: State) -> Iterator[Question]:
    """Yield every question that folder and answers leave open; the next one first.

    A question about a file or a campaign may bring others once it is answered.
    """
    for part in ("who", "practice", "land"):
        yield from fixed(state, part)
    waiting = list(files(state))
    yield from waiting
    if not waiting:  # what the files say of campaigns and strata is known now
        yield from undated(state)
        yield from campaigns(state)
        yield from strata(state)
        yield from controls(state)
    for part in ("campaigns", "records", "risks", "method"):
        yield from fixed(state, part)


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
    after = state_of(state.folder, found, state.language)
    if question.id.startswith("file:"):
        proposal(after, question.id.removeprefix("file:").partition("|")[0])
    return after


def undone(state: State) -> State:
    """Return the state before its last answer."""
    kept = dict(list(state.answers.items())[:-1])
    return state_of(state.folder, kept, state.language)


def _kept(question: Question, answer: str) -> Mapping[str, str]:
    """Return what an answer adds; a correction of a map leaves the map open."""
    if question.kind != "map" or answer == YES:
        return {question.id: answer}
    if answer == NO or "=" not in answer:
        return {}
    path = question.id.removeprefix("file:")
    about, _, meaning = answer.rpartition("=")
    return {named(path, about.strip(), SAID): meaning.strip()}
