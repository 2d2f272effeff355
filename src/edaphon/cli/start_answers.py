"""Answers that come with a call of ``edaphon start``, brought to their questions."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.output import text
from edaphon.kernel.errors import EdaphonError, Problem, Where

if TYPE_CHECKING:
    from edaphon.starting import Question, State, TakenBack

KEPT = "start.json"
"""File of the folder that keeps the answers."""

BACK = "<"
"""What takes an answer back, typed or given."""


class Given:
    """Answers of a file and of ``--answer ID=TEXT`` that no question has taken yet.

    An id may hold a sign of equality and so may an answer: what is before the first
    one that makes the id of a question is the id.
    """

    def __init__(self, file: Path | None, lines: Iterable[str]) -> None:
        self._named = dict(kept(file)) if file else {}
        self._lines = list(lines)
        for line in self._lines:
            if "=" not in line:
                raise _wrong_form(line)

    def __bool__(self) -> bool:
        return bool(self._named or self._lines)

    def __len__(self) -> int:
        return len(self._named) + len(self._lines)

    def ids(self) -> list[str]:
        """Return what is left, by its ids as far as they can be told."""
        return [*self._named, *(line.rpartition("=")[0] for line in self._lines)]

    def has(self, name: str) -> bool:
        """Tell whether there is an answer to a question."""
        return name in self._named or bool(self._line(name))

    def pop(self, name: str) -> str:
        """Return the answer to a question, that of the call before one of a file."""
        named, line = self._named.pop(name, ""), self._line(name)
        if not line:
            return named
        self._lines.remove(line)
        return line.removeprefix(f"{name}=")

    def corrects(self, question: "Question") -> bool:
        """Tell whether the file of answers holds corrections of a map."""
        return question.kind == "map" and bool(self._said(question))

    def reads_apart(self, question: "Question") -> bool:
        """Tell whether a file that could be read as another has answers of its own."""
        begins, _, last = question.id.rpartition("|")
        own = (one.startswith(f"{begins}|") for one in self.ids())
        return last == "same" and not self.has(question.id) and any(own)

    def corrections(self, question: "Question") -> Iterator[str]:
        """Yield the corrections of a map that a file of answers kept, and take them."""
        for name, typed in self._said(question).items():
            del self._named[name]
            yield typed

    def changing(self, state: "State") -> Iterator[tuple[str, str]]:
        """Yield id and answer of what is kept already and is to be another one.

        What is given again as it is kept is taken, and changes nothing.
        """
        for name in sorted(state.answers, key=len):
            if not self.has(name):
                continue
            given = self.pop(name)
            if given != state.answers[name]:
                yield name, given

    def put_back(self, name: str, answer: str) -> None:
        """Keep an answer for its question, which is asked again."""
        self._named[name] = answer

    def _said(self, question: "Question") -> Mapping[str, str]:
        from edaphon.starting import said_of  # noqa: PLC0415 - slow to load

        return said_of(question.id.removeprefix("file:"), self._named)

    def _line(self, name: str) -> str:
        begins = f"{name}="
        return next((one for one in self._lines if one.startswith(begins)), "")


def changed_answers(state: "State", given: Given) -> tuple["State", list["TakenBack"]]:
    """Take kept answers back that the call takes back or answers otherwise."""
    from edaphon.starting import taken_back  # noqa: PLC0415 - slow to load

    told = []
    for name, answer in list(given.changing(state)):
        if name in state.answers:  # it may have gone with another one
            found = taken_back(state, name)
            state = found.state
            told.append(found)
        if answer != BACK:
            given.put_back(name, answer)
    return state, told


def kept(path: Path) -> Mapping[str, str]:
    """Return the answers of a file; none where there is none."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or not all(
        isinstance(value, str) for value in found.values()
    ):
        raise EdaphonError(Problem(code="ANSWERS_FILE", where=Where(file=str(path))))
    return found


def _wrong_form(given: str) -> click.BadParameter:
    line = text("{given}; it is written {form}")
    told = line.format(given=given, form="ID=TEXT")
    return click.BadParameter(told, param_hint="--answer")
