"""Necromass carbon: flags, refusals, and the uncertainty of the factors."""

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.necromass import (
    FACTOR_SETS,
    accumulation,
    necromass_carbon,
    share_of_soc,
    total_draws,
)


def test_glucosamine_that_is_all_bacterial_gives_no_fungal_carbon_and_a_flag():
    found = necromass_carbon(np.array([100.0, 10.0]), np.array([100.0, 100.0]))

    assert found.fungal[0] == 0
    assert found.fungal_unclipped[0] == pytest.approx(9 * (100 - 142.634), abs=0.01)
    assert found.is_clipped.tolist() == [True, False]
    assert found.total[0] == found.bacterial[0]


def test_more_necromass_than_carbon_is_not_clipped():
    assert share_of_soc(np.array([30_000.0]), np.array([10.0])).tolist() == [300.0]


def test_without_a_divisor_there_is_no_ratio():
    none, some = np.array([0.0]), np.array([5.0])

    assert np.isnan(share_of_soc(some, none))
    assert np.isnan(accumulation(some, none))
    assert np.isnan(necromass_carbon(none, some).fungal_to_bacterial)


def test_unknown_sugars_leave_the_carbon_unknown():
    found = necromass_carbon(np.array([np.nan, 1.0]), np.array([5.0, np.nan]))

    assert np.isnan(found.total).all()
    assert not found.is_clipped.any()


def test_assays_must_pair_and_be_contents():
    with pytest.raises(EdaphonError, match="differ in shape"):
        necromass_carbon(np.zeros(2), np.zeros(3))
    with pytest.raises(EdaphonError, match="glucosamine is negative at position 2"):
        necromass_carbon(np.zeros(2), np.array([0.0, -1.0]))


def test_each_factor_set_names_its_source():
    assert all(factors.source for factors in FACTOR_SETS.values())
    assert list(FACTOR_SETS) == ["classic", "revised"]


def test_factors_are_drawn_once_for_all_samples():
    carbon = necromass_carbon(np.array([60.0, 120.0]), np.array([900.0, 1800.0]))

    drawn = total_draws(carbon, 1, 7, 2000)

    # The second sample is twice the first, in every draw.
    assert drawn[:, 1] == pytest.approx(2 * drawn[:, 0], rel=1e-12)
    assert np.median(drawn[:, 0]) == pytest.approx(carbon.total[0], rel=0.05)
    assert np.std(drawn[:, 0]) > 0.2 * carbon.total[0]


def test_a_spread_of_almost_nothing_draws_the_central_total():
    carbon = necromass_carbon(np.array([60.0]), np.array([900.0]))

    drawn = total_draws(carbon, 1, 7, 10, spread=1.0)

    assert drawn == pytest.approx(np.full((10, 1), carbon.total[0]), rel=1e-14)
