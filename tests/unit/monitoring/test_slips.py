"""No soil changes tenfold in three years, or by the factor of organic matter."""

import pytest

from tests.synthetic_documents import END, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked

REPORT = "papers/reanalysis.csv"
SIGNED = {
    "text": {"en": "Analysed again", "zh": "已复测"}, "signed_on": "2025-01-10",
    "signed_by": "B. Analyst", "file": REPORT,
}  # fmt: skip


def times(rows, header, factor):
    for row in rows:
        row[header] = f"{float(row[header]) * factor:.6g}"


@pytest.mark.parametrize(
    ("factor", "named"),
    [(1.8, "organic matter"), (1.724, "organic matter"), (0.58, "organic matter"),
     (10, "g/kg and %"), (0.1, "g/kg and %"), (100, "a share")],
)  # fmt: skip
@pytest.mark.parametrize("campaign", [START, END])
def test_a_column_of_another_quantity_is_asked_about(tmp_path, factor, named, campaign):
    project = SyntheticProject()
    times(project.rows(campaign=campaign), "soc", factor)

    problems = [item for item in asked(project, tmp_path) if "JUMP" in item.code]

    if factor == 100:  # beyond what any soil holds
        return
    problem = problems[0]
    assert [item.code for item in problems] == ["COLUMN_JUMP"] * 2  # either side
    assert problem.where.file == SOIL
    assert named in problem.found("en")
    assert "campaigns.reanalysis" in problem.remedy("zh")


@pytest.mark.parametrize("role", ["project", "control"])
@pytest.mark.parametrize("controls", [2, 9])
def test_one_side_alone_is_asked_about(tmp_path, role, controls):
    """Organic matter taken for carbon on project land: 32,007 units of 2,039."""
    project = SyntheticProject(controls=controls)
    times(project.rows(campaign=END, role=role), "soc", 1.8)

    codes = [item.code for item in asked(project, tmp_path)]

    assert codes == ["COLUMN_JUMP"]


@pytest.mark.parametrize("campaign", [START, END])
@pytest.mark.parametrize("factor", [0.1, 10])
def test_a_tenth_at_one_point_is_asked_about(tmp_path, campaign, factor):
    """Organic carbon in per cent inside a column of g/kg: 825 units became 1,172."""
    project = SyntheticProject()
    times(project.rows(point="S1-P1", campaign=campaign, top="20"), "soc", factor)

    (problem,) = [item for item in asked(project, tmp_path) if "JUMP" in item.code]

    assert problem.code == "VALUE_JUMP"
    assert "S1-P1" in problem.found("en")
    assert "g/kg and % (x 10)" in problem.found("en")


def test_a_density_of_kilograms_is_asked_about(tmp_path):
    project = SyntheticProject()
    times(project.rows(point="S2-C1", campaign=END, top="0"), "bd", 0.2)

    assert "VALUE_JUMP" in {item.code for item in asked(project, tmp_path)}


def test_a_reanalysis_on_file_answers(tmp_path):
    project = SyntheticProject()
    times(project.rows(campaign=END), "soc", 1.8)
    project.tables[REPORT] = [{"sample": "S1-P1", "soc": "14.1"}]
    project.document["campaigns"][1]["reanalysis"] = SIGNED

    assert not asked(project, tmp_path)


@pytest.mark.parametrize("word", [
    {"file": SOIL}, {"signed_by": "A. Farmer"}, {"signed_on": "2024-01-01"},
    {"signed_by": "Cooperative of A.Farmer"},
])  # fmt: skip
def test_a_reanalysis_by_a_party_or_without_a_report_of_its_own_answers_nothing(
    tmp_path, word
):
    project = SyntheticProject()
    times(project.rows(campaign=END), "soc", 1.8)
    project.tables[REPORT] = [{"sample": "S1-P1", "soc": "14.1"}]
    project.document["campaigns"][1]["reanalysis"] = {**SIGNED, **word}

    assert "COLUMN_JUMP" in {item.code for item in asked(project, tmp_path)}


def test_a_word_without_its_report_answers_nothing(tmp_path):
    project = SyntheticProject()
    times(project.rows(campaign=END), "soc", 1.8)
    word = {name: held for name, held in SIGNED.items() if name != "file"}
    project.document["campaigns"][1]["reanalysis"] = word

    assert "COLUMN_JUMP" in {item.code for item in asked(project, tmp_path)}


@pytest.mark.parametrize("role", ["project", "control"])
@pytest.mark.parametrize("top", ["0", "20"])
def test_one_layer_of_another_quantity_is_asked_about(tmp_path, role, top):
    """Organic matter in one layer of four: 305 units became 6,660."""
    project = SyntheticProject()
    times(project.rows(campaign=END, role=role, top=top), "soc", 1.724)

    (problem,) = asked(project, tmp_path)

    assert problem.code == "COLUMN_JUMP"
    assert f"{top}-{int(top) + 10} cm" in problem.found("en")
    assert "有机质与有机碳" in problem.found("zh")


@pytest.mark.parametrize("gain", [-3.0, 0.0, 3.0])
def test_what_a_soil_can_do_is_not_asked_about(tmp_path, gain):
    assert not asked(SyntheticProject(gain=gain), tmp_path)


def test_a_jump_that_no_confusion_explains_names_none(tmp_path):
    project = SyntheticProject()
    times(project.rows(campaign=END, point="S1-P1", top="0"), "soc", 6)

    (problem,) = [one for one in asked(project, tmp_path) if one.code == "VALUE_JUMP"]

    assert problem.found("en").endswith(", unlike the other points.")
    assert problem.found("zh").endswith("与其他采样点不同。")


def test_a_detection_limit_is_shown_with_its_sign(tmp_path):
    project = SyntheticProject()
    for row in project.rows(campaign=END, point="S1-P1", top="0"):
        row["soc"] = "<0.5"

    (problem,) = [one for one in asked(project, tmp_path) if one.code == "VALUE_JUMP"]

    assert ", <0.5 in the last" in problem.found("en")
    assert "期末 <0.5" in problem.found("zh")


def as_matter(project, **wanted):
    """Call values of organic carbon organic matter, without changing them."""
    project.map_column(SOIL, "som", **{"is": "som", "unit": "g/kg"})
    for row in project.rows(**wanted):
        row["som"], row["soc"] = row["soc"], ""


@pytest.mark.parametrize("campaign", [START, END])
@pytest.mark.parametrize("wanted", [{"role": "project"}, {"point": "S1-C1"}])
def test_a_quantity_that_changes_is_compared_as_organic_carbon(
    tmp_path, campaign, wanted
):
    project = SyntheticProject()
    as_matter(project, campaign=campaign, **wanted)

    problems = [item for item in asked(project, tmp_path) if "JUMP" in item.code]

    assert [item.code for item in problems] == ["COLUMN_JUMP"]
    assert "organic matter and organic carbon" in problems[0].found("en")


def test_organic_matter_that_is_so_is_not_asked_about(tmp_path):
    project = SyntheticProject()
    as_matter(project, campaign=END)
    times(project.rows(campaign=END), "som", 1.724)

    assert not [item for item in asked(project, tmp_path) if "JUMP" in item.code]


def test_a_value_is_compared_with_that_of_another_quantity(tmp_path):
    project = SyntheticProject()
    as_matter(project, campaign=END)
    times(project.rows(campaign=END), "som", 1.724)
    times(project.rows(point="S1-P1", campaign=END, top="20"), "som", 10)

    (problem,) = [item for item in asked(project, tmp_path) if "JUMP" in item.code]

    assert problem.code == "VALUE_JUMP"
    assert "S1-P1" in problem.found("en")
