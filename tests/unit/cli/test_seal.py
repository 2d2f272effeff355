"""Sealing from the command line: checked, confirmed, final."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from edaphon.cli import seal
from tests.plain_yaml import as_yaml, read_yaml
from tests.synthetic_documents import MCS
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against
from tests.unit.evidence.test_plan import PLAN
from tests.unit.evidence.test_project import SOUND


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """Return a folder before its first sampling: no data, no second date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1610242200")
    (tmp_path / "plan").mkdir()
    start, end = SOUND.index("files:"), SOUND.index("methods:")
    text = SOUND[:start] + "files: []\n" + SOUND[end:]
    text = text.replace("start: 2025-12-01, end: 2025-12-05", "start: , end: ")
    (tmp_path / "project.yaml").write_text(text, "utf-8")
    (tmp_path / "plan" / "sampling.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def run(folder: Path, *more: str, answer: str = ""):
    return CliRunner().invoke(seal.command, [str(folder), *more], input=answer)


def test_a_plan_is_sealed_before_anything_was_measured(folder):
    result = run(folder, "--yes")

    assert result.exit_code == 0, result.output
    assert "Sealed: 2021-01-10T01:30:00Z" in result.stdout
    assert (folder / "plan" / "seal.json").is_file()


def test_a_person_is_asked_first(folder):
    refused = run(folder, answer="n\n")
    confirmed = run(folder, answer="y\n")

    assert refused.exit_code == 1
    assert "can never change again" in refused.stderr
    assert confirmed.exit_code == 0
    assert (folder / "plan" / "seal.json").is_file()


def test_a_dry_run_shows_the_seal_and_writes_nothing(folder):
    result = run(folder, "--dry-run", "--json")

    told = json.loads(result.stdout)
    assert told["v"] == "edaphon.seal/1"
    assert told["written"] is False
    assert not (folder / "plan" / "seal.json").exists()


def test_a_second_seal_is_refused(folder):
    run(folder, "--yes")

    result = run(folder, "--yes", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["code"] == "PLAN_SEALED"


def test_a_plan_with_faults_is_not_sealed(folder):
    plan = (folder / "plan" / "sampling.yaml").read_text("utf-8")
    (folder / "plan" / "sampling.yaml").write_text(
        plan.replace("[10, 20]", "[12, 20]"), "utf-8"
    )

    result = run(folder, "--yes")

    assert result.exit_code == 1
    assert "PLAN_LAYERS" in result.stdout
    assert not (folder / "plan" / "seal.json").exists()


def test_a_folder_without_project_or_plan_is_refused(tmp_path, folder):
    (folder / "plan" / "sampling.yaml").unlink()

    assert "PLAN_MISSING" in run(folder, "--yes").stdout
    (tmp_path / "bare").mkdir()
    assert "DOCUMENT_MISSING" in run(tmp_path / "bare", "--yes").stdout


def test_a_missing_folder_is_a_wrong_call(tmp_path):
    result = run(tmp_path / "nowhere", "--yes")

    assert result.exit_code == 2
    assert "does not exist" in result.stderr


@pytest.mark.parametrize(("instant", "late"), [("1700000000", True), ("0", False)])
def test_a_plan_that_is_sealed_after_sampling_began_is_told_before_the_question(
    folder, monkeypatch, instant, late
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", instant)

    result = run(folder, answer="n\n")

    assert ("SEAL_LATE" in result.stdout) is late
    assert not (folder / "plan" / "seal.json").exists()


@pytest.mark.parametrize(
    ("name", "degrees", "refused"),
    [
        ("latitude", "90", False), ("latitude", "126.6", True),
        ("latitude", "-90.1", True), ("longitude", "180", False),
        ("longitude", "-180.1", True),
    ],
)  # fmt: skip
def test_a_point_lies_on_earth(folder, name, degrees, refused):
    file = folder / "plan" / "sampling.yaml"
    plan = read_yaml(file)
    plan["points"][0] |= {"longitude": "115", "latitude": "34", name: degrees}
    file.write_text(as_yaml(plan), "utf-8")

    result = run(folder, "--yes")

    assert ("PLAN_PLACE" in result.stdout) is refused
    assert (folder / "plan" / "seal.json").exists() is not refused


def nothing_wrong(project):
    """Leave the plan as it is."""


def no_planned_days(project):
    del project.plan["planned_days"]


def one_field_of_controls(project):
    for point in project.plan["points"]:
        if point["role"] == "control":
            point["field_book"] = "one"


def four_points(project):
    own = [one for one in project.plan["points"] if one["role"] == "project"]
    for point in own[4:]:
        project.plan["points"].remove(point)


REFUSING = {
    "condition C1: The plan does not name every campaign":
        ["edaphon.mcs/1.1, condition C1", "verra.vm0042/2.2, condition 9-planned"],
    "condition C2: Control fields with a result: S1 (1)":
        ["edaphon.mcs/1.1, condition C2"],
    "condition C9n: Project points: S1 (4)": ["edaphon.mcs/1.1, condition C9n"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("breaking", "told", "chinese"),
    [
        (nothing_wrong, None, None),
        (no_planned_days, "condition C1: The plan does not name every campaign",
         "条件 C1：方案未列明"),
        (one_field_of_controls, "condition C2: Control fields with a result: S1 (1)",
         "条件 C2：有结果的对照田块数：S1 (1)"),
        (four_points, "condition C9n: Project points: S1 (4)",
         "条件 C9n：项目采样点数：S1 (4)"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)  # fmt: skip
def test_a_plan_that_can_never_count_is_told_before_it_is_sealed(
    tmp_path, monkeypatch, breaking, told, chinese
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1610242200")
    project = SyntheticProject(points=8, controls=5)
    project.sealed_at = None
    breaking(project)
    place = project.write(tmp_path)

    found = json.loads(run(place, "--dry-run", "--json").stdout)["problems"]
    asked = run(place, answer="n\n")

    never = [one for one in found if one["code"] == "PLAN_NEVER_COUNTS"]
    ids = [one["found"]["en"].partition(":")[0] for one in never]
    assert ids == REFUSING.get(told, [])
    assert {one["severity"] for one in never} <= {"warning"}
    assert ("PLAN_NEVER_COUNTS" in asked.stdout) is bool(told)
    if told:
        assert told in never[0]["found"]["en"]
        assert chinese in never[0]["found"]["zh"]
        assert never[0]["remedy"]["en"].endswith("Then seal.")
        assert never[0]["remedy"]["zh"].endswith("完成后再封存。")
        assert "whatever is sampled" in never[0]["needed"]["en"]
        assert not (place / "plan" / "seal.json").exists()


def test_what_the_seal_warns_of_is_what_the_account_refuses_for(tmp_path):
    project = SyntheticProject(points=8, controls=5)
    one_field_of_controls(project)
    account = project.account(tmp_path, MCS)

    assert "C2" in against(account)
