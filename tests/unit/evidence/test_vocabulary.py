"""The vocabulary holds together: units convert, limits have sources, stems one code."""

from decimal import Decimal
from fractions import Fraction

import pytest

from edaphon.evidence import header_words as headers
from edaphon.evidence import vocabulary
from edaphon.kernel import units
from edaphon.kernel.errors import EdaphonError

QUANTITIES = [p for p in vocabulary.properties().values() if p.kind == "quantity"]


def test_every_quantity_has_units_names_and_a_sourced_limit():
    lacking = [
        entry.code
        for entry in QUANTITIES
        if not (entry.name["en"] and entry.name["zh"])
        or entry.factors[entry.unit] != 1
        or entry.limits is None
        or not (entry.limits.source["en"] and entry.limits.source["zh"])
        or any(limits.mark not in "PSM" for limits in (entry.limits, *entry.plausible))
    ]

    assert len(QUANTITIES) > 100
    assert lacking == []


def test_plausible_ranges_lie_inside_the_limits():
    outside = [
        (entry.code, end)
        for entry in QUANTITIES
        for limits in entry.plausible
        for end in (limits.low, limits.high)
        if end is not None and end not in entry.limits
    ]

    assert outside == []


@pytest.mark.parametrize(
    ("code", "unit", "factor"),
    [
        ("soc", "%", Fraction(10)),
        ("soc", "mg/g", Fraction(1)),
        ("mbc", "[ppm]", Fraction(1)),
        ("bulk_density", "Mg/m3", Fraction(1)),
        ("bulk_density", "kg/m3", Fraction(1, 1000)),
        ("area", "har/15", Fraction(1, 15)),
        ("dose", "15.kg/har", Fraction(15)),
        ("dose", "7500.g/har", Fraction(15, 2)),
        ("soc_stock", "kg/m2", Fraction(10)),
        ("viable_count", "10*8.[CFU]/g", Fraction(10**8)),
        ("total_p", "g{P2O5}/kg", Fraction("0.4364")),
        ("available_k", "mg{K2O}/kg", Fraction("0.8301")),
        ("ec", "uS/cm", Fraction(1, 1000)),
    ],
)
def test_a_reporting_unit_has_its_exact_factor(code, unit, factor):
    assert vocabulary.observed_property(code).factors[unit] == factor


def test_values_become_canonical_without_binary_rounding():
    assert vocabulary.observed_property("soc").in_canonical(
        Decimal("1.86"), "%"
    ) == Decimal("18.60")
    assert (
        vocabulary.observed_property("area").in_canonical(Decimal(3000), "har/15")
        == 200
    )
    assert vocabulary.observed_property("soil_temperature").in_canonical(
        Decimal("298.15"), "K"
    ) == Decimal(25)


def test_organic_matter_is_never_a_unit_of_organic_carbon():
    assert headers.match_header("有机质").code == "som"
    assert headers.match_header("有机碳").code == "soc"
    assert "有机质" not in vocabulary.observed_property("soc").stems


def test_a_unit_that_is_not_accepted_is_refused_with_those_that_are():
    with pytest.raises(EdaphonError) as refusal:
        vocabulary.observed_property("soc").in_canonical(Decimal(1), "t/har")

    (problem,) = refusal.value.problems
    assert problem.code == "UNIT_NOT_ACCEPTED"
    assert "g/kg, %" in problem.needed("en")
    assert problem.remedy("zh").startswith("请在 project.yaml 中更正计量单位")


def test_an_unknown_property_is_refused_with_its_nearest_name():
    with pytest.raises(EdaphonError) as refusal:
        vocabulary.observed_property("bulkdensity")

    (problem,) = refusal.value.problems
    assert problem.code == "PROPERTY_UNKNOWN"
    assert "bulk_density" in problem.needed("en")
    assert "ignore" in problem.remedy("zh")


