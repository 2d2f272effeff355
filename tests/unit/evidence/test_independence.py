"""One rule for every word that counts because it comes from outside the project."""

from datetime import date

import pytest

from edaphon.evidence.independence import reanalysis_fault, word_fault
from edaphon.evidence.project import read
from tests.coeffects_file import WATER, coeffects, write_coeffects
from tests.synthetic_documents import SOIL
from tests.synthetic_project import SyntheticProject

PAPER = "papers/again.txt"
WORD = {
    "text": {"en": "Analysed again.", "zh": "已重新测定。"},
    "signed_on": "2024-11-01",
    "signed_by": "某检测中心 | Some laboratory",
    "file": PAPER,
}


def written(folder, **changed):
    """Return a project with a re-analysis of its last campaign, and two papers."""
    project = SyntheticProject()
    word = {name: value for name, value in {**WORD, **changed}.items() if value}
    project.document["campaigns"][1]["reanalysis"] = word
    project.write(folder)
    (folder / "papers").mkdir()
    (folder / PAPER).write_text("Twenty samples, both laboratories.\n", "utf-8")
    (folder / "again.txt").write_text("Twenty samples.\n", "utf-8")
    (folder / "papers/copy.csv").write_bytes((folder / SOIL).read_bytes())
    return read(folder)[0]


@pytest.mark.parametrize(("changed", "fault"), [
    ({}, ""),
    ({"file": ""}, "no_paper"),
    ({"file": "again.txt"}, "not_a_paper"),
    ({"file": "papers/copy.csv"}, "serves_elsewhere"),
    ({"signed_by": "Example Farm"}, "own_party"),
    ({"signed_on": "2024-09-30"}, "too_early"),
    ({"signed_on": "2024-10-01"}, ""),
])  # fmt: skip
def test_a_reanalysis_is_held_to_the_rule_of_a_witness(tmp_path, changed, fault):
    assert reanalysis_fault(written(tmp_path, **changed)) == fault


def test_no_word_is_none_and_of_two_days_the_later_is_too_late(tmp_path):
    project = written(tmp_path)
    place = ("campaigns", 1, "reanalysis")

    assert reanalysis_fault(project, 0) == "absent"
    since = date(2024, 10, 1)
    assert word_fault(project, place, since=since, until=date(2024, 11, 1)) == ""
    late = word_fault(project, place, since=since, until=date(2024, 10, 31))
    assert late == "too_late"


@pytest.mark.parametrize(
    ("shown", "fault"),
    [(PAPER, "serves_elsewhere"), ("papers/twin.txt", "serves_elsewhere"),
     ("papers/other.txt", "")],
    ids=["the paper", "a copy of it", "another"],
)  # fmt: skip
def test_a_paper_of_the_co_effects_is_used_too(tmp_path, shown, fault):
    """One paper stands for one statement, wherever the statement is written."""
    written(tmp_path)
    (tmp_path / "papers/twin.txt").write_bytes((tmp_path / PAPER).read_bytes())
    (tmp_path / "papers/other.txt").write_text("Of water.\n", "utf-8")
    write_coeffects(tmp_path, coeffects({**WATER, "file": shown, "at": "page 1"}))

    assert reanalysis_fault(read(tmp_path)[0]) == fault
