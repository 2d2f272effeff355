"""Replicates of a layer agree, or somebody says why; so do archived samples."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.campaign_evidence import campaign_evidence
from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring.repeats import repeat_limit
from tests.synthetic_documents import ARCHIVED, END, METHODS, SOIL, START
from tests.synthetic_project import SyntheticProject

REPORT = "papers/reanalysis.csv"
SIGNED = {
    "text": {"en": "Analysed again", "zh": "已复测"}, "signed_on": "2025-01-10",
    "signed_by": "B. Analyst", "file": REPORT,
}  # fmt: skip


def asked(project, folder):
    """Return the problems that stop the reading; none where nothing does."""
    try:
        gather(project.write(folder))
    except EdaphonError as error:
        return list(error.problems)
    return []


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
    assert [item.code for item in asked(project, tmp_path)] == ["REPLICATES_APART"]


def test_replicates_of_one_campaign_only_are_told(tmp_path):
    project = repeated(1.02)

    _, problems = gather(project.write(tmp_path))

    found = [item for item in problems if item.code == "REPLICATES_UNEVEN"]
    told, density = sorted(found, key=lambda item: item.where.column, reverse=True)[
        ::-1
    ]
    assert density.facts["count"] == told.facts["count"]
    assert told.facts["count"] == len(project.sites()) * 4
    assert told.severity == "warning"
    assert f"campaign {END}" in told.found("en")


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
