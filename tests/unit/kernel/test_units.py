"""Units are exact, agree with another reading of UCUM, and never mix substances.

The other reading is the package ucumvert (its Lark grammar of UCUM 2.1 over the
unit registry of pint); it is compared over every unit of the vocabulary.
"""

import math
import warnings
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edaphon.evidence import vocabulary
from edaphon.evidence.header_words import read_spellings
from edaphon.kernel import units
from edaphon.kernel.errors import EdaphonError

QUANTITIES = [p for p in vocabulary.properties().values() if p.unit]
USED = sorted(
    {code for p in QUANTITIES for code in (*p.factors, *p.shifted)}
    | set(read_spellings())
)


@pytest.fixture(scope="module")
def registry():
    """Return the unit registry of ucumvert."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ucumvert import PintUcumRegistry  # noqa: PLC0415 - warns when imported

        return PintUcumRegistry(non_int_type=Fraction)


def pint_size(registry, code):
    """Return a unit's size in base units as the other reading has it."""
    code = "1{head}" if code == "{head}" else code  # it takes no note alone
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return registry.from_ucum(code).to_base_units()


def pairs_of_one_dimension():
    """Yield property and unit wherever both readings can convert the unit."""
    for entry in QUANTITIES:
        for code in entry.factors:
            if "{" not in code + entry.unit and (
                units.parse(code).signature == units.parse(entry.unit).signature
            ):
                yield entry, code


def test_factors_agree_with_the_other_reading(registry):
    pairs = list(pairs_of_one_dimension())
    differing = []
    for entry, code in pairs:
        expected = pint_size(registry, code) / pint_size(registry, entry.unit)
        size = float(expected.magnitude)
        if not expected.dimensionless or not math.isclose(
            float(entry.factors[code]), size, rel_tol=1e-12
        ):
            differing.append((entry.code, code, size))

    assert len(pairs) > 200
    assert differing == []


def test_every_unit_in_use_is_ucum_for_the_other_reading_too(registry):
    unread = [
        code
        for code in USED
        if not units.is_unit(code) or pint_size(registry, code) is None
    ]

    assert unread == []


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1.86", "%", "g/kg", "18.6"),
        ("3000", "har/15", "har", "200"),
        ("2", "15.kg/har", "kg/har", "30"),
        ("27.63", "t/har", "kg/m2", "2.763"),
        ("1", "har", "m2", "10000"),
        ("25", "Cel", "K", "298.15"),
        ("77", "[degF]", "Cel", "25"),
        ("1", "Mg/m3", "g/cm3", "1"),
        ("2.0", "10*8.[CFU]/g", "[CFU]/g", "200000000"),
        ("1", "t{CO2e}/har", "kg{CO2e}/m2", "0.1"),
        ("1", "a", "d", "365.25"),
    ],
)
def test_conversion_is_exact(value, source, target, expected):
    assert units.convert(Decimal(value), source, target) == Decimal(expected)


def test_what_never_ends_keeps_34_digits():
    assert units.convert(Decimal(1), "har/15", "har") == Decimal(
        "0.06666666666666666666666666666666667"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("t{C}/har", "t{CO2e}/har"), ("t/har", "t{C}/har"), ("g/kg", "g/cm3"),
        ("mol/m2", "g/m2"), ("[CFU]/g", "{copies}/g"), ("Cel", "m"),
    ],
)  # fmt: skip
def test_different_things_do_not_convert(first, second):
    assert not units.compatible(first, second)
    with pytest.raises(EdaphonError) as refusal:
        units.convert(Decimal(1), first, second)

    (problem,) = refusal.value.problems
    assert problem.code == "UNIT_INCOMPATIBLE"
    assert "mapped to the right property" in problem.remedy("en")
    assert "观测属性" in problem.remedy("zh")


def test_carbon_becomes_carbon_dioxide_only_through_its_factor():
    product = units.parse("t{CO2e}/t{C}") * units.parse("t{C}/har")

    assert product == units.parse("t{CO2e}/har")


def test_a_temperature_scale_has_no_factor():
    with pytest.raises(EdaphonError):
        units.factor("Cel", "K")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "kgg",
        "g//kg",
        "(g",
        "g)",
        "t{C",
        "ha",
        "亩",
        "0",
        "g" * 90,
        "()",
        "g kg",
    ],
)
def test_what_is_not_ucum_is_refused(code):
    assert not units.is_unit(code)
    with pytest.raises(EdaphonError) as refusal:
        units.parse(code)

    (problem,) = refusal.value.problems
    assert problem.code == "UNIT_UNKNOWN"
    assert "t{C}/har" in problem.needed("en")
    assert "计量单位" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("t{C}/har", "t C/ha", "t C/hm²"),
        ("t{CO2e}", "t CO2e", "tCO2e"),
        ("har", "ha", "hm²"),
        ("t2{C}/har2", "(t C/ha)²", "(t C/hm²)²"),
        ("15.kg/har", "kg/mu", "kg/亩"),
        ("g/cm3", "g/cm³", "g/cm³"),
        ("umol/m2/s", "µmol/m²/s", "μmol/m²/s"),
        ("Cel", "°C", "℃"),
        ("10*8.[CFU]/g", "10⁸ CFU/g", "亿 CFU/g"),
        ("{copies}/g", "copies/g", "拷贝/g"),
        ("1", "", ""),
        ("no unit", "no unit", "no unit"),
    ],
)
def test_units_are_shown_as_people_write_them(code, english, chinese):
    assert units.display(code, "en") == english
    assert units.display(code, "zh") == chinese


PAIRS = [("g/kg", "%"), ("t/har", "kg/m2"), ("mg/kg/d", "ug/g/d"), ("Cel", "K")]


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=9), st.sampled_from(PAIRS)
)
def test_there_and_back_changes_nothing(value, pair):
    first, second = pair

    assert units.convert(units.convert(value, first, second), second, first) == value


@given(st.text(max_size=30))
def test_any_text_is_either_a_unit_or_refused(text):
    assert isinstance(units.is_unit(text), bool)
