"""Rows of means, notes and blanks are no samples, in the languages of laboratories."""

import pytest

from edaphon.monitoring.importing import read_file
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.not_samples import (
    LATER_RULES,
    is_later_footer,
    quality_samples,
)
from edaphon.monitoring.rows.row_places import Design

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
