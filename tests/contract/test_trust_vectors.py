"""Byte-exact agreement with published vectors (``../shared/data/trust-vectors``)."""

import csv
import struct
from pathlib import Path

import pytest

from edaphon.kernel.canonical import dumps, loads


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
