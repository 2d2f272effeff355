"""What the header of a column says itself is never contradicted by its map.

A header that says nothing, or says it in words that nobody here knows, is taken as the
map takes it; one that names another unit, property, basis, depth or campaign is not.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from edaphon.evidence import Property, codes, match_header, unit_code
from edaphon.monitoring.cells.depths import CENTIMETRES, split_depth
from edaphon.monitoring.rows.column_map import (
    DEPTHS,
    REFUSED_SINCE,
    Bound,
    same_unit,
    takes,
)
from edaphon.monitoring.rows.row_places import Design
from edaphon.monitoring.tables.raw import Reading

SURE = 0.85
"""Confidence from which a header names a property."""

DENSITY = "bulk_density"
MASSES = (DENSITY, "sample_mass")
"""What is of dry soil."""

Said = tuple[object, object]
"""What the header says and what the map says of one matter."""

_BASES = {
    "fine_earth": re.compile(
        r"细土|fine[\s_-]*earth|feinerde|feinboden|terres?[\s_-]*fines?"
        r"|tierra[\s_-]*fina|terra[\s_-]*fina|мелкоз[её]м|(?:<|＜|小于)\s*2\s*mm",
        re.IGNORECASE,
    ),
    "whole_soil": re.compile(
        r"全土|whole[\s_-]*soil|gesamtboden|sol[\s_-]*total|suelo[\s_-]*total"
        r"|solo[\s_-]*total",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Words for what a bulk density is of."""

_BASIS_NAMES: Mapping[str, Mapping[str, str]] = {
    "fine_earth": {"en": "fine earth", "zh": "细土"},
    "fine_earth_per_core": {
        "en": "fine earth per volume of the core",
        "zh": "按土芯体积计的细土",
    },
    "whole_soil": {"en": "whole soil with its stones", "zh": "含砾石的全土"},
}

_MOIST = re.compile(
    r"湿容重|湿密度|天然容重|天然密度|[鲜湿]土[质重]|鲜重|feuchtdichte|feuchtmasse|densidad[\s_-]*h[uú]meda"
    r"|densidade[\s_-]*[uú]mida|densité[\s_-]*humide"
    r"|(?:wet|moist|fresh)[\s_-]*(?:bulk[\s_-]*|soil[\s_-]*)?"
    r"(?:density|mass|weight|bd)\b",
    re.IGNORECASE,
)
_MOIST_NAME = {"en": "moist soil", "zh": "湿土"}

_STONES = {
    "coarse_fraction": re.compile(r"vol|v/v|体积|cm3/cm3|m3/m3", re.IGNORECASE),
    "coarse_mass": re.compile(r"wt|w/w|m/m|mass|gew|w%|质量|重量|g/kg", re.IGNORECASE),
}
"""Words for the share of stones, by the property that it then is."""


def check_headers(columns: Sequence[Bound], design: Design, reading: Reading) -> None:
    """Note every column whose header says something else than its map.

    Notes
    -----
    ``HEADER_CONTRADICTED``, since rules 6: of units, of the property of a column that
    enters a stock, of what a bulk density is of, of depths and campaigns. By older
    rules nothing else is said of a unit than ``UNIT_DIFFERS``.
    """
    of_campaigns = _campaign_words(design)
    for column in columns:
        for about in _ABOUT:
            if said := about(column):
                _note(column, said, reading)
        if said := _campaign(column, of_campaigns):
            _note(column, said, reading)


def _note(column: Bound, said: Said, reading: Reading) -> None:
    says, takes_for = said
    facts = {"header": column.name, "says": says, "map": takes_for}
    reading.note("HEADER_CONTRADICTED", facts, column=column.letter)


def _unit(column: Bound) -> Said | None:
    """Return the two units of a quantity where they differ in meaning."""
    entry = column.entry
    if entry.kind != "quantity" or not column.rule.unit:
        return None
    name = split_depth(column.name)[0]
    by_name, by_code = match_header(name), match_header(name, code=entry.code)
    for found in (by_name, by_code):
        unit = found.unit if found else ""
        if unit and takes(entry, unit, REFUSED_SINCE) and not _ends_with(name, column):
            differs = not same_unit(unit, column.unit, entry)
            return (unit, column.unit) if differs else None
    return None


