"""What files and map leave open of campaigns, strata and control land."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from edaphon.kernel.language import Text
from edaphon.starting.answering import YES
from edaphon.starting.file_questions import YEARLY
from edaphon.starting.file_words import ROLES
from edaphon.starting.files import records
from edaphon.starting.laboratories import accreditations
from edaphon.starting.land import CONTROL, MOST, SECTION, of_map
from edaphon.starting.maps import MAP
from edaphon.starting.question import Choice, Question
from edaphon.starting.sampled import (
    AGAIN,
    Round,
    archive_words,
    of_soil,
    plain,
    rounds,
    shown_path,
    side,
    soil_rows,
    stratum_ids,
    when,
)
from edaphon.starting.state import POINTS, SOIL, Entry, State

ARCHIVE = Text(
    en="archived samples of the first campaign, analysed again with the last",
    zh="期初样品的留样，随期末样品复测",
)

WHEN_HELP = Text(
    en="A change of carbon is that between two samplings, so each sample belongs to "
    "one of them. Samples of the first one that were kept and analysed again with the "
    "last show the shift of the laboratory.",
    zh="碳储量变化为两次采样之差，每个样品须属于其中一次。"
    "期初样品的留样随期末样品复测的，用于测定实验室偏移。",
)
SIDE_HELP = Text(
    en="A record counts only when it is known whose it is: of project land, of control "
    "land, or of the years before (baseline). Blank where the file mixes them; it then "
    "needs a column that says so.",
    zh="须明确记录属于项目地、对照地还是措施实施前各年（基准线），否则不予采用。"
    "文件中混有多类的留空，并在文件中增加一列注明。",
)


def undated(state: State) -> Iterator[Question]:
    """Yield the question of which campaign a file is that names no day."""
    found = rounds(state)
    for record in of_soil(state):
        name = when(record)
        if name in state.answers or not _is_undated(state, record):
            continue
        known = tuple(_campaign(item) for item in found)
        path = shown_path(record)
        yield Question(
            id=name,
            section=SECTION,
            asks=Text(
                en=f"{path} names no sampling day: of which campaign are its samples?",
                zh=f"{path} 没有采样日期，其样品属于哪个采样批次？",
            ),
            helps=WHEN_HELP,
            kind="choice",
            choices=(*known, Choice(value=AGAIN, says=ARCHIVE)),
        )


def _campaign(item: Round) -> Choice:
    says = Text(en=f"campaign {item.id}", zh=f"{item.id} 批次")
    return Choice(value=item.id, says=says)


def _is_undated(state: State, record: Entry) -> bool:
    if "campaign" in record.get("constants", {}):
        return False
    rows = state.rows(record)
    return not rows.filter((pl.col("day") != "") | (pl.col("campaign") != "")).height


def sides(state: State) -> Iterator[Question]:
    """Yield of which land a file of records is, where no column of it says so."""
    for record in records(state):
        name = side(record)
        is_told = any(column["is"] == "role" for column in record["columns"].values())
        if (
            record["about"] not in YEARLY
            or is_told
            or "role" in record.get("constants", {})
            or name in state.answers
        ):
            continue
        path = shown_path(record)
        yield Question(
            id=name,
            section=SECTION,
            asks=Text(
                en=f"Of which land are all rows of {path}?",
                zh=f"{path} 的各行属于哪类土地？",
            ),
            helps=SIDE_HELP,
            kind="choice",
            choices=ROLES,
            may_be_blank=True,
        )


def campaigns(state: State) -> Iterator[Question]:
    """Yield what is not known of the campaigns: days, laboratory, procedure, period."""
    yield from _archives(state)
    found, rows = rounds(state), soil_rows(state)
    for place, item in enumerate(found):
        if not item.first and f"campaign:{item.id}" not in state.answers:
            yield _days(item, place, is_planned=not rows.height)
    for item in found if rows.height else ():
        yield from _analysed(state, item)
    yield from accreditations(state, SECTION)
    if "period" not in state.answers and not state.at("period.start"):
        yield _period(found)


def _archives(state: State) -> Iterator[Question]:
    """Yield whether a campaign that is called so holds archived samples."""
    for name in archive_words(state):
        if f"archive:{plain(name)}" not in state.answers:
            yield Question(
                id=f"archive:{plain(name)}",
                section=SECTION,
                asks=Text(
                    en=f"Are the samples of “{name}” archived ones of the first "
                    "campaign, analysed again with the last?",
                    zh=f"“{name}”的样品是否为期初样品的留样，随期末样品复测？",
                ),
                helps=WHEN_HELP,
                kind="yes_no",
                proposal=YES,
            )


def _analysed(state: State, item: Round) -> Iterator[Question]:
    """Yield who analysed a campaign, and how."""
    stated: Entry = next(
        (one for one in state.at("campaigns") or [] if str(one.get("id")) == item.id),
        {},
    )
    if f"laboratory:{item.id}" not in state.answers and not stated.get("laboratory"):
        yield Question(
            id=f"laboratory:{item.id}",
            section=SECTION,
            asks=Text(
                en=f"Which laboratory analysed the samples of {item.id}?",
                zh=f"{item.id} 批次的样品由哪个实验室检测？",
            ),
            helps=Text(
                en="Left blank it counts as another one than that of other campaigns.",
                zh="不填视为与其他批次不是同一实验室。",
            ),
            may_be_blank=True,
        )
    named = f"procedure:{item.id}"
    if named in state.answers or stated.get("procedure") or _has_procedure(state):
        return
    yield Question(
        id=named,
        section=SECTION,
        asks=Text(
            en=f"By which procedure was the organic carbon of {item.id} measured?",
            zh=f"{item.id} 批次的有机碳采用哪种检测方法？",
        ),
        helps=Text(
            en="A standard with its year: ISO 10694:1995, HJ 695-2014.",
            zh="标准号及年号，如 HJ 695-2014、NY/T 1121.6-2006。",
        ),
        may_be_blank=True,
    )


def _has_procedure(state: State) -> bool:
    rows = soil_rows(state, about=("soil",))
    return bool(rows.filter(pl.col("procedure") != "").height)


def _days(item: Round, place: int, *, is_planned: bool) -> Question:
    asks = Text(
        en=f"On which days were the samples of campaign {item.id} taken?",
        zh=f"{item.id} 批次是哪几天采样的？",
    )
    if is_planned and place == 0:
        asks = Text(
            en="When will the soil be sampled first (first and last day)?",
            zh="计划何时进行期初采样（首日和末日）？",
        )
    elif is_planned:
        asks = Text(
            en="When is it planned to be sampled again?", zh="计划何时再次采样？"
        )
    return Question(
        id=f"campaign:{item.id}",
        section=SECTION,
        asks=asks,
        helps=Text(
            en="The first sampling comes before the practice; an account needs two.",
            zh="期初采样应在措施开始之前；核算至少需要两次采样。",
        ),
        kind="days",
    )


def _period(found: Sequence[Round]) -> Question:
    is_known = bool(found[0].first and found[-1].first)
    return Question(
        id="period",
        section=SECTION,
        asks=Text(
            en="First day of the monitoring period, and the day after its last?",
            zh="监测期首日，以及末日的次日？",
        ),
        helps=Text(
            en="It runs from the first sampling to the last, within two months.",
            zh="监测期应自期初采样至期末采样，相差不超过两个月。",
        ),
        kind="days",
        proposal=f"{found[0].first} {found[-1].first}" if is_known else "",
    )


def strata(state: State) -> Iterator[Question]:
    """Yield the areas of the strata, where no map of the parcels gives them."""
    waiting = list(of_map(state))
    yield from waiting
    if any(one.id == MAP for one in waiting):  # the areas may stand in it
        return
    if state.has_parcels or _areas_stated(state):
        return
    for name in stratum_ids(state):
        if f"area:{name}" not in state.answers:
            yield _area(name)


def _areas_stated(state: State) -> bool:
    listed = state.at("strata")
    return (
        isinstance(listed, list)
        and bool(listed)
        and all(isinstance(item, Mapping) and item.get("area_ha") for item in listed)
    )


def _area(name: str) -> Question:
    return Question(
        id=f"area:{name}",
        section=SECTION,
        asks=Text(
            en=f"How large is the project land of stratum {name}?",
            zh=f"碳层 {name} 的项目地面积？",
        ),
        helps=Text(
            en="Hectares, or a number with its unit: 300 acres, 1800 mu. Control land "
            "is not counted. A map of the parcels, fields.geojson, takes its place "
            "where there is one.",
            zh="可填公顷数，或注明单位，如 1800亩；对照地不计入。"
            "有地块图 fields.geojson 时以计算面积为准。",
        ),
        kind="area",
    )


def controls(state: State) -> Iterator[Question]:
    """Yield the question which points are control land, where nothing tells it."""
    if "controls" in state.answers or state.has_plan:
        return
    table = soil_rows(state, (POINTS, *SOIL))
    placed = {item.id for item in state.features if item.role}
    silent = table.filter((pl.col("role") == "") & ~pl.col("point").is_in(placed))
    mapped = {item.id for item in state.features} - placed
    named = sorted((set(silent["point"]) | mapped) - {""})
    if not named or table.filter(pl.col("role") != "").height:
        return
    likely = [name for name in named if CONTROL.match(name)]
    shown = ", ".join([*likely, *(one for one in named if one not in likely)][:MOST])
    yield Question(
        id="controls",
        section=SECTION,
        asks=Text(
            en=f"Which points lie on control land, without the practice ({shown} …)?",
            zh=f"哪些采样点位于未实施措施的对照地（现有 {shown} 等）？",
        ),
        helps=Text(
            en="Their ids, or how they begin with a star: C*, CK*. Blank: none is.",
            zh="填写编号，或以星号表示开头，如 C*、CK*；没有对照地的留空。",
        ),
        proposal=", ".join(likely),
        may_be_blank=True,
    )
