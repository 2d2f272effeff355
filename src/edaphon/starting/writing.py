"""The documents that the answers make: project.yaml and the sampling plan."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import ScalarString

from edaphon.kernel.language import Language, Text
from edaphon.monitoring import with_map
from edaphon.schemas.forms import schema
from edaphon.schemas.round_trip import changed
from edaphon.starting.completing import complete, constants_of, quoted, told_of
from edaphon.starting.files import LISTED, files, records
from edaphon.starting.filled import stated, written
from edaphon.starting.flooded import flooded_factors
from edaphon.starting.laboratories import laboratories
from edaphon.starting.maps import (
    COPY,
    ENDS,
    MAP,
    MAPPED_CONTROLS,
    STRATUM_BY,
    copied,
)
from edaphon.starting.members import members_told
from edaphon.starting.places import places
from edaphon.starting.sampled import (
    AGAIN,
    Round,
    archived_names,
    control_signs,
    fits,
    layers,
    plain,
    points,
    rounds,
    stratum_ids,
)
from edaphon.starting.sampling import controls, strata
from edaphon.starting.state import FILE, PLAN, Entry, State

NAMED_FORM = "edaphon.project/4"
"""Form in which the ids of a map may stand under another name."""

HEAD = Text(
    en=(
        "# The project document, written by edaphon start; it may be edited by hand.\n"
        "# What is left out is unknown and credits no more: edaphon check .\n"
    ),
    zh=(
        "# 项目文件，由 edaphon start 生成，可直接修改。\n"
        "# 未填写的视为未知，不增加计入量；edaphon check . 可列出各项。\n"
    ),
)
PLAN_HEAD = Text(
    en=(
        "# The sampling plan, written by edaphon start. Finish it before the first\n"
        "# sample, then edaphon seal . ; a sealed plan never changes.\n"
    ),
    zh=(
        "# 采样方案，由 edaphon start 生成。请在首次采样前完善，\n"
        "# 并运行 edaphon seal . 封存；封存后不再更改。\n"
    ),
)

LAYERS = (("0", "10"), ("10", "20"), ("20", "30"), ("30", "40"))
"""Layers of a plan that nothing was sampled for yet [cm]: one below the usual 30."""

NAMED = ("campaign", "stratum")
"""Places whose words become ids."""


def documents(state: State, project: str) -> dict[str, str]:
    """Return the text of each document that the answers change, by its path.

    Parameters
    ----------
    state
        Folder and answers.
    project
        Identity of the project, where project.yaml states none yet.

    Returns
    -------
    dict of str to str
        What a person wrote in project.yaml stays, comments included; only what was
        answered is put in. The plan is written where there is none with points, and
        gets them once nothing is open that says where they stand.
    """
    text = changed(_begun(state, project), partial(_fill, state))
    for record in records(state):
        if _is_new(state, record):
            text = with_map(text, _own_words(state, record))
    text = changed(text, partial(complete, state))
    text = changed(text, _in_order)
    found = {FILE: text}
    if not state.has_plan:
        plan = _plan(state, str(state.at("id") or project))
        found[PLAN] = PLAN_HEAD[state.language] + changed("{}\n", partial(_put, plan))
    if path := _copy(state):
        found[path] = _copied(state)
    return found


def _begun(state: State, project: str) -> str:
    """Return the text of project.yaml that the answers go into."""
    path = state.folder / FILE
    if state.text is not None:
        return state.text
    if path.is_file():
        return path.read_text("utf-8-sig")
    return blank(state.language, project)


def blank(language: Language, project: str) -> str:
    """Return a project.yaml into which nothing was written yet."""
    return f"{HEAD[language]}v: edaphon.project/3\nid: {project}\n"


def _is_new(state: State, record: Entry) -> bool:
    return record not in state.mapped and record["about"] not in LISTED


def _put(fields: Entry, document: CommentedMap) -> None:
    document.fa.set_block_style()
    document.update(fields)


def _fill(state: State, document: CommentedMap) -> None:
    """Put every answer at its place, where nothing stands that a person wrote.

    A list of several answers grows as they are given.
    """
    for path, value in written(state):
        if state.at(path) is None or isinstance(value, list):
            _set(document, path.split("."), value)
    for path, value in (*_derived(state), *members_told(state)):
        _set(document, path.split("."), value)


def _set(document: CommentedMap, path: Sequence[str], value: object) -> None:
    place = document
    for part in path[:-1]:
        below = place.get(part)
        if not isinstance(below, CommentedMap):
            below = place[part] = CommentedMap()
        place = below
    if plainly(place.get(path[-1])) != plainly(value):  # comments stay with the same
        place[path[-1]] = _scalar(value)


def plainly(value: Any) -> Any:  # noqa: ANN401 - any YAML node
    """Return a value for a comparison: an id may stand in quotes or not."""
    if isinstance(value, Mapping):
        return {str(name): plainly(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plainly(item) for item in value]
    return str(value)


def _scalar(value: object) -> object:
    """Return a value as YAML keeps it: texts that look like something else quoted."""
    if isinstance(value, ScalarString):
        return value
    if isinstance(value, list):
        listed = CommentedSeq([_scalar(item) for item in value])
        if not value:
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, Mapping):
        line = CommentedMap({name: _scalar(item) for name, item in value.items()})
        line.fa.set_flow_style()
        return line
    if isinstance(value, str) and re.fullmatch(r"[\d.+-]+", value):
        return _number(value)
    return value


def _number(text: str) -> object:
    """Return digits: a day or a plain number as it stands, an id in quotes."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    is_decimal = re.fullmatch(r"-?\d{1,9}\.\d{1,9}", text)
    return float(text) if is_decimal else quoted(text)


