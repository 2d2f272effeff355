"""A sheet that is named and is not there is refused before a map is saved."""

import pytest
from click.testing import CliRunner

from edaphon.cli.main import build
from edaphon.evidence.header_words import unit_code
from edaphon.monitoring import propose
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.folder import workbook

ROWS = [["point", "soc (g/kg)"], ["p1", 1.5]]


def two_sheets():
    def edit(book):
        for row in ROWS:
            book.active.append(row)
        book.active.title = "a"
        other = book.create_sheet("b")
        for row in ROWS:
            other.append(row)

    return workbook(edit=edit)


def test_a_sheet_that_no_file_has_is_not_mapped(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    (folder / "lab/book.xlsx").write_bytes(two_sheets())
    (folder / "lab/plain.csv").write_text("point,soc (g/kg)\np1,1.5\n", "utf-8")
    before = (folder / "project.yaml").read_bytes()
    for name in ("book.xlsx", "plain.csv"):
        words = ["map", str(folder), f"lab/{name}", "--sheet", "x", "--yes"]
        run = CliRunner().invoke(build(), words, env={"EDAPHON_LANG": "en"})

        assert run.exit_code == 1
        assert "[SHEET_MISSING]" in run.stdout
    assert (folder / "project.yaml").read_bytes() == before


def test_a_sheet_that_is_there_is_mapped(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(two_sheets())

    assert propose(tmp_path / "book.xlsx", sheet="b").problems == ()


@pytest.mark.parametrize("text", ["10*300.[CFU]/g", "10*300 CFU/g", "10*99.CFU/g"])
def test_a_power_of_ten_is_never_read_as_a_product(text):
    assert unit_code(text) is None
