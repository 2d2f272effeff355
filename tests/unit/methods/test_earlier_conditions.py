"""What the conditions say of the accounts before: how many, and their last day."""

from types import SimpleNamespace

import pytest

from edaphon.methods.packs.edaphon_mcs.v1_1.design_conditions import (
    earlier_accounts as of_mcs,
)
from edaphon.methods.packs.verra_vm0042.v2_2.earlier_conditions import (
    earlier_accounts as of_vm0042,
)

FIGURES = {"issued_before": 640.0, "earlier_removals": 1.0, "earlier_deficit": 0.0}


def told(condition, **before):
    facts = SimpleNamespace(
        project=SimpleNamespace(earlier=[]), activity={"earlier": before}
    )
    return condition.body(facts, FIGURES).found


def test_the_last_day_of_the_account_before_is_named_and_not_the_day_after():
    """Bug: 2022-10-15 stood here, 2022-10-14 everywhere else."""
    found = told(of_mcs, count=1, end="2022-10-15")

    assert "last one ending with 2022-10-14" in found["en"]
    assert "止于 2022-10-14（含当日）" in found["zh"]
    assert "640 t CO2e" in found["en"]


def test_a_method_that_counts_from_the_last_account_names_both_days():
    found = told(of_vm0042, count=1, since="2022-10-15")

    assert "ended with 2022-10-14; this one counts from 2022-10-15" in found["en"]
    assert "止于 2022-10-14（含当日），本次自 2022-10-15 起" in found["zh"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 earlier account by record"), (2, "2 earlier accounts by record")],
)
def test_one_account_is_no_plural(count, words):
    assert told(of_mcs, count=count, end="2022-10-15")["en"].startswith(f"{words},")
    assert told(of_vm0042, count=count, since="")["en"].startswith(f"{words};")