def _derived(state: State) -> Iterator[tuple[str, Any]]:
    """Yield what files and map say, where project.yaml says nothing."""
    found = rounds(state)
    if _are_campaigns_open(state):
        yield (
            "campaigns",
            [_campaign(state, item, is_last=item is found[-1]) for item in found],
        )
    if not _stated_strata(state):
        yield "strata", [_stratum(state, name) for name in stratum_ids(state)]
    yield from _map(state)
    yield from laboratories(state)
    yield from flooded_factors(state)
    start, _, end = state.answers.get("period", "").partition(" ")
    if end:
        yield "period.start", start
        yield "period.end", end
    if not state.at("sampling.plan"):
        yield "sampling.plan", PLAN
    if not state.at("files"):
        yield "files", []


def _map(state: State) -> Iterator[tuple[str, Any]]:
    """Yield what is said of the map of the folder."""
    if state.named_by and not state.at("fields.id"):
        yield "v", NAMED_FORM
        yield "fields.id", state.named_by
    if not state.has_land or "crs" not in state.answers:
        return
    if not state.at("fields"):
        yield "fields.path", _copy(state) or state.land
        yield "fields.crs", state.answers["crs"]
    if not state.at("fields.statement"):
        yield from stated(state, "crs_statement", "fields.statement")


def _copy(state: State) -> str:
    """Return the path of the copy of the map; empty where none is made."""
    told = (state.answers.get(name) for name in (STRATUM_BY, MAPPED_CONTROLS))
    is_new = state.has_land and not state.at(MAP) and any(told)
    return state.land.removesuffix(ENDS) + COPY if is_new else ""


def _copied(state: State) -> str:
    """Return the map with strata and control land as they were answered."""
    parcels, strata_known = _parcels(state), stratum_ids(state)
    signs = control_signs(state.answers.get(MAPPED_CONTROLS, ""), parcels)
    controls = [one for one in parcels if any(fits(plain(one), sign) for sign in signs)]
    only = strata_known[0] if len(strata_known) == 1 else ""

    def stratum_of(held: Entry) -> str:
        return plain(state.stratum_of(held)) or only

    path = state.folder / state.land
    return copied(path, state.named_by, stratum_of, controls)


def _parcels(state: State) -> list[str]:
    return [one.id for one in state.drawn.features if one.is_parcel]


