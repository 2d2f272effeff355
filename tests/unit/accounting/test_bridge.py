"""What changed against the account before adds up to the last stored digit."""

import json
from decimal import Decimal

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.bridge import bridge as bridge_of
from edaphon.accounting.gathering import look
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.quantification_chapter import bridge_table
from edaphon.reporting.layout.reader import Reader
from tests.chained_project import (
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
    restated,
)
from tests.synthetic_documents import MCS, METHODS
from tests.unit.reporting.cases import source_of

GAINING = {"gain": 2.6, "points": 8, "controls": 5}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


def second(folder, record, methods=(MCS,)):
    project = continued(planned_twice(**GAINING), 1.04)
    name = put(project, folder, record)
    return name, accounts(read_as(project, folder), methods)


def bridge(folder, record):
    name, done = second(folder, record)
    return name, account_set(done)["accounts"][0]


def test_terms_of_both_accounts_stand_beside_each_other(tmp_path, record):
    """By hand, from the two waterfalls: 6161.476113 - 4680.507622 = 1480.968491."""
    name, account = bridge(tmp_path, record)
    found = account["bridge"]
    rows = {item["name"]: item for item in found["rows"]}

    assert found["bundle"] == name
    assert rows["gross"]["before"] == "4680.507622"
    assert rows["gross"]["after"] == "6161.476113"
    assert rows["gross"]["change"] == "1480.968491"
    assert rows["issued"]["change"] == "-2447.000000"
    total = [found["total"][name] for name in ("before", "after", "change")]
    assert total == ["2447", "1328", "-1119"]


def test_the_changes_add_up_to_the_last_digit(tmp_path, record):
    _, account = bridge(tmp_path, record)
    changes = [Decimal(item["change"]) for item in account["bridge"]["rows"]]

    assert sum(changes) == Decimal(account["bridge"]["total"]["change"])


def test_what_rounding_leaves_over_has_a_row_of_its_own(tmp_path, record):
    off = json.loads(json.dumps(record))
    bars = {item["name"]: item for item in off["accounts"][0]["waterfall"]}
    bars["gross"]["value"] = "4680.507623"
    _, account = bridge(tmp_path, off)
    rows = account["bridge"]["rows"]

    assert (rows[-1]["name"], rows[-1]["change"]) == ("digits", "0.000001")
    assert sum(Decimal(item["change"]) for item in rows) == -1119


def unknown(account):
    account["waterfall"][0]["value"] = None


def another_term(account):
    account["waterfall"][0]["name"] = "another"


def another_method(account):
    account["method"]["id"] = "edaphon.mcs/1.0"


def no_result(account):
    restated(account, 0, "refused")["computed_units"] = None


@pytest.mark.parametrize("change", [unknown, another_term, another_method, no_result])
def test_there_is_no_bridge_from_what_is_not_known(tmp_path, record, change):
    other = json.loads(json.dumps(record))
    change(other["accounts"][0])

    _, account = bridge(tmp_path, other)

    assert "bridge" not in account


def test_there_is_no_bridge_of_a_method_without_a_waterfall(tmp_path, record):
    bare = json.loads(json.dumps(record))
    bare["accounts"][0]["waterfall"] = []
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, bare)
    (account,) = accounts(read_as(project, tmp_path), [MCS])

    assert bridge_of(account, [], "1328") == {}


def test_a_first_account_has_none(record):
    assert all("bridge" not in item for item in record["accounts"])


def test_the_report_prints_it_with_every_stored_digit(tmp_path, record):
    _, done = second(tmp_path, record, METHODS)
    content = content_record(source_of(done))
    told = {}
    for language in ("en", "zh"):
        reader = Reader(content, language, done[0].evidence.geography)
        ours, theirs = (bridge_table(reader, item) for item in content.methods)
        assert "verra.vm0042/2.2" in theirs[0].caption
        (told[language],) = ours

    assert told["en"].caption.replace("\u00a0", " ") == (
        "What changed against the account before: edaphon.mcs/1.1 [t CO2e]"
    )
    assert [cell.text for cell in told["en"].rows[0]] == [
        "Measured net soil effect", "4,680.507622", "6,161.476113", "1,480.968491",
    ]  # fmt: skip
    assert [cell.text for cell in told["en"].foot] == [
        "Computed result", "2,447.000000", "1,328.000000", "−1,119.000000",
    ]  # fmt: skip
    assert "与上一次核算相比的变化" in told["zh"].caption


def older_than(record):
    """Return the record of an account before it, whose total is another."""
    found = json.loads(json.dumps(record))
    found["period"]["end"] = "2023-10-20"
    found["accounts"][0]["waterfall"][0]["value"] = "1.000000"
    return found


@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_account_before_is_the_last_one_that_stands(tmp_path, record, is_reversed):
    older = older_than(record)
    project = continued(planned_twice(**GAINING), 1.04)
    listed = (older, record)[:: -1 if is_reversed else 1]
    names = [put(project, tmp_path, item) for item in listed]
    evidence = look(project.write(tmp_path)).evidence()  # made up: other grounds

    (found,) = account_set(accounts(evidence, [MCS]))["accounts"]

    assert found["bridge"]["bundle"] == names[listed.index(record)]
    assert found["bridge"]["rows"][0]["before"] == "4680.507622"


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_corrected_account_is_held_against_the_one_that_it_replaces(
    tmp_path, record, is_reversed
):
    """And not against the one before that, which stands."""
    project = planned_twice(**GAINING)
    listed = [(older_than(record), {}), (record, {"replaced": {"en": "A unit"}})]
    listed = listed[:: -1 if is_reversed else 1]
    names = [put(project, tmp_path, item, **entry) for item, entry in listed]
    evidence = look(project.write(tmp_path)).evidence()  # made up: other grounds

    record_of_all = account_set(accounts(evidence, [MCS]))
    (found,) = record_of_all["accounts"]

    at = [entry for _, entry in listed].index({"replaced": {"en": "A unit"}})
    assert found["bridge"]["bundle"] == names[at] == record_of_all["replaces"]["bundle"]
    assert found["bridge"]["rows"][0]["change"] == "0.000000"
