"""The files of the folder: what each holds, asked until its map has no doubt."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from edaphon.evidence import codes, properties
from edaphon.kernel.language import LANGUAGES, Text
from edaphon.monitoring import LIMIT, Proposal, propose, setting_value
from edaphon.monitoring import Question as Doubt
from edaphon.starting.answering import YES
from edaphon.starting.question import Choice, Kind, Question
from edaphon.starting.state import LEFT_OUT, POINTS, Entry, State, stamp

SECTION = Text(en="The files", zh="数据文件")

KINDS = (
    ("soil", "Results of soil samples", "土壤样品检测结果"),
    ("microbial", "Results of microbial tests", "微生物检测结果"),
    ("product", "Certificates of the product", "产品检验结果"),
    ("application", "Applications of the product", "产品施用记录"),
    ("activity", "Fuel, fertiliser, animals", "活动数据（燃料、肥料、牲畜等）"),
    ("yield", "Yields", "产量记录"),
    (POINTS, "Places of the points, for the plan", "采样点位置（写入采样方案）"),
    ("sensor", "Loggers and chambers", "监测仪器、气体采样箱数据"),
    (LEFT_OUT, "No data of this account: leave it out", "不是本次核算的数据，不读取"),
)  # fmt: skip
"""What a file may hold: word, English, Chinese."""

ABOUT, SAME = "@about", "same"
BAR = "¦"
"""Stands in an id for a bar of a header."""
WORD = "word"
WRITTEN = ("dates", "missing", "decimal")
"""How cells are written, where a file of the same columns does not show it."""
WITHOUT_LAYERS = "sensor"
"""Kind of file in whose rows no layer, campaign or value is looked for."""
WORD_DOUBTS = ("MAP_WORDS", "DEPTH_UNCLEAR")
"""Doubts about the words of a column."""


def files(state: State) -> Iterator[Question]:
    """Yield the questions about every table that no entry of ``files`` names yet."""
    for path in state.tables:
        if not state.is_mapped(path):
            yield from _of_file(state, path)


def records(state: State) -> Iterator[Entry]:
    """Yield the entry of each file whose map is settled, stated ones first."""
    yield from state.mapped
    for path in state.tables:
        if not state.is_mapped(path) and (record := _settled(state, path)):
            yield record


def open_proposal(state: State, question: Question) -> Proposal | None:
    """Return the map that a question is about; None for one about something else."""
    path = question.id.removeprefix("file:").partition("|")[0]
    return proposal(state, path) if question.id.startswith("file:") else None


def proposal(state: State, path: str) -> Proposal:
    """Return the map of a file after the answers so far.

    Raises
    ------
    EdaphonError
        What an answer is refused for, as `propose` says.
    """
    settings: dict[str, object] = {}
    columns: list[tuple[str, str]] = []
    words: list[tuple[str, str, str]] = []
    for about, rest, answer in _answers(state, path):
        if about.startswith("@"):
            is_places = (about, answer) == (ABOUT, POINTS)
            told = WITHOUT_LAYERS if is_places else answer
            settings[about[1:]] = setting_value(about[1:], told)
        elif rest.startswith(f"{WORD}|"):
            words.append((about, rest.removeprefix(f"{WORD}|"), answer))
        elif about != SAME:
            limit = LIMIT if rest == "DETECTION_LIMIT" else ""
            columns.append((about, limit + answer))
    found = _proposed(state, path, settings, columns)
    for about, word, meaning in words:
        found = found.worded(about, word, meaning)
    return found


def _proposed(
    state: State,
    key: str,
    settings: Mapping[str, object],
    columns: Sequence[tuple[str, str]],
) -> Proposal:
    path, name, sheet = state.place(key)
    known = json.dumps([settings, columns])
    return _proposal(path, stamp(path), name, sheet, known)


@lru_cache(maxsize=256)
def _proposal(path: Path, _stamp: int, name: str, sheet: str, known: str) -> Proposal:
    settings, columns = json.loads(known)
    answers = [(about, answer) for about, answer in columns]
    return propose(
        path, sheet=sheet or None, name=name, settings=settings, answers=answers
    )


def named(path: str, *parts: str) -> str:
    """Return the id of a question about a file, or about a part of it.

    Examples
    --------
    >>> named("lab/a.csv", "SOC|%", "MAP_UNSURE")
    'file:lab/a.csv|SOC¦%|MAP_UNSURE'
    """
    return "|".join([f"file:{path}", *(part.replace("|", BAR) for part in parts)])


def _answers(state: State, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each answer about a file is about, its second part, and itself."""
    for name, answer in state.answers.items():
        if name.startswith(f"file:{path}|") and answer:
            about, _, rest = name.removeprefix(f"file:{path}|").partition("|")
            if (about, answer) != (ABOUT, LEFT_OUT):
                yield about.replace(BAR, "|"), rest.replace(BAR, "|"), answer


