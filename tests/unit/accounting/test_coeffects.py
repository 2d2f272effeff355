"""Co-effects as computed: direction, order, silence, and the records against words."""

from fractions import Fraction

import pytest
from msgspec import structs, to_builtins

from edaphon.accounting import coeffect_records
from edaphon.accounting.account import accounts
from edaphon.accounting.bundle_members import evidence_record
from edaphon.accounting.coeffect_values import Moved
from edaphon.accounting.coeffects import effects_record
from edaphon.accounting.gathering import gather, look
from edaphon.kernel import canonical
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas import records
from edaphon.schemas.coeffect_catalogue import Indicator, catalogue
from edaphon.schemas.models.account import Text
from tests.coeffects_file import (
    CONSENT,
    EARTHWORMS,
    PAPER,
    WATER,
    coeffects,
    write_coeffects,
)
from tests.synthetic_documents import ACTIVITY, MCS
from tests.synthetic_project import SyntheticProject

NITROGEN = {
    "indicator": "synthetic_nitrogen",
    "baseline": {"value": "220", "day": "2020-12-31"},
    "years": [{"year": year, "value": "154"} for year in (2022, 2023, 2024)],
}
"""Stated: 30 % less nitrogen than before."""


def fertilised(amount):
    """Return the made-up project with another amount of nitrogen in its years [t]."""
    made = SyntheticProject()
    for row in made.rows(ACTIVITY, role="project", item="synthetic_n_applied"):
        row["amount"] = amount
    return made


def table(tmp_path, document, made=None):
    """Return the table, read again by its published form."""
    folder = (made or SyntheticProject()).write(tmp_path)
    evidence = gather(write_coeffects(folder, document))[0]
    data = canonical.dumps(to_builtins(effects_record(evidence)))
    return records.read("effects", data, file="account/coeffects.json")


def row(tmp_path, *entries, made=None):
    """Return the row of the first of some indicators."""
    found = table(tmp_path, coeffects(*entries), made).indicators
    return next(item for item in found if item.indicator == entries[0]["indicator"])


def test_less_water_in_every_year_is_better_by_hand(tmp_path):
    # (3500 + 3400 + 3450) / 3 = 3450; 3450 - 3600 = -150; -150 / 3600 = -4.2 %.
    found = row(tmp_path, WATER)

    assert (found.mean, found.change, found.change_percent, found.verdict) == (
        "3450", "-150", "-4.2", "better",
    )  # fmt: skip
    assert found.unit == "m3/har"
    assert found.measured_by == "Irrigation office"
    assert [one.at for one in found.years] == ["page 2", "page 3", "page 4"]
    assert [(one.target, one.mark) for one in found.sdg] == [("6.4", "M")]


def test_a_unit_per_mu_is_converted_exactly(tmp_path):
    # 230 m3/mu is 3450 m3/ha.
    entry = {
        **WATER, "unit": "15.m3/har",
        "baseline": {**WATER["baseline"], "value": "240"},
        "years": [{**one, "value": "230"} for one in WATER["years"]],
    }  # fmt: skip

    found = row(tmp_path, entry)

    assert (found.baseline.value, found.mean, found.change) == ("3600", "3450", "-150")


def test_what_got_worse_stands_first_and_is_counted(tmp_path):
    made = SyntheticProject(is_harvested=False)

    found = table(tmp_path, coeffects(WATER, EARTHWORMS), made)

    assert found.indicators[0].indicator == "earthworms"
    assert found.indicators[0].verdict == "worse"
    assert found.indicators[0].change_percent == "-20"
    assert found.counts == {"better": 1, "no_change": 1, "worse": 1}


def test_a_year_left_out_never_makes_an_improvement(tmp_path):
    found = row(tmp_path, {**WATER, "years": WATER["years"][:2]})

    assert found.verdict == "incomplete"
    assert [(one.when, one.value) for one in found.years][2] == ("2024", None)


def test_a_worsening_is_told_although_years_and_papers_lack(tmp_path):
    found = row(tmp_path, {
        "indicator": "irrigation_water",
        "baseline": {"value": "3600", "day": "2021-09-30"},
        "years": [{"year": 2022, "value": "3601"}],
    })  # fmt: skip

    assert found.verdict == "worse"


