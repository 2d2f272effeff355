"""Real measurements as whole projects, from the files as published to accounts.

SimpleESM: golden values of a reference program (SOURCE.md beside the data names it).
Woburn: golden values by hand, computed here from the published table alone.
"""

import csv
import json
import math
from functools import cache
from pathlib import Path
from statistics import mean, variance

import numpy as np
import pytest
from scipy.stats import t as student

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import account_record
from edaphon.accounting.gathering import gather
from edaphon.methods import choose
from edaphon.methods.engine.equation import Grouped
from edaphon.methods.engine.pack import pack
from edaphon.service.publication import publish, report_members
from edaphon.verification import verify
from tests.examples.bundling import NOW, sealed
from tests.examples.real_folders import (
    ESM_REFERENCE,
    METHODS,
    WOBURN,
    WOBURN_LAST,
    simple_esm,
    woburn,
)

MCS, VM0042 = METHODS

CURVES = {
    ("hyman", "whole"): "soc_spline_whole",
    ("hyman", "mineral"): "soc_spline_mineral",
    ("linear", "whole"): "soc_linear_whole",
}
"""Settings of the plan and the column of the expected file that answers to them."""


def accounted(folder: Path) -> dict[str, Account]:
    """Account for a folder under both methods."""
    evidence, _ = gather(folder)
    return dict(zip(METHODS, accounts(evidence, METHODS), strict=True))


@pytest.mark.parametrize(("interpolation", "mass"), CURVES)
def test_simple_esm_stocks_equal_the_reference_program(
    tmp_path, shared_data, interpolation, mass
):
    """At the published mass, which the unified method would take from the cores."""
    folder = simple_esm(tmp_path, shared_data)
    run = accounted(folder)[MCS].run
    chosen = choose(pack(MCS).equations, {"interpolation": interpolation, "mass": mass})
    masses, carbon = run.values("layer_mass"), run.values("layer_carbon")
    if mass == "mineral":
        ratio = pack(MCS).parameters["som_per_soc_mineral"].number
        masses = chosen["mineral_mass"](masses, carbon, ratio)
    offsets = run.axes.offsets("layer", "profile")
    reference = np.full(len(offsets) - 1, float(ESM_REFERENCE))
    stocks = chosen["stock"](
        Grouped(masses, offsets), Grouped(carbon, offsets), reference
    )
    ends = run.axes.attribute("profile", "campaign")
    points = [label.split()[0] for label in run.axes["profile"].labels]
    found = {
        ({"start": "Year_0", "end": "Year_x"}[end], point): value
        for end, point, value in zip(ends, points, stocks, strict=True)
    }

    assert found == pytest.approx(
        expected_stocks(shared_data, CURVES[interpolation, mass]), rel=1e-9
    )


def expected_stocks(data: Path, column: str) -> dict[tuple[str, str], float]:
    """Return the expected stocks at the reference mass by campaign and point."""
    path = data / "esm_simpleesm" / "expected_spline_vonhaden.csv"
    with path.open(encoding="utf-8") as lines:
        return {
            (row["Campaign"], row["Point"]): float(row[column])
            for row in csv.DictReader(lines)
            if row["ref_mass_cum_t_ha"] == str(ESM_REFERENCE)
        }


def test_simple_esm_is_computed_in_full_and_credited_by_neither(tmp_path, shared_data):
    found = accounted(simple_esm(tmp_path, shared_data))

    for method, account in found.items():
        assert account.status == "refused", method
        assert account.units == 0
        assert not math.isnan(account.run.value(GAIN[method]))
    assert verdict(found[MCS], "C1")[0] == "No sealed sampling plan."


GAIN = {MCS: "difference", VM0042: "removal_error"}
"""What the soil alone gives; nothing is known of biochar, which VM0042 takes off."""


def test_simple_esm_reversed_gives_the_same_account(tmp_path, shared_data):
    folder = simple_esm(tmp_path, shared_data)
    once, again = (
        accounts(gather(folder, reverse_rows=reverse)[0], METHODS)
        for reverse in (False, True)
    )

    assert [account_record(item) for item in once] == [
        account_record(item) for item in again
    ]


