"""A lost point is witnessed by a paper that names it.

An attacker listed more lost points under VM0042 with the paper of another point: 696
became 741, 750 and 765 t CO2e.
"""

import shutil

import pytest

from edaphon.evidence import load
from edaphon.monitoring.loss_papers import loss_paper_problems
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "huang-huai"
PAPER = "papers/loss.txt"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "example")


def told(folder, before, after):
    file = folder / "project.yaml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    return list(loss_paper_problems(load(folder)))


def twice(folder, paper=PAPER):
    """List another point with the witness of the first."""
    text = (folder / "project.yaml").read_text("utf-8")
    start, end = text.index("    - point: S2-P14"), text.index("  moved:")
    entry = text[start:end]
    entries = (entry + entry.replace("S2-P14", "S3-C04")).replace(PAPER, paper)
    return told(folder, entry, entries)


def test_the_paper_of_the_example_names_its_point(folder):
    assert list(loss_paper_problems(load(folder))) == []


def test_a_paper_of_another_point_is_refused(folder):
    (problem,) = twice(folder)

    assert problem.code == "LOSS_NOT_NAMED"
    assert problem.stops()
    assert problem.facts == {"point": "S3-C04", "file": PAPER}
    assert "enters with its conservative value" in problem.text("en")
    assert "该点按保守值代入" in problem.text("zh")


def test_a_scan_of_several_points_is_told(folder):
    (folder / "papers/loss.pdf").write_bytes(b"%PDF-1.7 scan")
    (problem,) = twice(folder, "papers/loss.pdf")

    assert problem.code == "LOSS_ONE_PAPER"
    assert not problem.stops()
    assert problem.facts["points"] == "S2-P14, S3-C04"
    assert "a reader finds every point" in problem.text("en")
    assert "逐一写明各采样点" in problem.text("zh")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_paper_in_the_letters_of_its_writer_is_read(folder, encoding):
    (folder / PAPER).write_bytes("采样点 S2-P14 已毁".encode(encoding))

    assert list(loss_paper_problems(load(folder))) == []
