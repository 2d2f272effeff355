"""Stocks at equal soil mass: what is answered, and what is refused."""

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.esm import (
    Profiles,
    carbon_curves,
    cumulative,
    equal_mass_stock,
    evaluate_at,
    fixed_depth_stock,
    has_enough_layers,
    mineral_profiles,
    reference_exceeds,
)

KINDS = ("natural", "hyman", "linear")


def cores(*layers_per_core: list[tuple[float, float]]) -> Profiles:
    layers = [layer for core in layers_per_core for layer in core]
    counts = [len(core) for core in layers_per_core]
    mass, carbon = np.array(layers, dtype=float).reshape(-1, 2).T
    return Profiles(mass.copy(), carbon.copy(), np.cumsum([0, *counts]))


BEFORE = [(1800.0, 36.0), (1950.0, 23.4), (2100.0, 16.8)]
AFTER = [(1980.0, 39.6), (2070.0, 24.84), (2130.0, 17.04)]


def test_layers_add_up_from_the_surface_down_within_each_core():
    mass, carbon = cumulative(cores(BEFORE, AFTER[:2]))

    assert mass.tolist() == [1800, 3750, 5850, 1980, 4050]
    assert carbon == pytest.approx([36, 59.4, 76.2, 39.6, 64.44], rel=1e-14)


def test_fixed_depth_stock_is_the_sum_of_the_layers():
    stock = fixed_depth_stock(cores(BEFORE[:2], AFTER[:2], []))

    assert stock[1] - stock[0] == pytest.approx(5.04, rel=1e-12)
    assert np.isnan(stock[2])


@pytest.mark.parametrize("kind", KINDS)
def test_a_knot_gives_back_its_own_stock_exactly(kind):
    stock = equal_mass_stock(cores(BEFORE), 3750.0, interpolation=kind)

    assert stock.tolist() == [36.0 + 23.4]


@pytest.mark.parametrize("kind", KINDS)
def test_the_bottom_of_the_core_is_still_inside_it(kind):
    core = cores([(0.1, 1.0)] * 3)  # 0.1 + 0.1 + 0.1 is not 0.3 in binary

    assert equal_mass_stock(core, 0.3, interpolation=kind) == pytest.approx([3.0])
    assert not reference_exceeds(core, 0.3 * (1 + 9e-10))[0]
    assert reference_exceeds(core, 0.3 * (1 + 2e-9))[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_beyond_the_core_has_no_stock(kind):
    stock = equal_mass_stock(cores(BEFORE, AFTER), 6000.0, interpolation=kind)

    assert np.isnan(stock[0])
    assert np.isfinite(stock[1])
    assert reference_exceeds(cores(BEFORE, AFTER), 6000.0).tolist() == [True, False]


@pytest.mark.parametrize("kind", KINDS)
def test_a_core_of_one_layer_has_no_curve(kind):
    profiles = cores(BEFORE[:1], BEFORE, [])

    stock = equal_mass_stock(profiles, 1000.0, interpolation=kind)

    assert np.isnan(stock).tolist() == [True, False, True]
    assert has_enough_layers(profiles).tolist() == [False, True, False]
    assert reference_exceeds(profiles, 1000.0).tolist() == [False, False, True]


def test_references_may_differ_from_core_to_core():
    stock = equal_mass_stock(
        cores(AFTER, AFTER), np.array([3750.0, 1980.0]), interpolation="linear"
    )

    assert stock == pytest.approx([60.84, 39.6], rel=1e-12)


def test_as_many_references_as_cores_are_asked_for():
    with pytest.raises(EdaphonError, match="Pair the values") as refused:
        equal_mass_stock(cores(AFTER), np.array([1.0, 2.0]), interpolation="linear")

    assert refused.value.problems[0].code == "SCI_SHAPES_DIFFER"


def test_a_straight_continuation_must_be_asked_for():
    core = cores([(1000.0, 20.0), (1000.0, 10.0)])

    beyond = evaluate_at(core, 2100.0, interpolation="linear", allow_beyond=True)
    refused = evaluate_at(core, 2100.0, interpolation="linear")

    assert beyond.tolist() == [31.0]
    assert np.isnan(refused[0])


@pytest.mark.parametrize("kind", ["natural", "hyman"])
def test_the_continuation_keeps_the_last_slope(kind):
    curves = carbon_curves(cores(AFTER), interpolation=kind)

    end, near, far = (curves.at(m, allow_beyond=True)[0] for m in (6180, 6280, 6380))
    just_inside = curves.at(6180 - 1e-3)[0]

    assert far - near == pytest.approx(near - end, rel=1e-9)
    assert (near - end) / 100 == pytest.approx((end - just_inside) / 1e-3, rel=1e-5)


@pytest.mark.parametrize("kind", ["natural", "hyman"])
def test_an_unknown_layer_leaves_the_whole_spline_unknown(kind):
    core = cores([*AFTER[:2], (2130.0, np.nan)])

    assert np.isnan(equal_mass_stock(core, 1000.0, interpolation=kind)[0])


def test_an_unknown_layer_leaves_the_line_above_it_known():
    core = cores([*AFTER[:2], (np.nan, 17.0)])

    known = equal_mass_stock(core, 1980.0, interpolation="linear")
    unknown = equal_mass_stock(core, 4060.0, interpolation="linear")

    assert known.tolist() == [39.6]
    assert np.isnan(unknown[0])


@pytest.mark.parametrize("mass", [-1.0, np.nan])
def test_a_mass_that_is_none_has_no_stock(mass):
    assert np.isnan(evaluate_at(cores(AFTER), mass, interpolation="natural")[0])


def test_organic_matter_comes_off_the_yardstick():
    mass, carbon = cumulative(mineral_profiles(cores(AFTER), 1.9))

    assert mass == pytest.approx([1904.76, 3927.564, 6025.188], rel=1e-12)
    assert carbon == pytest.approx([39.6, 64.44, 81.48], rel=1e-12)


def test_a_layer_without_soil_is_named():
    with pytest.raises(EdaphonError, match="Layer 2 of core 2") as refused:
        cores(BEFORE, [(10.0, 1.0), (0.0, 1.0)])

    assert refused.value.problems[0].code == "SCI_LAYER_MASS"
    assert "coarse fragments" in refused.value.problems[0].remedy("en")
    assert "砾石含量" in refused.value.problems[0].remedy("zh")


def test_bounds_must_divide_the_layers():
    with pytest.raises(EdaphonError, match="differ in shape"):
        Profiles(np.ones(3), np.ones(3), np.array([0, 2]))


def test_masses_and_carbon_must_pair():
    with pytest.raises(EdaphonError, match="differ in shape"):
        Profiles(np.ones(3), np.ones(2), np.array([0, 3]))
