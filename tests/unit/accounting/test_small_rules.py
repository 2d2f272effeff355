"""Small rules that an account stands on, each at its edge."""

import math
import re
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
from msgspec import UNSET

from edaphon.accounting.account_record import account_record
from edaphon.accounting.activity import activity
from edaphon.accounting.applications import Application
from edaphon.accounting.campaign_evidence import _deviations
from edaphon.accounting.emission_sources import sources
from edaphon.accounting.facts import _least, _months_off, _season
from edaphon.accounting.layers import Layers
from edaphon.accounting.microbial_share import _masses
from edaphon.accounting.own_factors import _used
from edaphon.accounting.range_ends import end_used
from edaphon.accounting.shares import shares
from edaphon.accounting.soil import _reference_origin
from edaphon.accounting.wood import stocks
from edaphon.accounting.yearly import Yearly
from edaphon.kernel.calendar_years import years_between
from edaphon.schemas.models.project import Factors
from tests.synthetic_documents import ACTIVITY, END, VM0042
from tests.synthetic_project import SyntheticProject


@pytest.mark.parametrize(("start", "end", "years"), [
    ("2021-10-01", "2024-10-01", Fraction(3)),
    ("2021-10-01T08:00", "2024-10-01T17:30", Fraction(3)),
    ("2021-10-31", "2021-11-30", Fraction(30, 360)),
    ("2021-12-15", "2022-01-14", Fraction(29, 360)),
])  # fmt: skip
def test_years_lie_between_days_whatever_the_hour(start, end, years):
    assert years_between(start, end) == years


@pytest.mark.parametrize(("years", "through"), [
    (("2021", "2023"), ["2021", "2022", "2023"]), ((), []),
    (("2022",), ["2022"]), (("2021/22", "2023"), ["2021/22", "2023"]),
])  # fmt: skip
def test_years_run_through_from_the_first_to_the_last(years, through):
    yearly = Yearly(**{
        **{name: {} for name in Yearly.__dataclass_fields__},
        "years": {"baseline": years},
    })  # fmt: skip

    assert yearly.through("baseline") == through


@pytest.mark.parametrize(("crop", "day", "second"), [
    ("wheat", "2022-04-01", "wheat"), ("", "2022-04-01", "2022-04-01"), ("", "", ""),
])  # fmt: skip
def test_an_application_is_one_by_its_crop_and_else_by_its_day(crop, day, second):
    found = dict.fromkeys(Application.__dataclass_fields__)
    one = Application(**{**found, "year": "2022", "crop": crop, "day": day})

    assert one.round == ("2022", second)


def test_a_campaign_is_as_far_off_its_plan_as_its_nearest_day():
    plan = SimpleNamespace(later_campaigns={"end": "2024-10-01"})
    evidence = SimpleNamespace(plan=plan, campaign_ids=("start", "end"))

    assert _months_off(evidence, ["2024-08-01", "2024-09-16", "2024-12-01"]) == 0.5
    other = SimpleNamespace(plan=plan, campaign_ids=("start", "another"))
    assert _months_off(other, ["2024-10-01"]) == math.inf


@pytest.mark.parametrize(("start", "end", "months"), [
    ("2021-10-01", "2024-10-01", 0), ("2021-12-15", "2024-01-15", 1),
    ("2021-01-15", "2024-12-15", 1), ("2021-04-01", "2024-10-01", 6),
    ("2021-03-01", "2024-06-01", 3),
])  # fmt: skip
def test_seasons_lie_apart_by_the_shorter_way_round_the_year(start, end, months):
    assert _season({"start": [start], "end": [end]}) == pytest.approx(months)


def test_the_least_of_a_column_is_its_least_and_zero_where_it_is_empty():
    table = pl.DataFrame({"n": [3.0, 1.0, 2.0]})

    assert _least(table, "n") == 1.0
    assert _least(table.clear(), "n") == 0.0


@pytest.mark.parametrize(("bounds", "found"), [
    ((0.0, 20.0), (0.0, 2700.0)), ((10.0, 15.0), (1300.0, 2000.0)),
    ((10.0, 30.0), (1300.0, math.nan)),
])  # fmt: skip
def test_masses_are_read_between_the_bounds_of_a_core(bounds, found):
    axes = SimpleNamespace(offsets=lambda _layer, _profile: [0, 2, 4])
    values = {
        "mass": np.array([1300.0, 1400.0, 1.0, 1.0]),
        "thickness": np.array([10.0, 10.0, 5.0, 5.0]),
    }
    run = SimpleNamespace(axes=axes, values=values.__getitem__)

    assert _masses(run, "mass", 0, bounds) == pytest.approx(found, nan_ok=True)


@pytest.mark.parametrize(("known", "found", "day", "held"), [
    (["10", "10"], ["10.2", "9.7"], ["1", "1"], {"1": -0.03}),
    (["10", "20"], ["10.2", "19.8"], ["1", "2"], {"1": 0.02, "2": -0.01}),
    (["10"], ["10"], ["1"], {"1": 0.0}),
])  # fmt: skip
def test_a_day_has_the_relative_deviation_of_its_farthest_run(known, found, day, held):
    runs = [
        SimpleNamespace(known=one, found=two, day=when)
        for one, two, when in zip(known, found, day, strict=True)
    ]

    assert _deviations(runs) == pytest.approx(held)


@pytest.mark.parametrize(("in_plan", "where"), [
    ("4000", ("plan", ("reference_mass",))),
    (None, ("project", ("sampling/reference_mass",))),
])  # fmt: skip
def test_the_reference_mass_says_where_it_was_fixed(in_plan, where):
    plan = SimpleNamespace(reference_mass=in_plan)
    origin = _reference_origin(SimpleNamespace(plan=plan))

    assert (origin.kind, origin.paths) == where


