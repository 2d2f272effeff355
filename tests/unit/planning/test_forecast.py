"""Forecasts: the engine of the accounts, on evidence that nobody measured yet."""

from decimal import Decimal
from pathlib import Path
from statistics import mean

import pytest
from msgspec import to_builtins
from scipy.stats import binom

from edaphon.accounting.account import accounts
from edaphon.kernel.canonical import dumps
from edaphon.planning.basis import read_basis
from edaphon.planning.design import (
    design_of,
    with_archive,
    with_points,
    with_years,
)
from edaphon.planning.forecasting import forecast
from edaphon.planning.outcome import Outcome, drawn
from edaphon.planning.simulated import Simulated, area_of, gain_of, years_of
from edaphon.schemas.records import read
from tests.planned_project import (
    FORECAST,
    SHARES,
    expectations,
    planned,
    without_noise,
    written,
)
from tests.synthetic_documents import END, MCS, METHODS, MICROBES, SOIL, START
from tests.synthetic_project import DENSITY, SOC, SyntheticProject

DRAWS = 8
"""Projects of a comparison; the same soils stand behind both sides of it."""


def simulated(folder, expected=None, **more):
    """Return the simulation of a folder as planned."""
    basis = read_basis(written(folder, expected, **more))
    return Simulated(basis=basis, design=design_of(basis), gains=basis.gains)


def units(one, draws=DRAWS, methods=METHODS):
    """Return what each draw credits under each method."""
    return [
        [account.units for account in accounts(one.evidence(draw), methods)]
        for draw in range(draws)
    ]


