"""Runs against known values count around the days of a campaign, and never else."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from tests.synthetic_documents import END, MCS, SOIL, START
from tests.synthetic_project import SyntheticProject

PAPER = "papers/quality.csv"


def with_runs(*days, analysed=None):
    """Return a project with a run on each day; campaigns are of 1 to 10 October."""
    project = SyntheticProject()
    project.tables[PAPER] = [{"quality": "reference materials"}]
    project.document["campaign_errors"]["laboratory"] = [
        {"day": day, "found": "10.2", "known": "10.0", "file": PAPER} for day in days
    ]
    if analysed:
        for row in project.rows():
            row["analysed"] = analysed[row["campaign"]]
        project.map_column(SOIL, "analysed", **{"is": "analysed_on"})
    return project


def counted(project, folder):
    """Return how many days of runs count, and the days that are told."""
    evidence, told = gather(project.write(folder))
    account = accounts(evidence, [MCS])[0]
    outside = [item for item in told if item.code == "RUN_OUTSIDE"]
    return account.run.axes.size("laboratory_run"), outside


@pytest.mark.parametrize(("day", "counts"), [
    ("2021-09-30", False), ("2021-10-01", True), ("2021-11-09", True),
    ("2021-11-10", False), ("2024-09-30", False), ("2024-10-01", True),
    ("2024-11-09", True), ("2024-11-10", False), ("2030-01-01", False),
])  # fmt: skip
def test_without_days_of_analysis_runs_follow_the_campaign_by_thirty_days(
    tmp_path, day, counts
):
    """By hand: from the first day of the campaign to thirty days after its last."""
    made = with_runs("2021-10-05", "2024-10-05", day)
    found, outside = counted(made, tmp_path)

    assert found == 2 + int(counts)
    assert [item.facts["day"] for item in outside] == [day] * (not counts)


@pytest.mark.parametrize(("day", "counts"), [
    ("2022-01-15", True), ("2022-02-12", True), ("2021-11-30", False),
    ("2022-03-20", False), ("2025-01-20", True), ("2024-10-20", False),
])  # fmt: skip
def test_runs_lie_around_the_days_of_analysis(tmp_path, day, counts):
    """Analysed on 14 January 2022 and 20 January 2025, thirty days around."""
    analysed = {START: "2022-01-14", END: "2025-01-20"}
    project = with_runs("2022-01-14", "2025-01-19", day, analysed=analysed)

    assert counted(project, tmp_path)[0] == 2 + int(counts)


@pytest.mark.parametrize("worst", ["11", "9.0"])
def test_a_bad_run_is_not_hidden_by_its_day(tmp_path, worst):
    """By hand: 1 in 10 off, far beyond the default; no other day is left to count."""
    project = with_runs("2021-10-05", "2030-01-01")
    project.document["campaign_errors"]["laboratory"][1]["found"] = worst

    evidence, _ = gather(project.write(tmp_path))
    run = accounts(evidence, [MCS])[0].run

    assert run.value("laboratory_error") == pytest.approx(0.1)


def test_a_run_that_does_not_count_says_so_in_both_languages(tmp_path):
    (problem,) = counted(with_runs("2030-01-01"), tmp_path)[1]

    assert problem.severity == "warning"
    assert problem.where.path == "campaign_errors/laboratory/0/day"
    assert "more than 30 days" in problem.found("en")
    assert "超过 30 天" in problem.found("zh")
    assert "analysed_on" in problem.remedy("en")
    assert "analysed_on" in problem.remedy("zh")


def with_rings(*days, found="100.4"):
    """Return a project with a calibration on each day."""
    project = SyntheticProject()
    project.tables[PAPER] = [{"quality": "rings"}]
    project.document["campaign_errors"]["bulk_density"] = [
        {"day": day, "found": found, "known": "100.0", "file": PAPER} for day in days
    ]
    return project


def rings_counted(project, folder):
    """Return the account, and the days of calibrations that are told."""
    evidence, told = gather(project.write(folder))
    outside = [item for item in told if item.code == "RING_OUTSIDE"]
    return accounts(evidence, [MCS])[0].run, outside


@pytest.mark.parametrize(("day", "counts"), [
    ("2021-08-31", False), ("2021-09-01", True), ("2021-11-09", True),
    ("2021-11-10", False), ("2024-08-31", False), ("2024-09-01", True),
    ("2024-11-09", True), ("2024-11-10", False), ("2019-01-01", False),
])  # fmt: skip
def test_rings_are_calibrated_within_thirty_days_of_the_sampling(tmp_path, day, counts):
    """By hand: thirty days before 1 and after 10 October."""
    run, outside = rings_counted(with_rings("2021-09-25", "2024-09-25", day), tmp_path)

    assert run.axes.size("ring_run") == 2 + int(counts)
    assert [item.facts["day"] for item in outside] == [day] * (not counts)


@pytest.mark.parametrize("days", [
    ("2021-09-25", "2021-09-26"), ("2024-09-25", "2024-09-26"),
    ("2019-01-01", "2019-01-02"), ("2021-09-25", "2030-01-01"),
])  # fmt: skip
def test_rings_of_one_campaign_alone_leave_the_default(tmp_path, days):
    """By hand: 2 %, whatever the rings of the other campaign would have shown."""
    run, _ = rings_counted(with_rings(*days), tmp_path)

    assert run.value("density_error") == pytest.approx(0.02)


def test_rings_of_both_campaigns_show_their_own_error(tmp_path):
    """By hand: √(2 · 0.004² / χ²(0.10, 1)) = √(3.2e-5 / 0.0157908) = 0.0450163."""
    run, _ = rings_counted(with_rings("2021-09-25", "2024-09-25"), tmp_path)

    assert run.value("density_error") == pytest.approx(0.0450163, rel=1e-5)


def test_a_bad_ring_is_not_hidden_by_its_day(tmp_path):
    project = with_rings("2021-09-25", "2030-01-01")
    project.document["campaign_errors"]["bulk_density"][1]["found"] = "92"

    assert rings_counted(project, tmp_path)[0].value("density_error") == pytest.approx(
        0.08
    )


def test_a_calibration_that_does_not_count_says_so_in_both_languages(tmp_path):
    (problem,) = rings_counted(with_rings("2030-01-01"), tmp_path)[1]

    assert problem.severity == "warning"
    assert problem.where.path == "campaign_errors/bulk_density/0/day"
    assert "more than 30 days" in problem.found("en")
    assert "超过 30 天" in problem.found("zh")
