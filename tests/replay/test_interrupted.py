"""Closed pipes, Ctrl-C, poor terminals, locked folders: never a traceback."""

import os
import signal
import subprocess
import sys
import time

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.service import publish
from tests.replay.program import PROGRAM, ROOT, called, environment, started
from tests.synthetic_bundle import copied


def check_calm(run):
    """Check that a call ended without a traceback."""
    assert "Traceback" not in run.stdout + run.stderr, run.stderr


@pytest.mark.skipif(os.name == "nt", reason="SIGINT is of POSIX")
@pytest.mark.parametrize("wait", [0.0, 0.1, 0.25])
def test_control_c_ends_the_call_and_writes_nothing(wait, project_folder, tmp_path):
    folder = copied(project_folder, tmp_path / "project")
    process = started("account", folder, READY="1")
    assert process.stdout.readline() == b"ready\n"
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    printed, talked = process.communicate(timeout=60)

    assert b"Traceback" not in printed + talked
    # For an instant around each query polars puts the system's own handler in place:
    # a Ctrl-C then ends the call as it ends any program, by the signal itself.
    assert process.returncode in {0, 1, -signal.SIGINT}
    if process.returncode >= 0:
        assert sorted(path.name for path in folder.rglob(".*")) == []
    assert (folder / "out").exists() == (process.returncode == 0)


@pytest.mark.parametrize("words", [("show",), ("replay", "--json"), ("account",)])
def test_a_reader_that_went_away_is_no_failure_of_ours(words, bundle, tmp_path):
    target = bundle
    if words[0] == "account":
        target = copied(bundle.parents[1], tmp_path / "project")
    process = subprocess.Popen(
        [*PROGRAM, words[0], str(target), *words[1:]],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment(),
    )  # fmt: skip
    process.stdout.close()
    talked = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)

    assert b"Traceback" not in talked
    assert process.returncode in {0, 1}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "ascii:strict"])
def test_a_terminal_without_our_signs_gets_others(encoding, bundle):
    more = {"PYTHONIOENCODING": encoding}

    shown = called("--lang", "zh", "show", bundle, "net_removals", more=more)
    replayed = called("--lang", "zh", "replay", bundle, "--no-reports", more=more)

    for run in (shown, replayed):
        check_calm(run)
        assert run.returncode == 0
    assert "net_removals = " in shown.stdout


def test_a_folder_that_takes_no_file_is_told_before_anything_is_read(
    monkeypatch, tmp_path
):
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(EdaphonError) as refusal:
        publish(tmp_path, clock=lambda: pytest.fail("it began"))

    (problem,) = refusal.value.problems
    assert problem.code == "FILE_NOT_WRITABLE"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_folder_that_may_not_be_written_says_so(project_folder, tmp_path):
    folder = copied(project_folder, tmp_path / "project")
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere")
    run = called("account", folder)
    folder.chmod(0o755)

    check_calm(run)
    assert run.returncode == 1
    assert "FILE_NOT_WRITABLE" in run.stdout


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc")  # noqa: PTH112 - a word, not a path
def test_a_place_that_takes_no_folder_says_so(project_folder, tmp_path):
    """``out`` is a link into /proc, where nobody may make a folder."""
    folder = copied(project_folder, tmp_path / "project")
    (folder / "out").symlink_to("/proc/self/nowhere")
    english, chinese = (
        called("--lang", language, "account", folder) for language in ("en", "zh")
    )

    for run in (english, chinese):
        check_calm(run)
        assert run.returncode == 1
        assert "[FILE_" in run.stdout


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "does not exist"), ("zh", "不存在")]
)
@pytest.mark.parametrize("verb", ["account", "replay", "show"])
def test_a_path_that_leads_nowhere_is_a_wrong_call(verb, language, sentence, tmp_path):
    run = called("--lang", language, verb, tmp_path / "nowhere")

    check_calm(run)
    assert run.returncode == 2
    assert sentence in run.stderr


def test_a_replay_opens_no_socket(bundle):
    """The audit hook sees every socket that Python makes, in any library."""
    program = """
import sys

def watch(event, _):
    if event.startswith("socket."):
        print(event, file=sys.stderr)
        sys.exit(99)

sys.addaudithook(watch)
from tests.synthetic_bundle import stand_in
from edaphon.service import publication
from edaphon.cli.main import main
publication.report_members = stand_in
main(["replay", sys.argv[1]])
"""
    run = subprocess.run(
        [sys.executable, "-c", program, str(bundle)], cwd=ROOT, env=environment(),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
