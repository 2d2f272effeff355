"""What is credited is what was measured, from the first campaign to the last."""

import pytest

from tests.synthetic_documents import (
    ACTIVITY,
    END,
    MCS,
    METHODS,
    MICROBES,
    SOIL,
    START,
    VM0042,
)
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal

PERIOD = {MCS: "C3p", VM0042: "9-period"}
BASELINE = {MCS: "C3s", VM0042: "8.2-baseline"}

YEARS = [("2021-10-20", "2022-10-20"), ("2022-10-20", "2023-10-20"),
         ("2023-10-20", "2024-10-20")]  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("years", YEARS, ids=lambda years: years[0])
def test_one_change_of_the_soil_is_not_issued_by_every_year(years, method, tmp_path):
    def one_year(project):
        project.document["period"] = dict(zip(("start", "end"), years, strict=True))

    account = broken(one_year, tmp_path, method)

    check_refusal(account, PERIOD[method])
    assert (
        "months from its soil campaign"
        in (assessed(account, PERIOD[method]).outcome.found["en"])
    )


@pytest.mark.parametrize("method", METHODS)
def test_months_outside_the_campaigns_bear_no_units(method, tmp_path):
    """Sampled on 4 October of 2021 and 2024: two months more at either end."""

    def widened(project):
        project.document["practice"]["start"] = "2021-10-20"
        project.document["period"] = {"start": "2021-08-04", "end": "2024-12-04"}

    plain = SyntheticProject().account(tmp_path / "plain", method)
    wide = broken(widened, tmp_path / "wide", method)

    assert wide.status == "credited"
    assert 0 < wide.units < plain.units + len(wide.vintages)
    figure = {MCS: "creditable", VM0042: "credit_total"}[method]
    assert wide.run.value(figure) == plain.run.value(figure)


@pytest.mark.parametrize("method", METHODS)
def test_the_years_of_an_account_are_those_between_its_campaigns(method, tmp_path):
    def a_month_late(project):
        project.document["period"]["end"] = "2024-11-20"

    account = broken(a_month_late, tmp_path, method)

    assert account.run.value("years") == 3.0
    if method == VM0042:
        assert account.run.values("vintage_years").sum() == pytest.approx(3.0)


def started_before_the_first_sampling(project):
    project.document["practice"]["start"] = "2019-10-20"
    project.document["baseline"].update(
        sealed_on="2019-09-01", look_back={"start": "2016-01-01", "end": "2019-01-01"}
    )
    for row in project.rows(ACTIVITY, role="baseline"):
        row["year"] = str(int(row["year"]) - 2)


def started_a_day_before_the_first_sampling(project):
    project.document["practice"]["start"] = "2021-10-03"


def applied_before_the_practice_started(project):
    row = next(
        row
        for row in project.rows(ACTIVITY, role="project")
        if row["item"] == "product_applied"
    )
    project.tables[ACTIVITY].append({**row, "year": "2019"})


def look_back_into_the_practice(project):
    project.document["baseline"]["look_back"]["end"] = "2022-01-01"


def records_of_the_baseline_from_the_practice(project):
    for row in project.rows(ACTIVITY, role="baseline"):
        row["year"] = str(int(row["year"]) + 4)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (started_before_the_first_sampling, "before the first soil sampling"),
        (started_a_day_before_the_first_sampling, "before the first soil sampling"),
        (applied_before_the_practice_started, "show an application in 2019"),
        (look_back_into_the_practice, "reaches into 2021-12-31"),
        (records_of_the_baseline_from_the_practice, "reaches into 202"),
    ],
    ids=lambda item: getattr(item, "__name__", ""),
)
def test_a_practice_older_than_its_baseline_earns_nothing(
    change, found, method, tmp_path
):
    account = broken(change, tmp_path, method)

    assert (account.units, account.status) == (0, "refused")
    assert BASELINE[method] in against(account)
    assert found in assessed(account, BASELINE[method]).outcome.found["en"]


def decades_ago(project):
    """A heavy baseline of 1988 to 1990: fuel that nobody burns any more."""
    project.document["baseline"]["look_back"] = {
        "start": "1988-01-01", "end": "1991-01-01"
    }  # fmt: skip
    for row in project.rows(ACTIVITY, role="baseline"):
        row["year"] = str(int(row["year"]) - 30)
        row["amount"] = f"{3 * float(row['amount']):g}"


def decades_ago_and_not_stated(project):
    decades_ago(project)
    del project.document["baseline"]["look_back"]


def ended_two_years_before(project):
    project.document["baseline"]["look_back"] = {
        "start": "2017-01-01", "end": "2020-01-01"
    }  # fmt: skip
    for row in project.rows(ACTIVITY, role="baseline"):
        row["year"] = str(int(row["year"]) - 1)


