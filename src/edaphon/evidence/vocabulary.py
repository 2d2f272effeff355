"""The vocabulary: what can be observed, in which units, within which limits.

One YAML file a domain in ``vocabulary_data``; every entry has a code, a name in
English and Chinese, a canonical UCUM unit, the units that laboratories report
in, hard limits, plausible ranges with their source, and the header stems by
which `edaphon.evidence.header_words` recognises a column.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from edaphon.kernel import units
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import LANGUAGES, Language
from edaphon.kernel.yaml_text import load_yaml

Kind = Literal["quantity", "text", "date", "place"]

PRODUCT = "{product}"
"""Mark of a unit that counts a product and not what it holds: ``kg{product}/har``."""

LAND = ("har", "m2")
"""Units of land in which an amount per area may be given."""

DOMAINS = ("soil", "microbial", "gas", "climate", "management")
"""Domains of observed properties; each is one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRange:
    """A closed interval of values [canonical unit], with the reason for it."""

    low: Decimal | None = None
    """Smallest value allowed; None for no limit."""
    high: Decimal | None = None
    """Largest value allowed; None for no limit."""
    source: Mapping[Language, str]
    """Where the limit comes from, in both languages."""
    mark: Literal["P", "S", "M", "D"]
    """P primary text seen, S secondary source, M from memory, D our own decision."""
    when: Mapping[str, str] = field(default_factory=dict)
    """Condition under which it holds: ``scenario`` or ``texture``."""

    def __contains__(self, number: Decimal) -> bool:
        """Return whether a number [canonical unit] lies inside."""
        above = self.low is None or number >= self.low
        return above and (self.high is None or number <= self.high)

    def text(self) -> str:
        """Return the interval as ``0 … 580``; an open end stays empty."""
        low, high = ("" if end is None else f"{end:f}" for end in (self.low, self.high))
        return f"{low} … {high}".strip()


def _with_meaning(unit: str, language: Language) -> str:
    """Return a unit as it is typed, with how people write it where that differs."""
    shown = units.display(unit, language)
    if not shown or shown == unit:
        return unit
    return f"{unit} ({shown})" if language == "en" else f"{unit}（{shown}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One observed property, or one place code of a table."""

    code: str
    """Code that column maps and observations use."""
    kind: Kind
    """``quantity`` has a unit; ``place`` says where a value belongs."""
    domain: str
    """File of the vocabulary that holds it."""
    name: Mapping[Language, str]
    """Name in both languages."""
    unit: str = ""
    """Canonical UCUM unit; empty for texts, dates and most places."""
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    """Accepted units and the exact number that turns each into the canonical one."""
    shifted: tuple[str, ...] = ()
    """Accepted units with another zero (temperature scales)."""
    display: Mapping[Language, str] = field(default_factory=dict)
    """Canonical unit as people write it."""
    limits: ValueRange | None = None
    """Beyond these a value is an error."""
    plausible: tuple[ValueRange, ...] = ()
    """Beyond these a value is doubtful; those with a condition come first."""
    per_hectare: ValueRange | None = None
    """Beyond these the total of a year [canonical unit ha-1] is doubtful."""
    stems: tuple[str, ...] = ()
    """Header stems, as people write them."""
    implied: Mapping[str, str] = field(default_factory=dict)
    """Stems that carry their unit with them, such as 亩数."""
    links: Mapping[str, str] = field(default_factory=dict)
    """The same thing in published vocabularies."""
    content: str = ""
    """Property whose value says how much of this one a product holds."""
    summed: bool = False
    """Whether records are added up, so that a blank one would pass for zero."""
    in_stock: bool = False
    """Whether a carbon stock of a layer is computed from it."""

    def accepts(self, unit: str) -> bool:
        """Return whether values may be reported in a UCUM unit."""
        return unit in self.factors or unit in self.shifted

    def in_canonical(self, value: Decimal, unit: str) -> Decimal:
        """Return a reported value in the canonical unit.

        Parameters
        ----------
        value
            Value as reported [unit].
        unit
            UCUM code, one of the accepted units.

        Returns
        -------
        Decimal
            Exact where a decimal can be; else 34 significant digits, half-even.

        Raises
        ------
        EdaphonError
            ``UNIT_NOT_ACCEPTED`` when the property is not reported in that unit.
        """
        if unit == self.unit:
            return value
        if unit in self.factors:
            return units.exact_decimal(Fraction(value) * self.factors[unit])
        if unit in self.shifted:
            return units.convert(value, unit, self.unit)
        facts = {"unit": unit, "property": self.code, "accepted": self.accepted_text()}
        raise EdaphonError(Problem(code="UNIT_NOT_ACCEPTED", facts=facts))

    def counted(self, unit: str) -> str:
        """Return a unit without the mark of a product, where contents are known.

        Examples
        --------
        >>> observed_property("synthetic_n_applied").counted("kg{product}/har")
        'kg/har'
        """
        return unit.replace(PRODUCT, "") if self.content else unit

    def rate(self, unit: str) -> Fraction | None:
        """Return what one of an amount per area comes to on a hectare.

        Parameters
        ----------
        unit
            UCUM code per ``har`` or ``m2``: ``kg/har``, ``15.kg/har`` (kg/亩).

        Returns
        -------
        Fraction or None
            Canonical amount on one hectare; None where the property is no total of
            land, or the unit is no amount of it per area.
        """
        _, _, land = unit.rpartition("/")
        if self.per_hectare is None or land not in LAND or not units.is_unit(unit):
            return None
        of_land = units.parse(unit)
        for accepted, factor in self.factors.items():
            one = units.parse(f"{accepted}/har")
            if one.signature == of_land.signature:
                return factor * of_land.scale / one.scale
        return None

    def accepted_text(self) -> dict[Language, str]:
        """Return the accepted units, canonical one first, with what each means."""
        return {
            language: ", ".join(
                _with_meaning(unit, language) for unit in (*self.factors, *self.shifted)
            )
            for language in LANGUAGES
        }

    def plausible_for(self, **facts: str) -> ValueRange | None:
        """Return the plausible range that fits best.

        Parameters
        ----------
        **facts
            What is known: ``scenario="cropland"``, ``texture="clay"``.

        Returns
        -------
        ValueRange or None
            The first range whose whole condition is met by the facts; None
            when the vocabulary has none.
        """
        for limits in self.plausible:
            if all(facts.get(name) == value for name, value in limits.when.items()):
                return limits
        return None


