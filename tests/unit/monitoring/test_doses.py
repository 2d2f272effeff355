"""An amount of product is what its dose and area say, or it is asked about."""

import pytest

from tests.synthetic_documents import ACTIVITY
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked


def dosed(share):
    """Return a project whose book gives dose and area; amounts are a share of them."""
    project = SyntheticProject()
    for row in project.tables[ACTIVITY]:
        row.update(dose="", area="")
    for row in project.rows(ACTIVITY, item="product_applied"):
        amount = float(row["amount"])
        row.update(dose="30", area=f"{amount / 30:g}", amount=f"{amount * share:g}")
    project.map_column(ACTIVITY, "dose", **{"is": "dose", "unit": "kg/har"})
    project.map_column(ACTIVITY, "area", **{"is": "area_treated", "unit": "har"})
    return project


@pytest.mark.parametrize("share", [0.001, 0.1, 0.89, 1.11, 2, 1000])
def test_an_amount_apart_from_dose_and_area_is_asked_about(share, tmp_path):
    (problem,) = asked(dosed(share), tmp_path)

    assert (problem.code, problem.where.file) == ("DOSE_APART", ACTIVITY)
    assert f"{3600 * share:g} kg were applied" in problem.text("en")
    assert "give 3600 kg. Such rows: 6." in problem.text("en")
    assert "使三者一致" in problem.text("zh")


@pytest.mark.parametrize("share", [0.91, 1, 1.09])
def test_an_amount_that_agrees_is_believed(share, tmp_path):
    assert not asked(dosed(share), tmp_path)
