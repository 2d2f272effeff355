"""What follows a loss is said in words, and nothing is said where nothing is lost."""

import pytest

from edaphon.reporting.loss_steps import after_loss
from edaphon.schemas.models.account import Text

RULE = Text(en="By whom: X.", zh="责任方：X。")

LOST = {
    "reversal": "240.000000",
    "covered_reversal": "140.000000",
    "replaced_reversal": "100.000000",
}


def english(figures, rule=RULE):
    return [item.en for item in after_loss(figures, rule)]


def test_what_is_lost_covered_and_still_to_be_replaced_is_told_in_this_order():
    lost, replaced, rule, registry, correct, campaign = english(LOST)

    assert "240.00 t CO2e" in lost
    assert "buffer covers 140.00 t CO2e" in lost
    assert replaced == "Still to be replaced: 100.00 t CO2e."
    assert rule == RULE.en
    assert "100.00 t CO2e are replaced by other units" in registry
    assert "--replaced WHY" in correct
    assert "next campaign" in campaign


def test_a_loss_that_the_buffer_covers_leaves_nothing_to_be_replaced():
    told = english({**LOST, "covered_reversal": "240.0", "replaced_reversal": "0.0"})

    assert "Nothing is left to be replaced." in told
    assert not any("Still to be replaced" in line for line in told)
    assert not any("replaced by other units" in line for line in told)


def test_a_part_that_is_not_known_is_not_said_to_be_nothing():
    told = english({"reversal": "240", "covered_reversal": None})

    assert "Still to be replaced: — t CO2e." in told


def test_a_result_below_zero_is_left_to_make_good():
    told = english({"deficit_after": "310.619321"})

    assert told[0].startswith("Left to make good (carried deficit): 310.62 t CO2e.")
    assert told[1] == RULE.en


@pytest.mark.parametrize(
    "figures",
    [{}, {"reversal": None, "deficit_after": None},
     {"reversal": "0.000000", "deficit_after": "0.000000"}],
)  # fmt: skip
def test_nothing_is_told_where_nothing_is_lost(figures):
    assert after_loss(figures, RULE) == []


def test_no_deadline_is_made_up_where_no_rule_is_at_hand():
    told = english(LOST, None)

    assert "no rule of the method on it is at hand" in told[2]
    assert not any("days" in line for line in told)


def test_the_same_in_chinese():
    told = [item.zh for item in after_loss(LOST, RULE)]

    assert told[1] == "尚须另行补足：100.00 tCO2e。"
    assert told[2] == RULE.zh
    assert "项目业主" in told[3]
