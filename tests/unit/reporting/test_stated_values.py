"""What enters on the project's word alone is listed whole, and nothing else is."""

import json

import pytest

from edaphon.accounting.bundle_members import trace_text
from edaphon.reporting.stated_values import DECIDING
from tests.unit.reporting.cases import CASES, case, content

OF_DESIGN = ("sampling/", "strata")


def stated(name):
    """Return the list as the report has it, by field of project.yaml."""
    return {item["place"]: item for item in content(name)["stated_values"]}


def traced(name):
    """Return the fields that inputs of the trace name as their origin."""
    lines = map(json.loads, trace_text(case(name)).splitlines())
    return {
        path
        for line in lines
        if line["kind"] == "input" and line["origin"]["kind"] in {"project", "absent"}
        for path in line["origin"]["paths"]
        if not path.startswith(OF_DESIGN)
    }


@pytest.mark.parametrize("name", CASES)
def test_every_input_from_the_project_document_is_listed(name):
    assert set(stated(name)) - set(DECIDING) == traced(name) - set(DECIDING)
    assert traced(name)


def test_answers_that_decide_conditions_are_listed_though_no_figure_holds_them():
    rows = stated("credited")

    assert {"control_sites", "land/wet_climate", "land/organic_soil"} <= set(rows)
    assert rows["control_sites"]["stated"]["en"] == "24 entries"
    assert rows["land/wet_climate"]["stated"]["zh"] == "否"
    assert "no amount" in rows["control_sites"]["enters"][0]["en"]


def test_a_paper_that_entries_name_stands_beside_their_number():
    told = stated("credited")["campaign_errors/laboratory"]["stated"]

    assert told["en"] == "12 entries; papers named: papers/quality.txt"


def test_what_is_stated_stands_beside_what_it_enters_as():
    rows = stated("credited")

    assert rows["permanence/internal"]["stated"] == {"en": "6", "zh": "6"}
    assert rows["permanence/internal"]["enters"] == [
        {"en": "Internal risk", "zh": "内部风险评分"}
    ]
    assert rows["earlier"]["stated"] == {"en": "none", "zh": "none"}
    assert len(rows["earlier"]["enters"]) > 4
    assert rows["permanence/internal"]["methods"] == [
        "edaphon.mcs/1.1",
        "verra.vm0042/2.2",
    ]


def test_what_a_bulk_density_is_of_is_the_words_of_the_map():
    """Whole soil called fine earth credits more: 305 / 696 became 312 / 705."""
    rows = stated("credited")

    assert rows["files/0/columns"]["stated"]["en"] == "容重/g/cm3: whole_soil"
    assert any("whole soil" in one["en"] for one in rows["files/0/columns"]["enters"])
