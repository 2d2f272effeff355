"""Nothing that a stock rests on is left out of a file of soil.

Where stones or inorganic carbon were ignored and the land was said to hold none, 739
units were 1479 and a refused account was credited; archived samples that showed a
shift were left out by their point or by a code for missing results.
"""

import pytest

from edaphon.monitoring.importing import read_evidence
from tests.synthetic_documents import SOIL, YIELDS, yields_file
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked
from tests.unit.monitoring.folder import CONSTANTS, entry, folder

POINT = {"is": "point"}
TOTAL = {"is": "total_carbon", "unit": "g/kg"}
DENSE = {"is": "bulk_density", "unit": "g/cm3", "basis": "whole_soil"}
IGNORED = {"is": "ignore"}


def told(place, columns, cells, rules=None, **more):
    data = f"{','.join(columns)}\n{','.join(['P1', *cells])}\n".encode()
    mapped = {name: rule for name, rule in columns.items() if rule}
    listed = [entry("lab.csv", columns=mapped, constants=CONSTANTS, **more)]
    found = read_evidence(folder(place, {"lab.csv": data}, listed), rules=rules)
    codes = ("STOCK_LEFT_OUT", "MISSING_IS_VALUE")
    return [one for one in found.problems if one.code in codes]


@pytest.mark.parametrize("rule", [IGNORED, None])
@pytest.mark.parametrize(
    ("beside", "header", "cell"),
    [
        (DENSE, "砾石质量百分比(%)", "30"),
        (DENSE, "gravel", "2.5"),
        ({"is": "sample_mass", "unit": "g"}, "砾石体积(%)", "1"),
        (TOTAL, "无机碳 g/kg", "3.3"),
        (TOTAL, "TIC (g/kg)", "0.4"),
    ],
)
def test_a_column_that_is_taken_off_is_read(tmp_path, beside, header, cell, rule):
    columns = {"plot": POINT, "value": beside, header: rule}
    (found,) = told(tmp_path, columns, ["1.3", cell])

    assert (found.severity, found.entry.since) == ("error", 6)
    assert f"The column “{header}” is not read, while “value” is" in found.found("en")
    assert f"“{header}”列未读取" in found.found("zh")
    old = told(tmp_path, columns, ["1.3", cell], rules=5)
    assert not [one for one in old if one.stops(5)]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ({"bd": DENSE, "gravel": IGNORED}, ["1.3", "0"]),
        ({"bd": DENSE, "gravel": IGNORED}, ["1.3", ""]),
        ({"bd": DENSE | {"basis": "fine_earth_per_core"}, "gravel": None},
         ["1.3", "20"]),
        ({"bd": DENSE, "砾石质量百分比(%)": {"is": "coarse_mass", "unit": "%"},
          "砾石体积(%)": IGNORED}, ["1.3", "20", "10"]),
        ({"tc": TOTAL, "soc": {"is": "soc", "unit": "g/kg"}, "TIC": IGNORED},
         ["13", "10", "3"]),
        ({"soc": {"is": "soc", "unit": "g/kg"}, "TIC": IGNORED, "gravel": IGNORED},
         ["13", "3", "20"]),
        ({"bd": DENSE, "clay": IGNORED, "": None}, ["1.3", "20", "1"]),
    ],
)  # fmt: skip
def test_what_nothing_rests_on_may_be_ignored(tmp_path, columns, cells):
    assert not told(tmp_path, {"plot": POINT, **columns}, cells)


@pytest.mark.parametrize(
    ("code", "is_told"),
    [
        ("7.16", True), ("12", True), ("9.9", True), ("77", True), ("1", True),
        ("-9999", False), ("-99.9", False), ("999", False), ("99", False),
        ("99.9", False), ("9999.0", False), ("0", False), ("0.00", False),
        ("8888", False), ("*", False),
        ("缺测", False), ("n.a.", False),
    ],
)  # fmt: skip
def test_no_ordinary_number_stands_for_a_missing_result(tmp_path, code, is_told):
    columns = {"plot": POINT, "soc": {"is": "soc", "unit": "g/kg"}}
    found = told(tmp_path, columns, ["12.5"], missing=[code])

    assert [one.code for one in found] == ["MISSING_IS_VALUE"] * is_told
    for one in found:
        assert f"“{code}” stands under “missing”" in one.found("en")
        assert f"“{code}”是可能为检测结果的数值" in one.found("zh")


