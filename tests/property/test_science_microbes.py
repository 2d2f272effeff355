"""Laws of necromass, biomass and depth splines that hold for every soil."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from edaphon.science.biomass import fumigation_biomass
from edaphon.science.depth_spline import fit_depth_spline
from edaphon.science.draws import factors
from edaphon.science.necromass import FACTOR_SETS, necromass_carbon

contents = arrays(np.float64, 8, elements=st.floats(0, 5000))
sets = st.sampled_from(list(FACTOR_SETS.values()))
layers = st.lists(st.tuples(st.floats(1, 40), st.floats(0, 60)), min_size=1, max_size=8)


@given(contents, contents, st.floats(0, 100), sets)
def test_scaling_both_assays_scales_the_estimate(mura, glcn, scale, factor_set):
    once = necromass_carbon(mura, glcn, factors=factor_set).total
    scaled = necromass_carbon(scale * mura, scale * glcn, factors=factor_set).total

    np.testing.assert_allclose(scaled, scale * once, rtol=1e-9, atol=1e-6)


@given(contents, contents, contents, sets)
def test_more_bacteria_never_means_more_fungal_carbon(glcn, one, other, factor_set):
    low, high = np.minimum(one, other), np.maximum(one, other)

    less, more = (
        necromass_carbon(mura, glcn, factors=factor_set).fungal for mura in (high, low)
    )

    assert np.all(less <= more)


@given(contents, contents, st.floats(0.1, 0.9))
def test_a_lower_efficiency_never_means_less_biomass(one, other, efficiency):
    fumigated, unfumigated = np.maximum(one, other), np.minimum(one, other)

    low, high = (
        fumigation_biomass(fumigated, unfumigated, extraction_efficiency=k)
        for k in (efficiency, efficiency + 0.1)
    )

    assert np.all(low >= high)


@given(layers, st.floats(0, 1))
def test_the_residuals_of_the_spline_add_up_to_nothing(profile, smoothing):
    bounds = np.cumsum([0.0, *(thickness for thickness, _ in profile)]).tolist()
    values = [value for _, value in profile]

    spline = fit_depth_spline(bounds[:-1], bounds[1:], values, smoothing=smoothing)

    # The residuals of the fit add up to 0: the slopes vanish at both ends.
    fitted = [
        layer.integral(layer.top, layer.bottom) / (layer.bottom - layer.top)
        for layer in spline.pieces
    ]
    assert sum(fitted) == pytest.approx(sum(values), rel=1e-8, abs=1e-8)


@given(layers, st.floats(0, 100), st.floats(0.01, 1))
def test_an_even_profile_stays_even(profile, value, smoothing):
    bounds = np.cumsum([0.0, *(thickness for thickness, _ in profile)]).tolist()

    spline = fit_depth_spline(
        bounds[:-1], bounds[1:], [value] * len(profile), smoothing=smoothing
    )

    assert spline.mean(0, bounds[-1]) == pytest.approx(value, rel=1e-12)


@given(st.integers(0, 2**128 - 1), st.floats(1.01, 4), st.floats(1.01, 4))
def test_a_wider_fold_spreads_the_same_draws_further(entropy, one, other):
    narrow, wide = (
        factors(entropy, (0,), 20, spread=fold) for fold in sorted((one, other))
    )

    assert np.all(np.maximum(narrow, 1 / narrow) <= np.maximum(wide, 1 / wide) + 1e-12)
