"""VM0042 counts from one account to the next; a loss is carried, not forgotten."""

import copy

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.kernel.calendar_years import vintages
from edaphon.kernel.errors import EdaphonError
from tests.chained_project import (
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
    restated,
)
from tests.synthetic_documents import ACTIVITY, METHODS, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.test_imports import certified
from tests.unit.accounting.verdicts import assessed

GAINING = {"gain": 2.6, "points": 8, "controls": 5}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


def of_vm0042(record):
    return next(item for item in record["accounts"] if item["method"]["id"] == VM0042)


def figure(record, name):
    (found,) = (
        item["value"] for item in of_vm0042(record)["figures"] if item["name"] == name
    )
    return float(found)


def later(folder, record, factor=1.04):
    """Return the second account of VM0042, which stands on the first one's record."""
    project = continued(planned_twice(**GAINING), factor)
    put(project, folder, record)
    return accounts(read_as(project, folder), [VM0042])[0]


def with_figure(record, name, value):
    """Return the record with another value of one figure of VM0042."""
    changed = copy.deepcopy(record)
    for item in of_vm0042(changed)["figures"]:
        if item["name"] == name:
            item["value"] = value
    return changed


def test_the_second_account_counts_from_the_end_of_the_first(tmp_path, record):
    """Closed form: every stock of project land is 4 % larger than the one before it."""
    account = later(tmp_path, record)

    stocks = account.run.values("stock")
    axes = account.run.axes
    ends = axes.attribute("profile", "campaign")
    roles = [
        axes["group"].attributes["role"][at] for at in axes.ancestor("profile", "group")
    ]
    start = [
        value for value, end, role in zip(stocks, ends, roles, strict=True)
        if (end, role) == ("start", "project")
    ]  # fmt: skip
    end = [
        value for value, end, role in zip(stocks, ends, roles, strict=True)
        if (end, role) == ("end", "project")
    ]  # fmt: skip
    assert end == pytest.approx([1.04 * value for value in start], rel=1e-4)
    assert {*axes.attribute("profile", "campaign_id")} == {"end", "later"}
    assert account.run.value("years") == pytest.approx(3, abs=0.02)
    assert (account.period.start, account.period.end) == ("2024-10-20", "2027-10-20")
    assert account.status == "credited"


def refused(record):
    """Return the record as if VM0042 had refused the first account."""
    changed = copy.deepcopy(record)
    restated(of_vm0042(changed), 0, "refused")
    return changed


def test_two_periods_have_the_gross_effect_of_both_together(tmp_path, record):
    """Stock changes of consecutive periods add up to that of the whole."""
    for name in ("whole", "second"):
        (tmp_path / name).mkdir()
    whole = later(tmp_path / "whole", refused(record)).run.value("gross_effect")
    second = later(tmp_path / "second", record).run.value("gross_effect")

    assert whole > second > 0
    assert figure(record, "gross_effect") + second == pytest.approx(whole, abs=0.02)


def test_results_belong_to_the_years_since_the_last_account(tmp_path, record):
    account = later(tmp_path, record)

    years = [year for year, _ in vintages("2024-10-20", "2027-10-20")]
    assert [year for year, _ in account.vintages] == years
    assert sum(account.run.values("vintage_years")) == pytest.approx(
        account.run.value("years")
    )


def test_records_of_the_years_before_do_not_count_again(tmp_path, record):
    """Diesel of the first period is not an emission of the second."""
    burnt = continued(planned_twice(**GAINING), 1.04)
    for row in burnt.tables[ACTIVITY]:
        if (row["role"], row["year"]) in {("project", "2022"), ("project", "2023")}:
            row["value"] = "999999"
    put(burnt, tmp_path, record)

    account = accounts(read_as(burnt, tmp_path), [VM0042])[0]
    (tmp_path / "plain").mkdir()
    plain = later(tmp_path / "plain", record)

    assert account.run.value("source_reductions") == plain.run.value(
        "source_reductions"
    )
    assert account.units == plain.units


