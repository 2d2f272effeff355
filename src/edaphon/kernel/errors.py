"""Problems that teach: a code, a place, what was found, what is needed, what to do.

Every code lives in ``kernel/catalogue/*.yaml`` with its texts in English and
Chinese; nothing in the program raises a code that the catalogue does not hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from edaphon.kernel.language import Language

Severity = Literal["error", "question", "warning"]

FOUND_LENGTH = 80
"""Longest piece of a reader's own data that a message repeats [characters]."""

PLACE_LENGTH = 300
"""Longest path, sheet or column name that a message repeats [characters]."""

WORDS_LENGTH = 2400
"""Longest piece of our own words, such as the cure of a condition, and longest list of
names [characters]."""

MOST_PROBLEMS = 200
"""Problems listed one by one before the rest are only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of a problem, as precise as the reader of the file could say it."""

    file: str = ""
    """Path inside the project folder or bundle, with ``/``."""
    sheet: str = ""
    """Worksheet of a workbook."""
    row: int | None = None
    """Row as a spreadsheet shows it, counted from 1."""
    column: str = ""
    """Spreadsheet letter, or the header where there are no letters."""
    path: str = ""
    """Path inside a structured document, such as ``strata/0/area_ha``."""
    byte: int | None = None
    """Offset from the start of the file, counted from 0."""

    def as_json(self) -> dict[str, str | int]:
        """Return only the parts that are known, fit to print."""
        parts = (self.file, self.sheet, self.row, self.column, self.path, self.byte)
        names = ("file", "sheet", "row", "column", "path", "byte")
        return {
            name: shown(part, PLACE_LENGTH) if isinstance(part, str) else part
            for name, part in zip(names, parts, strict=True)
            if part not in ("", None)
        }

    def text(self, language: Language) -> str:
        """Return the place in words: ``lab/a.xlsx, sheet 结果, row 7, column D``."""
        labels = _PLACE_WORDS[language]
        return labels["comma"].join(
            labels[name].format(part) if name in labels else str(part)
            for name, part in self.as_json().items()
        )


