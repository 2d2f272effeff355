"""Answers of several parts, in the one form in which they are kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from edaphon.kernel.units import MU_PER_HECTARE

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
AMOUNT = re.compile(r"(0|[1-9]\d*)(\.\d+)?")
DEGREES = re.compile(r"-?\d{1,3}([.,]\d+)?")

COUNT = re.compile(
    r"(?:[≥>]=?\s*)?(?P<number>\d+(?:\.\d+)?)\s*(?P<times>亿|万)?"
    r"\s*(?:(?:[x×*]\s*10\^?|[eE])(?P<power>\d{1,2}))?"
    r"\s*(?:\[?cfu\]?|个|cells)?\s*(?:/|per|每)\s*(?P<unit>g|克|ml|毫升)",
    re.IGNORECASE,
)
"""Living cells in an amount of product, as labels write them."""
TIMES = {"亿": 8, "万": 4}
"""Powers of ten of Chinese numerals."""
UNITS = {"g": "g", "克": "g", "ml": "mL", "毫升": "mL"}

AREA = re.compile(
    r"(?P<number>(0|[1-9]\d*)(\.\d+)?)\s*"
    r"(?P<unit>ha|hectares?|hm2|hm²|公顷|mu|亩|市亩|acres?|ac|m2|m²|平方米)?",
    re.IGNORECASE,
)
AREAS: Mapping[tuple[str, ...], tuple[Decimal, Decimal]] = {
    ("ha", "hectare", "hectares", "hm2", "hm²", "公顷"): (Decimal(1), Decimal(1)),
    ("mu", "亩", "市亩"): (Decimal(1), Decimal(MU_PER_HECTARE)),
    ("acre", "acres", "ac"): (Decimal("40.468564224"), Decimal(100)),
    ("m2", "m²", "平方米"): (Decimal(1), Decimal(10_000)),
}
"""Hectares in a unit of area, as a fraction; an acre is the international one."""

SPACED = re.compile(r"(?<=[^\W\d])\s+(?=\d)")
"""Space within the name of a point: C 1 is C-1, as in the plan."""

BETWEEN, WITHIN = re.compile(r"[;；\n]+"), re.compile(r"[\s,，、]+")
"""What stands between parts, and within one."""


def day_of(text: str) -> str | None:
    """Return a day as 2021-10-15; None for what is none."""
    match = DAY.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def count_of(text: str) -> str | None:
    """Return living cells in a gram or millilitre, in plain digits.

    Examples
    --------
    >>> count_of("2.0亿/g"), count_of("5e8 CFU/mL"), count_of("many")
    ('200000000/g', '500000000/mL', None)
    """
    match = COUNT.fullmatch(text.strip())
    if match is None:
        return None
    power = int(match["power"] or 0) + TIMES.get(match["times"] or "", 0)
    number = Decimal(match["number"]).scaleb(power)
    return f"{number.normalize():f}/{UNITS[match['unit'].lower()]}" if number else None


def hectares_of(text: str) -> str | None:
    """Return an area in hectares, rounded down to a square metre.

    Examples
    --------
    >>> hectares_of("20"), hectares_of("1800亩"), hectares_of("300 acres")
    ('20', '120', '121.4056')
    """
    match = AREA.fullmatch(text.strip())
    if match is None or not float(match["number"]):
        return None
    name = (match["unit"] or "ha").lower()
    times, parts = next(size for names, size in AREAS.items() if name in names)
    if times == parts:
        return match["number"]
    whole = Decimal(match["number"]) * times / parts
    rounded = whole.quantize(Decimal("0.0001"), ROUND_DOWN)
    return f"{rounded.normalize():f}" if rounded else None


def runs_of(text: str) -> str | None:
    """Return runs as day, known value and result; None unless each has all three.

    Examples
    --------
    >>> runs_of("2021/11/1 10.71 10.66；2021-11-02 10.71, 10.75")
    '2021-11-01 10.71 10.66; 2021-11-02 10.71 10.75'
    """
    found = [_run(part) for part in _parts(text)]
    return "; ".join(filter(None, found)) if found and all(found) else None


def _run(text: str) -> str | None:
    match = DAY.match(text)
    day = day_of(match.group()) if match else None
    numbers = WITHIN.split(text[match.end() :].strip()) if match else []
    if day is None or len(numbers) != 2:
        return None
    is_whole = all(AMOUNT.fullmatch(number) for number in numbers)
    return " ".join((day, *numbers)) if is_whole and float(numbers[0]) else None


def groups_of(text: str) -> str | None:
    """Return points put together under names; None where a point stands twice.

    Examples
    --------
    >>> groups_of("北地：C1、C2；Mill: C3"), groups_of("A: C1; B: C1")
    ('北地: C1 C2; Mill: C3', None)
    >>> groups_of("Mill: C 1, C 2")
    'Mill: C-1 C-2'
    """
    found = [re.split(r"\s*[:：=]\s*", part, maxsplit=1) for part in _parts(text)]
    if not found or any(len(item) != 2 or not all(item) for item in found):
        return None
    held = [(name, _names(points)) for name, points in found]
    listed = [point for _, points in held for point in points]
    names = [name for name, _ in held]
    if len(set(listed)) < len(listed) or len(set(names)) < len(names):
        return None
    return "; ".join(f"{name}: {' '.join(points)}" for name, points in held)


def _names(points: str) -> list[str]:
    return WITHIN.split(SPACED.sub("-", points.strip(" ,，、")))


def places_of(text: str) -> str | None:
    """Return points with longitude and latitude; None where one is on no earth.

    Examples
    --------
    >>> places_of("P1 115,65 34,40; P2 115.66 34.41")
    'P1 115.65 34.40; P2 115.66 34.41'
    >>> places_of("P 1 115.65 34.40")
    'P-1 115.65 34.40'
    >>> places_of("P1 34.40 115.65")
    """
    found = [_place(part) for part in _parts(text)]
    names = [place.split()[0] for place in found if place]
    is_whole = len(names) == len(found) == len(set(names)) and bool(found)
    return "; ".join(filter(None, found)) if is_whole else None


def _place(text: str) -> str | None:
    *names, name, east, north = ["", "", *text.split()][-6:]
    degrees, name = (east, north), "-".join([*filter(None, names), name])
    if not name or not all(map(DEGREES.fullmatch, degrees)):
        return None
    longitude, latitude = (cell.replace(",", ".") for cell in degrees)
    if abs(float(longitude)) > 180 or abs(float(latitude)) > 90:
        return None
    return f"{name} {longitude} {latitude}"


def listed(kept: str) -> Iterator[Sequence[str]]:
    """Yield the parts of a kept answer, each as its words.

    Examples
    --------
    >>> list(listed("P1 115.65 34.40; P2 115.66 34.41"))
    [['P1', '115.65', '34.40'], ['P2', '115.66', '34.41']]
    """
    yield from (part.split() for part in _parts(kept))


def grouped(kept: str) -> dict[str, str]:
    """Return the name under which each point was put.

    Examples
    --------
    >>> grouped("North: C1 C2; Mill: C3")
    {'C1': 'North', 'C2': 'North', 'C3': 'Mill'}
    """
    parts = (part.partition(": ") for part in _parts(kept))
    return {point: name for name, _, held in parts for point in held.split()}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in BETWEEN.split(text) if part.strip()]