def test_what_the_last_account_carried_on_is_read_from_its_record(tmp_path, record):
    account = later(tmp_path, record)

    through = figure(record, "removals_through")
    assert through > 0
    assert account.run.value("earlier_removals") == through
    assert account.run.value("earlier_deficit") == 0
    assert account.run.value("removals_through") == pytest.approx(
        through + 3 * account.run.value("stock_change_project"), rel=0.01
    )
    assert account.run.steps["earlier_removals"].given.origin.paths == (
        "earlier/0/bundle",
    )


def test_a_deficit_is_made_good_first(tmp_path, record):
    """By hand: 4044 were credited and 3544 are borne; the 500 come off removals."""
    project = continued(planned_twice(**GAINING), 1.04)
    wrong = {"en": "Carbon was misread"}
    name = put(project, tmp_path, record, replaced=wrong)
    right = copy.deepcopy(record)
    restated(of_vm0042(right), 0, "deficit")
    right = with_figure(right, "period_result", "3544")
    put(project, tmp_path, {**right, "earlier": [name],
                            "replaces": {"bundle": name, "why": wrong}})  # fmt: skip
    (account,) = accounts(read_as(project, tmp_path), [VM0042])
    (tmp_path / "plain").mkdir()
    plain = later(tmp_path / "plain", record)

    assert account.run.value("earlier_deficit") == 500
    assert plain.units - account.units == pytest.approx(500, abs=4)
    assert plain.labels["reductions"] == account.labels["reductions"]
    assert account.run.value("deficit_after") == 0


def with_carrier(project, stated):
    """State all carbon of the carrier; a certificate shows 0.1 % of 6 t a year."""
    certified(project, "0.1")
    del project.document["sources_absent"]["carrier"]
    product = project.document["practice"]["product"]
    product["carrier_carbon"] = {"value": stated, "unit": "t{C}"}
    return project


def test_what_is_stated_of_the_carrier_is_charged_once(tmp_path):
    """Bug: 7 t of the first period were charged again in the second.

    By hand: 7 t, then 12 - 7 = 5 t; where the statement stays 7 t, the certificate
    says 3 x 6 t x 0.1 %.
    """
    (tmp_path / "1").mkdir()
    first = with_carrier(planned_twice(**GAINING), "7")
    evidence = read_as(first, tmp_path / "1")
    charged = account_set(accounts(evidence, METHODS))
    silent = copy.deepcopy(charged)
    figures = of_vm0042(silent)["figures"]
    figures[:] = [item for item in figures if item["name"] != "carrier_carbon"]

    assert figure(charged, "carrier_carbon") == 7
    for place, (record, stated, expected) in enumerate(
        ((charged, "12", 5), (charged, "7", 0.018), (silent, "12", 12))
    ):
        folder = tmp_path / f"later-{place}"
        project = with_carrier(continued(planned_twice(**GAINING), 1.04), stated)
        put(project, folder, record)
        mcs, vm0042 = accounts(read_as(project, folder), METHODS)
        assert vm0042.run.value("carrier_carbon") == pytest.approx(expected)
        assert mcs.run.value("carrier_carbon") == float(stated)


def test_a_loss_is_carried_to_the_next_account(tmp_path, record):
    account = later(tmp_path, record, factor=0.93)

    lost = account.run.value("credit_total") * account.run.value("years")
    assert (account.status, account.units) == ("deficit", 0)
    assert lost < 0
    assert account.run.value("deficit_after") == pytest.approx(-lost)


def test_an_account_that_was_refused_closed_no_period(tmp_path, record):
    account = later(tmp_path, refused(record))

    assert account.since is None
    assert account.run.value("earlier_removals") == 0
    told = assessed(account, "8.1-earlier").outcome.found
    assert "1 earlier account by record; no period is closed" in told["en"]
    assert "均未完成" in told["zh"]


@pytest.mark.parametrize("name", ["removals_through", "period_result"])
def test_a_record_that_does_not_say_what_it_carried_on_is_refused(
    tmp_path, record, name
):
    silent = copy.deepcopy(record)
    figures = of_vm0042(silent)["figures"]
    figures[:] = [item for item in figures if item["name"] != name]

    account = later(tmp_path, silent)

    outcome = assessed(account, "8.1-earlier").outcome
    assert (account.status, account.units) == ("refused", 0)
    assert outcome.result == "not_assessed"
    assert "Account for that period again" in outcome.cure["en"]
    assert "重新核算" in outcome.cure["zh"]


