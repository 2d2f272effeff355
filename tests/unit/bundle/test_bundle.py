"""Writing a bundle; the worked example is the specification's."""

import dataclasses
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from edaphon.bundle.limits import BundleLimits
from edaphon.bundle.manifest import manifest_of
from edaphon.bundle.packing import content, pack
from edaphon.bundle.sealed import open_bundle, readme, write
from edaphon.kernel.digests import digest
from tests.unit.bundle.bundles import (
    DESCRIPTION,
    MEMBERS,
    codes,
    identity,
    made,
    refused,
    repacked,
    unpacked,
)

ROOT = Path(__file__).resolve().parents[3]


def test_the_manifest_is_that_of_the_worked_example():
    files = {name: content(MEMBERS[name]) for name in ("data/空.txt", "data/soc.csv")}

    assert manifest_of(files).decode() == (
        '{"files":[{"path":"data/soc.csv","sha256":"c3f25e9a583c6ab0c544306c33a9f63ae'
        '0e82d04445ca3c92822b29a6c6105f2","size":16},{"path":"data/空.txt","sha256":"e3b'
        '0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0}],'
        '"v":"edaphon.manifest/1"}'
    )
    assert digest(manifest_of(files)) == (
        "sha256:866f4e32c07ec434356aedfe094beecc321556e6b9889d4716321462f537b920"
    )


def test_a_bundle_gives_back_what_was_put_in(tmp_path):
    identity = write(tmp_path / "a.zip", MEMBERS, DESCRIPTION)

    with open_bundle(tmp_path / "a.zip") as bundle:
        assert bundle.id == identity == digest(bundle.read("manifest.json"))
        assert {name: bundle.read(name) for name in MEMBERS} == MEMBERS
        assert set(bundle.names) - set(MEMBERS) == {
            "README.txt",
            "manifest.json",
            "ro-crate-metadata.json",
        }
        assert "statements/opinion.json" not in bundle.manifest
        assert bundle.read("README.txt") == readme()


def test_the_same_members_make_the_same_bytes(tmp_path):
    first = made(tmp_path, MEMBERS, "1.zip").read_bytes()
    backwards = dict(reversed(MEMBERS.items()))

    assert made(tmp_path, backwards, "2.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        names = [entry.filename for entry in archive.infolist()]
        assert names == sorted(names, key=str.encode)
        assert {entry.date_time for entry in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        assert archive.testzip() is None


def test_identity_is_that_of_the_files_and_never_of_the_zip(tmp_path):
    folder = unpacked(tmp_path)
    again = repacked(folder)

    assert again.read_bytes() != (tmp_path / "a.zip").read_bytes()
    identities = {identity(path) for path in (tmp_path / "a.zip", folder, again)}
    assert len(identities) == 1


def test_statements_and_log_do_not_change_the_identity(tmp_path):
    more = MEMBERS | {"log/1.tlog-proof": b"proof"}

    assert write(tmp_path / "1.zip", MEMBERS, DESCRIPTION) == write(
        tmp_path / "2.zip", more, DESCRIPTION
    )


def test_a_stranger_checks_the_folder_with_the_readme_s_line_alone(tmp_path):
    folder = unpacked(tmp_path)
    line = next(line for line in readme().decode().splitlines() if "python3 -c" in line)
    code = line.split('"', 1)[1].rsplit('"', 1)[0]

    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert run.stdout.splitlines()[-1].startswith("ok ")
    assert "WRONG" not in run.stdout
    (folder / "data/soc.csv").write_bytes(b"other")
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert "WRONG data/soc.csv" in run.stdout


def test_large_members_are_streamed_from_their_files(tmp_path):
    raw = tmp_path / "raw.csv"
    raw.write_bytes(b"1.25,7.5\n" * 700_000)
    zeros = tmp_path / "zeros.bin"
    zeros.write_bytes(bytes(11 * 1024**2))
    members = {"data/raw.csv": raw, "data/zeros.bin": zeros, "data/a.xlsx": b"x" * 999}

    with open_bundle(made(tmp_path, members)) as bundle:
        assert sum(map(len, bundle.stream("data/raw.csv"))) == 6_300_000
        assert bundle.read("data/zeros.bin") == bytes(11 * 1024**2)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        methods = {entry.filename: entry.compress_type for entry in archive.infolist()}
    assert methods["data/raw.csv"] == zipfile.ZIP_DEFLATED
    assert methods["data/a.xlsx"] == zipfile.ZIP_STORED
    assert methods["data/zeros.bin"] == zipfile.ZIP_STORED


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("soc.csv", "BUNDLE_PLACE"),
        ("manifest.json", "BUNDLE_PLACE"),
        ("README.txt", "BUNDLE_PLACE"),
        ("ro-crate-metadata.json", "BUNDLE_PLACE"),
        ("report/../x", "ZIP_PATH"),
        ("report/aux.pdf", "ZIP_NAME"),
        ("method/code.zip", "ZIP_NESTED"),
    ],
)
def test_members_of_our_own_that_have_no_place_are_refused(tmp_path, name, code):
    found = codes(lambda: write(tmp_path / "a.zip", {name: b""}, DESCRIPTION))

    assert (code, name) in found
    assert list(tmp_path.iterdir()) == []


