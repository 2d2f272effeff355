"""What a person typed, as an answer that a document can hold."""

import re

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Text, says_something
from edaphon.starting.listed import (
    DAY,
    count_of,
    day_of,
    groups_of,
    hectares_of,
    places_of,
    runs_of,
)
from edaphon.starting.question import LATER, Question

YES, NO = "yes", "no"

WORDS = {
    YES: frozenset({"yes", "y", "true", "1", "是", "有", "对"}),
    NO: frozenset({"no", "n", "false", "0", "否", "无", "没有", "不是"}),
}

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")

WANTED = {
    "text": Text(en="a few words", zh="文字"),
    "choice": Text(
        en="one of the choices, by its number or word", zh="所列选项之一（序号或代码）"
    ),
    "day": Text(en="a day, 2021-10-15", zh="日期，如 2021-10-15"),
    "days": Text(
        en="first and last day, 2021-10-04 2021-10-09",
        zh="首日和末日，如 2021-10-04 2021-10-09",
    ),
    "number": Text(en="a number in plain digits, 12.5", zh="数字，如 12.5"),
    "yes_no": Text(en="yes or no", zh="是或否"),
    "column": Text(
        en="a code, with its unit where it has one: soc:g/kg",
        zh="代码，有单位的写明单位，如 soc:g/kg",
    ),
    "map": Text(en="yes, or COLUMN=CODE:UNIT", zh="是，或 列名=代码:单位"),
    "count": Text(
        en="living cells in a gram or millilitre, 200000000/g or 2e8/mL",
        zh="每克或每毫升的活菌数，如 2亿/g、0.5亿/mL",
    ),
    "area": Text(
        en="a number of hectares, or with its unit: 20, 300 acres, 1800 mu",
        zh="公顷数，或注明单位，如 120、1800亩",
    ),
    "runs": Text(
        en="day, known value and result of each run, with ; between runs: "
        "2021-11-01 10.71 10.66; 2021-11-02 10.71 10.75",
        zh="每次测定的日期、标准值和测得值，各次之间用分号隔开："
        "2021-11-01 10.71 10.66；2021-11-02 10.71 10.75",
    ),
    "groups": Text(
        en="a name and its points, with ; between names: North: C1 C2; Mill: C3",
        zh="名称及其采样点，各项之间用分号隔开：北地：C1 C2；东地：C3",
    ),
    "places": Text(
        en="point, longitude and latitude in degrees, with ; between points: "
        "P1 115.6512 34.4021; P2 115.6533 34.4018",
        zh="采样点、经度、纬度（度），各点之间用分号隔开："
        "P1 115.6512 34.4021；P2 115.6533 34.4018",
    ),
}  # fmt: skip
"""What an answer of each kind is."""


def taken(question: Question, given: str) -> str:
    """Return an answer as it is kept; empty where the question stays blank.

    Parameters
    ----------
    question
        What was asked.
    given
        What a person typed; nothing takes the proposal.

    Returns
    -------
    str
        The answer as it is kept; empty for one that stays blank, also where a person
        wrote a dash or a word such as ``none yet`` for it; `LATER` where question and
        group are put off.

    Raises
    ------
    EdaphonError
        ``ANSWER_FORM`` for what is no answer to it.
    """
    text = given.strip() or question.proposal
    if text == LATER and question.group:
        return LATER
    if not text or _is_filler(question, text):
        if question.may_be_blank:
            return ""
        raise _refused(question, given)
    found = _READERS.get(question.kind, _text)(question, text)
    if found is None:
        raise _refused(question, given)
    return found


def wanted(question: Question) -> Text:
    """Return what an answer to a question may be, in words."""
    return WANTED[question.kind]


def _is_filler(question: Question, text: str) -> bool:
    """Tell whether words fill a place and say nothing: nobody signs as a dash.

    In a file a dash or NA is a cell, and its meaning is asked for.
    """
    is_cell = question.id.startswith("file:")
    return question.kind == "text" and not is_cell and not says_something(text)


def _refused(question: Question, given: str) -> EdaphonError:
    facts = {
        "question": question.asks,
        "found": given.strip() or "–",
        "wanted": wanted(question),
    }
    return EdaphonError(Problem(code="ANSWER_FORM", facts=facts))


def _text(question: Question, text: str) -> str | None:
    fits = not question.pattern or re.fullmatch(question.pattern, text)
    return text if fits else None


def _choice(question: Question, text: str) -> str | None:
    listed = [item.value for item in question.choices]
    if text in listed:
        return text
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(listed):
        return listed[int(text) - 1]
    named = [
        item.value
        for item in question.choices
        if text.casefold() in {says.casefold() for says in item.says.values()}
    ]
    if named:
        return named[0]
    return _text(question, text) if question.is_open else None


def _column(question: Question, text: str) -> str | None:
    """Return a code, or the choice whose number it is; no code is a number."""
    return _choice(question, text) or _text(question, text)


def _day(_question: Question, text: str) -> str | None:
    return day_of(text)


def _days(_question: Question, text: str) -> str | None:
    found = [day_of(match.group()) for match in DAY.finditer(text)]
    rest = DAY.sub("", text)
    days = [day for day in found if day]
    is_whole = len(days) == len(found) and not re.search(r"\d", rest)
    if not is_whole or len(days) not in {1, 2}:
        return None
    first, last = days[0], days[-1]
    return f"{first} {last}" if first <= last else None


def _number(_question: Question, text: str) -> str | None:
    return text if NUMBER.fullmatch(text) else None


def _yes_no(_question: Question, text: str) -> str | None:
    word = text.casefold()
    return next((answer for answer, words in WORDS.items() if word in words), None)


def _map(question: Question, text: str) -> str | None:
    return text if "=" in text else _yes_no(question, text)


_READERS = {
    "area": lambda _question, text: hectares_of(text),
    "count": lambda _question, text: count_of(text),
    "runs": lambda _question, text: runs_of(text),
    "groups": lambda _question, text: groups_of(text),
    "places": lambda _question, text: places_of(text),
    "text": _text,
    "choice": _choice,
    "column": _column,
    "day": _day,
    "days": _days,
    "number": _number,
    "yes_no": _yes_no,
    "map": _map,
}
