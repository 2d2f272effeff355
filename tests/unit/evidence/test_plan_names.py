"""What a plan names is there, and named once: one cause is told once."""

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_documents import END, START
from tests.synthetic_project import SyntheticProject


def stopped(project, folder):
    problems = look(project.write(folder)).problems
    return [
        (item.code, item.where.path) for item in problems if item.severity != "warning"
    ]


AREAS = [{"id": "S1", "area_ha": "120"}, {"id": "S2", "area_ha": "80"}]


@pytest.mark.parametrize(("field", "value", "place"), [
    ("campaigns", [START, END, END], "campaigns/2"),
    ("campaigns", [START, START, END], "campaigns/1"),
    ("tests", ["mbc", "mbc"], "tests/1"),
    ("strata", [*AREAS, {"id": "S1"}], "strata/2"),
])  # fmt: skip
def test_a_name_that_stands_twice_is_told_once(tmp_path, field, value, place):
    project = SyntheticProject()
    project.plan[field] = value

    assert stopped(project, tmp_path) == [("ENTRY_DUPLICATE", place)]


@pytest.mark.parametrize(("field", "value", "place"), [
    ("reference_mass", {"S1": "3900", "S9": "3900"}, "reference_mass/S9"),
    ("planned_days", {"middle": "2023-10-04", END: "2024-10-04"},
     "planned_days/middle"),
    ("strata", [*AREAS, {"id": "S9"}], "strata/2"),
])  # fmt: skip
def test_a_key_that_names_nothing_is_told(tmp_path, field, value, place):
    project = SyntheticProject()
    project.plan[field] = value

    assert stopped(project, tmp_path) == [("REFERENCE_UNKNOWN", place)]
