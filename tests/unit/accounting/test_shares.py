"""Shares of members: whole units, by the stated rule, and nothing is left over."""

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edaphon.accounting.account import accounts
from edaphon.accounting.shares import apportioned, shares, shares_text
from edaphon.monitoring.roster.record import Holding, Roster
from tests.synthetic_documents import METHODS
from tests.synthetic_members import with_members

PERIOD = {"start": date(2021, 1, 1), "end": date(2022, 1, 1)}


def held(member, area, joined=date(2020, 1, 1), left=None, parcel="P"):
    return Holding(
        member=member, parcel=f"{parcel}{member}", stratum="S1",
        area_ha=Fraction(area), joined=joined, left=left, row=2,
    )  # fmt: skip


def counts(holdings, rule, units=100):
    roster = Roster(path="roster.csv", holdings=tuple(holdings), **PERIOD)
    return {item.member: item.units for item in shares(roster, rule, units)}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("area_days", {"A": 54, "B": 46}),
        ("area", {"A": 100, "B": 0}),
        ("equal", {"A": 50, "B": 50}),
    ],
)
def test_each_rule_shares_as_it_says(rule, expected):
    """A holds 1 ha for 365 days, B 2 ha for 154 days from 31 July: 365 to 308."""
    holdings = [held("A", 1), held("B", 2, joined=date(2021, 7, 31))]

    assert counts(holdings, rule) == expected


def test_who_was_never_there_in_the_period_has_no_share():
    gone = held("C", 9, left=date(2021, 1, 1))

    assert counts([held("A", 1), gone], "equal") == {"A": 100}


def test_the_largest_remainder_gets_the_unit_that_is_left():
    assert apportioned({"a": Fraction(1), "b": Fraction(2), "c": Fraction(4)}, 10) == {
        "a": 1, "b": 3, "c": 6,
    }  # fmt: skip


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3),
        st.fractions(min_value=0, max_value=1000),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 10_000),
)
def test_shares_add_up_and_stay_within_one_unit(weights, units):
    total = sum(weights.values())
    found = apportioned(weights, units)

    assert sum(found.values()) == (units if total else 0)
    for name, weight in weights.items():
        assert abs(found[name] - (units * weight / total if total else 0)) < 1


@pytest.mark.parametrize("rule", ["area_days", "area", "equal"])
def test_the_table_of_a_bundle_holds_every_unit_of_every_method(tmp_path, rule):
    evidence = with_members(rule).evidence(tmp_path)
    made = accounts(evidence, METHODS)

    rows = list(csv.DictReader(io.StringIO(shares_text(evidence, made).decode())))

    for account in made:
        of_method = [row for row in rows if row["method"] == account.pack.id]
        assert [row["member"] for row in of_method] == ["H1", "H2", "H3"]
        assert sum(int(row["units"]) for row in of_method) == account.units > 0
    assert rows[2] | {"method": "", "units": "", "share": ""} == {
        "method": "", "member": "H3", "parcels": "2", "area_ha": "30.0000",
        "hectare_days": "32880.0000", "share": "", "units": "",
    }  # fmt: skip


def test_a_refused_account_shares_nothing(tmp_path):
    project = with_members()
    project.sealed_at = None
    evidence = project.evidence(tmp_path)
    made = accounts(evidence, METHODS[:1])

    rows = list(csv.DictReader(io.StringIO(shares_text(evidence, made).decode())))

    assert made[0].status != "credited"
    assert {row["units"] for row in rows} == {"0"}
