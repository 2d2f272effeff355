"""How each doubt about a file is put to a person."""

import re
from collections.abc import Iterator, Mapping, Sequence

from edaphon.evidence import codes, properties
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import LANGUAGES, Language, Text
from edaphon.monitoring import Proposal, is_roster
from edaphon.monitoring import Question as Doubt
from edaphon.starting.answering import YES
from edaphon.starting.file_words import (
    ABOUT_HELP,
    ITEM_HELP,
    KINDS,
    NAMES,
    PARCEL,
    ROLES,
    SAME_HELP,
    WORD_HELP,
    name_of,
)
from edaphon.starting.question import NOTHING, Choice, Kind, Question
from edaphon.starting.state import (
    AREAS,
    FILE,
    LEFT_OUT,
    POINTS,
    ROSTER,
    SOIL,
    Entry,
    State,
)

SECTION = Text(en="The files", zh="数据文件")
ABOUT, SAME = "@about", "same"
BAR = "¦"
"""Stands in an id for a bar of a header."""
WORD = "word"
SAID = "said"
"""Ends the id of a correction of one column."""
ELSEWHERE = (FILE, "--answer")
"""Words of remedies for those who write the document or call edaphon map."""
NOT_READ = "ignore"
DAYS = ("sampled_on", "analysed_on", "received_on")
"""What a column of days may be; which one decides the campaign."""
YEARLY = ("application", "activity", "yield")
"""Kinds of file whose rows are of a year."""
YEAR_CHOICES = (
    Choice(value="campaign", says=Text(en="the year of the row", zh="该行所属年度")),
    Choice(value="ignore", says=NAMES["ignore"]),
)
SKIP = "skip"
"""Answer that rows of a word are left out."""
WORD_CHOICES: Mapping[str, Sequence[Choice]] = {
    "role": ROLES, "item": (Choice(value=SKIP, says=NAMES[SKIP]),),
}  # fmt: skip
WORD_HELPS = {"role": WORD_HELP, "item": ITEM_HELP}
"""What a word may mean, and why it is asked, by what its column is."""
OF_UNITS = ("UNIT_MISSING", "UNIT_NOT_ACCEPTED", "UNIT_UNKNOWN", "MAP_UNUSUAL")
"""Doubts about the unit of a column whose property is known."""
OF_DEPTH = ("depth", "top", "bottom")
"""What a column of depths may be."""
AREA = frozenset(("area", "area_treated"))
"""Columns of a table of areas; records have other values beside them."""
SAMPLED = frozenset(("sample_id", "point", "depth", "top", "bottom"))
"""Columns of a table whose rows are samples."""
PLACED = frozenset(("longitude", "latitude"))
"""Columns of a file of places; its other one and which names the points is asked."""
WORD_DOUBTS = ("MAP_WORDS", "DEPTH_UNCLEAR")
"""Doubts about the words of a column."""


def named(path: str, *parts: str) -> str:
    """Return the id of a question about a file, or about a part of it.

    Examples
    --------
    >>> named("lab/a.csv", "SOC|%", "MAP_UNSURE")
    'file:lab/a.csv|SOC¦%|MAP_UNSURE'
    """
    return "|".join([f"file:{path}", *(part.replace("|", BAR) for part in parts)])


