"""A stratum keeps the control that the plan drew for it: swapped, 2765 were 3263."""

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_project import SyntheticProject


def told(project, folder, rules=None):
    found = look(project.write(folder), rules=rules).problems
    return [item for item in found if item.code == "CONTROLS_OF_OTHER"]


def test_controls_are_not_swapped_after_sampling(tmp_path):
    project = SyntheticProject()
    one, other = project.document["strata"]
    one["controls"], other["controls"] = "S2", "S1"
    found = told(project, tmp_path)

    assert [item.where.path for item in found] == [
        "strata/0/controls", "strata/1/controls",
    ]  # fmt: skip
    assert "S1 takes the control of S2, and the plan lists 4" in found[0].found("en")
    assert "碳层 S1 采用 S2 的对照" in found[0].found("zh")
    assert found[0].stops()
    assert not found[0].stops(5)


@pytest.mark.parametrize("controls", ["S1", None])
def test_its_own_control_is_its_own(tmp_path, controls):
    project = SyntheticProject()
    if controls:
        project.document["strata"][0]["controls"] = controls

    assert not told(project, tmp_path)


def test_a_stratum_without_control_points_names_another(tmp_path):
    project = SyntheticProject()
    project.plan["points"] = [
        item
        for item in project.plan["points"]
        if (item["stratum"], item["role"]) != ("S2", "control")
    ]
    project.document["strata"][1]["controls"] = "S1"

    assert not told(project, tmp_path)
