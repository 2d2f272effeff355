"""The sampling plan: read, compared with the project, sealed once, never changed."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from edaphon.evidence import plan, project, sealing
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.seeds import LogHead
from tests.unit.evidence.test_project import SOUND

PLAN = """\
v: edaphon.plan/1
project: demo
design: paired
campaigns: ["2021", "2025"]
depth_cm: 30.0
layers: [[0, 10], [10, 20], [20, 30], [30, 40]]
reference_mass: {S1: 3900, S2: 4050.5}
tests: [strain_marker, mbc]
points:
  - {id: P1, stratum: S1, role: project, longitude: 115.650000, latitude: 34.400000}
  - {id: P2, stratum: S2, role: control}
"""
AT = datetime(2021, 1, 10, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project folder with a plan that is not sealed."""
    (tmp_path / "lab").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "lab" / "soil.csv").write_text("x\n", "utf-8")
    (tmp_path / "project.yaml").write_text(SOUND, "utf-8")
    (tmp_path / "plan" / "sampling.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def read(folder: Path):
    """Return status and codes of a folder's plan."""
    status, problems = plan.read_plan(project.load(folder))
    return status, {problem.code: problem for problem in problems}


def change(folder: Path, old: str, new: str) -> None:
    assert old in PLAN
    (folder / "plan" / "sampling.yaml").write_text(PLAN.replace(old, new), "utf-8")


def test_a_plan_is_typed(folder):
    status, problems = read(folder)

    assert list(problems) == ["PLAN_NOT_SEALED"]
    assert status.present
    assert not status.intact
    assert status.sealed_at == ""
    assert status.layers[3] == (Decimal(30), Decimal(40))
    assert status.reference_mass == {"S1": "3900", "S2": "4050.5"}
    assert status.tests == ("strain_marker", "mbc")
    assert status.points == {"P1": ("S1", "project"), "P2": ("S2", "control")}
    assert status.coordinates == {"P1": (115.65, 34.4)}
    assert not status.seed().witnessed


def test_a_sealed_plan_is_intact_and_says_when(folder):
    made = sealing.seal_plan(folder, AT)

    status, problems = read(folder)

    assert problems == {}
    assert status.intact
    assert status.sealed_at == "2021-01-10T01:30:00Z"
    assert status.seal == made
    written = json.loads((folder / "plan" / "seal.json").read_bytes())
    assert written == {
        "v": "edaphon.seal/1",
        "plan": status.digest,
        "sealed_at": "2021-01-10T01:30:00Z",
    }


def test_a_seal_is_final(folder):
    sealing.seal_plan(folder, AT)

    with pytest.raises(EdaphonError) as refusal:
        sealing.seal_plan(folder, datetime.now(UTC))

    (problem,) = refusal.value.problems
    assert problem.code == "PLAN_SEALED"
    assert "another project" in problem.remedy("en")
    assert "其他项目" in problem.remedy("zh")


def test_a_dry_run_writes_nothing(folder):
    sealing.seal_plan(folder, AT, write=False)

    assert not (folder / "plan" / "seal.json").exists()


def test_one_changed_byte_is_told(folder):
    sealing.seal_plan(folder, AT)
    change(folder, "4050.5", "4050.6")

    status, problems = read(folder)

    assert not status.intact
    assert "sampling, missing and moved" in problems["PLAN_CHANGED"].remedy("en")
    assert "恢复封存时的版本" in problems["PLAN_CHANGED"].remedy("zh")


def test_there_is_nothing_to_seal_without_a_plan(tmp_path):
    with pytest.raises(EdaphonError) as refusal:
        sealing.seal_plan(tmp_path, AT)

    assert refusal.value.problems[0].code == "PLAN_MISSING"


def test_a_project_without_plan_is_told_and_goes_on(folder):
    (folder / "plan" / "sampling.yaml").unlink()

    status, problems = read(folder)

    assert not status.present
    assert status.seed() is None
    assert problems["PLAN_MISSING"].severity == "warning"
    assert "edaphon seal" in problems["PLAN_MISSING"].remedy("en")
    assert "封存" in problems["PLAN_MISSING"].remedy("zh")


def test_an_unsealed_plan_is_told_how_to_seal(folder):
    problem = read(folder)[1]["PLAN_NOT_SEALED"]

    assert "before anyone goes to the field" in problem.remedy("en")
    assert "采样开始前" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("old", "new", "code", "english", "chinese"),
    [
        ("n: paired", "n: independent", "PLAN_DIFFERS", "was there first", "为准"),
        ("h_cm: 30.0", "h_cm: 20", "PLAN_DIFFERS", "says depth_cm 20", "depth_cm"),
        ("project: demo", "project: other", "PLAN_DIFFERS", "project", "project"),
        ('["2021", "2025"]', '["2021"]', "PLAN_DIFFERS", "campaigns", "campaigns"),
        ("[10, 20]", "[12, 20]", "PLAN_LAYERS", "without gap", "不留空隙"),
        ("[10, 20]", "[10, 10]", "PLAN_LAYERS", "follow each other", "依次衔接"),
        ("[10, 20], [20", "[10, 10], [10", "PLAN_LAYERS", "10-10", "依次衔接"),
        ("115.650000", "-200", "PLAN_PLACE", "-200", "-200"),
        ("115.650000", "180.000001", "PLAN_PLACE", "180", "180"),
        ("34.400000", "-90.000001", "PLAN_PLACE", "90", "90"),
        ("stratum: S2", "stratum: S3", "REFERENCE_UNKNOWN", "S1, S2", "S3"),
        ("id: P2", "id: P1", "ENTRY_DUPLICATE", "first in row 10", "首次在第 10 行"),
        ("mbc]", "mbcc]", "PROPERTY_UNKNOWN", "mbc", "mbc"),
        ("role: control", "role: kontrol", "ENTRY_CHOICE", "control", "control"),
        ("plan/1", "plan/2", "ENTRY_CHOICE", "edaphon.plan/1", "版本"),
    ],
)  # fmt: skip
def test_a_fault_of_the_plan_is_told(folder, old, new, code, english, chinese):
    change(folder, old, new)

    problem = read(folder)[1][code]

    assert problem.where.file == "plan/sampling.yaml"
    assert problem.where.row
    assert english in problem.text("en")
    assert chinese in problem.text("zh")


