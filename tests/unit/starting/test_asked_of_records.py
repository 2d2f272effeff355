"""What records, laboratories, paddies and archives let start ask, or leave."""

import pytest

from edaphon.starting import state_of
from edaphon.starting.file_questions import AREAS
from tests.unit.starting.test_start import (
    ENGLISH,
    checked,
    english,
    saved,
    table,
    walked,
    written,
)

FUEL = table(
    ["Year", "Role", "Diesel (L)"],
    [["2021", "baseline", "900"], ["2022", "project", "700"]],
)
LONG = "Year,Role,Item,Result,Unit\n2021,baseline,Diesel,900,L\n"
ANSWERS = {**ENGLISH, "*@about": "", "*word|Diesel": "diesel_used"}


def asked_of(folder, files, answers=ANSWERS):
    state, asked = walked(written(folder, {**english(), **files}), answers)
    return state, {one.id: one for one in asked}


@pytest.mark.parametrize("data", [FUEL, LONG.encode()])
def test_why_there_is_none_is_not_asked_of_what_is_recorded(tmp_path, data):
    """Bug: “No fuel: why?” was asked beside a table of fuel."""
    _, asked = asked_of(tmp_path, {"activity/fuel.csv": data})

    assert "absent.fuel" not in asked
    assert "absent.lime" in asked


def test_the_accreditation_of_each_laboratory_is_asked_once(tmp_path):
    answers = {**ENGLISH, "laboratory:2021": "Lab A", "laboratory:2024": "Lab A",
               "accreditation:Lab A": "CNAS L1234"}  # fmt: skip
    state, asked = asked_of(tmp_path, {}, answers)

    assert [name for name in asked if name.startswith("accreditation:")] == [
        "accreditation:Lab A"
    ]
    assert saved(state)["laboratory"] == [
        {"name": {"en": "Lab A"}, "accreditation": "CNAS L1234"}
    ]


def test_methane_of_flooded_rice_is_asked_for(tmp_path):
    told = {"flooded.baseline": "3.4", "flooded.project": "3.6",
            "flooded.source": "Chambers 2021-2024"}  # fmt: skip
    state, asked = asked_of(tmp_path, {}, {**ENGLISH, "scenario": "paddy", **told})
    factors = saved(state)["factors"]

    assert set(told) <= asked.keys()
    assert factors["ch4_flooded.project"] == {
        "value": 3.6, "unit": "t{CO2e}/har/a", "reference": "Chambers 2021-2024",
    }  # fmt: skip
    later = state_of(tmp_path, state.answers, "en")
    assert later.at("factors") is not None


@pytest.mark.parametrize("left", ["flooded.project", "flooded.source"])
def test_half_an_answer_about_methane_is_no_factor(tmp_path, left):
    told = {"flooded.baseline": "3.4", "flooded.project": "3.6",
            "flooded.source": "Chambers"}  # fmt: skip
    del told[left]
    state, _ = asked_of(tmp_path, {}, {**ENGLISH, "scenario": "paddy", **told})

    assert "factors" not in saved(state)


def test_a_campaign_called_archived_is_asked_about(tmp_path):
    """Bug: kept samples became a campaign of their own."""
    text = english()["lab/results.csv"].decode()
    lines = text.splitlines()
    rows = [
        ",".join((line, "Campaign" if at == 0 else line.split(",")[2][:4]))
        for at, line in enumerate(lines)
    ]
    rows += [
        line.replace("2021-10-04", "").rpartition(",")[0] + ",archived 2021"
        for line in rows
        if "2021-10-04" in line and ",0-10," in line
    ]
    files = {"lab/results.csv": "\n".join(rows).encode()}
    state, asked = asked_of(tmp_path, files)
    document = saved(state)

    assert asked["archive:archived-2021"].proposal == "yes"
    assert [one["id"] for one in document["campaigns"]] == ["2021", "2024"]
    assert document["campaigns"][-1]["archived"] == "archive"
    column = document["files"][0]["columns"]["Campaign"]
    assert column["values"]["archived 2021"] == "archive"


