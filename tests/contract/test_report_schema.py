"""The machine-readable report keeps its published form, whatever the account."""

import json

import pytest
from jsonschema import Draft202012Validator

from edaphon.reporting.content import VERSION, published_form
from tests.unit.reporting.cases import CASES, members


def test_published_form_is_a_valid_schema():
    form = published_form()

    Draft202012Validator.check_schema(form)
    assert form["properties"]["v"]["const"] == VERSION


@pytest.mark.parametrize("name", CASES)
def test_every_report_is_valid(name):
    report = json.loads(members(name)["report/report.json"])

    faults = [
        f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}"
        for fault in Draft202012Validator(published_form()).iter_errors(report)
    ]

    assert faults == []


def test_unknown_field_is_refused():
    report = json.loads(members("credited")["report/report.json"])

    report["verified"] = True

    assert not Draft202012Validator(published_form()).is_valid(report)