def test_a_few_weeks_of_a_year_are_shown_and_not_counted(tmp_path):
    # The period begins in October 2021: 92 days of that year.
    few = {"year": 2021, "value": "100", "file": PAPER, "at": "page 1"}

    found = row(tmp_path, {**WATER, "years": [few, *WATER["years"]]})

    assert found.mean == "3450"
    assert found.years[0].value == "100"


def test_an_improvement_without_paper_is_stated_and_not_shown(tmp_path):
    bare = [{"year": one["year"], "value": one["value"]} for one in WATER["years"]]

    assert row(tmp_path, {**WATER, "years": bare}).verdict == "not_shown"


def test_an_improvement_within_what_the_method_can_tell_is_no_change(tmp_path):
    wide = row(tmp_path / "wide", {**WATER, "detects": "150"})
    narrow = row(tmp_path / "narrow", {**WATER, "detects": "149"})

    assert (wide.verdict, narrow.verdict) == ("no_change", "better")


def test_without_a_baseline_no_direction_is_known(tmp_path):
    found = row(tmp_path, {"indicator": "earthworms", "years": EARTHWORMS["years"]})

    assert (found.verdict, found.change, found.change_percent) == (
        "no_baseline", None, None,
    )  # fmt: skip


def test_an_entry_without_values_is_no_data_and_its_topic_stays_open(tmp_path):
    found = table(tmp_path, coeffects({"indicator": "earthworms"}))

    assert found.indicators[-1].verdict == "no_data"
    assert "soil_biodiversity" in {item.topic for item in found.without}


def test_what_cannot_be_judged_is_told(tmp_path):
    entry = {
        "indicator": "grievances_received",
        "baseline": {"value": "0", "day": "2021-09-30", "file": PAPER, "at": "p. 1"},
        "years": [
            {"year": year, "value": "2", "file": PAPER, "at": "p. 2"}
            for year in (2022, 2023, 2024)
        ],
    }

    found = row(tmp_path, entry)

    assert (found.verdict, found.change, found.change_percent) == ("told", "2", None)


@pytest.mark.parametrize(
    ("better", "mean", "verdict"),
    [
        ("lower", 9, "better"),
        ("lower", 11, "worse"),
        ("lower", 10, "no_change"),
        ("higher", 11, "better"),
        ("higher", 9, "worse"),
        ("neither", 9, "told"),
    ],
)
def test_the_direction_follows_from_values_and_catalogue(better, mean, verdict):
    moved = Moved(
        better=better, baseline=Fraction(10), mean=Fraction(mean), lacking=False,
        shown=True,
    )  # fmt: skip

    assert moved.verdict == verdict


# --- Records of the account ---------------------------------------------------------


def test_nitrogen_comes_from_the_activity_records_without_being_typed(tmp_path):
    # 46.2 t on 200 ha is 231 kg/ha against 44 t, 220 kg/ha: 5 % more, worse.
    found = table(tmp_path, coeffects(), fertilised("46.2")).indicators[0]

    assert (found.indicator, found.origin, found.verdict) == (
        "synthetic_nitrogen", "records", "worse",
    )  # fmt: skip
    assert (found.baseline.value, found.mean, found.change_percent) == (
        "220", "231", "5",
    )  # fmt: skip
    assert found.baseline.when == "2018-2020"
    assert found.years[0].file == ACTIVITY
    assert found.years[0].rows == [9]


def test_a_statement_against_the_records_is_refused_with_both_places(tmp_path):
    folder = write_coeffects(fertilised("46.2").write(tmp_path), coeffects(NITROGEN))

    (problem,) = [
        item for item in look(folder).problems if item.code == "COEFFECT_CONTRADICTED"
    ]

    assert problem.where.file == "coeffects.yaml"
    assert problem.where.row == 7
    assert problem.found("en") == (
        "“Nitrogen applied in mineral fertiliser” is stated to change by -30 %; the "
        "records say 5 %: activity/records.csv row 3, 5, 7, 9, 13, 17."
    )
    assert "活动记录显示为 5%" in problem.found("zh")
    assert "5 percentage points" in problem.needed("en")
    assert "the records give the figure" in problem.remedy("en")


