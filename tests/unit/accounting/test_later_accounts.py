"""A pack that knows of no earlier account is refused from the second account on."""

from dataclasses import replace

import pytest

from edaphon.accounting import account as account_module
from edaphon.accounting.account import accounts
from edaphon.accounting.later_accounts import RULE
from edaphon.methods import accountable, pack_problems
from tests.chained_project import continued, first_record, planned_twice, put, read_as
from tests.synthetic_documents import MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject

GAINING = {"gain": 2.6, "points": 8, "controls": 5}


def forgetful(pack_id=VM0042, span="whole"):
    """Return a pack under a span whose input its equations do not take."""
    held = accountable(pack_id)
    return replace(held, document={**held.document, "span": span})


@pytest.fixture
def third_party(monkeypatch):
    """Let accounts find a pack that counts everything again and takes nothing off."""
    monkeypatch.setattr(
        account_module,
        "accountable",
        lambda name: forgetful() if name == VM0042 else accountable(name),
    )


def rules(account):
    return {item.condition.id: item for item in account.assessed}


@pytest.mark.usefixtures("third_party")
def test_a_second_account_of_such_a_pack_counts_nothing_and_the_others_go_on(tmp_path):
    project = continued(planned_twice(**GAINING), 1.04)
    put(project, tmp_path, first_record(tmp_path / "first", **GAINING))

    ours, theirs = accounts(read_as(project, tmp_path), METHODS)

    assert ours.units > 0
    assert RULE not in rules(ours)
    assert (theirs.status, theirs.units) == ("refused", 0)
    told = rules(theirs)[RULE].outcome
    assert told.found["en"] == (
        "The pack verra.vm0042/2.2 counts with span whole, but its account result does "
        "not rest on earlier accounts: issued_before is lacking."
    )
    assert told.cure["en"].startswith(
        "Let an equation of the units take issued_before, or earlier_deficit"
    )
    assert "否则该方法包只能用于首次核算" in told.cure["zh"]


@pytest.mark.usefixtures("third_party")
def test_a_first_account_of_such_a_pack_is_made(tmp_path):
    (found,) = accounts(read_as(SyntheticProject(**GAINING), tmp_path), [VM0042])

    assert RULE not in rules(found)
    assert found.units > 0


@pytest.mark.usefixtures("third_party")
def test_whether_it_is_the_first_is_not_guessed(tmp_path):
    """Leaving the field blank must not give more than naming the accounts."""
    project = SyntheticProject(**GAINING)
    del project.document["earlier"]

    (found,) = accounts(read_as(project, tmp_path), [VM0042])

    assert found.units == 0
    assert not rules(found)[RULE].outcome.holds


@pytest.mark.parametrize(
    ("pack_id", "span", "lacks"),
    [
        (MCS, "whole", None),
        (VM0042, "since_last", None),
        (VM0042, "whole", "issued_before"),
        (MCS, "since_last", "earlier_deficit, deficit_after"),
    ],
)
def test_a_test_of_the_pack_tells_and_does_not_stop(pack_id, span, lacks):
    found = pack_problems(forgetful(pack_id, span))

    assert [item.facts["lacks"] for item in found] == ([lacks] if lacks else [])
    for problem in found:
        assert (problem.code, problem.stops()) == ("METHOD_SPAN", False)
        assert problem.where.path == "span"
        assert "with since_last, earlier_deficit there" in problem.needed("en")


def test_an_input_that_may_be_missing_is_no_deduction():
    """Silence would count as nothing issued."""
    held = forgetful(MCS)
    loose = tuple(
        replace(
            item,
            arguments=tuple(
                replace(one, origin=replace(one.origin, missing_is_zero=True))
                if one.source == "issued_before"
                else one
                for one in item.arguments
            ),
        )
        for item in held.equations
    )

    (problem,) = replace(held, equations=loose).span_problems

    assert problem.facts["lacks"] == "issued_before"
