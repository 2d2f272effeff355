"""Figures of an earlier record that cannot be so are refused before any arithmetic.

A record is its bundle's by its digest, and a digest holds for any figures. Every one
that this program writes keeps to the bounds.
"""

import copy

import pytest
from msgspec import convert

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import look
from edaphon.evidence.earlier_figures import (
    NEEDED,
    NEVER_NEGATIVE,
    chain_problems,
    figure_problems,
)
from edaphon.kernel.errors import Where
from edaphon.schemas.models.account import AccountSet
from tests.chained_project import (
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
    restated,
)
from tests.synthetic_documents import METHODS
from tests.synthetic_project import SyntheticProject

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
HERE = Where(file="project.yaml")
OTHER = "sha256:" + 64 * "1"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


@pytest.fixture(scope="module")
def chain(tmp_path_factory, record):
    """Return the records of a gain, of the loss after it, and the first one's."""
    folder = tmp_path_factory.mktemp("second")
    project = continued(planned_twice(**GAINING), 0.9)
    put(project, folder, record)
    return account_set(accounts(read_as(project, folder), METHODS)), record


def typed(record):
    return convert(record, AccountSet)


def places(record, *before):
    """Return the places that cannot be so."""
    told = [
        *figure_problems(typed(record), HERE),
        *chain_problems(typed(record), [typed(item) for item in before], HERE),
    ]
    assert {item.code for item in told} <= {"EARLIER_FIGURE"}
    return [item.facts["place"] for item in told]


def mcs(record):
    return record["accounts"][0]


def set_figure(record, name, value):
    for figure in mcs(record)["figures"]:
        if figure["name"] == name:
            figure["value"] = value


def figure(record, name):
    return next(
        item["value"] for item in mcs(record)["figures"] if item["name"] == name
    )


def period(record, **days):
    record["period"] |= days
    for item in record["accounts"]:
        item["period"] |= days


def vintage(record, **cells):
    mcs(record)["vintages"][0] |= cells


def less(account, units):
    """Take units off an account everywhere but in its figures."""
    left = account["units"] - units
    account.update(units=left, computed_units=str(left))
    largest = max(account["vintages"], key=lambda one: one["units"])
    largest["units"] -= units


def nothing(account, status):
    """Let an account that credited credit nothing, its other figures left alone."""
    account.update(status=status, units=0, computed_units="0")
    for row in account["vintages"]:
        row["units"] = 0
    for figure in account["figures"]:
        if figure["name"] == "units":
            figure["value"] = "0"


def twice(record):
    listed = mcs(record)["figures"]
    listed.append({**listed[0], "value": "1.000000"})


FORGED = {
    "units beyond the vintages": (
        lambda item: mcs(item).update(units=mcs(item)["units"] + 1), ["units"]),
    "units that no equation gave": (
        lambda item: mcs(item).update(computed_units="1"), ["computed_units", "units"]),
    "units that its own figure does not say": (
        lambda item: less(mcs(item), 1), ["computed_units"]),
    "units that its result does not say": (
        lambda item: (less(mcs(item), 5),
                      set_figure(item, "units", mcs(item)["computed_units"])),
        ["units"]),
    "credited with nothing": (
        lambda item: restated(mcs(item), 0, "credited"), ["units", "computed_units"]),
    "a loss that its result does not show": (
        lambda item: nothing(mcs(item), "deficit"), ["status"]),
    "refused, and nothing stands against it": (
        lambda item: nothing(mcs(item), "refused"), ["status"]),
    "a buffer that was not kept": (
        lambda item: set_figure(item, "buffer", "99999.000000"), ["figures/buffer"]),
    "refused with units": (
        lambda item: mcs(item).update(status="refused"), ["units", "status"]),
    "a year twice": (
        lambda item: vintage(item, year="2022"), ["vintages/year"]),
    "a year of no day": (
        lambda item: vintage(item, year="2031"), ["vintages/year"]),
    "the year before": (
        lambda item: vintage(item, year="2020"), ["vintages/year"]),
    "more than it bears": (
        lambda item: set_figure(item, "creditable", "5.000000"),
        ["figures/creditable", "figures/buffer"]),
    "a figure twice": (twice, ["figures/mean_change", "figures/"]),
    "a period of another day": (
        lambda item: mcs(item)["period"].update(end="2025-10-20"), ["period/end"]),
    "a period that begins sooner": (
        lambda item: mcs(item)["period"].update(start="2020-10-20"),
        ["period/start"]),
    "a day of the editions": (
        lambda item: mcs(item).update(editions_day="2024-02-30"), ["editions_day"]),
    "more covered than lost": (
        lambda item: set_figure(item, "covered_reversal", "1.000000"),
        ["figures/covered_reversal"]),
    "more over-issued than issued": (
        lambda item: mcs(item).update(over_issue={
            "bundle": OTHER, "credited": 3, "amount": 4}), ["over_issue/amount"]),
    "a negative reversal": (
        lambda item: set_figure(item, "reversal", "-40.000000"),
        ["figures/reversal", "figures/covered_reversal"]),
}  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), FORGED.values(), ids=FORGED)
def test_what_cannot_be_so_is_told(record, change, wanted):
    forged = copy.deepcopy(record)
    change(forged)

    found = [place.removeprefix("accounts/0/") for place in places(forged)]

    assert found
    assert all(any(place.startswith(one) for one in wanted) for place in found), found


