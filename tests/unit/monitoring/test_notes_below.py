"""A sentence below a table is no sample, and is told as set aside."""

import pytest

from edaphon.monitoring.importing import read_evidence
from tests.unit.monitoring.folder import CONSTANTS, entry, folder

COLUMNS = {
    "plot": {"is": "point"},
    "SOC": {"is": "soc", "unit": "g/kg"},
    "N": {"is": "total_n", "unit": "g/kg"},
}
NOTES = ["n.b.: SOC by dry combustion (ISO 10694)", "注：本报告仅对来样负责。"]


def read(place, tail, rules=None):
    data = f"plot,SOC,N\nP1,12,1\n{tail}\n".encode()
    constants = CONSTANTS | {"stratum": "s1", "role": "project"}
    listed = [entry("lab.csv", columns=COLUMNS, constants=constants)]
    return read_evidence(folder(place, {"lab.csv": data}, listed), rules=rules)


@pytest.mark.parametrize("note", NOTES)
def test_a_sentence_below_the_table_becomes_no_point(tmp_path, note):
    """One became a point of the plan, on project land."""
    found = read(tmp_path, f'"{note}",,')

    assert set(found.observations["point"]) == {"P1"}
    assert "FOOTER_SET_ASIDE" in {one.code for one in found.problems}


@pytest.mark.parametrize("row", ["P2,,", "n.b.: so it is,3,", "P1 north end,13,1"])
def test_what_may_be_a_sample_stays(tmp_path, row):
    found = read(tmp_path, row)

    assert "FOOTER_SET_ASIDE" not in {one.code for one in found.problems}


def test_an_older_bundle_is_read_as_it_was(tmp_path):
    found = read(tmp_path, f'"{NOTES[0]}",,', rules=5)

    assert "FOOTER_SET_ASIDE" not in {one.code for one in found.problems}
