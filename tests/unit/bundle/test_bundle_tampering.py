"""Whatever was changed in a bundle is found and named."""

import hashlib
import json
import random
import zipfile

import pytest

from edaphon.bundle.limits import BundleLimits
from edaphon.bundle.sealed import Bundle, open_bundle
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError
from tests.unit.bundle.bundles import (
    MEMBERS,
    codes,
    identity,
    made,
    refused,
    relisted,
    unpacked,
)


@pytest.mark.slow
def test_every_one_of_two_thousand_flipped_bits_is_found_and_named(tmp_path):
    whole = made(tmp_path).read_bytes()
    flips = random.Random(20260504).sample(range(len(whole) * 8), 2_000)  # noqa: S311 - a fixed sample, not a secret
    path = tmp_path / "flipped.zip"

    for bit in flips:
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        (*_, last) = refused(lambda: open_bundle(path))
        assert last.where.file or last.where.byte is not None or last.code == "ZIP_SEAL"


@pytest.mark.slow
def test_every_flipped_bit_of_an_unpacked_file_is_found_and_named(tmp_path):
    folder = unpacked(tmp_path)
    names = open_bundle(folder).manifest
    for name in [*names, "manifest.json"]:
        whole = (folder / name).read_bytes()
        for bit in range(0, len(whole) * 8, 97):
            changed = bytearray(whole)
            changed[bit // 8] ^= 1 << bit % 8
            (folder / name).write_bytes(changed)
            problems = refused(lambda: open_bundle(folder))
            if name != "manifest.json":
                assert [(each.code, each.where.file) for each in problems] == [
                    ("BUNDLE_HASH", name)
                ]
        (folder / name).write_bytes(whole)


@pytest.mark.slow
def test_every_cut_of_a_bundle_is_refused(tmp_path):
    whole = made(tmp_path).read_bytes()
    path = tmp_path / "cut.zip"

    for length in [*range(0, len(whole), 7), len(whole) - 1]:
        path.write_bytes(whole[:length])
        assert refused(lambda: open_bundle(path))


def test_missing_extra_and_changed_files_are_told_in_one_pass(tmp_path):
    folder = unpacked(tmp_path)
    (folder / "data/空.txt").unlink()
    (folder / "data/soc.csv").write_bytes(b"plot,soc\nA,9.42\n")
    (folder / "data/more.csv").write_bytes(b"")

    problems = refused(lambda: open_bundle(folder))

    assert [(each.code, each.where.file) for each in problems] == [
        ("BUNDLE_MISSING", "data/空.txt"),
        ("BUNDLE_EXTRA", "data/more.csv"),
        ("BUNDLE_HASH", "data/soc.csv"),
    ]
    changed = hashlib.sha256(b"plot,soc\nA,9.42\n").hexdigest()
    assert changed in problems[2].found("en")
    assert "c3f25e9a583c6ab0" in problems[2].needed("zh")


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "data/.DS_Store", "Thumbs.db", "data/desktop.ini", "data/._soc.csv"],
)
def test_what_a_file_manager_leaves_is_refused_and_accuses_nobody(tmp_path, name):
    folder = unpacked(tmp_path)
    (folder / name).write_bytes(b"\0\0\0\1Bud1")

    (problem,) = refused(lambda: open_bundle(folder))

    assert (problem.code, problem.where.file) == ("BUNDLE_LITTER", name)
    assert "file managers" in problem.found("en")
    assert f"Delete {name}" in problem.remedy("en")


def test_what_only_looks_like_litter_is_a_file_like_any_other(tmp_path):
    folder = unpacked(tmp_path)
    (folder / "data/my.DS_Store.csv").write_bytes(b"")

    (problem,) = refused(lambda: open_bundle(folder))

    assert problem.code == "BUNDLE_EXTRA"


@pytest.mark.parametrize("shifted", [False, True])
def test_a_zip_with_something_in_front_is_told_as_that(tmp_path, shifted):
    path, other = made(tmp_path), tmp_path / "other.zip"
    whole, junk = path.read_bytes(), b"#!/bin/sh\nexit\n"
    if shifted:
        other.write_bytes(junk)
        with zipfile.ZipFile(other, "a") as file:
            file.writestr("manifest.json", b"{}")
    else:
        other.write_bytes(junk + whole)

    (problem,) = refused(lambda: open_bundle(other))

    assert problem.code == "ZIP_STRUCTURE"
    assert "in front of the first member" in problem.found("en")
    assert "首个成员之前" in problem.found("zh")


def test_a_folder_of_another_kind_is_no_bundle(tmp_path):
    (tmp_path / "project.yaml").write_text("id: demo", "utf-8")

    with pytest.raises(EdaphonError) as refusal:
        open_bundle(tmp_path)
    (problem,) = refusal.value.problems

    assert problem.code == "BUNDLE_NOT_ONE"
    assert "Give the path of the zip" in problem.text("en")
    assert "请填写 zip 文件的路径" in problem.text("zh")


