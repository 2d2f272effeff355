"""Necromass carbon of 1,108 published soils.

*Closed form*, computed elsewhere to ten significant digits, in the shared data
``necromass``. *By hand*: the worked sample of the science sheet.
"""

import csv
from math import nan

import numpy as np
import pytest

from edaphon.science.necromass import (
    CLASSIC,
    REVISED,
    accumulation,
    necromass_carbon,
    share_of_soc,
)

WITHIN = 5.1e-10
"""Half a unit of the tenth significant digit, relative."""


def test_worked_sample_of_the_science_sheet():
    found = necromass_carbon(np.array([60.0]), np.array([900.0]), factors=CLASSIC)

    assert found.bacterial == pytest.approx(2700)
    assert found.fungal == pytest.approx(7329.775, abs=5e-4)
    assert found.total == pytest.approx(10029.775, abs=5e-4)
    assert share_of_soc(found.total, np.array([15.0])) == pytest.approx(
        66.86517, abs=5e-6
    )
    assert found.fungal_to_bacterial == pytest.approx(2.714732, abs=5e-7)


def test_worked_sample_with_the_revised_factors():
    found = necromass_carbon(np.array([60.0]), np.array([900.0]), factors=REVISED)

    assert found.bacterial == pytest.approx(1878, rel=1e-12)
    assert found.fungal == pytest.approx(8968.32, rel=1e-12)
    assert found.total == pytest.approx(10846.32, rel=1e-12)


@pytest.fixture
def soils(shared_data):
    """Inputs and expectations by column, matched by position."""
    tables = {}
    for name in ("soil_amino_sugars", "expected"):
        file = shared_data / "necromass" / f"{name}.csv"
        with file.open(encoding="utf-8", newline="") as lines:
            tables[name] = list(csv.DictReader(lines))
    return tables["soil_amino_sugars"], tables["expected"]


def column(table, name):
    return np.array([float(row[name]) if row[name] else nan for row in table])


def test_published_soils(soils):
    samples, expected = soils
    found = necromass_carbon(column(samples, "MurA"), column(samples, "GlcN"))
    columns = {
        "BNC_mg_kg": found.bacterial,
        "FNC_raw_mg_kg": found.fungal_unclipped,
        "FNC_mg_kg": found.fungal,
        "MNC_mg_kg": found.total,
        "MNC_pct_SOC": share_of_soc(found.total, column(samples, "SOC")),
        "FNC_BNC": found.fungal_to_bacterial,
        "NAC_MNC_over_MBC": accumulation(found.total, column(samples, "MBC")),
    }

    for name, values in columns.items():
        np.testing.assert_allclose(
            values, column(expected, name), rtol=WITHIN, err_msg=name
        )


def test_flags_of_published_soils(soils):
    samples, expected = soils
    found = necromass_carbon(column(samples, "MurA"), column(samples, "GlcN"))
    share = share_of_soc(found.total, column(samples, "SOC"))

    assert found.is_clipped.tolist() == [
        row["fungal_negative"] == "True" for row in expected
    ]
    assert (share > 100).tolist() == [
        row["implausible_gt100"] == "True" for row in expected
    ]
    assert np.count_nonzero(share > 100) == 34


def test_the_revised_factors_move_published_soils_as_stated(soils):
    samples, _ = soils
    sugars = column(samples, "MurA"), column(samples, "GlcN")
    classic, revised = (
        necromass_carbon(*sugars, factors=factors) for factors in (CLASSIC, REVISED)
    )

    moved = revised.total / classic.total - 1

    assert np.quantile(moved, [0.05, 0.5, 0.95]) == pytest.approx(
        [-0.09, 0.06, 0.14], abs=6e-3
    )
