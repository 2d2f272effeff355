"""What was read is what is sealed: a file that changes meanwhile stops the account."""

from datetime import UTC, datetime

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.service import publication
from tests.synthetic_project import SyntheticProject

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def publish(folder, change):
    """Publish, and change the folder when the bundle is about to be written."""

    def progress(stage):
        if stage == "bundle":
            change()

    return publication.publish(
        folder, clock=lambda: NOW, progress=progress, with_reports=False
    )


def test_a_file_that_changes_while_accounts_are_made_is_not_sealed(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    file = folder / "project.yaml"
    text = file.read_text("utf-8")

    with pytest.raises(EdaphonError) as refusal:
        publish(folder, lambda: file.write_text(f"{text}\n# later\n", "utf-8"))

    (problem,) = refusal.value.problems
    assert (problem.code, problem.where.file) == ("BUNDLE_CHANGED", "project.yaml")
    assert not list(folder.glob("out/*.zip"))


def test_a_file_that_no_account_reads_may_change(tmp_path):
    folder = SyntheticProject().write(tmp_path)

    done = publish(folder, lambda: (folder / "notes.txt").write_text("x"))

    assert done.bundle.is_file()
