"""Loss on ignition is no measurement of organic carbon."""

import pytest

from tests.synthetic_documents import END, MCS, METHODS, SOIL, VM0042
from tests.unit.accounting.verdicts import against, assessed, broken

CONDITION = {MCS: "C3a", VM0042: "8.2.1-season"}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "procedure",
    ["LOI", "Loss on ignition, 550 °C", "loss-on-ignition", "灼烧减量法", "烧失量法"],
)
def test_loss_on_ignition_is_refused(method, procedure, tmp_path):
    def change(project):
        for row in project.tables[SOIL]:
            row["method"] = procedure

    account = broken(change, tmp_path, method)

    assert (account.units, against(account)) == (0, [CONDITION[method]])
    outcome = assessed(account, CONDITION[method]).outcome
    assert procedure in outcome.found["en"]
    assert "干烧法" in outcome.cure["zh"]


@pytest.mark.parametrize("procedure", ["HJ 695-2014", "ISO 10694", "Alloisio method"])
def test_other_procedures_are_none(procedure, tmp_path):
    def change(project):
        for row in project.tables[SOIL]:
            row["method"] = procedure

    assert broken(change, tmp_path, MCS).status == "credited"


def test_a_procedure_of_some_rows_hides_none_of_the_campaign(tmp_path):
    def change(project):
        project.document["campaigns"][1]["procedure"] = "loss on ignition"
        for row in project.rows(SOIL, campaign=END)[::2]:
            row["method"] = ""

    assert against(broken(change, tmp_path, MCS)) == ["C3a"]
