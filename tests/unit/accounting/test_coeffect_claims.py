"""Statements of coeffects.yaml held against activity records and denied sources."""

import pytest

from edaphon.accounting.gathering import look
from tests.coeffects_file import PAPER, coeffects, write_coeffects
from tests.synthetic_documents import ACTIVITY
from tests.synthetic_project import SyntheticProject

SHOWN = {"file": PAPER, "at": "page 1"}


def fertilised(amount):
    """Return the made-up project with another amount of nitrogen in its years [t]."""
    made = SyntheticProject()
    for row in made.rows(ACTIVITY, role="project", item="synthetic_n_applied"):
        row["amount"] = amount
    return made


# --- Levels of the records ----------------------------------------------------------


def level(tmp_path, entry, made):
    """Return the problems of one entry that its level contradicts the records."""
    folder = write_coeffects(made.write(tmp_path), coeffects(entry))
    return [one for one in look(folder).problems if one.code == "COEFFECT_LEVEL"]


def test_a_level_fifteen_times_the_records_is_refused_though_the_change_agrees(
    tmp_path,
):
    # Per mu taken for per hectare: -10 % on both sides, 198 against 2970 kg/ha.
    entry = {
        "indicator": "synthetic_nitrogen",
        "baseline": {"value": "3300", "day": "2020-12-31", **SHOWN},
        "years": [
            {"year": year, "value": "2970", **SHOWN} for year in (2022, 2023, 2024)
        ],
    }

    told = level(tmp_path, entry, fertilised("39.6"))

    assert [one.where.path for one in told] == [
        "indicators/0/baseline/value", "indicators/0/years/0/value",
        "indicators/0/years/1/value", "indicators/0/years/2/value",
    ]  # fmt: skip
    assert told[1].found("en") == (
        "“Nitrogen applied in mineral fertiliser” of 2022 is 2970 kg N/ha; the records "
        "give 198 kg N/ha (often confused: per hectare and per mu, x 15): "
        "activity/records.csv row 9."
    )
    assert "活动记录为 198 kg N/hm²" in told[1].found("zh")
    assert "15 倍" in told[1].found("zh")
    assert "10 %" in told[1].needed("en")
    assert "the records give the figure" in told[1].remedy("en")


def test_a_level_in_another_unit_is_held_in_that_of_the_indicator(tmp_path):
    # 13.2 kg/mu is 198 kg/ha.
    entry = {
        "indicator": "synthetic_nitrogen", "unit": "15.kg{N}/har",
        "years": [{"year": 2022, "value": "13.2"}],
    }  # fmt: skip

    assert level(tmp_path / "mu", entry, fertilised("39.6")) == []
    assert level(tmp_path / "ha", {**entry, "unit": "kg{N}/har"}, fertilised("39.6"))


@pytest.mark.parametrize(
    ("value", "refused"),
    [("178.2", False), ("178.1", True), ("217.8", False), ("217.9", True)],
)
def test_a_level_is_held_within_ten_per_cent(tmp_path, value, refused):
    entry = {
        "indicator": "synthetic_nitrogen",
        "years": [{"year": 2022, "value": value}],
    }

    assert bool(level(tmp_path, entry, fertilised("39.6"))) == refused


def test_years_that_cancel_out_do_not_hide_each_other(tmp_path):
    # Mean 198 on both sides; two of the three years are another amount.
    entry = {
        "indicator": "synthetic_nitrogen",
        "years": [
            {"year": 2022, "value": "99"}, {"year": 2023, "value": "297"},
            {"year": 2024, "value": "198"},
        ],
    }  # fmt: skip

    told = level(tmp_path, entry, fertilised("39.6"))

    assert [one.where.path for one in told] == [
        "indicators/0/years/0/value", "indicators/0/years/1/value",
    ]  # fmt: skip


# --- A source that is said not to exist ---------------------------------------------


ORGANIC = {
    "indicator": "organic_nitrogen",
    "baseline": {"value": "0", "day": "2020-12-31", "file": PAPER, "at": "page 1"},
    "years": [{"year": 2022, "value": "45", "file": PAPER, "at": "page 2"}],
}


def denied(tmp_path, entry):
    made = SyntheticProject()
    assert "organic_nitrogen" in made.document["sources_absent"]
    folder = write_coeffects(made.write(tmp_path), coeffects(entry))
    return [one for one in look(folder).problems if one.code == "COEFFECT_DENIED"]


def test_an_amount_of_a_source_that_is_said_not_to_exist_is_refused(tmp_path):
    (problem,) = denied(tmp_path, ORGANIC)

    assert problem.where.path == "indicators/0/years/0/value"
    assert "45 kg N/ha" in problem.found("en")
    assert "sources_absent.organic_nitrogen" in problem.found("en")
    assert "sources_absent.organic_nitrogen" in problem.found("zh")
    assert "sources_absent" in problem.remedy("en")
    assert "sources_absent" in problem.remedy("zh")


def test_nothing_of_a_source_that_does_not_exist_is_no_contradiction(tmp_path):
    years = [{**ORGANIC["years"][0], "value": "0"}]

    assert denied(tmp_path, {**ORGANIC, "years": years}) == []


def test_a_baseline_of_a_source_that_does_not_exist_is_refused_too(tmp_path):
    entry = {**ORGANIC, "years": [], "baseline": {**ORGANIC["baseline"], "value": "1"}}

    (problem,) = denied(tmp_path, entry)

    assert problem.where.path == "indicators/0/baseline/value"
