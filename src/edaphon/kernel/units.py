"""Units of measure: a small exact reading of UCUM, enough for carbon accounts.

A unit is a scale (an exact fraction of base units) and a signature of powers.
An annotation counts as a power of its own, so that ``t{C}`` and ``t{CO2e}``
never meet by accident while ``t{CO2e}/t{C}`` times ``t{C}`` gives ``t{CO2e}``.

Reference: The Unified Code for Units of Measure, version 2.1, sections 2 and 3.
Three departures, all towards caution: ``mol``, ``rad`` and counted things keep
a signature of their own instead of being pure numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Language
from edaphon.kernel.unit_atoms import METRIC, PLAIN, PREFIXES, Signature

SIGNIFICANT_DIGITS = 34
"""Digits kept where a conversion does not end, such as 1 mu = 0.0666… ha."""

AREA_DECIMALS = 4
"""Decimals of a published area [ha]: one square metre."""

MU_PER_HECTARE = 15
"""Farmers in China count land in mu (亩)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure, reduced to what conversion needs."""

    scale: Fraction
    """Size in base units (m, g, s, K, mol, …)."""
    signature: Signature
    """What the unit measures."""
    offset: Fraction = Fraction(0)
    """Added after scaling [base units]; zero for all but temperatures."""

    def __mul__(self, other: "Unit") -> "Unit":
        """Return the unit of a product."""
        return _joined(self, other, 1)

    def __truediv__(self, other: "Unit") -> "Unit":
        """Return the unit of a quotient."""
        return _joined(self, other, -1)

    def __pow__(self, power: int) -> "Unit":
        """Return the unit of a whole power."""
        return Unit(
            scale=self.scale**power,
            signature=_signature({name: n * power for name, n in self.signature}),
        )


def parse(code: str) -> Unit:
    """Return the unit that a UCUM code names.

    Parameters
    ----------
    code
        Case-sensitive UCUM code, such as ``g/kg``, ``t{CO2e}/har`` or ``har/15``.
        The empty text is refused; a pure number is ``1``.

    Returns
    -------
    Unit
        Scale and signature.

    Raises
    ------
    EdaphonError
        ``UNIT_UNKNOWN`` when the code is not UCUM, or uses an atom that this
        program does not know.

    Examples
    --------
    >>> parse("kg/har").scale
    Fraction(1, 10)
    """
    unit = _parsed(code)
    if unit is None:
        raise EdaphonError(Problem(code="UNIT_UNKNOWN", facts={"unit": code}))
    return unit


def is_unit(code: str) -> bool:
    """Return whether the text is a UCUM code that this program can convert."""
    return _parsed(code) is not None


def compatible(first: str, second: str) -> bool:
    """Return whether values convert between two units, annotations included."""
    return parse(first).signature == parse(second).signature


def factor(source: str, target: str) -> Fraction:
    """Return the exact number by which a value in one unit becomes the other.

    Parameters
    ----------
    source, target
        UCUM codes of two compatible units without an offset.

    Returns
    -------
    Fraction
        ``value [target] = factor x value [source]``.

    Raises
    ------
    EdaphonError
        ``UNIT_UNKNOWN``; ``UNIT_INCOMPATIBLE`` when the units measure different
        things or one of them is a temperature scale with a shifted zero.

    Examples
    --------
    >>> factor("kg/m2", "t/har")
    Fraction(10, 1)
    """
    start, end = parse(source), parse(target)
    if start.signature != end.signature or start.offset != end.offset:
        raise _incompatible(source, target)
    return start.scale / end.scale


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Return a value in another unit, exact wherever a decimal can be exact.

    Parameters
    ----------
    value
        Number [source].
    source, target
        UCUM codes of two compatible units.

    Returns
    -------
    Decimal
        Number [target]; 34 significant digits, half-even, where it never ends.

    Raises
    ------
    EdaphonError
        ``UNIT_UNKNOWN`` or ``UNIT_INCOMPATIBLE``.

    Examples
    --------
    >>> convert(Decimal("1.86"), "%", "g/kg")
    Decimal('18.6')
    """
    start, end = parse(source), parse(target)
    if start.signature != end.signature:
        raise _incompatible(source, target)
    base = Fraction(value) * start.scale + start.offset
    return exact_decimal((base - end.offset) / end.scale)


