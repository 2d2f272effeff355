"""Derivations of carbon, stones and density; expected values by hand."""

import numpy as np
import pytest

from edaphon.science.derivations import (
    coarse_volume,
    core_mass,
    fine_earth_density,
    first_known,
    organic_carbon,
)

NONE = np.array([np.nan])


def carbon(soc=NONE, total=NONE, inorganic=NONE, matter=NONE, *, free=False):
    (found,) = organic_carbon(
        soc, total, inorganic, matter, som_per_soc=1.724, without_carbonate=free
    )
    return found


def one(value):
    return np.array([float(value)])


def test_what_was_measured_directly_goes_first():
    assert carbon(one(12), one(20), one(4), one(30)) == 12
    assert carbon(total=one(20), inorganic=one(4), matter=one(30)) == 16
    assert carbon(matter=one(17.24)) == pytest.approx(10, rel=1e-15)
    assert np.isnan(carbon())


def test_total_carbon_alone_counts_only_without_carbonate():
    assert carbon(total=one(20), free=True) == 20
    assert np.isnan(carbon(total=one(20)))
    assert carbon(total=one(20), inorganic=one(4), free=True) == 16
    assert carbon(total=one(20), matter=one(17.24)) == pytest.approx(10)


def stones(volume=NONE, mass=NONE, density=1.3, *, whole, free=False):
    (found,) = coarse_volume(
        volume, mass, one(density), of_whole_soil=np.array([whole]),
        without_stones=free, stone_density=2.6,
    )  # fmt: skip
    return found


def test_stones_fill_a_tenth_of_soil_that_holds_a_fifth_of_them_by_mass():
    """1.3 g/cm3 with 0.26 g of stones: 0.1 cm3; fine earth 1.04 g in 0.9 cm3."""
    assert stones(mass=one(20), whole=True) == pytest.approx(0.1, rel=1e-12)
    fine = 1.04 / 0.9
    assert stones(mass=one(20), density=fine, whole=False) == pytest.approx(0.1)
    assert stones(one(12), one(20), whole=True) == pytest.approx(0.12)


def test_stones_that_nobody_reports_are_unknown_but_on_land_without_them():
    assert np.isnan(stones(whole=True))
    assert np.isnan(stones(mass=one(20), density=np.nan, whole=True, free=True))
    assert stones(whole=True, free=True) == 0.0
    assert stones(one(12), whole=True, free=True) == pytest.approx(0.12)


@pytest.mark.parametrize("mass", [one(20), NONE])
def test_a_density_of_the_whole_soil_loses_mass_and_volume_of_stones(mass):
    (found,) = fine_earth_density(
        one(1.3), one(0.1), mass, of_whole_soil=np.array([True]), stone_density=2.6
    )

    assert found == pytest.approx(1.04 / 0.9, rel=1e-12)


def test_a_density_of_fine_earth_stays():
    (found,) = fine_earth_density(
        one(1.3), one(0.1), one(20), of_whole_soil=np.array([False]), stone_density=2.6
    )

    assert found == 1.3


def test_the_mass_of_the_published_core():
    """283.2 / (pi 10.75^2 x 4) x 10000: VM0042 v2.2 figure 3."""
    (found,) = core_mass(one(283.2), one(21.5), one(4))

    assert found == pytest.approx(1950.14, abs=5e-3)


def test_the_first_known_value_of_each_element_counts():
    found = first_known(
        np.array([1.0, np.nan, np.nan]), np.array([5.0, 2.0, np.nan]), 9.0
    )

    assert found.tolist() == [1.0, 2.0, 9.0]
