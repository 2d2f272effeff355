"""Reading coeffects.yaml: every fault in one pass, with row and cure."""

import pytest

from edaphon.evidence.coeffects import read_coeffects
from edaphon.evidence.project_files import paper_problem
from edaphon.kernel.errors import Where
from edaphon.kernel.units import is_unit
from edaphon.schemas.coeffect_catalogue import catalogue
from tests.coeffects_file import (
    CONSENT,
    EARTHWORMS,
    PAPER,
    WATER,
    coeffects,
    write_coeffects,
)
from tests.conftest import ROOT
from tests.examples.how_to_pages import write_files

PROJECT = {
    "practice": {"start": "2021-10-01"},
    "period": {"start": "2021-10-01", "end": "2024-10-01"},
}


def told(folder, document):
    found = read_coeffects(write_coeffects(folder, document), PROJECT)
    return {item.code: item for item in found.problems}


def only(folder, document, code):
    found = told(folder, document)
    assert list(found) == [code]
    return found[code]


def test_a_folder_without_the_file_states_nothing_and_is_no_fault(tmp_path):
    found = read_coeffects(tmp_path, PROJECT)

    assert (found.present, found.problems, found.files, found.digest) == (
        False, (), (), "",
    )  # fmt: skip


def test_a_sound_file_names_itself_and_its_papers_for_the_bundle(tmp_path):
    document = coeffects(WATER, EARTHWORMS, safeguards=[CONSENT])

    found = read_coeffects(write_coeffects(tmp_path, document), PROJECT)

    assert found.problems == ()
    assert set(found.files) == {"coeffects.yaml", PAPER}
    assert found.model.indicators[0].years[1].value == "3400"
    assert found.digest.startswith("sha256:")


def test_every_fault_of_the_file_is_told_in_one_pass_with_its_row(tmp_path):
    document = coeffects(
        {"indicator": "irrigation_watr"},
        {**WATER, "unit": "kg/har"},
        {**EARTHWORMS, "years": [{"year": 2030, "value": "50"}]},
        {"indicator": "habitat_share", "years": [{"year": 2022, "value": "130"}]},
        safeguards=[{"safeguard": "no_conversion", "answer": "not_applicable"}],
    )

    found = told(tmp_path, document)

    assert set(found) == {
        "COEFFECT_UNKNOWN", "COEFFECT_UNIT", "COEFFECT_YEAR", "COEFFECT_RANGE",
        "COEFFECT_REASON",
    }  # fmt: skip
    assert [item.where.file for item in found.values()] == ["coeffects.yaml"] * 5
    assert found["COEFFECT_UNKNOWN"].where.row == 3


def test_a_code_that_is_none_is_answered_with_the_nearest(tmp_path):
    problem = only(
        tmp_path, coeffects({"indicator": "irrigation_watr"}), "COEFFECT_UNKNOWN"
    )

    assert "irrigation_water" in problem.found("en")
    assert "相近" in problem.found("zh")
    assert "take the entry out" in problem.remedy("en")


def test_a_safeguard_that_is_none_is_refused_too(tmp_path):
    document = coeffects(safeguards=[{"safeguard": "consents", "answer": "yes"}])

    assert "consent_given" in only(tmp_path, document, "COEFFECT_UNKNOWN").found("en")


def test_a_figure_of_the_records_is_never_typed(tmp_path):
    document = coeffects({"indicator": "yield_against_control"})

    problem = only(tmp_path, document, "COEFFECT_COMPUTED")

    assert problem.found("en") == (
        "“Yield against control land of the same years, strata and years alike” is "
        "typed here."
    )
    assert problem.remedy("zh") == "请删去该条，数值由 files 所列记录得出。"


def test_a_unit_that_does_not_convert_is_refused(tmp_path):
    problem = only(tmp_path, coeffects({**WATER, "unit": "kg/har"}), "COEFFECT_UNIT")

    assert problem.found("en") == "The unit of “Irrigation water” is “kg/har”."
    assert "m3/har" in problem.needed("zh")
    assert "15.kg/har" in problem.remedy("en")


