"""What a wrong account credited too much has a figure of its own, and is no reversal.

The wrong account credited 2,447 t CO2e. By hand: carbon of the last campaign 2 % lower
bears a cumulative result of 1,780, and 2447 - 1780 = 667.
"""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.front import _over_issued
from edaphon.reporting.layout.reader import Reader
from tests.chained_project import continued, first_record, planned_twice, put, read_as
from tests.synthetic_documents import END, METHODS
from tests.unit.reporting.cases import source_of

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
WRONG = {"en": "Carbon of the last campaign was misread"}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


def lower(project, share):
    for row in project.rows(role="project", campaign=END):
        row["soc"] = f"{float(row['soc']) * share:.4f}"
    return project


def corrected(folder, record, share):
    project = lower(planned_twice(**GAINING), share)
    put(project, folder, record, replaced=WRONG, later="none")
    return accounts(read_as(project, folder), METHODS)


def figures(item):
    return {figure["name"]: figure["value"] for figure in item["figures"]}


@pytest.mark.parametrize(("share", "amount", "units"), [
    (1.0, 0, 0), (0.98, 667, 0), (1.02, 0, 669),
])  # fmt: skip
def test_what_the_corrected_account_does_not_bear_is_over_issued(
    tmp_path, record, share, amount, units
):
    found = account_set(corrected(tmp_path, record, share))
    (item, _) = found["accounts"]

    assert item["units"] == units
    assert item["over_issue"] == {
        "bundle": found["replaces"]["bundle"], "credited": 2447, "amount": amount,
    }  # fmt: skip
    assert figures(item)["reversal"] == "0.000000"


def test_a_method_that_counts_from_the_last_account_owes_what_was_credited(
    tmp_path, record
):
    """By hand: 3 x 1134.459858 of the 4044 are borne, and 4044 - 3403 = 641."""
    (_, item) = account_set(corrected(tmp_path, record, 0.98))["accounts"]

    assert (item["status"], item["units"]) == ("deficit", 0)
    assert (item["over_issue"]["credited"], item["over_issue"]["amount"]) == (4044, 641)
    assert figures(item)["deficit_after"] == "640.620428"


def undecided(folder, record):
    project = lower(planned_twice(**GAINING), 0.98)
    del project.document["permanence"]
    put(project, folder, record, replaced=WRONG)
    return accounts(read_as(project, folder), METHODS)


def test_a_method_that_decides_nothing_leaves_the_over_issue_unknown(tmp_path, record):
    found = account_set(undecided(tmp_path, record))["accounts"]

    assert [item["status"] for item in found] == ["refused", "refused"]
    assert [item["over_issue"]["amount"] for item in found] == [None, None]
    assert [item["over_issue"]["credited"] for item in found] == [2447, 4044]


def test_an_account_that_replaces_none_says_nothing_of_it(record):
    assert all("over_issue" not in item for item in record["accounts"])


def test_the_next_account_tells_no_reversal_of_what_was_never_there(tmp_path, record):
    """The corrected account credits nothing new; its estimate counts all the same."""
    wrong = account_set(corrected(tmp_path / "right", record, 0.98))
    project = continued(lower(planned_twice(**GAINING), 0.98), 1.0)
    put(project, tmp_path / "later", record)
    put(project, tmp_path / "later", wrong)

    account = accounts(read_as(project, tmp_path / "later"), METHODS)[0]

    least = float(figures(wrong["accounts"][0])["least_estimate"])
    assert wrong["accounts"][0]["units"] == 0
    assert account.run.value("last_estimate") == pytest.approx(least, abs=1e-6)
    assert account.run.value("reversal") == 0
    assert account.run.value("issued_before") == 2447
    assert account.units == 0


def gap(account):
    """Return what is credited and no longer borne [t CO2e]."""
    held = max(0.0, account.run.value("creditable"))
    return account.run.value("issued_before") - held


def test_what_was_told_as_over_issue_is_no_reversal_later(tmp_path, record):
    """Bug: a loss after a correction told the over-issue a second time.

    By hand: 2447 were credited and 667 of them told as over-issue; what the gap is
    beyond those 667 is the loss.
    """
    wrong = account_set(corrected(tmp_path / "right", record, 0.98))
    project = continued(lower(planned_twice(**GAINING), 0.98), 0.98)
    for one in (record, wrong):
        put(project, tmp_path / "later", one)

    account = accounts(read_as(project, tmp_path / "later"), METHODS)[0]

    assert gap(account) > 667
    assert account.run.value("reversed_before") == 667
    assert account.run.value("reversal") == pytest.approx(gap(account) - 667)


def test_one_account_does_not_tell_one_gap_as_both(tmp_path, record):
    """Bug: the corrected second account told what it over-issued as a reversal too."""
    right = continued(planned_twice(**GAINING), 1.08)
    put(right, tmp_path / "2", record)
    second = account_set(accounts(read_as(right, tmp_path / "2"), METHODS))
    lost = continued(planned_twice(**GAINING), 0.98)
    put(lost, tmp_path / "3", record)
    put(lost, tmp_path / "3", second, replaced=WRONG, later="none")

    account = accounts(read_as(lost, tmp_path / "3"), METHODS)[0]

    over = account_set([account])["accounts"][0]["over_issue"]
    assert over["credited"] == over["amount"] == second["accounts"][0]["units"] > 0
    assert account.run.value("reversal") > 0
    assert account.run.value("reversal") + over["amount"] == pytest.approx(gap(account))


def test_what_a_later_account_told_as_a_reversal_is_no_over_issue(tmp_path, record):
    """By hand: 667 are over-issued, and the loss that was told before is more."""
    lost = continued(planned_twice(**GAINING), 0.93)
    put(lost, tmp_path / "2", record)
    second = account_set(accounts(read_as(lost, tmp_path / "2"), METHODS))
    project = lower(planned_twice(**GAINING), 0.98)
    put(project, tmp_path / "1", record, replaced=WRONG)
    put(project, tmp_path / "1", second)

    found = account_set(accounts(read_as(project, tmp_path / "1"), METHODS))

    assert float(figures(second["accounts"][0])["reversal"]) > 667
    assert found["accounts"][0]["over_issue"]["amount"] == 0


def told_by_the_report(done, language):
    content = content_record(source_of(done))
    reader = Reader(content, language, done[0].evidence.geography)
    return [text for method in content.methods for text in _over_issued(reader, method)]


def test_the_report_says_it_in_both_languages(tmp_path, record):
    done = corrected(tmp_path, record, 0.98)

    first, second = told_by_the_report(done, "en")
    assert first == (
        "This account takes the place of one that credited 2447 t CO2e. Over-issue, "
        "credited there and not borne by this account: 667 t CO2e."
    )
    assert "641 t CO2e" in second
    assert (
        "多计数量（当时已计入而本次核算不能支持）：667 t CO2e"
        in (told_by_the_report(done, "zh")[0])
    )


def test_the_report_says_what_is_not_known(tmp_path, record):
    done = undecided(tmp_path, record)

    assert told_by_the_report(done, "en")[1] == (
        "This account takes the place of one that credited 4044 t CO2e. How much "
        "of that was over-issued is unknown: this account decides nothing."
    )
    assert "多计数量未知" in told_by_the_report(done, "zh")[1]
