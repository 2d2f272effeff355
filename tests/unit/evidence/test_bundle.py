"""A bundle names every byte of itself; the worked example is the specification's."""

import dataclasses
import hashlib
import json
import random
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edaphon.evidence.bundle import Bundle, open_bundle, readme, write
from edaphon.evidence.crate import CrateDescription
from edaphon.evidence.limits import Limits
from edaphon.evidence.manifest import manifest_of
from edaphon.evidence.member_names import stored_names
from edaphon.evidence.packing import content, pack
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem

DESCRIPTION = CrateDescription(
    name={"en": "Black soil demonstration", "zh": "黑土示范项目"},
    description={"en": "Evidence and account", "zh": "证据与核算结果"},
    proponent={"zh": "示范农业公司"},
    published_on=date(2026, 5, 4),
    started_at=datetime(2026, 5, 4, 1, tzinfo=UTC),
    ended_at=datetime(2026, 5, 4, 1, 2, tzinfo=UTC),
    code_version="0.1.0",
    code_digest=digest(b"code"),
)
MEMBERS = {
    "data/soc.csv": b"plot,soc\nA,1.42\n",
    "data/空.txt": b"",
    "account/account.json": b'{"units":"12"}',
    "statements/opinion.json": b'{"payload":"e30="}',
}


def made(tmp_path: Path, members=MEMBERS, name: str = "a.zip", **options) -> Path:
    write(tmp_path / name, members, DESCRIPTION, **options)
    return tmp_path / name


def unpacked(tmp_path: Path, members=MEMBERS) -> Path:
    with zipfile.ZipFile(made(tmp_path, members)) as archive:
        archive.extractall(tmp_path / "folder")
    return tmp_path / "folder"


def repacked(folder: Path) -> Path:
    """Pack a folder as another program would: no seal, present dates."""
    path = folder.with_suffix(".again.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*"), reverse=True):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def relisted(folder: Path, **changes: bytes) -> Path:
    """Change files and write the manifest that a forger would write."""
    for name, data in changes.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    files = [file for file in folder.rglob("*") if file.is_file()]
    listed = {file.relative_to(folder).as_posix(): content(file) for file in files}
    listed.pop("manifest.json")
    kept = {
        k: v for k, v in listed.items() if not k.startswith(("statements/", "log/"))
    }
    (folder / "manifest.json").write_bytes(manifest_of(kept))
    return folder


def identity(path: Path, **options) -> str:
    with open_bundle(path, **options) as bundle:
        return bundle.id


def refused(act) -> list[Problem]:
    with pytest.raises(EdaphonError) as caught:
        act()
    for problem in caught.value.problems:
        for language in ("en", "zh"):
            assert problem.text(language)
            assert problem.remedy(language)
    return list(caught.value.problems)


def codes(act) -> list[tuple[str, str]]:
    return sorted({(each.code, each.where.file) for each in refused(act)})


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
        (manifest(entry("data/a"), entry("data/a")), "BUNDLE_NOT_CANONICAL"),
        (manifest(v="edaphon.manifest/2"), "BUNDLE_VERSION"),
        (manifest(v=["edaphon.manifest/1"]), "BUNDLE_VERSION"),
        (manifest(more=1), "FIELD_UNKNOWN"),
        (b'{"v":"edaphon.manifest/1"}', "FIELD_MISSING"),
        (b'{"files":{},"v":"edaphon.manifest/1"}', "FIELD_TYPE"),
        (b"[]", "FIELD_TYPE"),
        (manifest("data/a"), "FIELD_TYPE"),
        (manifest(entry("data/a") | {"mode": 1}), "FIELD_UNKNOWN"),
        (manifest(entry("data/a", -1)), "BUNDLE_ENTRY"),
        (manifest(entry("data/a", True)), "BUNDLE_ENTRY"),
        (manifest(entry("data/a", "0")), "BUNDLE_ENTRY"),
        (manifest(entry("data/a", sha256="0" * 63)), "BUNDLE_ENTRY"),
        (manifest(entry("data/a", sha256="A" * 64)), "BUNDLE_ENTRY"),
        (manifest(entry(7)), "BUNDLE_ENTRY"),
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

    assert identity(path, limits=Limits(json_bytes=longest))
    assert codes(lambda: open_bundle(path, limits=Limits(json_bytes=longest - 1))) == [
        ("JSON_SIZE", "ro-crate-metadata.json")
    ]