def test_cubic_metres_per_mu_and_a_foreign_currency_are_accepted(tmp_path):
    per_mu = {"indicator": "irrigation_water", "unit": "15.m3/har", **bare("240")}
    income = {"indicator": "net_income", "unit": "{KES}/har"}

    assert told(tmp_path, coeffects(per_mu, income)) == {}


@pytest.mark.parametrize(
    ("indicator", "value", "wanted"),
    [("habitat_share", "130", "0 to 100"), ("earthworms", "-1", "0 or more")],
)
def test_a_value_that_cannot_be_is_refused(tmp_path, indicator, value, wanted):
    entry = {"indicator": indicator, "years": [{"year": 2023, "value": value}]}

    problem = only(tmp_path, coeffects(entry), "COEFFECT_RANGE")

    assert wanted in problem.needed("en")
    assert "correct value or unit" in problem.remedy("en")


def test_an_income_may_be_negative(tmp_path):
    entry = {"indicator": "net_income", "years": [{"year": 2023, "value": "-80"}]}

    assert told(tmp_path, coeffects(entry)) == {}


@pytest.mark.parametrize("year", [2020, 2025])
def test_a_year_outside_the_period_is_refused(tmp_path, year):
    entry = {"indicator": "earthworms", "years": [{"year": year, "value": "9"}]}

    problem = only(tmp_path, coeffects(entry), "COEFFECT_YEAR")

    assert problem.needed("en").endswith("touches: 2021-2024.")
    assert "baseline" in problem.remedy("zh")


def test_a_period_that_ends_on_new_year_does_not_touch_that_year(tmp_path):
    period = {"start": "2022-01-01", "end": "2025-01-01"}
    entry = {"indicator": "earthworms", "years": [{"year": 2025, "value": "9"}]}
    folder = write_coeffects(tmp_path, coeffects(entry))

    found = read_coeffects(folder, {**PROJECT, "period": period})

    assert [item.code for item in found.problems] == ["COEFFECT_YEAR"]


def test_a_baseline_of_after_the_start_is_none(tmp_path):
    entry = {**EARTHWORMS, "baseline": {"value": "60", "day": "2021-10-02"}}

    problem = only(tmp_path, coeffects(entry), "COEFFECT_BASELINE")

    assert "2021-10-02" in problem.found("en")
    assert "not known" in problem.remedy("en")


def test_a_paper_without_the_place_in_it_is_refused(tmp_path):
    entry = {**CONSENT, "at": "-"}

    found = told(tmp_path, coeffects(safeguards=[entry]))
    problem = found["COEFFECT_PLACE"]

    assert set(found) == {"COEFFECT_PLACE", "ENTRY_FILLER"}
    assert PAPER in problem.found("zh")
    assert "under at" in problem.remedy("en")


@pytest.mark.parametrize("path", ["coeffects.yaml", "project.yaml"])
def test_a_statement_does_not_show_itself(tmp_path, path):
    problem = only(
        tmp_path, coeffects(safeguards=[{**CONSENT, "file": path}]), "COEFFECT_SELF"
    )

    assert path in problem.found("en")
    assert "stated and not shown" in problem.remedy("en")


def test_a_question_that_does_not_apply_needs_a_reason(tmp_path):
    entry = {"safeguard": "strains_safe", "answer": "not_applicable"}

    problem = only(tmp_path, coeffects(safeguards=[entry]), "COEFFECT_REASON")

    assert "not_applicable" in problem.found("en")
    assert problem.remedy("zh") == "请在 words 中写明理由，或回答该问题。"


def test_a_paper_is_there_holds_something_and_is_not_private(tmp_path):
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "private").mkdir()
    (tmp_path / "private/names.csv").write_text("a")

    codes = [
        problem.code
        for path in ("gone.txt", "../out.txt", "empty.txt", "private/names.csv")
        if (problem := paper_problem(tmp_path, path, Where()))
    ]

    assert codes == ["PATH_MISSING", "PATH_OUTSIDE", "PAPER_EMPTY", "PRIVATE_NAMED"]


