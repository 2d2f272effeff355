"""A source that nobody speaks of is unknown, never zero."""

import pytest

from tests.synthetic_documents import (
    ACTIVITY,
    MCS,
    METHODS,
    SOURCES_ABSENT,
    VM0042,
)
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal

SOURCES = {MCS: "C9", VM0042: "9-sources"}


def without(item, **wanted):
    def change(project):
        project.drop(ACTIVITY, item=item, **wanted)

    return change


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("item", ["diesel_used", "synthetic_n_applied"])
@pytest.mark.parametrize("role", ["project", "baseline"])
@pytest.mark.parametrize("year", ["first", "middle", "last", "every"])
def test_a_year_without_a_record_earns_nothing(method, item, role, year, tmp_path):
    years = {"project": ("2022", "2023", "2024"), "baseline": ("2018", "2019", "2020")}
    at = {"first": 0, "middle": 1, "last": 2}
    lost = years[role] if year == "every" else [years[role][at[year]]]

    def change(project):
        for one in lost:
            project.drop(ACTIVITY, item=item, role=role, year=one)

    account = broken(change, tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome
    assert f"of the {role} in {lost[0]}" in found.found["en"]
    assert "sources_absent" in found.cure["zh"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("source", SOURCES_ABSENT)
def test_a_source_that_is_neither_recorded_nor_denied_is_unknown(
    method, source, tmp_path
):
    def change(project):
        del project.document["sources_absent"][source]

    biochar = (method, source) == (VM0042, "amendments")
    also = ["8.6-bar"] if biochar else []
    check_refusal(broken(change, tmp_path, method), SOURCES[method], also=also)


@pytest.mark.parametrize("method", METHODS)
def test_a_source_cannot_be_recorded_and_denied(method, tmp_path):
    def change(project):
        project.document["sources_absent"]["fuel"] = {"en": "No engine on this land."}

    account = broken(change, tmp_path, method)

    check_refusal(account, SOURCES[method])
    assert (
        "stated not to exist: fuel"
        in (assessed(account, SOURCES[method]).outcome.found["en"])
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "kept", [("2022",), ("2022", "2023"), ("2023", "2024"), ("2022", "2024")]
)
def test_a_whole_year_without_records_earns_nothing(method, kept, tmp_path):
    def change(project):
        for year in {"2022", "2023", "2024"} - set(kept):
            project.drop(ACTIVITY, role="project", year=year)

    account = broken(change, tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome.found["en"]
    for year in {"2022", "2023", "2024"} - set(kept):
        assert f"fuel of the project in {year}" in found


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("other", ["2021", "2025"])
def test_a_year_outside_the_period_takes_no_years_place(method, other, tmp_path):
    """Bug: three years of records were enough, whichever three they were.

    Of 2021 the period from 20 October 2021 holds less than half, of 2025 no day.
    """

    def change(project):
        for row in project.rows(ACTIVITY, role="project", year="2023"):
            row["year"] = other

    account = broken(change, tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome.found["en"]
    assert "fuel of the project in 2023" in found


@pytest.mark.parametrize("method", METHODS)
def test_a_year_outside_the_period_is_not_counted(method, tmp_path):
    """Bug: a year after the period counted in this account and in the next one.

    The product of 2021 counts: what is brought counts from the first campaign on.
    """

    def more(project):
        for row in project.rows(ACTIVITY, role="project", year="2024"):
            others = ("2025",) if row["lot"] else ("2021", "2025")
            project.tables[ACTIVITY] += [{**row, "year": year} for year in others]

    (tmp_path / "plain").mkdir()
    plain = broken(lambda _: None, tmp_path / "plain", method)
    account = broken(more, tmp_path, method)

    assert account.run.values("fuel_consumption").tolist() == (
        plain.run.values("fuel_consumption").tolist()
    )
    assert account.units == plain.units > 0


def test_two_years_of_baseline_are_too_few_for_the_unified_method(tmp_path):
    def change(project):
        project.drop(ACTIVITY, role="baseline", year="2018")

    check_refusal(broken(change, tmp_path, MCS), "C9")


@pytest.mark.parametrize("method", METHODS)
def test_an_explicit_zero_is_a_record(method, tmp_path):
    def change(project):
        for row in project.rows(ACTIVITY, item="diesel_used", role="baseline"):
            row["amount"] = "0"

    account = broken(change, tmp_path, method)

    assert SOURCES[method] not in against(account)


@pytest.mark.parametrize("method", METHODS)
def test_the_project_that_says_all_is_credited(method, tmp_path):
    assert SyntheticProject().account(tmp_path, method).units


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("reason", ["-", "—", "无", "tbd", " . "])
def test_a_dash_is_no_reason(method, reason, tmp_path):
    def change(project):
        project.document["sources_absent"]["lime"] = {"zh": reason}

    check_refusal(broken(change, tmp_path, method), SOURCES[method])


@pytest.mark.parametrize("method", METHODS)
def test_a_record_without_a_scenario_is_not_passed_over(method, tmp_path):
    def change(project):
        project.rows(ACTIVITY, item="diesel_used", role="project")[0]["role"] = ""

    account = broken(change, tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome.found
    assert "baseline or project of some records" in found["en"]
    assert "部分记录的情景" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("role", ["baseline", "project"])
def test_a_record_without_its_year_is_not_a_year_of_its_own(role, method, tmp_path):
    """A heavy baseline row that named no year raised the mean of the look-back."""

    def undated(project):
        for row in project.rows(ACTIVITY, role=role, year="2018") or project.rows(
            ACTIVITY, role=role, year="2022", stratum=""
        ):
            amount = f"{3 * float(row['amount']):g}"
            project.tables[ACTIVITY].append({**row, "year": "", "amount": amount})

    account = broken(undated, tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome.found
    assert "the year of some records" in found["en"]
    assert "部分记录的年度" in found["zh"]
