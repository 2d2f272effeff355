"""What a schema cannot say of a project document: order, references, files.

Each check takes what is there and stays silent about what is not; missing
fields are told by the schema already.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from edaphon.bundle import is_file_name
from edaphon.evidence.organisation_codes import credit_code_problem
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.units import is_unit
from edaphon.schemas.documents import Document

FAR_FROM_PERIOD = 366
"""Days by which a campaign may lie outside the monitoring period [d]."""


def cross_problems(
    folder: Path, document: Document, content: Mapping[str, object]
) -> list[Problem]:
    """Return what does not agree inside a project document.

    Parameters
    ----------
    folder
        Project folder; files that the document names are looked for in it.
    document
        The document with its places.
    content
        Its sound fields.

    Returns
    -------
    list of Problem
        Errors and warnings of every check below, in the order of the rows.
    """
    checks = (
        _id,
        _duplicates,
        _methods,
        _spans,
        _campaigns,
        _references,
        _box,
        _paths,
        _units,
        _factor_ranges,
        _identifiers,
        _silences,
    )
    found: list[Problem] = []
    for check in checks:
        found += check(folder, document, content)
    return sorted(found, key=lambda problem: problem.where.row or 0)


LEACHING = ("wet_climate", "irrigated")
"""Answers that decide how much nitrogen is leached and how much leaves as N2O."""


def _silences(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    """Tell which answers about the land are read as those that credit least."""
    land = content.get("land", {})
    for name in LEACHING:
        if name not in land:
            where = document.where("land", name)
            yield Problem(code="LAND_SILENT", where=where, facts={"field": name})


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


def _duplicates(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    for name, key in (("strata", "id"), ("campaigns", "id"), ("files", "path+sheet")):
        seen: dict[tuple[str, ...], int] = {}
        for at, entry in enumerate(content.get(name, ())):
            identity = tuple(str(entry.get(part, "")) for part in key.split("+"))
            if identity in seen:
                first = document.where(name, seen[identity]).row or 0
                facts = {"found": identity[0], "field": name, "first": first}
                where = document.where(name, at, key.split("+", maxsplit=1)[0])
                yield Problem(code="ENTRY_DUPLICATE", where=where, facts=facts)
            seen.setdefault(identity, at)


def _id(
    _folder: Path, document: Document, content: Mapping[str, object]
) -> Iterator[Problem]:
    """Refuse an id that cannot name the bundle and the folder of its reports."""
    name = str(content.get("id", ""))
    if name and not is_file_name(name):
        where = document.where("id")
        yield Problem(code="PROJECT_ID", where=where, facts={"found": name})


def _methods(
    _folder: Path, document: Document, content: Mapping[str, object]
) -> Iterator[Problem]:
    """Refuse a method that is named twice: it would account twice."""
    named = content.get("methods", ())
    methods = list(map(str, named)) if isinstance(named, list | tuple) else []
    for at, name in enumerate(methods):
        if (before := methods.index(name)) < at:
            first = document.where("methods", before).row or 0
            facts = {"found": name, "field": "methods", "first": first}
            where = document.where("methods", at)
            yield Problem(code="ENTRY_DUPLICATE", where=where, facts=facts)


def _spans(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    spans: list[tuple[tuple[str | int, ...], Mapping[str, str], bool]] = [
        (("period",), content.get("period", {}), True),
        (
            ("baseline", "look_back"),
            content.get("baseline", {}).get("look_back", {}),
            True,
        ),
        *(
            (("campaigns", at), entry, False)
            for at, entry in enumerate(content.get("campaigns", ()))
        ),
    ]
    for place, span, is_open in spans:
        start, end = span.get("start"), span.get("end")
        if start and end and (start > end or (is_open and start == end)):
            facts = {"start": start, "end": end}
            where = document.where(*place, "end")
            yield Problem(code="PERIOD_ORDER", where=where, facts=facts)


def _campaigns(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    rounds = content.get("campaigns", ())
    for at in range(1, len(rounds)):
        before, after = rounds[at - 1]["end"], rounds[at]["start"]
        if after <= before:
            facts = {"found": rounds[at]["id"], "start": after, "before": before}
            where = document.where("campaigns", at, "start")
            yield Problem(code="CAMPAIGN_ORDER", where=where, facts=facts)
    period = content.get("period")
    if not period or period["start"] >= period["end"]:
        return
    for at, entry in enumerate(rounds):
        early = _days(entry["end"], period["start"])
        late = _days(period["end"], entry["start"])
        if max(early, late) > FAR_FROM_PERIOD:
            facts = {"found": entry["id"], "days": max(early, late)}
            where = document.where("campaigns", at)
            yield Problem(code="CAMPAIGN_FAR", where=where, facts=facts)


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _references(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    if "campaigns" in content:
        rounds = [entry["id"] for entry in content["campaigns"]]
        missing = content.get("sampling", {}).get("missing", ())
        for at, entry in enumerate(missing):
            where = document.where("sampling", "missing", at, "campaign")
            yield from _unknown(entry["campaign"], rounds, where)
    masses = content.get("sampling", {}).get("reference_mass")
    if isinstance(masses, dict) and "strata" in content:
        strata = [entry["id"] for entry in content["strata"]]
        strata += [
            entry["controls"] for entry in content["strata"] if "controls" in entry
        ]
        for name in masses:
            where = document.where("sampling", "reference_mass", name)
            yield from _unknown(name, strata, where)


def _unknown(name: str, known: list[str], where: Where) -> Iterator[Problem]:
    if name not in known:
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.0)
        facts = {"found": name, "known": ", ".join(close or known)}
        yield Problem(code="REFERENCE_UNKNOWN", where=where, facts=facts)


def _box(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    box = content.get("fields", {}).get("within")
    if not box:
        return
    west, south, east, north = box
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        facts = {"found": ", ".join(map(str, box))}
        where = document.where("fields", "within")
        yield Problem(code="BOX_ORDER", where=where, facts=facts)


def _paths(
    folder: Path, document: Document, content: Mapping[str, object]
) -> Iterator[Problem]:
    for place, path in named_files(content):
        where = document.where(*place)
        problem = path_problem(folder, path, where)
        if problem:
            yield problem
        elif is_private(path) or is_private(_resolved(folder, path)):
            yield Problem(code="PRIVATE_NAMED", where=where, facts={"found": path})
        elif place[-1] == "file" and not (folder / path).read_bytes().strip():
            yield Problem(code="PAPER_EMPTY", where=where, facts={"found": path})
    register = _at(content, ("members", "register", "path"))
    if isinstance(register, str):
        where = document.where("members", "register", "path")
        problem = path_problem(folder, register, where)
        if not is_private(register):
            yield Problem(code="REGISTER_PLACE", where=where, facts={"found": register})
        elif problem and problem.code != "PATH_MISSING":  # bundles have none
            yield problem


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
        path = _at(content, place)
        if isinstance(path, str):
            yield place, path


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


def _units(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    places: list[tuple[str | int, ...]] = [
        ("practice", "product", "labelled_count"),
        ("practice", "product", "legal_minimum"),
        ("practice", "product", "carrier_carbon"),
        *(("factors", name) for name in content.get("factors", {})),
    ]
    for place in places:
        unit = _at(content, (*place, "unit"))
        if isinstance(unit, str) and not is_unit(unit):
            where = document.where(*place, "unit")
            yield Problem(code="UNIT_UNKNOWN", where=where, facts={"unit": unit})


def _factor_ranges(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    """Tell of a factor whose range has one end, or does not hold its value."""
    for name, factor in content.get("factors", {}).items():
        low, value, high = (factor.get(end) for end in ("low", "value", "high"))
        if value is None:
            continue
        if low is None and high is None:
            continue
        facts = {"name": name, "value": value, "low": low or "-", "high": high or "-"}
        where = document.where("factors", name)
        if low is None or high is None:
            yield Problem(code="FACTOR_ONE_END", where=where, facts=facts)
        elif not Decimal(low) <= Decimal(value) <= Decimal(high):
            yield Problem(code="FACTOR_RANGE", where=where, facts=facts)


def _identifiers(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    if not str(content.get("jurisdiction", "")).startswith("CN"):
        return
    places: list[tuple[str | int, ...]] = [
        ("proponent", "identifier"),
        *(
            ("parties", at, "identifier")
            for at in range(len(content.get("parties", ())))
        ),
    ]
    for place in places:
        written = _at(content, place)
        if isinstance(written, str):
            problem = credit_code_problem(written, document.where(*place))
            if problem:
                yield problem


def _at(content: Mapping[str, object], place: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any value of the document
    found: Any = content
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found
