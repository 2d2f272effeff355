"""Depth splines: gaps, single layers, and what is refused."""

import math

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.depth_spline import fit_depth_spline


def test_one_layer_is_itself():
    spline = fit_depth_spline([10], [30], [4.2])

    assert spline.mean(15, 30) == pytest.approx(4.2, rel=1e-15)
    assert math.isnan(spline.mean(0, 5))


def test_layers_may_come_in_any_order():
    down = fit_depth_spline([0, 10, 30], [10, 30, 60], [20.0, 12.0, 5.0])
    up = fit_depth_spline([30, 10, 0], [60, 30, 10], [5.0, 12.0, 20.0])

    assert down == up


def test_without_smoothing_every_layer_keeps_its_mean():
    tops, bottoms, values = [0, 10, 35], [10, 30, 60], [20.0, 12.0, 5.0]
    spline = fit_depth_spline(tops, bottoms, values, smoothing=0.0)

    means = [spline.mean(*bounds) for bounds in zip(tops, bottoms, strict=True)]

    assert means == pytest.approx(values, rel=1e-12)


def test_the_curve_and_its_slope_are_continuous_across_a_gap():
    spline = fit_depth_spline([0, 15], [10, 30], [20.0, 12.0])
    step = 1e-6

    for depth in (10, 15):
        left, here, right = (spline.at(depth + x) for x in (-step, 0, step))
        assert left == pytest.approx(here, abs=1e-5)
        assert here - left == pytest.approx(right - here, abs=1e-11)
    assert spline.at(12.5) == pytest.approx((spline.at(10) + spline.at(15)) / 2)


def test_unknown_and_empty_layers_are_left_out():
    spline = fit_depth_spline(
        [0, 10, 10, 30], [10, 10, 30, 60], [20.0, 99.0, math.nan, 5.0]
    )

    assert spline == fit_depth_spline([0, 30], [10, 60], [20.0, 5.0])


def test_a_mean_below_zero_is_zero():
    spline = fit_depth_spline([0, 5, 30], [5, 30, 60], [30.0, 0.5, 0.0], smoothing=0.0)

    assert min(spline.at(depth) for depth in range(60)) < 0
    assert min(spline.mean(depth, depth + 1) for depth in range(60)) == 0


def test_outside_the_profile_there_is_nothing():
    spline = fit_depth_spline([6, 10], [10, 30], [2.0, 1.0])

    assert math.isnan(spline.at(5))
    assert math.isnan(spline.mean(30, 60))
    assert spline.mean(0, 15) == spline.mean(6, 15)


def test_layers_that_overlap_are_named():
    with pytest.raises(
        EdaphonError, match=r"SCI_LAYERS_OVERLAP.*begins above 10"
    ) as refused:
        fit_depth_spline([0, 8], [10, 30], [2.0, 1.0])

    assert "replicates" in refused.value.problems[0].remedy("en")
    assert "平行样" in refused.value.problems[0].remedy("zh")


def test_a_profile_without_layers_is_refused():
    with pytest.raises(EdaphonError, match="SCI_NO_LAYERS") as refused:
        fit_depth_spline([0, 8], [0, 30], [2.0, math.nan])

    assert "leave the profile out" in refused.value.problems[0].remedy("en")
    assert "去除该剖面" in refused.value.problems[0].remedy("zh")


@pytest.mark.parametrize("smoothing", [-0.1, math.nan])
def test_smoothing_is_not_negative(smoothing):
    with pytest.raises(EdaphonError, match="smoothing"):
        fit_depth_spline([0, 8], [8, 30], [2.0, 1.0], smoothing=smoothing)
