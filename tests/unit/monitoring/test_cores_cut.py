"""Cores are cut as they were planned, and what is not is told with file and row."""

import pytest

from tests.synthetic_documents import END, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import told


def codes(problems):
    return {problem.code for problem in problems if problem.code.startswith("LAYERS")}


@pytest.mark.parametrize("campaign", [START, END])
def test_overlapping_layers_are_an_error(tmp_path, campaign):
    project = SyntheticProject()
    project.rows(point="S1-P1", campaign=campaign, top="10")[0]["top"] = "5"

    problems = told(project, tmp_path)

    (first,) = [item for item in problems if item.code == "LAYERS_OVERLAP"]
    assert (first.severity, first.where.file) == ("error", SOIL)
    assert first.where.row
    assert "5-20 cm" in first.found("en")
    assert "重复计算" in first.text("zh")


@pytest.mark.parametrize("campaign", [START, END])
@pytest.mark.parametrize("top", ["0", "10", "20"])
def test_a_layer_that_is_missing_is_told_and_asked(tmp_path, campaign, top):
    project = SyntheticProject()
    project.drop(SOIL, point="S1-P1", campaign=campaign, top=top)

    problems = told(project, tmp_path)

    assert codes(problems) >= {"LAYERS_UNPLANNED"}
    (asked,) = [item for item in problems if item.code == "LAYERS_UNPLANNED"]
    assert "S1-P1" in asked.found("en")
    assert "sampling.missing" in asked.remedy("zh")


@pytest.mark.parametrize("campaign", [START, END])
def test_the_deep_layer_of_one_campaign_alone_is_asked_about(tmp_path, campaign):
    project = SyntheticProject()
    project.drop(SOIL, point="S1-P1", campaign=campaign, top="30")

    assert codes(told(project, tmp_path)) == {"LAYERS_UNPLANNED"}


def test_cores_cut_otherwise_than_planned_are_asked_about(tmp_path):
    project = SyntheticProject()
    project.plan["layers"] = [["0", "15"], ["15", "30"], ["30", "40"]]

    problems = told(project, tmp_path)

    assert codes(problems) == {"LAYERS_UNPLANNED"}
    assert "0-15 cm, 15-30 cm, 30-40 cm" in problems[0].found("en")


def test_a_gap_without_a_plan_is_a_warning(tmp_path):
    project = SyntheticProject()
    project.plan = None
    project.drop(SOIL, point="S1-P1", campaign=END, top="10")

    problems = told(project, tmp_path)

    (gap,) = [item for item in problems if item.code == "LAYERS_GAP"]
    assert (gap.severity, gap.facts["above"]) == ("warning", "10")


def test_cores_as_planned_say_nothing(tmp_path):
    assert not codes(told(SyntheticProject(), tmp_path))


def lost(point="S1-P1", campaign=START, **more):
    return {"point": point, "campaign": campaign, "reason": {"en": "Lost"}, **more}


def blank(project, name="soc", top="10"):
    project.rows(point="S1-P1", campaign=START, top=top)[0][name] = "/"


@pytest.mark.parametrize("top", ["0", "10", "30"])
def test_a_blank_cell_is_asked_about_where_it_stands(tmp_path, top):
    project = SyntheticProject()
    blank(project, top=top)
    row = project.rows(point="S1-P1", campaign=START, top=top)[0]
    number = project.tables[SOIL].index(row) + 2
    column = list(row).index("soc")

    problems = told(project, tmp_path)

    assert {item.code for item in problems if item.stops()} == {"LAYER_EMPTY"}
    (asked,) = [item for item in problems if item.code == "LAYER_EMPTY"]
    assert (asked.where.file, asked.where.row) == (SOIL, number)
    assert asked.where.column == "ABCDEFGHIJKLMNOP"[column]
    assert f"{top}-{int(top) + 10} cm" in asked.found("en")


@pytest.mark.parametrize("name", ["soc", "bd"])
def test_a_listed_core_is_not_asked_about_and_left_out_whole(tmp_path, name):
    project = SyntheticProject()
    blank(project, name)
    project.document["sampling"]["missing"] = [lost()]

    account = project.account(tmp_path)

    assert not codes(told(project, tmp_path / "again"))
    assert "S1-P1 start" not in account.run.axes["profile"].labels
    assert account.run.values("lost_point").sum() == 1


def test_a_core_that_lacks_nothing_is_not_lost(tmp_path):
    project = SyntheticProject()
    project.document["sampling"]["missing"] = [lost()]

    (asked,) = [item for item in told(project, tmp_path) if item.stops()]

    assert asked.code == "MISSING_HAS_RESULT"
    assert asked.where.path == "sampling/missing/0/point"


def moved(project):
    project.document["sampling"] |= {
        "missing": [lost(campaign=END)],
        "moved": [{"point": "S1-P1", "metres": "60", "reason": {"en": "A road"}}],
    }
    return project


def test_a_core_that_was_moved_too_far_is_listed_and_left_out(tmp_path):
    project = moved(SyntheticProject())
    (planned,) = [one for one in project.plan["points"] if one["id"] == "S1-P1"]
    east, north = float(planned["longitude"]), float(planned["latitude"])
    project.found["S1-P1"] = (east, north + 0.0005)

    account = project.account(tmp_path)

    assert account.run.values("lost_point").sum() == 1


def test_a_move_that_the_map_does_not_show_takes_no_core_out(tmp_path):
    (asked,) = [
        item for item in told(moved(SyntheticProject()), tmp_path) if item.stops()
    ]

    assert asked.code == "MISSING_HAS_RESULT"


def test_a_value_that_one_core_alone_has_is_owed_by_none(tmp_path):
    project = SyntheticProject(points=5)
    for row in project.tables[SOIL]:
        row["inorganic"] = ""
    project.rows(point="S1-P2", campaign=START, top="0")[0]["inorganic"] = "0.5"
    project.map_column(SOIL, "inorganic", **{"is": "inorganic_carbon", "unit": "g/kg"})
    project.document["sampling"]["missing"] = [lost()]

    codes_told = {item.code for item in told(project, tmp_path) if item.stops()}

    assert "MISSING_HAS_RESULT" in codes_told


def test_a_point_that_nobody_planned_or_sampled_is_not_lost(tmp_path):
    project = SyntheticProject()
    project.document["sampling"]["missing"] = [lost(point="S9-P99")]

    (unknown,) = [item for item in told(project, tmp_path) if item.stops()]

    assert unknown.code == "REFERENCE_UNKNOWN"
    assert "S9-P99" in unknown.found("en")
