"""What keeps a bundle from being opened belongs to one of the first three checks."""

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.verification.steps import opening
from tests.unit.verification.by_hand import examined, fault

CHECKS = {
    "container": opening.container,
    "manifest": opening.manifest,
    "crate": opening.crate,
}


def refusing(*problems):
    """Return what opens no bundle, for these reasons."""

    def refuse(_path):
        raise EdaphonError(problems)

    return refuse


@pytest.mark.parametrize(
    ("file", "code", "check"),
    [
        ("manifest.json", "JSON_SYNTAX", "manifest"),
        ("manifest.json", "BUNDLE_HASH", "manifest"),
        ("manifest.json", "ZIP_LINK", "container"),
        ("data/a.csv", "ZIP_LINK", "container"),
        ("data/a.csv", "FILE_FAILED", "container"),
        ("data/a.csv", "BUNDLE_HASH", "manifest"),
        ("", "ZIP_SIZE", "container"),
        ("ro-crate-metadata.json", "CRATE_PROFILE", "crate"),
        ("ro-crate-metadata.json", "JSON_SYNTAX", "crate"),
        ("ro-crate-metadata.json", "BUNDLE_HASH", "manifest"),
        ("ro-crate-metadata.json", "BUNDLE_MISSING", "manifest"),
    ],
)
def test_each_fault_is_told_by_the_check_it_belongs_to(file, code, check, monkeypatch):
    monkeypatch.setattr(opening, "open_bundle", refusing(fault(code, file)))
    exam = examined()
    told = {name: [item.code for item in run(exam)] for name, run in CHECKS.items()}

    assert told == {name: [code] if name == check else [] for name in CHECKS}


def test_what_is_no_bundle_at_all_is_a_wrong_call(monkeypatch):
    faults = fault("ZIP_SIZE"), fault("BUNDLE_NOT_ONE")
    monkeypatch.setattr(opening, "open_bundle", refusing(*faults))

    with pytest.raises(EdaphonError) as caught:
        list(opening.container(examined()))

    assert caught.value.problems == faults


def test_a_bundle_that_opens_passes_all_three(monkeypatch):
    monkeypatch.setattr(opening, "open_bundle", lambda path: ("opened", path))
    exam = examined()

    assert [item for run in CHECKS.values() for item in run(exam)] == []
    assert exam.bundle == ("opened", exam.path)
