"""Days in spreadsheets: which cell formats show a day, and which day a number is.

The rules are those of openpyxl, which takes a fifth of a second to load; a test
compares the two.
"""

import re
from datetime import datetime, timedelta

EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a calendar's day zero, not an instant
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above

_BUILTIN = frozenset((*range(14, 23), 45, 46, 47))
"""Numbers of the formats without a text of their own that show a day or an hour."""

_NO_LETTERS = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_DAY_LETTER = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_DAY = 86_400_000
"""Length of a day [ms]."""


def is_day_format(code: str, text: str | None) -> bool:
    """Return whether a cell format shows its number as a day or an hour.

    Parameters
    ----------
    code
        Number of the format.
    text
        Its text where the workbook gives one.

    Examples
    --------
    >>> is_day_format("14", None), is_day_format("164", '0.0 "mg"')
    (True, False)
    """
    if text is None:
        return code.isdigit() and int(code) in _BUILTIN
    first = text.split(";")[0]
    return _DAY_LETTER.search(_NO_LETTERS.sub("", first)) is not None


def moment_of(number: float, epoch: datetime) -> datetime | None:
    """Return the moment that a day number means; None for an hour without a day.

    Parameters
    ----------
    number
        Days since the epoch.
    epoch
        ``EPOCH_1900``, whose calendar counts a 29 February 1900 that never was,
        or ``EPOCH_1904``.

    Raises
    ------
    OverflowError, ValueError
        For a number beyond the calendar.
    """
    day, fraction = divmod(number, 1)
    rest = timedelta(milliseconds=round(fraction * _DAY))
    if 0 <= number < 1 and rest.days == 0:
        return None
    if 0 < number < 60 and epoch == EPOCH_1900:
        day += 1
    return epoch + timedelta(days=day) + rest
