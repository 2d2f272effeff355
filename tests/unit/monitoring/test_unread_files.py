"""Tables that lie in a project folder and that nobody names are told."""

from edaphon.evidence.project import load
from edaphon.monitoring.importing import read_evidence
from tests.coeffects_file import EARTHWORMS, PAPER, coeffects, write_coeffects
from tests.unit.monitoring.folder import entry, folder


def told(place):
    found = read_evidence(load(place)).problems
    return [one for one in found if one.code == "FILE_UNREAD"]


def test_a_retest_that_no_field_names_is_told(tmp_path):
    files = {"lab/a.csv": b"plot,soc\nP1,12\n", "lab/again 2024.xlsx": b"x"}
    folder(tmp_path, files, [entry("lab/a.csv")])

    (found,) = told(tmp_path)

    assert found.facts["files"] == "lab/again 2024.xlsx"
    assert "lab/again 2024.xlsx" in found.text("zh")


def test_named_files_results_and_private_ones_are_not_told(tmp_path):
    files = {
        "lab/a.csv": b"plot,soc\nP1,12\n", "out/x.csv": b"", "private/m.csv": b"",
        "earlier/x.csv": b"", "plan/costs.csv": b"", "lab/~$a.xlsx": b"",
        ".git/x.csv": b"", "papers/paper.pdf": b"",
    }  # fmt: skip
    folder(tmp_path, files, [entry("lab/a.csv")])

    assert told(tmp_path) == []


def test_papers_of_co_effects_are_named_there(tmp_path):
    """Bug: papers that coeffects.yaml names were told as tables that nobody names."""
    folder(tmp_path, {"lab/a.csv": b"plot,soc\nP1,12\n"}, [entry("lab/a.csv")])
    write_coeffects(tmp_path, coeffects(EARTHWORMS))

    assert PAPER.endswith(".txt")
    assert told(tmp_path) == []