def test_a_table_of_areas_is_known_and_asked_nothing_of(tmp_path):
    """Bug: no kind of file fitted a table of areas."""
    data = table(["Stratum", "Area (ha)"], [["S1", "12"]])
    state, asked = asked_of(tmp_path, {"areas.csv": data})

    assert asked["file:areas.csv|@about"].proposal == AREAS
    assert [name for name in asked if name.startswith("file:areas.csv|")] == [
        "file:areas.csv|@about"
    ]
    assert [one["path"] for one in saved(state)["files"]] == ["lab/results.csv"]


def test_weights_under_unknown_headers_are_not_proposed_to_be_left_out(tmp_path):
    """Bug: Enter left a file of bulk densities out."""
    rows = [["P1", "0-10", "131.2"], ["P2", "0-10", "129.9"]]
    files = {"lab/rings.csv": table(["Plot", "Depth (cm)", "Zz"], rows)}
    _, asked = asked_of(
        tmp_path, files, {**ENGLISH, "file:lab/rings.csv|@about": "leave"}
    )

    assert asked["file:lab/rings.csv|@about"].proposal == ""


def test_units_in_rows_are_read_from_the_first_question_to_the_check(tmp_path):
    """A ledger on mu needs an area; rows of other things are left out and told."""
    ledger = (
        "年份,地块,土地类型,农资,亩用量,单位\n2020,东地,基准线,柴油,6,升\n"
        "2022,东地,项目地,柴油,5,升\n2022,东地,项目地,尿素,20,公斤\n"
    )
    answers = {
        **ENGLISH, "*地块|MAP_UNSURE": "point", "*土地类型|MAP_UNSURE": "role",
        "*word|基准线": "baseline", "*word|项目地": "project",
        "*亩用量|MAP_LONG": "value", "*农资|MAP_LONG": "item", "*word|尿素": "skip",
    }  # fmt: skip
    state, asked = asked_of(tmp_path, {"农资.csv": ledger.encode()}, answers)
    parcel = asked["file:农资.csv|地块|MAP_UNSURE"].choices[0]
    entry = next(one for one in saved(state)["files"] if one["path"] == "农资.csv")
    _, found = checked(tmp_path)

    assert (parcel.value, "parcel" in parcel.says["en"]) == ("point", True)
    assert entry["about"] == "activity"
    assert entry["columns"]["农资"] == {
        "is": "item", "values": {"柴油": "diesel_used"}, "others": "skip",
    }  # fmt: skip
    assert entry["columns"]["单位"]["values"]["升"] == "15.L/har"
    assert {"RATE_AREA", "ROWS_LEFT_OUT"} <= {one.code for one in found.problems}


def test_a_certificate_with_items_in_rows_is_read(tmp_path):
    """Bug: it was taken for activity data, and rows of other items had no way out."""
    rows = "批号,项目,结果,单位\nA1,有效活菌数,2.1,亿/g\nA1,铅,3,mg/kg\n"
    answers = {**ENGLISH, "*word|铅": "skip"}
    state, asked = asked_of(tmp_path, {"product/检验.csv": rows.encode()}, answers)
    saved(state)
    _, found = checked(tmp_path)
    counts = found.observations.filter(found.observations["property"] == "viable_count")

    assert asked["file:product/检验.csv|@about"].proposal == "product"
    assert counts["number"].cast(float).to_list() == [2.1e8]
    assert "ITEM_UNKNOWN" not in {one.code for one in found.problems}


def test_a_yield_on_a_mu_is_shown_with_its_meaning(tmp_path):
    data = table(["作物", "年份", "Role", "单产"], [["小麦", "2022", "project", "900"]])
    _, asked = asked_of(
        tmp_path,
        {"yield.csv": data},
        {**ENGLISH, "*单产|UNIT_MISSING": "yield:7500.g/har"},
    )
    said = {
        one.value: one.says["zh"]
        for one in asked["file:yield.csv|单产|UNIT_MISSING"].choices
    }

    assert said["yield:7500.g/har"] == "单位面积产量 [斤/亩]"
    assert said["yield:15.kg/har"] == "单位面积产量 [kg/亩]"
