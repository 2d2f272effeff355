"""What stands in brackets may be a procedure: it is never taken for a unit."""

import pytest

from edaphon.monitoring.wizard.wizard import propose


def column(place, header):
    (place / "lab.csv").write_text(
        f"id;Tiefe;{header}\nA;0-10;1.2\nB;0-10;1.3\n", "utf-8"
    )
    found = propose(place / "lab.csv", answers=[("Tiefe", "depth")])
    guess = found.columns[-1]
    codes = [one.problem.code for one in found.questions if one.about == guess.header]
    return guess.code, guess.unit, codes


@pytest.mark.parametrize(
    "header",
    [
        "pH (CaCl2)", "pH (KCl)", "pH (0.01 M CaCl2)", "pH CaCl2", "pH_H2O",
        "pH (1:2.5)", "pH in water (1:5)", "pH (DIN ISO 10390)", "pH（水浸）",
    ],
)  # fmt: skip
def test_ph_by_a_solution_is_ph(tmp_path, header):
    """Bug: CaCl2 was reported as a unit that cannot be converted."""
    assert column(tmp_path, header) == ("ph", "1", ["MAP_UNUSUAL"])


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Corg (Dumas)", "soc"), ("SOC (Walkley-Black)", "soc"), ("SOM (LOI)", "som"),
        ("TOC (ISO 10694)", "soc"), ("Corg (DIN EN 15936)", "soc"),
        ("有机质（重铬酸钾法）", "som"), ("有机质（NY/T 1121.6-2006）", "som"),
    ],
)  # fmt: skip
def test_a_procedure_leaves_the_unit_open(tmp_path, header, code):
    assert column(tmp_path, header) == (code, "", ["UNIT_MISSING"])


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("P (Olsen)", "available_p"), ("P-Olsen", "available_p"),
        ("P (M3)", "available_p"), ("P (DL)", "available_p"),
        ("P (Mehlich-3)", "available_p"), ("P (Bray-1)", "available_p"),
        ("K (NH4OAc)", "available_k"), ("K (AL)", "available_k"), ("N (Kj)", "total_n"),
    ],
)  # fmt: skip
def test_short_names_are_asked_for_name_and_unit_alone(tmp_path, header, code):
    """Bug: M3 was cubic metres, DL decilitres."""
    expected = (code, "", ["MAP_UNSURE", "UNIT_MISSING"])

    assert column(tmp_path, header) == expected


@pytest.mark.parametrize(
    ("header", "code", "unit"),
    [
        ("Corg (Dumas) %", "soc", "%"), ("P-Olsen (mg/kg)", "available_p", "mg/kg"),
        ("P (CAL) mg/100g", "available_p", "mg/(100.g)"), ("C %", "soc", "%"),
        ("C%", "soc", "%"),
    ],
)  # fmt: skip
def test_a_unit_beside_a_procedure_is_read(tmp_path, header, code, unit):
    assert column(tmp_path, header)[:2] == (code, unit)


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("SOC (kg/m3)", "UNIT_NOT_ACCEPTED"), ("SOC (mg/dl)", "UNIT_NOT_ACCEPTED"),
        ("SOC (g/100ccm)", "UNIT_UNKNOWN"), ("SOC (Vol.%b)", "UNIT_UNKNOWN"),
    ],
)  # fmt: skip
def test_a_unit_stays_a_unit(tmp_path, header, asked):
    assert asked in column(tmp_path, header)[2]


@pytest.mark.parametrize("header", ["site NO3", "field N", "sample NH4"])
def test_a_formula_behind_a_place_is_no_procedure_of_it(tmp_path, header):
    assert column(tmp_path, header)[0] == "ignore"