def test_an_account_waits_until_the_contradiction_is_cured(tmp_path):
    folder = write_coeffects(fertilised("46.2").write(tmp_path), coeffects(NITROGEN))

    with pytest.raises(EdaphonError, match="COEFFECT_CONTRADICTED"):
        gather(folder)


@pytest.mark.parametrize(
    ("amount", "stated", "refused"),
    [
        ("39.6", "198", False),  # both -10 %
        ("39.6", "209", False),  # -5 % stated, -10 % recorded: 5 points
        ("39.6", "209.1", True),
        ("44.1", "219.9", True),  # fewer than 5 points, and the other direction
        ("44.1", "220", False),
    ],
)
def test_same_direction_and_at_most_five_points_apart(
    tmp_path, amount, stated, refused
):
    entry = {**NITROGEN, "years": [{"year": 2023, "value": stated}]}
    folder = write_coeffects(fertilised(amount).write(tmp_path), coeffects(entry))

    codes = {item.code for item in look(folder).problems}

    assert ("COEFFECT_CONTRADICTED" in codes) == refused


def test_what_is_typed_beside_the_records_says_how_and_moves_no_figure(tmp_path):
    entry = {
        "indicator": "synthetic_nitrogen",
        "years": [{"year": 2022, "value": "190"}],
        "method": {"en": "Delivery notes."},
    }

    found = row(tmp_path, entry, made=fertilised("39.6"))

    assert (found.origin, found.mean, found.method.en) == (
        "records", "198", "Delivery notes.",
    )  # fmt: skip


def test_yields_are_held_against_control_land_of_the_same_years(tmp_path):
    # Project 6.0 and 6.4, control 6.2 and 6.6 t/ha: 0.2 t/ha less.
    made = SyntheticProject()
    path = "activity/yields.csv"
    made.tables[path] = [
        {"s": stratum, "role": role, "year": "2023", "y": value}
        for stratum, role, value in (
            ("S1", "project", "6.0"), ("S1", "control", "6.2"),
            ("S2", "project", "6.4"), ("S2", "control", "6.6"),
        )
    ]  # fmt: skip
    columns = {
        "s": {"is": "stratum"}, "role": {"is": "role"}, "year": {"is": "campaign"},
        "y": {"is": "yield", "unit": "t/har"},
    }  # fmt: skip
    made.document["files"].append({"path": path, "about": "yield", "columns": columns})

    found = table(tmp_path, coeffects(), made).indicators[0]

    assert (found.indicator, found.verdict) == ("yield_against_control", "worse")
    assert (found.baseline.value, found.mean, found.change) == ("6.4", "6.2", "-0.2")
    assert found.baseline.rows == [3, 5]


def with_weeks_of_2021(amount):
    """Return the project with a record of the year that holds 92 days of the period."""
    made = fertilised(amount)
    first = made.rows(ACTIVITY, role="project", item="synthetic_n_applied")[0]
    made.tables[ACTIVITY].append({**first, "year": "2021", "amount": "44"})
    return made


def test_a_few_weeks_of_records_are_shown_and_not_counted(tmp_path):
    # 39.6 t on 200 ha is 198 kg/ha in each of three years; 2021 is not one of them.
    found = row(tmp_path, {"indicator": "synthetic_nitrogen"},
                made=with_weeks_of_2021("39.6"))  # fmt: skip

    assert [one.when for one in found.years] == ["2021", "2022", "2023", "2024"]
    assert (found.mean, found.change_percent, found.verdict) == (
        "198", "-10", "better",
    )  # fmt: skip


def test_table_and_check_hold_a_statement_against_the_same_mean(tmp_path):
    # Stated for 2021 too: both sides leave it out, -10 % against -10 %.
    years = [{"year": 2021, "value": "9999"}]
    years += [{"year": year, "value": "198"} for year in (2022, 2023, 2024)]
    folder = write_coeffects(
        with_weeks_of_2021("39.6").write(tmp_path),
        coeffects({**NITROGEN, "years": years}),
    )

    assert "COEFFECT_CONTRADICTED" not in {item.code for item in look(folder).problems}


