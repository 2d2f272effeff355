"""The page on adding a method pack, walked word for word by a stranger."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.how_to_pages import commands, install, shown, write_files

ROOT = Path(__file__).resolve().parents[2]
RUN = "from edaphon.cli.main import main; main()"
PAGE = ROOT / "docs" / "how-to" / "add-a-method-pack.md"


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The folder after every file of the page is written and the project copied."""
    folder = tmp_path_factory.mktemp("page")
    write_files(PAGE, folder)
    install(folder / "plain-gain")
    shutil.copytree(ROOT / "examples" / "huang-huai", folder / "huang-huai")
    return folder


def call(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the page as a person would, in the folder."""
    program, *words = command.split()
    assert program == "edaphon"
    return subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(folder / "plain-gain"),
            "EDAPHON_LANG": "en",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_page_is_walked_from_the_pack_to_a_replayed_account(walked):
    first, *others = commands(PAGE)
    assert first == "pip install --editable plain-gain"

    said = {}
    for command in others:
        done = call(walked, command)
        assert "Traceback" not in done.stdout + done.stderr
        assert done.returncode == 0, done.stdout + done.stderr
        said[command.split()[1]] = done.stdout

    (promised,) = shown(PAGE)
    assert promised.strip() in said["account"]
    assert "1 of 1 comparisons hold." in said["method"]
    assert set(said) == {"method", "account", "replay"}


def test_the_pack_of_the_page_shows_itself(walked):
    done = call(walked, "edaphon method show plain.gain/1.0")

    assert done.returncode == 0
    assert done.stdout.startswith("# Plain gain")


def test_a_false_printed_formula_is_found_out(walked, tmp_path):
    shutil.copytree(walked / "plain-gain", tmp_path / "plain-gain")
    file = tmp_path / "plain-gain" / "plain_gain" / "equations.py"
    text = file.read_text("utf-8")
    assert "floor(44/12 ·" in text
    file.write_text(text.replace("floor(44/12 ·", "floor(2 · 44/12 ·"), "utf-8")
    done = call(tmp_path, "edaphon method test plain.gain/1.0")

    assert done.returncode == 1
    assert "[METHOD_FORMULA]" in done.stdout
    assert "The formula of units in the pack plain.gain/1.0: it gives" in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("pack.yaml", "vintages: vintage_units", "vintages: units", "METHOD_SHAPE"),
        ("pack.yaml", "removals: units", "removals: unit", "METHOD_FIGURE"),
        ("pack.yaml", "figures: [units, ", "figures: [", "METHOD_FIGURE"),
        ("pack.yaml", "mass: whole}", "mass: hole}", "METHOD_NO_VARIANT"),
        ("equations.py", '"group_area"', '"group_acre"', "METHOD_INPUT"),
        ("equations.py", 'over="vintage"', 'over="orchard"', "METHOD_INPUT"),
        ("equations.py", "replay=", "reply=", "METHOD_BROKEN"),
        ("equations.py", "* max(0.0, gain)", "/ (gain - gain)", "METHOD_BODY"),
        ("equations.py", "floor(44/12 ·", "floor(2 · 44/12 ·", "METHOD_FORMULA"),
        ("conditions.py", "years < least_years", "years < later", "METHOD_BODY"),
        ("conditions.py", "    return met(", "    met(", "METHOD_BODY"),
    ],
)  # fmt: skip
def test_a_slip_in_the_pack_is_named_and_stops_the_account(
    walked, tmp_path, name, old, new, code
):
    shutil.copytree(walked / "plain-gain", tmp_path / "plain-gain")
    (tmp_path / "huang-huai").symlink_to(walked / "huang-huai")
    file = tmp_path / "plain-gain" / "plain_gain" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    command = "edaphon account huang-huai --method plain.gain/1.0 --no-reports"
    done = call(tmp_path, command)

    assert "Traceback" not in done.stdout + done.stderr
    assert f"[{code}]" in done.stdout
    assert done.returncode == 1
