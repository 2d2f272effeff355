"""Equal-area spline against mpspline2.

*Reference program*: mpspline2 0.1.9 on two published sets of profiles, in the
shared data ``soil_profiles``. The program averages clipped values at the upper
edge of each whole centimetre; that rule is rebuilt here, for the fit must
agree. What we publish is the exact mean, which keeps mass.
"""

import csv
from itertools import groupby, pairwise
from math import ceil, fsum, isnan, nan
from operator import itemgetter

import pytest

from edaphon.science.depth_spline import (
    STANDARD_DEPTHS,
    DepthSpline,
    fit_depth_spline,
)

SETS = {
    "sp3_total_carbon_pct": ("tc", 0.43),
    "sp6_carbon_g_kg": ("C", 0.35),
}
"""Column of the carbon, and how far the exact mean lies from the rule at most."""


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def number(cell: str) -> float:
    return nan if cell == "NA" else float(cell)


@pytest.fixture(params=SETS)
def profiles(request, shared_data):
    """Name of the set, splines by profile, and mpspline2's slices by profile."""
    folder, column = shared_data / "soil_profiles", SETS[request.param][0]
    horizons = rows(folder / f"{request.param}_horizons.csv")
    splines = {}
    for profile, layers in groupby(horizons, itemgetter("SID")):
        table = [
            (number(row["UD"]), number(row["LD"]), number(row[column]))
            for row in layers
        ]
        splines[profile] = fit_depth_spline(*zip(*table, strict=True))
    expected = rows(folder / f"{request.param}_expected_mpspline2_dcm.csv")
    return request.param, splines, expected


def mean_of_upper_edges(spline: DepthSpline, top: float, bottom: float) -> float:
    first, last = max(top, ceil(spline.top)), min(bottom, spline.bottom)
    depths = range(int(first), ceil(last))
    return fsum(max(0.0, spline.at(depth)) for depth in depths) / len(depths)


def test_the_fit_is_that_of_mpspline2(profiles):
    _, splines, expected = profiles

    for row in expected:
        slice_ = float(row["UD"]), float(row["LD"])
        found = mean_of_upper_edges(splines[row["SID"]], *slice_)
        assert found == pytest.approx(float(row["SPLINED_VALUE"]), abs=1e-8), row


def test_the_exact_mean_differs_by_no_more_than_the_rule_explains(profiles):
    name, splines, expected = profiles

    differences = [
        abs(
            splines[row["SID"]].mean(float(row["UD"]), float(row["LD"]))
            - float(row["SPLINED_VALUE"])
        )
        for row in expected
    ]

    assert max(differences) == pytest.approx(SETS[name][1], abs=5e-3)


def test_both_cover_the_same_slices(profiles):
    _, splines, expected = profiles
    covered = {
        (profile, slice_)
        for profile, spline in splines.items()
        for slice_ in pairwise(STANDARD_DEPTHS)
        if not isnan(spline.mean(*slice_))
    }

    assert covered == {
        (row["SID"], (float(row["UD"]), float(row["LD"]))) for row in expected
    }
