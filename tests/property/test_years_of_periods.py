"""Every calendar year of a chain of accounts belongs to one of them."""

import math
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edaphon.kernel.calendar_years import vintages, years_between, years_in

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def ordered(days):
    return [day.isoformat() for day in sorted(days)]


@given(st.lists(DAYS, min_size=2, max_size=8, unique=True))
def test_consecutive_accounts_have_each_year_once(days):
    bounds = ordered(days)

    found = [year for ends in pairwise(bounds) for year in years_in(*ends, bounds[0])]

    assert found == sorted(set(found))
    assert found == list(years_in(bounds[0], bounds[-1]))


@given(st.lists(DAYS, min_size=2, max_size=8, unique=True))
def test_so_many_years_since_the_first_campaign_owe_as_many_calendar_years(days):
    """Of the first account and of all together, whatever days of the year they are."""
    bounds = ordered(days)

    for end in bounds[1:]:
        lasted = math.floor(years_between(bounds[0], end) + Fraction(1, 2))
        assert len(years_in(bounds[0], end)) >= lasted


@given(st.lists(DAYS, min_size=2, max_size=2, unique=True))
def test_a_year_belongs_to_the_period_that_holds_more_than_half_of_it(days):
    start, end = ordered(days)
    lengths = dict(vintages("1990-01-01", "2061-01-01"))

    held = {year for year, part in vintages(start, end) if 2 * part > lengths[year]}

    assert held <= {*years_in(start, end)}
    assert {*years_in(start, end)} <= {year for year, _ in vintages(start, end)}
