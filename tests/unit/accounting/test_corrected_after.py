"""An account is corrected after others continued it: one gain stands in one account.

A1 ends with campaign t1 and A2 counts from it. The corrected A1 finds t1 higher: what
it finds more of is in A2 already, as a change since a t1 that was lower.
"""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from edaphon.service import history
from tests.chained_project import (
    LATER,
    continued,
    planned_twice,
    put,
    read_as,
)
from tests.synthetic_documents import (
    ACTIVITY,
    END,
    MCS,
    METHODS,
    MICROBES,
    SOIL,
    VM0042,
)

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
WRONG = {"en": "Carbon was misread"}
LAST, LAST_DAY = "last", "2030-10-04"


def project_of(periods, factor=1.0):
    """Return the project of one, two or three periods, t1 of it scaled by a factor."""
    project = planned_twice(**GAINING)
    project.plan["campaigns"].append(LAST)
    project.plan["planned_days"][LAST] = LAST_DAY
    if periods > 1:
        continued(project, 1.04)
    if periods > 2:
        third(project)
    for row in project.rows(SOIL, role="project", campaign=END):
        row["soc"] = f"{float(row['soc']) * factor:.4f}"
    return project


def third(project):
    for table in (SOIL, MICROBES):
        for row in project.rows(table, campaign=LATER):
            project.tables[table].append({**row, "campaign": LAST, "date": LAST_DAY})
    for row in project.rows(ACTIVITY, role="project", year="2024"):
        project.tables[ACTIVITY] += [
            {**row, "year": year} for year in ("2028", "2029", "2030")
        ]
    project.document["campaigns"].append(
        {"id": LAST, "start": "2030-10-01", "end": "2030-10-10", "laboratory": "A"}
    )
    project.document["period"]["end"] = "2030-10-20"


def account(folder, project, *listed):
    """Return the record of a project that lists records, each with its entry."""
    for record, more in listed:
        put(project, folder, record, **more)
    return account_set(accounts(read_as(project, folder), METHODS))


def refusal(folder, project, *listed):
    for record, more in listed:
        put(project, folder, record, **more)
    with pytest.raises(EdaphonError) as refused:
        gather(project.write(folder))
    return refused.value.problems


def of(record, method=VM0042):
    return next(one for one in record["accounts"] if one["method"]["id"] == method)


def units(*records, method=VM0042):
    return sum(of(record, method)["units"] for record in records)


REPLACED = {"replaced": WRONG}
HIGHER = 1.02


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("chain")


@pytest.fixture(scope="module")
def a1(folder):
    return account(folder / "a1", project_of(1))


@pytest.fixture(scope="module")
def a2(folder, a1):
    return account(folder / "a2", project_of(2), (a1, {}))


@pytest.fixture(scope="module")
def corrected(folder, a1, a2):
    """A1, corrected after A2, which it lists."""
    return account(folder / "c1", project_of(1, HIGHER), (a1, REPLACED), (a2, {}))


@pytest.fixture(scope="module")
def second(folder, a1, a2, corrected):
    """A2, corrected on the corrected A1."""
    listed = ((a1, {}), (corrected, {}), (a2, REPLACED))
    return account(folder / "c2", project_of(2, HIGHER), *listed)


def test_an_account_says_on_what_it_stands(a1, a2):
    first, later = of(a1)["stands_on"], of(a2)["stands_on"]

    assert first == {"campaign": "start", "values": a1["grounds"]["start"]}
    assert (later["campaign"], later["values"]) == (END, a1["grounds"]["end"])
    assert [later["bundle"]] == a2["earlier"]
    assert "stands_on" not in of(a2, MCS)


def test_what_a_later_account_counts_already_is_held_back(corrected):
    """Bug: the corrected account credited the gain which A2 held too."""
    item = of(corrected)

    assert (item["status"], item["units"]) == ("deficit", 0)
    assert item["held"] == int(item["computed_units"]) > 600
    assert "held back" in item["why"]["en"]
    assert "暂不计入" in item["why"]["zh"]
    assert units(corrected, method=MCS) == 0
    assert of(corrected, MCS)["over_issue"]["amount"] == 0


def test_the_chain_goes_on_when_the_later_account_is_corrected_too(
    folder, a1, a2, corrected
):
    """A third account on an A2 that began with other values is refused."""
    listed = ((a1, {}), (corrected, {}), (a2, {}))

    (problem,) = refusal(folder / "refused", project_of(3, HIGHER), *listed)

    assert problem.code == "EARLIER_FOOTING"
    assert problem.facts["end"] == "2027-10-19"
    assert VM0042 in problem.found("en")
    assert problem in history(folder / "refused").problems


def test_what_was_held_back_is_no_over_issue_of_the_later_one(
    tmp_path, a1, a2, corrected, second
):
    """Both corrected periods together bear what a clean chain of the values bears."""
    clean1 = account(tmp_path / "1", project_of(1, HIGHER))
    clean2 = account(tmp_path / "2", project_of(2, HIGHER), (clean1, {}))

    whole = units(a1, a2, corrected, second)
    assert whole == pytest.approx(units(clean1, clean2), abs=8)
    assert whole <= units(clean1, clean2)
    assert of(second)["over_issue"]["amount"] <= 8


def test_a_third_account_counts_on(folder, a1, a2, corrected, second):
    listed = ((a1, {}), (corrected, {}), (a2, {}), (second, {}))

    found = account(folder / "a3", project_of(3, HIGHER), *listed)

    assert of(found)["stands_on"]["values"] == second["grounds"]["end"]
    assert of(found)["stands_on"]["bundle"] == found["earlier"][-1]


