"""Every step of the trace is on the page, with the values where they are few."""

import json
import re
from decimal import Decimal

import pytest

from edaphon.accounting.bundle_members import trace_text
from edaphon.kernel.errors import EdaphonError
from edaphon.reporting.trace_steps import FEW, trace_steps
from tests.unit.reporting.cases import case, content, page_text

LISTED = 1e-6 / 2
"""Half of the last decimal that is listed."""


def traced():
    """Return the steps of the trace, by method and name."""
    lines = map(json.loads, trace_text(case("credited")).splitlines())
    return {(one["method"], one["name"]): one for one in lines if one["kind"] == "step"}


def told():
    return {
        (method["id"], step["name"]): step
        for method in content("credited")["methods"]
        for step in method["steps"]
    }


def test_every_step_of_the_trace_is_told_and_no_other():
    found, steps = traced(), told()

    assert steps.keys() == found.keys()
    assert [steps[key]["formula"] for key in found] == [
        one["formula"] for one in found.values()
    ]
    assert [steps[key]["count"] for key in found] == [
        len(one["values"]) for one in found.values()
    ]


def test_few_values_are_listed_with_what_they_are_of_and_many_are_not():
    steps = told()
    faults = []
    for key, one in traced().items():
        listed = [item["value"] for item in steps[key]["values"]]
        few = one["values"] if len(one["values"]) <= FEW else []
        pairs = zip(listed, few, strict=True)
        faults += [
            key
            for text, number in pairs
            if (text is None) != (number is None)
            or (number is not None and abs(float(Decimal(text)) - number) > LISTED)
        ]

    assert faults == []
    assert {item["label"] for item in steps["edaphon.mcs/1.1", "scheme_mass"]["values"]}
    assert steps["edaphon.mcs/1.1", "scheme_mass"]["values"][0]["label"] == "S1 project"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_step_links_to_the_steps_that_it_was_made_of(language):
    page = page_text("credited", language)
    folds = re.findall(r'<summary id="(step-[^"]+)"', page)
    links = set(re.findall(r'href="#(step-[^"]+)"', page))

    assert len(folds) == len(set(folds)) == len(traced())
    assert len(links) > 200
    assert links <= set(folds)


def test_a_line_that_is_no_step_is_refused():
    with pytest.raises(EdaphonError) as refusal:
        trace_steps(b'{"kind":"step","name":1}\n', {})

    (problem,) = refusal.value.problems
    assert (problem.code, problem.where.row) == ("RECORD_FORM", 1)
