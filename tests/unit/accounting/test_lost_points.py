"""A method that leaves lost points out leaves out few: choosing them raised units.

Without the two or three of six points of each stratum that gained least, all seen by
the village, VM0042 credited 1798 and 1823 for 1744.
"""

from dataclasses import replace

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.lost_points import RULE, SINCE
from tests.synthetic_documents import END, MCS, METHODS, SOIL, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, check_refusal, witnessed

REASON = {"en": "A ditch was dug.", "zh": "挖沟损毁。"}


def without(folder, *points, **options):
    """Return the evidence of a project that lost the last cores of some points."""
    project = SyntheticProject(**options)
    for point in points:
        project.drop(SOIL, point=point, campaign=END)
    project.document["sampling"]["missing"] = [
        {"point": point, "campaign": END, "reason": REASON} for point in points
    ]
    witnessed(project, folder)
    return project.evidence(folder)


@pytest.mark.parametrize(
    ("points", "side", "chinese"),
    [
        (("S1-P5", "S1-P6"), "S1, project land: 2 of 6", "S1 项目地：6 个"),
        (("S2-C1", "S2-C2"), "S2, control land: 2 of 4", "S2 对照地：4 个"),
    ],
)
def test_more_than_a_tenth_of_a_side_is_not_left_out(points, side, chinese, tmp_path):
    (account,) = accounts(without(tmp_path, *points), [VM0042])

    check_refusal(account, RULE)
    told = assessed(account, RULE)
    assert side in told.outcome.found["en"]
    assert "at most 1 may be" in told.outcome.found["en"]
    assert chinese in told.outcome.found["zh"]
    assert (told.condition.mark, told.condition.source) == ("D", "LOST_TOO_MANY")


def test_one_lost_point_of_a_side_may_be(tmp_path):
    lost = without(tmp_path, "S1-P6", "S2-P6", "S1-C1")

    assert [item.status for item in accounts(lost, METHODS)] == ["credited"] * 2


def test_of_twenty_points_two_may_be(tmp_path):
    two = without(tmp_path / "two", "S1-P1", "S1-P2", points=20)
    three = without(tmp_path / "three", "S1-P1", "S1-P2", "S1-P3", points=20)

    assert against(accounts(two, [VM0042])[0]) == []
    check_refusal(accounts(three, [VM0042])[0], RULE)


def test_points_of_independent_campaigns_are_planned_once_each(tmp_path):
    lost = without(tmp_path, "S1-P1b", "S1-P2b", points=10, design="independent")

    assert "2 of 20" in assessed(accounts(lost, [VM0042])[0], RULE).outcome.found["en"]


def test_a_method_with_a_limit_of_its_own_keeps_it(tmp_path):
    (account,) = accounts(without(tmp_path, "S1-P5", "S1-P6"), [MCS])

    assert against(account) == ["C5"]


def test_accounts_of_older_rules_stand(tmp_path):
    lost = replace(without(tmp_path, "S1-P5", "S1-P6"), rules=SINCE - 1)

    assert accounts(lost, [VM0042])[0].status == "credited"