def test_a_listed_file_outside_the_layout_is_refused(tmp_path):
    folder = relisted(unpacked(tmp_path), **{"bin/run.sh": b"echo"})

    assert codes(lambda: open_bundle(folder)) == [("BUNDLE_PLACE", "bin/run.sh")]


def test_a_forged_bundle_has_another_identity(tmp_path):
    folder = unpacked(tmp_path)
    honest = identity(folder)

    relisted(folder, **{"data/soc.csv": b"plot,soc\nA,9.42\n"})

    assert identity(folder) != honest


def test_raw_files_that_not_every_system_can_name_are_stored_under_short_names(
    tmp_path,
):
    wanted = [
        "data/aux.csv",
        "data/A.csv",
        "data/a.csv",
        "data/" + "长" * 70 + ".XLSX",
        "data/odd .verylongsuffix ",
        "data/lab/检测 结果.csv",
    ]
    kept = stored_names(wanted)
    members = {name: name.encode() for name in wanted}

    assert kept["data/A.csv"] == "data/A.csv"
    assert kept["data/lab/检测 结果.csv"] == "data/lab/检测 结果.csv"
    for name, suffix in zip(
        ["data/aux.csv", "data/a.csv", wanted[3], wanted[4]],
        ["csv", "csv", "xlsx", "bin"],
        strict=True,
    ):
        digits = hashlib.sha256(name.encode()).hexdigest()[:16]
        assert kept[name] == f"data/{digits}.{suffix}"
    with open_bundle(made(tmp_path, members)) as bundle:
        for name in wanted:
            assert bundle.read(kept[name]) == name.encode()
        assert bundle.originals[kept["data/aux.csv"]] == "aux.csv"
        (tmp_path / "out").mkdir()
        bundle.extract(tmp_path / "out")
    for name in wanted:
        assert (tmp_path / "out" / name[5:]).read_bytes() == name.encode()


def test_an_old_name_is_never_followed_out_of_the_folder(tmp_path):
    wanted = "data/../../evil\\x.csv"
    (kept,) = stored_names([wanted]).values()
    path = made(tmp_path, {wanted: b"x", "data/b": b"y"})
    (tmp_path / "out").mkdir()

    with open_bundle(path) as bundle:
        bundle.extract(tmp_path / "out")

    found = sorted(file.name for file in tmp_path.rglob("*") if file.is_file())
    assert found == sorted(["a.zip", "b", kept.removeprefix("data/")])


def test_a_name_that_is_no_text_is_kept_as_a_label(tmp_path):
    wanted = "data/\udcff\udcfe.csv"
    (kept,) = stored_names([wanted]).values()

    with open_bundle(made(tmp_path, {wanted: b"x"})) as bundle:
        assert bundle.originals == {kept: "\\udcff\\udcfe.csv"}


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
        (Limits(members=5), "ZIP_COUNT"),
        (Limits(member_bytes=15), "ZIP_MEMBER_SIZE"),
        (Limits(total_bytes=100), "ZIP_TOTAL_SIZE"),
        (Limits(archive_bytes=100), "ZIP_SIZE"),
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

    monkeypatch.setattr("edaphon.evidence.bundle.pack", pack_later)
    found = codes(lambda: write(tmp_path / "a.zip", {"data/a": raw}, DESCRIPTION))

    assert found == [("BUNDLE_CHANGED", "data/a")]
    assert [path.name for path in tmp_path.iterdir()] == ["raw.csv"]


def test_an_absent_source_is_named_and_nothing_is_written(tmp_path):
    absent = {"data/a": tmp_path / "absent.csv"}

    found = codes(lambda: write(tmp_path / "a.zip", absent, DESCRIPTION))

    assert found == [("FILE_NO_FOLDER", str(tmp_path / "absent.csv"))]
    assert list(tmp_path.iterdir()) == []


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


def test_a_bundle_is_described_by_frozen_words():
    with pytest.raises(dataclasses.FrozenInstanceError):
        DESCRIPTION.licence = "CC0-1.0"  # type: ignore[misc]
