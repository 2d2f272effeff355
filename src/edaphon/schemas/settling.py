"""Plain values of a document: numbers as a schema wants, without what says nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edaphon.kernel.language import LANGUAGES, says_something
from edaphon.schemas.documents import Place, Written

Schema = Mapping[str, Any]

ANSWER = "#/$defs/answer"
"""Definition of a text that is an answer: a dash in its place is no text at all."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What settling a document needs to know and to note."""

    schema: Schema
    blanks: set[Place] = field(default_factory=set)
    fillers: dict[Place, str] = field(default_factory=dict)
    """Words that say nothing, by the field whose answer they stand for."""

    def answer(self, place: Place, words: str) -> str | None:
        """Return words that say something; others are noted and left out."""
        if says_something(words):
            return words
        if words.strip():
            self.fillers[place] = words
        return None

    def blank(self, place: Place) -> None:
        """Note a field without a value; a text is one answer in its languages."""
        self.blanks.add(place)
        for language in LANGUAGES:
            words = self.fillers.pop((*place, language), None)
            if words is not None:
                self.fillers[place] = words

    def unanswered(self) -> dict[Place, str]:
        """Return words that say nothing where no other language says something."""
        return {
            place: words
            for place, words in self.fillers.items()
            if place[-1] not in LANGUAGES
        }


def settled_values(value: Any, rule: Schema, place: Place, filling: Filling) -> Any:  # noqa: ANN401 - any YAML value
    """Return plain values: numbers as the schema wants them, blank fields left out."""
    if isinstance(value, str) and rule.get("$ref") == ANSWER:
        return filling.answer(place, value)
    rule = resolved(rule, filling.schema)
    if isinstance(value, Written):
        return _number(value.text, rule)
    if isinstance(value, list):
        items = rule.get("items", {})
        settled = (
            settled_values(item, items, (*place, at), filling)
            for at, item in enumerate(value)
        )
        if items.get("$ref") == ANSWER:
            return [item for item in settled if item is not None]
        return list(settled)
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, item in value.items():
        here = (*place, key)
        settled = settled_values(item, under(rule, key), here, filling)
        is_blank = settled is None or settled == "" or (settled == {} and item != {})
        if is_blank and _is_known(rule, key):
            filling.blank(here)
        else:
            kept[key] = settled
    return kept


def _is_known(rule: Schema, key: str) -> bool:
    closed = rule.get("additionalProperties", True) is False
    return not closed or key in rule.get("properties", {})


def _number(text: str, rule: Schema) -> str | int | float:
    """Return a typed number as text, unless the schema asks for a number alone."""
    wanted = rule.get("type")
    if wanted == "integer" and re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if wanted == "number":
        return float(text)
    return text


def resolved(rule: Schema, whole: Schema) -> Schema:
    """Return a rule with the definition that it refers to; its own words win."""
    reference = rule.get("$ref", "")
    if not reference.startswith("#/$defs/"):
        return rule
    named = whole["$defs"][reference.removeprefix("#/$defs/")]
    return {**named, **{key: rule[key] for key in rule if key != "$ref"}}


def under(rule: Schema, key: str) -> Schema:
    """Return the rule of one field of a group."""
    known = rule.get("properties", {}).get(key)
    if known is not None:
        return dict(known)
    rest = rule.get("additionalProperties", {})
    return rest if isinstance(rest, dict) else {}