def _of_file(state: State, path: str) -> Iterator[Question]:
    if _is_left_out(state, path) or _settled(state, path):
        return
    like = _like(state, path)
    if like and named(path, SAME) not in state.answers:
        yield _same(path, like)
        return
    found = proposal(state, path)
    if named(path, ABOUT) not in state.answers:
        yield _about(path, found)
        return
    doubts = [item for item in found.questions if _is_open(state, path, found, item)]
    if found.problems and not doubts:
        yield _unreadable(path, found)
    for doubt in doubts:
        yield from _doubt(state, path, found, doubt)
    if not doubts and not found.problems:
        yield _whole(path)


def _is_open(state: State, path: str, found: Proposal, doubt: Doubt) -> bool:
    """Tell whether nobody answered a doubt yet, also not by leaving it as it is.

    A doubt about words is answered when each of them is, whatever it is taken for: a
    check says what cannot be, and no question is put twice.
    """
    if doubt.problem.code in WORD_DOUBTS and (words := found.words(doubt.about)):
        return any(
            named(path, doubt.about, WORD, word) not in state.answers for word in words
        )
    return named(path, doubt.about, doubt.problem.code) not in state.answers


def _is_left_out(state: State, path: str) -> bool:
    names = (named(path, ABOUT), named(path))
    return any(state.answers.get(name) == LEFT_OUT for name in names)


def _settled(state: State, path: str) -> Entry | None:
    """Return the entry of a file that a person said yes to; None while it is open."""
    like = _like(state, path) if state.answers.get(named(path, SAME)) == YES else None
    if like:
        return _read_like(state, path, like)
    if state.answers.get(named(path)) != YES:
        return None
    record = proposal(state, path).record()
    is_places = state.answers.get(named(path, ABOUT)) == POINTS
    return {**record, "about": POINTS} if is_places else record


def _like(state: State, path: str) -> Entry | None:
    """Return the entry of another file with the same headers, if there is one."""
    known = [*state.mapped]
    known += [
        found
        for other in state.tables[: state.tables.index(path)]
        if not state.is_mapped(other)
        and not _is_left_out(state, other)
        and (found := _settled(state, other))
        and found["about"] != POINTS
    ]
    if not known:
        return None
    headers = {guess.header for guess in _proposed(state, path, {}, ()).columns}
    return next((item for item in known if set(item["columns"]) == headers), None)


def _read_like(state: State, path: str, like: Entry) -> Entry:
    """Return an entry with the columns of another; how the file is written is its own.

    What holds for all rows of the other one, such as its campaign, is not taken over.
    """
    told = {name: like[name] for name in WRITTEN if name in like}
    own = _proposed(state, path, {}, ()).settings
    kept = {name: own.get(name, value) for name, value in told.items()}
    found = _proposed(state, path, {**kept, "about": like["about"]}, ())
    return {**found.record(), "columns": like["columns"]}


def _same(path: str, like: Entry) -> Question:
    other = like["path"]
    return Question(
        id=named(path, SAME),
        section=SECTION,
        asks=Text(
            en=f"{path} has the columns of {other}: is it to be read the same way?",
            zh=f"{path} 的列与 {other} 相同，是否按同样方式读取？",
        ),
        kind="yes_no",
        proposal=YES,
    )


def _about(path: str, found: Proposal) -> Question:
    return Question(
        id=named(path, ABOUT),
        section=SECTION,
        asks=Text(en=f"What does {path} hold?", zh=f"{path} 是什么数据？"),
        kind="choice",
        choices=tuple(
            Choice(value=value, says=Text(en=english, zh=chinese))
            for value, english, chinese in KINDS
        ),
        proposal=_likely(found),
    )


def _likely(found: Proposal) -> str:
    """Return what a file seems to hold: values, places of points, or no data."""
    if _has_values(found):
        return found.about
    return POINTS if found.gives_places else LEFT_OUT


def _has_values(found: Proposal) -> bool:
    """Tell whether any column was taken for something that is measured or recorded."""
    codes_found = {guess.code for guess in found.columns}
    return bool(codes_found & properties().keys()) or {"item", "value"} <= codes_found


def _doubt(
    state: State, path: str, found: Proposal, doubt: Doubt
) -> Iterator[Question]:
    """Yield the questions that settle one doubt: one, or one for each word."""
    told = {language: doubt.problem.text(language) for language in LANGUAGES}
    if doubt.problem.code in WORD_DOUBTS:
        known = found.column(doubt.about).details.get("values", {})
        for word in found.words(doubt.about):
            if named(path, doubt.about, WORD, word) in state.answers:
                continue
            yield Question(
                id=named(path, doubt.about, WORD, word),
                section=SECTION,
                asks=Text(
                    en=f"What does “{word}” mean in column “{doubt.about}”?",
                    zh=f"“{doubt.about}”列中的“{word}”是什么意思？",
                ),
                helps=Text(**told),
                choices=_meanings(found, doubt),
                kind="choice" if _meanings(found, doubt) else "text",
                is_open=True,
                proposal=str(known.get(word, "")),
            )
        return
    is_setting = doubt.about.startswith("@")
    parts = () if is_setting else (doubt.problem.code,)
    yield Question(
        id=named(path, doubt.about, *parts),
        section=SECTION,
        asks=Text(**told),
        helps=Text(**{language: doubt.helped(language) for language in LANGUAGES}),
        kind=_kind(found, doubt),
        choices=()
        if doubt.problem.code == "DETECTION_LIMIT"
        else _choices(found, doubt),
        is_open=not found.choices(doubt),
        proposal="" if doubt.wants_a_person else doubt.proposal,
    )


