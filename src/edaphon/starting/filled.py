"""The fields of project.yaml that the answers to the questionnaire fill."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from edaphon.starting.answering import YES
from edaphon.starting.fixed import LANGUAGE, is_asked, questionnaire
from edaphon.starting.listed import listed
from edaphon.starting.signed import events_signed, signed
from edaphon.starting.state import Entry, State
from edaphon.starting.strains import named

Filled = Iterator[tuple[str, Any]]
"""Paths of fields and their values."""

SPAN = ("start", "end")


def written(state: State) -> Filled:
    """Yield path and value of every field that the answers fill."""
    for part in questionnaire():
        for entry in part.get("questions", ()):
            if is_asked(state, entry):
                yield from _fields(state, entry, state.answers.get(entry["id"], ""))


def _fields(state: State, entry: Entry, answer: str) -> Filled:
    if entry["kind"] in SEVERAL:
        yield from SEVERAL[entry["kind"]](state, entry)
    elif answer and "sets" in entry:
        yield from entry["sets"].get(answer, {}).items()
    elif answer and "at" in entry:
        at = entry["at"].replace(LANGUAGE, state.language)
        yield from ONE.get(entry["kind"], _plain)(entry, at, answer)
        yield from entry.get("beside", {}).items()


def _plain(entry: Entry, at: str, answer: str) -> Filled:
    value: object = answer if "pattern" in entry else words(answer)
    yield at, [value] if entry.get("listed") else value


def _number(entry: Entry, at: str, answer: str) -> Filled:
    yield at, {"value": answer, "unit": entry["unit"]} if "unit" in entry else answer


def _span(_entry: Entry, at: str, answer: str) -> Filled:
    for name, day in zip(SPAN, answer.split(), strict=True):
        yield f"{at}.{name}", day


def _count(_entry: Entry, at: str, answer: str) -> Filled:
    number, _, unit = answer.partition("/")
    value = DoubleQuotedScalarString(number)
    yield at, {"value": value, "unit": f"[CFU]/{unit}", "relation": ">="}


ONE: Mapping[str, Callable[[Entry, str, str], Filled]] = {
    "yes_no": lambda _entry, at, answer: iter([(at, answer == YES)]),
    "number": _number,
    "day": lambda _entry, at, answer: iter([(at, answer)]),
    "days": _span,
    "count": _count,
}
"""What an answer of a kind fills; of any other, its words."""


def stated(state: State, name: str, at: str) -> Filled:
    """Yield a statement field by field, so that each stands on a line of its own."""
    for field, value in (signed(state, name) or {}).items():
        if isinstance(value, Mapping):
            for language, text in value.items():
                yield f"{at}.{field}.{language}", words(text)
        else:
            is_day = field.endswith("_on")
            yield f"{at}.{field}", value if is_day else words(value)


def _events(state: State, entry: Entry) -> Filled:
    if found := events_signed(state):
        yield entry["at"], found


def _strains(state: State, entry: Entry) -> Filled:
    if found := named(state):
        yield entry["at"], found


def _runs(state: State, entry: Entry) -> Filled:
    """Yield runs against known values, each with the paper that shows it."""
    file = state.answers.get(entry["paper"], "")
    held = listed(state.answers.get(entry["id"], ""))
    found = [
        {"day": day, "found": result, "known": known, "file": file}
        for day, known, result in held
    ]
    if file and found:
        yield entry["at"], found


SEVERAL: Mapping[str, Callable[[State, Entry], Filled]] = {
    "statement": lambda state, entry: stated(state, entry["id"], entry["at"]),
    "events": _events, "strains": _strains, "runs": _runs,
}  # fmt: skip
"""What the answers to several questions fill together."""


def words(text: str) -> str:
    """Return a text, in quotes where it would be read as a number or a day."""
    is_number = re.fullmatch(r"[\d.+-]+", text)
    return DoubleQuotedScalarString(text) if is_number else text