@pytest.mark.parametrize("name", NEVER_NEGATIVE)
def test_an_amount_has_no_sign(record, name):
    forged = copy.deepcopy(record)
    for item in forged["accounts"]:
        for one in item["figures"]:
            if one["name"] == name:
                one["value"] = "-0.000001"
    known = any(one["name"] == name for item in forged["accounts"]
                for one in item["figures"])  # fmt: skip

    assert known
    assert any(place.endswith(f"figures/{name}") for place in places(forged))


@pytest.mark.parametrize(("days", "place"), [
    ({"end": "2021-10-20"}, "period/end"), ({"end": "2020-01-01"}, "period/end"),
    ({"end": "2024-13-01"}, "period/end"), ({"start": "2021-02-29"}, "period/start"),
])  # fmt: skip
def test_a_period_has_days_in_their_order(record, days, place):
    forged = copy.deepcopy(record)
    period(forged, **days)

    assert places(forged) == [place]


def test_links_that_cannot_be_so_are_told(record):
    forged = copy.deepcopy(record)
    forged["grounds"]["last"] = forged["grounds"]["first"]
    forged["replaces"] = {"bundle": OTHER, "why": {"en": "A unit was wrong"}}
    forged["accounts"].append(copy.deepcopy(mcs(forged)))

    assert places(forged) == ["grounds/last", "replaces/bundle", "accounts/method/id"]


def test_a_loss_that_was_told_is_one_of_what_was_credited(chain):
    """A reversal told too large hides the next one: it was told before."""
    second, first = chain
    assert float(figure(second, "reversal")) > 0
    large = copy.deepcopy(second)
    issued = mcs(first)["units"]
    set_figure(large, "reversal", f"{issued + 1}.000000")

    assert places(second, first) == []
    assert places(large, first) == ["accounts/0/figures/reversal"]


def test_a_loss_that_was_told_needs_a_fall(chain):
    second, first = chain
    rising = copy.deepcopy(second)
    set_figure(rising, "least_estimate", figure(first, "least_estimate"))

    assert places(rising, first) == ["accounts/0/figures/reversal"]
    set_figure(rising, "least_estimate", None)
    assert places(rising, first) == ["accounts/0/figures/reversal"]


def test_a_first_account_has_no_loss_to_tell(record):
    forged = copy.deepcopy(record)
    set_figure(forged, "reversal", "1.000000")

    assert places(forged) == ["accounts/0/figures/reversal"]


def test_an_account_stands_on_none_that_ends_later(chain):
    second, first = chain

    assert places(first, second) == ["period/end"]


def test_a_forged_chain_is_refused_whole_and_in_both_languages(tmp_path, record):
    forged = copy.deepcopy(record)
    mcs(forged)["units"] = 0
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, forged)

    told = [item for item in look(project.write(tmp_path)).problems
            if item.stops(None)]  # fmt: skip

    assert {item.code for item in told} == {"EARLIER_FIGURE"}
    assert "accounts/0/units" in told[0].text("en")
    assert "take the bundle that edaphon account wrote" in told[0].text("en")
    assert "计入的须大于 0" in told[0].text("zh")
    assert "请使用 edaphon account 生成的证据包" in told[0].text("zh")


def test_a_reversal_without_a_fall_is_refused_in_a_folder(tmp_path, record):
    forged = copy.deepcopy(record)
    set_figure(forged, "reversal", "200.000000")
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, forged)

    codes = [item.code for item in look(project.write(tmp_path)).problems
             if item.stops(None)]  # fmt: skip

    assert codes == ["EARLIER_FIGURE"]


def test_every_need_has_both_languages():
    assert all({*words} == {"en", "zh"} for words in NEEDED.values())


@pytest.mark.parametrize("gain", [-1.0, 0.0, 0.2, 1.2, 2.6])
@pytest.mark.parametrize("factor", [0.9, 1.0, 1.04])
def test_records_of_this_program_keep_to_it(tmp_path, gain, factor):
    design = {"gain": gain, "points": 4, "controls": 4}
    first = first_record(tmp_path / "first", **design)
    project = continued(planned_twice(**design), factor)
    put(project, tmp_path / "second", first)
    second = account_set(accounts(read_as(project, tmp_path / "second"), METHODS))

    assert places(first) == []
    assert places(second, first) == []


def test_a_refused_account_keeps_to_it(tmp_path):
    project = SyntheticProject()
    del project.document["permanence"]
    done = accounts(read_as(project, tmp_path), METHODS)

    assert {item.status for item in done} == {"refused"}
    assert places(account_set(done)) == []


def test_a_corrected_account_keeps_to_it(tmp_path, record):
    project = planned_twice(**GAINING)
    for row in project.rows(role="project", campaign="end"):
        row["soc"] = f"{float(row['soc']) * 0.98:.4f}"
    put(project, tmp_path, record, replaced={"en": "Carbon was misread"})

    corrected = account_set(accounts(read_as(project, tmp_path), METHODS))

    assert corrected["replaces"]["bundle"]
    assert places(corrected, record) == []
