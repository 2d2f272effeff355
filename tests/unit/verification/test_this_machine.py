"""What this machine lacks says nothing against a bundle: not checked, never failed."""

import errno
import os
import tempfile

import pytest

from edaphon.kernel.errors import EdaphonError, Problem, catalogue
from edaphon.verification import verify
from edaphon.verification.steps import recomputing
from tests.synthetic_bundle import relisted, unpacked

DISK_FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")
FONTS = EdaphonError(Problem(code="REPORT_FONTS", facts={"package": "fonts"}))
BROKEN = EdaphonError(Problem(code="METHOD_BROKEN", facts={"id": "x", "cause": "y"}))


@pytest.fixture
def bundle(project_folder):
    return project_folder / "out/synthetic.zip"


def refusing(error):
    def refuse(*_, **__):
        raise error

    return refuse


@pytest.mark.parametrize(
    ("place", "error", "number", "code"),
    [
        ("gather", DISK_FULL, 7, "FILE_DISK_FULL"),
        ("_extract", PermissionError(errno.EACCES, "no", "x"), 7, "FILE_NOT_WRITABLE"),
        ("_extract", OSError(errno.EIO, "Input/output error"), 7, "FILE_FAILED"),
        ("accountable", BROKEN, 8, "METHOD_BROKEN"),
        ("accounts", BROKEN, 8, "METHOD_BROKEN"),
        ("members", DISK_FULL, 8, "FILE_DISK_FULL"),
        ("comparison", DISK_FULL, 7, "FILE_DISK_FULL"),
    ],
)
def test_a_step_that_this_machine_stops_is_not_checked(
    place, error, number, code, bundle, monkeypatch
):
    monkeypatch.setattr(recomputing, place, refusing(error))
    found = verify(bundle)
    told = [item for item in found.findings if item.code not in ("", "CHECK_RESTS")]

    assert not found.failed
    assert number in found.unchecked()
    assert code in {item.code for item in told}
    assert found.figures == "not_checked"


def test_reports_without_a_typesetter_are_not_checked(bundle):
    found = verify(bundle, reports=refusing(FONTS))
    (told,) = found.of(11)

    assert (told.verdict, told.code) == ("not_checked", "REPORT_FONTS")
    assert not found.failed


def test_a_machine_without_room_for_the_raw_files_is_told(bundle, monkeypatch):
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refusing(DISK_FULL))

    with pytest.raises(EdaphonError) as caught:
        verify(bundle)

    assert [item.code for item in caught.value.problems] == ["FILE_DISK_FULL"]


def test_a_bundle_that_changes_under_the_reader_still_fails(bundle, monkeypatch):
    changed = EdaphonError(Problem(code="BUNDLE_CHANGED", facts={"name": "data/x"}))
    monkeypatch.setattr(recomputing, "comparison", refusing(changed))

    assert verify(bundle).failed


def test_what_the_bundle_says_is_never_of_this_machine():
    told = {code for code, entry in catalogue().items() if entry.of_this_machine}
    foreign = ("JSON_", "CRATE_", "RECORD_", "BUNDLE_", "YAML_", "ENTRY_")

    assert {code for code in told if code.startswith(foreign)} == {
        "RECORD_VERSION",
        "BUNDLE_VERSION",
    }


@pytest.mark.parametrize("as_folder", [False, True])
def test_two_files_for_one_place_are_told_in_words_of_the_bundle(
    as_folder, bundle, tmp_path
):
    folder = unpacked(bundle, tmp_path / "bundle")
    plan = folder / "data/plan"
    if as_folder:
        plan.mkdir()
        (plan / "sampling.yaml").write_text("v: edaphon.plan/1\n")
    else:
        plan.write_text("a file where a folder belongs\n")
    found = verify(relisted(folder))
    told = found.of(7)

    assert {item.code for item in told} == {"BUNDLE_SHARED_PLACE"}
    assert "takes the place of plan/sampling.yaml" in told[0].text("en")
    assert "正常程序不会重复写入" in told[0].text("zh")
    assert found.failed
    assert found.figures == "not_checked"