def said_of(path: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the corrections of a file among kept answers, as they are typed.

    Examples
    --------
    >>> said_of("lab/a.csv", {"file:lab/a.csv|SOC¦%|said": "soc:%"})
    {'file:lab/a.csv|SOC¦%|said': 'SOC|%=soc:%'}
    """
    begins, ends = named(path, ""), f"|{SAID}"
    return {
        name: f"{name.removeprefix(begins).removesuffix(ends).replace(BAR, '|')}={text}"
        for name, text in answers.items()
        if name.startswith(begins) and name.endswith(ends)
    }


def same(path: str, like: Entry) -> Question:
    """Return the question whether a file is read as another of the same columns."""
    other = like["path"] + (f"#{like['sheet']}" if like.get("sheet") else "")
    return Question(
        id=named(path, SAME),
        section=SECTION,
        asks=Text(
            en=f"{path} has the columns of {other}: is it to be read the same way?",
            zh=f"{path} 的列与 {other} 相同，是否按同样方式读取？",
        ),
        helps=SAME_HELP,
        kind="yes_no",
        proposal=YES,
    )


def what_it_holds(path: str, found: Proposal) -> Question:
    """Return the question what a file holds."""
    return Question(
        id=named(path, ABOUT),
        section=SECTION,
        asks=Text(en=f"What does {path} hold?", zh=f"{path} 是什么数据？"),
        helps=ABOUT_HELP,
        kind="choice",
        choices=tuple(
            Choice(value=value, says=Text(en=english, zh=chinese))
            for value, english, chinese in KINDS
        ),
        proposal=_likely(found),
    )


def _likely(found: Proposal) -> str:
    """Return what a file seems to hold: values, members, places, or no data."""
    if is_roster([guess.header for guess in found.columns]):
        return ROSTER
    if any(one.problem.code == "MAP_LONG" for one in found.questions):
        return "product" if found.about == "product" else "activity"
    if _has_values(found) and not _only_areas(found):
        return found.about
    return _without_values(found)


def _without_values(found: Proposal) -> str:
    """Return what a table without known values may be; empty where a person must say.

    Weights of rings and shares of stones stand in tables of samples too.
    """
    codes_found = {guess.code for guess in found.columns}
    if PLACED & codes_found or found.gives_places:
        return POINTS
    if AREA & codes_found:
        return AREAS
    return "" if SAMPLED & codes_found and _holds_numbers(found) else LEFT_OUT


def _holds_numbers(found: Proposal) -> bool:
    return any(one.problem.code == "MAP_NUMBERS" for one in found.questions)


def _only_areas(found: Proposal) -> bool:
    """Tell whether areas are all that a table holds."""
    codes_found = {guess.code for guess in found.columns} & properties().keys()
    return bool(codes_found) and codes_found <= AREA


def _has_values(found: Proposal) -> bool:
    """Tell whether any column was taken for something that is measured or recorded."""
    codes_found = {guess.code for guess in found.columns}
    return bool(codes_found & properties().keys()) or {"item", "value"} <= codes_found


def doubt_questions(
    state: State, path: str, found: Proposal, doubt: Doubt
) -> Iterator[Question]:
    """Yield the questions that settle one doubt: one, or one for each word."""
    told = {language: doubt.problem.text(language) for language in LANGUAGES}
    if doubt.problem.code in WORD_DOUBTS:
        column = found.column(doubt.about)
        known = column.details.get("values", {})
        choices = WORD_CHOICES.get(column.code, ())
        for word in found.words(doubt.about):
            if named(path, doubt.about, WORD, word) in state.answers:
                continue
            yield Question(
                id=named(path, doubt.about, WORD, word),
                section=SECTION,
                asks=Text(
                    en=f"What does “{word}” mean in column “{doubt.about}”?",
                    zh=f"“{doubt.about}”列中的“{word}”是什么意思？",
                ),
                helps=_with(WORD_HELPS.get(column.code, NOTHING), told),
                choices=choices,
                kind="choice" if choices else "text",
                is_open=True,
                proposal=str(known.get(word, "")),
            )
        return
    is_setting = doubt.about.startswith("@")
    told = {language: _asked_of(doubt.problem, language) for language in LANGUAGES}
    parts = () if is_setting else (doubt.problem.code,)
    yield Question(
        id=named(path, doubt.about, *parts),
        section=SECTION,
        asks=Text(**told),
        helps=_help(found, doubt),
        kind=_kind(found, doubt),
        choices=()
        if doubt.problem.code == "DETECTION_LIMIT"
        else _choices(found, doubt),
        is_open=not found.choices(doubt),
        proposal="" if _wants_a_person(doubt) else doubt.proposal,
    )


def _wants_a_person(doubt: Doubt) -> bool:
    """Tell whether a bare Enter is no answer: a day may be that of the analysis."""
    return doubt.wants_a_person or doubt.proposal == DAYS[0]


def _asked_of(problem: Problem, language: Language) -> str:
    """Return what was found of a file, what is needed, and how to answer.

    A remedy for those who write project.yaml or call edaphon map is left out.
    """
    place, gap = problem.where.text(language), " " if language == "en" else ""
    colon = ": " if language == "en" else "："
    told = (problem.found(language), problem.needed(language), problem.remedy(language))
    kept = gap.join(one for one in told if not any(word in one for word in ELSEWHERE))
    return f"{place}{colon if place else ''}{kept}"


def _help(found: Proposal, doubt: Doubt) -> Text:
    """Return why a doubt is put, with the first cells of the column."""
    told = Text(**{language: doubt.helped(language) for language in LANGUAGES})
    cells = ", ".join(
        () if doubt.about[0] == "@" else found.column(doubt.about).samples
    )
    shown: Mapping[Language, str] = {
        "en": f"\nIts first cells: {cells}.",
        "zh": f"\n该列前几个单元格：{cells}。",
    }
    return _with(told, shown if cells else {})


def _with(first: Text, second: Mapping[Language, str]) -> Text:
    """Return a text with another one after it."""
    english, chinese = second.get("en", ""), second.get("zh", "")
    return Text(en=f"{first.en} {english}".strip(), zh=f"{first.zh}{chinese}")


def _kind(found: Proposal, doubt: Doubt) -> Kind:
    if doubt.problem.code == "DETECTION_LIMIT":
        return "number"
    if found.choices(doubt):
        return "choice"
    return "text" if doubt.about.startswith("@") else "column"


def _choices(found: Proposal, doubt: Doubt) -> tuple[Choice, ...]:
    """Return the answers that a doubt has, or the codes that a column may be."""
    listed = found.choices(doubt)
    if not listed and not doubt.about.startswith("@"):
        if _is_year(found, found.column(doubt.about).samples):
            return YEAR_CHOICES
        listed = _codes(found, doubt)
    names = {"point": PARCEL} if found.about in YEARLY else {}
    return tuple(
        Choice(value=one, says=names.get(one) or name_of(one)) for one in listed
    )


def _codes(found: Proposal, doubt: Doubt) -> tuple[str, ...]:
    """Return the codes that a column may be.

    Depths where its header is a length, beside a longitude the latitude, and days of
    whatever kind.
    """
    likely = found.likely(doubt)
    if doubt.proposal == DAYS[0]:
        return (*DAYS, NOT_READ)
    if doubt.problem.code in OF_UNITS:
        return _with_units(found, doubt)
    if found.about in YEARLY and "point" in likely:
        return ("point", "stratum", "role", "remark", NOT_READ)
    if likely == (doubt.proposal, NOT_READ) or ":" in doubt.proposal:
        return likely
    lacking = PLACED - {one.code for one in found.columns}
    other = [*lacking] if len(lacking) == 1 else []
    length = _length(doubt.about)
    if not length and not {*OF_DEPTH} & {*likely}:
        return (*dict.fromkeys((*other, *likely)),)
    others = [one for one in likely if one not in (*OF_DEPTH, NOT_READ)]
    layers = [f"{one}:{length or 'cm'}" for one in OF_DEPTH]
    is_first = length and found.about in SOIL
    return (*layers, *others, NOT_READ) if is_first else (*others, *layers, NOT_READ)


def _with_units(found: Proposal, doubt: Doubt) -> tuple[str, ...]:
    """Return a column in every unit that it may be given in, the likeliest first."""
    code = doubt.proposal.partition(":")[0] or found.column(doubt.about).code
    entry = codes()[code]
    listed = [doubt.proposal, *(f"{code}:{unit}" for unit in entry.factors)]
    return (*dict.fromkeys(one for one in listed if one), NOT_READ)


def _length(header: str) -> str:
    """Return the unit of length that a header names; a choice shows it as well.

    Examples
    --------
    >>> _length("Top depth (in)"), _length("von cm"), _length("TRD g/cm3")
    ('in', 'cm', '')
    """
    found = re.search(r"(?<![\w/.])(mm|cm|m|in)(?![\w³/])", header)
    return found[1] if found else ""


def _is_year(found: Proposal, cells: Sequence[str]) -> bool:
    """Tell whether a column of records holds years, whatever its header is."""
    is_taken = any(one.code == "campaign" for one in found.columns)
    return (
        found.about in YEARLY
        and not is_taken
        and bool(cells)
        and all(re.fullmatch(r"(19|20)\d\d", cell) for cell in cells)
    )


def unreadable(path: str, found: Proposal) -> Question:
    """Return what keeps a file from being read, with leaving it out as the answer."""
    told = {
        language: " ".join(item.text(language) for item in found.problems)
        for language in LANGUAGES
    }
    return Question(
        id=named(path),
        section=SECTION,
        asks=Text(**told),
        helps=Text(
            en="Mend the file and start again, or leave it out.",
            zh="请修改文件后重新开始，或不读取该文件。",
        ),
        kind="choice",
        choices=(Choice(value=LEFT_OUT, says=NAMES["leave"]),),
    )


def whole(path: str) -> Question:
    """Return the question whether the whole map of a file is right."""
    return Question(
        id=named(path),
        section=SECTION,
        asks=Text(en=f"Is {path} read rightly?", zh=f"{path} 的读取方式是否正确？"),
        helps=Text(
            en="Say yes, or COLUMN=CODE:UNIT for what is wrong (edaphon words).",
            zh="正确填“是”；有误的写 列名=代码:单位，代码可用 edaphon words 查询。",
        ),
        kind="map",
        proposal=YES,
    )
