"""Laws of stocks and of equal soil mass that hold for every core."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edaphon.science.esm import (
    Profiles,
    cumulative,
    equal_mass_stock,
    evaluate_at,
    fixed_depth_stock,
)
from edaphon.science.thin_layers import DepthLayers, merge_thin_layers

KINDS = ("natural", "hyman", "linear")
kinds = st.sampled_from(KINDS)
layers = st.tuples(st.floats(200, 4000), st.floats(0.5, 80))
cores = st.lists(layers, min_size=2, max_size=7)
many_cores = st.lists(cores, min_size=1, max_size=6)
shares = st.just(0.0) | st.floats(1e-9, 1)


def profiles(*given_cores: list[tuple[float, float]]) -> Profiles:
    flat = np.array([layer for core in given_cores for layer in core])
    offsets = np.cumsum([0, *(len(core) for core in given_cores)])
    return Profiles(flat[:, 0].copy(), flat[:, 1].copy(), offsets)


def mass_of(core: list[tuple[float, float]], share: float) -> float:
    return share * float(cumulative(profiles(core))[0][-1])


@given(many_cores, kinds, st.floats(1, 4000), st.randoms())
def test_the_order_of_cores_changes_no_bit(given_cores, kind, mass, random):
    order = list(range(len(given_cores)))
    random.shuffle(order)

    together = equal_mass_stock(profiles(*given_cores), mass, interpolation=kind)
    shuffled = equal_mass_stock(
        profiles(*(given_cores[i] for i in order)), mass, interpolation=kind
    )
    alone = [
        equal_mass_stock(profiles(core), mass, interpolation=kind)[0]
        for core in given_cores
    ]

    np.testing.assert_array_equal(shuffled, together[order])
    np.testing.assert_array_equal(together, alone)


@given(cores, kinds, shares, st.sampled_from([2.0**-10, 2.0, 1024.0]))
def test_units_of_mass_and_carbon_cancel(core, kind, share, unit):
    mass = mass_of(core, share)

    once = equal_mass_stock(profiles(core), mass, interpolation=kind)
    scaled = equal_mass_stock(
        profiles([(m * unit, c * unit) for m, c in core]),
        mass * unit,
        interpolation=kind,
    )

    np.testing.assert_array_equal(scaled, once * unit)


@given(cores, st.sampled_from(["hyman", "linear"]), shares, shares)
def test_more_soil_never_holds_less_carbon(core, kind, one, other):
    low, high = sorted((mass_of(core, one), mass_of(core, other)))

    less, more = (
        equal_mass_stock(profiles(core), mass, interpolation=kind)[0]
        for mass in (low, high)
    )

    assert less <= more * (1 + 1e-12)


@given(cores, shares, st.integers(0, 6), st.floats(0.1, 0.9))
def test_splitting_a_layer_leaves_the_line_alone(core, share, place, cut):
    place %= len(core)
    mass, carbon = core[place]
    halves = [(mass * part, carbon * part) for part in (cut, 1 - cut)]
    split = [*core[:place], *halves, *core[place + 1 :]]
    reference = mass_of(core, share)

    whole, parts = (
        equal_mass_stock(profiles(layers_), reference, interpolation="linear")
        for layers_ in (core, split)
    )

    assert parts == pytest.approx(whole, rel=1e-9, abs=1e-9)


@given(st.integers(2, 7), st.floats(1, 60), kinds, shares)
def test_an_even_core_is_a_straight_line(count, content, kind, share):
    core = [
        (1000.0 + 300 * i, (1000.0 + 300 * i) * content / 1000) for i in range(count)
    ]
    reference = mass_of(core, share)

    stock = equal_mass_stock(profiles(core), reference, interpolation=kind)

    assert stock == pytest.approx([reference * content / 1000], rel=1e-12, abs=1e-12)


@given(cores, kinds)
def test_the_whole_core_holds_its_fixed_depth_stock(core, kind):
    whole = profiles(core)

    stock = equal_mass_stock(whole, mass_of(core, 1.0), interpolation=kind)

    np.testing.assert_array_equal(stock, fixed_depth_stock(whole))


@given(cores, kinds, st.floats(1.0001, 3))
def test_nothing_is_extrapolated_unasked(core, kind, share):
    reference = mass_of(core, share)

    assert np.isnan(equal_mass_stock(profiles(core), reference, interpolation=kind)[0])
    assert np.isfinite(
        evaluate_at(profiles(core), reference, interpolation=kind, allow_beyond=True)[0]
    )


@given(cores, kinds, shares, st.floats(-0.1, 0.1))
def test_a_shared_density_error_is_a_change_of_scale(core, kind, share, error):
    reference = mass_of(core, share)
    denser = profiles([(m * (1 + error), c * (1 + error)) for m, c in core])

    direct = evaluate_at(denser, reference, interpolation=kind, allow_beyond=True)
    scaled = (1 + error) * evaluate_at(
        profiles(core), reference / (1 + error), interpolation=kind, allow_beyond=True
    )

    assert direct == pytest.approx(scaled, rel=1e-9, abs=1e-9)


@given(st.lists(st.floats(1, 30), min_size=2, max_size=8), st.integers(1, 7))
def test_merged_masses_add_up_to_the_same_soil(thicknesses, kept):
    bounds = np.cumsum([0.0, *thicknesses])
    thick = bounds[[0, min(kept, len(thicknesses) - 1), -1]]
    thin = DepthLayers(bounds[:-1], bounds[1:], np.array([0, len(thicknesses)]))
    layers_ = DepthLayers(thick[:-1], thick[1:], np.array([0, 2]))
    mass = np.array(thicknesses) * 130

    merged = merge_thin_layers(layers_, thin, mass)

    assert merged.sum() == pytest.approx(mass.sum(), rel=1e-12)
