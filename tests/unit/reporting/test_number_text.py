"""Numbers as a report prints them."""

import pytest

from edaphon.reporting.number_text import plain, probability, shown, whole


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("-12345.678", 1, "−12,345.7"),
        ("0.125", 2, "0.12"),
        ("-0.001", 2, "0.00"),
        (None, 2, "—"),
        ("1234567", 0, "1,234,567"),
    ],
)
def test_fixed_decimals(value, decimals, printed):
    assert shown(value, decimals) == printed


def test_decimals_follow_the_unit():
    assert shown("608.096616", unit="t{CO2e}") == "608.10"
    assert shown("0.06246999", unit="1") == "0.0625"


@pytest.mark.parametrize(
    ("value", "printed"),
    [("5640.000000", "5,640"), ("0.2500", "0.25"), ("44/12", "44/12"), (None, "—")],
)
def test_plain_numbers_keep_what_they_say(value, printed):
    assert plain(value) == printed


def test_probability_is_never_a_bare_zero():
    assert probability("0.000004") == "<0.0001"
    assert probability("0.0312") == "0.0312"


def test_whole_tonnes_are_grouped():
    assert whole(12345) == "12,345"
    assert whole(None) == "—"
