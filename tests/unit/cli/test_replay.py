"""``edaphon replay``: verdicts, exit codes, both languages."""

import json

import pytest
from click.testing import CliRunner

from edaphon.cli.main import build
from edaphon.kernel import canonical
from edaphon.service import publication
from tests.synthetic_bundle import published, relisted, stand_in, unpacked
from tests.synthetic_project import SyntheticProject

ACCOUNT = "account/account.json"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return published(SyntheticProject().write(tmp_path_factory.mktemp("project")))


@pytest.fixture
def replay(monkeypatch):
    """Run the verb with a stand-in for the reports."""
    monkeypatch.setattr(publication, "report_members", stand_in)

    def run(path, *words, language="en"):
        monkeypatch.setenv("EDAPHON_LANG", language)
        return CliRunner().invoke(build(), ["replay", str(path), *words])

    return run


@pytest.fixture
def overstated(bundle, tmp_path):
    """A bundle that states one unit more than its evidence gives."""
    folder = unpacked(bundle, tmp_path / "bundle")
    record = canonical.loads((folder / ACCOUNT).read_bytes(), file=ACCOUNT)
    record["accounts"][0]["units"] += 1
    (folder / ACCOUNT).write_bytes(canonical.dumps(record))
    return relisted(folder)


def test_an_honest_bundle_agrees_to_the_last_byte(replay, bundle):
    run = replay(bundle)

    assert run.exit_code == 0, run.stdout
    lines = run.stdout.splitlines()
    assert lines[0].removeprefix("Bundle   ") == lines[1].removeprefix("Replayed ")
    assert "  identical  account/account.json" in lines
    assert "edaphon.mcs/1.0: states 1566 units, replay gives 1566" in lines
    assert lines[-1].startswith("The replay agrees to the last byte")


def test_what_a_stranger_knows_is_said_in_chinese(replay, bundle):
    run = replay(bundle, language="zh")

    lines = run.stdout.splitlines()
    assert "  相同  account/account.json" in lines
    assert "edaphon.mcs/1.0：所载碳信用 1566 个，复算得 1566 个" in lines
    assert lines[-1].startswith("复算一致（逐字节相同）")
    assert lines[-1].endswith("原始文件是否真实，由核查判断。")


def test_json_tells_members_and_units(replay, bundle):
    record = json.loads(replay(bundle, "--json").stdout)

    assert record["passed"], record
    assert record["identical"]
    assert record["bundle"] == record["replayed"]
    assert record["units"][0] == {
        "method": "edaphon.mcs/1.0", "stated": 1566, "recomputed": 1566,
        "status": "credited", "holds": True,
    }  # fmt: skip


def test_rows_in_reverse_and_no_reports_agree_too(replay, bundle):
    run = replay(bundle, "--reverse-rows", "--no-reports")

    assert run.exit_code == 0
    assert "  not compared  report/report.json" in run.stdout


def test_overstated_units_fail(replay, overstated):
    run = replay(overstated)

    assert run.exit_code == 1
    assert "  DIFFERENT  account/account.json\n      /accounts/0/units" in run.stdout
    assert "states 1567 units, replay gives 1566" in run.stdout
    assert "does NOT agree" in run.stdout


def test_overstated_units_fail_in_chinese(replay, overstated):
    run = replay(overstated, language="zh")

    assert "  不同  account/account.json" in run.stdout
    assert (
        run.stdout.splitlines()[-1]
        == "复算不一致：证据包中的数值不能由其原始文件得出。"
    )


def test_overstated_units_fail_as_json(replay, overstated):
    run = replay(overstated, "--json")

    assert run.exit_code == 1
    assert not json.loads(run.stdout)["passed"]
    assert not json.loads(run.stdout)["units"][0]["holds"]


def test_a_damaged_bundle_is_refused(replay, bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")
    (folder / "data/lab/soil.csv").write_text("point,soc\n")

    run = replay(folder)

    assert run.exit_code == 1
    assert "[BUNDLE_HASH] data/lab/soil.csv" in run.stdout


def test_a_bundle_that_is_not_there_is_a_wrong_call(replay, tmp_path):
    run = replay(tmp_path / "nowhere.zip")

    assert run.exit_code == 2
    assert "does not exist" in run.stderr


def test_something_else_is_no_bundle(replay, tmp_path):
    (tmp_path / "notes.zip").write_text("notes")

    run = replay(tmp_path / "notes.zip")

    assert run.exit_code == 1
    assert "[ZIP_NOT_ZIP]" in run.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_explains_the_exit_codes(replay, bundle, language):
    run = replay(bundle, "--help", language=language)

    assert run.exit_code == 0
    assert {"0", "1", "2"} <= set(run.stdout)
