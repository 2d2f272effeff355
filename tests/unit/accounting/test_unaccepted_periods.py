"""Periods for which no account was accepted are told, with their days."""

import copy

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.front import _unaccepted
from edaphon.reporting.layout.reader import Reader
from tests.chained_project import (
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
    restated,
)
from tests.synthetic_documents import METHODS
from tests.unit.cli.test_history import run
from tests.unit.reporting.cases import source_of

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
FIRST = {"start": "2021-10-20", "last": "2024-10-19", "days": 1096}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


def second(folder, record):
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, folder, record)
    return account_set(accounts(read_as(project, folder), METHODS))["accounts"]


def test_a_chain_without_a_gap_says_nothing(tmp_path, record):
    assert all("unaccepted" not in item for item in second(tmp_path, record))
    assert all("unaccepted" not in item for item in record["accounts"])


@pytest.mark.parametrize("status", ["refused", "provisional"])
def test_a_period_that_was_refused_is_told_under_its_method(tmp_path, record, status):
    changed = copy.deepcopy(record)
    restated(changed["accounts"][0], 0, status)

    mcs, vm0042 = second(tmp_path, changed)

    assert mcs["unaccepted"] == [{**FIRST, "status": status}]
    assert "unaccepted" not in vm0042


def test_a_period_without_an_account_under_a_method_is_told(tmp_path, record):
    changed = copy.deepcopy(record)
    del changed["accounts"][1]

    mcs, vm0042 = second(tmp_path, changed)

    assert "unaccepted" not in mcs
    assert vm0042["unaccepted"] == [{**FIRST, "status": "none"}]


def test_a_result_below_zero_closes_its_period(tmp_path, record):
    changed = copy.deepcopy(record)
    for item in changed["accounts"]:
        restated(item, 0, "deficit")

    assert all("unaccepted" not in item for item in second(tmp_path, changed))


def test_a_correction_that_was_refused_opens_it_again(tmp_path, record):
    project = continued(planned_twice(**GAINING), 1.04)
    name = put(project, tmp_path, record)
    wrong = copy.deepcopy(record)
    for item in wrong["accounts"]:
        restated(item, 0, "refused")
    wrong |= {"earlier": [name], "replaces": {"bundle": name, "why": {"en": "Why"}}}
    put(project, tmp_path, wrong)

    done = account_set(accounts(read_as(project, tmp_path), METHODS))["accounts"]

    assert [item["unaccepted"][0]["status"] for item in done] == ["refused"] * 2


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "no account was accepted for 2021-10-20 to 2024-10-19 (1096 days)"),
    ("zh", "2021-10-20 至 2024-10-19（1096 天）没有有效核算"),
])  # fmt: skip
def test_history_tells_it(tmp_path, record, lang, words):
    refused = copy.deepcopy(record)
    for item in refused["accounts"]:
        restated(item, 0, "refused")
    later = continued(planned_twice(**GAINING), 1.04)
    put(later, tmp_path / "one", refused)
    done = account_set(accounts(read_as(later, tmp_path / "one"), METHODS))
    later.document["period"]["end"] = "2027-10-20"
    put(later, tmp_path / "one", done, replaced={"en": "A unit was wrong"})
    (tmp_path / "one/plan/seal.json").unlink()
    later.write(tmp_path / "one")

    told = run("history", tmp_path / "one", lang=lang)

    assert words in told.stdout


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "was accepted for 2021-10-20 to 2024-10-19 (1096 days)"),
    ("zh", "（1096 天）没有按本方法完成的有效核算"),
])  # fmt: skip
def test_the_report_tells_it(tmp_path, record, lang, words):
    refused = copy.deepcopy(record)
    restated(refused["accounts"][0], 0, "refused")
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, refused)
    done = accounts(read_as(project, tmp_path), METHODS)
    content = content_record(source_of(done))
    reader = Reader(content, lang, done[0].evidence.geography)

    mcs, vm0042 = (_unaccepted(reader, method) for method in content.methods)

    assert words in mcs[0]
    assert vm0042 == []