def properties() -> Mapping[str, Property]:
    """Return every observed property by its code, in the order of the files."""
    return _vocabulary().properties


def places() -> Mapping[str, Property]:
    """Return every place code: sample_id, point, depth, sampled_on, ignore and kin."""
    return _vocabulary().places


def codes() -> Mapping[str, Property]:
    """Return everything a column may be, places first."""
    return _vocabulary().codes


def observed_property(code: str, *, calculated: bool = False) -> Property:
    """Return one observed property or place.

    Parameters
    ----------
    code
        Code of the vocabulary, such as ``soc`` or ``sample_id``.
    calculated
        Whether it may be a column that only a calculation's table holds.

    Returns
    -------
    Property
        The entry.

    Raises
    ------
    EdaphonError
        ``PROPERTY_UNKNOWN``, with the nearest code.
    """
    known = {**codes(), **calculation_columns()} if calculated else codes()
    if code in known:
        return known[code]
    raise EdaphonError(
        Problem(code="PROPERTY_UNKNOWN", facts={"name": code, "nearest": nearest(code)})
    )


@cache
def calculation_columns() -> Mapping[str, Property]:
    """Return what a calculation's table may hold beside properties and places."""
    data = read_data("calculations")
    return MappingProxyType(
        {code: _property(code, "calculations", entry) for code, entry in data.items()}
    )


def nearest(code: str) -> str:
    """Return up to three codes that look like a text, joined by commas."""
    found = difflib.get_close_matches(code.lower(), list(codes()), n=3, cutoff=0.4)
    return ", ".join(found) or "soc, bulk_density, sample_id"


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    properties: Mapping[str, Property]
    places: Mapping[str, Property]
    codes: Mapping[str, Property]


@cache
def _vocabulary() -> _Vocabulary:
    found = {
        entry.code: entry
        for domain in DOMAINS
        for entry in _entries(domain, "quantity")
    }
    places_found = {entry.code: entry for entry in _entries("places", "place")}
    return _Vocabulary(
        MappingProxyType(found),
        MappingProxyType(places_found),
        MappingProxyType({**places_found, **found}),
    )


def read_data(name: str) -> Any:  # noqa: ANN401 - any YAML document
    """Return one YAML file of ``vocabulary_data``."""
    file = resources.files("edaphon.evidence") / "vocabulary_data" / f"{name}.yaml"
    return load_yaml(file.read_bytes())


def _entries(domain: str, kind: Kind) -> Iterator[Property]:
    for code, entry in read_data(domain).items():
        yield _property(code, domain, {"kind": kind, **entry})


def _property(code: str, domain: str, entry: Mapping[str, Any]) -> Property:
    unit = entry.get("unit", "")
    direct = [unit, *entry.get("units", ())] if unit else []
    shifted = tuple(name for name in direct[1:] if _is_shifted(name, unit))
    factors = {name: units.factor(name, unit) for name in direct if name not in shifted}
    for name, text in entry.get("converts", {}).items():
        factors[name] = Fraction(text)
    return Property(
        code=code,
        kind=entry["kind"],
        domain=domain,
        name=entry["name"],
        unit=unit,
        factors=MappingProxyType(factors),
        shifted=shifted,
        display=entry.get("display") or _displayed(unit),
        limits=_limits(entry["limits"]) if "limits" in entry else None,
        plausible=tuple(
            sorted(map(_limits, entry.get("plausible", ())), key=lambda x: not x.when)
        ),
        per_hectare=_limits(entry["per_hectare"]) if "per_hectare" in entry else None,
        stems=(*entry.get("stems", ()), *_stems_abroad().get(code, ())),
        implied=entry.get("implied", {}),
        links=entry.get("links", {}),
        content=entry.get("content", ""),
        summed=bool(entry.get("summed", False)),
        in_stock=bool(entry.get("stock", False)),
    )


@cache
def _stems_abroad() -> Mapping[str, Sequence[str]]:
    """Return stems in other languages than English and Chinese, by code."""
    return {
        code: [stem for stems in of_language.values() for stem in stems]
        for code, of_language in read_data("stems").items()
    }


def _is_shifted(unit: str, canonical: str) -> bool:
    return units.parse(unit).offset != units.parse(canonical).offset


def _displayed(unit: str) -> Mapping[Language, str]:
    if not unit:
        return {"en": "", "zh": ""}
    return {"en": units.display(unit, "en"), "zh": units.display(unit, "zh")}


def _limits(entry: Mapping[str, Any]) -> ValueRange:
    return ValueRange(
        low=Decimal(entry["low"]) if "low" in entry else None,
        high=Decimal(entry["high"]) if "high" in entry else None,
        source=entry["source"],
        mark=entry["mark"],
        when=entry.get("when", {}),
    )
