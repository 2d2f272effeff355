"""Chains that credit a change of paper: each would credit more, and none is let pass.

The honest second account of the made-up chain credits 1,328 t CO2e (the reference
program is this one; the figures of the forged ones are what it gave before the rules).
"""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather, look
from edaphon.kernel.errors import EdaphonError
from tests.chained_project import (
    LATER,
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
)
from tests.synthetic_documents import ACTIVITY, END, MCS, METHODS, MICROBES, START

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
HONEST = 1328


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


@pytest.fixture
def chained(tmp_path, record):
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, record)
    return project


def let_pass(project, folder):
    """Return what a folder would credit, and what it is refused for."""
    found = look(project.write(folder))
    units = accounts(found.evidence(), [MCS])[0].units
    return units, [item for item in found.problems if item.stops(None)]


def refused(project, folder):
    with pytest.raises(EdaphonError) as found:
        gather(project.write(folder))
    return found.value.problems


def lowered(project, share=0.95):
    for row in project.rows(role="project", campaign=START):
        row["soc"] = f"{float(row['soc']) * share:.4f}"


def doubled(project):
    for item in project.document["strata"]:
        item["area_ha"] = str(2 * float(item["area_ha"]))


def test_the_honest_chain_passes(tmp_path, chained):
    account = accounts(read_as(chained, tmp_path), [MCS])[0]

    assert account.units == HONEST


def test_no_earlier_account_although_a_planned_campaign_lies_in_between(tmp_path):
    project = continued(planned_twice(**GAINING), 1.04)

    units, (problem,) = let_pass(project, tmp_path)

    assert units == 3774
    assert problem.code == "EARLIER_CAMPAIGN"
    told = problem.text("en")
    assert "ended with the campaign “end” (2024-10-04)" in told
    assert "edaphon history DIR --add BUNDLE" in told
    assert "以采样批次“end” (2024-10-04)为期末且现行有效的核算" in problem.text("zh")


@pytest.mark.parametrize("change", [
    lambda project: project.plan.pop("planned_days"),
    lambda project: project.document["campaigns"].pop(1),
    lambda project: project.document.pop("earlier"),
])  # fmt: skip
def test_no_silence_takes_a_campaign_out_of_the_chain(tmp_path, change):
    project = continued(planned_twice(**GAINING), 1.04)
    change(project)

    assert "EARLIER_CAMPAIGN" in [item.code for item in refused(project, tmp_path)]


def test_without_a_plan_the_campaigns_of_the_document_count(tmp_path):
    project = continued(planned_twice(**GAINING), 1.04)
    project.plan = None

    told = refused(project, tmp_path)
    assert [item.facts["found"] for item in told
            if item.code == "EARLIER_CAMPAIGN"] == [END]  # fmt: skip


def test_a_period_that_runs_past_the_next_campaign_asks_for_it(tmp_path):
    project = planned_twice(**GAINING)
    project.document["period"]["end"] = "2027-10-20"

    told = refused(project, tmp_path)
    assert [item.facts["found"] for item in told
            if item.code == "EARLIER_CAMPAIGN"] == [LATER]  # fmt: skip


def test_an_account_that_is_found_wrong_does_not_stand(tmp_path, record):
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, record, replaced={"en": "A unit was wrong"})

    (problem,) = refused(project, tmp_path)
    assert problem.code == "EARLIER_OTHER"
    assert "last day" in problem.text("en")
    assert "2027-10-19" in problem.text("en")


def test_a_change_of_paper_is_no_change_of_soil(tmp_path, chained):
    lowered(chained)

    units, (problem,) = let_pass(chained, tmp_path)

    assert units == 2840 > HONEST
    assert problem.code == "EARLIER_GROUNDS"
    told = problem.text("en")
    assert "another digest of the first campaign (values, days" in told
    assert "correct it first" in told
    assert "期初采样（数值" in problem.text("zh")


def test_land_that_grew_is_not_that_of_the_plan(tmp_path, chained):
    doubled(chained)

    units, told = let_pass(chained, tmp_path)

    assert units == HONEST  # the planned area counts
    assert {item.code for item in told} == {"PLAN_AREA"}


@pytest.mark.parametrize("change", [
    lambda row: row.update(bd="1.1"),
    lambda row: row.update(soc="14.01"),
])  # fmt: skip
def test_every_value_of_the_first_campaign_counts(tmp_path, chained, change):
    change(chained.rows(role="project", campaign=START)[0])

    assert [item.code for item in refused(chained, tmp_path)] == ["EARLIER_GROUNDS"]


def test_what_a_density_is_of_counts(tmp_path, chained):
    for entry in chained.document["files"]:
        if "bd" in entry["columns"]:
            entry["columns"]["bd"]["basis"] = "whole_soil"

    assert {item.code for item in refused(chained, tmp_path)} == {"EARLIER_GROUNDS"}


