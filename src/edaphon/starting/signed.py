"""Statements and events: who signed what on which day, and the paper that shows it.

Nothing is written of one that lacks its words, its day or who signed it: it is not
signed, and must not look so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from edaphon.kernel.language import Text
from edaphon.starting.question import NOTHING, Choice, Question
from edaphon.starting.state import State

Signed: TypeAlias = Mapping[str, str | Mapping[str, str]]
"""Words in a language, days and names of a statement."""

SIGNED = ("text", "signed_on", "signed_by")
"""Without any one of these nothing is signed."""

FIELDS = ("text", "signed_on", "signed_by", "file", "happened_on")

WHO = Text(
    en="The name of the person or organisation that signed. Blank: nobody has signed "
    "yet, and nothing is written.",
    zh="填写签署人或签署单位名称。尚未签署的留空，不写入项目文件。",
)
SIGNATORY = Text(
    en="The name of the person or organisation that signs. Without a signatory nothing "
    "is written.",
    zh="填写签署人或签署单位名称；没有签署方的，不写入项目文件。",
)
DAY = Text(en="On which day was it signed?", zh="签署日期？")
DAY_HELP = Text(
    en="The day that stands on the paper, not today: 2021-09-12.",
    zh="填写文件上注明的日期，而非今天，如 2021-09-12。",
)
WORDS = Text(en="What does it say, in a sentence or two?", zh="声明内容（一两句话）？")
PAPER = Text(
    en="Which file of the folder is the signed paper?", zh="已签署的文件是哪一个？"
)
PAPER_HELP = Text(
    en="Scans and documents under papers/ are offered; the file goes into the "
    "evidence. Blank: none is kept here.",
    zh="列出 papers/ 内的扫描件和文档，所选文件将作为证据保存。没有的留空。",
)

EVENT = Text(en="What happened, and where?", zh="发生了什么事件，在哪里？")
EVENT_NEXT = Text(
    en="What else happened? Blank: nothing more.", zh="还发生过其他事件吗？没有的留空。"
)
EVENT_HELP = Text(
    en="Fire, ploughing, flood, a sale of the land: what, on which parcels, how much "
    "of them. Each event is a signed statement.",
    zh="如火灾、翻耕、洪水、土地转让，请写明地块和范围。每次事件须有已签署的声明。",
)
HAPPENED = Text(en="On which day did it end?", zh="事件结束日期？")
HAPPENED_HELP = Text(
    en="Blank: it may have happened until the day of the statement.",
    zh="不填的，视为声明签署日及以前均可能发生。",
)
REPORTED = Text(en="Who signs that it happened so?", zh="由谁签署该事件的声明？")


def statement(state: State, asked: Question, at: str) -> Iterator[Question]:
    """Yield what is open of one statement; nothing but who signed it until that is.

    Parameters
    ----------
    state
        Folder and answers.
    asked
        The question who signed it; its id begins those of the others.
    at
        Field of project.yaml that holds the statement.
    """
    first = replace(asked, id=f"{asked.id}.signed_by", kind="text", may_be_blank=True)
    if first.id not in state.answers and isinstance(state.at(at), Mapping):
        return
    if first.id not in state.answers:
        yield replace(first, helps=_both(asked.helps, WHO))
    elif state.answers[first.id]:
        yield from _open(state, asked, ("signed_on", "text", "file"))


def events(state: State, asked: Question) -> Iterator[Question]:
    """Yield what is open of the events after which carbon may be gone.

    Parameters
    ----------
    state
        Folder and answers.
    asked
        Section and group of the questions.
    """
    for number in range(1, len(state.answers) + 2):
        event = replace(asked, id=f"event:{number}")
        name = f"{event.id}.text"
        if name not in state.answers:
            yield replace(
                event, id=name, asks=EVENT if number == 1 else EVENT_NEXT,
                helps=EVENT_HELP, kind="text", may_be_blank=True,
            )  # fmt: skip
            return
        if not state.answers[name]:
            return
        fields = ("happened_on", "signed_by", "signed_on", "file")
        yield from _open(state, event, fields)


def _open(state: State, asked: Question, fields: tuple[str, ...]) -> Iterator[Question]:
    """Yield the questions about the fields of a statement that nobody answered."""
    for field in fields:
        question = _field(asked, field)
        if field == "file":
            yield from paper(state, question)
        elif question.id not in state.answers:
            yield question


def _field(asked: Question, field: str) -> Question:
    blank = replace(asked, id=f"{asked.id}.{field}", helps=NOTHING, may_be_blank=False)
    if field == "signed_on":
        return replace(blank, kind="day", asks=DAY, helps=DAY_HELP)
    if field == "signed_by":
        return replace(blank, kind="text", asks=REPORTED, helps=SIGNATORY)
    if field == "text":
        return replace(blank, kind="text", asks=WORDS, helps=asked.helps)
    blank = replace(blank, may_be_blank=True)
    if field == "file":
        return replace(blank, asks=PAPER, helps=PAPER_HELP)
    return replace(blank, kind="day", asks=HAPPENED, helps=HAPPENED_HELP)


def paper(state: State, asked: Question) -> Iterator[Question]:
    """Yield a question which paper it is, where the folder holds any."""
    if state.papers and asked.id not in state.answers:
        choices = tuple(
            Choice(value=path, says=Text(en=path, zh=path)) for path in state.papers
        )
        yield replace(asked, kind="choice", choices=choices, may_be_blank=True)


def signed(state: State, name: str) -> Signed | None:
    """Return a statement as answered; None where it is not signed.

    Parameters
    ----------
    state
        Folder and answers.
    name
        What the ids of its questions begin with.
    """
    told = {field: state.answers.get(f"{name}.{field}", "") for field in FIELDS}
    if not all(told[field] for field in SIGNED):
        return None
    words: dict[str, str] = {state.language: told.pop("text")}
    return {"text": words, **{field: word for field, word in told.items() if word}}


def events_signed(state: State) -> list[Signed]:
    """Return the events; none unless each that was begun is signed."""
    names = [
        name.removesuffix(".text")
        for name, answer in state.answers.items()
        if name.startswith("event:") and name.endswith(".text") and answer
    ]
    found = [signed(state, name) for name in names]
    return [item for item in found if item] if all(found) else []


def _both(first: Text, second: Text) -> Text:
    return Text(
        en=f"{first.en} {second.en}".strip(), zh=f"{first.zh}{second.zh}".strip()
    )
