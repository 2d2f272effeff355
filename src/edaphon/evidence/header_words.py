"""Recognising a laboratory's column headers and units, in seven languages.

Chinese and English first; German, French, Spanish, Portuguese and Russian stems stand
in one list of their own, and may be written without accents.

The rule of a stem: NFKC, lower case, without spaces and ``_ - .``; then the
header as it stands, then without its trailing unit, then without a leading 土壤
and a trailing 含量 (and their kin), is looked up among the vocabulary's stems.
Nothing here decides: a match says how sure it is, and a person confirms.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from edaphon.evidence.vocabulary import (
    Property,
    calculation_columns,
    codes,
    observed_property,
    read_data,
)
from edaphon.kernel import units

PREFIXES = ("土壤", "耕层", "表层", "土样")
"""Words that may lead a header without changing what it names."""

SUFFIXES = (
    "质量分数", "检测结果", "测定值", "检测值", "平均值", "含量", "浓度", "结果",
    "均值", "值",
)  # fmt: skip
"""Words that may end a header without changing what it names."""

EXACT, WITH_UNIT, TRIMMED, DOUBTFUL = 1.0, 0.95, 0.85, 0.4
"""Confidence of a match, by how much of the header had to be set aside."""

_SURE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderMatch:
    """What a header most probably names."""

    code: str
    """Code of the vocabulary."""
    unit: str
    """UCUM unit that the header states; empty when it states none."""
    note: str
    """The part in brackets that is not a unit, such as a depth."""
    confidence: float
    """Between 0 and 1; below 0.5 a person must say yes."""
    candidates: tuple[str, ...]
    """Every code it may mean, the likeliest first."""


def match_header(
    header: str, *, calculated: bool = False, code: str = ""
) -> HeaderMatch | None:
    """Return what a column header names, or None if no stem fits.

    Parameters
    ----------
    header
        Header as it stands in the file, rows joined with ``/`` where several. The head
        of a group of columns counts less than what stands under it.
    calculated
        Whether the table is one of a calculation, which may hold columns that
        no project observes.
    code
        What the column holds, where a person has said it: the unit is then read and
        the name is not.

    Returns
    -------
    HeaderMatch or None
        The best match.

    Examples
    --------
    >>> match_header("土壤有机质含量（g·kg⁻¹）").code
    'som'
    >>> match_header("SOC_g_kg").unit
    'g/kg'
    >>> match_header("Uhlík %"), match_header("Uhlík %", code="soc").unit
    (None, '%')
    >>> match_header("Densite apparente (g/cm³)").code
    'bulk_density'
    """
    plain = unicodedata.normalize("NFKC", header).strip()
    if code:
        return _with_unit_of(plain, code)
    groups = plain.split("/")
    whole = _first_match(plain, calculated)
    leaf = _leaf_match(groups, calculated) if len(groups) > 1 else None
    if leaf is None or (whole is not None and whole.confidence == EXACT):
        return whole
    start, found = leaf
    found = replace(found, note="/".join([*groups[:start], found.note]).strip("/"))
    if whole is None or whole.code == found.code:
        return found if whole is None else whole
    if _entry(whole.code).kind == "place" or whole.confidence < _SURE:
        return found
    both = dict.fromkeys((*whole.candidates, *found.candidates))
    return replace(whole, confidence=DOUBTFUL, candidates=tuple(both))


def _with_unit_of(plain: str, code: str) -> HeaderMatch:
    """Return the match of a header whose column is known to hold a property."""
    read = [_unit_and_note(rest, code) for _, rest in _parted(plain)]
    accepted = [way for way in read if way[0] and _entry(code).accepts(way[0])]
    unit, note = (accepted or read or [("", "")])[0]
    return HeaderMatch(
        code=code, unit=unit, note=note, confidence=EXACT, candidates=(code,)
    )


def _leaf_match(
    groups: Sequence[str], calculated: bool
) -> tuple[int, HeaderMatch] | None:
    """Return what the lower rows of a header name, and from which row on.

    The lowest row that names something counts, unless it is the unit of those above.
    """
    for start in range(len(groups) - 1, 0, -1):
        rest = "/".join(groups[start:])
        found = None if unit_code(rest) else _first_match(rest, calculated)
        if found:
            return start, found
    return None


def _first_match(plain: str, calculated: bool) -> HeaderMatch | None:
    for stem, remainder, confidence in _readings(plain):
        known = _lookup(stem, stem_index(calculated=calculated))
        if known:
            return _matched(known, stem, remainder, confidence)
    return None


OWN_WORDS = {
    ("electricity_used", "度"): "kW.h",
    ("electricity_used", "度/亩"): "15.kW.h/har",
}
"""Words that are another unit for one property: 度 is a degree elsewhere."""


def unit_code(text: str, code: str = "") -> str | None:
    """Return the UCUM code of a unit as people write it.

    Parameters
    ----------
    text
        Unit as written: ``g·kg⁻¹``, ``kg/亩``, ``t/hm²``, ``%``.
    code
        Property that is reported in it; its own spelling of an equal unit is
        preferred, so that ``g.kg-1`` comes back as ``g/kg``.

    Returns
    -------
    str or None
        UCUM code, or None when the text names no unit that is known.

    Examples
    --------
    >>> unit_code("μmol·m⁻²·s⁻¹"), unit_code("亩"), unit_code("Mg/m³")
    ('umol/m2/s', 'har/15', 'Mg/m3')
    >>> unit_code("度", "electricity_used"), unit_code("度")
    ('kW.h', 'Cel')
    """
    cleaned = _clean_unit(text)
    if not cleaned or len(cleaned) > 40:
        return None
    exact, folded = _spellings()
    found = OWN_WORDS.get((code, cleaned)) or exact.get(cleaned)
    if found is None and units.is_unit(_with_hectares(cleaned)):
        found = _known_spelling(_with_hectares(cleaned), code)
    found = found or folded.get(cleaned.lower())
    if found is None and units.is_unit(_with_hectares(cleaned.lower())):
        found = _known_spelling(_with_hectares(cleaned.lower()), code)
    return found


@cache
def stem_index(*, calculated: bool = False) -> Mapping[str, str]:
    """Return code by normalised stem; a stem belongs to one code only."""
    index: dict[str, str] = {}
    more = calculation_columns() if calculated else {}
    for code, entry in {**codes(), **more}.items():
        for stem in entry.stems:
            for way in _ways(stem):
                if index.setdefault(way, code) != code:
                    message = f"stem {stem} belongs to {index[way]} and {code}"
                    raise ValueError(message)
    return index


def _ways(stem: str) -> set[str]:
    """Return a stem after the stem rule, with its accents and without."""
    plain = squeezed(stem)
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFD", plain)
        if not unicodedata.combining(sign)
    )
    return {plain, unicodedata.normalize("NFC", bare)}


def squeezed(text: str) -> str:
    """Return a text after the stem rule: NFKC, lower case, no spaces, ``_ - .``."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("−", "-")
    return re.sub(r"[\s_\-.]", "", plain)


