"""Raw files keep their names where every system can, and are never lost."""

import hashlib

from edaphon.bundle.member_names import stored_names
from edaphon.bundle.sealed import open_bundle
from tests.unit.bundle.bundles import made


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