def test_an_entry_and_a_year_stand_once(tmp_path):
    twice = {
        "indicator": "earthworms",
        "years": [{"year": 2023, "value": "5"}, {"year": 2023, "value": "6"}],
    }
    folder = write_coeffects(tmp_path, coeffects(twice, {"indicator": "earthworms"}))

    found = read_coeffects(folder, PROJECT).problems

    assert [item.code for item in found] == ["ENTRY_DUPLICATE"] * 2
    assert "first in row 3" in found[1].found("en")


def test_a_typed_direction_is_no_field(tmp_path):
    found = told(tmp_path, coeffects({**WATER, "direction": "better"}))

    assert list(found) == ["FIELD_UNKNOWN"]


@pytest.mark.parametrize("text", ["", "- a\n", "v: edaphon.coeffects/9\n", "{", "a: b"])
def test_a_file_that_is_no_such_document_is_refused_and_nothing_is_raised(
    tmp_path, text
):
    (tmp_path / "coeffects.yaml").write_text(text)

    found = read_coeffects(tmp_path, PROJECT)

    assert any(item.severity == "error" for item in found.problems) or any(
        item.stops() for item in found.problems
    )


def test_odd_values_are_told_by_the_form_alone(tmp_path):
    document = {
        "v": "edaphon.coeffects/1",
        "indicators": [
            7,
            {"indicator": ["a"], "years": {"year": 1}, "baseline": "x"},
            {
                "indicator": "earthworms",
                "unit": 5,
                "years": [{"year": "x", "value": []}],
            },
        ],
        "safeguards": {"safeguard": "x"},
    }

    found = read_coeffects(write_coeffects(tmp_path, document), {})

    assert all(item.where.file == "coeffects.yaml" for item in found.problems)
    assert any(item.code == "ENTRY_TYPE" for item in found.problems)


def test_the_file_of_the_how_to_page_is_sound(tmp_path):
    page = ROOT / "docs" / "how-to" / "record-co-effects.md"
    for name in ("water", "grievances"):
        path = tmp_path / "papers" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("A ledger.")

    assert write_files(page, tmp_path) == ["coeffects.yaml"]
    found = read_coeffects(tmp_path, PROJECT)
    assert found.problems == ()
    assert found.model.indicators[0].unit == "15.m3/har"


@pytest.mark.parametrize("kind", ["indicators", "safeguards"])
def test_the_catalogue_names_topics_and_units_that_there_are(kind):
    found = catalogue()
    listed = getattr(found, kind).values()

    assert {item.topic for item in listed} <= set(found.topics)
    assert all(
        is_unit(unit)
        for item in found.indicators.values()
        for unit in (item.unit, *item.also)
    )


def test_every_topic_of_the_catalogue_can_be_answered():
    found = catalogue()
    asked = [*found.indicators.values(), *found.safeguards.values()]

    assert {item.topic for item in asked} == set(found.topics)


# --- Sizes --------------------------------------------------------------------------


def shown(*values, day="2021-09-30"):
    """Return baseline and years of an entry, each with its paper."""
    paper = {"file": PAPER, "at": "page 1"}
    first, *rest = values
    return {
        "baseline": {"value": first, "day": day, **paper},
        "years": [
            {"year": 2022 + at, "value": value, **paper}
            for at, value in enumerate(rest)
        ],
    }


def bare(*values):
    """Return the same without a paper."""
    held = shown(*values)
    for one in (held["baseline"], *held["years"]):
        del one["file"], one["at"]
    return held


def test_what_no_land_has_is_refused_although_a_paper_says_so(tmp_path):
    entry = {"indicator": "irrigation_water", **shown("3600", "203000000000")}

    problem = only(tmp_path, coeffects(entry), "COEFFECT_RANGE")

    assert problem.where.path == "indicators/0/years/0/value"
    assert "203000000000 m³/ha" in problem.found("en")
    assert "0 to 100000 m³/ha (own limit" in problem.needed("en")
    assert "0～100000 m³/hm²（自定限值" in problem.needed("zh")