@pytest.mark.parametrize("longitude", ["-180", "180", "0"])
@pytest.mark.parametrize("latitude", ["-90", "90"])
def test_a_point_at_the_edge_of_the_map_lies_on_earth(folder, longitude, latitude):
    text = PLAN.replace("115.650000", longitude).replace("34.400000", latitude)
    (folder / "plan" / "sampling.yaml").write_text(text, "utf-8")

    assert list(read(folder)[1]) == ["PLAN_NOT_SEALED"]


@pytest.mark.parametrize(("day", "late"), [(31, False), (1, True), (2, True)])
def test_a_plan_that_is_sealed_on_the_day_sampling_begins_is_late(folder, day, late):
    month = 1 if day == 31 else 2
    told, _ = plan.seal_of_project(folder, datetime(2021, month, day, 9, tzinfo=UTC))

    assert ("SEAL_LATE" in {item.code for item in told}) == late


SEAL = {
    "v": "edaphon.seal/1",
    "plan": "sha256:" + "0" * 64,
    "sealed_at": "2021-01-10T00:00:00Z",
}


@pytest.mark.parametrize(
    "change",
    [
        {"plan": "0"},
        {"sealed_at": "yesterday"},
        {"sealed_at": 3},
        {"head": {"root": "AA==", "signature": "AA=="}},
        {"head": {"root": "!", "signature": 3}},
    ],
)
def test_a_seal_of_another_form_is_refused(folder, change):
    text = json.dumps({**SEAL, **change})
    (folder / "plan" / "seal.json").write_text(text, "utf-8")

    problem = read(folder)[1]["RECORD_FORM"]

    assert problem.where.file == "plan/seal.json"


def test_a_seal_of_an_instant_that_does_not_exist_is_refused(folder):
    text = json.dumps({**SEAL, "sealed_at": "2021-02-30T00:00:00Z"})
    (folder / "plan" / "seal.json").write_text(text, "utf-8")

    problem = read(folder)[1]["SEAL_FORM"]

    assert "edaphon seal" in problem.remedy("en")
    assert "edaphon seal" in problem.remedy("zh")


def test_a_seal_of_another_version_is_not_called_wrong(folder):
    text = json.dumps({**SEAL, "v": "edaphon.seal/2"})
    (folder / "plan" / "seal.json").write_text(text, "utf-8")

    assert "RECORD_VERSION" in read(folder)[1]


def test_a_seal_with_a_log_head_survives_and_witnesses_the_seed():
    head = LogHead(root=b"\1" * 32, signature=b"\2" * 64)
    made = sealing.Seal(
        plan="sha256:" + "0" * 64, sealed_at="2021-01-10T00:00:00Z", head=head
    )
    read_back = sealing.parse_seal(json.dumps(made.record()).encode())
    status = plan.PlanStatus(document={"v": 1}, digest=made.plan, seal=read_back)

    assert read_back == made
    assert status.seed().witnessed


def test_planned_points_are_compared_with_observed_ones(folder):
    status, _ = read(folder)

    named = plan.compare_points(status, {"P2", "P3"})
    placed = plan.compare_points(
        status, {"P1": ("S1", "control"), "P2": ("S2", "control")}
    )

    assert (named.missing, named.unplanned, named.moved) == (("P1",), ("P3",), ())
    assert (placed.missing, placed.moved) == ((), ("P1",))


def test_control_points_may_stand_in_a_group_of_their_own(folder):
    text = SOUND.replace("{id: S2}", "{id: S2, controls: C2}")
    (folder / "project.yaml").write_text(text, "utf-8")
    change(folder, "stratum: S2, role: control", "stratum: C2, role: control")

    status, problems = read(folder)

    assert list(problems) == ["PLAN_NOT_SEALED"]
    assert status.points["P2"] == ("C2", "control")
