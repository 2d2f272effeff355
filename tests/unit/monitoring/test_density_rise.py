"""A rise of densities on project land alone is told: by 10 %, 739 units were 2050."""

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_documents import END, SOIL
from tests.synthetic_project import SyntheticProject


def told(folder, factor, *roles, rules=None, **design):
    project = SyntheticProject(**design)
    for role in roles:
        for row in project.rows(SOIL, campaign=END, role=role, stratum="S1"):
            row["bd"] = f"{float(row['bd']) * factor:.4f}"
    found = look(project.write(folder), rules=rules).problems
    return [item for item in found if item.code == "DENSITY_ROSE"]


@pytest.mark.parametrize("design", ["paired", "independent"])
def test_a_rise_on_project_land_alone_is_told(design, tmp_path):
    (found,) = told(tmp_path, 1.1, "project", design=design)

    assert (found.severity, found.where.file) == ("warning", SOIL)
    assert "Stratum S1" in found.found("en")
    assert "changed by +10.0 %, those of its control by +0.0 %" in found.found("en")
    assert "项目地容重变化 +10.0%，对照地 +0.0%，相差 10.0%" in found.found("zh")


@pytest.mark.parametrize(
    ("factor", "roles"),
    [
        (1.0, ()), (1.025, ("project",)), (1.1, ("project", "control")),
        (0.9, ("project",)), (1.1, ("control",)),
    ],
)  # fmt: skip
def test_a_rise_of_both_or_a_fall_is_not(factor, roles, tmp_path):
    assert not told(tmp_path, factor, *roles)


def test_older_evidence_is_told_nothing(tmp_path):
    assert not told(tmp_path, 1.1, "project", rules=5)
