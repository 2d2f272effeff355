"""A ratio of molar masses is one number, in a formula as in a parameter."""

from fractions import Fraction

import pytest

from edaphon.methods import pack
from edaphon.methods.shared.molar_ratios import CO2_PER_C, N2O_PER_N
from tests.synthetic_documents import METHODS


@pytest.mark.parametrize("method", METHODS)
def test_the_dated_parameter_is_the_ratio_of_the_formulas(method):
    held = pack(method).parameters["co2_per_carbon"]

    assert held.number == CO2_PER_C == float(Fraction(44, 12))
    assert not held.may_be_replaced


def test_the_ratio_of_nitrous_oxide_is_that_of_the_formulas():
    assert float(Fraction(44, 28)) == N2O_PER_N


@pytest.mark.parametrize("method", METHODS)
def test_a_body_with_a_ratio_prints_it_in_its_formula(method):
    for item in pack(method).equations:
        names = item.body.__code__.co_names
        for name, printed in (("CO2_PER_C", "44/12"), ("N2O_PER_N", "44/28")):
            if name in names:
                assert printed in item.formula, item.name
