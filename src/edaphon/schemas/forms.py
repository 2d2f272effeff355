"""Checking a document against its published schema, with problems that teach.

The schema's own descriptions, in both languages, say what is needed. A field
that stands there without a value is a question, not an error: somebody still
has to fill it in.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from edaphon.kernel.errors import Problem, shown
from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.documents import Document, Place
from edaphon.schemas.settling import Filling, Schema, resolved, settled_values, under
from edaphon.schemas.where_shown import shown_by

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

NEWEST = {"project": "4"}
"""Version of a document that this program writes, where it is not the first."""

STILL_READ = {"project": ("2", "3")}
"""Earlier versions whose fields mean what they mean today; they have fewer of them."""

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years between which a date is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a document holds after its check."""

    content: Any
    """Plain values: decimals as typed text; fields that say nothing are absent."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong or still open."""
    faulty: frozenset[str] = field(default_factory=frozenset)
    """Top-level fields under which something is wrong or open."""


@cache
def schema(name: str, version: str = "") -> Schema:
    """Return a published schema, the newest version where none is named."""
    version = version or NEWEST.get(name, "1")
    file = resources.files("edaphon.schemas") / name / version / "schema.yaml"
    found: Schema = load_yaml(file.read_bytes())
    return found


def check_form(document: Document, name: str) -> Form:
    """Check a document against its schema, in the version that it states.

    Parameters
    ----------
    document
        The document as read.
    name
        Name of the schema.

    Returns
    -------
    Form
        Content and problems: ``ENTRY_MISSING``, ``ENTRY_EMPTY`` (a question),
        ``ENTRY_TYPE``, ``ENTRY_CHOICE``, ``ENTRY_FORM``, ``ENTRY_COUNT``,
        ``FIELD_UNKNOWN``, ``DECIMAL_FORMAT``, ``DATE_INVALID``, ``DATE_YEAR``,
        ``YAML_FULL_WIDTH``; ``ENTRY_FILLER``, a warning, for words that say nothing
        where the field may be left out.
    """
    version = _version(document, name)
    form = schema(name, version)
    filling = Filling(form)
    content = settled_values(document.content, form, (), filling)
    telling = _Telling(document, form, frozenset(filling.blanks), filling.unanswered())
    problems: dict[tuple[str, Place], Problem] = {}
    for error in _validator(name, version).iter_errors(content):
        for place, problem in telling.problems(error):
            problems.setdefault((problem.code, place), problem)
    asked = {place for code, place in problems if code == "ENTRY_EMPTY"}
    told = [*problems.values(), *telling.fillers_beside(asked)]
    return Form(
        content=content,
        problems=tuple(sorted(told, key=_row)),
        faulty=frozenset(str(place[0]) if place else "" for _, place in problems),
    )


def _row(problem: Problem) -> tuple[int, str]:
    return problem.where.row or 0, problem.where.path


def _version(document: Document, name: str) -> str:
    """Return the version that a document states; the newest for one not read."""
    content = document.content
    stated = content.get("v") if isinstance(content, dict) else None
    earlier = STILL_READ.get(name, ())
    found = [one for one in earlier if stated == f"edaphon.{name}/{one}"]
    return found[0] if found else NEWEST.get(name, "1")


@cache
def _validator(name: str, version: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - slow import
    from jsonschema.validators import extend  # noqa: PLC0415 - slow import

    checker = FormatChecker(formats=())
    checker.checks("date")(lambda value: not isinstance(value, str) or is_date(value))
    strict: type[Draft202012Validator] = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _to_the_end}
    )
    return strict(dict(schema(name, version)), format_checker=checker)


