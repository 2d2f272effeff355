"""Quantiles of Student's t. *Closed form*, printed to four decimals."""

import math

import pytest

from edaphon.science.student import normal_quantile, probability, quantile

PROBABILITIES = (0.667, 2 / 3, 0.60, 0.95)
TABLE = {
    2: (0.5011, 0.5000, 0.2887, 2.9200),
    5: (0.4583, 0.4573, 0.2672, 2.0150),
    9: (0.4462, 0.4452, 0.2610, 1.8331),
    19: (0.4385, 0.4375, 0.2569, 1.7291),
    29: (0.4361, 0.4352, 0.2557, 1.6991),
    59: (0.4338, 0.4329, 0.2545, 1.6711),
    math.inf: (0.4316, 0.4307, 0.2533, 1.6449),
}


@pytest.mark.parametrize("df", TABLE)
def test_quantiles_of_the_table(df):
    found = [quantile(p, df) for p in PROBABILITIES]

    assert found == pytest.approx(TABLE[df], abs=5.1e-5)


def test_the_probability_of_a_quantile_is_where_it_came_from():
    assert probability(quantile(0.667, 7.7646), 7.7646) == pytest.approx(0.667)
    assert normal_quantile(0.975) == pytest.approx(1.959963984540054, rel=1e-14)


def test_degrees_of_freedom_need_not_be_whole():
    assert quantile(2 / 3, 5) == pytest.approx(0.4572581, abs=5e-8)
    assert quantile(0.95, 4.568123) == pytest.approx(2.057903, abs=5e-7)
