"""What is wrong with a record, in words: the place, what stands there, what belongs.

A typed reader says the first fault and in English only; the published schema is
asked again for all of them when a record is small enough.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from edaphon.kernel.errors import Problem, Where, shown
from edaphon.kernel.yaml_text import load_yaml

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError
    from msgspec import DecodeError

MOST_TOLD = 20
"""Faults of one record that are told; a record with more was not ours."""

LARGEST_TOLD = 1024**2
"""Longest record that the schema is asked about again [bytes]."""

_PLACE = re.compile(r" - at `\$\.?(.*)`$")


def form_problems(
    kind: str, number: int, value: object, file: str, size: int
) -> list[Problem]:
    """Return the faults of a record, a few; none when it is too long to be asked."""
    if size > LARGEST_TOLD:
        return []
    problems: list[Problem] = []
    for error in _validator(kind, number).iter_errors(value):
        problems += _told(error, file)
        if len(problems) >= MOST_TOLD:
            break
    return problems


def unreadable(error: "DecodeError", where: Where) -> Problem:
    """Return the one fault that the typed reader found."""
    text = str(error)
    place = _PLACE.search(text)
    path = (
        place[1].replace("[", "/").replace("]", "").replace(".", "/") if place else ""
    )
    at = Where(file=where.file, row=where.row, path=path or where.path)
    found = _PLACE.sub("", text)
    wanted = {"en": "what the published schema says", "zh": "公开格式所规定的内容"}
    return Problem(
        code="RECORD_FORM", where=at, facts={"found": found, "wanted": wanted}
    )


def shape_of(value: object) -> Mapping[str, str]:
    """Return what a value is, in both languages."""
    if value is None:
        return {"en": "nothing (null)", "zh": "空值（null）"}
    if isinstance(value, dict):
        return {"en": "an object", "zh": "一个对象"}
    if isinstance(value, list):
        return {"en": "a list", "zh": "一个列表"}
    if isinstance(value, bool):
        return {
            "en": f"the truth value {value}".lower(),
            "zh": f"是否值 {value}".lower(),
        }
    kind = ("the text", "文本") if isinstance(value, str) else ("the number", "数值")
    return {
        "en": f"{kind[0]} {shown(value, 60)}",
        "zh": f"{kind[1]} {shown(value, 60)}",
    }


@cache
def _validator(kind: str, number: int) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only a fault needs it

    file = resources.files("edaphon.schemas") / kind / str(number) / "schema.yaml"
    return Draft202012Validator(load_yaml(file.read_bytes()))


def _told(error: "ValidationError", file: str) -> Iterator[Problem]:
    path = list(error.absolute_path)
    rule: Any = error.schema
    if error.validator == "required":
        present: Any = error.instance
        for name in rule["required"]:
            if name not in present:
                yield _problem(file, [*path, name], _NOTHING, _wanted(rule, name))
        return
    if error.validator == "additionalProperties":
        present = error.instance
        for name in present:
            if name not in rule.get("properties", {}):
                yield _problem(file, [*path, name], shape_of(present[name]), _NO_FIELD)
        return
    yield _problem(file, path, shape_of(error.instance), _wanted_value(error))


def _problem(
    file: str, path: list[str | int], found: object, wanted: Mapping[str, str]
) -> Problem:
    where = Where(file=file, path="/".join(map(str, path)))
    return Problem(
        code="RECORD_FORM", where=where, facts={"found": found, "wanted": wanted}
    )


_NOTHING = {"en": "nothing", "zh": "缺失"}
_NO_FIELD = {"en": "no such field", "zh": "不应有此字段"}


def _wanted(rule: Mapping[str, Any], name: str) -> Mapping[str, str]:
    text = rule.get("properties", {}).get(name, {}).get("description", "")
    english, _, chinese = text.partition(" | ")
    if text:
        return {"en": english.rstrip("."), "zh": (chinese or english).rstrip("。")}
    return {"en": f"the field {name}", "zh": f"字段 {name}"}


_TYPES = {
    "object": ("an object", "对象"),
    "array": ("a list", "列表"),
    "string": ("text", "文本"),
    "integer": ("a whole number", "整数"),
    "number": ("a number", "数值"),
    "boolean": ("true or false", "true 或 false"),
    "null": ("null", "null"),
}


def _wanted_value(error: "ValidationError") -> Mapping[str, str]:
    rule: Any = error.validator_value
    if error.validator == "type":
        names = [_TYPES[name] for name in ([rule] if isinstance(rule, str) else rule)]
        english = " or ".join(name for name, _ in names)
        return {"en": english, "zh": "或".join(name for _, name in names)}
    if error.validator == "enum":
        listed = ", ".join(map(str, rule))
        return {"en": f"one of {listed}", "zh": f"以下之一：{listed}"}
    if error.validator == "pattern":
        return {"en": f"text of the form {rule}", "zh": f"形如 {rule} 的文本"}
    listed = f"{error.validator} {rule}" if not isinstance(rule, list | dict) else ""
    if listed:
        return {"en": listed, "zh": listed}
    return {"en": "what the published schema says", "zh": "公开格式所规定的内容"}
