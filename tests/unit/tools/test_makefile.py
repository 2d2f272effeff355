"""The first command says what is missing on a machine, in both languages."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("make") is None, reason="make is not on this machine"
    ),
]

OLD_PYTHON = """#!/bin/sh
case "$1" in
  --version) echo "Python 3.9.2" ;;
  *) exit 1 ;;
esac
"""

BARE_PYTHON = """#!/bin/sh
case "$2" in
  *ensurepip*) exit 1 ;;
  *) exit 0 ;;
esac
"""


def make(folder: Path, python: Path) -> subprocess.CompletedProcess[str]:
    """Try to make the virtual environment with a given Python in an empty folder."""
    return subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), ".venv/created", f"PYTHON={python}"],
        cwd=folder, capture_output=True, check=False, encoding="utf-8",
        env={"PATH": os.environ["PATH"]},
    )  # fmt: skip


def program(folder: Path, script: str) -> Path:
    file = folder / "python"
    file.write_text(script, "utf-8")
    file.chmod(0o755)
    return file


def test_missing_python_is_named(tmp_path):
    run = make(tmp_path, tmp_path / "nowhere")

    assert run.returncode != 0
    assert "Install Python 3.11 or newer" in run.stdout
    assert "请安装 Python 3.11 或更高版本" in run.stdout


def test_old_python_is_told_its_version(tmp_path):
    run = make(tmp_path, program(tmp_path, OLD_PYTHON))

    assert run.returncode != 0
    assert "Python 3.9.2. Name a newer one" in run.stdout
    assert "当前为 Python 3.9.2" in run.stdout


def test_python_without_venv_is_told_which_package_helps(tmp_path):
    run = make(tmp_path, program(tmp_path, BARE_PYTHON))

    assert run.returncode != 0
    assert "apt install python3-venv" in run.stdout


def test_help_names_both_first_commands():
    run = subprocess.run(
        ["make", "--no-print-directory"],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip

    assert run.stdout.startswith("make demo")
    assert "make test" in run.stdout
