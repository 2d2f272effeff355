"""Quantities of project.yaml are converted, or refused with their place."""

import pytest

from edaphon.accounting.activity import activity
from edaphon.accounting.stated import stated
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.models.project import Quantity
from tests.synthetic_documents import PRODUCT
from tests.synthetic_project import SyntheticProject


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("250", "kg", "t{C}", 0.25),
        ("250", "kg{C}", "t{C}", 0.25),
        ("2", "10*8.[CFU]/g", "[CFU]/g", 2e8),
        ("0.5", "t{CO2e}/t", "kg{CO2e}/kg", 0.5),
        ("8", "kg/{head}/a", "kg/a", 8.0),
        ("8", "kg{CH4}/{head}/a", "kg/a", 8.0),
        ("30", "%", "1", 0.3),
    ],
)
def test_a_quantity_is_given_in_the_unit_wanted(value, unit, wanted, expected):
    assert stated(Quantity(value=value, unit=unit), wanted, "factors/x") == expected


@pytest.mark.parametrize(
    ("unit", "wanted"), [("t{CO2e}", "t{C}"), ("L", "t{C}"), ("[CFU]/mL", "[CFU]/g")]
)
def test_another_thing_is_refused_with_its_place(unit, wanted):
    with pytest.raises(EdaphonError) as caught:
        stated(
            Quantity(value="1", unit=unit), wanted, "practice/product/carrier_carbon"
        )

    (problem,) = caught.value.problems
    assert problem.code == "UNIT_INCOMPATIBLE"
    assert "practice/product/carrier_carbon" in problem.text("en")
    assert unit in problem.text("zh")


def test_a_carrier_in_kilograms_is_not_read_as_tonnes(tmp_path):
    project = SyntheticProject()
    product = project.document["practice"]["product"]
    del product["sterile_carrier_on_control"]
    product["carrier_carbon"] = {"value": "7000", "unit": "kg"}
    project.tables[PRODUCT][0]["carbon"] = "1"
    project.map_column(
        PRODUCT, "carbon", **{"is": "product_carbon_content", "unit": "%"}
    )

    found = activity(project.evidence(tmp_path))

    assert found.inputs["stated_carrier_carbon"].values.tolist() == [7.0]


def test_an_unknown_unit_is_refused_by_name():
    with pytest.raises(EdaphonError) as caught:
        stated(Quantity(value="1", unit="bushel"), "t{C}", "factors/x")

    assert caught.value.problems[0].code == "UNIT_UNKNOWN"
