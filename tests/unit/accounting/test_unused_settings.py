"""A setting that only the sealed plan sets is told where project.yaml states it."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import look
from tests.synthetic_documents import METHODS
from tests.synthetic_project import SyntheticProject


def told(folder, rules=None):
    found = look(folder, rules=rules).problems
    return [item for item in found if item.code == "SETTING_UNUSED"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("interpolation", "linear"), ("mass", "mineral"), ("reference_mass", "4500")],
)
def test_a_setting_in_vain_is_told_and_changes_nothing(name, value, tmp_path):
    project = SyntheticProject()
    project.document["sampling"][name] = value
    folder = project.write(tmp_path / "set")
    (problem,) = told(folder)

    assert (problem.severity, problem.where.path) == ("warning", f"sampling/{name}")
    assert f"sampling.{name} is {value}" in problem.found("en")
    assert f"sampling.{name} 为 {value}" in problem.found("zh")
    assert not told(folder, rules=5)
    set_, plain = (
        accounts(one.evidence(tmp_path / name_), METHODS)
        for name_, one in (("a", project), ("b", SyntheticProject()))
    )
    assert [item.units for item in set_] == [item.units for item in plain]


def test_what_the_plan_says_too_is_not_told(tmp_path):
    project = SyntheticProject()
    project.document["sampling"]["mass"] = project.plan["mass"] = "mineral"
    project.document["sampling"]["reference_mass"] = "3900"

    assert not told(project.write(tmp_path))


def test_without_a_plan_the_reference_mass_counts(tmp_path):
    project = SyntheticProject()
    project.plan = None
    project.document["sampling"]["reference_mass"] = "3900"

    assert not told(project.write(tmp_path))