# --- Reading a header ---------------------------------------------------------

_INSIDE = r"[^()\[\]【】]*(?:\([^()]*\)[^()\[\]【】]*)*"
_BRACKETS = re.compile(
    rf"^(?P<stem>.+?)\s*[(\[【](?P<rest>{_INSIDE})[)\]】]\s*(?P<tail>.*)$", re.DOTALL
)
_AFTER = re.compile(r"^(?P<stem>[^/,:]+)[/,:](?P<rest>.+)$", re.DOTALL)
_GLUED = re.compile(r"^(?P<stem>.*[\u4e00-\u9fff])(?P<rest>[A-Za-zμµ%‰].*)$", re.DOTALL)
"""A unit in Latin letters right behind a Chinese name: 有机碳g/kg."""


def _readings(plain: str) -> Iterator[tuple[str, str, float]]:
    """Yield stem, remainder and confidence, the most literal reading first."""
    yield squeezed(plain), "", EXACT
    parted = list(_parted(plain))
    for stem, remainder in parted:
        yield squeezed(stem), remainder, WITH_UNIT
    for stem, remainder in [(plain, ""), *parted]:
        for trimmed in _trimmed(squeezed(stem)):
            yield trimmed, remainder, TRIMMED


def _parted(plain: str) -> Iterator[tuple[str, str]]:
    bracketed, after = _BRACKETS.match(plain), _AFTER.match(plain)
    if bracketed:
        inside, tail = bracketed["rest"].strip(), bracketed["tail"]
        yield bracketed["stem"], f"{inside} {tail}".strip()
    if after:
        yield after["stem"], after["rest"].strip()
    yield from _split(plain.split(), " ", " ")
    glued = _GLUED.match(plain)
    if glued and unit_code(glued["rest"]):
        yield glued["stem"], glued["rest"]
    words = plain.split("_")
    yield from _split(words, "_", "/")
    if words[0].lower() in {"percent", "pct"} and len(words) > 1:
        yield "_".join(words[1:]), "%"


