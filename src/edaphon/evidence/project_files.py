"""The files that a project document names: where they may lie, which belong where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from edaphon.kernel.digests import is_digest
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.documents import Document

EARLIER = "earlier"
"""Folder of a project that holds a folder for each earlier bundle."""

EARLIER_MANIFEST, EARLIER_ACCOUNT = "manifest.json", "account.json"
"""Files of such a folder: the manifest of the bundle, and its account record."""


def earlier_folder(bundle: str) -> str:
    """Return where the records of an earlier bundle lie in a project folder.

    Examples
    --------
    >>> earlier_folder("sha256:" + "0a" * 32)[:12]
    'earlier/0a0a'
    """
    return f"{EARLIER}/{bundle.removeprefix('sha256:')}"


def earlier_files(bundle: str) -> tuple[str, str]:
    """Return where manifest and account record of an earlier bundle lie.

    Examples
    --------
    >>> [path[-13:] for path in earlier_files("sha256:" + "0a" * 32)]
    ['manifest.json', '/account.json']
    """
    folder = earlier_folder(bundle)
    return f"{folder}/{EARLIER_MANIFEST}", f"{folder}/{EARLIER_ACCOUNT}"


def path_problem(folder: Path, path: str, where: Where) -> Problem | None:
    """Return what is wrong with the path of a file, None if it is there.

    Parameters
    ----------
    folder
        Project folder.
    path
        Path as written in a document.
    where
        Place of the field that names it.

    Returns
    -------
    Problem or None
        ``PATH_OUTSIDE`` for a path that leaves the folder, also through a link;
        ``PATH_FORM`` for a second name of a file, such as ``lab/./a.csv``;
        ``PATH_MISSING`` for one that leads to no file.
    """
    facts = {"found": path}
    if not _is_inside(folder, path):
        return Problem(code="PATH_OUTSIDE", where=where, facts=facts)
    if (plain := PurePosixPath(path).as_posix()) != path:
        return Problem(code="PATH_FORM", where=where, facts={**facts, "plain": plain})
    if not (folder / path).is_file():
        return Problem(code="PATH_MISSING", where=where, facts=facts)
    return None


def _is_inside(folder: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    strange = any(sign in path for sign in ("\\", "\0", ":"))
    if strange or not parts or path.startswith("/") or ".." in parts:
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def path_problems(
    folder: Path, document: Document, content: Mapping[str, object]
) -> Iterator[Problem]:
    """Tell of every named file that is not there, or that no bundle may hold."""
    for place, path in named_files(content):
        where = document.where(*place)
        problem = path_problem(folder, path, where)
        lacks = problem is not None and problem.code == "PATH_MISSING"
        if problem and lacks and place in CODES_OF_LACK:
            yield replace(problem, code=CODES_OF_LACK[place])
        elif problem and lacks and place[0] == EARLIER:
            yield replace(problem, code="EARLIER_MISSING")
        elif problem:
            yield problem
        elif is_private(path) or is_private(_resolved(folder, path)):
            yield Problem(code="PRIVATE_NAMED", where=where, facts={"found": path})
        elif place[-1] == "file" and _is_empty(folder / path):
            yield Problem(code="PAPER_EMPTY", where=where, facts={"found": path})
    register = at_place(content, ("members", "register", "path"))
    if isinstance(register, str):
        where = document.where("members", "register", "path")
        yield from _register_problems(folder, register, where)


def paper_problem(folder: Path, path: str, where: Where) -> Problem | None:
    """Return why a paper may not stand in a bundle, None where it may.

    Parameters
    ----------
    folder, path, where
        As `path_problem`.

    Returns
    -------
    Problem or None
        The codes of `path_problem`, ``PRIVATE_NAMED`` and ``PAPER_EMPTY``.
    """
    problem = path_problem(folder, path, where)
    if problem:
        return problem
    facts = {"found": path}
    if is_private(path) or is_private(_resolved(folder, path)):
        return Problem(code="PRIVATE_NAMED", where=where, facts=facts)
    if _is_empty(folder / path):
        return Problem(code="PAPER_EMPTY", where=where, facts=facts)
    return None


def _register_problems(folder: Path, register: str, where: Where) -> Iterator[Problem]:
    problem = path_problem(folder, register, where)
    if not is_private(register):
        yield Problem(code="REGISTER_PLACE", where=where, facts={"found": register})
    elif problem and problem.code != "PATH_MISSING":  # bundles have none
        yield problem


def _is_empty(paper: Path) -> bool:
    return not paper.read_bytes().strip()


CODES_OF_LACK = {("members", "seal"): "REGISTER_UNSEALED"}
"""What is told of a field whose file is not there, where a command writes it."""


def _resolved(folder: Path, path: str) -> str:
    """Return where a path of the folder leads to, links followed."""
    return (folder / path).resolve().relative_to(folder.resolve()).as_posix()


PRIVATE = "private"
"""Folder of a project that never enters a bundle."""


def is_private(path: str) -> bool:
    """Tell whether a path of the project folder lies in the private folder.

    Examples
    --------
    >>> is_private("private/members.csv"), is_private("lab/private.csv")
    (True, False)
    """
    parts = PurePosixPath(path.casefold()).parts
    return parts[:1] == (PRIVATE,) and ".." not in parts


def named_files(
    content: Mapping[str, Any],
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every field of a project document that names a file, with the path.

    Data files, parcels, plan and seal, and the signed papers of statements: all
    that must be there, and all that belongs into a bundle.
    """
    places: list[tuple[str | int, ...]] = [
        *(("files", at, "path") for at in range(len(content.get("files", ())))),
        ("fields", "path"),
        ("sampling", "plan"),
        ("sampling", "seal"),
        ("members", "roster", "path"),
        ("members", "seal"),
        *(
            (*place, "file")
            for place in (
                *_statements(content),
                *_runs(content.get("campaign_errors", {})),
            )
        ),
    ]
    for place in places:
        path = at_place(content, place)
        if isinstance(path, str):
            yield place, path
    entries = content.get(EARLIER)
    for at, entry in enumerate(entries if isinstance(entries, list) else ()):
        bundle = entry.get("bundle") if isinstance(entry, Mapping) else None
        if isinstance(bundle, str) and is_digest(bundle):
            for path in earlier_files(bundle):
                yield (EARLIER, at, "bundle"), path


def _runs(
    errors: Mapping[str, Sequence[object]],
) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every run against a known value."""
    for field, listed in errors.items():
        for at in range(len(listed)):
            yield ("campaign_errors", field, at)


def _statements(content: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    yield from (("land", "tenure"), ("additionality", "statement"), ("uniqueness",))
    yield "fields", "statement"
    for name in content.get("factors", {}):
        yield ("factors", name)
    for at in range(len(content.get("campaigns", ()))):
        yield ("campaigns", at, "reanalysis")
    for at in range(len(content.get("sampling", {}).get("missing", ()))):
        yield ("sampling", "missing", at, "witness")
    for at in range(len(content.get("permanence", {}).get("events", ()))):
        yield ("permanence", "events", at)


def at_place(content: Mapping[str, object], place: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any value of the document
    """Return the value at a place of a document, None where there is none."""
    found: Any = content
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found