def test_the_record_says_what_each_method_counted(tmp_path, record):
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, record)

    found = account_set(accounts(read_as(project, tmp_path), METHODS))

    assert found["period"]["start"] == "2021-10-20"
    assert of_vm0042(found)["period"]["start"] == "2024-10-20"
    assert found["accounts"][0]["period"] == found["period"]
    summary = of_vm0042(found)["summary"]
    assert [row["year"] for row in summary["rows"]] == ["2024", "2025", "2026", "2027"]
    assert sum(row["units"] for row in summary["rows"]) == of_vm0042(found)["units"]


@pytest.mark.parametrize(
    ("start", "result"),
    [("2014-10-20", "met"), ("2014-10-19", "not_met"), ("2021-10-25", "met")],
)
def test_a_baseline_holds_for_ten_years(tmp_path, start, result):
    """The period ends on 2024-10-20, the day after its last."""
    project = SyntheticProject()
    project.document["practice"]["start"] = start

    account = accounts(read_as(project, tmp_path), [VM0042])[0]

    outcome = assessed(account, "8.2-reassess").outcome
    assert outcome.result == result
    if result == "not_met":
        assert "2024-10-19" in outcome.cure["en"]
        assert "2024-10-19" in outcome.cure["zh"]


def corrected(folder, record, *, is_decided=True):
    """Return the record of a corrected first account that bears less."""
    project = planned_twice(**GAINING)
    for row in project.rows(role="project", campaign="end"):
        row["soc"] = f"{float(row['soc']) * 0.98:.4f}"
    if not is_decided:
        del project.document["permanence"]
    put(project, folder, record, replaced={"en": "Carbon was misread"})
    return account_set(accounts(read_as(project, folder), METHODS))


def lower_end(project):
    for row in project.rows(role="project", campaign="end"):
        row["soc"] = f"{float(row['soc']) * 0.98:.4f}"


def test_a_correction_is_owed_by_the_next_account(tmp_path, record):
    """By hand: 4044 credited, 3 x 1134.459858 borne: 641 t less."""
    right = corrected(tmp_path / "right", record)
    project = continued(planned_twice(**GAINING), 1.04)
    lower_end(project)
    for one in (record, right):
        put(project, tmp_path / "later", one)

    account = accounts(read_as(project, tmp_path / "later"), [VM0042])[0]

    assert account.run.value("earlier_deficit") == pytest.approx(640.620428)


def test_a_correction_that_decides_nothing_leaves_the_debt_unknown(tmp_path, record):
    """Bug: a correction that was refused on purpose cleared the debt."""
    silent = corrected(tmp_path / "right", record, is_decided=False)
    project = continued(planned_twice(**GAINING), 1.04)
    lower_end(project)
    for one in (record, silent):
        put(project, tmp_path / "later", one)

    account = accounts(read_as(project, tmp_path / "later"), [VM0042])[0]

    assert (account.status, account.units) == ("refused", 0)
    assert assessed(account, "8.1-earlier").outcome.result == "not_assessed"


def test_a_forged_surplus_is_no_credit(tmp_path, record):
    """Bug: a deficit below zero was credited; today the record contradicts itself."""
    forged = with_figure(record, "period_result", "99999")

    with pytest.raises(EdaphonError) as refused:
        later(tmp_path, forged)

    assert [item.code for item in refused.value.problems] == ["EARLIER_FIGURE"]


def test_a_deficit_does_not_vanish_with_the_account_that_told_it(tmp_path, record):
    """Bug: corrected by an account without VM0042, the loss was carried by nobody."""
    silent = copy.deepcopy(record)
    silent["accounts"] = [
        item for item in silent["accounts"] if item["method"]["id"] != VM0042
    ]
    lost = copy.deepcopy(record)
    restated(of_vm0042(lost), 0, "deficit")
    project = continued(planned_twice(**GAINING), 1.04)
    name = put(project, tmp_path, lost)
    silent |= {"earlier": [name], "replaces": {"bundle": name, "why": {"en": "Why"}}}
    put(project, tmp_path, silent)

    account = accounts(read_as(project, tmp_path), [VM0042])[0]

    assert (account.status, account.units) == ("refused", 0)
