"""Taking an answer back, with everything that was written because of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ruamel.yaml.comments import CommentedMap

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import Text
from edaphon.schemas.round_trip import changed
from edaphon.starting.state import FILE, PLAN, SEAL, Entry, State
from edaphon.starting.writing import blank, documents, plainly

HOW_READ = ("@sheet", "@header_rows", "@encoding", "@delimiter")
"""Settings of a file on which the names of its columns rest."""

NAMELESS = "nameless"
"""Id of the project in what is made for a comparison."""
SEALED = Text(
    en="the plan that it went into is sealed", zh="据此生成的采样方案已经封存"
)
BY_HAND = Text(
    en="what it went into was changed afterwards", zh="据此生成的内容后来已被修改"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What follows from taking an answer back."""

    state: State
    """The state after it; nothing is written yet."""
    answers: Sequence[str]
    """Ids of the answers that are open again."""
    fields: Sequence[str]
    """Fields of project.yaml that are emptied, to be filled by the new answers."""


def taken_back(state: State, name: str) -> TakenBack:
    """Return the state in which an answer was not given.

    Parameters
    ----------
    state
        Folder and answers.
    name
        Id of a question that is answered. Of a file its whole map is open again with
        any answer about it, and its columns with one on which their names rest.

    Raises
    ------
    EdaphonError
        ``ANSWER_SETTLED`` where the plan that rests on it is sealed, or where somebody
        changed what the answer had written; the state stays as it was.
    """
    gone = tuple(_gone(state, name))
    kept = {key: text for key, text in state.answers.items() if key not in gone}
    is_written = state.text is not None or (state.folder / FILE).is_file()
    if not is_written and not state.has_plan:
        return TakenBack(state=state.answering(kept), answers=gone, fields=())
    own = _own(state)
    before, after = (
        _made(replace(state, answers=answers, stated=own))
        for answers in (state.answers, kept)
    )
    replans = state.replans or _replans(state, name, before, after)
    emptied: list[str] = []
    text = changed(
        _text(state), partial(_emptied, name, emptied, before[FILE], after[FILE])
    )
    stated = _without(state.stated, emptied)
    found = replace(state, answers=kept, text=text, stated=stated, replans=replans)
    return TakenBack(state=found, answers=gone, fields=emptied)


def _gone(state: State, name: str) -> Iterator[str]:
    """Yield the ids that go with one: the yes to a map, columns with their names."""
    path, _, about = name.partition("|")
    answers = list(state.answers)
    for at, other in enumerate(answers):
        is_of_file = name.startswith("file:") and other.partition("|")[0] == path
        is_named = about in HOW_READ and at > answers.index(name)
        if other == name or (is_of_file and (other == path or is_named)):
            yield other


def _text(state: State) -> str:
    if state.text is not None:
        return state.text
    path = state.folder / FILE
    if path.is_file():
        return path.read_text("utf-8-sig")
    return blank(state.language, NAMELESS)


def _made(state: State) -> Mapping[str, Entry]:
    """Return the content of the documents that answers make out of nothing."""
    hypothetical = replace(state, text=blank(state.language, NAMELESS), replans=True)
    found = documents(hypothetical, str(state.at("id") or NAMELESS))
    return {path: _content(found[path]) for path in (FILE, PLAN)}


def _content(text: str) -> Any:  # noqa: ANN401 - any document
    held: list[CommentedMap] = []
    changed(text, held.append)
    return held[0]


def _own(state: State) -> Entry:
    """Return what project.yaml states and no answer has written."""
    return _rest(state.stated, _made(replace(state, stated={}))[FILE])


def _rest(stated: Entry, made: Entry) -> dict[str, object]:
    """Return what is stated at other places than those that answers fill."""
    found: dict[str, object] = {}
    for name, value in stated.items():
        below = made.get(name)
        if name == "files":
            places = {_place(one) for one in below or ()}
            found[name] = [one for one in value if _place(one) not in places]
        elif isinstance(value, Mapping) and isinstance(below, Mapping):
            found[name] = _rest(value, below)
        elif name not in made:
            found[name] = value
    return found


def _replans(
    state: State, name: str, before: Mapping[str, Entry], after: Mapping[str, Entry]
) -> bool:
    """Tell whether the plan is made again; refuse where it is no longer of answers."""
    if not state.has_plan or plainly(before[PLAN]) == plainly(after[PLAN]):
        return False
    path = state.folder / PLAN
    if (path.parent / SEAL).is_file():
        raise _settled(name, PLAN, SEALED)
    planned = plainly(_content(path.read_text("utf-8")))
    if {**planned, "project": ""} != {**plainly(before[PLAN]), "project": ""}:
        raise _settled(name, PLAN, BY_HAND)
    return True


def _emptied(
    name: str, emptied: list[str], before: Entry, after: Entry, document: CommentedMap
) -> None:
    for path, is_own in _differing(before, after, document):
        if is_own:
            raise _settled(name, FILE, BY_HAND, path)
        emptied.append(path)
    _delete(document, emptied)


def _differing(
    before: Entry, after: Entry, document: Entry, above: str = ""
) -> Iterator[tuple[str, bool]]:
    """Yield fields that the answer made, and whether they stand otherwise by now."""
    for name, made in before.items():
        now, later = document.get(name), after.get(name)
        if now is None or plainly(made) == plainly(later):
            continue
        path = f"{above}{name}"
        if isinstance(made, Mapping) and isinstance(now, Mapping):
            below = later if isinstance(later, Mapping) else {}
            yield from _differing(made, below, now, f"{path}.")
        elif path == "files":
            yield from _files(made, later or [], now)
        else:
            yield path, plainly(now) != plainly(made)


def _files(
    made: Sequence[Entry], later: Sequence[Entry], now: Sequence[Entry]
) -> Iterator[tuple[str, bool]]:
    kept = [plainly(one) for one in later]
    held = {_place(one): (at, plainly(one)) for at, one in enumerate(now)}
    for one in made:
        if plainly(one) in kept or _place(one) not in held:
            continue
        at, stands = held[_place(one)]
        yield f"files.{at}", stands != plainly(one)


def _place(entry: Entry) -> tuple[str, str]:
    return str(entry.get("path")), str(entry.get("sheet", ""))


def _delete(document: Any, paths: Sequence[str]) -> None:  # noqa: ANN401 - any node
    """Delete fields and what is empty without them, the last of a list first."""
    for path in sorted(paths, key=_order, reverse=True):
        parts = path.split(".")
        while parts:
            *above, last = parts
            place = document
            for part in above:
                place = place[part]
            del place[int(last) if isinstance(place, list) else last]
            if place or above in ([], ["files"]):
                break
            parts = above


def _order(path: str) -> tuple[str, int]:
    above, _, last = path.rpartition(".")
    return (above, int(last)) if last.isdecimal() else (path, 0)


def _without(stated: Entry, emptied: Sequence[str]) -> Entry:
    copied = _copied(stated)
    _delete(copied, emptied)
    found: Entry = copied
    return found


def _copied(value: Any) -> Any:  # noqa: ANN401 - any value of a document
    if isinstance(value, Mapping):
        return {name: _copied(item) for name, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _settled(name: str, file: str, reason: Text, path: str = "") -> EdaphonError:
    where = Where(file=file, path=path.replace(".", "/"))
    facts = {"found": name, "reason": reason}
    return EdaphonError(Problem(code="ANSWER_SETTLED", where=where, facts=facts))
