"""``edaphon replay``: verdicts, exit codes, both languages."""

import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from edaphon import service
from edaphon.cli.main import build
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from tests.synthetic_bundle import NOW, published, relisted, stand_in, unpacked
from tests.synthetic_documents import CREDITED
from tests.synthetic_project import SyntheticProject

ACCOUNT, EVIDENCE = "account/account.json", "account/evidence.json"
RUN, CODE = "env/run.json", "env/code.sha256"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return published(SyntheticProject().write(tmp_path_factory.mktemp("project")))


@pytest.fixture
def replay(monkeypatch):
    """Run the verb with a stand-in for the reports."""
    monkeypatch.setattr(service, "report_members", stand_in)

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


@pytest.fixture
def from_another_program(bundle, tmp_path):
    """A bundle whose run record names another code than this program has."""
    folder = unpacked(bundle, tmp_path / "other")
    listing = (folder / CODE).read_bytes() + f"{64 * '0'}  edaphon/gone.py\n".encode()
    (folder / CODE).write_bytes(listing)
    run = canonical.loads((folder / RUN).read_bytes(), file=RUN)
    run["program"] = {"version": "0.0.9", "code": digest(listing)}
    (folder / RUN).write_bytes(canonical.dumps(run))
    return relisted(folder)


def test_an_honest_bundle_agrees(replay, bundle):
    run = replay(bundle)

    assert run.exit_code == 0, run.stdout
    lines = run.stdout.splitlines()
    assert lines[0].removeprefix("Bundle   ") == lines[1].removeprefix("Replayed ")
    assert "  1  passed  The container is safe to open" in lines
    assert " 20  not checked  Two heads of the log are of one history" in lines
    told = (
        "states quantified reductions and removals (unverified) of "
        f"{CREDITED} t CO2e, replay gives {CREDITED}"
    )
    assert f"edaphon.mcs/1.1: {told}" in lines
    assert "Figures: identical. Program: same. Method: same." in lines
    assert lines[-3].endswith("the same to the last byte.")
    assert lines[-2] == "Not compared: env/run.json."
    assert lines[-1].endswith("is for verification to judge.")


def test_what_a_stranger_knows_is_said_in_chinese(replay, bundle):
    run = replay(bundle, language="zh")

    lines = run.stdout.splitlines()
    assert "  1  通过  容器可安全打开" in lines
    told = f"所载核算结果（未经核查）{CREDITED} tCO2e，复算得 {CREDITED} tCO2e"
    assert f"edaphon.mcs/1.1：{told}" in lines
    assert "数值：相同。程序：相同。方法学：相同。" in lines
    assert lines[-3].startswith("复算一致")
    assert lines[-2] == "未比对：env/run.json。"
    assert lines[-1] == "原始文件是否真实，由核查判断。"


def test_talk_says_what_is_done_and_how_long_it_took(replay, bundle):
    run = replay(bundle)

    lines = run.stderr.splitlines()
    assert lines[0] == "Comparing every file with the manifest"
    assert "Reading lab/soil.csv" in lines
    assert lines[-4:-1] == [
        "Computing the accounts", "Writing the reports", "Comparing the other files",
    ]  # fmt: skip
    assert re.fullmatch(r"Done in \d+\.\d s\.", lines[-1])


def test_json_tells_checks_members_and_units(replay, bundle):
    record = json.loads(replay(bundle, "--json").stdout)

    assert record["passed"], record
    assert record["bundle"] == record["replayed"]
    verdicts = [record[name] for name in ("figures", "program", "method")]
    assert verdicts == ["identical", "same", "same"]
    assert [item["number"] for item in record["checks"]] == list(range(1, 22))
    assert record["units"][0] == {
        "method": "edaphon.mcs/1.1", "stated": CREDITED, "recomputed": CREDITED,
        "status": "credited", "holds": True,
    }  # fmt: skip


def test_rows_in_reverse_and_no_reports_agree_too(replay, bundle):
    run = replay(bundle, "--reverse-rows", "--no-reports")

    assert run.exit_code == 0
    assert " 11  not checked" in run.stdout
    assert "[REPORTS_LEFT_OUT]" in run.stdout
    assert "  not compared  report/report.json  left out by --no-reports" in run.stdout
    assert "Not compared: env/run.json, report/report.en.html" in run.stdout