_PLACE_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "sheet": "sheet {}", "row": "row {}", "column": "column {}",
        "path": "at {}", "byte": "byte {}", "comma": ", ",
    },
    "zh": {
        "sheet": "工作表 {}", "row": "第 {} 行", "column": "{} 列",
        "path": "位置 {}", "byte": "第 {} 字节", "comma": "，",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, or that only a person can decide.

    ``facts`` fill the placeholders of the catalogue's texts; a fact that is a
    text in both languages is given as ``{"en": …, "zh": …}``, names to choose from as
    a list or tuple, of which none is cut in the middle. Each other value is
    shortened to ``FOUND_LENGTH`` and stripped of control characters before it
    is shown, so that a hostile file cannot write to the reader's terminal.
    """

    code: str
    where: Where = field(default_factory=Where)
    facts: Mapping[str, Any] = field(default_factory=dict)
    since: int = 1
    """Version of the reading rules that first raised it in this situation. A check
    that is added later says so, and never stops the replay of older evidence."""
    unlisted: Mapping[tuple[str, ...], int] = field(default_factory=dict, compare=False)
    """Problems that this one only counts, by their cause; no fact of any record."""

    @property
    def entry(self) -> "Entry":
        """Catalogue entry of the code."""
        return catalogue()[self.code]

    @property
    def severity(self) -> Severity:
        """``error`` stops, ``question`` waits for a person, ``warning`` only tells."""
        return self.entry.severity

    @property
    def of_this_machine(self) -> bool:
        """Tell whether the cause is this machine and never the evidence."""
        return self.entry.of_this_machine

    def stops(self, rules: int | None = None) -> bool:
        """Tell whether it stops the work, under one version of the reading rules.

        Parameters
        ----------
        rules
            Version under which evidence was accepted once; None for the newest.
        """
        since = max(self.since, self.entry.since)
        return self.severity != "warning" and (rules is None or since <= rules)

    def found(self, language: Language) -> str:
        """Return what was found."""
        return self._fill(self.entry.found, language)

    def needed(self, language: Language) -> str:
        """Return what is needed."""
        return self._fill(self.entry.needed, language)

    def remedy(self, language: Language) -> str:
        """Return what to do."""
        return self._fill(self.entry.remedy, language)

    def text(self, language: Language) -> str:
        """Return the whole message on one line, place first."""
        place = self.where.text(language)
        gap = "" if language == "zh" else " "
        colon = "：" if language == "zh" else ": "
        sentences = gap.join(
            (self.found(language), self.needed(language), self.remedy(language))
        )
        return f"[{self.code}] {place}{colon if place else ''}{sentences}"

    def as_json(self) -> dict[str, object]:
        """Return the problem with both languages, for machines."""
        return {
            "code": self.code,
            "severity": self.severity,
            "where": self.where.as_json(),
            "found": {lang: self.found(lang) for lang in ("en", "zh")},
            "needed": {lang: self.needed(lang) for lang in ("en", "zh")},
            "remedy": {lang: self.remedy(lang) for lang in ("en", "zh")},
        }

    def _fill(self, texts: Mapping[str, str], language: Language) -> str:
        told = {name: _told(fact, language) for name, fact in self.facts.items()}
        text = texts[language]
        for name in (name for name, fact in told.items() if not fact):
            text = text.replace(f" {{{name}}}", "")  # such as the unit of a share
        return text.format_map(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the catalogue says of one code."""

    code: str
    severity: Severity
    title: Mapping[str, str]
    found: Mapping[str, str]
    needed: Mapping[str, str]
    remedy: Mapping[str, str]
    of_this_machine: bool = False
    """Whether the cause is this machine, its disk or what is installed on it: such a
    problem says nothing against the evidence of whoever sent it."""
    since: int = 1
    """Version of the reading rules that first knew the code."""


def each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in their order, one that says the same again left out.

    Two maps of one workbook find the same hidden sheet; it is one problem, wherever
    problems are counted.
    """
    told = {(item.code, item.where, repr(item.facts)): item for item in problems}
    return tuple(told.values())


class EdaphonError(Exception):
    """One or more problems; the only exception that leaves a room on purpose."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(problem.text("en") for problem in self.problems))


def shown(fact: object, length: int = FOUND_LENGTH) -> str:
    """Return a fact fit to print: no control characters, at most ``length`` long."""
    text = "".join(
        char if char.isprintable() else f"\\x{_number(char):02x}" for char in str(fact)
    )
    return text if len(text) <= length else text[: length - 1] + "…"


def _number(char: str) -> int:
    """Return the number of a sign; of a byte that is no text, that of the byte."""
    number = ord(char)
    return number - 0xDC00 if 0xDC80 <= number <= 0xDCFF else number


def _told(fact: object, language: Language) -> str:
    """Return a fact in a language; our own bilingual words may be long."""
    if isinstance(fact, Mapping) and language in fact:
        return shown(fact[language], WORDS_LENGTH)
    if isinstance(fact, list | tuple):
        return _listed(fact, language)
    return shown(fact)


def _listed(names: Sequence[object], language: Language) -> str:
    """Return a list of names; none is cut, and those that find no room are counted."""
    told: list[str] = []
    length = 0
    for name in map(shown, names):
        length += len(name) + 2
        if length > WORDS_LENGTH:
            more = len(names) - len(told)
            told.append({"en": f"and {more} more", "zh": f"另有 {more} 个"}[language])
            break
        told.append(name)
    return ", ".join(told) or "–"


@cache
def catalogue() -> Mapping[str, Entry]:
    """Return every error code the program knows, in alphabetical order."""
    from edaphon.kernel.yaml_text import load_yaml  # noqa: PLC0415 - only a message needs it

    entries: dict[str, Entry] = {}
    folder = resources.files("edaphon.kernel") / "catalogue"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yaml"):
            continue
        for code, texts in load_yaml(file.read_text("utf-8")).items():
            if code in entries:
                message = f"{code} stands twice in the catalogue"
                raise ValueError(message)
            entries[code] = Entry(code=code, **texts)
    return dict(sorted(entries.items()))
