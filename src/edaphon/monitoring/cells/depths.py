"""Depth intervals in every spelling of field books, and the traps among them."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

CENTIMETRES = {
    "cm": Decimal(1), "厘米": Decimal(1), "mm": Decimal("0.1"), "毫米": Decimal("0.1"),
    "m": Decimal(100), "米": Decimal(100), "in": Decimal("2.54"),
}  # fmt: skip
"""Length of one unit of depth [cm]."""

SHALLOWEST = 3
"""Deepest bound without a unit up to which the depths may be in metres."""

_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
_UNIT = r"(cm|mm|m|in|厘米|毫米|米)?"
_INTERVAL = re.compile(
    rf"({_NUMBER})\s*{_UNIT}\s*(?:[-~—–−_至到]|to)\s*({_NUMBER})\s*{_UNIT}"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_AS_DATE = re.compile(
    rf"[0-9]{{1,2}}[- ]?({_MONTHS})[a-z]*|({_MONTHS})[a-z]*[- ]?[0-9]{{1,4}}"
    r"|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
)
_SINGLE = re.compile(rf"-?({_NUMBER})\s*{_UNIT}")

_DEPTH_IN_HEADER = re.compile(
    r"(?P<before>.*?)[\s_/(（-]*(?P<depth>(?<![0-9.])[0-9]{1,3}(?:\.[0-9])?"
    r"\s*(?:cm|厘米|m)?\s*[-~～—–至_]\s*[0-9]{1,3}(?:\.[0-9])?\s*"
    r"(?P<unit>cm|厘米|m(?!m|g)|CM)?(?![0-9.m%]))[\s_/)）-]*(?P<after>.*)"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """Upper and lower depth [cm] as decimal text, or the code of a problem."""

    top: str = ""
    bottom: str = ""
    problem: str = ""


def parse_interval(cell: str, unit: str = "cm") -> Interval:
    """Return the depth interval that a cell states.

    Parameters
    ----------
    cell
        Text such as ``0-20``, ``0～20cm``, ``0至20``, ``0-0.2m``.
    unit
        Unit of cells that carry none: cm, mm, m or in.

    Returns
    -------
    Interval
        Depths in cm, positive down; or ``DEPTH_DATE`` when a spreadsheet made a
        date of it, ``DEPTH_ORDER`` when the upper depth is not above the lower,
        ``DEPTH_UNCLEAR`` for one number, a layer number or a word.

    Examples
    --------
    >>> parse_interval("０～２０ｃｍ")
    Interval(top='0', bottom='20', problem='')
    >>> parse_interval("0-4 in")
    Interval(top='0', bottom='10.16', problem='')
    >>> parse_interval("20").problem, parse_interval("20-Oct").problem
    ('DEPTH_UNCLEAR', 'DEPTH_DATE')
    """
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    if plain == "":
        return Interval()
    if match := _INTERVAL.fullmatch(plain):
        upper, upper_unit, lower, lower_unit = match.groups()
        top = centimetres(upper, upper_unit or lower_unit or unit)
        bottom = centimetres(lower, lower_unit or unit)
        return checked(top, bottom)
    if _AS_DATE.fullmatch(plain):
        return Interval(problem="DEPTH_DATE")
    return Interval(problem="DEPTH_UNCLEAR")


def parse_depth(cell: str, unit: str, *, negative_down: bool) -> Interval:
    """Return one end of an interval in ``top``, or ``DEPTH_UNCLEAR``.

    Parameters
    ----------
    cell
        A number, with or without its unit.
    unit
        Unit of cells that carry none: cm, mm, m or in.
    negative_down
        Whether depths below the surface are written as negative numbers.
    """
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    if plain == "":
        return Interval()
    match = _SINGLE.fullmatch(plain)
    if not match:
        code = "DEPTH_DATE" if _AS_DATE.fullmatch(plain) else "DEPTH_UNCLEAR"
        return Interval(problem=code)
    depth = centimetres(match[1], match[2] or unit)
    is_zero = Decimal(depth) == 0
    if plain.startswith("-") != negative_down and not is_zero:
        return Interval(problem="DEPTH_UNCLEAR")
    return Interval(top=depth)


def checked(top: str, bottom: str) -> Interval:
    """Return an interval whose upper depth lies above its lower depth."""
    if Decimal(top) >= Decimal(bottom):
        return Interval(problem="DEPTH_ORDER")
    return Interval(top=top, bottom=bottom)


def centimetres(number: str, unit: str) -> str:
    """Return a depth in cm as decimal text without trailing zeros."""
    depth = Decimal(number) * CENTIMETRES.get(unit, Decimal(1))
    text = format(depth, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def split_depth(header: str) -> tuple[str, tuple[str, str] | None]:
    """Return a header without the depth that it states, and the depth [cm].

    Examples
    --------
    >>> split_depth("有机碳/0-20cm"), split_depth("0～20cm/有机碳(g/kg)")
    (('有机碳', ('0', '20')), ('有机碳(g/kg)', ('0', '20')))
    >>> split_depth("2-0.05mm砂粒百分率")
    ('2-0.05mm砂粒百分率', None)
    """
    match = _DEPTH_IN_HEADER.fullmatch(header)
    if not match or not (match["before"] or match["after"]):
        return header, None
    interval = parse_interval(match["depth"])
    if interval.problem or "mm" in header:
        return header, None
    parts = [part for part in (match["before"], match["after"]) if part]
    rest = "/".join(parts).strip("_/ ")
    return (rest, (interval.top, interval.bottom)) if rest else (header, None)
