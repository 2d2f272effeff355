"""What a person typed, as an answer that a document can hold."""

import re
from datetime import date

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Text
from edaphon.starting.question import Question

YES, NO = "yes", "no"

WORDS = {
    YES: frozenset({"yes", "y", "true", "1", "是", "有", "对"}),
    NO: frozenset({"no", "n", "false", "0", "否", "无", "没有", "不是"}),
}

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
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

    Raises
    ------
    EdaphonError
        ``ANSWER_FORM`` for what is no answer to it.
    """
    text = given.strip() or question.proposal
    if not text:
        if question.may_be_blank:
            return ""
        raise _refused(question, given)
    found = _READERS.get(question.kind, _text)(question, text)
    if found is None:
        raise _refused(question, given)
    return found


def _refused(question: Question, given: str) -> EdaphonError:
    facts = {
        "question": question.asks,
        "found": given.strip() or "–",
        "wanted": WANTED[question.kind],
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
    match = DAY.fullmatch(text)
    return None if match is None else _iso(match)


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _days(_question: Question, text: str) -> str | None:
    found = [_iso(match) for match in DAY.finditer(text)]
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
    "text": _text,
    "choice": _choice,
    "column": _column,
    "day": _day,
    "days": _days,
    "number": _number,
    "yes_no": _yes_no,
    "map": _map,
}
