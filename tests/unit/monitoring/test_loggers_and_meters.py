"""Exports of data loggers and meters: lines above the header, a row of units."""

import pytest

from edaphon.monitoring.cells.dates import TIME_RULES, parse_day
from edaphon.monitoring.importing import read_file
from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.row_places import Design
from edaphon.monitoring.wizard.wizard import propose

TOA5 = """\
"TOA5","Alpha","CR1000","12345","CR1000.Std.32","CPU:soil.CR1","1234","Table1"
"TIMESTAMP","RECORD","SoilT_5cm_Avg","VWC","EC","BattV_Min"
"TS","RN","Deg C","m^3/m^3","dS/m","Volts"
"","","Avg","Avg","Smp","Min"
"2024-05-01 00:10:00",0,12.1,0.31,0.2,13.1
"2024-05-01 00:20:00",1,12.2,0.30,0.2,13.0
"""

ANALYSER = """\
Vario EL Cube;Serial;12345
Method;Dumas;Date;2024-05-01;Operator;XY

Name;Weight;N %;C %;C/N;Run No.;N Area
;mg;%;%;;;
A-01;25,1;0,12;1,31;10,9;1;1234
A-02;24,9;0,13;1,41;10,8;2;1264
"""

PROBE = """\
Device;PR2;;
Serial;8812;;
Date/Time;VWC;T;Battery
;%vol;Deg C;V
01.05.2024 10:00;22,1;23,1;6,1
15.05.2024 11:00;22,0;23,2;6,1
"""


def proposed(place, text, **more):
    (place / "log.csv").write_text(text, "utf-8")
    return propose(place / "log.csv", **more)


def seen(found):
    return {one.header: (one.code, one.unit) for one in found.columns}


def test_a_logger_with_four_header_lines(tmp_path):
    """Bug: the first line that held a known word was the header, units were rows."""
    found = proposed(tmp_path, TOA5)

    assert found.settings["header_rows"] == [2, 3, 4]
    assert seen(found) == {
        "TIMESTAMP/TS": ("sampled_on", ""), "RECORD/RN": ("ignore", ""),
        "SoilT_5cm_Avg/Deg C/Avg": ("ignore", ""),
        "VWC/m^3/m^3/Avg": ("water_volume", "m3/m3"), "EC/dS/m/Smp": ("ec", "dS/m"),
        "BattV_Min/Volts/Min": ("ignore", ""),
    }  # fmt: skip
    asked = {one.about: one.problem.code for one in found.questions}
    assert asked["TIMESTAMP/TS"] == "MAP_UNSURE"
    assert asked["SoilT_5cm_Avg/Deg C/Avg"] == "MAP_NUMBERS"
    assert asked["BattV_Min/Volts/Min"] == "MAP_NUMBERS"


def test_what_the_wizard_saves_is_read_without_the_header_lines(tmp_path):
    answers = [
        ("TIMESTAMP/TS", "sampled_on"), ("RECORD/RN", "ignore"),
        ("SoilT_5cm_Avg/Deg C/Avg", "soil_temperature:Cel"),
        ("BattV_Min/Volts/Min", "ignore"),
    ]  # fmt: skip
    found = proposed(tmp_path, TOA5, answers=answers, settings={"about": "sensor"})
    records, problems = read_file(
        tmp_path / "log.csv", FileMap.of(found.record()), Design(latest="2026")
    )

    assert not found.questions
    assert [one.code for one in problems if one.severity != "warning"] == []
    assert set(records.observations["row"]) == {5, 6}
    assert set(records.observations["phenomenon_time"]) == {
        "2024-05-01T00:10:00", "2024-05-01T00:20:00",
    }  # fmt: skip


def test_an_analyser_with_lines_above_its_header(tmp_path):
    found = proposed(tmp_path, ANALYSER)
    asked = {(one.about, one.problem.code) for one in found.questions}

    assert found.settings["header_rows"] == [4, 5]
    assert seen(found)["N %/%"] == ("total_n", "%")
    assert seen(found)["C %/%"] == ("soc", "%")
    assert {("N %/%", "MAP_UNSURE"), ("C %/%", "MAP_UNSURE")} <= asked
    assert {("Weight/mg", "MAP_NUMBERS"), ("N Area", "MAP_NUMBERS")} <= asked
    assert ("Name", "MAP_PLACE") in asked


def test_a_probe_with_days_and_times(tmp_path):
    """Bug: 01.05.2024 10:00 was no day in any form, a question without an answer."""
    found = proposed(tmp_path, PROBE)

    assert found.settings["header_rows"] == [3, 4]
    assert found.settings["dates"] == "dmy"
    assert seen(found)["VWC/%vol"] == ("water_volume", "%")
    assert "@dates" not in {one.about for one in found.questions}


def test_a_fuller_line_with_known_words_is_still_the_header(tmp_path):
    text = "Method,Dumas,Date\npoint,SOC (g/kg),Remark,x,y2\nA,12,,1,2\n"
    found = proposed(tmp_path, text)

    assert found.settings["header_rows"] == [2]


def test_a_narrow_head_of_groups_is_the_header_where_nothing_else_is(tmp_path):
    text = "样点,有机碳 g/kg,,,,容重 g/cm3,,,\n,a,b,c,d,a,b,c,d\nP1,1,2,3,4,1,1,1,1\n"
    found = proposed(tmp_path, text)

    assert 1 in found.settings.get("header_rows", [1])


@pytest.mark.parametrize(
    ("cell", "form", "text"),
    [
        ("01.05.2024 10:00", "dmy", "2024-05-01T10:00"),
        ("5/1/2024 9:05:30", "mdy", "2024-05-01T09:05:30"),
        ("2024/5/1 23:59", "ymd", "2024-05-01T23:59"),
        ("2024年5月1日 8:00", "ymd", "2024-05-01T08:00"),
    ],
)
def test_a_time_stands_behind_a_day(cell, form, text):
    assert parse_day(cell, form).text == text
    assert parse_day(cell, form, TIME_RULES - 1).problem == "DATE_INVALID"


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("01.05.2024 10:00", "DATE_AMBIGUOUS"), ("32.05.2024 10:00", "DATE_AMBIGUOUS"),
        ("01.05.2024 25:00", "DATE_INVALID"), ("01.05.2024 10", "DATE_INVALID"),
    ],
)  # fmt: skip
def test_a_time_settles_no_doubt_of_the_day(cell, problem):
    assert parse_day(cell, None).problem == problem