def means(one, draws=DRAWS):
    """Return the mean result under each method."""
    return mean_of(units(one, draws))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return what each draw credits where nothing is left blank."""
    return units(simulated(tmp_path_factory.mktemp("whole")))


def mean_of(draws):
    """Return the mean result under each method."""
    return [mean(column) for column in zip(*draws, strict=True)]


# --- The same engine --------------------------------------------------------------


def from_files(years=3, gain=1.0, control=0.1):
    """Return the project that the expectations without noise are of, with files.

    Organic carbon rises by the stated change: t C/ha over density, 10 cm and 0.1.
    """
    project = SyntheticProject(points=8, controls=6, spread=0.0)
    project.plan.pop("reference_mass")
    shares = dict(zip(SOC, map(float, SHARES), strict=True))
    for row in project.rows(SOIL):
        top = int(row["top"])
        change = years * (control + gain * (row["role"] == "project")) * shares[top]
        rise = change / DENSITY[top] if row["campaign"] == END else 0.0
        row |= {"soc": f"{SOC[top] + rise:.5f}", "bd": f"{DENSITY[top]:.5f}"}
    rises = {"strain_marker": 300000, "mbc": 60, "glucosamine": 25, "muramic_acid": 4}
    starts = {"strain_marker": 0, "mbc": 300, "glucosamine": 800, "muramic_acid": 60}
    for row in project.rows(MICROBES):
        treated = row["campaign"] == END and row["role"] == "project"
        row |= {name: f"{starts[name] + treated * rises[name]:.5f}" for name in rises}
    return project


def test_a_known_gain_without_noise_is_the_account_of_the_same_files(tmp_path):
    """From files: the same numbers written as tables and read as any project is."""
    (tmp_path / "files").mkdir()
    (tmp_path / "plan").mkdir()
    expected = without_noise(expectations())
    del expected["archived_every"]
    evidence = from_files().evidence(tmp_path / "files")
    read_from_files = [account.units for account in accounts(evidence, METHODS)]
    told = units(simulated(tmp_path / "plan", expected), draws=2)

    assert min(read_from_files) > 0
    assert told == [read_from_files, read_from_files]


def test_every_draw_is_another_soil_and_the_same_for_everyone(tmp_path):
    one = simulated(tmp_path)
    first, again, second = (one.evidence(at).digest for at in (0, 0, 1))

    assert first == again
    assert first != second


def test_activity_has_the_years_that_the_account_asks_for(tmp_path):
    table = simulated(tmp_path).evidence(0).observations
    fuel = table.filter(table["property"] == "diesel_used")

    assert sorted(fuel["campaign"]) == ["2018", "2019", "2020", "2022", "2023", "2024"]


def test_archived_samples_are_every_fifth_of_the_first(tmp_path):
    """By hand: 28 points of 4 layers, 112 samples, of which 22 fifths are kept."""
    one = simulated(tmp_path)
    table = one.evidence(0).observations
    again = table.filter(table["campaign"] == f"{START}+again")

    assert again.height == 22
    assert one.samples == 112 + 112 + 22


# --- Blank never raises -----------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "field", ["archived_every", "procedure", "product", "activity", "microbial"]
)
def test_a_field_left_blank_never_raises_what_is_expected(tmp_path, field, whole):
    blank = expectations()
    del blank[field]
    left_out, told = means(simulated(tmp_path, blank)), mean_of(whole)

    assert all(less <= more for less, more in zip(left_out, told, strict=True))
    assert sum(left_out) < sum(told)


@pytest.mark.slow
@pytest.mark.parametrize("field", ["permanence", "leakage", "factors", "uniqueness"])
def test_a_section_of_the_project_left_blank_never_raises_it(tmp_path, field, whole):
    project = planned()
    del project.document[field]
    left_out = means(simulated(tmp_path, project=project), 4)
    told = mean_of(whole[:4])

    assert all(less <= more for less, more in zip(left_out, told, strict=True))
    assert sum(left_out) < sum(told)


def test_a_larger_spread_never_raises_the_mean(tmp_path, whole):
    wide = expectations()
    wide["spread"]["within_fields"] = "3.0"

    assert means(simulated(tmp_path, wide))[0] < mean_of(whole)[0]


# --- What the method promises -----------------------------------------------------


@pytest.mark.slow
def test_without_any_gain_nothing_comes_nine_times_in_ten(tmp_path):
    """The unified method credits above the truth at most one time in ten."""
    expected = expectations("0")
    one = simulated(tmp_path, expected)
    draws = 40
    credited = sum(row[0] > 0 for row in units(one, draws, [MCS]))

    assert credited <= binom.ppf(0.999, draws, 0.10)


# --- Other designs ----------------------------------------------------------------


def test_more_points_stand_on_new_control_fields(tmp_path):
    """By hand: half as many again is 12 and 9 points a stratum of 8 and 6."""
    basis = read_basis(written(tmp_path))
    more = with_points(design_of(basis), Decimal("1.5"))
    held = [place for place in more.places if place.stratum == "S1"]
    fields = {place.field for place in held if place.role == "control"}

    assert [place.role for place in held].count("project") == 12
    assert len(fields) == 9
    assert {site["point"] for site in more.project.get("control_sites")} == {
        place.id for place in more.places if place.role == "control"
    }


def test_no_condition_stands_against_a_design_for_being_larger(tmp_path):
    basis = read_basis(written(tmp_path))
    for design in (
        with_points(design_of(basis), Decimal(2)),
        with_years(design_of(basis), 2),
        with_archive(design_of(basis), 5),
    ):
        one = Simulated(basis=basis, design=design, gains=basis.gains)
        for account in accounts(one.evidence(0), METHODS):
            assert [item.condition.id for item in account.assessed
                    if item.stands_against] == []  # fmt: skip


def test_more_years_move_the_last_campaign_and_its_planned_day(tmp_path):
    later = with_years(design_of(read_basis(written(tmp_path))), 2)

    assert years_of(later.project) == 5.0
    assert later.project.document["period"]["end"] == "2026-10-20"
    assert later.plan.later_campaigns == {END: "2026-10-04"}


def test_independent_points_belong_to_one_campaign_each(tmp_path):
    project = planned(design="independent")
    one = simulated(tmp_path, project=project)
    rounds = {place.id: place.rounds for place in one.landscape.places}

    assert rounds["S1-P1a"] == (0,)
    assert rounds["S1-P1b"] == (1,)
    assert accounts(one.evidence(0), METHODS)[1].computed_units > 0


# --- What many accounts say together ----------------------------------------------


def outcome(folder, count=20, **changes):
    expected = expectations()
    for name, value in changes.items():
        expected[name] = value
    one = simulated(folder, expected)
    held = [drawn(accounts(one.evidence(draw), [MCS])[0]) for draw in range(count)]
    pack = accounts(one.evidence(0), [MCS])[0].pack
    return Outcome(pack=pack, draws=held, years=3.0, area=200.0, gain=1.0)


@pytest.fixture(scope="module")
def twenty(tmp_path_factory):
    """Return what twenty draws of the project as planned say together."""
    return outcome(tmp_path_factory.mktemp("twenty"))


def test_figures_follow_from_the_units_of_the_draws(twenty):
    """By hand from the units: mean, and ends of the interval by interpolation."""
    found = twenty
    yearly = sorted(one.units / 3 for one in found.draws)
    figures = found.figures()

    assert Decimal(figures.expected) == pytest.approx(
        Decimal(mean(yearly)), abs=Decimal("0.1")
    )
    low = yearly[1] + 0.9 * (yearly[2] - yearly[1])
    assert float(figures.low) == pytest.approx(low, abs=0.1)
    zero = sum(one.units == 0 for one in found.draws) / 20
    assert float(figures.chance_zero) == zero


def test_what_is_open_in_every_project_is_told_with_its_cure(tmp_path):
    found = outcome(tmp_path, microbial=[])
    opened = {item.id: item for item in found.conditions()}

    assert found.figures().expected == "0.0"
    assert found.figures().chance_zero == "1.000"
    assert "1.000" in {item.share for item in opened.values()}
    assert all(item.cure.zh for item in opened.values())
    assert float(found.figures(found.cured).expected) > 0


def test_deductions_are_those_of_the_waterfall(twenty):
    found = twenty
    bars = {item.name: float(item.mean) for item in found.deductions()}

    assert sum(bars.values()) == pytest.approx(
        mean(one.units for one in found.draws), abs=1.0
    )
    assert found.dominant() in {"uncertainty", "least_bound", "buffer"}


HUANG_HUAI = Path(__file__).parents[3] / "examples" / "huang-huai"

TRIES = 40
"""Fresh projects in which a detectable gain is looked for."""


def outcomes(one, draws, methods=METHODS):
    """Return by method what some draws say together."""
    kept = {}
    for draw in draws:
        for account in accounts(one.evidence(draw), methods):
            kept.setdefault(account.pack.id, (account.pack, []))[1].append(
                drawn(account)
            )
    return {
        name: Outcome(pack=pack, draws=held, years=3.0, area=area_of(one),
                      gain=gain_of(one))
        for name, (pack, held) in kept.items()
    }  # fmt: skip


def of_account(account):
    """Return the bound by the figures of the methods, not by the bars of a forecast."""
    value = account.run.value
    if account.pack.id == MCS:
        return value("smallest_bound")
    return value("stock_change_project") - value("stock_change_baseline")


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_a_detectable_gain_is_found_four_times_in_five(tmp_path, method):
    """The gain comes from draws of another gain, the look at it from fresh ones."""
    basis = read_basis(written(tmp_path, expectations("0.6")))

    def under(gains):
        return Simulated(basis=basis, design=design_of(basis), gains=gains)

    told = outcomes(under(basis.gains), range(TRIES), [method])[method].detectable()
    again = under(dict.fromkeys(basis.gains, float(told.change)))
    found = sum(
        of_account(accounts(again.evidence(draw), [method])[0]) > 0
        for draw in range(TRIES, 2 * TRIES)
    )

    assert binom.ppf(0.01, TRIES, 0.8) <= found <= binom.ppf(0.99, TRIES, 0.8)


@pytest.mark.slow
def test_a_gain_whose_bound_is_found_every_other_time_is_not_detectable():
    """Of the worked example 0.13 was told, by the spread of the difference alone."""
    basis = read_basis(HUANG_HUAI)
    gains = dict.fromkeys(basis.gains, 0.13)
    one = Simulated(basis=basis, design=design_of(basis), gains=gains)
    held = outcomes(one, range(20), [MCS])[MCS]

    assert sum(one.computed > 0 for one in held.draws) < 16
    assert float(held.detectable().change) > 0.13


# --- The record -------------------------------------------------------------------


FEW = 6
"""Projects of a forecast whose figures no test reads as chances."""


@pytest.fixture(autouse=True, scope="module")
def few():
    """Let a forecast of a few projects pass, so that the tests end soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edaphon.planning.forecasting.LEAST_DRAWS", FEW // 2)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory, few):  # noqa: ARG001 - asked for, so that it comes first
    """Return a folder with a forecast, and the forecast."""
    folder = written(tmp_path_factory.mktemp("made"))
    return folder, forecast(folder, draws=FEW)


