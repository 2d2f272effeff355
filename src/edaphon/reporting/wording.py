"""Texts of a report in both languages: one English sentence, one Chinese twin."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from edaphon.kernel.language import LANGUAGES, Language, marked, translator
from edaphon.kernel.yaml_text import load_yaml

Text = dict[str, str]
"""One text in English and Chinese: ``{"en": ..., "zh": ...}``."""

ROOM = "reporting"

DRAFT = marked("Draft: the method and the forms of its records may still change.")
"""What a report says of a method that is no released one."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


def text(english: str, /, **facts: object) -> Text:
    """Return a text of this room in both languages, its placeholders filled.

    Parameters
    ----------
    english
        Message id in the catalogue of this room.
    **facts
        Values of the placeholders; a text in both languages is filled in by
        language.
    """
    return {
        language: translator(ROOM, language)(english).format_map(
            {name: _told(fact, language) for name, fact in facts.items()}
        )
        for language in LANGUAGES
    }


def _told(fact: object, language: Language) -> str:
    if isinstance(fact, Mapping):
        return str(fact[language])
    return str(fact)


def both(given: Mapping[str, Any] | None, otherwise: str = "") -> Text:
    """Return a person's text in both languages; one stands in for the other."""
    found = {key: str(value) for key, value in (given or {}).items() if value}
    first = next(iter(found.values()), otherwise)
    return {language: found.get(language, first) for language in LANGUAGES}


def same(word: object) -> Text:
    """Return a word that is the same in both languages: a name, a code, a number."""
    return dict.fromkeys(LANGUAGES, str(word))


BESIDE = " | "
"""Sign between the Chinese and the English half of a plain text."""

HAN = re.compile(r"[\u3400-\u9fff]")


def sided(given: object) -> Text | None:
    """Return a plain text that may hold both languages, ``中文 | English``, as two.

    A half is Chinese when only it holds Chinese characters; any other text is the
    same in both languages.
    """
    if not given:
        return None
    halves = str(given).split(BESIDE)
    if len(halves) == 2:
        han = [bool(HAN.search(half)) for half in halves]
        if han[0] != han[1]:
            chinese, english = halves if han[0] else halves[::-1]
            return {"en": english.strip(), "zh": chinese.strip()}
    return same(given)


def joined(texts: list[Text], english: str = "; ", chinese: str = "；") -> Text:
    """Return several texts as one; a full stop gives way to a semicolon."""
    glue = {"en": english, "zh": chinese}
    return {
        language: _glued([item[language] for item in texts if item], glue[language])
        for language in LANGUAGES
    }


def _glued(parts: list[str], glue: str) -> str:
    if glue.strip() not in {";", "；"}:
        return glue.join(parts)
    return glue.join([*(part.rstrip("。.") for part in parts[:-1]), *parts[-1:]])


def word(kind: str, code: object) -> Text:
    """Return the word for a code; a code without a word comes back as it is."""
    found = words().get(kind, {}).get(str(code))
    return dict(found) if found else same(code)


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the words for codes, by kind."""
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = read_yaml("words.yaml")
    return found


def read_yaml(name: str) -> Any:  # noqa: ANN401 - any YAML document
    """Return a data file of this room."""
    file = resources.files("edaphon.reporting").joinpath(name)
    return loaded(file.read_text("utf-8"))


def loaded(text: str) -> Any:  # noqa: ANN401 - any YAML document
    """Return what a YAML text of ours holds."""
    return load_yaml(text)


def day(iso: object) -> Text:
    """Return an ISO date as prose: 4 May 2026, 2026年5月4日."""
    written = str(iso)[:10]
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return same(written)
    return {
        "en": f"{found.day} {MONTHS[found.month - 1]} {found.year}",
        "zh": f"{found.year}年{found.month}月{found.day}日",
    }


def last_day(end: object) -> str:
    """Return the last day of a half-open period, ISO."""
    return date.fromordinal(date.fromisoformat(str(end)).toordinal() - 1).isoformat()
