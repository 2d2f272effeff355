"""Small bundles, honest and tampered with, for the tests of this folder."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edaphon.bundle.crate import CrateDescription
from edaphon.bundle.manifest import manifest_of
from edaphon.bundle.packing import content
from edaphon.bundle.sealed import open_bundle, write
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
