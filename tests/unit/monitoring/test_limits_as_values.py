"""A limit is no value where a smaller one, or a larger, would credit less."""

import pytest

from tests.synthetic_documents import ACTIVITY, END, START
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked

SAFE = {
    ("<", "project", START), ("<", "control", END),
    (">", "project", END), (">", "control", START),
}  # fmt: skip
"""Sides on which the limit itself credits least."""


def codes(project, folder):
    return [item.code for item in asked(project, folder)]


@pytest.mark.parametrize("sign", "<>")
@pytest.mark.parametrize("role", ["project", "control"])
@pytest.mark.parametrize("campaign", [START, END])
def test_carbon_may_be_a_limit_where_that_credits_least(tmp_path, sign, role, campaign):
    """Results below 20 read as 20: 305 units became 6,714."""
    project = SyntheticProject()
    for row in project.rows(campaign=campaign, role=role, top="0"):
        row["soc"] = f"{sign}{row['soc']}"

    is_safe = (sign, role, campaign) in SAFE

    assert codes(project, tmp_path) == ([] if is_safe else ["LIMIT_AS_VALUE"])


def test_the_cells_are_counted_and_named(tmp_path):
    project = SyntheticProject()
    for row in project.rows(campaign=END, role="project"):
        row["soc"] = f"<{row['soc']}"

    (problem,) = asked(project, tmp_path)

    count = len(project.rows(campaign=END, role="project"))
    assert f"{count} cells" in problem.found("en")
    assert " …" in problem.found("en")
    assert f"{count} 个单元格" in problem.found("zh")


@pytest.mark.parametrize("campaign", [START, END])
def test_a_density_is_never_a_limit(tmp_path, campaign):
    project = SyntheticProject()
    for row in project.rows(campaign=campaign, point="S1-P1"):
        row["bd"] = f"<{row['bd']}"

    assert codes(project, tmp_path) == ["LIMIT_AS_VALUE"]


@pytest.mark.parametrize(
    ("role", "sign", "is_safe"),
    [("baseline", "<", False), ("baseline", ">", True), ("project", "<", True),
     ("project", ">", False)],
)  # fmt: skip
def test_records_may_be_limits_where_that_credits_least(tmp_path, role, sign, is_safe):
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, role=role, item="synthetic_n_applied"):
        row["amount"] = f"{sign}{row['amount']}"

    assert codes(project, tmp_path) == ([] if is_safe else ["LIMIT_AS_VALUE"])
