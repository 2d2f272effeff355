"""What a schema cannot say of a project document: order, references, files.

Each check takes what is there and stays silent about what is not; missing
fields are told by the schema already.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from edaphon.bundle import is_file_name
from edaphon.evidence.organisation_codes import credit_code_problem
from edaphon.evidence.project_files import at_place, path_problems
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.units import is_unit
from edaphon.schemas.documents import Document

Place = tuple[str | int, ...]

NUMBER = re.compile(r"-?[0-9]*\.?[0-9]*")

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
        _sheets,
        _methods,
        _spans,
        _campaigns,
        _references,
        _box,
        path_problems,
        _units,
        _factor_ranges,
        _identifiers,
        _silences,
        _lengths,
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


MOST_SIGNS = 40
"""Signs of a number: more than any that is measured, fewer than break arithmetic."""


def _lengths(
    _folder: Path, document: Document, content: Mapping[str, object]
) -> Iterator[Problem]:
    """Refuse numbers that nobody measured and no arithmetic holds."""
    for place, value in _leaves(content, ()):
        if len(value) > MOST_SIGNS and NUMBER.fullmatch(value):
            facts = {"found": f"{value[:12]}…", "count": len(value)}
            yield Problem(code="NUMBER_LONG", where=document.where(*place), facts=facts)


def _leaves(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _leaves(part, (*place, name))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _leaves(part, (*place, at))
    elif isinstance(value, str):
        yield place, value


def _duplicates(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    for name in ("strata", "campaigns"):
        seen: dict[str, int] = {}
        for at, entry in enumerate(content.get(name, ())):
            identity = str(entry.get("id", ""))
            if identity in seen:
                first = document.where(name, seen[identity]).row or 0
                facts = {"found": identity, "field": name, "first": first}
                where = document.where(name, at, "id")
                yield Problem(code="ENTRY_DUPLICATE", where=where, facts=facts)
            seen.setdefault(identity, at)


def _sheets(
    _folder: Path, document: Document, content: Mapping[str, Any]
) -> Iterator[Problem]:
    """Refuse a sheet of a file that two entries read; a file may stand for several."""
    seen: dict[tuple[str, str], int] = {}
    for at, entry in enumerate(content.get("files", ())):
        path, sheet = str(entry.get("path", "")), str(entry.get("sheet", ""))
        if (path, sheet) in seen:
            facts = {
                "found": path,
                "sheet": {
                    "en": f", sheet “{sheet}”," if sheet else "",
                    "zh": f"的工作表“{sheet}”" if sheet else "",
                },
                "first": document.where("files", seen[path, sheet]).row or 0,
            }
            where = document.where("files", at, "sheet" if sheet else "path")
            yield Problem(code="SHEET_TWICE", where=where, facts=facts)
        seen.setdefault((path, sheet), at)


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
    yield from _milestones(document, content.get("milestones", {}))


MILESTONES = ("listed", "validated", "registered")
"""Days with a programme in the order in which they come."""


def _milestones(document: Document, days: Mapping[str, str]) -> Iterator[Problem]:
    """Tell of days with the programme that cannot follow each other.

    They decide which edition rules; nothing is requested before a project is listed.
    """
    known = [name for name in MILESTONES if name in days]
    pairs = [*pairwise(known), ("listed", "requested")]
    for before, after in pairs:
        if before in days and after in days and days[after] < days[before]:
            facts = {
                "found": after, "day": days[after],
                "before": before, "other": days[before],
            }  # fmt: skip
            where = document.where("milestones", after)
            yield Problem(code="MILESTONE_ORDER", where=where, facts=facts)


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
        unit = at_place(content, (*place, "unit"))
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
        written = at_place(content, place)
        if isinstance(written, str):
            problem = credit_code_problem(written, document.where(*place))
            if problem:
                yield problem
