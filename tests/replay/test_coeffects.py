"""Co-effects travel in the bundle, are made again, and a changed table is found."""

import json
import zipfile

import pytest

from edaphon.accounting.bundle_members import COEFFECTS
from edaphon.verification.verifying import verify
from tests.coeffects_file import (
    CONSENT,
    EARTHWORMS,
    PAPER,
    WATER,
    coeffects,
    write_coeffects,
)
from tests.synthetic_bundle import published, relisted, stand_in, unpacked
from tests.synthetic_project import SyntheticProject


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """Bundle of a project with co-effects."""
    folder = SyntheticProject().write(tmp_path_factory.mktemp("coeffects"))
    document = coeffects(WATER, EARTHWORMS, safeguards=[CONSENT])
    return published(write_coeffects(folder, document))


def codes(path):
    found = verify(path, reports=stand_in).findings
    return {item.code for item in found if item.verdict == "failed"}


def test_file_paper_and_table_are_in_the_bundle_and_replay(sealed):
    with zipfile.ZipFile(sealed) as archive:
        names = set(archive.namelist())

    assert {"data/coeffects.yaml", f"data/{PAPER}", COEFFECTS} <= names
    found = verify(sealed, reports=stand_in)
    assert not found.failed
    likeness = {item.member: item.likeness for item in found.comparisons}
    assert likeness[COEFFECTS] == "identical"
    assert likeness["data/coeffects.yaml"] == "read"


def test_a_worsening_that_was_made_an_improvement_is_found(sealed, tmp_path):
    folder = unpacked(sealed, tmp_path / "forged")
    record = json.loads((folder / COEFFECTS).read_bytes())
    record["indicators"][0]["verdict"] = "better"
    (folder / COEFFECTS).write_text(json.dumps(record), "utf-8")

    assert "MEMBER_DIFFERS" in codes(relisted(folder))


def test_a_table_that_was_taken_out_is_missed(sealed, tmp_path):
    folder = unpacked(sealed, tmp_path / "without")
    (folder / COEFFECTS).unlink()
    crate = folder / "ro-crate-metadata.json"
    graph = json.loads(crate.read_bytes())
    graph["@graph"] = [item for item in graph["@graph"] if item["@id"] != COEFFECTS]
    crate.write_text(json.dumps(graph).replace(f'{{"@id": "{COEFFECTS}"}}, ', ""))

    assert codes(relisted(folder)) >= {"MEMBER_MISSING"}


def test_a_file_that_was_changed_gives_another_table(sealed, tmp_path):
    folder = unpacked(sealed, tmp_path / "changed")
    path = folder / "data/coeffects.yaml"
    path.write_text(path.read_text("utf-8").replace("'48'", "'72'"), "utf-8")

    assert codes(relisted(folder))