def test_no_stem_belongs_to_two_codes_whatever_leads_or_ends_it():
    reached: dict[str, str] = {}
    for stem, code in headers.stem_index().items():
        for head in ("", *headers.PREFIXES):
            for tail in ("", *headers.SUFFIXES):
                spelling = headers.squeezed(f"{head}{stem}{tail}")
                known = headers.stem_index().get(spelling, code)
                assert reached.setdefault(spelling, known) == known


def test_every_place_of_the_project_schema_is_known():
    named = (
        "sample_id point stratum role campaign replicate depth top bottom sampled_on "
        "analysed_on procedure instrument detection_limit item value unit remark ignore"
    )

    assert set(named.split()) <= set(vocabulary.places())


@pytest.mark.parametrize(
    ("header", "code", "unit"),
    [
        ("土壤有机质含量（g·kg⁻¹）", "som", "g/kg"),
        ("SOC_g_kg", "soc", "g/kg"),
        ("percent_soc", "soc", "%"),
        ("0~20cm/有机碳（g/kg）", "soc", "g/kg"),
        ("土壤有机碳含量（g/kg）0-20cm", "soc", "g/kg"),
        ("全氮（N）g/kg", "total_n", "g/kg"),
        ("容重 g/cm3", "bulk_density", "g/cm3"),
        ("用量（kg/亩）", "dose", "15.kg/har"),
        ("亩数", "area", "har/15"),
        ("有效活菌数(亿/g)", "viable_count", "10*8.[CFU]/g"),
        ("微生物量碳/mg·kg-1", "mbc", "mg/kg"),
        ("电导率（μS/cm）", "ec", "uS/cm"),
        ("Upper_cm", "top", "cm"),
        ("ｐＨ（Ｈ２Ｏ）", "ph", ""),
        ("采样日期", "sampled_on", ""),
    ],
)
def test_a_real_header_is_recognised_with_its_unit(header, code, unit):
    match = headers.match_header(header)

    assert (match.code, match.unit) == (code, unit)
    assert match.confidence > 0.5


@pytest.mark.parametrize(
    "header", ["碳", "C%", "OC", "氮", "速效氮", "水分", "深度", "面积", "N_g_kg"]
)
def test_a_header_that_may_mean_several_things_is_never_sure(header):
    assert headers.match_header(header).confidence < 0.5


def test_a_header_without_a_stem_is_not_guessed():
    assert headers.match_header("甲方代表") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("g·kg-1", "g/kg"), ("ｇ／ｋｇ", "g/kg"), ("t/hm²", "t/har"), ("亩", "har/15"),
        ("公顷", "har"), ("cmol(+)/kg", "cmol/kg"), ("℃", "Cel"), ("Mg/m³", "Mg/m3"),
        ("μmol·m⁻²·s⁻¹", "umol/m2/s"), ("亿/g", "10*8.[CFU]/g"), ("斤", "500.g"),
        ("t C/ha", "t{C}/har"),
    ],
)  # fmt: skip
def test_a_unit_as_people_write_it_becomes_ucum(text, code):
    assert headers.unit_code(text) == code


@pytest.mark.parametrize("text", ["g/m?", "", "CO?", "公斤每", "kg//ha"])
def test_a_broken_unit_is_not_repaired(text):
    assert headers.unit_code(text) is None


def test_every_spelling_leads_back_to_its_unit():
    for code, ways in headers.read_spellings().items():
        assert units.is_unit(code)
        assert {headers.unit_code(way) for way in ways} == {code}


def test_the_most_specific_plausible_range_is_used():
    density = vocabulary.observed_property("bulk_density")

    assert density.plausible_for(texture="clay").high == Decimal("1.6")
    assert density.plausible_for().high == Decimal(2)
    assert Decimal(142) not in vocabulary.observed_property("soc").plausible_for()
    assert (
        vocabulary.observed_property("soc").plausible_for(scenario="cropland").text()
        == "… 60"
    )
