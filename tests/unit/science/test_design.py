"""Strata, campaigns, points: what a design allows and what it refuses."""

import math

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.design import (
    cluster_means,
    independent_change,
    minimum_detectable_difference,
    paired_change,
    stratified_mean,
)

AREAS = {"A": 120.0, "B": 80.0}
VALUES = {"A": [50.0, 55.0, 61.0, 58.0], "B": [40.0, 47.0, 43.0]}


def test_a_stratum_of_one_point_is_refused():
    with pytest.raises(EdaphonError, match="SCI_ONE_POINT") as refused:
        stratified_mean({"A": [1.0, 2.0], "B": [1.0]}, AREAS)

    assert "collapse" in refused.value.problems[0].remedy("en")
    assert "最相近的碳层" in refused.value.problems[0].remedy("zh")


def test_a_collapsed_stratum_keeps_its_mean_and_widens_the_error():
    values = {"A": [1.0, 3.0], "B": [8.0]}

    mean = stratified_mean(values, AREAS, collapse={"B": "A"})

    # s2 of {1, 3, 8} is 13; weights 0.6 over two points and 0.4 over one.
    assert mean.value == pytest.approx(0.6 * 2 + 0.4 * 8, rel=1e-15)
    assert mean.variance == pytest.approx(13 * (0.36 / 2 + 0.16), rel=1e-15)
    assert mean.df_satterthwaite == pytest.approx(2, rel=1e-15)
    assert mean.terms[0].group == "A+B"


def test_a_collapse_must_name_two_strata_of_the_design():
    for collapse in ({"B": "X"}, {"B": "B"}):
        with pytest.raises(EdaphonError, match=r"SCI_STRATA_DIFFER.*join one other"):
            stratified_mean({"A": [1.0, 3.0], "B": [8.0]}, AREAS, collapse=collapse)


def test_strata_need_values_and_an_area():
    with pytest.raises(EdaphonError) as refused:
        stratified_mean(VALUES, {"A": 120.0, "C": 1.0})

    assert [p.facts["stratum"] for p in refused.value.problems] == ["B", "C"]
    assert "spelling" in refused.value.problems[0].remedy("en")
    assert "写法" in refused.value.problems[0].remedy("zh")


@pytest.mark.parametrize("area", [0.0, -1.0, math.nan, math.inf])
def test_an_area_is_above_zero(area):
    with pytest.raises(EdaphonError, match="SCI_AREA") as refused:
        stratified_mean(VALUES, {"A": 120.0, "B": area})

    assert "without land" in refused.value.problems[0].remedy("en")
    assert "没有土地的碳层" in refused.value.problems[0].remedy("zh")


def test_paired_points_share_what_differs_between_them():
    before = {"A": {"1": 50.0, "2": 60.0, "3": 40.0}}
    after = {"A": {"3": 42.0, "1": 51.0, "2": 63.0}}

    change = paired_change(before, after, {"A": 10.0})

    assert change.value == pytest.approx(2.0)
    assert change.variance == pytest.approx(1 / 3)
    assert change.df_satterthwaite == pytest.approx(2)


def test_a_point_of_one_campaign_is_named():
    with pytest.raises(EdaphonError, match="SCI_UNPAIRED") as refused:
        paired_change({"A": {"1": 1.0}}, {"A": {"1": 2.0, "9": 1.0}}, {"A": 10.0})

    assert "log why" in refused.value.problems[0].remedy("en")
    assert "记录缺失原因" in refused.value.problems[0].remedy("zh")


def test_independent_campaigns_add_their_variances():
    change = independent_change(VALUES, VALUES, AREAS)

    assert change.value == pytest.approx(0, abs=1e-12)
    assert change.variance == pytest.approx(2 * (1.98 + 0.6577777777777778))
    assert change.df_design == 10


def test_cores_of_one_cluster_count_once():
    means = cluster_means([1.0, 3.0, 10.0], ["b", "b", "a"])

    assert means == [10.0, 2.0]


def test_each_value_has_a_cluster():
    with pytest.raises(EdaphonError, match="differ in shape"):
        cluster_means([1.0], ["a", "b"])


def test_a_plan_needs_two_points():
    with pytest.raises(EdaphonError, match="Group points has 1"):
        minimum_detectable_difference(10.0, 1)
