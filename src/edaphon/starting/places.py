"""Where points stand, where neither map nor tables tell it."""

from collections.abc import Iterator, Sequence

from edaphon.kernel.language import Text
from edaphon.starting.land import SECTION
from edaphon.starting.question import Kind, Question
from edaphon.starting.sampled import CONTROL, points, stratum_ids
from edaphon.starting.sampling import controls
from edaphon.starting.state import State

PLACES, PARCELS, BOOKS = "places", "parcels", "field_books"
STRATA = "point_strata"
"""Ids of the questions."""

ASKS = {
    STRATA: Text(
        en="In which stratum does each point lie?",
        zh="各采样点属于哪个碳层？",
    ),
    PLACES: Text(
        en="Where do the points stand: longitude and latitude of each?",
        zh="各采样点的经纬度？",
    ),
    PARCELS: Text(
        en="In which field or parcel does each control point lie?",
        zh="各对照采样点位于哪个地块？",
    ),
    BOOKS: Text(
        en="In whose field book is the work on each control point written?",
        zh="各对照采样点属于哪个田间档案（经营单元）？",
    ),
}

SHOWN = 8
"""Points that a question names."""

PLACES_HELP = Text(
    en="Points found again are held against these places, and control points nearer "
    "than the method's distance are one field. A table of points with longitude and "
    "latitude in the folder is simpler: put it there and start again. Example: "
    "P1 115.6512 34.4021; P2 115.6533 34.4018. Blank: the places stay unknown.",
    zh="复测时据此核对位置；对照点间距小于规定距离的视为同一田块。"
    "也可在文件夹内放一张含经纬度的采样点表后重新开始，更为简便。"
    "示例：P1 115.6512 34.4021；P2 115.6533 34.4018。不填视为位置未知。",
)
STRATA_HELP = Text(
    en="Neither tables nor map say it. Name each stratum with its points: "
    "North: P1 P2; South: P3.",
    zh="表格和地块图均未注明。按碳层填写：北地：P1 P2；南地：P3。",
)
PARCELS_HELP = Text(
    en="The unified method counts control fields, not points: points of one parcel are "
    "one field, and a point of which it is not said is of every field. Example: "
    "North: C1 C2; Mill: C3.",
    zh="统一核算方法按田块计对照，同一地块的采样点为一块；未填写的采样点视为与其他各点"
    "同属一块。示例：北地：C1 C2；东地：C3。",
)
BOOKS_HELP = Text(
    en="Points worked by one farm or household, in one field book, are one field. Name "
    "each book or holder with its points: Miller: C1 C2; Smith: C3.",
    zh="由同一农户或单位经营、记在同一田间档案的采样点为一块。"
    "按经营单元填写：张家：C1 C2；李家：C3。",
)


def places(state: State) -> Iterator[Question]:
    """Yield what is open of the places of the points; nothing once a plan is there."""
    if state.has_plan or any(controls(state)):
        return
    known = points(state)
    if not known:
        return
    strata = stratum_ids(state)
    homeless = [item["id"] for item in known if item["stratum"] not in strata]
    unplaced = [item["id"] for item in known if "longitude" not in item]
    names = [item["id"] for item in known if item["role"] == CONTROL]
    asked = [
        _question(STRATA, "groups", STRATA_HELP, homeless),
        _question(PLACES, "places", PLACES_HELP, unplaced),
        _question(PARCELS, "groups", PARCELS_HELP, [] if state.has_parcels else names),
        _question(BOOKS, "groups", BOOKS_HELP, names),
    ]
    for question, listed in asked:
        if listed and question.id not in state.answers:
            yield question


def _question(
    name: str, kind: Kind, helps: Text, listed: Sequence[str]
) -> tuple[Question, Sequence[str]]:
    """Return a question, and the points that it is about."""
    shown = ", ".join(listed[:SHOWN]) + (" …" if listed[SHOWN:] else "")
    asks = ASKS[name]
    question = Question(
        id=name,
        section=SECTION,
        asks=Text(en=f"{asks.en} ({shown})", zh=f"{asks.zh}（{shown}）"),
        helps=helps,
        kind=kind,
        may_be_blank=name != STRATA,
    )
    return question, listed
