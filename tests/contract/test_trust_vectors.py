"""Byte-exact agreement with published vectors (``../shared/data/trust-vectors``)."""

import csv
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edaphon.bundle import crate_reading
from edaphon.bundle.crate import CrateDescription
from edaphon.bundle.sealed import write
from edaphon.kernel.canonical import dumps, loads
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError


@pytest.fixture
def vectors(shared_data) -> Path:
    return shared_data / "trust-vectors"


def test_the_official_canonicalization_pairs_agree_byte_for_byte(vectors):
    pairs = sorted((vectors / "jcs/input").glob("*.json"))

    for pair in pairs:
        value = loads(pair.read_bytes())
        written = dumps(value, allow_floats=True, require_nfc=False)
        assert written == (vectors / "jcs/output" / pair.name).read_bytes()
        hexadecimal = (vectors / "jcs/outhex" / f"{pair.stem}.txt").read_text()
        assert written == bytes.fromhex(hexadecimal)
    assert len(pairs) >= 4


@pytest.mark.parametrize("file", ["es6-number-samples.csv", "es6-numbers-1000.csv"])
def test_numbers_are_written_as_ecmascript_writes_them(vectors, file):
    with (vectors / "jcs" / file).open(newline="") as lines:
        rows = list(csv.DictReader(lines))

    for row in rows:
        (number,) = struct.unpack(">d", bytes.fromhex(row["hex_ieee754"].zfill(16)))
        assert dumps(number, allow_floats=True).decode() == row["expected"]
    assert rows


PROFILES = ["ro-crate-1.2", "process-run-crate-0.5"]

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


def required_issues(vectors: Path, crate: Path, cache: Path) -> list[str]:
    script = Path(__file__).with_name("crate_validator.py")
    arguments = [str(vectors / "ro-crate/contexts"), str(cache), str(crate)]
    run = subprocess.run(
        [sys.executable, str(script), *arguments, *PROFILES],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize("failure", ["", "one layer cannot give equal soil mass"])
def test_a_bundle_passes_the_validator_at_required(vectors, tmp_path, failure):
    members = {
        "data/检测 结果.csv": b"plot,soc\nA,1.42\n",
        "data/aux.csv": b"",
        "method/pack.yaml": b"id: x\n",
        "account/account.json": b"{}",
        "report/report.zh.html": b"<p></p>",
    }
    licence = "CC-BY-4.0" if failure else ""
    description = replace(DESCRIPTION, failure=failure, licence=licence)
    write(tmp_path / "a.zip", members, description)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "crate")

    assert required_issues(vectors, tmp_path / "crate", tmp_path / "cache") == []


def test_the_validator_sees_a_broken_crate(vectors, tmp_path):
    broken = vectors / "ro-crate/invalid/3_process_run_crate/conformsto_bad_profile"

    assert required_issues(vectors, broken, tmp_path / "cache")


def test_no_official_crate_makes_our_reader_stumble(vectors):
    files = sorted((vectors / "ro-crate").rglob("ro-crate-metadata.json"))
    bad = "invalid/3_process_run_crate/conformsto_bad_profile"

    for file in files:
        try:
            problems = crate_reading.check(file.read_bytes(), frozenset())
        except EdaphonError as error:
            problems = list(error.problems)
        assert problems, "every official crate is of another version or profile"
        if bad in file.as_posix():
            assert "CRATE_PROFILE" in {problem.code for problem in problems}
    assert len(files) > 50
