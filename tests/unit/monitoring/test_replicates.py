"""Replicates of a layer agree, or somebody says why; so do archived samples."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.campaign_evidence import campaign_evidence
from edaphon.accounting.gathering import gather
from edaphon.monitoring.repeats import repeat_limit
from tests.synthetic_documents import ARCHIVED, END, METHODS, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked

REPORT = "papers/reanalysis.csv"
SIGNED = {
    "text": {"en": "Analysed again", "zh": "已复测"}, "signed_on": "2025-01-10",
    "signed_by": "B. Analyst", "file": REPORT,
}  # fmt: skip


def repeated(factor, column="soc", campaigns=(END,), **wanted):
    """Return a project with a second replicate of the layers, times a factor."""
    project = SyntheticProject()
    for row in project.rows():
        row["rep"] = "1"
    for campaign in campaigns:
        project.tables[SOIL] += [
            {**row, "rep": "2", column: f"{float(row[column]) * factor:.4f}"}
            for row in project.rows(campaign=campaign, **wanted)
        ]
    project.map_column(SOIL, "rep", **{"is": "replicate"})
    return project


@pytest.mark.parametrize(("factor", "column"), [
    (3, "soc"), (1.3, "soc"), (0.7, "soc"), (1.2, "bd"),
])  # fmt: skip
def test_a_second_value_far_from_the_first_is_asked_about(tmp_path, factor, column):
    """One extra row of a layer raised 352 t to 3,543 in silence."""
    project = repeated(factor, column, point="S1-P1", top="0")

    (problem,) = [
        item for item in asked(project, tmp_path) if item.code == "REPLICATES_APART"
    ]

    rows = project.tables[SOIL]
    first = next(
        place for place, row in enumerate(rows, start=2)
        if row["point"] == "S1-P1" and row["campaign"] == END and row["top"] == "0"
    )  # fmt: skip
    assert (problem.where.file, problem.where.row) == (SOIL, len(rows) + 1)
    assert problem.facts["other"] == f"{SOIL}!{problem.where.column}{first}"
    assert problem.facts["value"] == rows[-1][column]
    assert problem.facts["first"] == rows[first - 2][column]
    assert "campaigns.reanalysis" in problem.text("zh")


def test_replicates_that_agree_count_with_their_mean(tmp_path):
    project = repeated(1.1, campaigns=(START, END))

    evidence, problems = gather(project.write(tmp_path))

    assert not {"REPLICATES_APART", "REPLICATES_UNEVEN"} & {
        item.code for item in problems
    }
    plain = SyntheticProject().evidence(tmp_path / "plain")
    soc, once = (
        accounts(item, METHODS[:1])[0].run.values("soc") for item in (evidence, plain)
    )
    assert soc == pytest.approx(1.05 * once, abs=1e-3)


def test_a_small_difference_of_a_poor_soil_is_no_question():
    limit = repeat_limit("replicates", "2024-10-20")

    assert not limit.is_apart("soc", 0.5, 1.0, 0.75)
    assert limit.is_apart("soc", 0.5, 1.1, 0.8)
    assert not limit.is_apart("ph", 1, 9, 5)
    assert (limit.mark, set(limit.reference)) == ("D", {"en", "zh"})


def test_a_reanalysis_on_file_answers(tmp_path):
    project = repeated(1.3, point="S1-P1", top="0")
    project.tables[REPORT] = [{"sample": "S1-P1"}]
    project.document["campaigns"][1]["reanalysis"] = SIGNED

    assert asked(project, tmp_path / "answered") == []
    project.document["campaigns"][0]["reanalysis"] = SIGNED
    del project.document["campaigns"][1]["reanalysis"]
    found = {item.code for item in asked(project, tmp_path)}
    assert found == {"REPLICATES_APART", "REPLICATES_MOVE"}


def test_replicates_of_one_campaign_only_are_told(tmp_path):
    project = repeated(1.001)

    _, problems = gather(project.write(tmp_path))

    found = [item for item in problems if item.code == "REPLICATES_UNEVEN"]
    told, density = sorted(found, key=lambda item: item.where.column, reverse=True)[
        ::-1
    ]
    assert density.facts["count"] == told.facts["count"]
    assert told.facts["count"] == len(project.sites()) * 4
    assert told.severity == "warning"
    assert f"campaign {END}" in told.found("en")


@pytest.mark.parametrize(("role", "campaign", "factor", "asks"), [
    ("project", END, 1.02, True), ("project", START, 1.02, True),
    ("control", END, 0.98, True), ("control", START, 0.98, True),
    ("project", END, 1.001, False), ("control", START, 0.999, False),
])  # fmt: skip
def test_replicates_of_some_layers_that_move_the_stock_are_asked_about(
    tmp_path, role, campaign, factor, asks
):
    """Whichever result came first: the mean is held against the one that credits least.

    By hand: 2 % more in a second result lie half of that, 0.01 / 1.01, from the least.
    """
    project = repeated(factor, campaigns=(campaign,), role=role)

    found = [item for item in asked(project, tmp_path) if item.code.endswith("MOVE")]

    assert bool(found) is asks
    for problem in found:
        assert problem.severity == "question"
        assert problem.facts["campaign"] == campaign
        assert f"{role} land" in problem.found("en")
        assert "多于同类土层" in problem.found("zh")
        assert "campaigns.reanalysis" in problem.remedy("zh")
        assert problem.facts["percent"] in {"0.99", "1"}


def test_replicates_of_chosen_points_of_both_campaigns_are_asked_about(tmp_path):
    """Each layer has as many in both campaigns, and yet only what pays was repeated."""
    project = repeated(1.15, point="S1-P1")
    project.tables[SOIL] += [
        {**row, "rep": "2", "soc": f"{float(row['soc']) * 0.86:.4f}"}
        for row in project.rows(point="S1-P1", campaign=START, rep="1")
    ]

    found = [item for item in asked(project, tmp_path) if item.code.endswith("MOVE")]

    assert {item.facts["campaign"] for item in found} == {START, END}


def test_one_replicate_that_is_missing_is_no_question(tmp_path):
    """By hand: one layer of 24 has one result, and the other 23 are as usual."""
    project = repeated(1.02, campaigns=(START, END))
    project.tables[SOIL].remove(
        next(row for row in project.rows(campaign=END) if row["rep"] == "2")
    )

    assert asked(project, tmp_path) == []


def test_a_reanalysis_on_file_answers_for_replicates_of_some_layers(tmp_path):
    project = repeated(1.02)
    project.tables[REPORT] = [{"sample": "S1-P1"}]
    project.document["campaigns"][1]["reanalysis"] = SIGNED

    assert asked(project, tmp_path) == []


@pytest.mark.parametrize(("shift", "asks"), [
    (0.5, True), (0.88, True), (0.95, False), (1.05, False), (1.13, True),
])  # fmt: skip
def test_archived_samples_far_from_their_first_results_are_asked_about(
    tmp_path, shift, asks
):
    project = SyntheticProject()
    project.archive(shift)

    problems = asked(project, tmp_path / "asked")

    assert [item.code for item in problems] == ["ARCHIVE_SHIFT"] * asks
    if asks:
        assert "samples, analysed again" in problems[0].found("en")
        assert problems[0].where.file == SOIL
        project.tables[REPORT] = [{"sample": "S1-P1"}]
        project.document["campaigns"][1]["reanalysis"] = SIGNED
        assert asked(project, tmp_path / "answered") == []


def test_archived_replicates_are_one_sample_with_their_mean(tmp_path):
    project = SyntheticProject()
    project.archive(1.0)
    for row in project.rows():
        row["rep"] = "1"
    again = project.rows(campaign=ARCHIVED)
    project.tables[SOIL] += [
        {**row, "rep": "2", "soc": f"{float(row['soc']) * 1.08:.4f}"} for row in again
    ]
    project.map_column(SOIL, "rep", **{"is": "replicate"})

    found = campaign_evidence(project.evidence(tmp_path))

    assert found.archive["count"] == len(again)
    mean = [float(row["soc"]) * 1.04 for row in again]
    assert sorted(found.inputs["archived_again"].values) == pytest.approx(
        sorted(mean), abs=1e-3
    )
