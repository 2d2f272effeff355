"""Records that do not count are told; what is brought counts from the first campaign.

The plain project is sampled in October of 2021 and 2024: 2022 to 2024 count.
"""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.years_needed import years_needed
from tests.chained_project import YEARS, as_one, continued, planned_twice, put, read_as
from tests.synthetic_documents import (
    ACTIVITY,
    DAYS,
    END,
    MCS,
    METHODS,
    MICROBES,
    SOIL,
    VM0042,
)
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.test_imports import with_imports
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal

SOURCES = {MCS: "C9", VM0042: "9-sources"}
USED = ("diesel_used", "synthetic_n_applied")


def add(project, role, year, item, amount, unit, **cells):
    project.tables[ACTIVITY].append(
        {"role": role, "year": year, "item": item, "amount": f"{amount:g}",
         "unit": unit, **cells}
    )  # fmt: skip


def scale(project, role, share):
    for row in project.rows(ACTIVITY, role=role):
        if row["item"] in USED:
            row["amount"] = f"{float(row['amount']) * share:g}"


# --- Between the first campaign and the first year that counts -----------------------


@pytest.mark.parametrize("method", METHODS)
def test_carbon_brought_in_the_year_of_the_first_campaign_counts(method, tmp_path):
    plain, autumn = (with_imports(project=10, baseline=10) for _ in range(2))
    add(autumn, "project", "2021", "imported_carbon_compost", 60, "t{C}")

    before = plain.account(tmp_path / "plain", method)
    found = autumn.account(tmp_path / "autumn", method)

    assert before.run.value("project_import") == 0
    assert found.run.value("project_import") == pytest.approx(60)
    assert found.units < before.units


@pytest.mark.parametrize("method", METHODS)
def test_biochar_of_the_year_of_the_first_campaign_counts(method, tmp_path):
    project = with_imports("biochar", project=0, baseline=0)
    add(project, "project", "2021", "imported_carbon_biochar", 1000, "t{C}")

    assert project.account(tmp_path, method).units == 0


def test_the_product_of_the_year_of_the_first_campaign_counts(tmp_path):
    """A tonne at 0.5 kg CO2e a kilogram."""

    def autumn(project):
        add(project, "project", "2021", "product_applied", 1000, "kg", lot="B1")

    before = SyntheticProject().account(tmp_path / "plain")
    found = broken(autumn, tmp_path / "autumn", MCS)

    more = found.run.value("emission_increases") - before.run.value(
        "emission_increases"
    )
    assert more == pytest.approx(0.5)


def test_what_was_brought_before_the_first_sampling_stood_in_the_soil(tmp_path):
    project = with_imports(project=10, baseline=10)
    project.map_column(ACTIVITY, "day", **{"is": "sampled_on"})
    for entry in project.document["files"]:
        if entry["path"] == ACTIVITY:
            entry["dates"] = "iso"
    for row in project.tables[ACTIVITY]:
        row["day"] = ""
    add(project, "project", "2021", "imported_carbon_compost", 60, "t{C}",
        day="2021-09-30")  # fmt: skip

    assert project.account(tmp_path).run.value("project_import") == 0


