"""The lesson for newcomers works as it is printed, command after command."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LESSON = ROOT / "docs" / "tutorial" / "first-account.md"


def commands() -> list[list[str]]:
    """Return the words of every command of the lesson, in order."""
    blocks = re.findall(r"```console\n(.*?)```", LESSON.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line[2:]) for line in lines if line.startswith("$ ")]


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command of the lesson in a folder."""
    if words[0] == "edaphon":
        start = "from edaphon.cli.main import main; main()"
        words = [sys.executable, "-c", start, *words[1:]]
    return subprocess.run(
        words, cwd=folder, capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> dict[str, subprocess.CompletedProcess[str]]:
    """Walk through the lesson once; return each command with what it did."""
    folder = tmp_path_factory.mktemp("lesson")
    example = folder / "examples" / "huang-huai"
    ignored = shutil.ignore_patterns("out")
    shutil.copytree(ROOT / "examples" / "huang-huai", example, ignore=ignored)
    return {" ".join(words): run(words, folder) for words in commands()}


def test_every_command_of_the_lesson_succeeds(walked):
    failed = {
        command: done.stdout + done.stderr
        for command, done in walked.items()
        if done.returncode != 0
    }

    assert failed == {}


def test_the_lesson_ends_at_raw_rows(walked):
    whole, point = [done for command, done in walked.items() if " show " in command]

    assert "Raw rows behind this figure" in whole.stdout
    assert "lab/土壤检测结果2021.csv row 5 column F: " in point.stdout


def test_the_replay_agrees(walked):
    (replay,) = [done for command, done in walked.items() if " replay " in command]

    assert "agrees" in replay.stdout


def test_the_chinese_lesson_has_the_same_commands():
    po = ROOT / "docs/locale/zh_CN/LC_MESSAGES/tutorial/first-account.po"
    text = po.read_text("utf-8")

    assert all(text.count(f"$ {shlex.join(words)}") == 2 for words in commands())


def test_the_lesson_prints_what_the_commands_print(walked):
    blocks = re.findall(r"```text\n(.*?)```", LESSON.read_text("utf-8"), re.DOTALL)
    printed = "".join(done.stdout + done.stderr for done in walked.values())
    lines = [line for block in blocks for line in block.splitlines()]

    assert lines
    assert [line for line in lines if line not in printed.splitlines()] == []
