"""``edaphon calc`` on real tables as they stand.

The same references as the science room's own goldens (see there): SimpleESM
and R on R 4.2.2, R survey 4.x, mpspline2, and the closed form for necromass.
Here the way from file to table is what is tested.
"""

import csv
import io
from math import isnan, nan

import pytest
from click.testing import CliRunner

from edaphon.cli.calc import command


def calc(*words: object) -> list[dict[str, str]]:
    """Run a calculation and return the rows of its table."""
    run = CliRunner().invoke(command, [str(word) for word in words])
    assert run.exit_code == 0, run.output
    return list(csv.DictReader(io.StringIO(run.stdout)))


def rows(file, delimiter=","):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def numbers(table, column):
    return [
        float(row[column]) if row[column] not in {"", "NA"} else nan for row in table
    ]


@pytest.fixture
def cores(shared_data):
    folder = shared_data / "esm_simpleesm"
    return [folder / name for name in ("concentrations.csv", "bulk_density.csv")]


def test_stock_of_layers_is_that_of_simpleesm(shared_data, cores):
    out = shared_data / "esm_simpleesm" / "simpleesm_out" / "Output_FD.csv"
    expected = rows(out, ";")

    found = calc("stock", *cores)

    for ours, theirs in (
        ("soil_mass_t_ha", "Soil_mass"),
        ("soc_stock_t_ha", "SOC_stock_FD"),
        ("soc_stock_cum_t_ha", "SOC_stock_cum_FD"),
    ):
        assert numbers(found, ours) == pytest.approx(
            numbers(expected, theirs), rel=1e-9
        )
    assert [row["Point"] for row in found] == [row["Point"] for row in expected]


@pytest.mark.parametrize("words", [("stock",), ("esm", "--interpolation", "hyman")])
def test_a_workbook_of_several_sheets_is_read_as_its_tables(shared_data, cores, words):
    folder = shared_data / "esm_simpleesm"
    masses = [folder / "reference_soil_mass.csv"] if words[0] == "esm" else []
    name, *options = words

    found = calc(name, folder / "Test_SimpleESM.xlsx", *options)

    assert found == calc(name, *cores, *masses, *options)


@pytest.mark.parametrize(
    ("column", "options"),
    [
        ("soc_spline_whole", ("--interpolation", "hyman")),
        ("soc_linear_whole", ("--interpolation", "linear")),
        ("soc_spline_mineral", ("--interpolation", "hyman", "--mass", "mineral")),
    ],
)
def test_esm_is_that_of_r(shared_data, cores, column, options):
    folder = shared_data / "esm_simpleesm"
    expected = rows(folder / "expected_spline_vonhaden.csv")

    found = calc("esm", *cores, folder / "reference_soil_mass.csv", *options)

    assert numbers(found, "reference_mass_t_ha") == numbers(
        expected, "ref_mass_cum_t_ha"
    )
    assert numbers(found, "soc_stock_t_ha") == pytest.approx(
        numbers(expected, column), abs=1e-9, nan_ok=True
    )
    assert [row["note"] for row in found] == [
        "reference_exceeds_core" if row[column] == "NA" else "" for row in expected
    ]


def test_esm_at_the_exact_reference_is_that_of_simpleesm(shared_data, cores):
    folder = shared_data / "esm_simpleesm"
    expected = rows(folder / "simpleesm_out" / "Output_ESM2.csv", ";")
    reference = folder / "reference_soil_mass.csv"

    found = calc("esm", *cores, "--reference", reference, "--interpolation", "hyman")

    assert numbers(found, "soc_stock_t_ha") == pytest.approx(
        numbers(expected, "SOC_stock_cum_ESM2"), abs=1e-9
    )


def test_stratified_change_is_that_of_r(shared_data):
    folder = shared_data / "stratified_change"
    expected = rows(folder / "expected.csv")

    found = calc("stratified-change", folder / "samples.csv")

    assert [row["paired"] for row in found] == ["true", "false"]
    for column in expected[0]:
        if column not in {"project", "paired"}:
            ours = column.replace("lower_66.67_one_sided", "lower_one_sided")
            assert numbers(found, ours) == pytest.approx(
                numbers(expected, column), rel=1e-9
            ), column


def test_necromass_is_the_closed_form(shared_data):
    folder = shared_data / "necromass"
    expected = rows(folder / "expected.csv")

    units = ("MurA=mg/kg", "GlcN=mg/kg", "SOC=g/kg", "MBC=mg/kg")
    said = [word for unit in units for word in ("--unit", unit)]

    found = calc("necromass", folder / "soil_amino_sugars.csv", *said)

    for ours, theirs in (
        ("bnc_mg_kg", "BNC_mg_kg"),
        ("fnc_mg_kg", "FNC_mg_kg"),
        ("mnc_pct_soc", "MNC_pct_SOC"),
        ("fnc_bnc", "FNC_BNC"),
        ("nac", "NAC_MNC_over_MBC"),
    ):
        assert numbers(found, ours) == pytest.approx(
            numbers(expected, theirs), rel=5.1e-10, nan_ok=True
        ), ours
    assert [row["above_soc"] for row in found] == [
        row["implausible_gt100"].lower() for row in expected
    ]


@pytest.mark.parametrize(
    ("name", "apart"), [("sp3_total_carbon_pct", 0.44), ("sp6_carbon_g_kg", 0.36)]
)
def test_spline_covers_the_slices_of_mpspline2(shared_data, name, apart):
    folder = shared_data / "soil_profiles"
    expected = rows(folder / f"{name}_expected_mpspline2_dcm.csv")

    found = calc(
        "spline", folder / f"{name}_horizons.csv", "--unit", "UD=cm", "--unit", "LD=cm"
    )

    places = [(row["SID"], row["top_cm"], row["bottom_cm"]) for row in found]
    assert places == [(row["SID"], row["UD"], row["LD"]) for row in expected]
    # mpspline2 does not integrate; the exact mean differs by as much as its rule.
    assert numbers(found, "value") == pytest.approx(
        numbers(expected, "SPLINED_VALUE"), abs=apart
    )
    assert not any(isnan(value) for value in numbers(found, "value"))
