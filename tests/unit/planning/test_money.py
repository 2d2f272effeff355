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
from edaphon.science.quantiles import quantile_error
from tests.planned_project import planned, written
from tests.synthetic_documents import MCS

NAN = float("nan")


def outcome(units, effects=(), taken=(), other=()):
    """Return the outcome of draws with these results over three years.

    Of the bars are measured effects, uncertainty and the limit of the other bounds
    given; every other one takes a thousand tonnes.
    """
    bars = [str(bar["name"]) for bar in pack(MCS).document["waterfall"]]
    held = {"gross": effects, "uncertainty": taken, "least_bound": other}

    def terms(at):
        return tuple(
            (held[name][at] if held[name] else 0.0) if name in held else -1000.0
            for name in bars
        )

    draws = [
        Drawn(
            units=value, computed=value, net=value, terms=terms(at),
            against=(), lacking=(), confidence=0.9,
        )
        for at, value in enumerate(units)
    ]  # fmt: skip
    return Outcome(pack=pack(MCS), draws=draws, years=3.0, area=200.0, gain=0.5)


@pytest.fixture(scope="module")
def basis(tmp_path_factory):
    return read_basis(written(tmp_path_factory.mktemp("basis")))


WORK = Work(campaigns=2, visits=56, samples=246, area=Decimal(200), years=Decimal(3))
"""255,003.00 by the cost table of the made-up project."""


def test_the_price_of_nine_in_ten_is_that_of_the_low_end(basis):
    """By hand: 300 to 3,300 t are 100 to 1,100 t a year, mean 600, low end 200.

    255,003.00 / 1,800 = 141.668; 255,003.00 / 600 = 425.005; both rounded up.
    """
    found = outcome([300.0 * (1 + step) for step in range(11)])
    costs = _costs(basis, found, WORK)

    assert (found.figures().expected, found.figures().low) == ("600.0", "200.0")
    assert (costs.per_tonne, costs.break_even) == ("141.67", "425.01")


def test_where_one_project_in_ten_gets_nothing_no_price_pays_nine(basis):
    found = outcome([0.0, 0.0, *(600.0 for _ in range(9))])

    assert _costs(basis, found, WORK).break_even is None
    assert _costs(basis, found, WORK).per_tonne is not None


def test_the_price_of_a_tonne_covers_its_costs_and_the_margin_is_that_of_the_mean(
    basis,
):
    """By hand: 60 CNY x 600 t x 3 a = 108,000; 108,000 - 255,003.00."""
    found = outcome([300.0 * (1 + step) for step in range(11)])

    assert _costs(basis, found, WORK).margin == "-147003.00"


def test_without_a_cost_table_nothing_is_known(basis):
    assert _costs(replace(basis, costs=()), outcome([1.0, 2.0]), WORK) is None


# --- What is found four times in five ---------------------------------------------

PER_GAIN = 44 / 12 * 200 * 3
"""Carbon dioxide of 1 t C/ha a year over 200 ha and three years [t]."""


def shifted(*bounds):
    """Return effects whose bars down to the bound are these [t C/ha a year]."""
    return [PER_GAIN * value for value in bounds]


def test_a_detectable_gain_is_that_whose_smallest_bound_is_above_zero():
    """By hand: bounds of 0 to 0.5 step 0.05, of which two in ten lie below 0.1.

    The draws have a gain of 0.5; one of 0.4 has a bound of zero at that place.
    """
    known = [0.05 * step for step in range(11)]
    found = outcome(
        [1.0] * 11,
        shifted(*(value + 0.3 for value in known)),
        shifted(*[-0.2] * 11),
        shifted(*[-0.1] * 11),
    ).detectable()
    raw = quantile_error(np.array(known), 0.2)

    assert Decimal(found.change) == Decimal("0.40")
    assert raw <= float(found.error) < raw + 0.01
    assert (found.confidence, found.power) == ("0.9000", "0.80")


def test_a_draw_without_a_bound_finds_nothing():
    """By hand: of ten draws the lowest one is unknown; of five one is too many."""
    ten = outcome([1.0] * 10, shifted(NAN, *[0.1] * 4, *[0.3] * 5)).detectable()
    five = outcome([1.0] * 5, shifted(NAN, *[0.3] * 4)).detectable()
    first = outcome([1.0] * 10, shifted(NAN, 0.1, *[0.3] * 8)).detectable()
    whole = outcome([1.0] * 9, shifted(0.1, *[0.3] * 8)).detectable()

    assert Decimal(ten.change) == Decimal("0.4")
    assert five is None
    assert Decimal(first.change) > Decimal(whole.change)


def test_a_detectable_gain_has_the_digits_that_its_error_leaves():
    """Many draws of one law tell one more digit once the error allows."""
    few = outcome([1.0] * 21, shifted(*np.linspace(0, 1, 21))).detectable()
    many = outcome([1.0] * 20001, shifted(*np.linspace(0, 1, 20001))).detectable()

    for found in (few, many):
        decimals = len(found.error.partition(".")[2])
        assert len(found.change.partition(".")[2]) == decimals
        # One digit of the error, rounded up: less would claim what no draw shows.
        assert len(found.error.replace(".", "").lstrip("0")) <= 2
    assert len(few.change) < len(many.change)


def test_bounds_without_any_spread_have_no_error():
    found = outcome([1.0] * 20, shifted(*[0.25] * 20)).detectable()

    assert (found.change, found.error) == ("0.250", "0.000")


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
