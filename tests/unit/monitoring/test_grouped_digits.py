"""Numbers whose digits stand in groups of three, read by rules 5."""

import pytest

from edaphon.kernel.errors import Problem
from edaphon.monitoring.cells.numbers import GROUPED_RULES, NumberForm, parse_number
from edaphon.monitoring.importing import read_file
from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.row_places import Design
from edaphon.monitoring.wizard.wizard import propose
from tests.unit.monitoring.folder import CONSTANTS, imported

COMMA, POINT = NumberForm(decimal=","), NumberForm()

SOC = {"plot": {"is": "point"}, "soc": {"is": "soc", "unit": "mg/kg"}}


@pytest.mark.parametrize(
    ("cell", "form", "number"),
    [
        ("1.234,5", COMMA, "1234.5"), ("1 234,5", COMMA, "1234.5"),
        ("1\u00a0234,5", COMMA, "1234.5"), ("1\u202f234,5", COMMA, "1234.5"),
        ("1'234,5", COMMA, "1234.5"), ("1.234.567", COMMA, "1234567"),
        ("-12.345,60", COMMA, "-12345.60"), ("12 345 678", COMMA, "12345678"),
        ("1,234.5", POINT, "1234.5"), ("1'234.5", POINT, "1234.5"),
        ("1’234", POINT, "1234"), ("1 234 567.25", POINT, "1234567.25"),
        ("1,234,567", POINT, "1234567"),
    ],
)  # fmt: skip
def test_digits_in_groups_are_one_number(cell, form, number):
    assert parse_number(cell, form).text == number


@pytest.mark.parametrize(
    ("cell", "form"), [("1.234", COMMA), ("1,234", POINT), ("12.5", COMMA)]
)
def test_one_group_by_point_or_comma_is_a_doubt(cell, form):
    assert parse_number(cell, form).problem == "NUMBER_AMBIGUOUS"


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("1.23,5", COMMA), ("1.234.5,6", COMMA), ("0.123,4", COMMA),
        ("1.234 567", COMMA), ("1,234.5", COMMA), ("1.234,5", POINT),
        ("1 23", POINT), ("12 345", COMMA), ("12 3456", POINT),
        ("0-20", POINT), ("1 234 5", COMMA),
    ],
)  # fmt: skip
def test_what_fits_no_group_is_no_number(cell, form):
    found = parse_number(cell, form)

    assert (found.text, found.problem) == ("", "NUMBER_FORMAT")


def test_limits_and_powers_have_groups_too():
    assert parse_number("<1.234,5", COMMA).text == "1234.5"
    assert parse_number("1.234,5L", COMMA).censored == "<"
    assert parse_number("1,234.5E+02", POINT).text == "123450"


def test_earlier_rules_read_no_groups():
    form = NumberForm(decimal=",", rules=GROUPED_RULES - 1)

    assert parse_number("1.234,5", form).problem == "NUMBER_FORMAT"
    assert parse_number("1234,5", form).text == "1234.5"


@pytest.mark.parametrize(("rules", "values"), [(4, []), (5, ["12345.6"])])
def test_a_file_is_read_by_the_rules_of_its_bundle(tmp_path, rules, values):
    (tmp_path / "lab.csv").write_text("plot;soc\n1;12.345,6\n", "utf-8")
    record = {
        "path": "lab.csv", "delimiter": ";", "decimal": ",", "columns": SOC,
        "constants": CONSTANTS,
    }  # fmt: skip
    design = Design(strata=frozenset({"s1"}), campaigns=[("t0", "2020", "2021")])
    found, problems = read_file(
        tmp_path / "lab.csv", FileMap.of(record), design, rules=rules
    )

    assert list(found.observations["value"]) == values
    assert [one.code for one in problems if one.severity == "error"] == (
        [] if values else ["NUMBER_FORMAT"]
    )


def test_a_file_without_stated_sign_is_asked(tmp_path):
    """Bug: cells like 12.345,6 alone did not raise the question of the comma."""
    (tmp_path / "lab.csv").write_text(
        "plot;soc (mg/kg)\n1;12.345,6\n2;9 345,2\n", "utf-8"
    )
    found = propose(tmp_path / "lab.csv")
    (asked,) = [one for one in found.questions if one.about == "@decimal"]

    assert (asked.problem.code, asked.proposal) == ("NUMBER_AMBIGUOUS", ",")
    settled = propose(tmp_path / "lab.csv", settings={"decimal": ","})
    assert "@decimal" not in [one.about for one in settled.questions]


def test_a_doubtful_group_names_its_cell(tmp_path):
    found = imported(
        tmp_path, "plot;soc\n1;1.234\n", columns=SOC, delimiter=";", decimal=","
    )
    (told,) = [one for one in found.problems if one.code == "NUMBER_AMBIGUOUS"]

    assert (told.where.row, told.where.column) == (2, "B")
    assert "1.234" in told.text("en")
    assert "decimal" in told.text("zh")


def test_the_needs_of_a_number_name_groups():
    told = Problem(code="NUMBER_AMBIGUOUS", facts={"found": "1.234", "property": "x"})

    assert "1 234,5" in told.text("en")
    assert "1 234,5" in told.text("zh")