def _to_the_end(
    _validator: object, pattern: str, value: object, _rule: object
) -> "Iterator[ValidationError]":
    """Refuse what does not match to its last sign.

    Python's ``$`` lets a line end pass, which no reader of JSON Schema does.
    """
    from jsonschema import ValidationError  # noqa: PLC0415 - slow import

    ends = re.sub(r"\$$", r"\\Z", pattern)
    if isinstance(value, str) and not re.search(ends, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def is_date(text: str) -> bool:
    """Return whether a text is a real day, written 2026-05-04, of a believable year."""
    return _is_day(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- Problems -------------------------------------------------------------------


_FILLED: Mapping[str, Mapping[str, str]] = {
    "string": {"en": "the value behind the colon", "zh": "在冒号后填写"},
    "array": {
        "en": "its entries below it, one a line, each behind a dash",
        "zh": "在其下逐条填写，每条一行，以短横线开头",
    },
    "object": {"en": "its fields below it, indented", "zh": "在其下缩进填写各字段"},
}
"""How a field is filled in, by its type."""


_EMPTY = {"en": "is still empty", "zh": "尚未填写"}


def _says_nothing(words: str) -> Mapping[str, str]:
    word = shown(words, 40)
    return {
        "en": f"says only “{word}”, which tells nothing",
        "zh": f"只写了“{word}”，没有实际内容",
    }


@dataclass(frozen=True, slots=True)
class _Telling:
    """Turns what a validator says into problems of this house."""

    document: Document
    schema: Schema
    blanks: frozenset[Place]
    fillers: Mapping[Place, str]

    def problems(self, error: "ValidationError") -> Iterator[tuple[Place, Problem]]:
        """Yield place and problem of one validation error."""
        place: Place = tuple(error.absolute_path)
        tell = {
            "required": self._required,
            "additionalProperties": self._unknown,
            "type": self._type,
            "enum": self._choice,
            "const": self._choice,
            "pattern": self._pattern,
            "format": self._date,
        }.get(str(error.validator), self._count)
        yield from tell(error, place)

    def fillers_beside(self, asked: Collection[Place]) -> Iterator[Problem]:
        """Yield that words which say nothing count as left out, where none is asked."""
        for place, words in self.fillers.items():
            if not any(place[: len(one)] == one for one in asked):
                facts = {"wanted": self._purpose(place), "state": _says_nothing(words)}
                yield self._problem("ENTRY_FILLER", place, **facts)

    def _required(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        present: Any = error.instance
        for name in self._rule(place).get("required", ()):
            here = (*place, name)
            if name in present:
                continue
            code = "ENTRY_EMPTY" if here in self.blanks else "ENTRY_MISSING"
            yield here, self._problem(code, here, field="/".join(map(str, here)))

    def _unknown(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        known = list(self._rule(place).get("properties", {}))
        present: Any = error.instance
        for name in present:
            here = (*place, name)
            if name not in known and "：" in name:
                yield here, self._problem("YAML_FULL_WIDTH", here, found=name)
            elif name not in known:
                facts = {"field": name, "known": _nearest(name, known)}
                yield here, self._problem("FIELD_UNKNOWN", here, **facts)

    def _type(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        found = error.instance
        if isinstance(found, str) and "：" in found:
            yield place, self._problem("YAML_FULL_WIDTH", place, found=found)
        elif found in ({}, []):
            yield place, self._problem("ENTRY_EMPTY", place, field=_last(place))
        else:
            yield place, self._problem("ENTRY_TYPE", place, found=_kind(found))

    def _choice(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        value = error.validator_value
        choices = list(map(str, value if isinstance(value, list) else [value]))
        facts = {
            "found": _typed(error.instance),
            "choices": _nearest(str(error.instance), choices),
        }
        yield place, self._problem("ENTRY_CHOICE", place, **facts)

    def _pattern(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        forms = self.schema["$defs"]
        decimal = forms["decimal"]["pattern"]
        amount = forms.get("amount", {}).get("pattern")
        code = "ENTRY_FORM"
        if error.validator_value in {decimal, amount}:
            is_number = re.search(decimal, str(error.instance)) is not None
            code = "AMOUNT_NEGATIVE" if is_number else "DECIMAL_FORMAT"
        yield place, self._problem(code, place, found=error.instance)

    def _date(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        found = str(error.instance)
        code = "DATE_YEAR" if _is_day(found) else "DATE_INVALID"
        facts = {"found": found, "first": FIRST_YEAR, "last": LAST_YEAR}
        yield place, self._problem(code, place, **facts)

    def _count(
        self, error: "ValidationError", place: Place
    ) -> Iterator[tuple[Place, Problem]]:
        found: Any = error.instance
        if found in ({}, []):
            yield place, self._problem("ENTRY_EMPTY", place, field=_last(place))
        elif isinstance(found, list | dict):
            yield place, self._problem("ENTRY_COUNT", place, count=len(found))
        else:
            yield place, self._problem("ENTRY_FORM", place, found=found)

    def _problem(self, code: str, place: Place, **facts: object) -> Problem:
        return Problem(
            code=code,
            where=self.document.where(*place),
            facts={
                "how": self._how(place),
                "state": self._state(place),
                "wanted": self._description(place),
                "shown": shown_by(self.document.file),
                "field": _last(place) or self.document.file,
                **facts,
            },
        )

    def _state(self, place: Place) -> Mapping[str, str]:
        """Return whether a field is empty, or what it says instead of an answer."""
        below = (
            words for at, words in self.fillers.items() if at[: len(place)] == place
        )
        return next(map(_says_nothing, below), _EMPTY)

    def _how(self, place: Place) -> Mapping[str, str]:
        """Return how a field is filled in: a value, a list or a group of fields."""
        return _FILLED.get(str(self._rule(place).get("type")), _FILLED["string"])

    def _rule(self, place: Place) -> Schema:
        rule = self.schema
        for step in place:
            rule = resolved(rule, self.schema)
            rule = rule.get("items", {}) if isinstance(step, int) else under(rule, step)
        return resolved(rule, self.schema)

    def _purpose(self, place: Place) -> Mapping[str, str]:
        """Return what a text is for; how one is written is no purpose."""
        forms = self.schema["$defs"]
        written = {forms[name]["description"] for name in ("text", "answer")}
        return self._description(place, written)

    def _description(
        self, place: Place, but: Collection[str] = ()
    ) -> Mapping[str, str]:
        """Return the nearest description, from the place itself upwards."""
        for end in range(len(place), -1, -1):
            text = self._rule(place[:end]).get("description", "")
            if text and text not in but:
                english, _, chinese = text.partition(" | ")
                return {"en": english, "zh": chinese or english}
        return {"en": "See the schema.", "zh": "见项目文件格式说明。"}


def _last(place: Place) -> str:
    return "/".join(map(str, place))


def _nearest(name: str, known: list[str]) -> str:
    """Return known names, those that look like a name first."""
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    listed = [*close, *(other for other in known if other not in close)]
    return ", ".join(listed[:12]) + (" …" if len(listed) > 12 else "")


def _typed(value: object) -> object:
    """Return what a person typed; a list or group is named, not spelled out."""
    return _kind(value) if isinstance(value, dict | list) else value


def _kind(value: object) -> Mapping[str, str]:
    """Return what a value is, in words and with its beginning."""
    if isinstance(value, dict):
        return {"en": "a group of fields", "zh": "一组字段"}
    if isinstance(value, list):
        return {"en": "a list", "zh": "一个列表"}
    text = shown(value, 40)
    if isinstance(value, bool):
        return {"en": f"yes or no ({text})", "zh": f"是否值（{text}）"}
    return {"en": f"the text “{text}”", "zh": f"文字“{text}”"}
