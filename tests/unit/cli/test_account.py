"""``edaphon account``: what it prints, writes and refuses, in both languages."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from edaphon.cli.main import build
from edaphon.service import publication
from tests.synthetic_bundle import stand_in
from tests.synthetic_documents import ACTIVITY, BY_YEAR, CREDITED, SOIL
from tests.synthetic_project import SyntheticProject, write_csv

QUANTIFIED = "quantified reductions and removals (unverified)"


@pytest.fixture
def account(monkeypatch):
    """Run the verb with a stand-in for the reports."""
    monkeypatch.setattr(publication, "report_members", stand_in)

    def run(folder, *words, language="en"):
        monkeypatch.setenv("EDAPHON_LANG", language)
        return CliRunner().invoke(build(), ["account", str(folder), *words])

    return run


@pytest.fixture
def folder(tmp_path):
    return SyntheticProject().write(tmp_path)


def test_units_vintages_bundle_and_reports_are_printed(account, folder):
    run = account(folder)

    assert run.exit_code == 0
    lines = run.stdout.splitlines()
    assert lines[:6] == [
        f"edaphon.mcs/1.1  {QUANTIFIED}: {CREDITED} t CO2e",
        "  label: microbial",
        f"  2021  {BY_YEAR[0]}",
        f"  2022  {BY_YEAR[1]}",
        f"  2023  {BY_YEAR[2]}",
        f"  2024  {BY_YEAR[3]}",
    ]
    assert f"Bundle:  {folder / 'out/synthetic.zip'}" in lines
    assert f"Report:  {folder / 'out/synthetic/report.en.html'}" in lines
    assert any(line.startswith("Identity: sha256:") for line in lines)
    assert (folder / "out/synthetic.zip").is_file()


def test_what_is_being_done_goes_to_standard_error(account, folder):
    run = account(folder)

    assert run.stderr.splitlines() == [
        "Reading lab/soil.csv",
        "Reading lab/microbes.csv",
        "Reading lab/product.csv",
        "Reading activity/records.csv",
        "Reading activity/yields.csv",
        "Computing the accounts",
        "Writing the reports",
        "Sealing the bundle",
    ]


def test_chinese_speaks_the_language_of_the_market(account, folder):
    run = account(folder, language="zh")

    assert run.stdout.splitlines()[:3] == [
        f"edaphon.mcs/1.1  核算结果（未经核查）：{CREDITED} tCO2e",
        "  标签：微生物固碳",
        f"  2021  {BY_YEAR[0]}",
    ]
    assert "证据包：" in run.stdout
    assert "正在封存证据包" in run.stderr


def test_warnings_are_counted_and_left_to_check(account, folder):
    assert "Warnings: 29; `edaphon check` lists them." in account(folder).stdout


def test_one_method_only(account, folder):
    run = account(folder, "--method", "verra.vm0042/2.2")

    assert f"verra.vm0042/2.2  {QUANTIFIED}: " in run.stdout
    assert "edaphon.mcs" not in run.stdout


def test_methods_come_in_the_order_in_which_they_were_asked_for(account, folder):
    words = ("--method", "verra.vm0042/2.2", "--method", "edaphon.mcs/1.1")

    record = json.loads(account(folder, *words, "--dry-run", "--json").stdout)

    assert [item["method"]["id"] for item in record["accounts"]] == list(words[1::2])


def test_a_dry_run_writes_nothing(account, folder):
    before = sorted(folder.rglob("*"))

    run = account(folder, "--dry-run")

    assert run.exit_code == 0
    assert f"{QUANTIFIED}: {CREDITED} t CO2e" in run.stdout
    assert "Bundle" not in run.stdout
    assert sorted(folder.rglob("*")) == before


def test_json_is_the_account_with_bundle_reports_and_warnings(account, folder):
    record = json.loads(account(folder, "--json").stdout)

    assert record["v"] == "edaphon.account/3"
    assert record["accounts"][0]["units"] == CREDITED
    assert record["bundle"]["id"].startswith("sha256:")
    assert len(record["reports"]) == 2
    assert {item["code"] for item in record["warnings"]} == {
        "FACTOR_STATED",
        "VALUE_ZERO",
    }


def test_two_calls_at_one_time_write_one_bundle(account, folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777858200")

    first, again = (json.loads(account(folder, "--json").stdout) for _ in range(2))

    assert first["bundle"] == again["bundle"]


def test_an_account_is_not_of_before_its_period(account, folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")

    run = account(folder)

    assert run.exit_code == 1
    assert "[RUN_BEFORE_PERIOD_END]" in run.stdout
    assert "[RUN_BEFORE_SEAL]" in run.stdout
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "its period ends on 2024-10-19"), ("zh", "监测期至 2024-10-19 结束")],
)
def test_a_trial_of_a_running_period_computes_and_says_that_it_runs(
    account, folder, monkeypatch, language, told
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    run = account(folder, "--dry-run", language=language)
    record = json.loads(account(folder, "--dry-run", "--json").stdout)

    assert run.exit_code == 0
    assert told in run.stdout
    assert str(CREDITED) in run.stdout
    assert [one["code"] for one in record["problems"]] == ["RUN_BEFORE_PERIOD_END"]
    assert not (folder / "out").exists()


def test_a_trial_stops_for_a_seal_from_the_future_as_the_account_does(
    account, folder, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")

    run = account(folder, "--dry-run")

    assert run.exit_code == 1
    assert "[RUN_BEFORE_SEAL]" in run.stdout


@pytest.mark.parametrize(
    ("day", "stops"), [("2026-11-30", False), ("2026-12-02", True)]
)
def test_a_statement_cannot_be_signed_after_the_account(
    account, tmp_path, monkeypatch, day, stops
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796040000")  # 2026-11-30T12:00:00Z
    project = SyntheticProject()
    project.document["uniqueness"]["signed_on"] = day

    run = account(project.write(tmp_path), "--dry-run")

    assert ("[SIGNED_LATER] project.yaml" in run.stdout) is stops
    assert (run.exit_code == 1) is stops


def refused_folder(tmp_path):
    project = SyntheticProject()
    del project.document["additionality"]
    project.document["sampling"]["moved"] = [
        {"point": "S1-P1", "metres": "9", "reason": {"en": "Tree", "zh": "有树"}}
    ]
    return project.write(tmp_path)


def test_a_refused_account_says_why_and_what_would_cure_it(account, tmp_path):
    run = account(refused_folder(tmp_path), "--method", "edaphon.mcs/1.1")

    assert run.exit_code == 0
    lines = run.stdout.splitlines()
    assert lines[0] == "edaphon.mcs/1.1  refused, 0 t CO2e counted"
    assert "label" not in run.stdout
    assert lines[1] == (
        "  C3b  1 points were moved by more than 0 m, by what is stated or by their "
        "coordinates, for example S1-P1 by 9.0 m."
    )
    assert "list it under sampling.missing" in lines[2]
    assert any(line.startswith("  C7  Not provided: additionality") for line in lines)


def test_a_refused_account_says_so_in_chinese(account, tmp_path):
    folder = refused_folder(tmp_path)

    run = account(folder, "--method", "edaphon.mcs/1.1", language="zh")

    lines = run.stdout.splitlines()
    assert lines[0] == "edaphon.mcs/1.1  不予计入，计为 0 tCO2e"
    assert lines[1].startswith("  C3b  按申报或坐标计，1 个采样点移位超过 0 m")
    assert any("额外性声明" in line for line in lines)


def test_figures_that_are_unknown_name_what_they_lack(account, tmp_path):
    project = SyntheticProject()
    del project.document["factors"]
    folder = project.write(tmp_path)

    english = account(folder, "--dry-run")
    chinese = account(folder, "--dry-run", language="zh")

    assert "Computed: unknown. The evidence lacks:\n    " in english.stdout
    assert "(product_factor)\n" in english.stdout
    assert "计算结果：无法得出。证据中缺少以下各项：\n    " in chinese.stdout
    assert "（product_factor）\n" in chinese.stdout


def test_an_unknown_method_is_refused_before_a_file_is_read(account, tmp_path):
    run = account(SyntheticProject().write(tmp_path), "--method", "foo/1", "--json")

    assert run.exit_code == 2
    assert json.loads(run.stdout)["problems"][0]["code"] == "METHOD_UNKNOWN"
    assert "Reading" not in run.stderr


def test_problems_of_the_files_stop_the_account_and_write_nothing(account, tmp_path):
    project = SyntheticProject()
    project.tables[SOIL][0]["soc"] = "14;2"
    project.tables[ACTIVITY][0]["unit"] = "bushel"
    folder = project.write(tmp_path)

    run = account(folder)

    assert run.exit_code == 1
    assert "[NUMBER_FORMAT] lab/soil.csv, row 2" in run.stdout
    assert "[UNIT_UNKNOWN] activity/records.csv, row 2" in run.stdout
    assert not (folder / "out").exists()


@pytest.fixture
def once_accounted(account, tmp_path, monkeypatch):
    """Return a folder that gave a bundle and has lost a number since."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777858200")  # 2026-05-04
    project = SyntheticProject()
    folder = project.write(tmp_path)
    account(folder)
    project.tables[SOIL][0]["soc"] = "14;2"
    write_csv(folder / SOIL, project.tables[SOIL])
    (folder / "out/mine.zip").write_bytes(b"mine")
    return folder


