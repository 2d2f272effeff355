"""One numeric cell of a laboratory's table: a number, a limit, nothing, or a doubt.

What is read is a closed list; everything else is refused with the cell. A cell
never becomes another number than the one it states.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from edaphon.monitoring.reading_rules import NEWEST

Censored = Literal["", "<", ">"]

NOT_MEASURED = frozenset({"", "-", "/", "—"})
"""Cells that mean "not measured" in every file, besides the codes it declares."""

NOT_DETECTED = frozenset({
    "nd", "n.d", "n.d.", "bdl", "b.d.l.", "<lod", "<loq", "<dl", "<mdl", "not detected",
    "n.n.", "n. n.", "nicht nachweisbar", "<nwg", "< nwg", "<bg", "< bg", "<ld", "< ld",
    "<lq", "< lq", "<lc", "no detectado", "non détecté", "não detectado",
    "не обнаружено", "未检出", "未检测出",
    "低于检出限", "小于检出限", "低于检测限", "低于定量限",
})  # fmt: skip
"""Words for "below the detection limit" without saying the limit; lower case."""

GROUPED_RULES = 5
"""Reading rules from which digits may stand in groups of three: ``1.234,5``."""

_TENS: Mapping[str, int] = {"亿": 8, "万": 4}
_SIGNS: Mapping[str, Censored] = {
    "<": "<", "＜": "<", "≤": "<", ">": ">", "＞": ">", "≥": ">",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a numeric cell says."""

    text: str = ""
    """Decimal text in plain ASCII digits; empty when there is no number."""
    censored: Censored = ""
    """``<`` or ``>`` when the number is a limit and not a result."""
    problem: str = ""
    """Code of the problem; empty when the cell is understood."""

    @property
    def is_missing(self) -> bool:
        """Whether the cell says that nothing was measured."""
        return not self.text and not self.problem


MISSING = Parsed()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForm:
    """How one column writes its numbers."""

    decimal: Literal[".", ","] = "."
    missing: frozenset[str] = frozenset()
    """Codes that mean "not measured" in this file."""
    detection_limit: str = ""
    """Limit [unit of the column] that stands for a bare "not detected"."""
    rules: int = NEWEST
    """Version of the reading rules."""


def parse_number(cell: str, form: NumberForm) -> Parsed:
    """Return what a numeric cell says.

    Parameters
    ----------
    cell
        Text of the cell as it stands.
    form
        Decimal sign, missing codes and detection limit of the column.

    Returns
    -------
    Parsed
        ``-?digits(.digits)`` after undoing the declared decimal sign; powers of
        ten written ``1.2E+08``, ``1.2×10^8``, ``2.0亿`` or ``5.6万`` are written
        out. By rules 5 digits may stand in groups of three, by one sign that is not
        the decimal one: ``1.234,5``, ``1 234,5``, ``1'234.5``; a single group behind a
        point or comma, ``1.234`` with a decimal comma, stays a doubt. ``<0.05``,
        ``0.05L``, ``ND`` and their kin are censored. ``problem`` is ``NUMBER_FORMAT``,
        ``NUMBER_AMBIGUOUS`` or ``DETECTION_LIMIT``.

    Examples
    --------
    >>> parse_number("＜0.05", NumberForm())
    Parsed(text='0.05', censored='<', problem='')
    >>> parse_number("2.0亿", NumberForm()).text
    '200000000'
    >>> parse_number("1,234", NumberForm()).problem
    'NUMBER_AMBIGUOUS'
    >>> parse_number("1.234,5", NumberForm(decimal=",")).text
    '1234.5'
    """
    patterns = _patterns(form.decimal, grouped=form.rules >= GROUPED_RULES)
    if cell in form.missing or cell in NOT_MEASURED:
        return MISSING
    if patterns.plain.fullmatch(cell):
        return Parsed(patterns.digits(cell))
    understood = _limit(cell, form, patterns) or _power(cell, patterns)
    if understood:
        return understood
    doubtful = patterns.doubtful.fullmatch(cell)
    return Parsed(problem="NUMBER_AMBIGUOUS" if doubtful else "NUMBER_FORMAT")


def _limit(cell: str, form: NumberForm, patterns: "_Patterns") -> Parsed | None:
    if unicodedata.normalize("NFKC", cell).lower() in NOT_DETECTED:
        if form.detection_limit:
            return Parsed(form.detection_limit, "<")
        return Parsed(problem="DETECTION_LIMIT")
    if match := patterns.limited.fullmatch(cell):
        return Parsed(patterns.digits(match["number"]), _SIGNS[match["sign"]])
    if match := patterns.below.fullmatch(cell):
        return Parsed(patterns.digits(match["number"]), "<")
    return None


def _power(cell: str, patterns: "_Patterns") -> Parsed | None:
    match = patterns.power.fullmatch(cell)
    if not match:
        return None
    number = Decimal(patterns.digits(match["number"]))
    tens = _TENS.get(match["word"] or "") or int(match["e"] or match["x"] or 0)
    return Parsed(format(number.scaleb(tens), "f"))


@dataclass(frozen=True, slots=True)
class _Patterns:
    decimal: str
    plain: re.Pattern[str]
    limited: re.Pattern[str]
    below: re.Pattern[str]
    power: re.Pattern[str]
    doubtful: re.Pattern[str]

    def digits(self, number: str) -> str:
        """Return a number without the signs between groups, with a decimal point."""
        whole, sign, rest = number.partition(self.decimal)
        return _GROUP_SIGNS.sub("", whole) + ("." if sign else "") + rest


_FREE = "\u00a0\u2009\u202f'’"
"""Signs between groups of three digits that stand for nothing else in a number."""

_GROUP_SIGNS = re.compile(rf"[., {_FREE}]")


def _grouped(other: str, sign: str) -> str:
    """Return what a number in groups of three looks like, where nothing else fits.

    One group by the other of point and comma, or by a space, is sure where decimals
    follow; of two groups there is no doubt.
    """
    first, decimals = "-?[1-9][0-9]{0,2}", rf"{sign}[0-9]{{1,40}}"
    free = "|".join(rf"(?:{mark}[0-9]{{3}}){{1,12}}" for mark in _FREE)
    more = "|".join(rf"(?:{mark}[0-9]{{3}}){{2,12}}" for mark in (other, " "))
    one = rf"(?:{other}| )[0-9]{{3}}{decimals}"
    return rf"{first}(?:(?:{free}|{more})(?:{decimals})?|{one})"


@cache
def _patterns(decimal: str, *, grouped: bool) -> _Patterns:
    sign = re.escape(decimal)
    other = r"\." if decimal == "," else ","
    ways = rf"-?[0-9]{{1,40}}(?:{sign}[0-9]{{1,40}})?"
    if grouped:
        ways = f"{ways}|{_grouped(other, sign)}"
    number = f"(?P<number>{ways})"
    return _Patterns(
        decimal=decimal,
        plain=re.compile(number),
        limited=re.compile(rf"(?P<sign>[<＜≤>＞≥]) ?{number}"),
        below=re.compile(rf"{number}L"),
        power=re.compile(
            rf"{number}(?:[eE](?P<e>[+-]?[0-9]{{1,2}})|×10\^(?P<x>-?[0-9]{{1,2}})"
            "|(?P<word>[亿万]))"
        ),
        doubtful=re.compile(rf"-?[0-9]+(?:{other}[0-9]+)+"),
    )
