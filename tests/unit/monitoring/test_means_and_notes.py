"""Rows of means, notes and blanks are no samples, in the languages of laboratories."""

import pytest
from openpyxl import Workbook

from edaphon.monitoring.importing import read_file
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.not_samples import (
    LATER_RULES,
    is_later_footer,
    quality_samples,
)
from edaphon.monitoring.rows.row_places import Design
from edaphon.monitoring.wizard.wizard import propose

HEAD = "Punkt;Tiefe;Corg %;TRD g/cm3;Datum\n"
ROW = "P1;0-10;1.42;1.35;2021-10-04\n"

MAP = {
    "path": "labor.csv",
    "about": "soil",
    "columns": {
        "Punkt": {"is": "point"},
        "Tiefe": {"is": "depth", "unit": "cm"},
        "Corg %": {"is": "soc", "unit": "%"},
        "TRD g/cm3": {"is": "bulk_density", "unit": "g/cm3"},
        "Datum": {"is": "sampled_on"},
    },
}


def read(folder, row, rules=None):
    """Return the points of a file with one more row, and the codes told."""
    path = folder / "labor.csv"
    path.write_text(HEAD + ROW + row + "\n", "utf-8")
    design = Design()
    records, problems = read_file(path, FileMap.of(MAP), design, rules=rules)
    codes = {problem.code for problem in problems}
    return set(records.observations["point"]) if records else set(), codes


@pytest.mark.parametrize(
    "name",
    ["Mittelwert", "Mittelwert Schlag A", "MW", "Media El Olmo", "Promedio", "Moyenne",
     "Média", "Среднее", "Bemerkung: trocken", "Summe"],
)  # fmt: skip
def test_a_row_of_a_mean_or_a_note_is_no_point(tmp_path, name):
    """Bug: three rows of means stood in the account as project points."""
    points, codes = read(tmp_path, f"{name};0-10;1.42;1.35;2021-10-04")

    assert points == {"P1"}
    assert "FOOTER_SET_ASIDE" in codes


def test_a_sentence_behind_an_asterisk_is_no_point(tmp_path):
    points, _ = read(tmp_path, "* Proben bei 40 °C getrocknet;;;;")

    assert points == {"P1"}


@pytest.mark.parametrize("name", ["Mittelfeld-1", "MW1", "Media-1", "Nota1", "*1"])
def test_a_point_that_only_sounds_like_it_stays(name):
    assert not is_later_footer(name)


def test_a_stratum_may_be_called_by_such_a_word(tmp_path):
    path = tmp_path / "labor.csv"
    path.write_text(f"Zona;{HEAD}Media;{ROW}", "utf-8")
    columns = {"Zona": {"is": "stratum"}, **MAP["columns"]}
    design = Design()
    records, problems = read_file(path, FileMap.of({**MAP, "columns": columns}), design)

    assert "FOOTER_SET_ASIDE" not in {problem.code for problem in problems}
    assert set(records.observations["point"]) == {"P1"}


def test_by_the_rules_of_its_time_an_older_bundle_is_read_as_it_was(tmp_path):
    row = "Mittelwert;0-10;1.42;1.35;2021-10-04"

    assert read(tmp_path, row, LATER_RULES - 1)[0] == {"P1", "Mittelwert"}
    assert read(tmp_path, row, LATER_RULES)[0] == {"P1"}
    assert NEWEST >= LATER_RULES


@pytest.mark.parametrize("name", ["Blindprobe 1", "Blanco", "Doppelbestimmung A-01"])
def test_a_blank_or_a_duplicate_is_set_aside(name):
    assert quality_samples([name, "A-01"]) == {name}
    assert quality_samples([name, "A-01"], LATER_RULES - 1) == set()


def book(folder, cells):
    """Write a workbook with numbers and texts as they are given."""
    made = Workbook()
    made.active.append(["Punkt", "Tiefe", "Corg %", "Datum"])
    for name, value in cells:
        made.active.append([name, "0-10", value, "2021-10-04"])
    made.save(folder / "labor.xlsx")
    return folder / "labor.xlsx"


@pytest.mark.parametrize(("rules", "told"), [(4, 0), (3, 2)])
def test_numbers_beside_texts_with_commas_are_numbers(tmp_path, rules, told):
    """Bug: with the comma stated every real number was ambiguous, else the text."""
    columns = {**MAP["columns"]}
    del columns["TRD g/cm3"]
    entry = {**MAP, "path": "labor.xlsx", "decimal": ",", "columns": columns}
    path = book(tmp_path, [("P1", "2,02"), ("P2", 1.29), (1.5, 1.31), ("P4", "<0,05")])
    records, problems = read_file(path, FileMap.of(entry), Design(), rules=rules)
    doubtful = [one for one in problems if one.code.startswith("NUMBER_")]

    assert len(doubtful) == told
    if not told:
        found = records.observations.sort("row")
        assert [float(one) for one in found["number"]] == [20.2, 12.9, 13.1, 0.5]
        assert found["point"].to_list() == ["P1", "P2", "1.5", "P4"]


@pytest.mark.parametrize(
    ("cells", "asked"), [(("2,02", 1.29, 1.31), 1), ((2.02, 1.29, "<0.05"), 0)]
)
def test_the_decimal_sign_of_a_workbook_is_asked_about(tmp_path, cells, asked):
    """Bug: nothing was asked, and the check found 28 ambiguous numbers."""
    named = [(f"P{place}", cell) for place, cell in enumerate(cells, 1)]
    found = propose(book(tmp_path, named), name="labor.xlsx")
    doubts = [one for one in found.questions if one.about == "@decimal"]

    assert len(doubts) == asked
    if asked:
        assert doubts[0].proposal == ","
        told = propose(tmp_path / "labor.xlsx", settings={"decimal": ","})
        assert not [one for one in told.questions if one.about == "@decimal"]
