"""What a header names to the wizard: beside name and unit it may state a procedure.

Only what is proposed rests on this; a saved map states its units itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edaphon.evidence import match_header, observed_property, unit_code
from edaphon.kernel.units import display
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.rows.column_map import takes
from edaphon.monitoring.tables.header_rows import without_statistic
from edaphon.monitoring.wizard.procedures import is_extract, is_procedure

DAYS = ("sampled_on", "analysed_on", "received_on")
"""Places that hold a day."""

_WORDS = re.compile(r"[\s_-]+")
_LIKE_A_UNIT = re.compile(r"[/%‰·^]|[-⁻−][0-9¹²³]|[0-9¹²³]$")
"""Signs by which a word beside a name is known as a unit."""

MU = re.compile(r"亩(?!数)")
"""Word of a name that gives an amount on a mu; 亩数 is the area itself."""

_UNBRACKETED = 0.85
"""Confidence of a name with a procedure behind it that no bracket sets off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a header most probably names."""

    code: str
    """Code of the vocabulary."""
    unit: str
    """UCUM unit that the header states; empty when it states none."""
    note: str
    """What else stands beside the name: a procedure, a depth."""
    confidence: float
    """Between 0 and 1; below 0.5 a person must say yes."""
    candidates: tuple[str, ...]
    """Every code it may mean, the likeliest first."""


def header_meaning(header: str, code: str = "") -> Meaning | None:
    """Return what a header names, procedures told from units.

    Parameters
    ----------
    header
        Header without its depth.
    code
        What the column holds, where a person has said it.

    Returns
    -------
    Meaning or None
        What `edaphon.evidence.match_header` finds; the unit is empty where what stands
        there is a procedure, and the one behind a bare ``C%`` is read.

    Examples
    --------
    >>> found = header_meaning("P (M3)")
    >>> found.code, found.unit, found.note
    ('available_p', '', 'M3')
    >>> header_meaning("pH CaCl2").code, header_meaning("C%").unit
    ('ph', '%')
    """
    plain = _said_once(without_statistic(header))
    found = _named(plain, code)
    if found is None:
        found = next(_unbracketed(plain), None)
    return None if found is None else _with_unit(found, plain)


def unread_unit(found: Meaning | None) -> str:
    """Return what stands beside a name like a unit that nobody could read."""
    note = found.note if found else ""
    last = note.rpartition(" ")[2]
    return "" if is_procedure(note) or not _LIKE_A_UNIT.search(last) else last


def _said_once(header: str) -> str:
    """Return a header without a row of units that repeats the unit above: ``C %/%``."""
    above, _, last = header.rpartition("/")
    is_told = re.search(rf"[\s(\[]{re.escape(last)}[)\]]?$", above)
    return above if last and is_told else header


def _named(header: str, code: str = "") -> Meaning | None:
    found = match_header(header, code=code)
    if found is None:
        return None
    return Meaning(
        code=found.code,
        unit=found.unit,
        note=found.note,
        confidence=found.confidence,
        candidates=found.candidates,
    )


def _unbracketed(header: str) -> Iterator[Meaning]:
    """Yield the names before a procedure that stands without brackets."""
    for gap in _WORDS.finditer(header):
        name, rest = header[: gap.start()], header[gap.end() :]
        how, bracket, unit = rest.partition("(")
        if name and is_extract(how.strip()):
            found = _named(f"{name} ({how.strip()}) {bracket}{unit}".strip())
            if found and observed_property(found.code).kind == "quantity":
                yield replace(found, confidence=min(found.confidence, _UNBRACKETED))


def _with_unit(found: Meaning, header: str) -> Meaning:
    entry = observed_property(found.code)
    if found.code in DAYS:  # the TS of a logger is no unit
        return replace(found, unit="")
    is_beside = "(" not in found.note  # a name within brackets has none beside it
    is_refused = is_beside and bool(found.unit) and not takes(entry, found.unit, NEWEST)
    if is_refused and (unit := _on_a_mu(header, found.unit, found.code)):
        return replace(found, unit=unit)
    if is_refused and (how := _procedure(header)):
        return replace(found, unit="", note=how)
    if not found.unit and header.rstrip().endswith("%") and entry.accepts("%"):
        return replace(found, unit="%")
    return found


def _on_a_mu(header: str, unit: str, code: str) -> str:
    """Return an amount on a mu where the name says so: 亩产(斤) is 斤/亩.

    Empty for another name, and where the property is not given so.
    """
    if not MU.search(header) or "har" in unit:
        return ""
    shown = display(unit, "zh")
    read = (unit_code(f"{way}/亩", code) for way in (unit, shown))
    entry = observed_property(code)
    return next((one for one in read if one and takes(entry, one, NEWEST)), "")


def _procedure(header: str) -> str:
    """Return the words of a header that say how, where its unit is none."""
    inside = re.findall(r"[(\[（【]([^()\[\]（）【】]+)[)\]）】]", header)
    return next((one for one in inside if is_procedure(one)), "")
