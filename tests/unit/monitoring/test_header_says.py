"""A map that contradicts the header of its column is refused, since rules 6.

Each of them was read as the map says: the carbon of a column of organic matter or of
total carbon, a density of moist soil or of another basis, and percent read as g/kg.
"""

import pytest

from edaphon.monitoring.importing import read_evidence
from tests.unit.monitoring.folder import CONSTANTS, entry, folder

CODE = "HEADER_CONTRADICTED"
SOC = {"is": "soc", "unit": "g/kg"}
DENSE = {"is": "bulk_density", "unit": "g/cm3"}
MASS = {"is": "sample_mass", "unit": "g"}
STONES = {"is": "coarse_mass", "unit": "%"}


def told(place, header, rule, rules=None, cell="12", **more):
    columns = {"plot": {"is": "point"}, header: rule, **more}
    constants = {
        name: text
        for name, text in CONSTANTS.items()
        if name not in rule and rule["is"] != "depth"
    } | {"stratum": "s1", "role": "project"}
    cells = ",".join(["P1", cell, *("1" for _ in more)])
    data = f"{','.join(columns)}\n{cells}\n".encode()
    listed = [entry("lab.csv", columns=columns, constants=constants)]
    found = read_evidence(folder(place, {"lab.csv": data}, listed), rules=rules)
    return [one for one in found.problems if one.code in (CODE, "UNIT_DIFFERS")]


@pytest.mark.parametrize(
    ("header", "rule", "says", "takes_for"),
    [
        ("有机碳(%)", SOC, "says %", "map says g/kg"),
        ("Uhlík %", SOC, "says %", "map says g/kg"),
        ("SOC (g/kg)", SOC | {"unit": "%"}, "says g/kg", "map says %"),
        ("diesel (L)", {"is": "diesel_used", "unit": "m3"}, "says L", "map says m3"),
        ("有机质(g/kg)", SOC, "Soil organic matter", "Soil organic carbon"),
        ("Total C (g/kg)", SOC, "Total soil carbon", "Soil organic carbon"),
        ("无机碳 g/kg", SOC, "Soil inorganic carbon", "Soil organic carbon"),
        ("湿容重", DENSE, "says moist soil", "says Bulk density"),
        ("wet bulk density", DENSE, "says moist soil", "says Bulk density"),
        ("鲜土重(g)", MASS, "says moist soil", "says Dry mass"),
        ("fresh soil mass (g)", MASS, "says moist soil", "says Dry mass"),
        ("细土容重", DENSE | {"basis": "whole_soil"}, "fine earth", "whole soil"),
        ("fine earth BD", DENSE | {"basis": "whole_soil"}, "fine earth", "whole soil"),
        ("whole soil BD", DENSE | {"basis": "fine_earth"}, "whole soil", "fine earth"),
        ("砾石体积百分比/%", STONES, "by volume", "by mass"),
        ("stones wt%", STONES | {"is": "coarse_fraction"}, "by mass", "by volume"),
        ("SOC 0-20cm", SOC | {"top": "0", "bottom": "30"}, "0-20 cm", "0-30 cm"),
        ("有机碳 2020", SOC | {"campaign": "t1"}, "says t0", "map says t1"),
    ],
)  # fmt: skip
def test_another_word_in_the_map_is_refused(tmp_path, header, rule, says, takes_for):
    (found,) = told(tmp_path, header, rule)

    assert (found.code, found.severity, found.entry.since) == (CODE, "error", 6)
    assert says in found.text("en")
    assert takes_for in found.text("en")
    assert "列对照表为" in found.text("zh")


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("有机碳(%)", SOC | {"unit": "%"}),
        ("有机碳", SOC),
        ("SOC mg/g", SOC),  # the same size
        ("C", SOC), ("OC", SOC), ("C org. (g/kg)", SOC), ("carbon by NIR", SOC),
        ("有机质/有机碳(g/kg)", SOC),  # two names: nothing is sure
        ("干容重", DENSE), ("干土重(g)", MASS), ("mass (g)", MASS),
        ("BD wet season", DENSE),
        ("细土容重", DENSE | {"basis": "fine_earth_per_core"}),
        ("容重", DENSE | {"basis": "fine_earth"}),
        ("细土与全土容重", DENSE | {"basis": "whole_soil"}),
        ("砾石含量(%)", STONES), ("stones vol and mass", STONES),
        ("SOC 0-20cm", SOC | {"top": "0.0", "bottom": "20"}),
        ("SOC 2020", SOC | {"campaign": "t0"}),
        ("SOC 2020 and 2025", SOC | {"campaign": "t1"}),
        ("SOC 20201", SOC | {"campaign": "t1"}),
        ("土壤全氮 g/kg", {"is": "total_n", "unit": "g/kg"}),
        ("石灰(kg)", {"is": "lime_applied", "unit": "kg"}),
    ],
)  # fmt: skip
def test_a_map_that_a_header_allows_is_not(tmp_path, header, rule):
    assert not told(tmp_path, header, rule)


@pytest.mark.parametrize(("unit", "is_told"), [("in", True), ("cm", False)])
def test_depths_are_in_the_unit_of_their_header(tmp_path, unit, is_told):
    depth = {"is": "depth", "unit": unit}
    found = told(tmp_path, "Depth (cm)", depth, cell="0-10", soc=SOC)

    assert [one.code for one in found] == [CODE] * is_told


def test_evidence_of_older_rules_is_read_as_it_was(tmp_path):
    found = told(tmp_path, "有机碳(%)", SOC, rules=5)

    assert [one.code for one in found] == [CODE, "UNIT_DIFFERS"]
    assert not [one for one in found if one.stops(5)]


@pytest.mark.parametrize(
    "header", ["Fertiliser (kg N/ha)", "Fertiliser kg N/ha", "N fertiliser [kg N/ha]"]
)
def test_a_header_that_ends_with_the_unit_of_the_map_says_it(tmp_path, header):
    """Read by words alone, it said kg."""
    rule = {"is": "synthetic_n_applied", "unit": "kg{N}/har"}

    assert told(tmp_path, header, rule) == []
