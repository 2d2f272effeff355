"""Records that no equation takes stop the account; they are not passed over."""

import pytest

from tests.synthetic_documents import ACTIVITY, END, START
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.test_wood import planted
from tests.unit.monitoring.asking import asked

CODES = ("RECORD_UNCOUNTED", "WOOD_DENIED")


def trees(project, stocks=("20", "2"), campaigns=(START, END), **cells):
    """Add tree plots that fall, with the cells that a test is about."""
    for campaign, stock in zip(campaigns, stocks, strict=True):
        project.tables[ACTIVITY].append(
            {"role": "project", "year": campaign, "item": "tree_carbon",
             "amount": stock, "unit": "t{C}/har", "stratum": "S1", **cells}
        )  # fmt: skip
    return project


def codes(project, folder):
    return {item.code for item in asked(project, folder)}


OTHERS = {
    "years": {"campaigns": ("2022", "2023")},
    "no campaign": {"campaigns": ("", "")},
    "no role": {"role": ""},
    "baseline": {"role": "baseline"},
    "no stratum": {"stratum": ""},
}


@pytest.mark.parametrize("other", OTHERS)
def test_felled_plots_beside_those_that_count_are_asked_about(other, tmp_path):
    """20 t C/ha that fell to 2 moved no unit."""
    project = trees(planted(project="5", control="5"), **OTHERS[other])

    (problem,) = asked(project, tmp_path)

    assert (problem.code, problem.where.file) == ("RECORD_UNCOUNTED", ACTIVITY)
    assert problem.where.row
    assert "2 records" in problem.found("en")
    assert "count nowhere" in problem.text("en")
    assert "未计入核算" in problem.text("zh")
    assert "project or control" in problem.remedy("en")


def test_plots_of_the_two_campaigns_count(tmp_path):
    assert not asked(planted(project="4", control="5"), tmp_path)


def test_plots_for_all_land_count_while_a_stratum_has_none_of_its_own(tmp_path):
    project = planted(strata=("S1", ""), project="5", control="5")

    assert not asked(project, tmp_path)


def test_a_control_stratum_is_none_of_project_land(tmp_path):
    project = planted(project="5", control="5")
    project.document["strata"][1]["controls"] = "S1"
    project.plan["points"] = [
        item
        for item in project.plan["points"]
        if (item["stratum"], item["role"]) != ("S2", "control")
    ]

    assert "RECORD_UNCOUNTED" in codes(project, tmp_path)


def test_a_campaign_between_the_two_is_set_aside(tmp_path):
    project = trees(planted(project="5", control="5"), ("5",), campaigns=("middle",))
    listed = project.document["campaigns"]
    listed.insert(1, {**listed[0], "id": "middle", "start": "2023-10-01",
                      "end": "2023-10-10"})  # fmt: skip

    assert not codes(project, tmp_path) & set(CODES)


@pytest.mark.parametrize("campaigns", [(START, END), ("2022", "2023")])
@pytest.mark.parametrize("item", ["tree_carbon", "shrub_carbon"])
def test_any_stock_above_zero_belies_a_denial(item, campaigns, tmp_path):
    project = trees(SyntheticProject(), campaigns=campaigns, item=item)

    (problem,) = [one for one in asked(project, tmp_path) if one.code == "WOOD_DENIED"]

    assert "2 records" in problem.found("en")
    assert "sources_absent.woody_plants" in problem.remedy("en")
    assert "无乔灌木" in problem.text("zh")


def test_stocks_of_zero_belie_no_denial(tmp_path):
    assert not asked(trees(SyntheticProject(), ("0", "0")), tmp_path)


@pytest.mark.parametrize(
    ("role", "told"), [("", True), ("project", False), ("baseline", False)]
)
@pytest.mark.parametrize("item", ["yield", "dose"])
def test_a_harvest_or_dose_without_a_role_is_asked_about(item, role, told, tmp_path):
    project = SyntheticProject()
    unit = "t/har" if item == "yield" else "kg/har"
    project.tables[ACTIVITY].append(
        {"role": role, "year": "2023", "item": item, "amount": "1", "unit": unit,
         "stratum": "S1"}
    )  # fmt: skip

    assert ("RECORD_UNCOUNTED" in codes(project, tmp_path)) is told


@pytest.mark.parametrize("depth", ["", "10"])
def test_an_amount_in_a_layer_is_asked_about(depth, tmp_path):
    """Fuel in a file of layers was no fuel."""
    project = SyntheticProject()
    for row in project.tables[ACTIVITY]:
        row["bottom"] = ""
    row = project.rows(ACTIVITY, item="diesel_used", role="project")[0]
    project.tables[ACTIVITY].append({**row, "amount": "9000", "bottom": depth})
    project.map_column(ACTIVITY, "bottom", **{"is": "bottom", "unit": "cm"})

    assert codes(project, tmp_path) == ({"RECORD_UNCOUNTED"} if depth else set())
