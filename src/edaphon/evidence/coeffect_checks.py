"""What a schema cannot say of coeffects.yaml: codes, units, years, papers."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from edaphon.evidence.coeffect_sizes import is_accepted, size_faults
from edaphon.evidence.project_files import paper_problem
from edaphon.kernel.errors import Problem
from edaphon.schemas.coeffect_catalogue import Indicator, catalogue
from edaphon.schemas.documents import Document
from edaphon.schemas.forms import is_date

Place = tuple[str | int, ...]
Entry = Mapping[str, object]

MOST_KNOWN = 6
"""Codes named to somebody whose code is none."""

OWN_FILES = frozenset(("coeffects.yaml", "project.yaml"))
"""Files that are the statement and so cannot show it."""

LISTS = {"indicators": "indicator", "safeguards": "safeguard"}
"""Lists of the file and the field that names an entry."""


def stated_problems(
    folder: Path,
    document: Document,
    content: Entry,
    *,
    start: object,
    period: object,
) -> list[Problem]:
    """Return what does not agree in the co-effects of a project.

    Parameters
    ----------
    folder
        Project folder, for the papers.
    document
        The file with its places.
    content
        Its plain values; what the form already refused is passed over.
    start
        First day of the practice, where ``project.yaml`` states it.
    period
        Monitoring period of ``project.yaml``.
    """
    checks = _Checks(document, content)
    return [
        *checks.names(),
        *checks.indicators(start, period),
        *checks.safeguards(),
        *checks.papers(folder),
    ]


def named_papers(content: Entry) -> Iterator[tuple[Place, str]]:
    """Yield every field that names a paper, with its path."""
    for name in LISTS:
        for at, entry in entries(content, name):
            for place, one in _sources(entry):
                path = one.get("file")
                if isinstance(path, str):
                    yield (name, at, *place, "file"), path


def entries(content: Entry, name: str) -> Iterator[tuple[int, Entry]]:
    """Yield place and fields of every entry of a list."""
    listed = content.get(name)
    for at, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, Mapping):
            yield at, entry


def _sources(entry: Entry) -> Iterator[tuple[Place, Entry]]:
    """Yield every part of an entry that may name a paper."""
    yield (), entry
    baseline = entry.get("baseline")
    if isinstance(baseline, Mapping):
        yield ("baseline",), baseline
    yield from ((("years", at), one) for at, one in entries(entry, "years"))


def _years(period: object) -> Collection[int] | None:
    """Return the calendar years of a half-open period; None where it is not sound."""
    if not isinstance(period, Mapping):
        return None
    start, end = str(period.get("start", "")), str(period.get("end", ""))
    if not (is_date(start) and is_date(end)):
        return None
    last = int(end[:4]) - (end[5:] == "01-01")
    return range(int(start[:4]), last + 1)


def _end(period: object) -> str:
    """Return the day whose limits hold; empty where the period is not known."""
    return str(period.get("end", "")) if isinstance(period, Mapping) else ""


@dataclass(frozen=True, slots=True)
class _Checks:
    document: Document
    content: Entry

    def _problem(self, code: str, place: Place, **facts: object) -> Problem:
        return Problem(code=code, where=self.document.where(*place), facts=facts)

    def names(self) -> Iterator[Problem]:
        """Tell of codes that the catalogue does not hold, and of doubled ones."""
        kinds = {
            "indicators": catalogue().indicators,
            "safeguards": catalogue().safeguards,
        }
        for name, field in LISTS.items():
            seen: dict[str, int] = {}
            for at, entry in entries(self.content, name):
                found, place = str(entry.get(field, "")), (name, at, field)
                if found and found not in kinds[name]:
                    known = _nearest(found, kinds[name])
                    yield self._problem(
                        "COEFFECT_UNKNOWN", place, found=found, known=known
                    )
                elif found in seen:
                    first = self.document.where(name, seen[found]).row or 0
                    yield self._problem(
                        "ENTRY_DUPLICATE", place, found=found, field=name, first=first
                    )
                seen.setdefault(found, at)

    def indicators(self, start: object, period: object) -> Iterator[Problem]:
        """Tell of units, values, days and years that cannot be."""
        years, day = _years(period), _end(period)
        for at, entry in entries(self.content, "indicators"):
            known = catalogue().indicators.get(str(entry.get("indicator", "")))
            place: Place = ("indicators", at)
            if known is not None and known.computed:
                yield self._problem(
                    "COEFFECT_COMPUTED", (*place, "indicator"), title=_title(known)
                )
            elif known is not None:
                yield from self._values(place, entry, known, day)
            yield from self._days(place, entry, start)
            yield from self._listed_years(place, entry, years)

    def _values(
        self, place: Place, entry: Entry, known: Indicator, day: str
    ) -> Iterator[Problem]:
        unit = entry.get("unit", known.unit)
        if not isinstance(unit, str) or not is_accepted(unit, known):
            wanted = ", ".join((known.unit, *known.also))
            yield self._problem(
                "COEFFECT_UNIT", (*place, "unit"),
                found=str(unit), title=_title(known), wanted=wanted,
            )  # fmt: skip
            return
        typed = {
            (*place, *part, "value"): (value, bool(one.get("file")))
            for part, one in _sources(entry)
            if (value := _decimal(one.get("value"))) is not None
        }
        for fault in size_faults(typed, unit, known, day):
            yield Problem(
                code=fault.code,
                where=self.document.where(*fault.place),
                facts={**fault.facts, "title": _title(known)},
                since=fault.since,
            )

    def _days(self, place: Place, entry: Entry, start: object) -> Iterator[Problem]:
        baseline = entry.get("baseline")
        day = baseline.get("day") if isinstance(baseline, Mapping) else None
        if not (isinstance(day, str) and isinstance(start, str)):
            return
        if is_date(day) and is_date(start) and day > start:
            yield self._problem(
                "COEFFECT_BASELINE", (*place, "baseline", "day"),
                found=day, start=start,
            )  # fmt: skip

    def _listed_years(
        self, place: Place, entry: Entry, years: Collection[int] | None
    ) -> Iterator[Problem]:
        seen: dict[int, int] = {}
        for at, one in entries(entry, "years"):
            year, here = one.get("year"), (*place, "years", at, "year")
            if not isinstance(year, int):
                continue
            if years is not None and year not in years:
                span = f"{min(years)}-{max(years)}" if years else ""
                yield self._problem("COEFFECT_YEAR", here, found=year, known=span)
            elif year in seen:
                row = self.document.where(*place, "years", seen[year]).row or 0
                yield self._problem(
                    "ENTRY_DUPLICATE", here, found=year, field="years", first=row
                )
            seen.setdefault(year, at)

    def safeguards(self) -> Iterator[Problem]:
        """Tell of questions that are said not to apply without a reason."""
        for at, entry in entries(self.content, "safeguards"):
            if entry.get("answer") == "not_applicable" and not entry.get("words"):
                yield self._problem("COEFFECT_REASON", ("safeguards", at, "answer"))

    def papers(self, folder: Path) -> Iterator[Problem]:
        """Tell of papers that are not there, or without the place in them."""
        for place, path in named_papers(self.content):
            where = self.document.where(*place)
            if path in OWN_FILES:
                yield self._problem("COEFFECT_SELF", place, found=path)
            elif problem := paper_problem(folder, path, where):
                yield problem
            if not _under(self.content, place[:-1]).get("at"):
                yield self._problem("COEFFECT_PLACE", place, found=path)


def _under(content: Entry, place: Place) -> Entry:
    found: Any = content
    for step in place:
        found = found[step]
    return dict(found)


def _nearest(found: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(found, known, MOST_KNOWN, 0.4)
    return ", ".join(near or list(known)[:MOST_KNOWN])


def _title(known: Indicator) -> dict[str, str]:
    return {"en": known.title.en, "zh": known.title.zh}


def _decimal(value: object) -> Decimal | None:
    if not isinstance(value, str):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
