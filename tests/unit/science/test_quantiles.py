"""Errors of quantiles against what repeated simulation shows."""

import math

import numpy as np
import pytest

from edaphon.science.quantiles import quantile_error

DRAWS, TIMES = 100, 600


def samples(law):
    generator = np.random.Generator(np.random.Philox(7))
    return [law(generator) for _ in range(TIMES)]


LAWS = {
    "normal": lambda rng: rng.normal(3.0, 2.0, DRAWS),
    "skewed": lambda rng: rng.exponential(2.0, DRAWS),
    "none comes often": lambda rng: np.maximum(0.0, rng.normal(2.0, 2.0, DRAWS)),
}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("probability", [0.1, 0.5, 0.9])
def test_the_error_of_a_quantile_is_what_repetition_shows(law, probability):
    held = samples(LAWS[law])
    seen = np.std([np.quantile(one, probability) for one in held])
    told = math.sqrt(np.mean([quantile_error(one, probability) ** 2 for one in held]))

    if (law, probability) == ("none comes often", 0.1):
        assert told >= seen  # beside results that are all zero it errs to the wide side
    else:
        assert told == pytest.approx(seen, rel=0.25)


def test_results_that_are_all_alike_have_no_error():
    assert quantile_error(np.full(20, 5.0), 0.1) == 0


def test_four_times_the_draws_halve_the_error():
    few, many = np.linspace(0.0, 1.0, 101), np.linspace(0.0, 1.0, 404)

    assert quantile_error(many, 0.5) == pytest.approx(
        quantile_error(few, 0.5) / 2, rel=0.02
    )
