"""A proposed column map: what each column probably is, why, and what must be asked."""

import re
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from edaphon.evidence import codes, nearest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import Language, marked, translator
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.rows.column_map import stated_unit, takes
from edaphon.monitoring.tables.encodings import known_encoding
from edaphon.monitoring.tables.raw import NO_HEADER
from edaphon.monitoring.wizard.helping import helped, typed
from edaphon.schemas.forms import schema

NOT_READ = "ignore"
"""Code of a column that the map leaves out."""

SETTINGS = (
    "sheet", "header_rows", "encoding", "delimiter", "decimal", "dates", "missing",
    "hidden", "about",
)  # fmt: skip
"""What an answer may settle for the whole file, written ``@encoding=gb18030``."""

REASONS: Mapping[str, str] = {
    "exact": marked("the header is a name of it"),
    "unit": marked("the header is a name of it, with its unit"),
    "trimmed": marked("the header is a name of it with words around"),
    "doubtful": marked("the header may mean several things"),
    "depth": marked("the header also states the depth"),
    "second": marked("another column already gives this"),
    "unknown": marked("the header is not known"),
    "projected": marked("metres of a projected system"),
    "answered": marked("answered by a person"),
}
"""Why a column was taken for what it is."""

DENSITY = "bulk_density"

BASES = ("fine_earth", "fine_earth_per_core", "whole_soil")
"""What a bulk density is of; an answer of its own, after that of code and unit."""

LIMIT = "limit:"
"""Begins the answer that gives the detection limit of a column, ``limit:0.05``."""

PATTERN = "pattern:"
"""Begins the answer that tells the parts of ids, ``pattern:{point}-{replicate}``."""

ALSO = "also:"
"""Begins the answer of which id the words are a part too, ``also:point``."""

DETAILS: Mapping[str, str] = {
    LIMIT: "detection_limit", PATTERN: "pattern", ALSO: "also",
}  # fmt: skip
"""Field of a column that an answer gives which begins so."""

_MEANING = (
    "MAP_PLACE",
    "MAP_POINT_ID",
    "MAP_PROJECTED",
    "MAP_NUMBERS",
    "MAP_DAYS",
    "MAP_YEARS",
    "MAP_LONG",
    "MAP_UNSURE",
    "UNIT_MISSING",
    "UNIT_NOT_ACCEPTED",
    "UNIT_UNKNOWN",
    "MAP_UNUSUAL",
)
"""Questions that code and unit of a column settle."""

_OPEN = "…"
"""Stands where only a person knows the answer."""

_WORDS = ("MAP_WORDS", "DEPTH_UNCLEAR")
"""Questions that the meaning of its words settles."""

_PARTS = ("MAP_PARTS", "MAP_LAYER_NUMBERS")
"""Questions what the last part of ids is."""

_PLACES = ("MAP_POINT_ID", "MAP_PROJECTED")
"""Questions that only a file with places raises."""

_DETAILS = ("DENSITY_BASIS", *_PARTS, "MAP_POINT_ROLES")
"""Questions that a field of the column settles."""