def _ends_with(name: str, column: Bound) -> bool:
    """Tell whether a header ends with the unit of the map: ``Fertiliser (kg N/ha)``."""
    words = re.sub(r"[()\[\]（）【】]", " ", name).split()
    ends = (unit_code(" ".join(words[at:])) for at in range(1, len(words)))
    return any(end and same_unit(end, column.unit, column.entry) for end in ends)


def _depth_unit(column: Bound) -> Said | None:
    if column.entry.code not in DEPTHS or not column.rule.unit:
        return None
    found = match_header(column.name, code=column.entry.code)
    unit = found.unit if found else ""
    ours = CENTIMETRES.get(column.unit)
    theirs = CENTIMETRES.get(unit)
    return (unit, column.unit) if theirs is not None and theirs != ours else None


def _property(column: Bound) -> Said | None:
    """Return another property that the header surely names, where stocks rest on it."""
    entry = column.entry
    if entry.kind != "quantity" or not entry.in_stock:
        return None
    if entry.code in _STONES:
        return _stones(column)
    if entry.code in MASSES and _MOIST.search(column.name):
        return _MOIST_NAME, entry.name
    found = match_header(split_depth(column.name)[0])
    if found is None or found.confidence < SURE or entry.code in found.candidates:
        return None
    named = codes()[found.code]
    return (named.name, entry.name) if _is_quantity(named) else None


def _is_quantity(entry: Property) -> bool:
    return entry.kind == "quantity"


def _stones(column: Bound) -> Said | None:
    """Return the share of stones that a header says, where it is the other one."""
    said = [code for code, words in _STONES.items() if words.search(column.name)]
    if len(said) != 1 or said[0] == column.entry.code:
        return None
    return codes()[said[0]].name, column.entry.name


def _basis(column: Bound) -> Said | None:
    stated = column.rule.basis
    if column.entry.code != DENSITY or stated not in _BASIS_NAMES:
        return None
    said = [basis for basis, words in _BASES.items() if words.search(column.name)]
    if len(said) != 1 or stated.startswith(said[0]):
        return None
    return _BASIS_NAMES[said[0]], _BASIS_NAMES[stated]


def _interval(column: Bound) -> Said | None:
    """Return the depths of header and map [cm] where they are not the same."""
    said, rule = split_depth(column.name)[1], column.rule
    if said is None or not rule.top or not rule.bottom:
        return None
    stated = (rule.top, rule.bottom)
    if [Decimal(one) for one in said] == [Decimal(one) for one in stated]:
        return None
    return _centimetres(said), _centimetres(stated)


def _centimetres(interval: tuple[str, str]) -> str:
    return "{}-{} cm".format(*interval)


_ABOUT: tuple[Callable[[Bound], Said | None], ...] = (
    _unit, _depth_unit, _property, _basis, _interval,
)  # fmt: skip
"""What a header may say of its column by itself."""


def _campaign_words(design: Design) -> Mapping[str, frozenset[str]]:
    """Return the words by which a header names each campaign: its id and its years."""
    return {
        name: frozenset(word for word in (name, start[:4], end[:4]) if len(word) > 3)
        for name, start, end in design.campaigns
        if start <= end  # samples kept from a campaign bear its year and have no days
    }


def _campaign(column: Bound, words: Mapping[str, frozenset[str]]) -> Said | None:
    """Return the campaign of the header and that of the map, where they differ."""
    stated = column.rule.campaign
    if stated not in words:
        return None
    found = {name for name, known in words.items() if _names(column.name, known)}
    others: Iterator[str] = (name for name in words if name in found)
    return None if not found or stated in found else (next(others), stated)


def _names(header: str, words: frozenset[str]) -> bool:
    return any(
        re.search(rf"(?<![0-9A-Za-z]){re.escape(word)}(?![0-9A-Za-z])", header)
        for word in words
    )
