"""Where a sequence of numbers is asked for, an array serves as a list does."""

import numpy as np
import pytest

from edaphon.science.depth_spline import fit_depth_spline
from edaphon.science.design import cluster_means, independent_change, stratified_mean
from edaphon.science.estimates import group_mean
from edaphon.science.freedom import satterthwaite

VALUES = [1.2, 0.4, 2.2, 0.9]

CALLS = {
    "group_mean": lambda a: group_mean("plots", a).value,
    "cluster_means": lambda a: cluster_means(a, ["x", "x", "y", "y"]),
    "stratified_mean": lambda a: stratified_mean({"s": a}, {"s": 2.0}).value,
    "independent_change": lambda a: (
        independent_change({"s": a}, {"s": a}, {"s": 2.0}).standard_error
    ),
    "satterthwaite": lambda a: satterthwaite(a, a),
    "fit_depth_spline": lambda a: (
        fit_depth_spline(
            type(a)([0.0, 10.0]) if isinstance(a, list) else np.array([0.0, 10.0]),
            [10.0, 20.0],
            a[:2],
        )
        .pieces[0]
        .value
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_an_array_gives_what_a_list_gives(name):
    assert CALLS[name](np.array(VALUES)) == CALLS[name](VALUES)