def exact_decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal: exact if it ends, else to 34 digits.

    Examples
    --------
    >>> exact_decimal(Fraction(3, 8)), exact_decimal(Fraction(1, 3))
    (Decimal('0.375'), Decimal('0.3333333333333333333333333333333333'))
    """
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        context = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN)
        return context.divide(Decimal(number.numerator), Decimal(number.denominator))
    places = max(twos, fives)
    digits = number.numerator * 2 ** (places - twos) * 5 ** (places - fives)
    return Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))


def rounded_down(number: Fraction, decimals: int) -> str:
    """Return a fraction as decimal text, rounded towards zero.

    Examples
    --------
    >>> rounded_down(Fraction(2, 3), 4), rounded_down(Fraction(8), 4)
    ('0.6666', '8.0000')
    """
    scaled = int(number * 10**decimals)
    return f"{Decimal(scaled).scaleb(-decimals):f}"


def _incompatible(source: str, target: str) -> EdaphonError:
    facts = {"unit": source, "wanted": target}
    return EdaphonError(Problem(code="UNIT_INCOMPATIBLE", facts=facts))


def _signature(powers: Mapping[str, int]) -> Signature:
    return tuple(sorted((name, n) for name, n in powers.items() if n))


def _joined(first: Unit, second: Unit, sign: int) -> Unit:
    powers = dict(first.signature)
    for name, power in second.signature:
        powers[name] = powers.get(name, 0) + sign * power
    return Unit(scale=first.scale * second.scale**sign, signature=_signature(powers))


# --- Atoms ---------------------------------------------------------------------

_TEMPERATURES: Mapping[str, Unit] = {
    "Cel": Unit(
        scale=Fraction(1), signature=(("K", 1),), offset=Fraction("273.15")
    ),
    "[degF]": Unit(
        scale=Fraction(5, 9), signature=(("K", 1),),
        offset=Fraction("273.15") - Fraction(160, 9),
    ),
}  # fmt: skip

_ONE = Unit(scale=Fraction(1), signature=())


def _atoms() -> dict[str, Unit]:
    units = {
        prefix + symbol: Unit(scale=size * scale, signature=signature)
        for symbol, (scale, signature) in METRIC.items()
        for prefix, size in PREFIXES.items()
    }
    for symbol, (scale, signature) in PLAIN.items():
        units[symbol] = Unit(scale=scale, signature=signature)
    return units


_ATOMS = _atoms()


# --- The grammar (UCUM section 2) ---------------------------------------------

_TOKEN = re.compile(
    r"(?P<operator>[./])|(?P<open>\()|(?P<close>\))"
    r"|(?P<atom>10[*^]|%|\[[A-Za-z]+\]|[A-Za-z]+)(?P<power>[+-]?[0-9]{1,2})?"
    r"|(?P<number>[0-9]{1,9})|(?P<note>\{[!-z|~]{0,40}\})"
)
_LONGEST = 80


@lru_cache(maxsize=4096)
def _parsed(code: str) -> Unit | None:
    if code in _TEMPERATURES:
        return _TEMPERATURES[code]
    if not code or len(code) > _LONGEST:
        return None
    tokens = _tokens(code)
    if tokens is None:
        return None
    try:
        unit, rest = _term(tokens)
    except _NotUcumError:
        return None
    return None if rest else unit


class _NotUcumError(Exception):
    """The code breaks the grammar; never leaves this module."""


def _tokens(code: str) -> list[re.Match[str]] | None:
    tokens, at = [], 0
    while at < len(code):
        token = _TOKEN.match(code, at)
        if token is None:
            return None
        tokens.append(token)
        at = token.end()
    return tokens


def _term(tokens: list[re.Match[str]]) -> tuple[Unit, list[re.Match[str]]]:
    """Read components joined by ``.`` and ``/``, from left to right."""
    total, sign = _ONE, 1
    if tokens and tokens[0].group() == "/":
        sign, tokens = -1, tokens[1:]
    while True:
        unit, tokens = _component(tokens)
        total = _joined(total, unit, sign)
        if not tokens or tokens[0].lastgroup == "close":
            return total, tokens
        if tokens[0].lastgroup != "operator":
            raise _NotUcumError
        sign = -1 if tokens[0].group() == "/" else 1
        tokens = tokens[1:]


def _component(tokens: list[re.Match[str]]) -> tuple[Unit, list[re.Match[str]]]:
    if not tokens:
        raise _NotUcumError
    first, rest = tokens[0], tokens[1:]
    if first["open"]:
        unit, rest = _term(rest)
        if not rest or not rest[0]["close"]:
            raise _NotUcumError
        return unit, rest[1:]
    if first["note"]:
        return _noted(first), rest
    unit = _simple(first)
    if rest and rest[0]["note"]:
        note = _noted(rest[0])
        power = int(first["power"] or 1) if first["atom"] else 1
        return unit * note**power, rest[1:]
    return unit, rest


def _simple(token: re.Match[str]) -> Unit:
    if token["number"] and int(token["number"]):
        return Unit(scale=Fraction(int(token["number"])), signature=())
    atom = _ATOMS.get(token["atom"] or "")
    if atom is None:
        raise _NotUcumError
    return atom ** int(token["power"] or 1)


def _noted(token: re.Match[str]) -> Unit:
    return Unit(scale=Fraction(1), signature=((token["note"], 1),))


# --- For people ---------------------------------------------------------------

_WHOLE: Mapping[str, tuple[str, str]] = {
    "1": ("", ""), "har/15": ("mu", "亩"), "15.kg/har": ("kg/mu", "kg/亩"),
    "15.g/har": ("g/mu", "g/亩"), "15.t/har": ("t/mu", "t/亩"),
    "15.L/har": ("L/mu", "L/亩"), "15.mL/har": ("mL/mu", "mL/亩"),
    "15.t{C}/har": ("t C/mu", "t C/亩"), "500.g": ("jin", "斤"),
    "7500.g/har": ("jin/mu", "斤/亩"), "15.m3/har": ("m³/mu", "m³/亩"),
    "meq/(100.g)": ("meq/100 g", "meq/100 g"),
    "10*8.[CFU]/g": ("10⁸ CFU/g", "亿 CFU/g"),
    "10*8.[CFU]/mL": ("10⁸ CFU/mL", "亿 CFU/mL"),
    "t{CO2e}": ("t CO2e", "tCO2e"), "t2{C}": ("(t C)²", "(t C)²"),
    "t2{C}/har2": ("(t C/ha)²", "(t C/hm²)²"),
    "t2{CO2e}/har2": ("(t CO2e/ha)²", "(tCO2e/hm²)²"),
}  # fmt: skip
_PARTS: Mapping[str, tuple[str, str]] = {
    "har": ("ha", "hm²"), "Cel": ("°C", "℃"), "deg": ("°", "°"), "[degF]": ("°F", "℉"),
    "[CFU]": ("CFU", "CFU"), "[ppm]": ("ppm", "ppm"), "[ppb]": ("ppb", "ppb"),
    "[ppth]": ("‰", "‰"), "a": ("yr", "a"),
    "mo": ("months", "个月"), "{head}": ("head", "头"),
    "{copies}": ("copies", "拷贝"), "10*": ("10", "10"),
}  # fmt: skip
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def display(code: str, language: Language) -> str:
    """Return a unit as people write it: ``t{C}/har`` is t C/ha, in Chinese t C/hm².

    Parameters
    ----------
    code
        UCUM code; one that is not known comes back as it is.
    language
        Language of the reader.

    Returns
    -------
    str
        The unit in words and raised figures; empty for the unit 1.
    """
    column = 0 if language == "en" else 1
    if code in _WHOLE:
        return _WHOLE[code][column]
    tokens = _tokens(code)
    if tokens is None or not is_unit(code):
        return code
    text = "".join(_shown(token, column) for token in tokens)
    return text.replace("1 /", "/").strip()


def _shown(token: re.Match[str], column: int) -> str:
    if token["operator"]:
        return "/" if token.group() == "/" else "·"
    if token["note"]:
        known = _PARTS.get(token.group())
        return known[column] if known else f" {token.group()[1:-1]}"
    if not token["atom"]:
        return token.group()
    name = _PARTS.get(token["atom"], (token["atom"], token["atom"]))[column]
    if name.startswith("u") and token["atom"][1:] in METRIC:
        name = "µ" + name[1:] if column == 0 else "μ" + name[1:]
    power = token["power"] or ""
    if name.endswith("²") and power:  # a hectare is hm², its square hm⁴
        name, power = name[:-1], str(2 * int(power))
    return name + power.translate(_RAISED)
