"""Fixtures of the command line's tests."""

import pytest
from click.testing import CliRunner

from edaphon.cli.calc import command


@pytest.fixture(autouse=True)
def own_language(monkeypatch):
    """No call of another test decides in which language click speaks."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def calc(tmp_path):
    """Run a calculation on a text table; returns the finished run."""

    def run(name: str, table: str, *words: str, encoding: str = "utf-8"):
        file = tmp_path / "table.csv"
        file.write_bytes(table.encode(encoding))
        return CliRunner().invoke(command, [name, str(file), *words])

    return run
