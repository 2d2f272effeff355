"""What both methods ask of two campaigns before they compare them."""

import pytest

from tests.synthetic_documents import END, MCS, SOIL, START, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed, broken, check_refusal

LIKENESS = [(MCS, "C3a"), (VM0042, "8.2.1-season")]
DEPTH = [(MCS, "C4"), (VM0042, "8.2.1-depth")]


def map_carbon(project, name):
    for entry in project.document["files"]:
        if entry["path"] == SOIL:
            del entry["columns"]["soc"]
            entry["columns"]["c"] = {"is": name, "unit": "g/kg"}
    for row in project.rows(SOIL):
        row["c"] = row.pop("soc")


def matter_at_the_end(project):
    """Organic carbon at first, organic matter of the same soil later."""
    project.map_column(SOIL, "som", **{"is": "som", "unit": "g/kg"})
    for row in project.rows(campaign=END):
        row["som"] = f"{1.724 * float(row['soc']):.4f}"
        row["soc"] = ""


def matter_in_both(project):
    map_carbon(project, "som")


def total_carbon(project):
    map_carbon(project, "total_carbon")


def total_carbon_on_land_without_carbonate(project):
    total_carbon(project)
    project.document["land"]["calcareous"] = False


def total_carbon_with_inorganic(project):
    total_carbon(project)
    rule = {"is": "inorganic_carbon", "unit": "g/kg"}
    project.map_column(SOIL, "inorganic", **rule)
    for row in [*project.rows(campaign=START), *project.rows(campaign=END)]:
        row["inorganic"] = "0.5"


@pytest.mark.parametrize(("method", "condition"), LIKENESS)
def test_campaigns_that_report_different_quantities_are_not_compared(
    method, condition, tmp_path
):
    account = broken(matter_at_the_end, tmp_path, method)

    check_refusal(account, condition)
    outcome = assessed(account, condition).outcome
    assert "reports organic carbon, the last organic matter" in outcome.found["en"]
    assert "期初报告有机碳，期末报告有机质" in outcome.found["zh"]
    assert "same quantity" in outcome.cure["en"]


@pytest.mark.parametrize(("method", "condition"), LIKENESS)
def test_total_carbon_is_not_organic_until_carbonate_is_ruled_out(
    method, condition, tmp_path
):
    account = broken(total_carbon, tmp_path, method)

    check_refusal(account, condition)
    outcome = assessed(account, condition).outcome
    assert "carbonate is not ruled out" in outcome.found["en"]
    assert "land.calcareous" in outcome.cure["en"]


@pytest.mark.parametrize(
    "change",
    [matter_in_both, total_carbon_on_land_without_carbonate,
     total_carbon_with_inorganic],
)  # fmt: skip
@pytest.mark.parametrize(("method", "condition"), LIKENESS)
def test_the_same_quantity_in_both_campaigns_is_compared(
    method, condition, change, tmp_path
):
    account = broken(change, tmp_path, method)

    assert assessed(account, condition).outcome.result == "met"
    assert account.status == "credited"


def test_a_reference_mass_must_reach_the_reported_depth(tmp_path):
    method, condition = VM0042, "8.2.1-depth"

    def topmost_layer(project):
        project.plan["reference_mass"] = "1250"

    account = broken(topmost_layer, tmp_path, method)

    check_refusal(account, condition)
    outcome = assessed(account, condition).outcome
    assert "does not reach the reported depth" in outcome.found["en"]
    assert "Fix the mass of the lightest core" in outcome.cure["en"]


def test_a_reference_mass_a_little_below_the_lightest_core_will_do(tmp_path):
    project = SyntheticProject()
    project.plan["reference_mass"] = "3700"

    assert project.account(tmp_path).status == "credited"