def test_microbes_of_the_first_campaign_count(tmp_path, chained):
    chained.rows(MICROBES, campaign=START)[0]["mbc"] = "1"

    assert [item.code for item in refused(chained, tmp_path)] == ["EARLIER_GROUNDS"]


@pytest.mark.parametrize("said", [{"irrigated": True}, {"calcareous": True}])
def test_the_kind_of_land_counts(tmp_path, chained, said):
    chained.document["land"] |= said

    (problem,) = (
        item for item in refused(chained, tmp_path) if item.code == "EARLIER_GROUNDS"
    )
    assert "the land (strata, areas, parcels" in problem.text("en")
    assert "土地（碳层、面积、地块" in problem.text("zh")


def test_what_comes_later_and_the_order_of_rows_count_nothing(tmp_path, chained):
    for rows in chained.tables.values():
        rows.reverse()
    chained.document["strata"].reverse()
    chained.document["name"] = {"en": "Another name"}
    chained.rows(campaign=LATER)[0]["soc"] = "14"
    chained.rows(ACTIVITY, year="2026")[0]["amount"] = "15000"

    assert gather(chained.write(tmp_path))[0].earlier


def test_a_corrected_account_carries_the_chain_on(tmp_path, record):
    """The earlier account was wrong: corrected, it stands and its grounds count."""
    wrong = {"en": "Carbon of the first campaign was misread"}
    right = planned_twice(**GAINING)
    lowered(right, 0.98)
    name = put(right, tmp_path / "right", record, replaced=wrong)
    corrected = account_set(accounts(read_as(right, tmp_path / "right"), METHODS))
    assert corrected["replaces"]["bundle"] == name

    project = continued(planned_twice(**GAINING), 1.04)
    lowered(project, 0.98)
    put(project, tmp_path / "later", record)
    put(project, tmp_path / "later", corrected)

    (account,) = accounts(read_as(project, tmp_path / "later"), [MCS])
    before = sum(item["accounts"][0]["units"] for item in (record, corrected))
    assert account.run.value("issued_before") == before
    assert account.units > 0


def test_the_record_says_what_it_stands_on(record):
    grounds = record["grounds"]

    assert (grounds["first"], grounds["last"]) == (START, END)
    assert {len(grounds[name]) for name in ("land", "start")} == {71}


def test_the_campaign_that_an_account_ended_with_is_ground_of_the_next(
    tmp_path, chained
):
    """VM0042 counts from there: a lower value would pass for a gain since."""
    for row in chained.rows(role="project", campaign=END):
        row["soc"] = f"{float(row['soc']) * 0.95:.4f}"

    (problem,) = refused(chained, tmp_path)

    assert problem.code == "EARLIER_GROUNDS"
    assert "the campaign that it ended with (values" in problem.text("en")
    assert "该次核算的期末采样（数值" in problem.text("zh")


@pytest.mark.parametrize(("role", "year"), [("baseline", "2019"), ("project", "2022")])
def test_records_of_years_accounted_for_are_grounds(tmp_path, chained, role, year):
    """More diesel of the baseline raised VM0042: eight times from 605 to 1451."""
    for row in chained.rows(ACTIVITY, role=role, year=year):
        row["amount"] = str(3 * float(row["amount"]))

    told = [
        item for item in refused(chained, tmp_path) if item.code == "EARLIER_GROUNDS"
    ]

    assert "the activity records of the baseline" in told[0].text("en")
    assert "基准线及截至该次核算的期末各年的活动记录" in told[0].text("zh")


def test_a_practice_cannot_begin_on_another_day(tmp_path, chained):
    chained.document["practice"]["start"] = "2022-01-10"

    assert "EARLIER_GROUNDS" in [item.code for item in refused(chained, tmp_path)]


def test_an_account_of_the_same_campaign_ends_on_the_same_day(tmp_path, record):
    """A day more passed for another period, and nothing was taken off."""
    project = planned_twice(**GAINING)
    project.document["period"]["end"] = "2024-10-21"
    put(project, tmp_path, record)

    assert "EARLIER_OTHER" in [item.code for item in refused(project, tmp_path)]


def test_a_campaign_that_was_renamed_since_is_told(tmp_path, chained):
    """Its days would else be those of the first one, and what was charged nothing."""
    named = {"id": "middle", "start": "2024-10-01", "end": "2024-10-10"}
    chained.document["campaigns"][1] |= named
    chained.plan["campaigns"][1] = "middle"
    chained.plan["planned_days"]["middle"] = chained.plan["planned_days"].pop(END)
    for rows in chained.tables.values():
        for row in rows:
            if row.get("campaign") == END:
                row["campaign"] = "middle"

    assert {item.code for item in refused(chained, tmp_path)} == {"EARLIER_OTHER"}
