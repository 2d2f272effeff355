"""What keeps a bundle from being opened is told by the check it belongs to."""

import json

import pytest

from edaphon.kernel import canonical
from edaphon.verification import verify
from tests.synthetic_bundle import relisted, unpacked


@pytest.fixture
def folder(project_folder, tmp_path):
    return unpacked(project_folder / "out/synthetic.zip", tmp_path / "bundle")


def verdicts(found):
    return [found.of(number)[0].verdict for number in range(1, 5)]


def test_a_link_is_told_by_the_container(folder):
    (folder / "data/link").symlink_to("/etc/passwd")

    found = verify(folder)

    assert found.of(1)[0].code == "ZIP_LINK"
    assert verdicts(found) == ["failed", "not_checked", "not_checked", "not_checked"]
    assert (found.bundle, found.figures) == ("", "not_checked")


def test_a_changed_file_is_told_by_the_manifest(folder):
    (folder / "README.txt").write_text("Trust us.")

    found = verify(folder)

    assert found.of(2)[0].code == "BUNDLE_HASH"
    assert verdicts(found) == ["passed", "failed", "not_checked", "not_checked"]


def test_a_foreign_profile_is_told_by_the_crate(folder):
    path = folder / "ro-crate-metadata.json"
    path.write_bytes(path.read_bytes().replace(b"process/0.5", b"process/9.9"))

    found = verify(relisted(folder))

    assert found.of(3)[0].code == "CRATE_PROFILE"
    assert verdicts(found) == ["passed", "passed", "failed", "not_checked"]


def test_a_manifest_of_another_version_cannot_be_checked(folder):
    path = folder / "manifest.json"
    record = json.loads(path.read_bytes())
    record["v"] = "edaphon.manifest/2"
    path.write_bytes(canonical.dumps(record))

    found = verify(folder)

    assert found.of(2)[0].code == "BUNDLE_VERSION"
    assert not found.failed
    assert found.unchecked() == (*range(2, 13), 21)