@cache
def by_hand(path: Path) -> tuple[float, float, float]:
    """Return Woburn's fixed-depth change against control with its 95 % interval.

    Stock [t C/ha] of a plot: percent carbon x bulk density x 25 cm, for
    1 % = 10 g/kg and 10 g/kg x 1 g/cm3 x 1 cm = 1 t/ha. Change of a plot: last
    less first. Blocks are equal in size; Satterthwaite over ten group means.
    """
    with path.open(encoding="latin-1") as lines:
        rows = list(csv.DictReader(lines))
    groups: dict[tuple[str, str], list[float]] = {}
    for block in "12345":
        stocks = {
            (row["main_plot"], row["year"] == "1938"): stock(row)
            for row in rows
            if row["block"] == block and row["year"] in YEARS
        }
        for row in rows:
            if row["block"] == block and row["year"] == "1938":
                plot = row["main_plot"]
                level = row["fym_factor_level"].lower()
                change = stocks[plot, False] - stocks[plot, True]
                groups.setdefault((block, level), []).append(change)
    sign = {"fym": 1, "none": -1}
    change = sum(sign[level] * mean(d) / 5 for (_, level), d in groups.items())
    terms = [variance(d) / len(d) / 25 for d in groups.values()]
    spread = [
        term * term / (len(d) - 1)
        for term, d in zip(terms, groups.values(), strict=True)
    ]
    freedom = sum(terms) ** 2 / sum(spread)
    half = student.ppf(0.975, freedom) * math.sqrt(sum(terms))
    return change, change - half, change + half


YEARS = {"1938", *map(str, WOBURN_LAST)}


def stock(row: dict[str, str]) -> float:
    """Return the stock of a plot to 25 cm [t C/ha]."""
    return float(row["percent_soc"]) * float(row["bulk_density"]) * 25


@pytest.fixture(scope="module")
def ley_arable(tmp_path_factory, shared_data):
    """Account for Woburn under both methods."""
    return accounted(woburn(tmp_path_factory.mktemp("woburn"), shared_data))


@pytest.mark.parametrize("method", METHODS)
def test_woburn_is_refused_because_one_layer_has_no_equal_mass(ley_arable, method):
    account = ley_arable[method]
    condition = {MCS: "C4", VM0042: "8.2.1-depth"}[method]
    found, cure = verdict(account, condition)

    assert account.status == "refused"
    assert account.units == 0
    assert "one layer" in cure or "one increment" in found


def verdict(account: Account, condition: str) -> tuple[str, str]:
    """Return what a failed condition found and what would cure it, in English."""
    (outcome,) = (
        item.outcome for item in account.assessed if item.condition.id == condition
    )
    assert not outcome.holds
    return outcome.found["en"], outcome.cure["en"]


@pytest.mark.parametrize("method", METHODS)
def test_woburn_still_shows_the_fixed_depth_change(ley_arable, shared_data, method):
    shown = account_record(ley_arable[method])["fixed_depth"]
    expected = by_hand(shared_data / "rothamsted_lte" / WOBURN)

    # The account prints six decimals.
    assert [float(shown[name]) for name in ("value", "low", "high")] == pytest.approx(
        expected, abs=1e-6
    )
    assert expected[1] > 0


def test_woburn_reads_every_plot_of_both_rounds(ley_arable):
    observations = ley_arable[MCS].evidence.observations
    carbon = observations.filter(property="soc")

    # Five blocks of sixteen plots, before and after.
    assert carbon.height == 160
    assert set(carbon["stratum"]) == {"1", "2", "3", "4", "5"}
    assert set(carbon["role"]) == {"project", "control"}


@pytest.mark.parametrize("make", [simple_esm, woburn])
def test_a_stranger_recomputes_a_refused_account_too(tmp_path, shared_data, make):
    done = accounted(make(tmp_path / "project", shared_data))
    again = verify(sealed(tmp_path / "real.zip", tuple(done.values())))

    assert again.is_identical
    assert {check.status for check in again.units} == {"refused"}


@pytest.mark.parametrize("make", [simple_esm, woburn])
def test_a_real_project_goes_through_to_reports_and_back(tmp_path, shared_data, make):
    done = publish(make(tmp_path / "project", shared_data), clock=lambda: NOW)
    again = verify(done.bundle, reports=report_members)

    assert again.is_identical
    assert {path.suffix for path in done.reports} == {".json", ".html", ".pdf"}


def test_the_report_of_woburn_prints_the_change_and_its_interval(tmp_path, shared_data):
    folder = woburn(tmp_path / "project", shared_data)
    (report,) = (
        path
        for path in publish(folder, clock=lambda: NOW).reports
        if path.name == "report.json"
    )
    told = json.loads(report.read_text("utf-8"))["methods"]
    (shown,) = {tuple(item["stocks"]["fixed_depth"].items()) for item in told}
    shown = dict(shown)
    expected = by_hand(shared_data / "rothamsted_lte" / WOBURN)

    # The record prints six decimals.
    assert [float(shown[name]) for name in ("value", "low", "high")] == pytest.approx(
        expected, abs=1e-6
    )
