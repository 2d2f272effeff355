"""What is written twice is asked about before it is counted twice."""

from copy import deepcopy

import pytest

from edaphon.accounting.gathering import gather
from tests.synthetic_documents import ACTIVITY, END, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked


def warned(project, folder):
    _, problems = gather(project.write(folder))
    return {item.code: item for item in problems}


@pytest.mark.parametrize("role", ["baseline", "project"])
def test_a_record_that_is_pasted_twice_is_asked_about(tmp_path, role):
    project = SyntheticProject()
    project.tables[ACTIVITY] += [dict(row) for row in project.rows(ACTIVITY, role=role)]

    problems = asked(project, tmp_path)

    assert {item.code for item in problems} == {"RECORD_REPEATED"}
    assert len(problems) == len(project.rows(ACTIVITY, role=role)) // 2
    assert problems[0].where.row
    assert "重复" in problems[0].text("zh")


def test_two_records_that_differ_are_two(tmp_path):
    project = SyntheticProject()
    row = project.rows(ACTIVITY, item="diesel_used")[0]
    project.tables[ACTIVITY].append({**row, "amount": "100"})

    assert "RECORD_REPEATED" not in warned(project, tmp_path)


@pytest.mark.parametrize("item", ["diesel_used", "product_applied"])
def test_a_blank_amount_is_asked_about(tmp_path, item):
    project = SyntheticProject()
    project.rows(ACTIVITY, item=item)[-1]["amount"] = ""

    (problem,) = asked(project, tmp_path)

    assert (problem.code, problem.where.file) == ("AMOUNT_BLANK", ACTIVITY)
    assert problem.where.row
    assert "or 0" in problem.remedy("en")


@pytest.mark.parametrize(("amount", "told"), [
    ("13999", False), ("14001", True), ("141", False), ("139", True),
])  # fmt: skip
def test_a_year_ten_times_the_others_is_told(tmp_path, amount, told):
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item="diesel_used"):
        row["amount"] = "1400"
    project.rows(ACTIVITY, item="diesel_used", role="baseline")[1]["amount"] = amount

    if told and float(amount) > 1400:
        assert [item.code for item in asked(project, tmp_path)] == ["AMOUNT_JUMP_EARNS"]
        return
    problems = warned(project, tmp_path)
    assert ("AMOUNT_JUMP" in problems) is told


@pytest.mark.parametrize(("amount", "stops"), [("1399", True), ("140001", False)])
def test_a_project_year_that_is_far_too_small_stops(tmp_path, amount, stops):
    project = SyntheticProject()
    project.rows(ACTIVITY, item="diesel_used", role="project")[1]["amount"] = amount

    if stops:
        assert [item.code for item in asked(project, tmp_path)] == ["AMOUNT_JUMP_EARNS"]
    else:
        assert "AMOUNT_JUMP" in warned(project, tmp_path)


@pytest.mark.parametrize("campaign", [START, END])
@pytest.mark.parametrize("soc", ["1.19", "14", "99"])
def test_a_second_sample_of_one_layer_is_asked_about(tmp_path, campaign, soc):
    project = SyntheticProject()
    row = project.rows(SOIL, point="S1-P1", campaign=campaign, top="0")[0]
    project.tables[SOIL].append({**row, "soc": soc, "sample": "another"})
    for other in project.tables[SOIL]:
        other.setdefault("sample", "")
    for number, other in enumerate(project.tables[SOIL]):
        other["sample"] = other["sample"] or f"L{number}"
    project.map_column(SOIL, "sample", **{"is": "sample_id"})

    problems = asked(project, tmp_path)

    assert {item.code for item in problems} == {"LAYER_TWICE"}
    assert "S1-P1" in problems[0].found("en")


def test_a_practice_that_the_project_ends_is_no_slip(tmp_path):
    """Years are held against those of their own scenario: burning may stop."""
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item="diesel_used", role="project"):
        row["amount"] = "0"

    codes = set(warned(project, tmp_path))

    assert not codes & {"AMOUNT_JUMP", "AMOUNT_JUMP_EARNS"}


@pytest.mark.parametrize("item", ["diesel_used", "synthetic_n_applied"])
@pytest.mark.parametrize("factor", [0.001, 0.01, 0.1])
def test_a_whole_scenario_in_another_unit_is_asked_about(tmp_path, item, factor):
    """All diesel of the project in mL: 608 units became 616, and 825 became 1,004."""
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item=item, role="project"):
        row["amount"] = f"{float(row['amount']) * factor:g}"

    (problem,) = asked(project, tmp_path)

    assert (problem.code, problem.where.file) == ("AMOUNT_APART", ACTIVITY)
    assert f"{1 / factor:g} times" in problem.text("en")
    assert "计量单位" in problem.text("zh")


@pytest.mark.parametrize("factor", [0, 0.11, 10])
def test_none_less_and_more_than_before_are_believed(tmp_path, factor):
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item="diesel_used", role="project"):
        row["amount"] = f"{float(row['amount']) * factor:g}"

    assert "AMOUNT_APART" not in warned(project, tmp_path)


SAID = {
    "nothing": {},
    "instrument": {"instrument": "N2"},
    "procedure": {"procedure": "another"},
    "sensor": {"about": "sensor"},
}


@pytest.mark.parametrize(("name", "value"), [("soc", "14"), ("bd", "1.7")])
@pytest.mark.parametrize("said", SAID)
def test_no_word_about_a_file_lets_a_layer_be_counted_twice(
    tmp_path, said, name, value
):
    """A second file of results moved the mean of every layer it named."""
    project = SyntheticProject()
    for number, row in enumerate(project.tables[SOIL]):
        row["sample"] = f"L{number}"
    project.map_column(SOIL, "sample", **{"is": "sample_id"})
    second = "lab/twice.csv"
    project.tables[second] = [
        {**row, name: value, "sample": f"M{row['sample']}"}
        for row in project.rows(SOIL, campaign=END, role="project")
    ]
    (given,) = [one for one in project.document["files"] if one["path"] == SOIL]
    section = deepcopy(given) | {"path": second}
    section["columns"] = {
        header: rule
        for header, rule in section["columns"].items()
        if rule["is"] not in {"soc", "bulk_density"} or header == name
    }
    words = dict(SAID[said])
    section |= {key: words.pop(key) for key in ("about",) if key in words}
    constants = {**section.get("constants", {}), **words}
    if said == "nothing":
        constants.pop("procedure", None)
    section["constants"] = constants
    project.document["files"].append(section)

    problems = asked(project, tmp_path)

    assert [item.code for item in problems] == ["LAYER_TWICE"]
    (problem,) = problems
    count = len(project.tables[second])
    assert f"in {count} layers" in problem.found("en")
    assert problem.where.file == second


@pytest.mark.parametrize(("amount", "unit"), [("14000.0", "L"), ("14", "m3")])
def test_a_record_in_another_spelling_or_unit_is_the_same_record(
    tmp_path, amount, unit
):
    project = SyntheticProject()
    row = project.rows(ACTIVITY, item="diesel_used", role="baseline")[0]
    row |= {"amount": "14000", "unit": "L"}
    project.tables[ACTIVITY].append({**row, "amount": amount, "unit": unit})

    assert {item.code for item in asked(project, tmp_path)} == {"RECORD_REPEATED"}