@pytest.mark.parametrize(("density", "mass", "thin", "kind"), [
    ([1.2, 1.3], [None, None], 0, "density"), ([1.2, None], [None, 5.0], 0, "density"),
    ([None, None], [5.0, None], 0, "cores"), ([None, None], [5.0, 6.0], 0, "cores"),
    ([None, None], [None, None], 0, "density"),
    ([1.2, None], [None, None], 3, "thin_layers"),
])  # fmt: skip
def test_the_mass_of_layers_is_found_one_way_for_all(density, mass, thin, kind):
    whole = pl.DataFrame(
        {
            "bulk_density": density, "sample_mass": mass,
            "core_diameter": [5.0, 5.0], "core_count": [1.0, 1.0],
        },
        schema_overrides={"bulk_density": pl.Float64, "sample_mass": pl.Float64},
    )  # fmt: skip
    layers = Layers(whole=whole, thin=pl.DataFrame({"top": [0.0] * thin}))

    assert layers.mass_from == kind


def test_a_stock_of_wood_is_the_mean_of_its_plots(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    del project.document["sources_absent"]["woody_plants"]
    project.tables[ACTIVITY] += [
        {"role": "project", "year": END, "item": "tree_carbon", "amount": amount,
         "unit": "t{C}/har", "stratum": "S1", "lot": lot}
        for amount, lot in (("4", "1"), ("5", "2"), ("9", "3"))
    ]  # fmt: skip
    project.map_column(ACTIVITY, "stratum", **{"is": "stratum"})

    (found,) = stocks(project.evidence(tmp_path)).values()
    mean, rows = found.stock

    assert mean == 6
    assert len(rows) == len(found.plots) == 3


def test_members_that_never_stayed_share_nothing_of_an_area():
    holding = SimpleNamespace(
        member="H1", parcel="F1", area_ha=Fraction(3),
        days=lambda _start, _end: 100, stays=lambda _start, _end: False,
    )  # fmt: skip
    roster = SimpleNamespace(start="a", end="b", holdings=[holding])

    (share,) = shares(roster, "area", 0)

    assert (share.share, share.area_ha, share.hectare_days) == (0, 0, 300)


def test_a_range_without_width_says_nothing_of_its_ends():
    equation = SimpleNamespace(
        arguments=[
            SimpleNamespace(name="ef", origin=SimpleNamespace(end="rise"), source="ef"),
            SimpleNamespace(name="rise", origin=None, source="rise"),
        ]
    )
    step = SimpleNamespace(equation=equation)
    value = SimpleNamespace(has_range=True, low=1, value=1, high=1)

    assert end_used(SimpleNamespace(), step, "ef", value) is None


@pytest.mark.parametrize(("values", "used"), [
    ([1.0, 3.0], "high"), ([2.0, 1.0], "low"), ([1.0, 1.0], None),
])  # fmt: skip
def test_the_end_of_an_own_factor_that_an_input_holds_is_named(values, used):
    factor = Factors(value="2.5", low="2", high="3", unit="kg", reference="said")
    step = SimpleNamespace(values=np.array(values), unit="kg")

    found = _used("product", factor, step)

    assert found == (
        {"used": [{"end": used, "value": factor.high if used == "high" else factor.low,
                   "by": ""}]} if used else {}
    )  # fmt: skip


@pytest.mark.parametrize(("stated", "where"), [
    ({"displaced_livestock": "3"}, "leakage/displaced_livestock"),
    ({"displaced_livestock": "0.5"}, "leakage/displaced_livestock"),
    ({}, "sources_absent/displaced_livestock"),
])  # fmt: skip
def test_leakage_says_where_it_is_stated_or_denied(tmp_path, stated, where):
    project = SyntheticProject(points=3, controls=3)
    project.document["leakage"] |= stated
    if stated:
        del project.document["sources_absent"]["displaced_livestock"]

    found = activity(project.evidence(tmp_path)).inputs["displaced_livestock"]

    assert found.origin.paths == (where,)
    assert found.values.tolist() == [float(stated.get("displaced_livestock", 0))]


def test_sources_without_a_record_are_told_apart_from_those_that_are_denied(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    silent = SyntheticProject(points=3, controls=3)
    del silent.document["sources_absent"]["lime"]

    denied, unknown = (
        {row["name"]: row for row in sources(made.account(tmp_path / name, VM0042))}
        for name, made in (("denied", project), ("silent", silent))
    )

    assert denied["co2_lime"]["recorded"] is False
    assert denied["co2_lime"]["absent"] is True
    assert "absent" not in unknown.get("co2_lime", {})
    assert "recorded" not in denied["co2_fuel"]
    assert silent.document["sources_absent"].get("lime", UNSET) is UNSET


DECIMAL = re.compile(r"-?[0-9]+\.([0-9]+)")


def decimals(value):
    """Yield how many decimals each decimal text of a record has."""
    if isinstance(value, str):
        found = DECIMAL.fullmatch(value)
        if found:
            yield len(found[1])
    elif isinstance(value, dict):
        for item in value.values():
            yield from decimals(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from decimals(item)


@pytest.mark.parametrize("part", [
    "figures", "sources", "emission_changes", "changes", "groups", "equal_mass",
    "waterfall",
])  # fmt: skip
def test_numbers_of_an_account_record_have_six_decimals(tmp_path, part):
    record = account_record(SyntheticProject(points=5, controls=3).account(tmp_path))

    found = set(decimals(record[part]))

    assert found == {6}
