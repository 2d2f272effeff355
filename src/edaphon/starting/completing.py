"""What later answers add to entries of project.yaml that an earlier call wrote."""

from collections.abc import Mapping
from datetime import date

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, ScalarString

from edaphon.starting.files import records
from edaphon.starting.sampled import (
    AGAIN,
    archived_names,
    campaign_of,
    rounds,
    side,
    when,
)
from edaphon.starting.state import Entry, State

ANALYSED = ("laboratory", "procedure")
"""Fields of a campaign that a person answers."""


def complete(state: State, document: CommentedMap) -> None:
    """Put into campaigns and files what was answered after they were written.

    What stands there already is left.
    """
    listed = _entries(document, "campaigns")
    for item in listed:
        told = told_of(state, str(item.get("id")), is_last=item is listed[-1])
        _add(item, told)
    for entry in (one for one in _entries(document, "files") if one.get("path")):
        is_told = any(state.answers.get(name) for name in (when(entry), side(entry)))
        held = constants_of(state, entry) if is_told else {}
        if held and isinstance(entry.setdefault("constants", CommentedMap()), Mapping):
            _add(entry["constants"], held)


def _entries(document: CommentedMap, name: str) -> list[CommentedMap]:
    listed = document.get(name)
    found = listed if isinstance(listed, list) else []
    return [item for item in found if isinstance(item, CommentedMap)]


def _add(place: CommentedMap, told: Mapping[str, object]) -> None:
    for name, value in told.items():
        if name not in place:
            place[name] = value


def told_of(state: State, campaign: str, *, is_last: bool) -> dict[str, str]:
    """Return what was answered of a campaign: who analysed it, how, and archives."""
    found = {name: state.answers.get(f"{name}:{campaign}", "") for name in ANALYSED}
    told = {name: answer for name, answer in found.items() if answer}
    is_archived = is_last and any(
        campaign_of(state, record) == AGAIN or _holds_archive(record)
        for record in records(state)
    )
    is_archived = is_archived or (is_last and bool(archived_names(state)))
    return {**told, **({"archived": AGAIN} if is_archived else {})}


def _holds_archive(record: Entry) -> bool:
    """Tell whether a map takes words of a column for archived samples."""
    return any(
        column["is"] == "campaign" and AGAIN in (column.get("values") or {}).values()
        for column in record["columns"].values()
    )


def constants_of(state: State, record: Entry) -> dict[str, object]:
    """Return what holds for all rows of a file, as a person told it."""
    campaign = campaign_of(state, record)
    role = state.answers.get(side(record), "")
    return {
        **({"campaign": quoted(campaign)} if campaign else {}),
        **_only_day(state, record),
        **({"role": role} if role else {}),
    }


def _only_day(state: State, record: Entry) -> dict[str, object]:
    """Return the day of a file whose campaign a person named, if it has one day only.

    Of a longer campaign it is not known on which of its days a sample was taken.
    """
    said = state.answers.get(when(record), "")
    item = next((one for one in rounds(state) if one.id == said), None)
    is_one_day = item is not None and bool(item.first) and item.first == item.last
    return {"sampled_on": date.fromisoformat(item.first)} if item and is_one_day else {}


def quoted(text: str) -> ScalarString:
    """Return a text in quotes: an id such as 2021 is no number."""
    found: ScalarString = DoubleQuotedScalarString(text)
    return found
