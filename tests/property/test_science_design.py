"""Laws of means, changes and their errors that hold for every design."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edaphon.science.design import independent_change, paired_change, stratified_mean
from edaphon.science.estimates import combine, known_error

stocks = st.lists(st.floats(1, 200), min_size=2, max_size=8)
areas = st.floats(0.1, 1e4)
strata = st.dictionaries(
    st.sampled_from("ABCDE"), st.tuples(stocks, areas), min_size=1, max_size=5
)


def split(design):
    return (
        {name: values for name, (values, _) in design.items()},
        {name: area for name, (_, area) in design.items()},
    )


@given(strata, st.randoms())
def test_the_order_of_evidence_changes_no_bit(design, random):
    values, area = split(design)
    shuffled = {name: list(values[name]) for name in reversed(values)}
    for given_values in shuffled.values():
        random.shuffle(given_values)

    first, second = stratified_mean(values, area), stratified_mean(shuffled, area)

    assert first == second


@given(strata, st.floats(0.01, 100))
def test_units_of_area_cancel(design, unit):
    values, area = split(design)

    hectares = stratified_mean(values, area)
    other = stratified_mean(values, {name: a * unit for name, a in area.items()})

    assert other.value == pytest.approx(hectares.value, rel=1e-12)
    assert other.standard_error == pytest.approx(hectares.standard_error, rel=1e-9)


@given(strata)
def test_satterthwaite_lies_between_the_least_and_the_whole(design):
    values, area = split(design)
    mean = stratified_mean(values, area)
    assume(mean.variance > 1e-6)

    df = mean.df_satterthwaite

    assert df <= mean.df_design * (1 + 1e-9)
    assert df >= min(len(given_values) - 1 for given_values in values.values()) * (
        1 - 1e-9
    )


@given(strata, st.floats(0, 50), st.floats(0.6, 0.99))
def test_more_uncertainty_never_credits_more(design, error, chance):
    values, area = split(design)
    mean = stratified_mean(values, area)
    wider = combine([(1.0, mean), (1.0, known_error("laboratory", error))])
    df = mean.df_satterthwaite

    assert wider.lower_bound(chance, df) <= mean.lower_bound(chance, df) + 1e-9


@given(stocks, areas, areas)
def test_splitting_land_of_one_kind_changes_no_mean(values, one, other):
    whole = stratified_mean({"A": values}, {"A": one + other})
    parts = stratified_mean({"A": values, "B": values}, {"A": one, "B": other})

    assert parts.value == pytest.approx(whole.value, rel=1e-12)


@given(strata, st.floats(-20, 20))
def test_an_even_gain_is_seen_without_error_by_pairs(design, gain):
    values, area = split(design)
    before = {
        name: {f"{i}": value for i, value in enumerate(given_values)}
        for name, given_values in values.items()
    }
    after = {
        name: {point: value + gain for point, value in points.items()}
        for name, points in before.items()
    }

    change = paired_change(before, after, area)

    assert change.value == pytest.approx(gain, abs=1e-10)
    assert change.standard_error == pytest.approx(0, abs=1e-10)


@given(strata)
def test_independent_campaigns_know_less_than_one(design):
    values, area = split(design)

    change = independent_change(values, values, area)

    once = stratified_mean(values, area)
    assert change.variance == pytest.approx(2 * once.variance, rel=1e-9)
