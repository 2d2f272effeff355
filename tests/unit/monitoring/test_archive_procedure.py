"""Archived samples show the shift of a batch only by the procedure of that batch."""

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_documents import ARCHIVED, SOIL
from tests.synthetic_project import SyntheticProject


@pytest.mark.parametrize(
    ("procedure", "is_told"),
    [("NY/T 1121.6-2006", False), ("HJ 695-2014", True), ("", False)],
)
def test_another_procedure_is_refused(procedure, is_told, tmp_path):
    project = SyntheticProject()
    project.archive(0.97)
    for row in project.rows(SOIL, campaign=ARCHIVED):
        row["method"] = procedure
    problems = look(project.write(tmp_path)).problems
    found = [one for one in problems if one.code == "ARCHIVE_PROCEDURE"]

    assert len(found) == is_told
    for one in found:
        assert (one.severity, one.entry.since) == ("error", 6)
        assert one.where.path == "campaigns/1/archived"
        assert "by HJ 695-2014, campaign end by NY/T 1121.6-2006" in one.found("en")
        assert "按 HJ 695-2014 检测" in one.found("zh")
