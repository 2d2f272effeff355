"""One farm or many households: the roster, the rule of the shares, the register."""

from collections.abc import Iterator
from typing import Any

from edaphon.kernel.language import Text
from edaphon.starting.answering import NO, YES
from edaphon.starting.files import proposal, records
from edaphon.starting.question import Choice, Question
from edaphon.starting.state import ROSTER, Entry, State

SECTION = Text(en="Who holds the land", zh="土地持有人")

HOLDERS, SHARE, REGISTER = "holders", "members.share", "members.register"
"""Ids of the questions."""

ONE, MANY = "one", "many"

WRITTEN = ("path", "sheet", "encoding", "delimiter", "decimal", "dates")
"""What project.yaml says of a roster."""

SHARES = (
    ("area_days", "area times days in the period", "面积乘在册天数"),
    ("area", "area held on every day of the period", "全程在册面积"),
    ("equal", "each member alike", "各成员均分"),
)


def members(state: State) -> Iterator[Question]:
    """Yield what is open of the households or other members."""
    if state.at("members.share"):
        return
    if roster(state) is None:
        if HOLDERS not in state.answers:
            yield _holders()
        return
    if SHARE not in state.answers:
        yield _share()
    if state.registers and REGISTER not in state.answers:
        yield _register(state.registers[0])


def roster(state: State) -> Entry | None:
    """Return how the roster among the files is written; None where there is none."""
    return next((item for item in records(state) if item["about"] == ROSTER), None)


def members_told(state: State) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the members, once somebody gave the rule of the shares."""
    found, share = roster(state), state.answers.get(SHARE, "")
    if found is None or not share:
        return
    for name in WRITTEN:
        if name in found:
            yield f"members.roster.{name}", found[name]
    yield "members.share", share
    if state.answers.get(REGISTER) == YES:
        yield from _register_written(state, state.registers[0])


def _register_written(state: State, path: str) -> Iterator[tuple[str, Any]]:
    record = proposal(state, path).record()
    for name in WRITTEN:
        if name in record:
            yield f"members.register.{name}", record[name]


def wants_roster(state: State) -> bool:
    """Tell whether there are many households, and no roster of them yet."""
    return state.answers.get(HOLDERS) == MANY and roster(state) is None


def _holders() -> Question:
    return Question(
        id=HOLDERS,
        section=SECTION,
        asks=Text(
            en="Is it the land of one farm, or of many households or members?",
            zh="土地属于一个经营主体，还是多个农户等成员？",
        ),
        helps=Text(
            en="One: nothing more is asked. Many: the result is shared among them by a "
            "roster. Write it as activity/roster.csv with the columns member, parcel, "
            "stratum, area_ha or area_mu, joined, left: one row a parcel, codes and no "
            "names, left is none while it is in. Start again, and it is filed. Who the "
            "codes are goes into private/members.csv (code, name), which never leaves "
            "this computer.",
            zh="一个经营主体的不再询问。多个成员的，核算结果按名册分配：请编制 "
            "activity/roster.csv，各列为成员编号、地块编号、碳层、面积（亩）或面积"
            "（公顷）、加入日期、退出日期（在册填“无”），每个地块一行，只写编号不写"
            "姓名，然后重新开始。编号对应的姓名写入 private/members.csv（成员编号、"
            "姓名），该文件不离开本机。",
        ),
        kind="choice",
        choices=(
            Choice(value=ONE, says=Text(en="one farm", zh="一个经营主体")),
            Choice(value=MANY, says=Text(en="many members", zh="多个成员")),
        ),
        may_be_blank=True,
    )


def _share() -> Question:
    return Question(
        id=SHARE,
        section=SECTION,
        asks=Text(
            en="By which rule is the result shared among the members?",
            zh="核算结果在成员间按什么规则分配？",
        ),
        helps=Text(
            en="What the members agreed on; each can have a statement of the share. By "
            "area and days one who joined late gets less.",
            zh="按成员约定选择，可为每个成员出具分配明细。按面积乘在册天数的，"
            "晚加入的成员分得较少。",
        ),
        kind="choice",
        choices=tuple(
            Choice(value=value, says=Text(en=english, zh=chinese))
            for value, english, chinese in SHARES
        ),
    )


def _register(path: str) -> Question:
    return Question(
        id=REGISTER,
        section=SECTION,
        asks=Text(
            en=f"Does {path} say who each member code is?",
            zh=f"{path} 是否为成员编号与姓名的登记表？",
        ),
        helps=Text(
            en="Yes: statements can carry the names. It stays on this computer and "
            "enters no bundle. No: statements carry codes only.",
            zh="填“是”则分配明细可载明姓名，该表只存于本机，不进入证据包；"
            "填“否”则只列编号。",
        ),
        kind="yes_no",
        proposal=NO,
    )
