"""Tables that lie in the project folder and that no part of the document names."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where

TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")
"""How the names of files end that may hold results."""

ELSEWHERE = ("out", "earlier", "private", "plan")
"""Folders whose files are no evidence of this account, or are read by their place."""

SHOWN = 5
"""Files that the message names."""


def unread_problems(project: Project) -> Iterator[Problem]:
    """Tell of tables that neither ``files``, another field nor co-effects name.

    Yields
    ------
    Problem
        ``FILE_UNREAD``, once for all of them: a second sample or a file of another
        year that is left out is told, never passed over.
    """
    stated = _texts(project.source.content)
    named = {*stated, *project.coeffects.files}
    unread = [path for path in tables_in(project.folder) if path not in named]
    if unread:
        facts = {
            "count": len(unread),
            "files": ", ".join(unread[:SHOWN]) + (" …" if unread[SHOWN:] else ""),
        }
        yield Problem(code="FILE_UNREAD", where=Where(file=unread[0]), facts=facts)


def tables_in(folder: Path) -> list[str]:
    """Return the paths of all tables inside a folder, in order."""
    found = []
    for place, folders, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here != Path() or name not in ELSEWHERE)
        )
        found += [
            (here / name).as_posix()
            for name in sorted(names)
            if name.lower().endswith(TABLES) and not name.startswith((".", "~$"))
        ]
    return found


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a document."""
    if isinstance(value, str):
        yield value.removeprefix("./")
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
