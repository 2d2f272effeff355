"""What a tonne costs, by hand from the results of a few draws."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from edaphon.methods import pack
from edaphon.planning.basis import read_basis
from edaphon.planning.costs import Work
from edaphon.planning.design import design_of, with_points
from edaphon.planning.forecasting import _costs
from edaphon.planning.outcome import Drawn, Outcome
from edaphon.science.quantiles import distance_error
from tests.planned_project import planned, written
from tests.synthetic_documents import MCS

NAN = float("nan")


def outcome(units, gross=()):
    """Return the outcome of draws with these results over three years."""
    effects = gross or [NAN] * len(units)
    draws = [
        Drawn(
            units=value, computed=value, net=value, gross=effect, terms=(),
            against=(), lacking=(), confidence=0.9,
        )
        for value, effect in zip(units, effects, strict=True)
    ]  # fmt: skip
    return Outcome(pack=pack(MCS), draws=draws, years=3.0, area=200.0)


@pytest.fixture(scope="module")
def basis(tmp_path_factory):
    return read_basis(written(tmp_path_factory.mktemp("basis")))


WORK = Work(campaigns=2, visits=56, samples=247, area=Decimal(200), years=Decimal(3))
"""255,083.50 by the cost table of the made-up project."""


def test_the_price_of_nine_in_ten_is_that_of_the_low_end(basis):
    """By hand: 300 to 3,300 t are 100 to 1,100 t a year, mean 600, low end 200.

    255,083.50 / 1,800 = 141.713; 255,083.50 / 600 = 425.139; both rounded up.
    """
    found = outcome([300.0 * (1 + step) for step in range(11)])
    costs = _costs(basis, found, WORK)

    assert (found.figures().expected, found.figures().low) == ("600.0", "200.0")
    assert (costs.per_tonne, costs.break_even) == ("141.72", "425.14")


def test_where_one_project_in_ten_gets_nothing_no_price_pays_nine(basis):
    found = outcome([0.0, 0.0, *(600.0 for _ in range(9))])

    assert _costs(basis, found, WORK).break_even is None
    assert _costs(basis, found, WORK).per_tonne is not None


def test_the_price_of_a_tonne_covers_its_costs_and_the_margin_is_that_of_the_mean(
    basis,
):
    """By hand: 60 CNY x 600 t x 3 a = 108,000; 108,000 - 255,083.50."""
    found = outcome([300.0 * (1 + step) for step in range(11)])

    assert _costs(basis, found, WORK).margin == "-147083.50"


def test_without_a_cost_table_nothing_is_known(basis):
    assert _costs(replace(basis, costs=()), outcome([1.0, 2.0]), WORK) is None


# --- Digits -----------------------------------------------------------------------


def test_a_detectable_change_has_the_digits_that_its_error_leaves():
    """Twice the draws of one law tell one more digit only once the error allows."""
    few = outcome([1.0] * 21, [100.0 * step for step in range(21)]).detectable()
    many = outcome([1.0] * 2001, [1.0 * step for step in range(2001)]).detectable()

    for found in (few, many):
        decimals = len(found.error.partition(".")[2])
        assert len(found.change.partition(".")[2]) == decimals
        assert Decimal(found.error) < Decimal(found.change)
        # One digit of the error, rounded up: less would claim what no draw shows.
        assert len(found.error.replace(".", "").lstrip("0")) <= 2
    assert len(few.change) < len(many.change)


def test_results_without_any_spread_have_no_error():
    found = outcome([1.0] * 20, [500.0] * 20).detectable()

    assert (found.change, found.error) == ("0.000", "0.000")


def test_ends_of_the_interval_have_errors():
    found = outcome([30.0 * step for step in range(101)]).figures()
    alike = outcome([30.0] * 20).figures()

    # By hand: 0.1 -+ sqrt(0.1 * 0.9 / 101) of 0 to 1,000 t a year is 29.851.
    assert found.low_error == "29.9"
    assert found.high_error == "29.9"
    assert (alike.low_error, alike.high_error) == ("0.0", "0.0")


def test_each_end_of_the_interval_has_its_own_error():
    """Results that lie far apart above and close together below."""
    found = outcome([3.0 * step**2 for step in range(101)]).figures()

    assert Decimal(found.low_error) < Decimal(found.high_error) / 5


def test_the_error_of_a_detectable_change_is_rounded_up():
    """By hand from the draws: a change is (z 0.9 + z 0.8) / (2 z 0.9) of the distance.

    Over 200 ha and 3 years, 12 t of carbon are 44 t of carbon dioxide.
    """
    gross = np.array([100.0 * step for step in range(21)])
    found = outcome([1.0] * 21, list(gross)).detectable()
    scale = (1.281552 + 0.841621) / (2 * 1.281552) * 12 / 44 / 200 / 3
    raw = scale * distance_error(gross, 0.1, 0.9)

    assert raw <= float(found.error) < raw + 0.1
    assert float(found.error) - raw > 1e-6  # else rounding either way is the same


# --- Designs ----------------------------------------------------------------------


def test_a_part_of_a_point_is_a_whole_one(tmp_path):
    """By hand: half of 7 and of 5 points are 3.5 and 2.5, so that 4 and 3 are added."""
    project = planned(points=7, controls=5)
    basis = read_basis(written(tmp_path, project=project))
    more = with_points(design_of(basis), Decimal("1.5"))
    counts = {
        (stratum, role): sum(
            place.stratum == stratum and place.role == role for place in more.places
        )
        for stratum in ("S1", "S2")
        for role in ("project", "control")
    }

    assert counts == {
        ("S1", "project"): 11, ("S2", "project"): 11,
        ("S1", "control"): 8, ("S2", "control"): 8,
    }  # fmt: skip
