"""What follows a loss is said in words, and nothing is said where nothing is lost."""

import pytest

from edaphon.reporting.loss_steps import after_loss, campaigns_left
from edaphon.schemas.models.account import Bridge, BridgeRow, Text

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


def bridge(before, after, change, name="buffer"):
    row = BridgeRow(
        name=name, title=Text(en="B", zh="B"), before=before, after=after, change=change
    )
    return Bridge(bundle="sha256:" + "0" * 64, rows=[row], total=row)


def with_buffer(figures, *numbers, **words):
    held = bridge(*numbers, **words)
    return [item.en for item in after_loss(figures, RULE, bridge=held)]


def test_a_buffer_that_became_smaller_is_told_whole():
    told = with_buffer(LOST, "-163.388425", "-62.465381", "100.923044")
    line = next(item for item in told if item.startswith("Buffer:"))

    assert "163.39 t CO2e by the account before, 62.47 t CO2e by this one" in line
    assert "eq. 12d" in line
    assert "The other 100.92 t CO2e stay withheld" in line


def test_a_buffer_of_another_period_stays_withheld_whole():
    told = with_buffer({"deficit_after": "310"}, "-158.582111", "-20", "138.582111")
    line = next(item for item in told if item.startswith("Buffer:"))

    assert "158.58 t CO2e were withheld" in line
    assert "All of it stays withheld" in line
    assert "12d" not in line


@pytest.mark.parametrize(
    "held",
    [bridge("-62", "-163", "-101"), bridge("-62", "-62", "0"),
     bridge("-9", "-2", "7", name="leakage"), None],
)  # fmt: skip
def test_a_buffer_that_grew_or_is_not_known_is_not_told(held):
    told = [item.en for item in after_loss(LOST, RULE, bridge=held)]

    assert not any(line.startswith("Buffer:") for line in told)


DAYS = {"2022": "2022-10-08", "2025": "2025-10-08", "2028": "2028-10-08"}


@pytest.mark.parametrize(
    ("last", "left"),
    [("2019", ["2022", "2025", "2028"]), ("2022", ["2025", "2028"]), ("2028", [])],
)
def test_what_a_plan_holds_after_a_campaign(last, left):
    assert [*campaigns_left(DAYS, last)] == left


def test_a_plan_without_days_says_nothing_of_what_is_left():
    assert campaigns_left({}, "2019") is None


def test_the_next_campaign_is_named_with_its_day():
    left = campaigns_left(DAYS, "2022")
    *_, told = after_loss(LOST, RULE, left=left)

    assert "campaign 2025, planned for 2025-10-08" in told.en
    assert "采样批次 2025（计划 2025-10-08）" in told.zh


def test_a_plan_that_is_used_up_is_said_to_have_no_campaign_left():
    *_, told = after_loss(LOST, RULE, left={})

    assert "no campaign left" in told.en
    assert "cannot yet continue the chain" in told.en
    assert "已无后续采样批次" in told.zh
