"""Quantities keep their digits and round once, in a stated direction."""

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.quantities import Quantity, decimal_text, rounded

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6, max_value=10**12)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("12.340", "12.340"),
        ("1.20E+3", "1200"),
        ("1E-7", "0.0000001"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("-3.5", "-3.5"),
    ],
)
def test_text_has_neither_exponent_nor_minus_zero(number, text):
    assert decimal_text(Decimal(number)) == text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_has_no_text(number):
    with pytest.raises(EdaphonError) as refusal:
        decimal_text(Decimal(number))

    assert refusal.value.problems[0].code == "DECIMAL_FORMAT"


@pytest.mark.parametrize(
    ("number", "decimals", "direction", "expected"),
    [
        ("770.323026", 0, "down", "770"),
        ("-0.1", 0, "down", "-1"),
        ("192.580756", 2, "up", "192.59"),
        ("-192.581", 2, "up", "-192.58"),
        ("0.125", 2, "half_even", "0.12"),
        ("0.135", 2, "half_even", "0.14"),
        ("-0.4", 0, "half_even", "0"),
        ("1250", -2, "half_even", "1200"),
        ("1E+30", 4, "down", "1000000000000000000000000000000.0000"),
    ],
)
def test_rounding_goes_the_way_it_says(number, decimals, direction, expected):
    assert decimal_text(rounded(Decimal(number), decimals, direction)) == expected


@pytest.mark.parametrize(
    ("number", "decimals", "direction", "text"),
    [
        ("1250", -2, "half_even", "1200"),
        ("1350", -2, "half_even", "1400"),
        ("1201", -2, "up", "1300"),
        ("1299", -2, "down", "1200"),
        ("-1201", -2, "down", "-1300"),
        ("15", -1, "half_even", "20"),
        ("-4", -1, "half_even", "0"),
        ("4", -1, "down", "0"),
    ],
)
def test_tens_and_hundreds_are_plain_numbers(number, decimals, direction, text):
    assert str(rounded(Decimal(number), decimals, direction)) == text


def test_a_number_of_four_hundred_digits_is_still_rounded_and_a_longer_one_is_not():
    longest = Decimal("9" * 400)

    assert rounded(longest, 0, "down") == longest
    with pytest.raises(InvalidOperation):
        rounded(Decimal("9" * 401), 0, "down")


@given(numbers, st.integers(0, 6))
def test_down_never_credits_more_and_up_never_deducts_less(number, decimals):
    assert rounded(number, decimals, "down") <= number
    assert rounded(number, decimals, "up") >= number
    assert abs(rounded(number, decimals, "half_even") - number) * 2 <= Decimal(
        (0, (1,), -decimals)
    )


def test_a_quantity_converts_with_its_uncertainty():
    found = Quantity(value=Decimal("1.86"), unit="%", uncertainty=Decimal("0.05")).to(
        "g/kg"
    )

    assert found.as_json() == {"value": "18.6", "unit": "g/kg", "uncertainty": "0.5"}


def test_the_uncertainty_of_a_temperature_does_not_shift():
    found = Quantity(value=Decimal(25), unit="Cel", uncertainty=Decimal("0.2")).to("K")

    assert (found.value, found.uncertainty) == (Decimal("298.15"), Decimal("0.2"))


def test_a_negative_uncertainty_is_refused():
    with pytest.raises(EdaphonError) as refusal:
        Quantity(value=Decimal(1), unit="g/kg", uncertainty=Decimal(-1))

    (problem,) = refusal.value.problems
    assert problem.code == "UNCERTAINTY_NEGATIVE"
    assert "without the sign" in problem.remedy("en")
    assert "不带负号" in problem.remedy("zh")


@pytest.mark.parametrize("spread", ["0", "0.001"])
def test_an_uncertainty_may_be_zero(spread):
    found = Quantity(value=Decimal(1), unit="g/kg", uncertainty=Decimal(spread))

    assert found.as_json()["uncertainty"] == spread


@pytest.mark.parametrize("spread", ["-0.001", "NaN", "Infinity"])
def test_an_uncertainty_is_a_number_that_is_not_negative(spread):
    with pytest.raises(EdaphonError):
        Quantity(value=Decimal(1), unit="g/kg", uncertainty=Decimal(spread))


@pytest.mark.parametrize(("value", "unit"), [("NaN", "g"), ("1", "grams")])
def test_a_quantity_without_number_or_unit_is_refused(value, unit):
    with pytest.raises(EdaphonError):
        Quantity(value=Decimal(value), unit=unit)