def skipping(place, column, **rule):
    """Return what is told where a column leaves out the rows of one point."""
    project = SyntheticProject()
    for row in project.rows(SOIL):
        row["note"] = "late" if row["point"] == "S1-P1" else "ok"
    project.map_column(SOIL, "note", **{"is": "remark"})
    (soil,) = [item for item in project.document["files"] if item["path"] == SOIL]
    soil["columns"][column] |= {"others": "skip", **rule}
    return [one for one in asked(project, place) if one.code == "RESULT_LEFT_OUT"]


def test_points_of_the_project_are_not_left_out_by_their_point(tmp_path):
    kept = {site.point: site.point for site in SyntheticProject().sites()[1:]}
    (found,) = skipping(tmp_path, "point", values=kept)

    assert "8 rows of the project are left out" in found.found("en")
    assert "项目有 8 行结果" in found.found("zh")


def test_nor_by_a_remark(tmp_path):
    (found,) = skipping(tmp_path, "note", values={"ok": "ok"})

    assert "their words in “note”" in found.found("en")


def test_a_campaign_or_a_role_may_be_read_apart(tmp_path):
    assert not skipping(tmp_path, "campaign", values={"start": "start"})


def with_crops(rule):
    """Return a project of which one crop yielded less than the control."""
    project = SyntheticProject()
    project.is_harvested = False
    project.tables[YIELDS] = [
        {"stratum": stratum, "role": role, "year": year, "crop": crop, "yield": amount}
        for stratum in ("S1", "S2", "elsewhere")
        for year in ("2022", "2023", "2024")
        for crop, project_, control in (("wheat", "7.07", "7"), ("maize", "6", "8"))
        for role, amount in (("project", project_), ("control", control))
    ]
    listed = yields_file()
    listed["columns"]["stratum"] |= {
        "values": {"S1": "S1", "S2": "S2"}, "others": "skip",
    }  # fmt: skip
    listed["columns"]["crop"] = {"is": "crop", **rule}
    project.document["files"].append(listed)
    return project


def test_no_crop_of_the_project_is_left_out(tmp_path):
    """Without its worst crop, 618 units were 739, and a refused account 1744."""
    skipping = {"values": {"wheat": "wheat"}, "others": "skip"}
    left = [
        one
        for one in asked(with_crops(skipping), tmp_path / "one")
        if one.code == "RESULT_LEFT_OUT"
    ]

    (found,) = left
    assert "12 rows of the project are left out" in found.found("en")
    assert "“crop”: rows 4, 5, 8" in found.found("en")
    assert not asked(with_crops({}), tmp_path / "both")


def test_no_layer_of_archived_samples_is_left_out(tmp_path):
    project = SyntheticProject()
    project.archive(0.98)
    (soil,) = [item for item in project.document["files"] if item["path"] == SOIL]
    soil["columns"]["top"] |= {
        "values": {"0": "0", "10": "10", "20": "20"}, "others": "skip",
    }  # fmt: skip
    found = [one for one in asked(project, tmp_path) if one.code == "RESULT_LEFT_OUT"]

    assert "their words in “top”" in found[0].found("en")


@pytest.mark.parametrize(
    ("day", "is_told"), [("2021-10-04", True), ("2016-10-04", False)]
)
def test_samples_that_were_analysed_again_are_not_left_out(day, is_told, tmp_path):
    """A re-analysis that shows a laboratory reading higher made 215 units of 739."""
    project = SyntheticProject()
    project.archive(1.03)
    project.document["campaigns"][1].pop("archived")
    for row in project.rows(SOIL, campaign="start-again"):
        row["date"] = day
    (soil,) = [item for item in project.document["files"] if item["path"] == SOIL]
    soil["columns"]["campaign"] |= {
        "values": {"start": "start", "end": "end"}, "others": "skip",
    }  # fmt: skip
    found = [one for one in asked(project, tmp_path) if one.code == "RESULT_LEFT_OUT"]

    assert len(found) == is_told
