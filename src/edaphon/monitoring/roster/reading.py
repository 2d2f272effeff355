"""The roster of a project: read row by row, with all that is wrong told in one pass."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from edaphon.evidence import Project
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.units import AREA_DECIMALS, rounded_down
from edaphon.monitoring.cells.dates import DateForm, parse_day
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.checking import listed, stops
from edaphon.monitoring.land.doubts import AREA_TOLERANCE
from edaphon.monitoring.land.reading import read_geography
from edaphon.monitoring.land.record import Geography
from edaphon.monitoring.roster.headers import (
    AREA,
    JOINED,
    LEFT,
    MEMBER,
    NEEDED,
    PARCEL,
    STRATUM,
    meaning,
    tells_who,
)
from edaphon.monitoring.roster.parcels import unlike_parcels
from edaphon.monitoring.roster.record import Holding, Roster
from edaphon.monitoring.tables import TableSpec, read_table
from edaphon.monitoring.tables.header_rows import Table, table_under
from edaphon.monitoring.tables.raw import Reading

STILL_IN = frozenset(("none", "无", "在册"))
"""Words for a parcel that has not left; a blank cell says nothing and is refused."""

COLUMNS: Mapping[str, Mapping[str, str]] = {
    MEMBER: {"en": "member", "zh": "成员编号"},
    PARCEL: {"en": "parcel", "zh": "地块编号"},
    STRATUM: {"en": "stratum", "zh": "碳层"},
    AREA: {"en": "area_ha or area_mu", "zh": "面积（公顷）或面积（亩）"},
    JOINED: {"en": "joined", "zh": "加入日期"},
    LEFT: {"en": "left", "zh": "退出日期"},
}
"""How a message calls each column."""


def read_roster(
    project: Project, geography: Geography | None = None
) -> tuple[Roster | None, list[Problem]]:
    """Return the roster of a project, where it states one.

    Parameters
    ----------
    project
        Checked project document; ``members/roster`` names the file.
    geography
        Parcels of the map with their areas, read from the map unless given.

    Returns
    -------
    tuple of Roster or None, and list of Problem
        None where no file is stated or it has errors; all problems (``ROSTER_…``).
    """
    stated = project.get("members", "roster")
    if not isinstance(stated, Mapping) or not isinstance(stated.get("path"), str):
        return None, []  # what is wrong with the section is told by its form
    name = stated["path"]
    try:
        path = project.file_path(name, "members", "roster", "path")
    except EdaphonError as refusal:
        return None, list(refusal.problems)
    raw = read_table(path, TableSpec.of(stated), name=name)
    if not raw.rows:
        return None, list(raw.problems)
    table = table_under(raw, (raw.numbers[0],))
    reading = Reading(raw.file, raw.sheet)
    reading.problems += [*raw.problems, *table.problems]
    rows = _Rows(project, table, stated, reading)
    holdings = rows.holdings()
    roster = Roster(
        path=name,
        holdings=holdings,
        start=project.period.start,
        end=project.period.end,
    )
    if geography is None:
        geography = read_geography(project)[0]
    if rows.is_whole and not stops(reading.problems):
        reading.problems += _together(project, geography.area_ha, raw.where(), roster)
        reading.problems += unlike_parcels(geography, raw.where(), roster)
    problems = listed(reading.problems)
    if stops(problems):
        return None, problems
    return roster, problems


def _is_code(word: str) -> bool:
    """Tell whether a code begins with a letter or digit: no spreadsheet runs it."""
    return word[:1].isalnum()


class _Rows:
    """Reads the rows of a roster by the meaning of its headers."""

    def __init__(
        self,
        project: Project,
        table: Table,
        stated: Mapping[str, Any],
        reading: Reading,
    ) -> None:
        self._table = table
        self._reading = reading
        self._strata = {item.id for item in project.strata}
        self._numbers = NumberForm(decimal=stated.get("decimal", "."))
        self._dates: DateForm | None = stated.get("dates")
        self._places, self._hectares = self._headers()

    def _headers(self) -> tuple[dict[str, int], Fraction | None]:
        """Return the position of each column, and hectares in its unit of area."""
        places: dict[str, int] = {}
        hectares: Fraction | None = None
        row = self._table.raw.numbers[0]
        for position, header in enumerate(self._table.names):
            if not header:
                continue
            column = self._table.letter(position)
            word, unit = meaning(header)
            if not word and tells_who(header):
                self._reading.add(
                    "ROSTER_PRIVATE", row=row, column=column, found=header
                )
            elif not word:
                self._reading.add("ROSTER_COLUMN", row=row, column=column, found=header)
            elif word in places:
                self._reading.add(
                    "ROSTER_TWICE", row=row, column=column, found=header,
                    column_name=COLUMNS[word],
                )  # fmt: skip
            else:
                places[word] = position
                hectares = unit if word == AREA else hectares
        missing = [COLUMNS[name] for name in NEEDED if name not in places]
        if missing:
            told = {
                "en": ", ".join(item["en"] for item in missing),
                "zh": "、".join(item["zh"] for item in missing),
            }
            self._reading.add("ROSTER_MISSING", row=row, columns=told)
        elif hectares is None:
            column = self._table.letter(places[AREA])
            found = self._table.names[places[AREA]]
            self._reading.add("ROSTER_UNIT", row=row, column=column, found=found)
        return places, hectares

    @property
    def is_whole(self) -> bool:
        """Tell whether every column is there, the area with its unit."""
        return len(self._places) == len(NEEDED) and self._hectares is not None

    def holdings(self) -> tuple[Holding, ...]:
        """Return the rows that are whole; the others are told."""
        if not self.is_whole:
            return ()
        found = [
            self._holding(self._table.numbers[at], self._table.rows[at])
            for at in self._table.order
        ]
        return tuple(item for item in found if item is not None)

    def _holding(self, row: int, cells: Sequence[str]) -> Holding | None:
        told = {name: cells[place].strip() for name, place in self._places.items()}
        if not any(told.values()):
            return None
        blank = [name for name in NEEDED if not told[name]]
        for name in blank:
            self._tell("ROSTER_BLANK", row, name, column_name=COLUMNS[name])
        odd = [
            name for name in (MEMBER, PARCEL) if told[name] and not _is_code(told[name])
        ]
        for name in odd:
            self._tell("ROSTER_CODE", row, name, found=told[name])
        area = self._area(row, told[AREA])
        joined = self._day(row, JOINED, told[JOINED])
        still_in = told[LEFT].lower() in STILL_IN
        left = None if still_in else self._day(row, LEFT, told[LEFT])
        if told[STRATUM] and told[STRATUM] not in self._strata:
            known = ", ".join(sorted(self._strata))
            self._tell("ROSTER_STRATUM", row, STRATUM, found=told[STRATUM], known=known)
            return None
        if (
            blank
            or odd
            or area is None
            or joined is None
            or (left is None and not still_in)
        ):
            return None
        if left is not None and left <= joined:
            dates = {"joined": joined.isoformat(), "left": left.isoformat()}
            self._tell("ROSTER_ORDER", row, LEFT, **dates)
            return None
        return Holding(
            member=told[MEMBER],
            parcel=told[PARCEL],
            stratum=told[STRATUM],
            area_ha=area,
            joined=joined,
            left=left,
            row=row,
        )

    def _area(self, row: int, cell: str) -> Fraction | None:
        if not cell:
            return None
        parsed = parse_number(cell, self._numbers)
        if parsed.problem or parsed.censored or not parsed.text:
            self._tell("ROSTER_AREA", row, AREA, found=cell)
            return None
        area = Fraction(parsed.text)
        if area <= 0:
            self._tell("ROSTER_AREA", row, AREA, found=cell)
            return None
        return area * (self._hectares or 0)

    def _day(self, row: int, name: str, cell: str) -> date | None:
        if not cell:
            return None
        day = parse_day(cell, self._dates)
        if day.problem:
            self._tell("ROSTER_DATE", row, name, found=cell, column_name=COLUMNS[name])
            return None
        return date.fromisoformat(day.text[:10])

    def _tell(self, code: str, row: int, name: str, **facts: object) -> None:
        column = self._table.letter(self._places[name])
        self._reading.note(code, facts, row=row, column=column)


def _together(
    project: Project,
    areas: Mapping[str, str],
    file: Where,
    roster: Roster,
) -> Iterator[Problem]:
    """Tell of parcels held twice on one day, and of members' land that does not fit."""
    by_parcel: dict[str, list[Holding]] = defaultdict(list)
    for item in roster.holdings:
        by_parcel[item.parcel].append(item)
    for parcel, items in by_parcel.items():
        ordered = sorted(items, key=lambda item: (item.joined, item.row))
        for before, after in pairwise(ordered):
            if before.left is None or after.joined < before.left:
                facts = {"parcel": parcel, "first": before.row, "member": before.member}
                where = Where(file=file.file, sheet=file.sheet, row=after.row)
                yield Problem(code="ROSTER_OVERLAP", where=where, facts=facts)
    if not roster.holdings:
        yield Problem(code="ROSTER_NONE", where=file)
        return
    yield from _unlike_strata(project, areas, file, roster)


def _unlike_strata(
    project: Project, areas: Mapping[str, str], file: Where, roster: Roster
) -> Iterator[Problem]:
    """Tell of strata of which the members hold less or more than is credited."""
    held, most = roster.whole_area_ha, roster.most_area_ha
    for stratum in project.strata:
        credited = Fraction(areas.get(stratum.id) or stratum.area_ha or 0)
        allowed = Fraction(AREA_TOLERANCE) * credited
        told = {
            "stratum": stratum.id,
            "credited": rounded_down(credited, AREA_DECIMALS),
            "percent": int(100 * AREA_TOLERANCE),
        }
        found = held.get(stratum.id, Fraction(0))
        if credited - found > allowed:
            facts = {**told, "held": rounded_down(found, AREA_DECIMALS)}
            yield Problem(code="ROSTER_LESS", where=file, facts=facts)
        found, day = most.get(stratum.id, (Fraction(0), roster.start))
        if credited and found - credited > allowed:
            facts = {**told, "held": rounded_down(found, AREA_DECIMALS)}
            facts["day"] = day.isoformat()
            yield Problem(code="ROSTER_MORE", where=file, facts=facts)