def test_limits_hold_for_the_writer_too_and_leave_nothing(tmp_path):
    for limits, code in [
        (BundleLimits(members=5), "ZIP_COUNT"),
        (BundleLimits(member_bytes=15), "ZIP_MEMBER_SIZE"),
        (BundleLimits(total_bytes=100), "ZIP_TOTAL_SIZE"),
        (BundleLimits(archive_bytes=100), "ZIP_SIZE"),
    ]:
        problems = refused(
            lambda limits=limits: write(
                tmp_path / "a.zip", MEMBERS, DESCRIPTION, limits=limits
            )
        )
        assert code in {each.code for each in problems}
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"licence": "https://intranet/licence"}, "CRATE_REMOTE"),
        ({"agent": "\udcff"}, "JSON_TEXT"),
    ],
)
def test_nothing_is_written_that_would_not_be_read(tmp_path, changes, code):
    description = dataclasses.replace(DESCRIPTION, **changes)

    found = codes(lambda: write(tmp_path / "a.zip", MEMBERS, description))

    assert found == [(code, "ro-crate-metadata.json")]
    assert list(tmp_path.iterdir()) == []


def test_evidence_that_changes_while_it_is_sealed_is_refused(tmp_path, monkeypatch):
    raw = tmp_path / "raw.csv"
    raw.write_bytes(b"1")

    def pack_later(*arguments):
        raw.write_bytes(b"2")
        return pack(*arguments)

    monkeypatch.setattr("edaphon.bundle.sealed.pack", pack_later)
    found = codes(lambda: write(tmp_path / "a.zip", {"data/a": raw}, DESCRIPTION))

    assert found == [("BUNDLE_CHANGED", "data/a")]
    assert [path.name for path in tmp_path.iterdir()] == ["raw.csv"]


def test_an_absent_source_is_named_and_nothing_is_written(tmp_path):
    absent = {"data/a": tmp_path / "absent.csv"}

    found = codes(lambda: write(tmp_path / "a.zip", absent, DESCRIPTION))

    assert found == [("FILE_NO_FOLDER", str(tmp_path / "absent.csv"))]
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_is_described_by_frozen_words():
    with pytest.raises(dataclasses.FrozenInstanceError):
        DESCRIPTION.licence = "CC0-1.0"  # type: ignore[misc]


@pytest.mark.slow
@pytest.mark.parametrize("point", ["file.opened", "file.written", "file.renamed"])
def test_a_killed_write_leaves_the_old_bundle_or_the_new_one(tmp_path, point):
    path = made(tmp_path)
    old = identity(path)
    code = (
        "import sys; from pathlib import Path;"
        "from tests.unit.bundle.bundles import DESCRIPTION, MEMBERS, write;"
        "write(Path(sys.argv[1]), MEMBERS | {'data/b.csv': b'2'}, DESCRIPTION)"
    )
    environment = {"EDAPHON_CRASH_AT": point, "PATH": os.environ["PATH"]}
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=environment, cwd=ROOT, check=False
    )

    assert run.returncode == 137
    assert (identity(path) == old) == (point != "file.renamed")
    made(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]
