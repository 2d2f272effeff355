"""One bundle for the tests that replay it."""

import pytest

from tests.synthetic_bundle import published
from tests.synthetic_project import SyntheticProject


def awkward_project() -> SyntheticProject:
    """Return a project with shared errors, a gap, and a curve that must be solved."""
    project = SyntheticProject(strata={"S1": 61.3, "S2": 80, "S3": 7.9}, points=11)
    project.document["shared_errors"] = {"laboratory": "0.01", "bulk_density": "0.02"}
    missing = {"en": "Flooded", "zh": "积水"}
    project.document["sampling"]["missing"] = [
        {"point": "S1-P1", "campaign": "end", "reason": missing}
    ]
    project.document["sampling"]["interpolation"] = "hyman"
    project.plan["interpolation"] = "hyman"
    project.drop(point="S1-P1", campaign="end")
    return project


@pytest.fixture(scope="session")
def project_folder(tmp_path_factory):
    """Folder of a project, not yet accounted for."""
    return awkward_project().write(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def bundle(project_folder):
    """Path of its bundle."""
    return published(project_folder)
