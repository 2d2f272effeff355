"""Why nothing is credited is said by the one reason, at the edge of each."""

from types import SimpleNamespace

import pytest

from edaphon.accounting.core_facts import reference_share
from edaphon.accounting.no_result import no_result


def told(**figures):
    run = SimpleNamespace(steps=figures, value=figures.__getitem__)
    account = SimpleNamespace(status="deficit", is_held=False, run=run)
    return no_result(account)["why"]["en"]


@pytest.mark.parametrize(
    ("value", "issued", "said"),
    [
        (-0.01, 0.0, "below zero: -0.01"), (0.0, 0.0, "Less than one tonne"),
        (0.99, 0.0, "Less than one tonne"), (5.99, 5.0, "not beyond the 5 t"),
        (6.0, 5.0, "Less than one tonne"), (0.0, 5.0, "not beyond the 5 t"),
    ],
)  # fmt: skip
def test_a_cumulative_result_says_what_it_is_not_beyond(value, issued, said):
    assert said in told(creditable=value, issued_before=issued)


@pytest.mark.parametrize(
    ("yearly", "owed", "said"),
    [
        (-1.0, 0.0, "below zero: -2.00 t CO2e. 2.00"),
        (-1.0, 3.0, "below zero: -2.00 t CO2e. 5.00"),
        (0.0, 0.0, "Less than one tonne"), (1.99, 3.0, "not beyond the 3.00 t"),
        (2.0, 3.0, "Less than one tonne"),
        (-1.0, -3.0, "Less than one tonne"),
    ],
)  # fmt: skip
def test_a_result_of_a_period_says_what_it_makes_good(yearly, owed, said):
    assert said in told(credit_total=yearly, years=2.0, earlier_deficit=owed)


def test_other_methods_are_not_above_zero():
    assert told(net=0.0) == "The result is not above zero."


@pytest.mark.parametrize("known", [{}, {"reference_mass": 1}, {"layer_mass": 1}])
def test_a_reference_that_is_not_known_holds_all_of_a_core(known):
    assert reference_share(SimpleNamespace(steps=known, axes=None)) == 1.0
