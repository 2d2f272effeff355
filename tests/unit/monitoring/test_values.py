"""What one numeric cell says: a closed list, and nothing is guessed beyond it."""

import pytest

from edaphon.monitoring.cells.numbers import NumberForm, Parsed, parse_number

POINT, COMMA = NumberForm(), NumberForm(decimal=",")


@pytest.mark.parametrize("cell", ["12", "-3", "0", "12.50", "007", "-0.5", "1" * 40])
def test_plain_decimals_stay_as_they_are(cell):
    assert parse_number(cell, POINT) == Parsed(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12,5", "12.5"), ("-3,25", "-3.25"), ("12", "12"), ("<0,05", "0.05")],
)
def test_declared_decimal_comma_is_undone(cell, number):
    assert parse_number(cell, COMMA).text == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.2×10^8", "120000000"), ("1.2E+08", "120000000"), ("1.2e8", "120000000"),
        ("2.0亿", "200000000"), ("5.6万", "56000"), ("1.5E-3", "0.0015"),
    ],
)  # fmt: skip
def test_powers_of_ten_are_written_out_exactly(cell, number):
    assert parse_number(cell, POINT) == Parsed(number)


@pytest.mark.parametrize(
    ("cell", "limit", "sign"),
    [
        ("<0.05", "0.05", "<"), ("＜0.05", "0.05", "<"), ("< 0.05", "0.05", "<"),
        ("0.05L", "0.05", "<"), ("≤0.1", "0.1", "<"), ("＞200", "200", ">"),
        (">200", "200", ">"), ("≥2.0", "2.0", ">"),
    ],
)  # fmt: skip
def test_limits_in_the_cell_are_censored(cell, limit, sign):
    assert parse_number(cell, POINT) == Parsed(limit, sign)


WORDS = ["ND", "N.D.", "nd", "n.d.", "未检出", "<LOD", "＜LOD", "低于检出限"]


@pytest.mark.parametrize("cell", WORDS)
def test_not_detected_takes_the_stated_limit(cell):
    form = NumberForm(detection_limit="0.02")

    assert parse_number(cell, form) == Parsed("0.02", "<")


@pytest.mark.parametrize("cell", WORDS)
def test_not_detected_without_a_limit_asks(cell):
    assert parse_number(cell, POINT).problem == "DETECTION_LIMIT"


@pytest.mark.parametrize("cell", ["", "-", "/", "—"])
def test_dashes_mean_not_measured(cell):
    assert parse_number(cell, POINT).is_missing


@pytest.mark.parametrize("code", ["*", "-9999", "NA", "999"])
def test_declared_codes_mean_not_measured_even_if_they_are_numbers(code):
    form = NumberForm(missing=frozenset({code}))

    assert parse_number(code, form).is_missing


@pytest.mark.parametrize("cell", ["1,234", "12,5", "-1,5"])
def test_an_undeclared_comma_is_asked(cell):
    assert parse_number(cell, POINT).problem == "NUMBER_AMBIGUOUS"


@pytest.mark.parametrize("cell", ["1.234", "12.5"])
def test_a_point_under_a_declared_comma_is_asked(cell):
    assert parse_number(cell, COMMA).problem == "NUMBER_AMBIGUOUS"


@pytest.mark.parametrize(
    "cell",
    [
        "12.5*", "１２.５", "12。5", "约10", "1_000", "٣", "12²", "+5", ".5", "5.",
        "1 234", " 12", "12 ", "nan", "NaN", "inf", "-inf", "#DIV/0!", "#REF!", "0x1F",
        "1e999", "12,5,", "1.2.3", "--5", "5-", "1×10^8^2", "十二", "NA", "*", "<",
        "2亿亿", "1.2×10⁸", "1.2×108", "12.5%", "12g/kg", "TRUE", "1/2",
    ],
)  # fmt: skip
def test_everything_else_is_refused(cell):
    assert parse_number(cell, POINT).problem == "NUMBER_FORMAT"
