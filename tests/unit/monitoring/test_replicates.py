"""A replicate moves the mean of its layer: one that lies far off is asked about."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_documents import ARCHIVED, END, MCS, SOIL, START
from tests.synthetic_project import SyntheticProject

CODES = {"REPLICATES_APART", "REPLICATES_UNEVEN"}


def replicated(header, factors, **wanted):
    """Give layers further replicates, their value times each factor."""
    project = SyntheticProject()
    for row in project.tables[SOIL]:
        row["replicate"] = "1"
    for row in project.rows(**wanted):
        project.tables[SOIL] += [
            {**row, "replicate": f"{place + 2}",
             header: f"{float(row[header]) * factor:.4f}"}
            for place, factor in enumerate(factors)
        ]  # fmt: skip
    project.map_column(SOIL, "replicate", **{"is": "replicate"})
    return project


def told(project, folder):
    try:
        evidence = gather(project.write(folder))[0]
    except EdaphonError as error:
        return [item for item in error.problems if item.code in CODES]
    return [item for item in evidence.warnings if item.code in CODES]


@pytest.mark.parametrize("campaign", [START, END])
@pytest.mark.parametrize("header", ["soc", "bd"])
@pytest.mark.parametrize("factor", [0.6, 0.66, 1.51, 1.6])
def test_a_replicate_far_off_is_asked_about(tmp_path, header, factor, campaign):
    layer = {"point": "S1-P1", "campaign": campaign, "top": "0"}

    found = told(replicated(header, [factor], **layer), tmp_path)

    problem = next(item for item in found if item.code == "REPLICATES_APART")
    assert problem.stops(None)
    assert problem.where.file == SOIL
    assert "S1-P1" in problem.found("en")
    assert "2 results" in problem.found("en")


@pytest.mark.parametrize("factor", [0.7, 0.98, 1.49])
def test_replicates_that_lie_close_are_averaged(tmp_path, factor):
    found = told(replicated("soc", [factor], top="0"), tmp_path)

    assert found == []


def test_the_highest_and_the_lowest_of_several_are_compared(tmp_path):
    layer = {"point": "S1-P1", "campaign": END, "top": "0"}

    found = told(replicated("soc", [1.3, 0.8], **layer), tmp_path)

    problem = next(item for item in found if item.code == "REPLICATES_APART")
    assert "3 results" in problem.found("zh") or "3 个" in problem.found("zh")


@pytest.mark.parametrize("campaign", [START, END])
def test_replicates_of_one_campaign_alone_are_told_and_stop_nothing(tmp_path, campaign):
    (found,) = told(
        replicated("soc", [1.01], point="S1-P1", campaign=campaign), tmp_path
    )[:1]

    assert found.code == "REPLICATES_UNEVEN"
    assert not found.stops(None)
    assert "4 layers" in found.found("en")


@pytest.mark.parametrize("order", [1, -1])
def test_an_archived_sample_has_the_mean_of_its_replicates(tmp_path, order):
    project = SyntheticProject()
    project.archive(1.0)
    for row in project.tables[SOIL]:
        row["replicate"] = "1"
    again = [row for row in project.tables[SOIL] if row["campaign"] == ARCHIVED]
    first = again[0]
    other = {**first, "replicate": "2", "soc": f"{float(first['soc']) * 1.02:.4f}"}
    project.tables[SOIL].append(other)
    project.tables[SOIL] = project.tables[SOIL][::order]
    project.map_column(SOIL, "replicate", **{"is": "replicate"})

    done = accounts(gather(project.write(tmp_path))[0], [MCS])[0]
    values = done.run.values("archived_again")

    mean = (float(first["soc"]) + float(other["soc"])) / 2
    assert len(values) == len(again)
    assert min(abs(values - mean)) < 1e-9


def test_a_replicate_analysed_outside_the_batch_takes_its_sample_out(tmp_path):
    project = SyntheticProject()
    project.archive(1.0)
    for row in project.tables[SOIL]:
        row["replicate"] = "1"
    again = [row for row in project.tables[SOIL] if row["campaign"] == ARCHIVED]
    late = {**again[0], "replicate": "2", "analysed": "2025-06-01"}
    project.tables[SOIL].append(late)
    project.map_column(SOIL, "replicate", **{"is": "replicate"})

    done = accounts(gather(project.write(tmp_path))[0], [MCS])[0]

    assert len(done.run.values("archived_again")) == len(again) - 1