ONLY_A_PERSON = (
    "MAP_UNSURE", "UNIT_MISSING", "MAP_UNUSUAL", "MAP_PARTS", "MAP_PROJECTED",
    "MAP_DAYS", "MAP_YEARS", "MAP_LONG",
)  # fmt: skip
"""Questions whose likely answer is shown and never taken without being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What one column of the file probably is."""

    header: str
    """Header as it stands, rows joined with ``/``."""
    letter: str
    """Spreadsheet letter."""
    code: str
    """Property, place or ``ignore``."""
    unit: str = ""
    """UCUM unit, empty when none is known or needed."""
    confidence: float = 0.0
    """Between 0 and 1."""
    reason: str = "unknown"
    """Key of `REASONS`."""
    samples: tuple[str, ...] = ()
    """Three different values of the column."""
    alternatives: tuple[str, ...] = ()
    """Other codes that it may be."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """More of the column's record: top, bottom, values, negative_down."""

    def why(self, language: Language) -> str:
        """Return the reason in words."""
        return translator("monitoring", language)(REASONS[self.reason])

    def record(self) -> dict[str, object]:
        """Return the column as project.yaml keeps it."""
        unit = {"unit": self.unit} if self.unit else {}
        return {"is": self.code, **unit, **self.details}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that only a person can settle."""

    about: str
    """Header of a column, or ``@`` and a setting of the file."""
    problem: Problem
    """What is in doubt, in both languages."""
    proposal: str = ""
    """Answer that seems likely, as ``edaphon map --answer`` takes it; may be empty."""

    @property
    def wants_a_person(self) -> bool:
        """Whether the likely answer counts only where somebody has read it."""
        return self.problem.code in ONLY_A_PERSON

    def typed(self, language: Language) -> str:
        """Return what answers it, with an example."""
        return typed(self.about, self.problem.code, language)

    def helped(self, language: Language) -> str:
        """Return why it is asked, what its answers do, and an example."""
        return helped(self.about, self.problem.code, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A column map that waits for a person's yes."""

    path: str
    about: str
    settings: Mapping[str, object]
    """Sheet, header rows, encoding, delimiter, decimal sign, dates, missing codes."""
    columns: tuple[Guess, ...]
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Errors that no answer can settle."""

    def record(self) -> dict[str, object]:
        """Return the ``files`` entry that the proposal would save."""
        settings = {
            name: self.settings[name] for name in SETTINGS if self.settings.get(name)
        }
        columns = {guess.header: guess.record() for guess in self.columns}
        return {"path": self.path, "about": self.about, **settings, "columns": columns}

    def worded(self, about: str, word: str, meaning: str) -> "Proposal":
        """Return the proposal after one word of a column got its meaning.

        The word ``*`` with the meaning ``skip`` leaves all other rows out.
        """
        guess = self.column(about)
        if (word, meaning) == ("*", "skip"):
            details = {**guess.details, "others": "skip"}
            return self._with(replace(guess, details=details), settles=_WORDS)
        values = {**guess.details.get("values", {}), word: meaning}
        settled = replace(guess, details={**guess.details, "values": values})
        open_words = [one for one in self.words(guess.header) if one not in values]
        return self._with(settled, settles=() if open_words else _WORDS)

    def beside(self, constants: Collection[str]) -> "Proposal":
        """Return the proposal without asking for places that hold for all rows."""
        questions = tuple(
            one
            for one in self.questions
            if one.problem.code != "MAP_PLACE"
            or not {*constants} & {*one.problem.facts["gives"]}
        )
        return replace(self, questions=questions)

    def words(self, header: str) -> Sequence[str]:
        """Return the words of a column that still want a meaning."""
        return [
            str(word)
            for question in self.questions
            if question.about == header
            for word in question.problem.facts.get("all_words", ())
        ]

    def options(self, question: Question) -> tuple[str, ...]:
        """Return the options of ``edaphon map`` that answer a question.

        Proposed answers are filled in; ``…`` stands where none is proposed. A
        question that only a corrected file answers has none.
        """
        about, code = question.about, question.problem.code
        if code in _WORDS:
            known = self.column(about).details.get("values", {})
            return tuple(
                f"--word {_typed(f'{about}:{word}={known.get(word) or _OPEN}')}"
                for word in self.words(about)
            )
        if code == "DETECTION_LIMIT":
            return (f"--answer {_typed(f'{about}={LIMIT}{_OPEN}')}",)
        if code in (*_MEANING, *_DETAILS) or about.startswith("@"):
            return (f"--answer {_typed(f'{about}={question.proposal or _OPEN}')}",)
        return ()

    @staticmethod
    def choices(question: Question) -> tuple[str, ...]:
        """Return the words that answer a question, empty where others do too."""
        if question.problem.code == "DENSITY_BASIS":
            return BASES
        about = question.about
        return setting_choices(about[1:]) if about.startswith("@") else ()

    @property
    def gives_places(self) -> bool:
        """Whether columns of the file give the places of its rows."""
        asked = {one.problem.code for one in self.questions}
        codes = {guess.code for guess in self.columns}
        return codes >= {"longitude", "latitude"} or bool(asked & {*_PLACES})

    def likely(self, question: Question) -> tuple[str, ...]:
        """Return the answers that a question about a column most probably has."""
        code, facts = question.problem.code, question.problem.facts
        if question.about.startswith("@"):
            return ()
        listed = [question.proposal, *self.column(question.about).alternatives]
        if code in _PARTS:
            told = [facts[name] for name in ("replicates", "whole") if name in facts]
            return (question.proposal, *map(str, told))
        if code in _PLACES:
            listed = ["point"] if code == "MAP_POINT_ID" else []
        known = [one for one in dict.fromkeys(listed) if one and one != NOT_READ]
        return (*known, NOT_READ)

    def column(self, about: str) -> Guess:
        """Return a column by header or letter.

        Raises
        ------
        EdaphonError
            ``MAP_NAME`` when no column has that name.
        """
        return named_column(self.columns, about, self.path)

    def _with(self, settled: Guess, settles: Sequence[str]) -> "Proposal":
        columns = tuple(
            settled if guess.letter == settled.letter else guess
            for guess in self.columns
        )
        questions = tuple(
            question
            for question in self.questions
            if question.about != settled.header or question.problem.code not in settles
        )
        return replace(self, columns=columns, questions=questions)


def named_column(columns: Sequence[Guess], about: str, file: str) -> Guess:
    """Return the column with a header or letter; ``MAP_NAME`` where none has it."""
    for guess in columns:
        if about in (guess.header, guess.letter):
            return guess
    facts = {"name": about, "columns": [guess.header for guess in columns]}
    problem = Problem(code="MAP_NAME", where=Where(file=file), facts=facts)
    raise EdaphonError(problem)


def _typed(word: str) -> str:
    """Return a word as a shell takes it."""
    return shlex.quote(word) if set(word) & set(" ;&|<>(){}$`'\"*?#~") else word


def accepted_unit(code: str, unit: str, where: Where) -> str:
    """Return the unit of an answer as UCUM writes it; empty where it states none.

    Raises
    ------
    EdaphonError
        ``PROPERTY_UNKNOWN``, ``UNIT_UNKNOWN`` or ``UNIT_NOT_ACCEPTED``.
    """
    entry = codes().get(code)
    if code == NOT_READ:
        return ""
    if entry is None:
        facts = {"name": code, "nearest": nearest(code)}
        raise EdaphonError(Problem(code="PROPERTY_UNKNOWN", where=where, facts=facts))
    if not unit or entry.kind != "quantity":
        return unit
    stated = stated_unit(unit, entry)
    if stated is None:
        facts = {"unit": unit}
        raise EdaphonError(Problem(code="UNIT_UNKNOWN", where=where, facts=facts))
    if not takes(entry, stated, NEWEST):
        accepted = {"property": entry.code, "accepted": entry.accepted_text()}
        refused = {"unit": unit, **accepted}
        raise EdaphonError(
            Problem(code="UNIT_NOT_ACCEPTED", where=where, facts=refused)
        )
    return stated


def detail(answer: str, where: Where) -> tuple[str, str]:
    """Return the field of a column that an answer gives, and what it says there.

    Empty texts for an answer that says what the column is.

    Raises
    ------
    EdaphonError
        ``MAP_PATTERN``, or ``PROPERTY_UNKNOWN`` for an id that words are no part of.
    """
    begins = next((one for one in DETAILS if answer.startswith(one)), "")
    name, said = DETAILS.get(begins, ""), answer.removeprefix(begins)
    known = schema("project")["$defs"]["column"]["properties"].get(name, {})
    if name == "pattern" and not re.fullmatch(known["pattern"], said):
        raise EdaphonError(
            Problem(code="MAP_PATTERN", where=where, facts={"found": said})
        )
    if name == "also" and said not in known["enum"]:
        facts = {"name": said, "nearest": ", ".join(known["enum"])}
        raise EdaphonError(Problem(code="PROPERTY_UNKNOWN", where=where, facts=facts))
    return name, said if name else ""


def setting_value(name: str, answer: str) -> str | list[int] | list[str]:
    """Return what an answer to a setting of the file means.

    Raises
    ------
    ValueError
        When header rows are not whole numbers, or the answer is none of those that
        project.yaml takes for the setting; these are its arguments.

    Examples
    --------
    >>> setting_value("header_rows", "3,4"), setting_value("missing", "*,NA")
    ([3, 4], ['*', 'NA'])
    >>> setting_value("header_rows", "[2, 3]"), setting_value("header_rows", "none")
    ([2, 3], 'none')
    """
    if (name, answer) == ("header_rows", NO_HEADER):
        return answer
    if name == "header_rows":
        return [int(part) for part in re.split("[,，]", answer.strip().strip("[]"))]
    if name == "missing":
        return [part for part in re.split("[,，]", answer) if part]
    answer = "\t" if answer == "\\t" else answer
    choices = setting_choices(name)
    if name == "encoding":
        answer = known_encoding(answer, choices) or answer
    if choices and answer not in choices:
        raise ValueError(*choices)
    return answer


def setting_choices(name: str) -> tuple[str, ...]:
    """Return what project.yaml takes for a setting of a file, empty where any text.

    Examples
    --------
    >>> setting_choices("decimal"), setting_choices("sheet")
    (('.', ','), ())
    """
    known = schema("project")["$defs"]["file"]["properties"]
    return tuple(map(str, known.get(name, {}).get("enum", ())))
