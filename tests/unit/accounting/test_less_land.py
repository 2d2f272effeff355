"""Land that left never raises an account: 408 units were 1144 without a bad stratum."""

from dataclasses import replace

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.less_land import RULE, SINCE, with_planned_land
from tests.synthetic_documents import END, MCS, METHODS, SOIL
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, check_refusal


def held(folder, *areas, loss=1.2):
    """Return the evidence of a project whose second stratum gained less, or lost."""
    project = SyntheticProject(gain=2.0)
    for row in project.rows(SOIL, stratum="S2", role="project", campaign=END):
        row["soc"] = f"{float(row['soc']) - loss:.4f}"
    for stratum, area in zip(project.document["strata"], areas, strict=True):
        stratum["area_ha"] = area
    return project.evidence(folder)


@pytest.mark.parametrize("area", ["1", "40", "70"])
def test_a_stratum_that_lost_is_not_made_small(area, tmp_path):
    (account,) = accounts(held(tmp_path, "120", area), [MCS])

    check_refusal(account, RULE)
    found = assessed(account, RULE).outcome.found
    assert f"S2 has {area}.0000 ha, and the sealed plan 80 ha" in found["en"]
    assert "with the planned land 408 t CO2e" in found["en"]
    assert "按方案面积为 408 tCO2e" in found["zh"]
    assert assessed(account, RULE).condition.source == "LESS_LAND"


def test_less_land_that_gained_is_credited_for_less(tmp_path):
    whole = accounts(held(tmp_path / "whole", "120", "80", loss=0), METHODS)
    less = accounts(held(tmp_path / "less", "90", "60", loss=0), METHODS)

    for one, other in zip(less, whole, strict=True):
        assert against(one) == []
        assert 0 < one.units < other.units


def test_a_stratum_is_not_hidden_behind_another_that_shrank(tmp_path):
    """With all planned land more would be computed: the lost one is put back alone."""
    (account,) = accounts(held(tmp_path, "100", "1"), [MCS])

    assert against(account) == [RULE]


def test_areas_that_differ_as_areas_do_are_not_asked_about(tmp_path):
    (account,) = accounts(held(tmp_path, "120", "77.7"), [MCS])

    assert against(account) == []


def test_the_planned_land_is_put_back_once(tmp_path):
    evidence = held(tmp_path, "100", "1")
    others = list(with_planned_land(evidence))

    assert [sorted(item.planned_land) for item in others] == [
        ["S1"], ["S2"], ["S1", "S2"],
    ]  # fmt: skip
    assert [item.area_ha("S2") for item in others] == [1, 80, 80]
    assert {item.area_from("S1") for item in others} == {"plan", "project"}
    assert not [one for item in others for one in with_planned_land(item)]


def test_accounts_of_older_rules_stand(tmp_path):
    evidence = replace(held(tmp_path, "120", "1"), rules=SINCE - 1)

    assert accounts(evidence, [MCS])[0].units > 408