def test_a_refusal_tells_of_a_bundle_that_no_longer_follows(account, once_accounted):
    bundle = once_accounted / "out/synthetic.zip"
    before = bundle.read_bytes()

    english, chinese = account(once_accounted), account(once_accounted, language="zh")
    told = json.loads(account(once_accounted, "--json").stdout)

    assert english.exit_code == 1
    assert english.stdout.splitlines()[-1] == (
        f"{bundle} is of an earlier run (2026-05-04), not of this folder as it stands "
        "now."
    )
    assert f"{bundle} 为以前运行（2026-05-04）的结果" in chinese.stdout
    assert told["earlier"] == [{"path": str(bundle), "day": "2026-05-04"}]
    assert bundle.read_bytes() == before
    assert "mine.zip" not in english.stdout


def test_a_wrong_method_says_nothing_of_an_earlier_bundle(account, once_accounted):
    run = account(once_accounted, "--method", "foo/1")

    assert run.exit_code == 2
    assert "earlier run" not in run.stdout


def test_problems_as_json_keep_code_and_place(account, tmp_path):
    project = SyntheticProject()
    project.tables[SOIL][0]["soc"] = "14;2"

    run = account(project.write(tmp_path), "--json")

    (problem,) = json.loads(run.stdout)["problems"]
    assert run.exit_code == 1
    assert problem["code"] == "NUMBER_FORMAT"