def _kind(found: Proposal, doubt: Doubt) -> Kind:
    if doubt.problem.code == "DETECTION_LIMIT":
        return "number"
    if found.choices(doubt):
        return "choice"
    return "text" if doubt.about.startswith("@") else "column"


def _choices(found: Proposal, doubt: Doubt) -> tuple[Choice, ...]:
    """Return the answers that a doubt has, or the codes that a column may be."""
    listed = found.choices(doubt) or found.likely(doubt)
    return tuple(Choice(value=one, says=_name(one)) for one in listed)


def _meanings(found: Proposal, doubt: Doubt) -> tuple[Choice, ...]:
    code = found.column(doubt.about).code
    if code != "role":
        return ()
    return (
        Choice(value="project", says=Text(en="project land", zh="项目地")),
        Choice(value="control", says=Text(en="control land", zh="对照地")),
        Choice(value="baseline", says=Text(en="baseline", zh="基准线")),
    )


def _name(word: str) -> Text:
    """Return what a code, a basis or a setting is called."""
    code, _, unit = word.partition(":")
    if word in NAMES:
        return NAMES[word]
    if word in {f"pattern:{one}" for one in ("{point}", "{}")}:
        return Text(en="each id is a place of its own", zh="各编号均为不同位置")
    if code == "pattern" and unit.endswith("{}"):
        return Text(en="point and layer", zh="采样点及土层号")
    if code == "pattern":
        return Text(en="point and number of the subsample", zh="采样点及分样号")
    entry = codes().get(code)
    if entry is None:
        return Text(en=word, zh=word)
    shown = f" [{unit}]" if unit else ""
    return Text(en=entry.name["en"] + shown, zh=entry.name["zh"] + shown)


NAMES = {
    "fine_earth": Text(
        en="fine earth per volume of fine earth (stones taken off both)",
        zh="细土质量除以细土体积（均已扣除砾石）",
    ),
    "fine_earth_per_core": Text(
        en="fine earth per volume of the whole ring", zh="细土质量除以整环体积"
    ),
    "whole_soil": Text(
        en="whole soil with stones per volume of the ring",
        zh="含砾石全土质量除以整环体积",
    ),
    "also:point": Text(
        en="its words are a part of the point's id", zh="该列内容是采样点编号的一部分"
    ),
    "none": Text(en="the file has no header", zh="文件没有表头"),
    "ignore": Text(en="leave the column out", zh="不读取该列"),
    ".": Text(en="a point: 12.5", zh="小数点，如 12.5"),
    ",": Text(en="a comma: 12,5", zh="小数逗号，如 12,5"),
    "read": Text(en="read it too", zh="一并读取"),
    "leave": Text(en="leave it out", zh="不读取"),
    "iso": Text(en="2026-05-04", zh="2026-05-04"),
    "ymd": Text(en="2026/5/4: year, month, day", zh="2026/5/4：年、月、日"),
    "dmy": Text(en="4/5/2026: day, month, year", zh="4/5/2026：日、月、年"),
    "mdy": Text(en="5/4/2026: month, day, year", zh="5/4/2026：月、日、年"),
    "serial": Text(en="46146: day number of a spreadsheet", zh="46146：日期序号"),
}  # fmt: skip


def _unreadable(path: str, found: Proposal) -> Question:
    told = {
        language: " ".join(item.text(language) for item in found.problems)
        for language in LANGUAGES
    }
    return Question(
        id=named(path),
        section=SECTION,
        asks=Text(**told),
        helps=Text(
            en="Mend the file and start again, or leave it out.",
            zh="请修改文件后重新开始，或不读取该文件。",
        ),
        kind="choice",
        choices=(Choice(value=LEFT_OUT, says=NAMES["leave"]),),
    )


def _whole(path: str) -> Question:
    return Question(
        id=named(path),
        section=SECTION,
        asks=Text(en=f"Is {path} read rightly?", zh=f"{path} 的读取方式是否正确？"),
        helps=Text(
            en="Say yes, or COLUMN=CODE:UNIT for what is wrong (edaphon words).",
            zh="正确填“是”；有误的写 列名=代码:单位，代码可用 edaphon words 查询。",
        ),
        kind="map",
        proposal=YES,
    )
