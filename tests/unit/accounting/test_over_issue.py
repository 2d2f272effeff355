"""What a wrong account credited too much has a figure of its own, and is no reversal.

The wrong account credited 2,459 t CO2e. By hand: carbon of the last campaign 2 % lower
bears a cumulative result of 1,793.507525, and 2459 - 1793 = 666.
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
    put(project, folder, record, replaced=WRONG)
    return accounts(read_as(project, folder), METHODS)


def figures(item):
    return {figure["name"]: figure["value"] for figure in item["figures"]}


@pytest.mark.parametrize(("share", "amount", "units"), [
    (1.0, 0, 0), (0.98, 666, 0), (1.02, 0, 669),
])  # fmt: skip
def test_what_the_corrected_account_does_not_bear_is_over_issued(
    tmp_path, record, share, amount, units
):
    found = account_set(corrected(tmp_path, record, share))
    (item, _) = found["accounts"]

    assert item["units"] == units
    assert item["over_issue"] == {
        "bundle": found["replaces"]["bundle"], "credited": 2459, "amount": amount,
    }  # fmt: skip
    assert figures(item)["reversal"] == "0.000000"


def test_a_method_that_decides_nothing_leaves_the_over_issue_unknown(tmp_path, record):
    (_, item) = account_set(corrected(tmp_path, record, 0.98))["accounts"]

    assert item["status"] == "refused"
    assert (item["over_issue"]["credited"], item["over_issue"]["amount"]) == (
        4044,
        None,
    )


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
    assert account.run.value("last_estimate") == least
    assert account.run.value("issued_before") == 2459
    assert account.units == 0


def test_the_report_says_it_in_both_languages(tmp_path, record):
    done = corrected(tmp_path, record, 0.98)
    content = content_record(source_of(done))
    told = {
        language: [
            text
            for method in content.methods
            for text in _over_issued(
                Reader(content, language, done[0].evidence.geography), method
            )
        ]
        for language in ("en", "zh")
    }

    assert told["en"] == [
        (
            "This account takes the place of one that credited 2459 t CO2e. "
            "Over-issue, credited there and not borne by this account: 666 t CO2e."
        ),
        (
            "This account takes the place of one that credited 4044 t CO2e. How much "
            "of that was over-issued is unknown: this account decides nothing."
        ),
    ]
    assert "多计数量（当时已计入而本次核算不能支持）：666 t CO2e" in told["zh"][0]
    assert "多计数量未知" in told["zh"][1]