def from_decades_ago_until_the_practice(project):
    rows = project.rows(ACTIVITY, role="baseline", year="2018")
    project.document["baseline"]["look_back"]["start"] = "1988-01-01"
    project.tables[ACTIVITY] += [
        {**row, "year": str(year)} for year in range(1988, 2018) for row in rows
    ]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        (decades_ago, "ends 369.7 months", "止于其前 369.7 个月"),
        (decades_ago_and_not_stated, "ends 369.7 months", "止于其前 369.7 个月"),
        (ended_two_years_before, "ends 21.7 months", "止于其前 21.7 个月"),
        (from_decades_ago_until_the_practice, "begins 33.9 years", "之前 33.9 年"),
    ],
)
def test_a_baseline_of_long_ago_earns_nothing(
    change, english, chinese, method, tmp_path
):
    """A heavy baseline of 1988 earned VM0042 1302 units instead of 696."""
    account = broken(change, tmp_path, method)

    assert account.units == 0
    assert BASELINE[method] in against(account)
    outcome = assessed(account, BASELINE[method]).outcome
    assert english in outcome.found["en"]
    assert chinese in outcome.found["zh"]
    assert "12 months before practice.start" in outcome.cure["en"]


@pytest.mark.parametrize("method", METHODS)
def test_a_practice_that_starts_on_the_day_of_sampling_counts(method, tmp_path):
    def same_day(project):
        project.document["practice"]["start"] = "2021-10-04"

    assert broken(same_day, tmp_path, method).status == "credited"


def test_sampling_days_are_those_of_the_rows(tmp_path):
    """What project.yaml declares of a campaign does not outweigh the file."""

    def sampled_earlier(project):
        for row in project.rows(SOIL, campaign=START):
            row["date"] = "2021-05-04"

    account = broken(sampled_earlier, tmp_path, MCS)

    assert PERIOD[MCS] in against(account)


@pytest.mark.parametrize("method", METHODS)
def test_a_period_is_told_by_its_first_and_its_last_day(method, tmp_path):
    """The period of the synthetic project is 2021-10-20 to before 2024-10-20."""
    account = SyntheticProject().account(tmp_path, method)
    found = assessed(account, PERIOD[method]).outcome.found

    assert "2021-10-20 to 2024-10-19 " in found["en"]
    assert "2021-10-20 至 2024-10-19 " in found["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_a_period_that_ends_far_from_its_campaign_is_told_by_its_last_day(
    method, tmp_path
):
    def a_year_late(project):
        project.document["period"]["end"] = "2025-10-20"

    found = assessed(
        broken(a_year_late, tmp_path, method), PERIOD[method]
    ).outcome.found

    assert "ends on 2025-10-19" in found["en"]
    assert "结束于 2025-10-19" in found["zh"]


def _undated(project, points):
    for row in project.rows(SOIL, campaign=START):
        if row["point"] in points or not points:
            row["date"] = ""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("points", [(), ("S1-P1",)], ids=["all", "of one point"])
def test_a_blank_day_of_sampling_is_no_day(points, method, tmp_path):
    """A start sampled after the practice earned 739 and 1744 units without its days."""
    account = broken(lambda project: _undated(project, points), tmp_path, method)

    check_refusal(account, PERIOD[method])
    assert (
        "results of start have no day"
        in (assessed(account, PERIOD[method]).outcome.found["en"])
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("day", ["2021-09-30", "2021-10-25"])
def test_a_day_outside_its_campaign_is_asked_about(day, method, tmp_path):
    def one_point(project):
        for row in project.rows(SOIL, campaign=START, point="S1-P1"):
            row["date"] = day

    account = broken(one_point, tmp_path, method)

    check_refusal(account, PERIOD[method])
    assert day in assessed(account, PERIOD[method]).outcome.found["zh"]


PLANNED = {MCS: "C1", VM0042: "9-planned"}


def put_off(project, year):
    """Let the last campaign be sampled in another year than planned."""
    for table in (SOIL, MICROBES):
        for row in project.rows(table, campaign=END):
            row["date"] = f"{year}-10-04"
    project.document["campaigns"][1].update(start=f"{year}-10-01", end=f"{year}-10-10")
    project.document["period"]["end"] = f"{year}-10-20"
    for row in project.rows(ACTIVITY, role="project", year="2024"):
        project.tables[ACTIVITY] += [
            {**row, "year": str(later)} for later in range(2025, year + 1)
        ]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("year", [2025, 2026])
def test_the_best_of_several_years_is_not_the_planned_one(year, method, tmp_path):
    account = broken(lambda project: put_off(project, year), tmp_path, method)

    check_refusal(account, PLANNED[method])
    found = assessed(account, PLANNED[method]).outcome.found
    assert "months off the day" in found["en"]
    assert "计划日期与实际采样相差" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_a_plan_without_days_holds_no_campaign(method, tmp_path):
    def silent(project):
        put_off(project, 2025)
        project.plan["planned_days"] = {}

    account = broken(silent, tmp_path, method)

    assert PLANNED[method] in against(account)


@pytest.mark.parametrize("method", METHODS)
def test_a_day_that_was_planned_and_sealed_beforehand_is_held_to(method, tmp_path):
    def planned(project):
        put_off(project, 2025)
        project.plan["planned_days"] = {END: "2025-10-04"}

    account = broken(planned, tmp_path, method)

    assert PLANNED[method] not in against(account)