@pytest.mark.parametrize("name", ["manifest.json", "ro-crate-metadata.json"])
def test_a_bundle_without_manifest_or_crate_is_refused(tmp_path, name):
    folder = unpacked(tmp_path)
    (folder / name).unlink()

    assert codes(lambda: open_bundle(folder)) == [("BUNDLE_MISSING", name)]


def entry(name: str, size: object = 0, sha256: str = "0" * 64) -> dict[str, object]:
    return {"path": name, "sha256": sha256, "size": size}


def manifest(*files: object, v: object = "edaphon.manifest/1", **more: object) -> bytes:
    record = {"files": list(files), "v": v} | more
    text = json.dumps(record, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return text.encode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'{"files": [],"v":"edaphon.manifest/1"}', "BUNDLE_NOT_CANONICAL"),
        (b'{"v":"edaphon.manifest/1","files":[]}', "BUNDLE_NOT_CANONICAL"),
        (manifest(entry("data/b"), entry("data/a")), "BUNDLE_NOT_CANONICAL"),
        (manifest(entry("data/a"), entry("data/a")), "BUNDLE_TWICE"),
        (manifest(v="edaphon.manifest/2"), "BUNDLE_VERSION"),
        (manifest(v=["edaphon.manifest/1"]), "RECORD_FORM"),
        (manifest(more=1), "RECORD_FORM"),
        (b'{"v":"edaphon.manifest/1"}', "RECORD_FORM"),
        (b'{"files":{},"v":"edaphon.manifest/1"}', "RECORD_FORM"),
        (b"[]", "RECORD_FORM"),
        (manifest("data/a"), "RECORD_FORM"),
        (manifest(entry("data/a") | {"mode": 1}), "RECORD_FORM"),
        (manifest(entry("data/a", -1)), "RECORD_FORM"),
        (manifest(entry("data/a", True)), "RECORD_FORM"),
        (manifest(entry("data/a", "0")), "RECORD_FORM"),
        (manifest(entry("data/a", sha256="0" * 63)), "RECORD_FORM"),
        (manifest(entry("data/a", sha256="A" * 64)), "RECORD_FORM"),
        (manifest(entry(7)), "RECORD_FORM"),
        (manifest(entry("manifest.json")), "BUNDLE_PLACE"),
        (manifest(entry("statements/a")), "BUNDLE_PLACE"),
        (manifest(entry("../a")), "BUNDLE_PLACE"),
        (manifest(entry("data/a", 1.5)), "JSON_FLOAT"),
        (b'{"files":[],"files":[],"v":"edaphon.manifest/1"}', "JSON_DUP_KEY"),
        (b"\xff", "JSON_TEXT"),
        (b"[" * 100_000, "JSON_DEPTH"),
    ],
)
def test_a_manifest_that_is_not_the_canonical_one_is_refused(tmp_path, text, code):
    folder = unpacked(tmp_path)
    (folder / "manifest.json").write_bytes(text)

    assert codes(lambda: open_bundle(folder))[0] == (code, "manifest.json")


def test_documents_are_read_at_their_limit_and_refused_one_past_it(tmp_path):
    path = made(tmp_path)
    with open_bundle(path) as bundle:
        longest = max(
            len(bundle.read(name))
            for name in ("manifest.json", "ro-crate-metadata.json")
        )

    assert identity(path, limits=BundleLimits(json_bytes=longest))
    assert codes(
        lambda: open_bundle(path, limits=BundleLimits(json_bytes=longest - 1))
    ) == [("JSON_SIZE", "ro-crate-metadata.json")]


def test_a_listed_file_outside_the_layout_is_refused(tmp_path):
    folder = relisted(unpacked(tmp_path), **{"bin/run.sh": b"echo"})

    assert codes(lambda: open_bundle(folder)) == [("BUNDLE_PLACE", "bin/run.sh")]


def test_a_forged_bundle_has_another_identity(tmp_path):
    folder = unpacked(tmp_path)
    honest = identity(folder)

    relisted(folder, **{"data/soc.csv": b"plot,soc\nA,9.42\n"})

    assert identity(folder) != honest


def test_records_that_name_absent_evidence_are_refused(tmp_path):
    account = "account/account.json"
    with open_bundle(made(tmp_path)) as bundle:
        bundle.require({account: digest(MEMBERS["data/soc.csv"])})
        bundle.require({"statements/opinion.json": bundle.id})
        found = codes(lambda: bundle.require({account: digest(b"other evidence")}))

    assert found == [("BUNDLE_LINK", account)]


def test_a_file_that_is_asked_for_and_absent_is_a_problem_not_a_crash(tmp_path):
    with open_bundle(made(tmp_path)) as bundle:
        found = codes(lambda: bundle.read("data/absent"))

    assert found == [("BUNDLE_MISSING", "data/absent")]


def test_a_file_that_changes_after_opening_is_noticed_when_it_is_read(tmp_path):
    folder = unpacked(tmp_path)
    bundle: Bundle = open_bundle(folder)
    (folder / "data/soc.csv").write_bytes(b"plot,soc\nA,9.42\n")

    assert codes(lambda: bundle.read("data/soc.csv")) == [
        ("BUNDLE_HASH", "data/soc.csv")
    ]
