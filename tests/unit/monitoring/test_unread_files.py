"""Tables that lie in a project folder and that nobody names are told."""

from edaphon.evidence.project import load
from edaphon.monitoring.importing import read_evidence
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
