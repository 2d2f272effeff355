"""Questions about the map of parcels and points."""

import re
from collections.abc import Iterator, Sequence

from edaphon.evidence import match_header
from edaphon.kernel.language import Text
from edaphon.starting.maps import (
    COPY,
    ENDS,
    MAP,
    MAPPED_CONTROLS,
    ONE_STRATUM,
    STRATUM_BY,
    stratum_properties,
    unsaid_parcels,
    wants_strata,
)
from edaphon.starting.question import Choice, Question
from edaphon.starting.signed import statement
from edaphon.starting.state import LEFT_OUT, NAMED_BY, State

SECTION = Text(en="Soil sampling", zh="土壤采样")

CONTROL = re.compile(
    r"(?i)对照|空白对照|ck(?![a-z])|control|contr[oô]le|kontroll?|testigo"
)
"""How points and parcels begin whose name says that they are control land."""

MOST, SHOWN = 6, 3
"""Points or parcels, and words of a property, that a question names."""

SYSTEMS = (
    ("EPSG:4326", Text(en="WGS-84, GPS receivers", zh="WGS-84（卫星定位仪）")),
    ("EPSG:4490", Text(en="CGCS2000 (China)", zh="CGCS2000（国家大地坐标系）")),
    ("GCJ-02", Text(en="GCJ-02, phone maps in China", zh="GCJ-02（国内手机地图）")),
    ("BD-09", Text(en="BD-09, Baidu maps", zh="BD-09（百度地图）")),
)  # fmt: skip

SHIFTED = ("GCJ-02", "BD-09")
SHIFTED_ASKS = Text(
    en="Who signs where the shifted coordinates come from (needed to convert them)?",
    zh="偏移坐标的来源说明由谁签署（有此说明方可换算）？",
)


def of_map(state: State) -> Iterator[Question]:
    """Yield what the map of the folder leaves open; nothing else before which it is."""
    if not state.land and state.maps and not _is_said(state, MAP):
        yield _which(state)
        return
    if state.id_properties and not (state.named_by or NAMED_BY in state.answers):
        yield _named_by(state)
    if not state.has_land:
        return
    if not _is_said(state, MAP) or MAP in state.answers:
        yield from _of_features(state)
    if "crs" not in state.answers and not state.at("fields.crs"):
        yield _crs(state.land)
    yield from _shifted(state)


def _is_said(state: State, name: str) -> bool:
    return name in state.answers or bool(state.at(name))


def _of_features(state: State) -> Iterator[Question]:
    """Yield of which stratum and whose land the features are, where it is not said."""
    if wants_strata(state.drawn) and STRATUM_BY not in state.answers:
        yield _stratum_by(state)
    parcels = unsaid_parcels(state.drawn)
    if len(parcels) > 1 and MAPPED_CONTROLS not in state.answers:
        yield _controls(parcels)


def _which(state: State) -> Question:
    return Question(
        id=MAP,
        section=SECTION,
        asks=Text(
            en="Which file is the map of parcels and points?",
            zh="哪个文件是地块和采样点图？",
        ),
        helps=Text(
            en="Its parcels give the areas and say in which stratum a point lies. "
            "Without a map the areas are asked for.",
            zh="面积由地块图计算，采样点所属碳层和地块也据此核对。没有地块图的，将询问面积。",
        ),
        kind="choice",
        choices=(
            *(Choice(value=path, says=Text(en=path, zh=path)) for path in state.maps),
            Choice(value=LEFT_OUT, says=Text(en="none of them", zh="均不是")),
        ),
        proposal=state.maps[0] if len(state.maps) == 1 else "",
    )


def _stratum_by(state: State) -> Question:
    names = stratum_properties(state.drawn)
    known = [name for name in names if _is_stratum(name)]
    path = state.land
    copy = path.removesuffix(ENDS) + COPY
    return Question(
        id=STRATUM_BY,
        section=SECTION,
        asks=Text(
            en=f"Which property of {path} names the stratum of a feature?",
            zh=f"{path} 中哪个属性是碳层？",
        ),
        helps=Text(
            en="No property is called stratum. What you say is written into a copy, "
            f"{copy}, and that is the map of the account; {path} stays as it is.",
            zh="图形没有名为 stratum 的属性。所选内容将写入副本 "
            f"{copy}，核算采用该副本；{path} 不作改动。",
        ),
        kind="choice",
        choices=(
            *(Choice(value=one, says=_shown(state, one)) for one in (*names,)),
            Choice(
                value=ONE_STRATUM,
                says=Text(en="all land is one stratum", zh="全部土地为一个碳层"),
            ),
        ),
        proposal=known[0] if len(known) == 1 else "" if names else ONE_STRATUM,
    )


def _is_stratum(header: str) -> bool:
    found = match_header(header)
    return found is not None and found.code == "stratum"


def _shown(state: State, name: str) -> Text:
    """Return a property with its first words."""
    words = dict.fromkeys(str(one.properties.get(name)) for one in state.drawn.features)
    told = ", ".join([*words][:SHOWN]) + (" …" if len(words) > SHOWN else "")
    return Text(en=f"{name}: {told}", zh=f"{name}：{told}")


def _controls(parcels: Sequence[str]) -> Question:
    likely = [name for name in parcels if CONTROL.match(name)]
    shown = ", ".join([*parcels][:MOST])
    return Question(
        id=MAPPED_CONTROLS,
        section=SECTION,
        asks=Text(
            en=f"Which parcels of the map are control land ({shown} …)?",
            zh=f"图中哪些地块是对照地（现有 {shown} 等）？",
        ),
        helps=Text(
            en="The map does not say it (kind: control_parcel), and a parcel counts as "
            "project land without it. Ids, or how they begin: C*. Blank: none.",
            zh="图中未注明（属性 kind 为 control_parcel），未注明的地块计为项目地。"
            "填写编号，或以星号表示开头，如 C*；没有的留空。",
        ),
        proposal=", ".join(likely),
        may_be_blank=True,
    )


def _named_by(state: State) -> Question:
    path = state.land
    return Question(
        id=NAMED_BY,
        section=SECTION,
        asks=Text(
            en=f"Which property of {path} holds the ids?",
            zh=f"{path} 中哪个属性是地块或采样点编号？",
        ),
        helps=Text(
            en="No feature has an id of its own; it must be the same as in the tables.",
            zh="各图形均没有 id；编号应与表格一致。",
        ),
        kind="choice",
        choices=tuple(
            Choice(value=name, says=Text(en=name, zh=name))
            for name in state.id_properties
        ),
    )


def _crs(path: str) -> Question:
    return Question(
        id="crs",
        section=SECTION,
        asks=Text(
            en=f"In which coordinate system is {path}?",
            zh=f"{path} 采用哪种坐标系？",
        ),
        helps=Text(
            en="Ask who drew it; a wrong one moves the land by hundreds of metres. "
            "Others by their code: EPSG:4513 to 4554, EPSG:326xx.",
            zh="请向绘制者确认，坐标系有误会使地块偏移数百米。其他坐标系填写代码："
            "EPSG:4513 至 4554、EPSG:326xx。",
        ),
        kind="choice",
        choices=tuple(Choice(value=code, says=says) for code, says in SYSTEMS),
        is_open=True,
        pattern=r"(EPSG:\d{4,5}|GCJ-02|BD-09)",
    )


def _shifted(state: State) -> Iterator[Question]:
    """Yield who says where shifted coordinates come from; they count only with it."""
    if state.answers.get("crs") in SHIFTED:
        asked = Question(id="crs_statement", section=SECTION, asks=SHIFTED_ASKS)
        yield from statement(state, asked, "fields.statement")