def test_older_evidence_is_not_refused_by_newer_limits(tmp_path):
    entry = {"indicator": "irrigation_water", **shown("3600", "203000000000")}

    problem = only(tmp_path, coeffects(entry), "COEFFECT_RANGE")

    assert (problem.stops(), problem.stops(1)) == (True, False)


def test_an_unusual_value_waits_for_its_paper(tmp_path):
    held = {"indicator": "irrigation_water", **bare("3600", "25000")}

    asked = only(tmp_path, coeffects(held), "COEFFECT_ODD")
    held |= shown("3600", "25000")
    told = only(tmp_path, coeffects(held), "COEFFECT_UNUSUAL")

    assert asked.severity == "question"
    assert "0 to 20000 m³/ha" in asked.needed("en")
    assert "under file" in asked.remedy("en")
    assert "file" in asked.remedy("zh")
    assert told.severity == "warning"


@pytest.mark.parametrize(
    ("value", "words", "chinese"),
    [("36000", "a decimal place, x 10", "小数点错位，10 倍"),
     ("54000", "per hectare and per mu, x 15", "每公顷与每亩，15 倍"),
     ("3.6", "kg and t, or g and kg, x 1000", "千克与吨，或克与千克，1000 倍")],
)  # fmt: skip
def test_the_slip_between_a_value_and_the_others_is_named(
    tmp_path, value, words, chinese
):
    entry = {"indicator": "irrigation_water", **bare("3600", "3500", "3700", value)}

    problem = only(tmp_path, coeffects(entry), "COEFFECT_ODD")

    assert problem.where.path == "indicators/0/years/2/value"
    assert words in problem.found("en")
    assert chinese in problem.found("zh")


@pytest.mark.parametrize(("value", "asked"), [("320", False), ("320.1", True),
                                              ("5", False), ("4.9", True)])  # fmt: skip
def test_a_value_many_times_the_others_of_its_entry_is_asked_about(
    tmp_path, value, asked
):
    # 8 times 40 is 320, an eighth of it is 5; both are usual of earthworms.
    entry = {"indicator": "earthworms", **bare("40", value)}

    assert ("COEFFECT_ODD" in told(tmp_path, coeffects(entry))) == asked


def test_counts_may_be_many_times_the_others(tmp_path):
    entry = {"indicator": "grievances_received", **bare("1", "30")}

    assert told(tmp_path, coeffects(entry)) == {}


def test_a_unit_per_mu_is_judged_by_the_hectare(tmp_path):
    # 1400 m3/mu are 21,000 m3/ha.
    entry = {
        "indicator": "irrigation_water",
        "unit": "15.m3/har",
        **bare("1000", "1400"),
    }

    problem = only(tmp_path, coeffects(entry), "COEFFECT_ODD")

    assert problem.where.path == "indicators/0/years/0/value"


def test_an_income_in_another_currency_has_limits_of_its_own(tmp_path):
    entry = {"indicator": "net_income", "unit": "{VND}/har",
             **bare("60000000", "63000000")}  # fmt: skip

    assert told(tmp_path, coeffects(entry)) == {}
    entry["unit"] = "{CNY}/har"
    assert set(told(tmp_path, coeffects(entry))) == {"COEFFECT_RANGE"}


@pytest.mark.parametrize(
    "code", [code for code, one in catalogue().indicators.items() if not one.computed]
)
def test_every_indicator_that_is_typed_refuses_a_slip_of_a_million(tmp_path, code):
    known = catalogue().indicators[code]
    for unit in (known.unit, *known.also):
        value = "9" * 15 if not unit.startswith("[CFU]") else "9" * 18
        entry = {"indicator": code, "unit": unit, **shown(value)}

        assert "COEFFECT_RANGE" in told(tmp_path, coeffects(entry))


def test_limits_have_a_day_a_source_and_an_order():
    rows = [one for item in catalogue().indicators.values() for one in item.bounds]

    assert rows
    for one in rows:
        assert one.since
        assert one.source.en
        assert one.source.zh
        ends = [one.least, one.low, one.high, one.most]
        held = [float(end) for end in ends if end is not None]
        assert held == sorted(held)
