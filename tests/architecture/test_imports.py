"""Rooms import downwards only, and starting up stays cheap."""

import subprocess
import sys

import pytest
from importlinter.api import read_configuration
from importlinter.application.use_cases import SUCCESS, lint_imports
from importlinter.configuration import configure

from tests.architecture.tree import ROOT, rooms

HEAVY = {"numpy", "polars", "scipy", "matplotlib", "shapely", "pyproj", "openpyxl"}


def modules_loaded_by(code: str) -> set[str]:
    """Return the top-level packages in memory after a piece of code has run."""
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return {line.split(".")[0] for line in run.stdout.splitlines()}


def test_rooms_keep_the_import_contract(monkeypatch):
    monkeypatch.chdir(ROOT)
    configure()

    assert lint_imports(cache_dir=None) == SUCCESS


def test_every_room_has_its_place_in_the_layers():
    contract = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"][0]
    named = {
        name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")
    }

    assert {room.name for room in rooms()} <= named


HELP = """
from edaphon.cli.main import main
try:
    main([*{language}, "--help"])
except SystemExit:
    pass
"""


@pytest.mark.parametrize(
    "code",
    [
        "import edaphon",
        HELP.format(language=[]),
        HELP.format(language=["--lang", "zh"]),
    ],
    ids=["import", "help", "zh-help"],
)
def test_starting_up_loads_nothing_heavy(code):
    assert not modules_loaded_by(code) & HEAVY
