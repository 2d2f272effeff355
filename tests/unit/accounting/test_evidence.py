"""The day count 30E/360, vintages, and what the evidence says of itself."""

from fractions import Fraction

import pytest

from edaphon.kernel.calendar_years import vintages, years_between
from tests.synthetic_documents import SOIL
from tests.synthetic_project import SyntheticProject


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2021-10-01", "2024-10-01", Fraction(3)),
        ("2023-02-28", "2024-02-28", Fraction(1)),
        ("2024-01-31", "2024-02-29", Fraction(29, 360)),
        ("2024-01-30", "2024-03-31", Fraction(60, 360)),
        ("2024-03-31", "2024-04-30", Fraction(30, 360)),
        ("2024-12-31", "2025-01-01", Fraction(1, 360)),
        ("2024-05-05", "2024-05-05", Fraction(0)),
    ],
)
def test_a_month_has_thirty_days(start, end, years):
    assert years_between(start, end) == years


def test_whole_years_are_whole_numbers_whatever_leap_days_they_hold():
    spans = [years_between("2020-03-01", f"{year}-03-01") for year in range(2021, 2030)]

    assert spans == [Fraction(count) for count in range(1, 10)]


def test_vintages_are_the_calendar_years_of_a_half_open_period():
    assert vintages("2021-10-20", "2024-10-20") == (
        ("2021", 73),
        ("2022", 365),
        ("2023", 365),
        ("2024", 293),
    )


def test_a_period_that_ends_at_new_year_has_no_vintage_of_the_next_year():
    assert [year for year, _ in vintages("2021-01-01", "2023-01-01")] == [
        "2021",
        "2022",
    ]


def test_vintages_add_up_to_the_period():
    parts = vintages("2019-07-31", "2024-02-29")

    assert sum(days for _, days in parts) == 1674  # 154 + 366 + 365 * 3 + 59


def test_the_digest_is_that_of_the_values_and_not_of_the_order_of_rows(tmp_path):
    project = SyntheticProject()
    first = project.evidence(tmp_path / "first")
    project.tables[SOIL].reverse()
    turned = project.evidence(tmp_path / "turned")
    project.tables[SOIL][0]["soc"] = "9.9"
    other = project.evidence(tmp_path / "other")

    values = [
        each.observations.drop("row").sort("*") for each in (first, turned, other)
    ]
    assert values[0].equals(values[1])
    assert first.digest != other.digest


def test_reference_masses_of_the_plan_go_before_those_of_the_project(tmp_path):
    project = SyntheticProject()
    project.document["sampling"]["reference_mass"] = "3000"
    project.plan["reference_mass"] = {"S1": "3900", "S2": "3950"}

    evidence = project.evidence(tmp_path)

    assert evidence.reference_masses == {"S1": 3900.0, "S2": 3950.0}


def test_an_account_without_a_plan_draws_from_the_project_document(tmp_path):
    project = SyntheticProject()
    project.plan = None

    seeds = [project.evidence(tmp_path / name).seed for name in ("a", "b")]

    assert seeds[0] == seeds[1]
    assert not seeds[0].witnessed
