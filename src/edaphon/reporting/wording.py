"""Texts of a report in both languages: one English sentence, one Chinese twin."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Protocol

import msgspec
from msgspec import UnsetType

from edaphon.kernel.language import (
    LANGUAGES,
    Language,
    halves,
    marked,
    says_something,
    translator,
)
from edaphon.kernel.marks import MARKS
from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.models.account import Text
from edaphon.schemas.record import stated_or

ROOM = "reporting"

DRAFT = marked("Draft: the method and the forms of its records may still change.")
"""What a report says of a method that is no released one."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


def marks_of(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return how many facts carry each mark; O only where a project states values."""
    return [(mark, counts[mark]) for mark in MARKS if mark in counts]


class Words(Protocol):
    """A person's text in English, in Chinese, or in both."""

    @property
    def en(self) -> str | UnsetType:
        """The text in English."""

    @property
    def zh(self) -> str | UnsetType:
        """The text in Chinese."""


ENUMERATED: Mapping[Language, str] = {"en": ", ", "zh": "、"}
"""What stands between the items of a list."""


def text(english: str, /, **facts: object) -> Text:
    """Return a text of this room in both languages, its placeholders filled.

    Parameters
    ----------
    english
        Message id in the catalogue of this room.
    **facts
        Values of the placeholders; a text in both languages is filled in by
        language, a list is enumerated as a language does.
    """
    return Text(
        **{
            language: translator(ROOM, language)(english).format_map(
                {name: _told(fact, language) for name, fact in facts.items()}
            )
            for language in LANGUAGES
        }
    )


def _told(fact: object, language: Language) -> str:
    if isinstance(fact, list):
        return ENUMERATED[language].join(_told(one, language) for one in fact)
    return read_in(fact, language) if isinstance(fact, Text) else str(fact)


def read_in(given: Text, language: Language) -> str:
    """Return a text in one language."""
    return given.en if language == "en" else given.zh


def both(given: Words | UnsetType | None, otherwise: str = "") -> Text:
    """Return a person's text in both languages; one stands in for the other."""
    if given is None or isinstance(given, UnsetType):
        return same(otherwise)
    english, chinese = stated_or(given.en, ""), stated_or(given.zh, "")
    return Text(en=english or chinese or otherwise, zh=chinese or english or otherwise)


def maybe(given: Words | UnsetType | None) -> Text | None:
    """Return a person's text in both languages, None where it says nothing."""
    return both(given) if is_told(given) else None


def is_told(given: Words | UnsetType | None) -> bool:
    """Tell whether somebody's words are more than a dash."""
    if given is None or isinstance(given, UnsetType):
        return False
    return says_something(
        {"en": stated_or(given.en, ""), "zh": stated_or(given.zh, "")}
    )


def same(word: object) -> Text:
    """Return a word that is the same in both languages: a name, a code, a number."""
    return Text(en=str(word), zh=str(word))


def sided(given: str | UnsetType | None) -> Text | None:
    """Return a plain text that may hold both languages, ``中文 | English``, as two.

    A half is Chinese when only it holds Chinese characters; any other text is the
    same in both languages, and a dash is none.
    """
    if isinstance(given, UnsetType) or not given or not says_something(given):
        return None
    told = halves(given)
    return Text(en=told["en"], zh=told["zh"])


def joined(texts: list[Text], english: str = "; ", chinese: str = "；") -> Text:
    """Return several texts as one; a full stop gives way to a semicolon."""
    return Text(
        en=_glued([item.en for item in texts], english),
        zh=_glued([item.zh for item in texts], chinese),
    )


def enumerated(texts: Sequence[Text]) -> Text:
    """Return texts as the items of a list."""
    return joined(list(texts), ENUMERATED["en"], ENUMERATED["zh"])


def _glued(parts: list[str], glue: str) -> str:
    if glue.strip() not in {";", "；"}:
        return glue.join(parts)
    return glue.join([*(part.rstrip("。.") for part in parts[:-1]), *parts[-1:]])


def word(kind: str, code: object) -> Text:
    """Return the word for a code; a code without a word comes back as it is."""
    return words().get(kind, {}).get(str(code)) or same(code)


def clause(source: str, language: Language) -> str:
    """Return a clause as readers of a language see it: what follows its number too."""
    if language == "en":
        return source
    tails = sorted(words()["tail"].values(), key=lambda one: -len(one.en))
    for tail in tails:
        source = source.replace(tail.en, tail.zh)
    for pattern, form in NUMBERED:
        source = pattern.sub(form, source)
    return source


NUMBERED = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r",? ?\bChapter ([\dA-Z.]+), Table (?=\d)", r" 第 \1 章表 "),
        (r",? ?\bChapter ([\dA-Z.]+)", r" 第 \1 章"),
        (r",? ?\bSection ([\dA-Z.]+)", r" 第 \1 节"),
        (r" ?\bTable (?=[\dA-Z])", " 表 "),
        (r",? ?\b(?:Equations?|Eqs?\.|eq\.) (?=[\d§])", " 公式 "),
        (r",? ?\bApp(?:endix|\.) (?=[\dA-Z])", " 附录 "),
        (r" ?\bBox (?=\d)", " 框 "),
        (r"\bEdaphon contributors\b", "Edaphon 编写组"),
        (r" conditions? (?=\d)", " 条件 "),
        (r"(?<=[\dA-Z]) and (?=[§\dC])", " 和 "),
        (r"^ ", ""),
    )
)
"""How a numbered place of a source is called in Chinese: Table 11.3, 表 11.3."""


@cache
def words() -> Mapping[str, Mapping[str, Text]]:
    """Return the words for codes, by kind."""
    return msgspec.convert(read_yaml("words.yaml"), dict[str, dict[str, Text]])


def read_yaml(name: str) -> Any:  # noqa: ANN401 - any YAML document
    """Return a data file of this room."""
    file = resources.files("edaphon.reporting").joinpath(name)
    return load_yaml(file.read_text("utf-8"))


def day(iso: object) -> Text:
    """Return an ISO date as prose: 4 May 2026, 2026年5月4日."""
    written = str(iso)[:10]
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return same(written)
    return Text(
        en=f"{found.day} {MONTHS[found.month - 1]} {found.year}",
        zh=f"{found.year}年{found.month}月{found.day}日",
    )
