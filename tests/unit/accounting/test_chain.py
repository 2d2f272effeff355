"""Accounts that live for years: what was credited is never credited again."""

import json
from datetime import date

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather, look
from edaphon.kernel.errors import EdaphonError
from tests.chained_project import (
    as_one,
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
    restated,
    second,
)
from tests.synthetic_documents import MCS, METHODS

GAINING = {"gain": 2.6, "points": 8, "controls": 5}


def units(record, method=MCS):
    return next(
        item["units"] for item in record["accounts"] if item["method"]["id"] == method
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


def codes(project, folder):
    with pytest.raises(EdaphonError) as refused:
        gather(project.write(folder))
    return [item.code for item in refused.value.problems]


def test_a_second_account_takes_off_what_the_first_one_credited(tmp_path, record):
    alone = continued(planned_twice(**GAINING), 1.04)
    whole = accounts(as_one(alone, tmp_path / "whole"), [MCS])[0]
    (tmp_path / "chain").mkdir()
    later = second(tmp_path / "chain", record, factor=1.04, **GAINING)

    before = units(record)
    assert before > 0
    assert later.run.value("issued_before") == before
    assert later.run.value("creditable") == whole.run.value("creditable")
    assert 0 < later.units <= whole.run.value("creditable") - before
    assert before + later.units <= whole.units + len(whole.vintages)


def test_new_results_are_those_of_the_years_since_the_last_account(tmp_path, record):
    later = second(tmp_path, record, factor=1.04, **GAINING)

    share = dict(
        zip([year for year, _ in later.vintages],
            later.run.values("vintage_share").tolist(), strict=True)
    )  # fmt: skip
    days = (date(2027, 10, 20) - date(2024, 10, 20)).days
    assert [share[year] for year in ("2021", "2022", "2023")] == [0, 0, 0]
    assert share["2024"] == pytest.approx(
        (date(2025, 1, 1) - date(2024, 10, 20)).days / days
    )
    assert sum(share.values()) == pytest.approx(1)
    assert {year for year, held in later.vintages if held} <= {
        "2024", "2025", "2026", "2027",
    }  # fmt: skip


def test_a_loss_after_the_first_account_is_a_reversal(tmp_path, record):
    later = second(tmp_path, record, factor=0.93, **GAINING)

    lost = later.run.value("reversal")
    held = max(0.0, later.run.value("creditable"))
    assert later.units == 0
    assert lost == pytest.approx(units(record) - held)
    assert lost > 0
    assert later.run.value("covered_reversal") + later.run.value(
        "replaced_reversal"
    ) == pytest.approx(lost)


@pytest.mark.parametrize("factor", [0.93, 0.99, 1.0, 1.02, 1.08])
def test_two_accounts_net_of_reversals_keep_no_more_than_one(tmp_path, record, factor):
    """Section 6: several accounts never keep more than one account over the whole."""
    whole = accounts(
        as_one(continued(planned_twice(**GAINING), factor), tmp_path / "whole"), [MCS]
    )[0]
    (tmp_path / "chain").mkdir()
    later = second(tmp_path / "chain", record, factor=factor, **GAINING)

    kept = units(record) + later.units
    kept -= later.run.value("reversal")
    fell = later.run.value("least_estimate") + 1e-6 < next(
        float(item["value"]) for item in record["accounts"][0]["figures"]
        if item["name"] == "least_estimate"
    )  # fmt: skip
    creditable = max(0.0, whole.run.value("creditable"))
    assert kept <= max(creditable, 0 if fell else units(record)) + 1e-9


def test_the_record_of_an_account_names_those_it_stands_on(tmp_path, record):
    project = continued(planned_twice(**GAINING), 1.04)
    name = put(project, tmp_path, record)

    done = accounts(read_as(project, tmp_path), METHODS)
    found = account_set(done)

    assert found["earlier"] == [name]
    assert done[0].run.steps["issued_before"].given.origin.paths == (
        "earlier/0/bundle",
    )
    assert "replaces" not in found
    assert "earlier" not in record


@pytest.mark.parametrize("method", METHODS)
def test_silence_about_earlier_accounts_credits_nothing(tmp_path, method):
    project = planned_twice(**GAINING)
    del project.document["earlier"]

    account = accounts(read_as(project, tmp_path), [method])[0]

    assert account.units == 0
    assert account.status == "refused"


def test_a_changed_record_is_not_that_of_its_bundle(tmp_path, record):
    project = continued(planned_twice(**GAINING))
    name = put(project, tmp_path, record)
    file = tmp_path / "earlier" / name.removeprefix("sha256:") / "account.json"
    forged = json.loads(file.read_bytes())
    forged["accounts"][0]["units"] = 0
    file.write_text(json.dumps(forged), "utf-8")

    assert codes(project, tmp_path) == ["EARLIER_DAMAGED"]


def test_a_missing_record_says_which_command_brings_it(tmp_path, record):
    project = continued(planned_twice(**GAINING))
    name = put(project, tmp_path, record)
    (tmp_path / "earlier" / name.removeprefix("sha256:") / "account.json").unlink()

    assert "EARLIER_MISSING" in codes(project, tmp_path)


def test_an_account_is_named_once(tmp_path, record):
    project = continued(planned_twice(**GAINING))
    put(project, tmp_path, record)
    project.document["earlier"] *= 2

    assert "EARLIER_TWICE" in codes(project, tmp_path)


@pytest.mark.parametrize("change", [
    lambda record: record["project"].update(id="another"),
    lambda record: record.update(plan="sha256:" + "0" * 64),
    lambda record: record["period"].update(start="2020-10-20"),
])  # fmt: skip
def test_accounts_of_another_chain_are_refused(tmp_path, record, change):
    other = json.loads(json.dumps(record))
    change(other)
    project = continued(planned_twice(**GAINING))
    put(project, tmp_path, other)

    assert codes(project, tmp_path) == ["EARLIER_OTHER"]


def test_an_account_of_the_same_period_must_say_that_it_replaces(tmp_path, record):
    project = planned_twice(**GAINING)
    put(project, tmp_path / "said", record, replaced={"en": "A unit was wrong"})

    account = accounts(read_as(project, tmp_path / "said"), [MCS])[0]
    found = account_set([account])

    assert found["replaces"]["why"] == {"en": "A unit was wrong"}
    assert account.units == 0  # the same result: nothing new
    again = planned_twice(**GAINING)
    put(again, tmp_path / "silent", record)
    assert codes(again, tmp_path / "silent") == ["EARLIER_AFTER"]


def test_a_link_that_is_left_out_is_told(tmp_path, record):
    linked = json.loads(json.dumps(record))
    linked["earlier"] = ["sha256:" + "1" * 64]
    project = continued(planned_twice(**GAINING))
    put(project, tmp_path, linked)

    assert codes(project, tmp_path) == ["EARLIER_LINK"]


def test_records_that_nobody_names_are_asked_about(tmp_path, record):
    project = continued(planned_twice(**GAINING))
    put(project, tmp_path, record)
    project.document["earlier"] = "none"

    assert codes(project, tmp_path) == ["EARLIER_UNLISTED", "EARLIER_CAMPAIGN"]


def test_the_order_of_the_list_means_nothing(tmp_path, record):
    older = json.loads(json.dumps(record))
    older["period"]["end"] = "2023-10-20"
    results = []
    for place, records in enumerate(((record, older), (older, record))):
        folder = tmp_path / str(place)
        project = continued(planned_twice(**GAINING), 1.08)
        for item in records:
            put(project, folder, item)
        found = look(project.write(folder)).evidence()  # made up: other grounds
        account = accounts(found, [MCS])[0]
        results.append((account.units, account.run.value("issued_before")))

    assert results[0] == results[1]
    assert results[0][1] == 2 * units(record)


@pytest.mark.parametrize("salt", range(4))
def test_a_correction_and_no_digest_says_what_was_estimated_last(
    tmp_path, record, salt
):
    """Two bundles of one period: which digest is the greater decides nothing."""
    wrong = json.loads(json.dumps(record))
    right = json.loads(json.dumps(record))
    restated(right["accounts"][0], units(right) - salt)
    for item, least in ((wrong, "90.000000"), (right, "10.000000")):
        for figure in item["accounts"][0]["figures"]:
            if figure["name"] == "least_estimate":
                figure["value"] = least
    project = continued(planned_twice(**GAINING), 1.04)
    name = put(project, tmp_path, wrong, replaced={"en": "A unit was wrong"})
    right["earlier"] = [name]
    right["replaces"] = {"bundle": name, "why": {"en": "A unit was wrong"}}
    put(project, tmp_path, right)

    done = accounts(read_as(project, tmp_path), [MCS])

    assert done[0].run.value("last_estimate") == pytest.approx(10, abs=1e-6)
    assert "replaces" not in account_set(done)


def changed(record, *, end=None, units=None, **figures):
    """Return the record with other figures of the unified method."""
    found = json.loads(json.dumps(record))
    account = found["accounts"][0]
    if end is not None:
        found["period"]["end"] = end
    if units is not None:
        account["units"] = units
    for figure in account["figures"]:
        if figure["name"] in figures:
            figure["value"] = figures[figure["name"]]
    return found


def estimated_last(folder, *records):
    project = continued(planned_twice(**GAINING), 1.04)
    for item in records:
        put(project, folder, item)
    found = look(project.write(folder)).evidence()  # made up: the chain is not whole
    return accounts(found, [MCS])[0].run.value("last_estimate")


@pytest.mark.parametrize(("told", "last"), [("0.000000", 90), ("0.000001", 10)])
def test_a_later_account_with_neither_credits_nor_loss_is_not_the_last(
    tmp_path, record, told, last
):
    """A fall is measured from the account that credited, or told a loss."""
    older = changed(record, end="2023-10-20", least_estimate="90.000000")
    quiet = changed(record, units=0, reversal=told, least_estimate="10.000000")

    assert estimated_last(tmp_path, quiet, older) == pytest.approx(last, abs=1e-6)


def test_of_several_standing_accounts_the_largest_estimate_counts(tmp_path, record):
    """Both credited in one period: a fall below either is told."""
    low = changed(record, least_estimate="10.000000")
    high = changed(record, least_estimate="90.000000")

    assert estimated_last(tmp_path, low, high) == pytest.approx(90, abs=1e-6)