def test_records_of_a_few_weeks_alone_have_no_mean(tmp_path):
    made = with_weeks_of_2021("39.6")
    for one in made.rows(ACTIVITY, role="project", item="synthetic_n_applied")[:-1]:
        made.tables[ACTIVITY].remove(one)

    found = row(tmp_path, {"indicator": "synthetic_nitrogen"}, made=made)

    assert (found.mean, found.verdict) == (None, "no_data")


def test_a_computed_indicator_reads_the_records_that_it_names(tmp_path, monkeypatch):
    # 14000 L a year on 200 ha are 70 L/ha.
    held = catalogue()
    added = Indicator(
        topic="water_use", title=Text(en="Diesel", zh="柴油"), unit="L/har",
        better="lower", needs="every_year", records="diesel_used", computed=True,
    )  # fmt: skip
    more = structs.replace(held, indicators={"diesel": added, **held.indicators})
    monkeypatch.setattr(coeffect_records, "catalogue", lambda: more)
    folder = SyntheticProject().write(tmp_path)

    evidence = gather(write_coeffects(folder, coeffects()))[0]

    assert coeffect_records.recorded(evidence)["diesel"].mean == 70


def test_a_computed_indicator_without_records_is_refused():
    with pytest.raises(ValueError, match="computed without records"):
        Indicator(
            topic="food", title=Text(en="Diesel", zh="柴油"), unit="L/har",
            better="lower", needs="every_year", computed=True,
        )  # fmt: skip


# --- Safeguards ---------------------------------------------------------------------


def test_a_yes_is_stated_until_a_paper_stands_behind_it(tmp_path):
    answers = [
        CONSENT,
        {"safeguard": "grievance_way", "answer": "yes", "open_grievances": 2},
        {"safeguard": "women_heard", "answer": "no", "mitigation": {"zh": "增补。"}},
        {"safeguard": "labour_fair", "answer": "partly"},
        {"safeguard": "food_secure", "words": {"en": "Not asked yet."}},
        {"safeguard": "no_conversion", "answer": "not_applicable",
         "words": {"en": "Ploughed since 1950."}},
    ]  # fmt: skip

    found = table(tmp_path, coeffects(safeguards=answers)).safeguards

    status = {item.safeguard: item.status for item in found}
    assert status["consent_given"] == "on_file"
    assert status["grievance_way"] == "stated"
    assert status["food_secure"] == "no_data"
    assert status["strains_safe"] == "no_data"
    assert [item.status for item in found][:3] == ["no", "partly", "stated"]
    assert len(found) == 12
    assert found[0].mitigation.en == "增补。"
    assert found[0].open_grievances is None


# --- Evidence and tonnes ------------------------------------------------------------


def test_the_file_and_its_papers_are_part_of_the_evidence_by_digest(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    without = evidence_record(gather(folder)[0])
    evidence = gather(write_coeffects(folder, coeffects(WATER)))[0]

    record = evidence_record(evidence)

    assert "coeffects" not in without
    assert record["coeffects"]["digest"] == evidence.project.coeffects.digest
    assert [item["path"] for item in record["papers"]] == [PAPER]


def test_co_effects_never_decide_what_witnesses_a_loss(tmp_path):
    evidence = gather(
        write_coeffects(SyntheticProject().write(tmp_path), coeffects(WATER))
    )[0]

    assert PAPER in evidence.project.named_files
    assert PAPER not in {path for _, path in evidence.project.named_places}


def test_units_are_the_same_with_and_without(tmp_path):
    folder = fertilised("46.2").write(tmp_path)
    before = accounts(gather(folder)[0], [MCS])[0]

    write_coeffects(folder, coeffects(EARTHWORMS, safeguards=[CONSENT]))
    after = accounts(gather(folder)[0], [MCS])[0]

    assert after.units == before.units > 0


# --- Topics -------------------------------------------------------------------------


def test_a_topic_that_a_safeguard_answers_is_not_without_data(tmp_path):
    answers = [CONSENT, {"safeguard": "labour_fair"}]

    found = table(tmp_path, coeffects(safeguards=answers))

    without = {item.topic for item in found.without}
    assert "consent" not in without
    assert {"labour", "grievance"} <= without
