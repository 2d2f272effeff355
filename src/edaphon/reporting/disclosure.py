"""The disclosure list: every field that a scheme asks for, filled or named as open."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from edaphon.kernel.language import says_something
from edaphon.reporting.answer import Answer, NotApplicable, Outside, Partly
from edaphon.reporting.answers_account import ANSWERS as OF_ACCOUNT
from edaphon.reporting.answers_monitoring import ANSWERS as OF_MONITORING
from edaphon.reporting.answers_project import ANSWERS as OF_PROJECT
from edaphon.reporting.content_form import Content
from edaphon.reporting.wording import Text, both, joined, read_yaml, text

Record = dict[str, Any]

FILE = "disclosure.yaml"


@cache
def fields() -> tuple[Mapping[str, Any], ...]:
    """Return every field of the list, in its order."""
    return tuple(read_yaml(FILE))


def disclosure_rows(content: Content, document: Mapping[str, Any]) -> list[Record]:
    """Return one row a field: what is asked, by whom, and what the evidence says.

    Parameters
    ----------
    content
        The report's content so far.
    document
        Project file; its section ``disclosure`` adds a developer's own words to a
        field, by the field's id.

    Returns
    -------
    list of dict
        ``state`` is ``provided`` only where the records hold all that the field
        names, ``partly`` where they hold a part, ``stated`` where the project says the
        rest in words that nobody checked, ``not_provided`` or ``not_applicable``. A
        developer's words stand first; a word for an unknown field is listed last.
    """
    stated = document.get("disclosure", {})
    known = {item["id"] for item in fields()}
    rows = [_row(item, content, stated.get(item["id"])) for item in fields()]
    return [*rows, *[_own(name, stated[name]) for name in stated if name not in known]]


def _row(
    item: Mapping[str, Any], content: Content, words: Mapping[str, Any] | None
) -> Record:
    answer = {**OF_PROJECT, **OF_MONITORING, **OF_ACCOUNT}[item["id"]](content)
    given = [both(words)] if says_something(words) else []
    state, known = _judged(answer, given)
    told = joined(known, " ", "") if known else text("Not provided.")
    return {
        "id": item["id"],
        "title": dict(item["title"]),
        "need": item["need"],
        "from": [_clause(one) for one in item["from"]],
        "where": item["where"],
        "state": state,
        "text": told,
    }


def _judged(answer: Answer, given: list[Text]) -> tuple[str, list[Text]]:
    """Return the state of a field and the texts that answer it."""
    if isinstance(answer, NotApplicable):
        return "not_applicable", given or [answer.reason]
    if isinstance(answer, Outside):
        return "not_provided", given
    if isinstance(answer, Partly):
        is_stated = bool(given) and not answer.is_computed
        lacking = (
            text("Not in the records, in the project's words at most: {lacks}.",
                 lacks=answer.lacks)
            if is_stated
            else text("Lacking: {lacks}.", lacks=answer.lacks)
        )  # fmt: skip
        return "stated" if is_stated else "partly", [*given, answer.told, lacking]
    if answer is None:
        return "stated" if given else "not_provided", given
    return "provided", [*given, answer]


def _clause(given: str) -> Record:
    key, clause, mark = given.split("|")
    return {"key": key, "clause": clause, "mark": mark}


def _own(name: str, words: Mapping[str, Any]) -> Record:
    title: Text = both({"en": name})
    return {
        "id": name,
        "title": title,
        "need": "C",
        "from": [],
        "where": "disclosure",
        "state": "stated" if says_something(words) else "not_provided",
        "text": both(words),
    }
