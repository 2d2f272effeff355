"""A replay from Python ends as the command does."""

import shutil

import pytest

import edaphon
from edaphon.kernel.errors import EdaphonError


@pytest.fixture(scope="session")
def verdict(project_folder):
    """Verdict on a sound bundle, its reports left out."""
    return edaphon.replay(
        project_folder / "out/synthetic.zip", reports=False, lang="en"
    )


def test_a_sound_bundle_passes(verdict):
    assert verdict.exit_code == 0
    assert verdict.passed
    assert verdict.figures == "identical"
    assert repr(verdict) == (
        "Exit code 0: Every check that counts passed. Figures: identical."
    )


def test_checks_are_a_table_with_their_numbers(verdict):
    frame = verdict.checks

    assert frame["number"].to_list() == [*range(1, 22)]
    assert "The container is safe to open" in verdict._repr_html_()
    assert verdict.findings


def test_a_check_that_only_a_log_answers_is_missed_where_it_is_asked(project_folder):
    found = edaphon.replay(
        project_folder / "out/synthetic.zip", reports=False, required=(13,), lang="zh"
    )

    assert found.exit_code == 3
    assert "无法在本机完成" in repr(found)


def test_a_bundle_with_a_changed_byte_fails(project_folder, tmp_path):
    path = shutil.copy(project_folder / "out/synthetic.zip", tmp_path / "b.zip")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    found = edaphon.replay(path, reports=False, lang="en")

    assert found.exit_code == 1
    assert any(item.verdict == "failed" for item in found.findings)


def test_a_file_that_is_no_bundle_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("no bundle")

    with pytest.raises(EdaphonError, match="BUNDLE_NOT_ONE"):
        edaphon.replay(path)


def test_a_bundle_that_is_open_can_be_replayed(sealed):
    assert sealed.replay(reports=False).exit_code == 0
