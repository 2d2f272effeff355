"""The disclosure list: every field that a scheme asks for, filled or named as open."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, convert, field

from edaphon.reporting.answer import Answer, NotApplicable, Outside, Partly
from edaphon.reporting.answer import Stated as InWords
from edaphon.reporting.answers_account import ANSWERS as OF_ACCOUNT
from edaphon.reporting.answers_monitoring import ANSWERS as OF_MONITORING
from edaphon.reporting.answers_project import ANSWERS as OF_PROJECT
from edaphon.reporting.wording import both, is_told, joined, read_yaml, same, text
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.project import Text as Stated
from edaphon.schemas.models.report import Clause, Field, Report

FILE = "disclosure.yaml"

State = Literal["provided", "stated", "partly", "not_provided", "not_applicable"]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """One field that a scheme asks for."""

    id: str
    need: Literal["R", "C"]
    where: str
    """Chapter of the report that shows it."""
    title: Text
    asked_by: list[str] = field(name="from")
    """Source key, clause and mark: ``V|§9|P``."""


@cache
def fields() -> tuple[Asked, ...]:
    """Return every field of the list, in its order."""
    return convert(read_yaml(FILE), tuple[Asked, ...])


def disclosure_rows(content: Report, stated: Mapping[str, Stated]) -> list[Field]:
    """Return one row a field: what is asked, by whom, and what the evidence says.

    Parameters
    ----------
    content
        The report's content so far.
    stated
        The project's section ``disclosure``: a developer's own words to a field, by
        the field's id.

    Returns
    -------
    list of Field
        ``state`` is ``provided`` only where the records hold all that the field
        names, ``partly`` where they hold a part, ``stated`` where the project says the
        rest in words that nobody checked, ``not_provided`` or ``not_applicable``. A
        developer's words stand first; a word for an unknown field is listed last.
    """
    known = {item.id for item in fields()}
    rows = [_row(item, content, stated.get(item.id)) for item in fields()]
    return [*rows, *[_own(name, stated[name]) for name in stated if name not in known]]


def _row(item: Asked, content: Report, words: Stated | None) -> Field:
    answer = {**OF_PROJECT, **OF_MONITORING, **OF_ACCOUNT}[item.id](content)
    given = [both(words)] if is_told(words) else []
    state, known = _judged(answer, given)
    return Field(
        id=item.id,
        title=item.title,
        need=item.need,
        from_=[_clause(one) for one in item.asked_by],
        where=item.where,
        state=state,
        text=joined(known, " ", "") if known else text("Not provided."),
    )


def _judged(answer: Answer, given: list[Text]) -> tuple[State, list[Text]]:
    """Return the state of a field and the texts that answer it."""
    if isinstance(answer, NotApplicable):
        return "not_applicable", given or [answer.reason]
    if isinstance(answer, InWords):
        return "stated", [*given, answer.told]
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
        told = [_ended(answer.told)] if answer.told.en else []
        return "stated" if is_stated else "partly", [
            *map(_ended, given),
            *told,
            lacking,
        ]
    if answer is None:
        return "stated" if given else "not_provided", given
    return "provided", [*given, answer]


def _ended(told: Text) -> Text:
    """Return a text as a sentence, so that the next one does not run into it."""
    return Text(
        en=told.en if told.en.endswith((".", "?", "!")) else f"{told.en}.",
        zh=told.zh if told.zh.endswith(("。", "？", "！")) else f"{told.zh}。",
    )


def _clause(given: str) -> Clause:
    key, clause, mark = given.split("|")
    return convert({"key": key, "clause": clause, "mark": mark}, Clause)


def _own(name: str, words: Stated) -> Field:
    return Field(
        id=name,
        title=same(name),
        need="C",
        from_=[],
        where="disclosure",
        state="stated" if is_told(words) else "not_provided",
        text=both(words),
    )