@pytest.mark.parametrize("method", METHODS)
def test_an_import_counts_in_one_account_of_a_chain(method, tmp_path):
    first = planned_twice()
    first.document["sources_absent"].pop("amendments")
    first.fertilise("baseline", "project")
    for role, years in (("baseline", ("2018", "2019", "2020")),
                        ("project", ("2022", "2023", "2024"))):  # fmt: skip
        for year in years:
            add(first, role, year, "imported_carbon_compost", 1, "t{C}")
    add(first, "project", "2021", "imported_carbon_compost", 6, "t{C}")
    made = accounts(read_as(first, tmp_path / "one"), METHODS)
    both = continued(first)
    put(both, tmp_path / "two", account_set(made))
    (later,) = accounts(read_as(both, tmp_path / "two"), [method])

    brought = [
        account.run.value("project_import")
        for account in (*made, later)
        if account.pack.id == later.pack.id
    ]
    assert brought == pytest.approx([6, {MCS: 6, VM0042: 0}[method]])
    assert SOURCES[method] not in against(later)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("item", "unit"),
    [("imported_carbon_compost", "t{C}"), ("livestock_heads_dairy_cattle", "1"),
     ("limestone_applied", "t")],
)  # fmt: skip
@pytest.mark.parametrize("year", ["2021", "2025"])
def test_a_denial_is_belied_by_records_that_do_not_count(
    year, item, unit, method, tmp_path
):
    def recorded(project):
        if item == "imported_carbon_compost":
            project.fertilise()
        add(project, "project", year, item, 500, unit)

    account = broken(recorded, tmp_path, method)

    assert SOURCES[method] in against(account)
    found = assessed(account, SOURCES[method]).outcome.found["en"]
    assert "Recorded, and stated not to exist" in found


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("amount", "is_more"), [(14001, True), (14000, False)])
def test_a_year_that_does_not_count_is_told(amount, is_more, method, tmp_path):
    def autumn(project):
        add(project, "project", "2021", "diesel_used", amount, "L")

    account = broken(autumn, tmp_path, method)

    found = assessed(account, SOURCES[method]).outcome.found
    assert "fuel of the project in 2021" in found["en"]
    assert "项目 2021 年燃料" in found["zh"]
    if is_more:
        check_refusal(account, SOURCES[method])
    else:
        assert account.status == "credited"


# --- The years of an account ---------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end"),
    [("2021-06-25", "2024-06-25"), ("2021-08-10", "2024-05-01"),
     ("2021-08-19", "2024-08-10")],
)  # fmt: skip
def test_the_typed_period_does_not_choose_the_years(start, end, tmp_path):
    """Sampled on 20 June of 2021 and 2024: 2021 to 2023, whatever is typed."""
    project = SyntheticProject()
    for row in (*project.rows(SOIL), *project.rows(MICROBES)):
        row["date"] = f"{row['date'][:4]}-06-20"
    for item in project.document["campaigns"]:
        year = item["start"][:4]
        item.update(start=f"{year}-06-15", end=f"{year}-06-25")
    project.document["period"] = {"start": start, "end": end}

    evidence = project.evidence(tmp_path)

    assert years_needed(evidence) == ("2021", "2022", "2023")


def test_years_of_a_chain_follow_its_campaigns(tmp_path):
    evidence = as_one(continued(planned_twice()), tmp_path)

    assert years_needed(evidence) == ("2022", "2023", "2024", *YEARS)
    assert DAYS[END].startswith("2024")


# --- The look-back -------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("years", [("2015", "2016", "2017"), ("2021",)])
@pytest.mark.parametrize("share", [1.6, 0.5])
def test_records_outside_the_look_back_earn_nothing(share, years, method, tmp_path):
    def more_is_used(project):
        scale(project, "project", 1.5)

    def outside(project):
        more_is_used(project)
        rows = [
            dict(row) for row in project.rows(ACTIVITY, role="baseline", year="2018")
        ]
        for year in years:
            for row in rows:
                amount = f"{float(row['amount']) * share:g}"
                project.tables[ACTIVITY].append({**row, "year": year, "amount": amount})

    plain = broken(more_is_used, tmp_path / "plain", method)
    found = broken(outside, tmp_path / "outside", method)

    told = assessed(found, SOURCES[method]).outcome.found["en"]
    assert f"fuel of the baseline in {years[0]}" in told
    if share > 1:
        check_refusal(found, SOURCES[method])
    else:
        assert found.units == plain.units


@pytest.mark.parametrize("method", METHODS)
def test_a_year_of_the_look_back_is_not_left_out(method, tmp_path):
    def four_years(project):
        project.document["baseline"]["look_back"]["start"] = "2017-01-01"

    account = broken(four_years, tmp_path, method)

    assert account.units == 0
    found = assessed(account, SOURCES[method]).outcome.found["en"]
    assert "fuel of the baseline in 2017" in found
