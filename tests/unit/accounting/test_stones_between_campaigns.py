"""Stones do not go in years: fewer on project land, more on control, is asked about."""

import pytest

from tests.synthetic_documents import END, MCS, METHODS, SIGNED, SOIL, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed

SEASON = {MCS: "C3a", VM0042: "8.2.1-season"}


def stony(**at_end):
    """Return a project with a tenth of stones by mass, by side another share later."""
    project = SyntheticProject()
    for row in project.tables[SOIL]:
        row["st"] = "10"
    for role, share in at_end.items():
        for row in project.rows(SOIL, campaign=END, role=role):
            row["st"] = share
    project.map_column(SOIL, "st", **{"is": "coarse_fraction", "unit": "%",
                                      "basis": "mass"})  # fmt: skip
    return project


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "at_end",
    [
        {"project": "8"},
        {"project": "5", "control": "5"},
        {"control": "12"},
        {"project": "9.4"},
    ],
    ids=["project", "everywhere", "control gains", "just beyond the limit"],
)
def test_stones_that_earn_are_asked_about(method, at_end, tmp_path):
    account = stony(**at_end).account(tmp_path, method)

    assert (account.status, account.units) == ("refused", 0)
    assert SEASON[method] in against(account)
    assert "share of stones" in assessed(account, SEASON[method]).outcome.found["en"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "at_end",
    [{}, {"project": "12"}, {"control": "8"}, {"project": "9.6"}],
    ids=["same", "more on project", "fewer on control", "within the limit"],
)
def test_stones_that_earn_nothing_pass(method, at_end, tmp_path):
    account = stony(**at_end).account(tmp_path, method)

    assert SEASON[method] not in against(account)


@pytest.mark.parametrize("method", METHODS)
def test_an_independent_re_analysis_settles_it(method, tmp_path):
    project = stony(project="8")
    (tmp_path / "papers").mkdir(parents=True)
    (tmp_path / "papers/again.txt").write_text("Sieved again.\n", "utf-8")
    project.document["campaigns"][-1]["reanalysis"] = {
        **SIGNED, "signed_on": "2024-12-01", "signed_by": "Provincial laboratory",
        "file": "papers/again.txt",
    }  # fmt: skip

    account = project.account(tmp_path, method)

    assert SEASON[method] not in against(account)