def test_an_unknown_method_is_refused_with_those_there_are(account, folder):
    run = account(folder, "--method", "edaphon.mcs/9.9")

    assert run.exit_code == 2
    assert "METHOD_UNKNOWN" in run.stdout
    assert "edaphon.mcs/1.1, verra.vm0042/2.2" in run.stdout


def test_a_folder_that_is_not_there_is_a_wrong_call(account, tmp_path):
    run = account(tmp_path / "nowhere")

    assert run.exit_code == 2
    assert "does not exist" in run.stderr


def test_a_folder_without_a_project_says_how_to_make_one(account, tmp_path):
    english = account(tmp_path)
    chinese = account(tmp_path, language="zh")

    assert (english.exit_code, chinese.exit_code) == (1, 1)
    assert "[DOCUMENT_MISSING] project.yaml" in english.stdout
    assert "edaphon new" in english.stdout
    assert "用 edaphon new 新建项目" in chinese.stdout


def test_a_file_in_the_way_of_the_results_is_named(account, folder):
    (folder / "out").write_text("mine")

    run = account(folder)

    assert run.exit_code == 1
    assert "[FILE_EXISTS]" in run.stdout
    assert (folder / "out").read_text() == "mine"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_ends_with_an_example(account, folder, language):
    run = account(folder, "--help", language=language)

    assert run.exit_code == 0
    assert run.stdout.rstrip().endswith("edaphon.mcs/1.1")


def test_reports_are_left_out_when_nobody_wants_them(account, folder):
    account(folder)

    run = account(folder, "--no-reports")

    assert run.exit_code == 0
    assert "Report:  none; the bundle is valid without reports" in run.stdout
    assert "Writing the reports" not in run.stderr
    names = sorted(path.name for path in (folder / "out/synthetic").iterdir())
    assert names == ["old.report.en.html", "old.report.json"]
    kept = folder / "out/synthetic/old.report.json"
    assert f"Kept:    {kept}, a report of an earlier account" in run.stdout
    with zipfile.ZipFile(folder / "out/synthetic.zip") as bundle:
        assert [name for name in bundle.namelist() if name.startswith("report/")] == []


def test_what_a_person_put_beside_the_reports_stays(account, folder):
    account(folder)
    notes = folder / "out/synthetic/notes/mine.txt"
    notes.parent.mkdir()
    notes.write_text("mine")
    (folder / "out/synthetic/report.old.txt").write_text("mine too")

    account(folder)
    account(folder, "--no-reports")

    assert notes.read_text() == "mine"
    assert (folder / "out/synthetic/report.old.txt").read_text() == "mine too"


def test_results_behind_a_link_are_refused_and_the_link_stays(account, folder):
    other = folder.parent / "other disk"
    other.mkdir()
    (folder / "out").symlink_to(other, target_is_directory=True)

    run = account(folder)

    assert run.exit_code == 1
    assert "[FILE_LINK]" in run.stdout
    assert (folder / "out").is_symlink()
    assert list(other.iterdir()) == []


def test_a_method_that_is_asked_for_twice_accounts_once(account, folder):
    twice = ("--method", "edaphon.mcs/1.1") * 2
    run = account(folder, *twice, "--dry-run", "--json")

    assert run.exit_code == 0
    assert len(json.loads(run.stdout)["accounts"]) == 1
