"""Real measurements imported by a map, in place, without changing a file."""

from pathlib import Path

import pytest

from edaphon.monitoring.importing import Imported, read_evidence
from tests.unit.monitoring.folder import codes, folder

CAMPAIGNS = [
    {"id": "first", "start": "1955-01-01", "end": "1955-12-31"},
    {"id": "last", "start": "2000-01-01", "end": "2000-12-31"},
]
PERIOD = {"start": "1955-01-01", "end": "2001-01-01"}


def real(place: Path, source: Path, *entries: dict) -> Imported:
    """Import one real file by its maps, in a project of one stratum."""
    project = folder(
        place, {source.name: source.read_bytes()}, entries,
        strata=[{"id": "all"}], campaigns=CAMPAIGNS, period=PERIOD,
    )  # fmt: skip
    return read_evidence(project)


def test_rothamsted_ley_arable_reads_two_years_with_its_quirks(tmp_path, shared_data):
    source = shared_data / "rothamsted_lte" / "woburn_ley_arable_soil_data.csv"
    columns = {
        "year": {"is": "campaign", "values": {"1955": "first", "2000": "last"},
                 "others": "skip"},
        "block": {"is": "point"},
        "main_plot": {"is": "point"},
        "fym_factor_level": {"is": "role", "ignore_case": True,
                             "values": {"FYM": "project", "none": "control"}},
        "bulk_density": {"is": "bulk_density", "unit": "g/cm3"},
        "percent_soc": {"is": "soc", "unit": "%"},
        "percent_n": {"is": "total_n", "unit": "%"},
    }  # fmt: skip
    entry = {"path": source.name, "missing": ["*"], "columns": columns,
             "constants": {"top": "0", "bottom": "25"}}  # fmt: skip
    found = real(tmp_path, source, entry)
    counted = dict(found.observations["property"].value_counts().iter_rows())

    assert codes(found) == ["COLUMN_UNREAD", "ROWS_LEFT_OUT", "STONES_UNKNOWN"]
    # 16 plots in 1955 and in 2000; nitrogen was measured in 2000 only.
    assert counted == {"soc": 32, "bulk_density": 32, "total_n": counted["total_n"]}
    assert counted["total_n"] <= 32
    first = found.observations.row(0, named=True)
    assert (first["value"], first["number"], first["row"]) == ("1.388", "1.388", 82)


@pytest.mark.parametrize("sheet", ["Concentrations", "BD"])
def test_simple_esm_workbook_reads_in_place(tmp_path, shared_data, sheet):
    source = shared_data / "esm_simpleesm" / "Test_SimpleESM.xlsx"
    value = {
        "Concentrations": {"SOC_g_kg": {"is": "soc"}, "N_g_kg": {"is": "total_n"}},
        "BD": {"BD_g_cm3": {"is": "bulk_density"}},
    }[sheet]
    columns = {
        "Campaign": {"is": "campaign", "values": {"Year_0": "first", "Year_x": "last"}},
        "Treatment": {"is": "role", "values": {"T1": "control", "T2": "project"}},
        "Point": {"is": "point"},
        "Upper_cm": {"is": "top", "negative_down": True},
        "Lower_cm": {"is": "bottom", "negative_down": True},
        **value,
    }
    entry = {"path": source.name, "sheet": sheet, "columns": columns}
    found = real(tmp_path, source, entry)

    stones = {"Concentrations": [], "BD": ["STONES_UNKNOWN", "DENSITY_ROSE"]}[sheet]
    assert codes(found) == ["COLUMN_UNREAD", "SHEET_UNREAD", *stones]
    assert found.observations.height == {"Concentrations": 120, "BD": 108}[sheet]
    assert {"10", "60"} <= set(found.observations["bottom_cm"])
