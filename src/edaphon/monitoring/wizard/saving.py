"""Writing a column map into project.yaml, its comments and order kept."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.files import write_atomically
from edaphon.monitoring.tables.raw import NO_HEADER
from edaphon.schemas.documents import read_document
from edaphon.schemas.forms import STILL_READ, schema
from edaphon.schemas.migrating import NEW
from edaphon.schemas.round_trip import changed

FILE = "project.yaml"


def with_map(text: str, record: Mapping[str, object]) -> str:
    """Return the text of project.yaml with one ``files`` entry added or replaced.

    Parameters
    ----------
    text
        Text of project.yaml, known to be a sound mapping.
    record
        The entry; it replaces the one of the same path and sheet, keeping keys
        that it does not name, such as ``constants``.

    Returns
    -------
    str
        The new text; comments, order and quotes of the rest are kept. A document of an
        earlier form becomes one of the newest where the entry has fields of that.
    """
    return changed(text, partial(_put, record))


def _put(record: Mapping[str, object], document: CommentedMap) -> None:
    compact = _compact(record)
    stated = str(document.get("v", ""))
    if (form := _least_form(stated, compact)) != stated:
        document["v"] = form
    files = document.get("files")
    if not isinstance(files, list):
        files = document["files"] = []
    for entry in files:
        if _is_same(entry, record):
            entry.update(compact)
            break
    else:
        files.append(compact)


def _least_form(stated: str, entry: CommentedMap) -> str:
    """Return the form that a document states, a later one where the entry needs it."""
    names = [f"edaphon.project/{one}" for one in STILL_READ["project"]]
    first = names.index(stated) if stated in names else 0
    for name in names[first:]:
        if _fits(entry, name.rpartition("/")[2]):
            return stated if name == names[first] else name
    return NEW


def _fits(entry: CommentedMap, version: str) -> bool:
    """Tell whether a form has every field and choice of an entry."""
    file, column = (
        schema("project", version)["$defs"][one]["properties"]
        for one in ("file", "column")
    )
    fields = {name for stated in entry["columns"].values() for name in stated}
    is_named = entry.get("header_rows") != NO_HEADER
    has_letters = "string" in file["header_rows"]["type"]
    encodings = [None, *file["encoding"]["enum"]]
    return (
        fields <= set(column)
        and (is_named or has_letters)
        and entry.get("encoding") in encodings
    )


def save_map(folder: Path, record: Mapping[str, object]) -> None:
    """Write a column map into the project.yaml of a folder, whole or not at all.

    Raises
    ------
    EdaphonError
        What is wrong with the document as YAML, and what
        `edaphon.kernel.files.write_atomically` raises.
    """
    path = folder / FILE
    document, problems = read_document(path, FILE)
    if document is None:
        raise EdaphonError(problems)
    text = with_map(document.data.decode("utf-8-sig"), record)
    write_atomically(path, text.encode())


def _compact(record: Mapping[str, Any]) -> CommentedMap:
    """Return an entry that puts each column on one line."""
    entry = CommentedMap(record)
    entry["columns"] = CommentedMap(
        (header, _on_one_line(column)) for header, column in record["columns"].items()
    )
    for name in ("header_rows", "missing"):
        if isinstance(record.get(name), list):
            entry[name] = CommentedSeq(record[name])
            entry[name].fa.set_flow_style()
    return entry


def _on_one_line(column: Mapping[str, Any]) -> CommentedMap:
    line = CommentedMap(column)
    line.fa.set_flow_style()
    return line


def _is_same(entry: Any, record: Mapping[str, object]) -> bool:  # noqa: ANN401 - any YAML node
    if not isinstance(entry, dict) or entry.get("path") != record["path"]:
        return False
    sheets = (entry.get("sheet"), record.get("sheet"))
    return sheets[0] == sheets[1] or None in sheets
