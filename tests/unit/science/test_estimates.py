"""Estimates as weighted sums of group means."""

import math

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.estimates import (
    combine,
    covariance,
    difference,
    group_mean,
    known_error,
)

CHANGES = [1.2, -0.4, 2.2, 0.9, 1.6, 0.1]


def test_a_shared_control_enters_the_variance_once_with_both_weights():
    control = group_mean("control", [1.0, 2.0, 3.0])
    first = difference(group_mean("a", [5.0, 6.0, 7.0]), control)
    second = difference(group_mean("b", [4.0, 6.0, 8.0]), control)

    together = combine([(10.0, first), (20.0, second)])

    # 10 (6 - 2) + 20 (6 - 2); variances 1/3, 4/3 and 1/3 of the means.
    assert together.value == pytest.approx(120.0, rel=1e-15)
    expected = 100 / 3 + 400 * 4 / 3 + 900 / 3
    assert together.variance == pytest.approx(expected, rel=1e-15)


def test_two_projects_covary_by_their_control():
    control = group_mean("control", [1.0, 2.0, 3.0])
    first = difference(group_mean("a", [5.0, 6.0]), control)
    second = difference(group_mean("b", [4.0, 6.0]), control)

    assert covariance(first, second) == pytest.approx(1 / 3, rel=1e-15)
    assert covariance(first, group_mean("b", [4.0, 6.0])) == 0


def test_an_estimate_less_itself_is_certain():
    mean = group_mean("plots", CHANGES)

    nothing = difference(mean, mean)

    assert nothing.value == 0
    assert nothing.standard_error == 0
    assert nothing.df_satterthwaite == 5


def test_a_known_error_widens_and_brings_its_certainty():
    mean = group_mean("plots", CHANGES)
    widened = combine([(1.0, mean), (1.0, known_error("laboratory", 0.5))])

    assert widened.value == mean.value
    assert widened.variance == pytest.approx(mean.variance + 0.25, rel=1e-15)
    assert widened.df_design == 5
    # (g1 + g2)^2 / (g1^2 / 5), with g2 known.
    ratio = (mean.variance + 0.25) / mean.variance
    assert widened.df_satterthwaite == pytest.approx(5 * ratio**2, rel=1e-14)
    assert known_error("laboratory", 0.5).df_satterthwaite == math.inf


def test_common_errors_of_one_name_add_before_they_are_squared():
    two = [known_error("ring", 0.3), known_error("ring", 0.3)]

    assert combine([(1.0, part) for part in two]).standard_error == pytest.approx(0.6)


@pytest.mark.parametrize(("value", "chance"), [(2.0, 1.0), (-2.0, 0.0), (0.0, 0.5)])
def test_without_variance_the_sign_decides(value, chance):
    assert group_mean("plots", [value, value]).probability_above_zero(1) == chance


def test_one_name_cannot_stand_for_two_groups():
    parts = [(1.0, group_mean("a", [1.0, 2.0])), (1.0, group_mean("a", [1.0, 3.0]))]

    with pytest.raises(
        EdaphonError, match=r"SCI_GROUP_DIFFERS.*same measurements"
    ) as refused:
        combine(parts)

    assert "its own name" in refused.value.problems[0].remedy("en")
    assert "分别命名" in refused.value.problems[0].remedy("zh")


def test_one_value_has_no_variance():
    with pytest.raises(
        EdaphonError, match=r"SCI_TOO_FEW_VALUES.*has 1 of the 2"
    ) as refused:
        group_mean("a", [1.0])

    assert "Sample more points" in refused.value.problems[0].remedy("en")
    assert "增加采样点" in refused.value.problems[0].remedy("zh")


def test_a_missing_value_is_never_skipped():
    with pytest.raises(EdaphonError, match="SCI_NOT_A_NUMBER") as refused:
        group_mean("a", [1.0, math.nan, 2.0])

    assert "give the reason" in refused.value.problems[0].remedy("en")
    assert "说明理由" in refused.value.problems[0].remedy("zh")