def _split(words: Sequence[str], between: str, over: str) -> Iterator[tuple[str, str]]:
    """Yield a name and its unit, the shortest unit first."""
    for cut in range(len(words) - 1, 0, -1):
        unit = over.join(words[cut:])
        if unit_code(unit):
            yield between.join(words[:cut]), unit


def _trimmed(stem: str) -> Iterator[str]:
    """Yield a stem without its leading and trailing words, shortest cut first."""
    heads = [stem] + [stem[len(word) :] for word in PREFIXES if stem.startswith(word)]
    for head in heads:
        for word in SUFFIXES:
            if head.endswith(word):
                yield head[: -len(word)]
        if head != stem:
            yield head


def _entry(code: str) -> Property:
    return calculation_columns().get(code) or observed_property(code)


def _lookup(stem: str, index: Mapping[str, str]) -> tuple[str, ...]:
    doubtful = _doubtful().get(stem, ())
    sure = index.get(stem)
    return tuple(dict.fromkeys((*((sure,) if sure else ()), *doubtful)))


def _matched(
    known: tuple[str, ...], stem: str, remainder: str, confidence: float
) -> HeaderMatch:
    entry = _entry(known[0])
    unit, note = _unit_and_note(remainder, known[0])
    implied = {squeezed(name): code for name, code in entry.implied.items()}.get(stem)
    return HeaderMatch(
        code=known[0],
        unit=unit or implied or "",
        note=note,
        confidence=DOUBTFUL if stem in _doubtful() else confidence,
        candidates=known,
    )


def _unit_and_note(remainder: str, code: str) -> tuple[str, str]:
    """Part what stands behind a stem into its unit and the rest."""
    first, _, rest = remainder.partition(" ")
    ways = ((remainder, ""), (first, rest), (rest, first))
    read = [(unit, note) for text, note in ways if (unit := unit_code(text, code))]
    accepted = [way for way in read if _entry(code).accepts(way[0])]
    return (accepted or read or [("", remainder)])[0]


@cache
def _doubtful() -> Mapping[str, tuple[str, ...]]:
    return {
        way: tuple(may)
        for stem, may in read_data("doubtful").items()
        for way in _ways(stem)
    }


# --- Reading a unit -----------------------------------------------------------

_SIGNS = str.maketrans({
    "·": ".", "⋅": ".", "∙": ".", "•": ".", "*": ".", "×": ".", "・": ".",
    "−": "-", "–": "-", "μ": "u", "µ": "u", "^": "", "(": "", ")": "",
})  # fmt: skip
_TEN_TO_THE = re.compile(r"(?<![0-9.])10\*(?=-?[0-9])")
"""The star of a power of ten in UCUM, which is no sign of multiplication."""

_INVERSE = re.compile(r"[./]?([A-Za-z]+|亩|公顷)-([1-4])")


def _clean_unit(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().strip("[]【】")
    if units.is_unit(plain):
        return plain
    plain = re.sub(r"(?<=\w)\s+(?=\w)", ".", plain)
    plain = _TEN_TO_THE.sub("10\0", re.sub(r"\s", "", plain))
    plain = plain.translate(_SIGNS).replace("\0", "*")
    return _INVERSE.sub(_as_division, plain)


def _as_division(match: re.Match[str]) -> str:
    name, power = match.groups()
    return f"/{name}" + ("" if power == "1" else power)


def _with_hectares(cleaned: str) -> str:
    return re.sub(r"(?<![A-Za-z])ha(?![A-Za-z0-9])", "har", cleaned)


def _known_spelling(code: str, property_code: str) -> str:
    unit = units.parse(code)
    own = _entry(property_code) if property_code else None
    preferred = (*own.factors, *own.shifted) if own else ()
    if code in preferred or (not own and code in read_spellings()):
        return code
    for known in (*preferred, *read_spellings()):
        if units.parse(known) == unit:
            return known
    return code


@cache
def read_spellings() -> Mapping[str, tuple[str, ...]]:
    """Return the ways in which each UCUM unit is written on reports."""
    return {code: tuple(ways) for code, ways in read_data("spellings").items()}


@cache
def _spellings() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return units by spelling, first case-sensitive, then in lower case."""
    exact = {
        _clean_unit(way): code
        for code, ways in read_spellings().items()
        for way in ways
    }
    folded = {way: code for way, code in exact.items() if way == way.lower()}
    return exact, folded
