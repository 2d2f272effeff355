"""Slopes of the curves, and curves that fall: *closed form*, scipy's splines.

Two cores with a rich thin top layer over poor soil are those of the reviewers' case
S04: the natural spline shows 55.1 t C/ha above 1,000 t of a core that holds 36.6.
"""

import numpy as np
import pytest
from scipy.interpolate import CubicHermiteSpline, CubicSpline

from edaphon.science.esm import carbon_curves
from edaphon.science.interpolation import hyman_slopes
from edaphon.science.profiles import Profiles
from tests.synthetic_documents import END, MCS, START, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed

WAYS = ("natural", "hyman", "linear")


def drawn(seed):
    random = np.random.default_rng(seed)
    return (
        random.uniform(800, 2500, 12),
        random.uniform(5, 40, 12),
        np.array([0, 4, 8, 12]),
    )


def knots(cores, place):
    mass, carbon, offsets = cores
    own = slice(offsets[place], offsets[place + 1])
    return (
        np.concatenate(([0.0], np.cumsum(mass[own]))),
        np.concatenate(([0.0], np.cumsum(carbon[own]))),
    )


def scipys(way, mass, carbon):
    if way == "natural":
        return CubicSpline(mass, carbon, bc_type="natural")
    secants = np.diff(carbon) / np.diff(mass)
    if way == "hyman":
        return CubicHermiteSpline(mass, carbon, hyman_slopes(np.diff(mass), secants))
    return lambda at, _order: secants[np.searchsorted(mass, at, side="right") - 1]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at", [0.0, 900.0, 3000.0, 4200.0])
def test_the_slope_is_the_first_derivative_of_scipys_curve(way, at):
    cores = drawn(1)
    found = carbon_curves(Profiles(*cores), interpolation=way).slope_at(at)

    for place in range(3):
        mass, carbon = knots(cores, place)
        expected = np.nan if at > mass[-1] else float(scipys(way, mass, carbon)(at, 1))
        assert found[place] == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("seed", range(20))
def test_a_natural_spline_falls_where_scipys_does(seed):
    cores = drawn(seed)
    kept = carbon_curves(Profiles(*cores), interpolation="natural").is_monotone()

    for place in range(3):
        mass, carbon = knots(cores, place)
        fine = CubicSpline(mass, carbon, bc_type="natural")(
            np.linspace(0, mass[-1], 4001), 1
        )
        assert kept[place] == (fine.min() >= -1e-9)


RICH = ("90", "1", "0.6", "0.5")
"""Carbon of a core like B of S04, layer by layer [g/kg]."""


def test_monotone_curves_never_fall_and_the_rich_cores_natural_one_does():
    mass = np.array([400.0, 1600.0, 1600.0, 1600.0])
    carbon = mass * np.array([90, 0.2, 0.1, 0.1]) / 1000
    core = Profiles(mass, carbon, np.array([0, 4]))
    natural = carbon_curves(core, interpolation="natural")
    monotone = carbon_curves(core, interpolation="hyman")

    assert not natural.is_monotone()[0]
    assert monotone.is_monotone()[0]
    assert natural.at(1000.0)[0] == pytest.approx(55.10, abs=0.005)
    assert monotone.at(3000.0)[0] < carbon.sum() == pytest.approx(36.64)
    assert carbon_curves(core, interpolation="linear").is_monotone()[0]


def test_vm0042_refuses_a_spline_that_falls_and_ours_reads_a_monotone_one(tmp_path):
    project = SyntheticProject()
    for campaign in (START, END):
        rows = project.rows(point="S1-P1", campaign=campaign)
        for row, carbon in zip(rows, RICH, strict=True):
            row["soc"] = carbon

    theirs = assessed(project.account(tmp_path / "a", VM0042), "8.2.1-curve").outcome
    ours = project.account(tmp_path / "b", MCS)

    assert theirs.result == "not_met"
    assert "S1-P1 start" in theirs.found["en"]
    assert ours.settings["interpolation"] == "hyman"
