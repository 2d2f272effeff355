"""The questions that stand in ``questionnaire.yaml``."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources

from edaphon.kernel.language import Text
from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.choices import BETWEEN
from edaphon.schemas.forms import schema
from edaphon.schemas.settling import resolved
from edaphon.starting.answering import NO, YES
from edaphon.starting.files import recorded
from edaphon.starting.question import NOTHING, Choice, Question
from edaphon.starting.signed import events, paper, statement
from edaphon.starting.state import Entry, State
from edaphon.starting.strains import strains

LANGUAGE = "$lang"
ANY = "*"
"""Stands in ``when`` for every answer that is not blank."""


@cache
def questionnaire() -> tuple[Entry, ...]:
    """Return the parts of the questionnaire, in their order."""
    file = resources.files("edaphon.starting") / "questionnaire.yaml"
    return tuple(load_yaml(file.read_bytes()))


def groups() -> frozenset[str]:
    """Return the groups of questions that can be put off."""
    found = (
        _group(part, entry)
        for part in questionnaire()
        for entry in part.get("questions", ())
    )
    return frozenset(found) - {""}


def fixed(state: State, part: str) -> Iterator[Question]:
    """Yield the questions of a part that nothing answers yet."""
    found = next(item for item in questionnaire() if item["part"] == part)
    for entry in found.get("questions", ()):
        if is_asked(state, entry):
            yield from _open(state, entry, _question(found, entry))


def _open(state: State, entry: Entry, asked: Question) -> Iterator[Question]:
    """Yield an entry as one question, or as those that it stands for."""
    if entry["kind"] in SEVERAL:
        yield from SEVERAL[entry["kind"]](state, entry, asked)
    elif entry["id"] not in state.answers and not _is_stated(state, entry):
        yield asked


SEVERAL: Mapping[str, Callable[[State, Entry, Question], Iterator[Question]]] = {
    "statement": lambda state, entry, asked: statement(state, asked, entry["at"]),
    "events": lambda state, _entry, asked: events(state, asked),
    "strains": lambda state, _entry, asked: strains(state, asked),
    "paper": lambda state, _entry, asked: paper(state, asked),
}
"""Kinds of entry that stand for several questions, or for none."""


def is_asked(state: State, entry: Entry) -> bool:
    """Tell whether earlier answers are those with which an entry is asked at all.

    Why something is absent is not asked where the files record it.
    """
    if "recorded" in entry and entry["id"] not in state.answers:
        begins = tuple(entry["recorded"])
        if any(code.startswith(begins) for code in recorded(state)):
            return False
    for name, wanted in entry.get("when", {}).items():
        known = _known(state, name)
        if known is None or not (known in wanted or (known and ANY in wanted)):
            return False
    return True


def _known(state: State, name: str) -> str | None:
    """Return the answer to a question, as it would be given; None while it is open."""
    if name in state.answers:
        return state.answers[name]
    entry = _entry(name)
    if "sets" in entry:
        return next(
            (
                answer
                for answer, fields in entry["sets"].items()
                if all(state.at(path) == value for path, value in fields.items())
            ),
            None,
        )
    at = entry.get("at", "").removesuffix(f".{LANGUAGE}")
    value = state.at(at) if at else None
    if entry["kind"] == "yes_no" and value is not None:
        return YES if str(value).lower() == "true" else NO
    return None if value is None else str(value)


@cache
def _entry(name: str) -> Entry:
    """Return the entry of a question."""
    for part in questionnaire():
        for entry in part.get("questions", ()):
            if entry["id"] == name:
                found: Entry = entry
                return found
    raise KeyError(name)


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


def _question(part: Entry, entry: Entry) -> Question:
    helps = Text(**entry["help"]) if "help" in entry else _described(entry)
    may_be_blank = entry.get("blank", False)
    return Question(
        id=entry["id"],
        section=Text(**part["section"]),
        asks=Text(**entry["ask"]) if "ask" in entry else NOTHING,
        helps=_led(part, helps),
        kind=entry["kind"] if entry["kind"] not in SEVERAL else "text",
        choices=tuple(
            Choice(value=value, says=Text(en=english, zh=chinese))
            for value, english, chinese in entry.get("choices", ())
        ),
        is_open=entry.get("open", False),
        proposal=entry.get("proposal", ""),
        may_be_blank=may_be_blank,
        pattern=entry.get("pattern", ""),
        group=_group(part, entry),
    )


def _group(part: Entry, entry: Entry) -> str:
    """Return the group with which a question is put off; none where Enter answers."""
    can_wait = entry.get("blank", False) and "proposal" not in entry
    return str(entry.get("group", part["part"])) if can_wait else ""


def _led(part: Entry, helps: Text) -> Text:
    """Return the help of a question, after what is said of all of its part."""
    if "lead" not in part:
        return helps
    lead = Text(**part["lead"])
    return Text(en=f"{helps.en} {lead.en}".strip(), zh=f"{helps.zh}{lead.zh}")


def _described(entry: Entry) -> Text:
    """Return what the form of project.yaml says of the field of a question."""
    if "at" not in entry or entry.get("choices"):
        return NOTHING
    whole = schema("project")
    rule = whole
    for part in entry["at"].removesuffix(f".{LANGUAGE}").split("."):
        rule = resolved(rule.get("properties", {}).get(part, {}), whole)
    told = rule.get("description", "")
    if BETWEEN not in told or entry["kind"] == "text":
        return NOTHING
    english, chinese = told.split(BETWEEN)
    return Text(en=english, zh=chinese)