@pytest.mark.slow
def test_the_record_is_of_its_form_and_says_what_it_is_not(made):
    folder, told = made
    record = read("forecast", (folder / FORECAST).read_bytes(), file=FORECAST)

    assert told.is_written
    assert "never a credit" in record.is_no_credit.en
    assert "不是碳信用" in record.is_no_credit.zh
    assert [item.id for item in record.methods] == list(METHODS)
    assert [item.name for item in record.methods[0].what_if] == [
        "plan", "points_1_5", "points_2", "years",
    ]  # fmt: skip


@pytest.mark.slow
def test_costs_of_a_tonne_follow_from_the_table(made):
    """By hand: 255,003.00 over the units of three years, rounded up."""
    _, told = made
    for method in told.record.methods:
        costs, whole = method.costs, Decimal("255003.00")
        tonnes = 3 * Decimal(method.forecast.figures.expected)

        assert costs.total == "255003.00"
        assert 0 <= Decimal(costs.per_tonne) - whole / tonnes < Decimal("0.01")
        assert Decimal(costs.margin) == 60 * tonnes - whole


@pytest.mark.slow
def test_the_same_files_give_the_same_bytes(made, tmp_path):
    _, told = made
    again = forecast(written(tmp_path), draws=FEW)

    assert dumps(to_builtins(again.record)) == dumps(to_builtins(told.record))


@pytest.mark.slow
def test_without_a_gain_a_table_is_made_and_no_row_is_chosen(tmp_path):
    project = planned()
    project.document["methods"] = [MCS]
    told = forecast(written(tmp_path, expectations(None), project=project), draws=FEW)
    method = told.record.methods[0]

    assert told.record.gains is None
    assert method.forecast is None
    assert method.costs is None
    assert [row.gain for row in method.table] == [
        "0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1",
    ]  # fmt: skip
    results = [float(row.figures.expected) for row in method.table]
    assert results == sorted(results)
    assert read("forecast", (tmp_path / FORECAST).read_bytes(), file=FORECAST) == (
        told.record
    )


@pytest.mark.slow
def test_no_cost_table_leaves_costs_unknown(tmp_path):
    project = planned()
    project.document["methods"] = [MCS]
    folder = written(tmp_path, project=project, costs=False)
    told = forecast(folder, draws=FEW, write=False)

    assert told.record.methods[0].costs is None
    assert not (folder / FORECAST).exists()
