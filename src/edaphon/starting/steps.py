"""What is to be done by other means, once the questions are answered."""

from collections.abc import Iterator

from edaphon.kernel.language import Text
from edaphon.starting.answering import YES
from edaphon.starting.members import roster, wants_roster
from edaphon.starting.state import State

EARLIER = Text(
    en="Add the earlier account: edaphon history {folder} --add BUNDLE",
    zh="加入以前的核算：edaphon history {folder} --add 证据包",
)
ROSTER = Text(
    en="Write the members into {folder}/activity/roster.csv (member, parcel, stratum, "
    "area_ha, joined, left), then: edaphon start {folder}",
    zh="将成员写入 {folder}/activity/roster.csv（成员编号、地块编号、碳层、面积（亩）、"
    "加入日期、退出日期），再运行 edaphon start {folder}",
)
REGISTER = Text(
    en="Write who the member codes are into {folder}/private/members.csv (code, name), "
    "then: edaphon start {folder}",
    zh="将成员编号和姓名写入 {folder}/private/members.csv，"
    "再运行 edaphon start {folder}",
)


def next_steps(state: State) -> Iterator[Text]:
    """Yield what the answers ask for beside the usual steps, ``{folder}`` left open."""
    if state.answers.get("earlier") == YES and not state.at("earlier"):
        yield EARLIER
    if wants_roster(state):
        yield ROSTER
    elif roster(state) is not None and not state.registers:
        yield REGISTER