def test_overstated_units_fail(replay, overstated):
    run = replay(overstated)

    assert run.exit_code == 1
    assert "account/account.json\n      /accounts/0/units" in run.stdout
    assert f"of {CREDITED + 1} t CO2e, replay gives {CREDITED}" in run.stdout
    assert "does NOT agree" in run.stdout


def test_overstated_units_fail_in_chinese(replay, overstated):
    run = replay(overstated, language="zh")

    assert " 10  未通过  " in run.stdout
    assert (
        run.stdout.splitlines()[-1]
        == "复算不一致：证据包中的数值不能由其原始文件得出。"
    )


def test_overstated_units_fail_as_json(replay, overstated):
    run = replay(overstated, "--json")

    assert run.exit_code == 1
    assert not json.loads(run.stdout)["passed"]
    assert not json.loads(run.stdout)["units"][0]["holds"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_another_program_is_named_and_the_bundle_is_not_blamed(
    replay, from_another_program, language
):
    run = replay(from_another_program, language=language)

    assert run.exit_code == 3
    assert "[PROGRAM_OTHER]" in run.stdout
    assert "pip install edaphon==0.0.9" in run.stdout
    assert "[MEMBER_ELSEWHERE] ro-crate-metadata.json" in run.stdout
    last = run.stdout.splitlines()[-1]
    follow = {"en": "The figures follow from the raw files, but", "zh": "数值可由原始"}
    assert last.startswith(follow[language])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_of_another_program_may_differ_by_either(
    replay, from_another_program, language
):
    folder = from_another_program
    record = canonical.loads((folder / ACCOUNT).read_bytes(), file=ACCOUNT)
    record["accounts"][0]["figures"][0]["value"] = "1.000000"
    (folder / ACCOUNT).write_bytes(canonical.dumps(record))

    run = replay(relisted(folder), language=language)

    assert run.exit_code == 1
    last = run.stdout.splitlines()[-1]
    said = {"en": "it may be the bundle or the program", "zh": "可能是证据包"}
    assert said[language] in last
    assert "edaphon==0.0.9" in last


def test_a_version_that_is_not_that_of_the_code_fails(replay, bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")
    run = canonical.loads((folder / RUN).read_bytes(), file=RUN)
    run["program"]["version"] = "9.9"
    (folder / RUN).write_bytes(canonical.dumps(run))

    found = replay(relisted(folder))

    assert found.exit_code == 1
    assert "[PROGRAM_VERSION] env/run.json" in found.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_bundle_of_older_records_is_of_another_version(
    replay, bundle, tmp_path, language
):
    """A stand-in for the bundles made before the records had this form."""
    folder = unpacked(bundle, tmp_path / "bundle")
    with (folder / CODE).open("ab") as listing:
        listing.write(f"{64 * '0'}  edaphon/gone.py\n".encode())
    for name in (ACCOUNT, EVIDENCE, RUN):
        record = canonical.loads((folder / name).read_bytes(), file=name)
        record["v"] = record["v"].rpartition("/")[0] + "/0"
        if name == RUN:
            record = {"v": record["v"], "generated_at": "", "version": "0.1.0"}
        (folder / name).write_bytes(canonical.dumps(record))

    run = replay(relisted(folder), language=language)

    assert run.exit_code == 3
    assert run.stdout.count("[RECORD_VERSION]") == 1
    assert run.stdout.count(run.stdout.splitlines()[0].split()[-1]) == 1
    assert "pip install edaphon==0.1.0" in run.stdout
    assert digest((folder / CODE).read_bytes()) in run.stdout
    other = {"en": "Program: other. Method: not known.", "zh": "程序：其他版本。"}
    assert other[language] in run.stdout
    said = {"en": "nothing against it and nothing for it", "zh": "既不表明其有误"}
    assert said[language] in run.stdout.splitlines()[-1]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["folder", "text", "zip"])
def test_what_is_no_bundle_is_a_wrong_call(replay, tmp_path, kind, language):
    path = tmp_path / "thing"
    if kind == "folder":
        path.mkdir()
        (path / "project.yaml").write_text("id: demo", "utf-8")
    elif kind == "text":
        path.write_text("P is not PK", "utf-8")
    else:
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("project.yaml", "id: demo")

    run = replay(path, language=language)

    assert run.exit_code == 2
    assert run.output.count("BUNDLE_NOT_ONE") == 1
    assert "FAILED" not in run.output
    words = {"en": "thing holds no manifest.json", "zh": "thing 中没有 manifest.json"}
    assert words[language] in run.output


def test_what_is_no_bundle_is_told_to_machines(replay, tmp_path):
    run = replay(tmp_path, "--json")

    assert run.exit_code == 2
    (problem,) = json.loads(run.stdout)["problems"]
    assert problem["code"] == "BUNDLE_NOT_ONE"


def test_a_check_of_the_log_counts_only_when_it_is_required(replay, bundle):
    run = replay(bundle, "--require", "13", "--require", "14", "--no-reports")

    assert run.exit_code == 3
    assert "see 13, 14" in run.stdout


def test_reports_that_are_left_out_count_when_they_are_required(replay, bundle):
    run = replay(bundle, "--require", "11", "--no-reports")

    assert run.exit_code == 3
    assert "see 11" in run.stdout


def test_a_bundle_without_reports_is_not_said_to_have_true_ones(replay, tmp_path):
    folder = SyntheticProject().write(tmp_path)
    done = service.publish(folder, clock=lambda: NOW, with_reports=False)

    run = replay(done.bundle)

    assert run.exit_code == 0
    assert "[REPORTS_NONE]" in run.stdout


@pytest.mark.parametrize("number", ["0", "22", "x"])
def test_a_check_that_is_not_in_the_list_is_a_wrong_call(replay, bundle, number):
    assert replay(bundle, "--require", number).exit_code == 2


KEY = "log.edaphon.example/2026+71245afd+AS9LcEoz1unEtiGK4Wtug8rv3BP2slSVs+ETlW5qvHIQ"


def test_a_log_key_is_read(replay, bundle):
    assert replay(bundle, "--log-key", KEY, "--no-reports").exit_code == 0


@pytest.mark.parametrize(
    "key",
    ["x", KEY[:-1], KEY.replace("71245afd", "71245afe"), KEY.replace("log.", ""),
     KEY.replace("+AS9L", "+BS9L")],
)  # fmt: skip
def test_a_malformed_log_key_is_a_wrong_call(replay, bundle, key):
    run = replay(bundle, "--log-key", key)

    assert run.exit_code == 2
    assert "[LOG_KEY_FORM]" in run.stdout


def test_a_damaged_bundle_is_refused(replay, bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "bundle")
    (folder / "data/lab/soil.csv").write_text("point,soc\n")

    run = replay(folder)

    assert run.exit_code == 1
    assert "[BUNDLE_HASH] data/lab/soil.csv" in run.stdout
    assert "  2  FAILED" in run.stdout
    assert "  3  not checked" in run.stdout
    assert run.stdout.splitlines()[-1].endswith("nothing is said about its figures.")


def test_a_bundle_that_is_not_there_is_a_wrong_call(replay, tmp_path):
    run = replay(tmp_path / "nowhere.zip")

    assert run.exit_code == 2
    assert "does not exist" in run.stderr


def test_something_else_is_no_bundle(replay, tmp_path):
    (tmp_path / "notes.zip").write_text("notes")

    run = replay(tmp_path / "notes.zip")

    assert run.exit_code == 2
    assert "[BUNDLE_NOT_ONE]" in run.stdout


def test_a_manifest_of_another_version_cannot_be_checked(replay, bundle, tmp_path):
    folder = unpacked(bundle, tmp_path / "later")
    listing = folder / "manifest.json"
    listing.write_bytes(listing.read_bytes().replace(b"manifest/1", b"manifest/2"))

    run = replay(folder)

    assert run.exit_code == 3
    assert "BUNDLE_VERSION" in run.output


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_explains_the_exit_codes(replay, bundle, language):
    run = replay(bundle, "--help", language=language)

    assert run.exit_code == 0
    assert {"0", "1", "2", "3"} <= set(run.stdout)
