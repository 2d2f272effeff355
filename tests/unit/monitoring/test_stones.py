"""Stones are unknown until somebody states them, and so is what a density is of."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from tests.synthetic_documents import END, METHODS, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked


def stony(percent, **rule):
    made = SyntheticProject(points=5, controls=3, gain=3.0)
    for row in made.tables[SOIL]:
        row["stones"] = percent
    del made.document["land"]["stone_free"]
    made.map_column(SOIL, "stones", **{"is": "coarse_mass", "unit": "%"})
    made.map_column(SOIL, "bd", **{"is": "bulk_density", "unit": "g/cm3", **rule})
    return made


def test_stones_ask_for_the_basis(tmp_path):
    (problem,) = asked(stony("0.1"), tmp_path)

    assert problem.code == "DENSITY_BASIS"
    assert "bd" in problem.text("zh")


@pytest.mark.parametrize("made", [stony("0"), stony("5", basis="whole_soil")])
def test_no_stones_or_a_stated_basis_ask_nothing(tmp_path, made):
    _, problems = gather(made.write(tmp_path))

    assert "DENSITY_BASIS" not in {item.code for item in problems}


def of(made, folder):
    """Return the units of both methods; a refusal is None."""
    evidence, problems = gather(made.write(folder))
    units = {item.pack.id: item.units for item in accounts(evidence, METHODS)}
    return units, {item.code: item for item in problems}


def half_of(made, campaign):
    for row in made.rows(SOIL, campaign=campaign)[::2]:
        row["stones"] = ""


def all_of(made, campaign):
    for row in made.rows(SOIL, campaign=campaign):
        row["stones"] = ""


@pytest.mark.parametrize("basis", ["whole_soil", "fine_earth"])
@pytest.mark.parametrize("campaign", [START, END])
@pytest.mark.parametrize("lose", [half_of, all_of])
def test_stones_of_one_campaign_that_are_lost_earn_nothing(
    tmp_path, basis, campaign, lose
):
    made = stony("15", basis=basis)
    lose(made, campaign)

    units, problems = of(made, tmp_path)

    assert set(units.values()) == {0}
    told = problems["STONES_UNKNOWN"]
    assert told.where.file == SOIL
    assert "stone_free" in told.remedy("en")
    assert "视为未知而非零" in told.text("zh")


@pytest.mark.parametrize("basis", ["whole_soil", "fine_earth"])
def test_stones_that_are_never_given_earn_nothing(tmp_path, basis):
    made = stony("15", basis=basis)
    for campaign in (START, END):
        all_of(made, campaign)

    units, problems = of(made, tmp_path)

    assert set(units.values()) == {0}
    assert "STONES_UNKNOWN" in problems


def test_fine_earth_of_the_whole_core_needs_no_stones(tmp_path):
    made = stony("", basis="fine_earth_per_core")

    units, problems = of(made, tmp_path)

    assert min(units.values()) > 0
    assert "STONES_UNKNOWN" not in problems


def test_stones_on_land_that_is_stated_to_hold_none_are_a_question(tmp_path):
    made = stony("5", basis="whole_soil")
    made.document["land"]["stone_free"] = True

    (problem,) = asked(made, tmp_path)
    assert (problem.code, problem.where.file) == ("STONES_CONTRADICT", SOIL)
    assert problem.where.row
