"""In what the method of a bundle and the installed one differ, by name."""

import json
from collections.abc import Iterator, Mapping

from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError

MOST_NAMED = 5

Record = Mapping[str, object]

LISTS = {
    "equations": ("equation", "公式", "name"),
    "conditions": ("condition", "条件", "id"),
    "editions": ("edition", "版本", "id"),
}
"""Parts of a record that are lists: their words, and the key that names an entry."""


def apart(stated: bytes, here: bytes, *, is_draft: bool = False) -> dict[str, str]:
    """Return the first parts in which two records of a method differ.

    Parameters
    ----------
    stated
        The record of the bundle, which a stranger wrote.
    here
        The record of the installed method.
    is_draft
        Whether the account calls its method a draft.

    Returns
    -------
    dict
        What differs, in each language, and whether the method was a draft.
    """
    told = _told(stated, here)
    if is_draft:
        told["en"] += " The method was a draft when the account was made."
        told["zh"] += "核算时该方法学为草案。"
    return told


def _told(stated: bytes, here: bytes) -> dict[str, str]:
    """Return what differs, in each language."""
    one, other = _loaded(stated), _loaded(here)
    if not one:
        return {
            "en": "The bundle holds no record of its method to compare.",
            "zh": "证据包内没有可比对的方法学记录。",
        }
    found = list(_differences(one, other))
    named, more = found[:MOST_NAMED], len(found) - MOST_NAMED
    if not named:
        return {
            "en": "The record in the bundle is that of the method installed here.",
            "zh": "证据包内的方法学记录与本机方法包相同。",
        }
    rest = (f"; {more} more", f"；另有 {more} 处") if more > 0 else ("", "")
    return {
        "en": f"They differ in: {'; '.join(en for en, _ in named)}{rest[0]}.",
        "zh": f"差异：{'；'.join(zh for _, zh in named)}{rest[1]}。",
    }


def _loaded(text: bytes) -> Record:
    try:
        found = canonical.loads(text, max_bytes=len(text), file="record.json")
    except EdaphonError:
        return {}
    return found if isinstance(found, dict) else {}


def _differences(one: Record, other: Record) -> Iterator[tuple[str, str]]:
    """Yield the words for each part that differs: parameters first."""
    before, after = _mapping(one.get("parameters")), _mapping(other.get("parameters"))
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield _parameter(name, _values(before, name), _values(after, name))
    for part, (en, zh, key) in LISTS.items():
        for name in _unlike(one.get(part), other.get(part), key):
            yield f"{en} {name}", f"{zh} {name}"
    for name in sorted({*one, *other} - {"parameters", *LISTS}):
        if one.get(name) != other.get(name):
            yield name, name


def _parameter(name: str, there: str, here: str) -> tuple[str, str]:
    if there == here:
        return f"parameter {name}", f"参数 {name}"
    return (
        f"{name}: {there or 'none'} there, {here or 'none'} here",
        f"{name}：证据包为 {there or '无'}，本机为 {here or '无'}",
    )


def _mapping(given: object) -> Record:
    return given if isinstance(given, dict) else {}


def _values(parameters: Record, name: str) -> str:
    """Return the published values of a parameter, oldest first."""
    listed = _mapping(parameters.get(name)).get("values")
    entries = listed if isinstance(listed, list) else []
    return ", ".join(str(_mapping(item).get("value", "?")) for item in entries)


def _unlike(one: object, other: object, key: str) -> list[str]:
    """Return the names under which two lists hold other entries."""
    before, after = _by_name(one, key), _by_name(other, key)
    return sorted(
        name for name in {*before, *after} if before.get(name) != after.get(name)
    )


def _by_name(given: object, key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in given if isinstance(given, list) else []:
        told = json.dumps(item, sort_keys=True)
        found.setdefault(str(_mapping(item).get(key, "?")), []).append(told)
    return found
