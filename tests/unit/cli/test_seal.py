"""Sealing from the command line: checked, confirmed, final."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from edaphon.cli import seal
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
    plan = yaml.safe_load(file.read_text("utf-8"))
    plan["points"][0] |= {"longitude": "115", "latitude": "34", name: degrees}
    file.write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")

    result = run(folder, "--yes")

    assert ("PLAN_PLACE" in result.stdout) is refused
    assert (folder / "plan" / "seal.json").exists() is not refused
