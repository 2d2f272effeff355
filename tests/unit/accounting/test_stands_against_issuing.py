"""Losses that no sampling saw, and carbon that two methods credit, are not issued."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather
from tests.chained_project import continued, planned_twice, put
from tests.synthetic_documents import MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
LOST = {
    "text": {"en": "All land was ploughed deep.", "zh": "全部土地已深翻。"},
    "signed_by": "A. Farmer",
}


def record(project, folder, methods=METHODS):
    return account_set(accounts(gather(project.write(folder))[0], methods))


def told(account, words, language="en"):
    return [
        item[language]
        for item in account["issuable_against"]
        if words in item[language]
    ]


def with_event(**days):
    project = SyntheticProject()
    project.document["permanence"]["events"] = [{**LOST, **days}]
    return project


@pytest.mark.parametrize(("days", "day"), [
    ({"signed_on": "2024-10-18"}, "2024-10-18"),
    ({"signed_on": "2024-11-18", "happened_on": "2024-10-05"}, "2024-10-05"),
    ({"signed_on": "2024-10-05"}, "2024-10-05"),
])  # fmt: skip
def test_a_loss_after_the_last_sampling_is_not_issued_over(tmp_path, days, day):
    for account in record(with_event(**days), tmp_path)["accounts"]:
        (english,) = told(account, "A loss after the last sampling (2024-10-04)")
        assert f": {day}. Sample the soil again" in english
        (chinese,) = told(account, "期末采样（2024-10-04）之后的损失事件", "zh")
        assert f"{day}。须重新采样" in chinese


@pytest.mark.parametrize("days", [
    {"signed_on": "2024-10-04"}, {"signed_on": "2022-05-01"},
    {"signed_on": "2024-11-18", "happened_on": "2023-05-01"},
])  # fmt: skip
def test_a_loss_that_was_sampled_after_is_in_the_soil(tmp_path, days):
    for account in record(with_event(**days), tmp_path)["accounts"]:
        assert told(account, "A loss after the last sampling") == []


def test_two_methods_of_one_account_are_not_both_issued(tmp_path):
    found = record(SyntheticProject(), tmp_path)
    units = {item["method"]["id"]: item["units"] for item in found["accounts"]}

    for account, other in zip(found["accounts"], reversed(METHODS), strict=True):
        (english,) = told(account, "Only one method can be issued")
        assert f"{other}, 2021-10-20 to 2024-10-19, {units[other]} t CO2e" in english
        assert told(account, "只能按一种方法学签发", "zh")


def test_one_method_alone_stands_against_nothing(tmp_path):
    (account,) = record(SyntheticProject(), tmp_path, [MCS])["accounts"]

    assert account["units"] > 0
    assert told(account, "Only one method") == []


def test_what_another_method_credited_before_is_named(tmp_path):
    """The second account takes nothing off: its own method issued nothing."""
    before = record(planned_twice(**GAINING), tmp_path / "first", [VM0042])
    project = continued(planned_twice(**GAINING), 1.04)
    (tmp_path / "later").mkdir()
    put(project, tmp_path / "later", before)
    (account,) = record(project, tmp_path / "later", [MCS])["accounts"]
    units = before["accounts"][0]["units"]

    assert units > 0
    assert account["units"] > 0
    (english,) = told(account, "Only one method can be issued")
    assert f"{VM0042}, 2021-10-20 to 2024-10-19, {units} t CO2e" in english
    (chinese,) = told(account, "只能按一种方法学签发", "zh")
    assert f"{VM0042}，2021-10-20 至 2024-10-19，{units} tCO2e" in chinese
