"""Errors of all rows at once: drawn once, seeded, larger when more is declared."""

from dataclasses import dataclass

import pytest

from tests.synthetic_project import SyntheticProject


def shared(folder, *, laboratories=("A", "A"), gain=1.2, **declared):
    """Return the shared errors of a project that declares some."""
    project = SyntheticProject(gain=gain)
    if declared:
        project.document["shared_errors"] = declared
    for entry, name in zip(project.document["campaigns"], laboratories, strict=True):
        entry.pop("laboratory", None)
        if name:
            entry["laboratory"] = name
    return drawn(project.account(folder))


@dataclass(frozen=True)
class Drawn:
    difference: float
    gain: float
    draws: int


def drawn(account):
    """Return the shared variances of an account, and how many draws made them."""
    names = ("shared_variance_difference", "shared_variance_gain")
    return Drawn(*map(account.run.value, names), account.run.axes.size("draw"))


def test_undeclared_shared_errors_are_zero(tmp_path):
    found = shared(tmp_path)

    assert (found.difference, found.gain, found.draws) == (0.0, 0.0, 0)


@pytest.mark.parametrize("source", ["laboratory", "bulk_density"])
def test_more_declared_error_is_more_variance(source, tmp_path):
    found = [
        shared(tmp_path / str(place), **{source: text})
        for place, text in enumerate(("0.01", "0.02", "0.04"))
    ]

    assert 0 < found[0].gain < found[1].gain < found[2].gain
    assert found[0].difference < found[1].difference < found[2].difference


def test_twice_the_bias_of_a_laboratory_is_four_times_the_variance(tmp_path):
    once = shared(tmp_path / "once", laboratory="0.02")
    twice = shared(tmp_path / "twice", laboratory="0.04")

    assert twice.gain == pytest.approx(4 * once.gain, rel=1e-9)


def test_one_laboratory_cancels_in_the_gain_and_two_do_not(tmp_path):
    same = shared(tmp_path / "same", laboratory="0.02")
    apart = shared(tmp_path / "apart", laboratories=("A", "B"), laboratory="0.02")

    assert same.gain < apart.gain / 100


@pytest.mark.parametrize("laboratories", [("", ""), ("A", ""), ("", "A")])
def test_a_laboratory_that_is_not_stated_is_taken_as_another_one(
    laboratories, tmp_path
):
    silent = shared(tmp_path / "silent", laboratories=laboratories, laboratory="0.02")
    apart = shared(tmp_path / "apart", laboratories=("A", "B"), laboratory="0.02")

    assert silent == apart


def test_control_land_cancels_most_of_a_bias_that_changed_between_campaigns(tmp_path):
    apart = shared(tmp_path, laboratories=("A", "B"), laboratory="0.02")

    assert apart.difference < apart.gain / 100


def test_the_same_plan_draws_the_same_errors(tmp_path):
    first = shared(tmp_path / "first", laboratory="0.02", bulk_density="0.03")
    again = shared(tmp_path / "again", laboratory="0.02", bulk_density="0.03")

    assert (first.difference, first.gain) == (again.difference, again.gain)
    assert first.draws == 2000


def test_a_bias_of_known_size_by_hand(tmp_path):
    """One laboratory with a bias of 2 % reads the gain of G t C 2 % too high, so the
    standard error is 0.02 G times the spread of the draws, which is near 1."""
    project = SyntheticProject()
    project.document["shared_errors"] = {"laboratory": "0.02"}

    account = project.account(tmp_path)

    expected = 0.02 * account.run.value("gain")
    assert drawn(account).gain ** 0.5 == pytest.approx(expected, rel=0.1)


def test_shared_error_lowers_both_bounds_and_the_units(tmp_path):
    project = SyntheticProject()
    plain = project.account(tmp_path / "plain")
    project.document["shared_errors"] = {"laboratory": "0.05", "bulk_density": "0.05"}
    unsure = project.account(tmp_path / "unsure")

    for name in ("difference_bound", "gain_bound"):
        assert unsure.run.value(name) < plain.run.value(name)
    assert unsure.units < plain.units
