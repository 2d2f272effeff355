"""A lot that nobody applied is told; and so is carbon that no book brings.

The plain project applies 18 t of lot B1.
"""

import pytest

from tests.synthetic_documents import ACTIVITY, PRODUCT
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import told


def found(project, folder):
    codes = ("LOT_UNUSED", "CARRIER_ABOVE_BOOK")
    return [item for item in told(project, folder) if item.code in codes]


@pytest.mark.parametrize("amount", ["absent", "0"])
def test_a_certified_lot_that_nobody_applied_is_told(amount, tmp_path):
    project = SyntheticProject()
    project.tables[PRODUCT].append({"batch": "B9", "cfu": "320000000"})
    if amount != "absent":
        row = project.rows(ACTIVITY, item="product_applied")[0]
        project.tables[ACTIVITY].append({**row, "lot": "B9", "amount": amount})

    (problem,) = found(project, tmp_path)

    assert (problem.code, problem.severity) == ("LOT_UNUSED", "warning")
    assert problem.where.file == PRODUCT
    assert "B9 (1)" in problem.found("en")
    assert "in store" in problem.remedy("en")
    assert "无施用记录" in problem.text("zh")


def test_a_book_without_lots_tells_of_none(tmp_path):
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item="product_applied"):
        row["lot"] = ""

    assert not found(project, tmp_path)


def carried(stated, content="25"):
    """Return a project that states carbon of its product beside a certificate."""
    project = SyntheticProject()
    del project.document["sources_absent"]["carrier"]
    product = project.document["practice"]["product"]
    product["carrier_carbon"] = {"value": stated, "unit": "t{C}"}
    project.tables[PRODUCT][0]["carbon"] = content
    project.map_column(
        PRODUCT, "carbon", **{"is": "product_carbon_content", "unit": "%"}
    )
    return project


@pytest.mark.parametrize(
    ("stated", "is_told"),
    [("0", False), ("1", False), ("8.9", False), ("9.1", True), ("54", True)],
)
def test_carbon_beyond_the_book_is_told_about(stated, is_told, tmp_path):
    """A book of a tenth of the product earned 34 units more."""
    problems = found(carried(stated), tmp_path)

    assert [item.code for item in problems] == ["CARRIER_ABOVE_BOOK"] * is_told
    for problem in problems:
        assert problem.severity == "warning"
        assert f"states {stated} t C" in problem.found("en")
        assert "give 4.5 t C" in problem.found("en")
        assert "较大者" in problem.text("zh")


@pytest.mark.parametrize("unit", ["kg{C}", "har"])
def test_the_unit_of_the_statement_is_kept(unit, tmp_path):
    """9.1 kg are little; a unit of another kind is told elsewhere."""
    project = carried("9.1")
    project.document["practice"]["product"]["carrier_carbon"]["unit"] = unit

    assert not found(project, tmp_path)


def test_no_certificate_is_no_carbon_to_compare(tmp_path):
    assert not found(carried("54", content=""), tmp_path)
