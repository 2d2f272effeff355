"""What a member is told of a loss, and which columns the rule of the shares has."""

import pytest

from edaphon.reporting.member_page import (
    ShareLine,
    StatementRecord,
    _shares,
    cautions,
    member_loss,
)
from edaphon.schemas.models.account import Text

METHOD = "edaphon.mcs/1.1"
LOST = {"reversal": "422.749017", "covered_reversal": "62.46538"}


def record(rule):
    share = ShareLine(
        method=METHOD, status="deficit", area_ha="0.0000", hectare_days="3279.7",
        percent="1.83", units=0, total=0, is_draft=True,
    )  # fmt: skip
    return StatementRecord(
        project="p", names=Text(en="P", zh="P"), proponent=Text(en="F", zh="F"),
        is_synthetic=True,
        start="2019-10-15", last="2025-10-14", member="H1", name="", rule=rule,
        roster="r.csv", bundle="sha256:0", parcels=[], shares=[share], losses=[],
    )  # fmt: skip


def test_a_loss_names_the_earlier_results_whose_shares_it_affects():
    told = member_loss(METHOD, LOST, [("2022-10-14", 640)])

    assert "640 t CO2e of the account until 14 October 2022" in told[-1].en
    assert "截至2022年10月14日的核算 640 tCO2e" in told[-1].zh


def test_a_loss_without_an_earlier_result_names_none():
    assert not any("account until" in item.en for item in member_loss(METHOD, LOST))


def test_nothing_is_affected_where_nothing_is_lost():
    assert member_loss(METHOD, {"reversal": "0"}, [("2022-10-14", 640)]) == []


@pytest.mark.parametrize(
    ("rule", "shown"), [("area", True), ("area_days", False), ("equal", False)]
)
def test_area_held_all_the_time_stands_only_where_the_rule_asks_it(rule, shown):
    """Bug: 0 ha stood beside a share that days of a part of the period had earned."""
    table = _shares(record(rule), str)

    assert ("Area held all the time (ha)" in table["heads"]) is shown
    assert [len(row) for row in table["rows"]] == [len(table["heads"])]


def test_tonnes_of_a_share_are_said_to_be_no_payment():
    english, chinese = (cautions([METHOD], [], name)[1] for name in ("en", "zh"))

    assert "no payment" in english
    assert "不是付款" in chinese
