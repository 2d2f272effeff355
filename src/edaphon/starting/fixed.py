"""The questions that stand in ``questionnaire.yaml``."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from edaphon.kernel.language import Language, Text
from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.choices import BETWEEN
from edaphon.schemas.forms import schema
from edaphon.schemas.settling import resolved
from edaphon.starting.answering import YES
from edaphon.starting.question import NOTHING, Choice, Question
from edaphon.starting.state import Entry, State

LANGUAGE = "$lang"


@cache
def questionnaire() -> tuple[Entry, ...]:
    """Return the parts of the questionnaire, in their order."""
    file = resources.files("edaphon.starting") / "questionnaire.yaml"
    return tuple(load_yaml(file.read_bytes()))


def fixed(state: State, part: str) -> Iterator[Question]:
    """Yield the questions of a part that nothing answers yet."""
    found = next(item for item in questionnaire() if item["part"] == part)
    section = Text(**found["section"])
    for entry in found.get("questions", ()):
        if _is_asked(state, entry):
            yield _question(entry, section, _lead(found, entry))


def written(state: State) -> Iterator[tuple[str, Any]]:
    """Yield path and value of every field that the answers fill."""
    for part in questionnaire():
        for entry in part.get("questions", ()):
            answer = state.answers.get(entry["id"], "")
            if answer:
                yield from _fields(entry, answer, state.language)


def _fields(entry: Entry, answer: str, language: Language) -> Iterator[tuple[str, Any]]:
    if "sets" in entry:
        yield from entry["sets"].get(answer, {}).items()
        return
    value: object = answer == YES if entry["kind"] == "yes_no" else answer
    yield entry["at"].replace(LANGUAGE, language), value


def _is_asked(state: State, entry: Entry) -> bool:
    if entry["id"] in state.answers:
        return False
    for name, wanted in entry.get("when", {}).items():
        known = state.answers.get(name, "") or state.at(_place(name))
        if known not in wanted:
            return False
    return not _is_stated(state, entry)


def _is_stated(state: State, entry: Entry) -> bool:
    """Tell whether project.yaml answers a question already, in whatever language."""
    if "sets" in entry:
        paths = {path for fields in entry["sets"].values() for path in fields}
        return any(state.at(path) is not None for path in paths)
    at = entry["at"].removesuffix(f".{LANGUAGE}")
    value = state.at(at)
    if at == entry["at"]:
        return value is not None
    return isinstance(value, Mapping) and any(value.values())


def _place(name: str) -> str:
    """Return the field that a question fills."""
    for part in questionnaire():
        for entry in part.get("questions", ()):
            if entry["id"] == name:
                return str(entry["at"])
    raise KeyError(name)


def _question(entry: Entry, section: Text, lead: Text) -> Question:
    helps = Text(**entry["help"]) if "help" in entry else _described(entry)
    return Question(
        id=entry["id"],
        section=section,
        asks=Text(**entry["ask"]),
        helps=helps if helps != NOTHING else lead,
        kind=entry["kind"],
        choices=tuple(
            Choice(value=value, says=Text(en=english, zh=chinese))
            for value, english, chinese in entry.get("choices", ())
        ),
        is_open=entry.get("open", False),
        proposal=entry.get("proposal", ""),
        may_be_blank=entry.get("blank", False),
        pattern=entry.get("pattern", ""),
    )


def _lead(part: Entry, entry: Entry) -> Text:
    """Return what is said of all questions of a part, before the first of them."""
    is_first = part["questions"][0] is entry
    return Text(**part["lead"]) if is_first and "lead" in part else NOTHING


def _described(entry: Entry) -> Text:
    """Return what the form of project.yaml says of the field of a question."""
    if "at" not in entry or entry.get("choices"):
        return NOTHING
    whole = schema("project")
    rule = whole
    for part in entry["at"].removesuffix(f".{LANGUAGE}").split("."):
        rule = resolved(rule["properties"][part], whole)
    told = rule.get("description", "")
    if BETWEEN not in told or entry["kind"] == "text":
        return NOTHING
    english, chinese = told.split(BETWEEN)
    return Text(en=english, zh=chinese)
