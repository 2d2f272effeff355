"""Bundles of synthetic projects, with a stand-in where the reports would be."""

import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from edaphon.accounting.bundle_members import ACCOUNT, RUN
from edaphon.bundle.manifest import manifest_of
from edaphon.bundle.packing import content
from edaphon.service import publication

NOW = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)


def stand_in(records: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what stands for the reports: the figures and the time, as text."""
    account, run = json.loads(records[ACCOUNT]), json.loads(records[RUN])
    lines = [f"{item['method']['id']} {item['units']}" for item in account["accounts"]]
    text = "\n".join([str(run["generated_at"]), *lines]).encode()
    return {"report/report.en.html": text, "report/report.json": records[ACCOUNT]}


def published(folder: Path, methods: Sequence[str] = ()) -> Path:
    """Account for a project folder and return its bundle."""
    with patch.object(publication, "report_members", stand_in):
        return publication.publish(folder, methods, clock=lambda: NOW).bundle


def unpacked(bundle: Path, folder: Path) -> Path:
    """Unpack a bundle to tamper with it."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder


def relisted(folder: Path) -> Path:
    """Write the manifest that a forger would write."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    listed = {
        file.relative_to(folder).as_posix(): content(file)
        for file in files
        if file.name != "manifest.json"
    }
    (folder / "manifest.json").write_bytes(manifest_of(listed))
    return folder


def copied(folder: Path, target: Path) -> Path:
    """Copy a project folder without its results."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("out"))
    return target