def test_of_three_accounts_only_the_one_that_continued_is_corrected(
    tmp_path, a1, a2, corrected
):
    a3 = account(tmp_path / "a3", project_of(3), (a1, {}), (a2, {}))
    listed = ((a1, {}), (corrected, {}), (a2, REPLACED), (a3, {}))
    second = account(tmp_path / "c2", project_of(2, HIGHER), *listed)

    assert "held" not in of(second)
    assert second["grounds"]["end"] == of(a3)["stands_on"]["values"]


def test_silence_about_later_accounts_credits_nothing_more(tmp_path, a1):
    silent = account(tmp_path / "silent", project_of(1, HIGHER), (a1, REPLACED))
    said = account(
        tmp_path / "said", project_of(1, HIGHER), (a1, {**REPLACED, "later": "none"})
    )

    for method in METHODS:
        assert of(silent, method)["units"] == 0
        assert of(silent, method)["held"] == of(said, method)["units"] > 600
        assert "later: none" in of(silent, method)["why"]["en"]


def test_a_later_account_that_was_left_out_is_over_issued_by_as_much(tmp_path, a1, a2):
    """The corrected A1 says falsely that no later account was made."""
    false = account(
        tmp_path / "1", project_of(1, HIGHER), (a1, {**REPLACED, "later": "none"})
    )
    listed = ((a1, {}), (false, {}), (a2, REPLACED))
    later = account(tmp_path / "2", project_of(2, HIGHER), *listed)
    third_one = refusal(
        tmp_path / "3", project_of(3, HIGHER), (a1, {}), (false, {}), (a2, {})
    )

    assert of(later)["over_issue"]["amount"] == pytest.approx(units(false), abs=8)
    assert [item.code for item in third_one] == ["EARLIER_FOOTING"]


def test_a_lower_campaign_asks_for_the_same(tmp_path, a1, a2):
    lower = account(tmp_path / "1", project_of(1, 0.98), (a1, REPLACED), (a2, {}))
    listed = ((a1, {}), (lower, {}), (a2, {}))

    problems = refusal(tmp_path / "3", project_of(3, 0.98), *listed)

    assert "held" not in of(lower)
    assert [item.code for item in problems] == ["EARLIER_FOOTING"]


def test_a_correction_of_the_correction_asks_again(tmp_path, a1, a2, corrected, second):
    """A2 stands on the first correction; the second one changes the campaign again."""
    listed = ((a1, {}), (corrected, REPLACED), (a2, {}), (second, {}))
    again = account(tmp_path / "1", project_of(1, 1.03), *listed)
    chain = ((a1, {}), (corrected, {}), (a2, {}), (second, {}), (again, {}))

    problems = refusal(tmp_path / "3", project_of(3, 1.03), *chain)

    assert of(again)["held"] > 0
    assert [item.code for item in problems] == ["EARLIER_FOOTING"]


def test_a_correction_of_other_records_holds_nothing_back(tmp_path, a1, a2):
    """The campaign keeps its values: what A2 counts from is what it was."""
    better = project_of(1)
    better.document["leakage"]["yield_change_percent"] = "2"
    better.document["permanence"]["natural"] = "1"
    found = account(tmp_path, better, (a1, REPLACED), (a2, {}))

    assert "held" not in of(found)


def test_an_account_that_ends_later_is_listed_by_a_correction_alone(tmp_path, a1, a2):
    listed = ((a1, {**REPLACED, "later": "none"}), (a2, {}))

    problems = refusal(tmp_path, project_of(1, HIGHER), *listed)

    assert [item.code for item in problems] == ["EARLIER_AFTER"]


def test_two_corrections_that_do_not_know_each_other_are_refused(tmp_path, a1):
    """Bug: the second correction left the first one out of its list."""
    known = {**REPLACED, "later": "none"}
    one = account(tmp_path / "1", project_of(1, HIGHER), (a1, known))
    two = account(tmp_path / "2", project_of(1, HIGHER), (a1, REPLACED))

    told = refusal(
        tmp_path / "3", project_of(2, HIGHER), (a1, {}), (one, {}), (two, {})
    )

    assert {item.code for item in told} == {"EARLIER_FORK"}
    both = account(
        tmp_path / "4", project_of(1, HIGHER), (a1, {}), (one, known), (two, known)
    )
    listed = ((a1, {}), (one, {}), (two, {}), (both, {}))
    assert account(tmp_path / "5", project_of(2, HIGHER), *listed)["earlier"]


def test_what_a_listed_account_replaces_is_listed(tmp_path, corrected):
    """A correction whose own list, or the project's, is silent of what it replaces."""
    silent = {**corrected}
    del silent["earlier"]
    replaced = corrected["replaces"]["bundle"]

    by_record = refusal(tmp_path / "1", project_of(2, HIGHER), (silent, {}))
    by_project = refusal(tmp_path / "2", project_of(2, HIGHER), (corrected, {}))

    assert [item.code for item in by_record] == ["EARLIER_FIGURE", "EARLIER_LINK"]
    assert by_record[0].facts["place"] == "replaces/bundle"
    assert by_record[0].facts["found"] == replaced
    assert {item.code for item in by_project} == {"EARLIER_LINK"}
    assert replaced in [item.facts["found"] for item in by_project]
