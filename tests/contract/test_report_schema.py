"""The machine-readable report keeps its published form, whatever the account."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from edaphon.reporting.content import VERSION
from tests.unit.reporting.cases import CASES, members
from tools import models

FORM = yaml.safe_load(models.source("report").read_bytes())


def test_published_form_is_a_valid_schema():
    Draft202012Validator.check_schema(FORM)
    assert FORM["properties"]["v"]["const"] == VERSION


@pytest.mark.parametrize("name", CASES)
def test_every_report_is_valid(name):
    report = json.loads(members(name)["report/report.json"])

    faults = [
        f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}"
        for fault in Draft202012Validator(FORM).iter_errors(report)
    ]

    assert faults == []


def test_unknown_field_is_refused():
    report = json.loads(members("credited")["report/report.json"])

    report["verified"] = True

    assert not Draft202012Validator(FORM).is_valid(report)
