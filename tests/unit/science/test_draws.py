"""Draws: the same on every machine, and shaped as they claim."""

import math

import numpy as np
import pytest
from scipy.special import ndtri

from edaphon.science.draws import (
    factors,
    normal_from_uniform,
    normals,
    shared_and_row_errors,
    uniforms,
    words,
)
from edaphon.science.elementary import exponential, natural_log

ENTROPY = 58836963356319322334952619858333925931


def test_published_words_and_uniforms():
    # Vectors of the seed rule of the bundle specification.
    assert words(ENTROPY, (0,), 2).tolist() == [0x60E27FD5D73F7C9F, 0xB298C64B5CC3A6E1]
    assert words(ENTROPY, (7, 3), 2).tolist() == [
        0x515E6B31E5121B51,
        0x809A846FB87DCE52,
    ]
    assert uniforms(ENTROPY, (0,), 2).tolist() == [
        0.3784561059067054,
        0.6976436552038323,
    ]


def test_the_normal_quantile_is_that_of_the_library():
    p = np.concatenate((10.0 ** -np.linspace(0.31, 15, 200), np.linspace(0.51, 1, 99)))
    p = p[p < 1]

    assert normal_from_uniform(p) == pytest.approx(ndtri(p), rel=3e-15)


def test_the_least_uniform_still_has_a_quantile():
    assert normal_from_uniform(np.array([0.0]))[0] == pytest.approx(ndtri(2.0**-54))


def test_elementary_functions_are_those_of_the_library():
    x = 10.0 ** np.linspace(-300, 300, 601) * 1.234567
    y = np.linspace(-700, 700, 1001)

    assert natural_log(x) == pytest.approx([math.log(v) for v in x], rel=4e-16)
    assert exponential(y) == pytest.approx([math.exp(v) for v in y], rel=4e-16)
    assert natural_log(np.array([1.0])).tolist() == [0.0]


def test_the_shared_part_is_drawn_once_per_draw():
    errors = shared_and_row_errors(ENTROPY, 1, draws=5, rows=3, shared=0.5, per_row=0.0)

    assert errors.shape == (5, 3)
    assert (errors == errors[:, :1]).all()
    assert len(set(errors[:, 0])) == 5
    assert errors[:, 0] == pytest.approx(0.5 * normals(ENTROPY, (1, 0), 5))


def test_more_draws_and_more_rows_move_no_draw():
    few, many = (
        shared_and_row_errors(ENTROPY, 2, draws=d, rows=r, shared=0.1, per_row=0.2)
        for d, r in ((4, 3), (6, 5))
    )

    assert (many[:4, :3] == few).all()


def test_shared_errors_do_not_average_out():
    errors = shared_and_row_errors(
        ENTROPY, 3, draws=400, rows=100, shared=1.0, per_row=1.0
    )

    spread_of_means = np.std(errors.mean(axis=1))

    # sqrt(1 + 1/100); the spread of 400 draws is known to about 4 %.
    assert spread_of_means == pytest.approx(1.005, rel=0.12)


def test_factors_lie_within_their_fold_95_times_in_100():
    drawn = factors(ENTROPY, (4,), 20_000, spread=2.0)
    within = np.mean((drawn > 0.5) & (drawn < 2.0))

    assert within == pytest.approx(0.95, abs=0.006)
    assert np.median(drawn) == pytest.approx(1.0, abs=0.01)