def _are_campaigns_open(state: State) -> bool:
    """Tell whether campaigns are missing, or hold one that an earlier call foresaw.

    That one has an id and nothing else; the file that tells its days came later.
    """
    listed = state.at("campaigns")
    first = listed[0] if isinstance(listed, list) and listed else {}
    if not (isinstance(first, Mapping) and first.get("start")):
        return True
    return any({*item} == {"id"} for item in listed if isinstance(item, Mapping))


def _stated_strata(state: State) -> bool:
    listed = state.at("strata")
    return isinstance(listed, list) and any(
        isinstance(item, Mapping) and item.get("area_ha") for item in listed
    )


def _campaign(state: State, item: Round, *, is_last: bool) -> dict[str, object]:
    days = {"start": item.first, "end": item.last} if item.first else {}
    told = told_of(state, item.id, is_last=is_last)
    return {"id": quoted(item.id), **days, **told}


def _stratum(state: State, name: str) -> dict[str, object]:
    area = state.answers.get(f"area:{name}", "")
    return {"id": name, **({"area_ha": area} if area else {})}


def _point_words(names: Iterable[str]) -> dict[str, str]:
    """Return the ids of points that the file writes otherwise: ``P 1`` is P-1.

    Nothing where two points would get one id: they are two places.
    """
    given = sorted(set(names) - {""})
    ids = [plain(name) for name in given]
    if len(set(ids)) < len(ids):
        return {}
    return {name: told for name, told in zip(given, ids, strict=True) if told != name}


def _own_words(state: State, record: Entry) -> Entry:
    """Return an entry of ``files`` with its campaign, and an id for each other word.

    A campaign or stratum whose name in the file is no id gets one.
    """
    rows = state.rows(record)
    columns = {}
    for header, column in record["columns"].items():
        names = set(rows[column["is"]]) - {""} if column["is"] in NAMED else set()
        meant = {name: plain(name) for name in sorted(names)}
        if column["is"] == "campaign":
            meant |= dict.fromkeys(names & {*archived_names(state)}, AGAIN)
        if column["is"] == "point" and "pattern" not in column:
            meant = _point_words(rows["point"])
        if any(told != name for name, told in meant.items()):
            columns[header] = {**column, "values": meant}
        else:
            columns[header] = column
    held = constants_of(state, record)
    constants = {"constants": held} if held else {}
    return {**record, "columns": columns, **constants}


def _plan(state: State, project: str) -> Entry:
    found = rounds(state)
    later = {item.id: item.first for item in found[1:] if item.first}
    seen = layers(state, found[0]) or list(LAYERS)
    last = layers(state, found[-1]) or seen
    depth = state.answers.get("depth") or state.at("sampling.depth_cm") or "30"
    design = state.answers.get("design") or state.at("sampling.design") or "paired"
    days = {quoted(name): date.fromisoformat(day) for name, day in later.items()}
    return {
        "v": "edaphon.plan/1",
        "project": project,
        "design": design,
        "campaigns": _flow(quoted(item.id) for item in found),
        "planned_days": days,
        "depth_cm": _scalar(str(depth)),
        "layers": _intervals(seen),
        **({"later_layers": _intervals(last)} if last != seen else {}),
        "points": [] if _is_open(state) else [_scalar(item) for item in points(state)],
    }


def _is_open(state: State) -> bool:
    """Tell whether it is still asked where a point stands.

    A plan with points is taken for a person's, and no question goes on about it.
    """
    return any(any(asked(state)) for asked in (files, strata, controls, places))


def _intervals(seen: Sequence[tuple[str, str]]) -> CommentedSeq:
    return _flow(_flow(map(_scalar, pair)) for pair in seen)


def _flow(items: Any) -> CommentedSeq:  # noqa: ANN401 - any values
    listed = CommentedSeq(items)
    listed.fa.set_flow_style()
    return listed


def _in_order(document: CommentedMap) -> None:
    """Put fields in the order of the form where none has a comment of its own."""
    order = list(schema("project")["properties"])
    known = [name for name in order if name in document]
    if document.ca.items or list(document) == known:
        return
    held = [(name, document[name]) for name in known]
    rest = [(name, document[name]) for name in document if name not in known]
    document.clear()
    document.update([*held, *rest])
