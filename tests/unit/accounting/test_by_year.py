"""The summary by year: rounded against the project, at the edge of a tonne."""

from fractions import Fraction

import pytest

from edaphon.accounting.by_year import rounded_down, rounded_up, summary

WHOLE = (Fraction(0), Fraction(1))
PERIOD = {"start": "2021-10-01", "end": "2023-10-01"}


def record(project="100.000000", control="40.000000", leakage="-10.000000", units=50):
    terms = [{"name": "leakage", "value": leakage}] if leakage != "none" else []
    return {
        "scenario_totals": {"project": project, "control": control},
        "waterfall": [{"name": "gross", "value": "60.000000"}, *terms],
        "vintages": [
            {"year": "2021", "units": 6},
            {"year": "2022", "units": 25},
            {"year": "2023", "units": 19},
        ],
        "units": units,
        "computed_units": str(units),
    }


@pytest.mark.parametrize(
    ("total", "down", "up"),
    [
        ("9.999999", 9, 10),
        ("10", 10, 10),
        ("10.000001", 10, 11),
        ("-10", -10, -10),
        ("-10.000001", -11, -10),
        ("-9.999999", -10, -9),
        ("0", 0, 0),
    ],
)
def test_a_begun_tonne_is_rounded_against_the_project(total, down, up):
    assert rounded_down(Fraction(total), WHOLE) == down
    assert rounded_up(Fraction(total), WHOLE) == up


@pytest.mark.parametrize(
    ("leakage", "tonnes"),
    [("-9.999999", 10), ("-10.000000", 10), ("-10.000001", 11), ("0.000000", 0)],
)
def test_leakage_is_rounded_up(leakage, tonnes):
    found = summary(record(leakage=leakage), PERIOD)

    assert found["total"]["leakage"] == tonnes
    assert sum(row["leakage"] for row in found["rows"]) == tonnes


@pytest.mark.parametrize(
    ("given", "tonnes"), [("99.999999", 99), ("100.000000", 100), ("100.000001", 100)]
)
def test_soil_changes_are_rounded_down(given, tonnes):
    found = summary(record(project=given, control=given), PERIOD)["total"]

    assert (found["project"], found["baseline"]) == (tonnes, tonnes)


def test_each_year_has_its_part_of_the_period():
    rows = summary(record(), PERIOD)["rows"]

    assert [row["year"] for row in rows] == ["2021", "2022", "2023"]
    # 92, 365 and 273 of 730 days: 12.6, 62.6 and 100 t have passed, 1.3, 6.3 and 10
    assert [row["project"] for row in rows] == [12, 50, 38]
    assert [row["leakage"] for row in rows] == [2, 5, 3]


def test_deductions_are_what_remains():
    found = summary(record(), PERIOD)

    assert found["total"]["deductions"] == 100 - 40 - 10 - 50
    assert found["is_complete"]


def test_method_without_leakage_deducts_none():
    found = summary(record(leakage="none"), PERIOD)["total"]

    assert (found["leakage"], found["deductions"]) == (0, 10)


def test_unknown_leakage_stays_unknown_in_its_column():
    found = summary(record(leakage=None), PERIOD)["total"]

    assert (found["leakage"], found["deductions"]) == (None, None)


def test_units_that_are_not_known_leave_the_deductions_open():
    """What a buffer of unknown size withholds is no figure."""
    found = summary({**record(units=0), "computed_units": None}, PERIOD)

    assert found["total"]["deductions"] is None
    assert {row["deductions"] for row in found["rows"]} == {None}


@pytest.mark.parametrize("role", ["project", "control"])
def test_unknown_change_of_one_role_leaves_both_open(role):
    found = summary(record(**{role: None}), PERIOD)

    assert not found["is_complete"]
    assert found["total"]["project"] is None
    assert found["total"]["baseline"] is None
    assert found["total"]["deductions"] is None
