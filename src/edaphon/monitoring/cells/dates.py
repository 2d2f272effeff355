"""Days as laboratories write them, read only in the form that was declared."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from edaphon.monitoring.reading_rules import NEWEST

DateForm = Literal["iso", "ymd", "dmy", "mdy", "serial"]

TIME_RULES = 5
"""Reading rules from which a time may stand behind a day of any form."""

FIRST_YEAR = 1800
"""Earliest year that a soil record may carry."""

_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Spreadsheet day numbers of the years 1954 to 2119."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_WITH_TIME = re.compile(
    r"(?P<day>[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}日?)[T ]+"
    r"(?P<hour>[01]?[0-9]|2[0-3])(?P<rest>:[0-5][0-9](?::[0-5][0-9])?)"
)
_YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)"
    r"([0-9]{1,2})日?"
)
_EIGHT = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_INCOMPLETE = re.compile(
    r"[0-9]{4}(年|[-/.][0-9]{1,2}|年[0-9]{1,2}月)?|[0-9]{1,2}月([0-9]{1,2}日)?"
    r"|([0-9]{4}年?)?[春夏秋冬]季?"
)
_SERIAL = re.compile(r"[0-9]{5}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO day or instant, or the code of the problem with it."""

    text: str = ""
    problem: str = ""


def parse_day(cell: str, form: DateForm | None, rules: int = NEWEST) -> Day:
    """Return the day that a cell names in the declared form.

    Parameters
    ----------
    cell
        Text of the cell; a spreadsheet's own dates arrive as ISO text.
    form
        Declared form; without one only ISO is read.
    rules
        Version of the reading rules; since 5 a time may stand behind the day.

    Returns
    -------
    Day
        ISO date (or instant) and no problem, or ``DATE_AMBIGUOUS`` when the
        form is not settled, ``DATE_INCOMPLETE`` without a day or year,
        ``DATE_INVALID`` when no such day exists.

    Examples
    --------
    >>> parse_day("2026年5月4日", "ymd").text, parse_day("03/04/2025", None).problem
    ('2026-05-04', 'DATE_AMBIGUOUS')
    >>> parse_day("04.05.2026 9:30", "dmy").text
    '2026-05-04T09:30'
    """
    if cell == "":
        return Day()
    if _INSTANT.fullmatch(cell):
        return _instant(cell)
    timed = _WITH_TIME.fullmatch(cell) if rules >= TIME_RULES else None
    if timed:
        day = parse_day(timed["day"], form)
        time = f"T{timed['hour']:0>2}{timed['rest']}"
        return Day(day.text + time if day.text else "", day.problem)
    parts = _parts(cell, form)
    if parts:
        return _day(*parts)
    if form == "serial" and _SERIAL.fullmatch(cell):
        return _from_serial(cell)
    return Day(problem=_doubt(cell, is_timed=rules >= TIME_RULES))


def _doubt(cell: str, *, is_timed: bool) -> str:
    if _WITH_TIME.fullmatch(cell) and not is_timed:
        return "DATE_INVALID"
    if _INCOMPLETE.fullmatch(cell):
        return "DATE_INCOMPLETE"
    return "DATE_AMBIGUOUS" if looks_like_day(cell) else "DATE_INVALID"


def looks_like_day(cell: str) -> bool:
    """Return whether a cell is a day in some form that nobody has declared yet."""
    timed = _WITH_TIME.fullmatch(cell)
    return any(
        pattern.fullmatch(timed["day"] if timed else cell)
        for pattern in (_ISO, _YEAR_FIRST, _YEAR_LAST, _EIGHT, _INSTANT)
    ) or bool(_SERIAL.fullmatch(cell) and _is_recent_serial(cell))


def day_form(cells: list[str]) -> DateForm | None:
    """Return the one form that reads every cell, ``None`` if none or several do.

    Examples
    --------
    >>> day_form(["13/04/2025", "02/04/2025"]), day_form(["03/04/2025"])
    ('dmy', None)
    """
    forms: tuple[DateForm, ...] = ("iso", "ymd", "dmy", "mdy", "serial")
    fitting = [
        form
        for form in forms
        if all(not parse_day(cell, form).problem for cell in cells)
    ]
    if "iso" in fitting:
        return "iso"
    return fitting[0] if len(fitting) == 1 else None


def _parts(cell: str, form: DateForm | None) -> tuple[str, str, str] | None:
    if match := _ISO.fullmatch(cell):
        return match[1], match[2], match[3]
    if form == "ymd":
        match = _YEAR_FIRST.fullmatch(cell)
        if match:
            year, *months, day = match.groups()
            return year, next(month for month in months if month), day
        match = _EIGHT.fullmatch(cell)
        return (match[1], match[2], match[3]) if match else None
    match = _YEAR_LAST.fullmatch(cell)
    if match and form == "dmy":
        return match[3], match[2], match[1]
    if match and form == "mdy":
        return match[3], match[1], match[2]
    return None


def _day(year: str, month: str, day: str) -> Day:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return Day(problem="DATE_INVALID")
    if found.year < FIRST_YEAR:
        return Day(problem="DATE_INVALID")
    return Day(found.isoformat())


def _instant(cell: str) -> Day:
    try:
        datetime.fromisoformat(cell)
    except ValueError:
        return Day(problem="DATE_INVALID")
    return Day(cell.replace(" ", "T"))


def _is_recent_serial(cell: str) -> bool:
    return _FIRST_SERIAL <= float(cell) <= _LAST_SERIAL


def _from_serial(cell: str) -> Day:
    if not _is_recent_serial(cell):
        return Day(problem="DATE_INVALID")
    whole = int(cell.partition(".")[0])
    return Day((date(1899, 12, 30) + timedelta(days=whole)).isoformat())
