"""A call that cannot be run says so, with exit 2, in words and as JSON."""

import json
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from edaphon.cli.main import main

WRONG = [
    ("check", "nowhere"),
    ("seal", "nowhere"),
    ("map", "nowhere", "lab.csv"),
    ("map", ".", "lab/none.csv"),
    ("account", "nowhere"),
    ("replay", "nowhere.zip"),
    ("show", "nowhere.zip"),
    ("calc", "stock", "nowhere.csv"),
    ("calc", "nothing", "nowhere.csv"),
    ("chekc",),
    ("method", "show", "edaphon.mcs/1.1", "--equation", "nothing"),
    ("check",),
    ("check", ".", "--colour"),
]


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Run the command in an empty folder; returns exit code, output and talk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDAPHON_LANG", "en")

    def run(*words: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as end:
            main(words)
        told = capsys.readouterr()
        return end.value.code, told.out, told.err

    return run


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_call_is_told_and_nothing_is_printed(call, words):
    code, output, talk = call(*words)

    assert code == 2
    assert output == ""
    assert "Usage: edaphon" in talk


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_call_is_json_where_json_is_asked_for(call, words):
    code, output, _ = call(*words, "--json")
    problem = json.loads(output)["problems"][0]

    assert code == 2
    assert problem["code"] == "CALL_WRONG"
    assert "must follow `edaphon" in problem["needed"]["en"]
    assert "--help" in problem["remedy"]["zh"]


def test_a_misspelt_verb_is_answered_with_the_nearest(call):
    _, _, talk = call("chekc")
    _, _, chinese = call("chekc", "--lang", "zh")
    _, _, nothing = call("xyzzyx")

    assert "There is no verb “chekc”. Did you mean “check”?" in talk
    assert "没有命令“chekc”。是否要用“check”？" in chinese
    assert "Did you mean" not in nothing


@pytest.mark.parametrize(
    ("given", "told"), [("fr", True), ("french", True), ("zh_CN.UTF-8", False)]
)
def test_a_language_of_the_environment_that_is_not_spoken_is_told(
    call, monkeypatch, given, told
):
    monkeypatch.setenv("EDAPHON_LANG", given)
    _, _, talk = call("method", "show", "foo")

    assert (f"EDAPHON_LANG={given} is neither en nor zh" in talk) is told


@pytest.mark.parametrize("verb", ["show", "test"])
def test_a_method_that_is_not_installed_is_told_as_json(call, verb):
    code, output, _ = call("method", verb, "foo", "--json")

    assert code == 2
    assert json.loads(output)["problems"][0]["code"] == "METHOD_UNKNOWN"


def test_an_account_by_a_method_that_is_not_installed_is_a_wrong_call(call):
    code, output, _ = call("account", ".", "--method", "foo")
    other, document, _ = call("account", ".", "--method", "foo", "--json")

    assert (code, other) == (2, 2)
    assert output.startswith("[METHOD_UNKNOWN]")
    assert json.loads(document)["problems"][0]["code"] == "METHOD_UNKNOWN"


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("account",), ("method", "show")])
def test_help_is_had_by_its_short_name(words):
    """In a process of its own: a command keeps the help that it was first asked for."""
    call = [sys.executable, "-m", "edaphon", "--lang", "en", *words]
    short, long = (
        subprocess.run([*call, name], capture_output=True, check=False, text=True)
        for name in ("-h", "--help")
    )

    assert short.returncode == 0
    assert short.stdout == long.stdout
    assert short.stdout.startswith("Usage: edaphon")


@pytest.mark.parametrize(
    ("settings", "heard"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "用法"),
        ({"LANG": "zh"}, "用法"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_SG"}, "用法"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "Usage"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "Usage"),
        ({"LANG": "zh_CN.UTF-8", "EDAPHON_LANG": "en"}, "Usage"),
        ({"LANG": "zha_CN"}, "Usage"),
        ({}, "Usage"),
    ],
    ids=str,
)
def test_the_language_of_the_locale_is_heard(call, monkeypatch, settings, heard):
    for name in ("EDAPHON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    _, output, talk = call("--help")

    assert output.startswith(heard)
    assert talk == ""


def test_a_printed_command_spells_a_path_with_blanks(call):
    _, _, talk = call("new", "my fields/wheat")

    assert "edaphon check 'my fields/wheat'" in talk
    assert "edaphon map 'my fields/wheat' lab/soil.xlsx" in talk


def test_a_wrong_call_is_told_in_chinese(call):
    code, output, talk = call("check", "nowhere", "--json", "--lang", "zh")

    assert code == 2
    assert "'nowhere' 不存在" in json.loads(output)["problems"][0]["found"]["zh"]
    assert "'nowhere' 不存在" in talk


def test_a_folder_cannot_be_made_under_a_file(call, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    code, output, talk = call("new", "file/project", "--json")

    assert code == 1
    assert json.loads(output)["problems"][0]["code"].startswith("FILE_")
    assert "Traceback" not in talk


def test_a_place_that_cannot_be_written_is_told(call, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, output, _ = call("new", "locked/project")
    locked.chmod(stat.S_IRWXU)

    if code == 0:
        pytest.skip("this user may write everywhere")
    assert code == 1
    assert "[FILE_NOT_WRITABLE]" in output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_output_that_does_not_fit_is_told(call, monkeypatch):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        code, _, talk = call("method", "list")
        with suppress(OSError):
            full.close()

    assert code == 3
    assert "[FILE_DISK_FULL] stdout" in talk


def test_names_that_the_system_cannot_spell_are_told(call, monkeypatch):
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "ascii")
    monkeypatch.setattr("edaphon.cli.main.build", _unspeakable)
    code, _, talk = call("check", ".")

    assert code == 2
    assert "PYTHONUTF8=1" in talk


def _unspeakable():
    return "土".encode("ascii")


@pytest.mark.parametrize(
    "words",
    [
        ("method", "show", "edaphon.mcs/1.1", "--output", "nowhere/x.html"),
        ("calc", "stock", "t.csv", "--output", "nowhere/x.csv"),
        ("new", "t.csv/project"),
    ],
)
def test_an_output_that_has_no_place_is_refused_in_words(words, call):
    table = "point,depth (cm),soc (g/kg),bulk density (g/cm3)\np1,0-10,10,1.3\n"
    Path("t.csv").write_text(table, "utf-8")
    code, out, talk = call(*words)

    assert code == 1
    assert "FILE_" in out + talk
    assert "Traceback" not in out + talk


@pytest.mark.parametrize("given", ["abc", "999999999999", "-1", "1.5", "٣", "9" * 5000])
@pytest.mark.parametrize(
    "words", [("account", "."), ("check", "."), ("method", "list")]
)
def test_a_time_that_is_none_is_a_wrong_call(call, monkeypatch, given, words):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    code, _, told = call(*words)

    assert code == 2
    assert "SOURCE_DATE_EPOCH" in told
    assert "remove the variable" in told
