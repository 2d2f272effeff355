"""Points of edaphon.mcs/1.1 that lost a core, or whose later core is lighter."""

import numpy as np
import pytest

from tests.synthetic_documents import END, MCS, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import (
    against,
    assessed,
    broken,
    check_refusal,
    witnessed,
)


def a_third_missing(project):
    project.drop(SOIL, point="S1-P1")
    project.drop(SOIL, point="S1-P2")
    project.document["sampling"]["missing"] = [
        {"point": point, "campaign": campaign, "reason": {"en": "Lost", "zh": "丢失"}}
        for point in ("S1-P1", "S1-P2")
        for campaign in (START, END)
    ]


def test_a_bare_reason_for_a_lost_point_bears_no_units(tmp_path):
    lost = broken(one_missing, tmp_path, MCS)

    check_refusal(lost, "C5")
    assert "without an independent witness" in assessed(lost, "C5").outcome.found["en"]


def one_missing(project):
    """Lose the last core of one of six points, for a reason that nobody else saw."""
    project.drop(SOIL, point="S1-P1", campaign=END)
    reason = {"en": "Flooded", "zh": "被淹"}
    entry = {"point": "S1-P1", "campaign": END, "reason": reason}
    project.document["sampling"]["missing"] = [entry]


def test_a_witnessed_loss_counts_with_a_value_that_credits_less(tmp_path):
    whole = SyntheticProject().account(tmp_path / "whole")
    project = SyntheticProject()
    one_missing(project)
    witnessed(project, tmp_path / "lost")
    lost = project.account(tmp_path / "lost")
    others = lost.run.values("field_change")[:6]

    assert against(lost) == []
    assert lost.run.values("lost_fields").tolist() == [1, 0, 0, 0]
    assert lost.run.values("mean_change")[0] < np.nanmean(others)
    assert 0 < lost.units < whole.units


def test_more_than_a_quarter_of_a_stratum_may_not_be_lost(tmp_path):
    project = SyntheticProject()
    a_third_missing(project)
    witnessed(project, tmp_path)
    account = project.account(tmp_path)

    check_refusal(account, "C5")
    told = assessed(account, "C5").outcome.found
    assert "S1 project (2 of 6)" in told["en"]
    assert "最多可缺 25%" in told["zh"]


@pytest.mark.parametrize("density", [1.0, 0.95, 0.9])
@pytest.mark.parametrize("points", [1, 3])
def test_a_loss_that_a_light_core_shows_is_not_replaced(points, density, tmp_path):
    """A core lighter at the end was measured: its loss stands, whatever its mass."""

    def losing(density):
        def change(project):
            for at in range(points):
                rows = project.rows(SOIL, point=f"S1-P{at + 1}", campaign=END)
                for row in rows:
                    row["soc"] = f"{float(row['soc']) * 0.8:.4f}"
                    row["bd"] = f"{float(row['bd']) * density:.4f}"

        return change

    whole = broken(losing(1.0), tmp_path / "whole", MCS)
    light = broken(losing(density), tmp_path / "light", MCS)

    assert whole.units == light.units == 0
    for name in ("gain", "difference", "soil_removal", "least_estimate"):
        assert light.run.value(name) <= whole.run.value(name)
    assert light.run.values("lost_point").sum() == 0


def test_a_light_control_core_keeps_the_gain_that_it_shows(tmp_path):
    def gaining(density):
        def change(project):
            for row in project.rows(SOIL, point="S1-C1", campaign=END):
                row["soc"] = f"{float(row['soc']) * 1.5:.4f}"
                row["bd"] = f"{float(row['bd']) * density:.4f}"

        return change

    light = broken(gaining(0.97), tmp_path / "light", MCS)
    plain = SyntheticProject().account(tmp_path / "plain")

    assert light.run.values("light_point").sum() == 1
    assert light.run.value("difference") < plain.run.value("difference")
    assert light.units == 0


def test_a_later_core_lighter_than_the_first_is_no_missing_point(tmp_path):
    def light(project):
        for row in project.rows(SOIL, point="S1-P1", campaign=END):
            row["bd"] = "1.2"

    account = broken(light, tmp_path, MCS)

    assert account.run.values("lost_fields").tolist() == [1, 0, 0, 0]
    assert account.run.values("lost_point").sum() == 0
    assert account.run.values("light_point").sum() == 1


def test_a_first_core_without_its_deep_layer_moves_no_mass(tmp_path):
    def shallow(project):
        project.drop(SOIL, point="S1-P1", top="30")
        project.document["sampling"]["missing"] = [
            {
                "point": "S1-P1",
                "campaign": name,
                "reason": {"en": "Rock below", "zh": "下为岩石"},
            }
            for name in (START, END)
        ]
        del project.plan["layers"]
        project.plan["layers"] = [
            ["0", "10"],
            ["10", "20"],
            ["20", "30"],
            ["30", "40"],
        ]

    whole = SyntheticProject().account(tmp_path / "whole")
    project = SyntheticProject()
    shallow(project)
    account = project.account(tmp_path / "listed")

    assert account.run.values("lost_point").sum() == 1
    assert account.run.values("full_mass").min() > 5000
    assert account.units < whole.units
    assert whole.run.values("full_mass").min() > 5000
