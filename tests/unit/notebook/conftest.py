"""One synthetic project with its bundle, for the tests that only look at it."""

import pytest

import edaphon
from tests.synthetic_bundle import published
from tests.synthetic_project import SyntheticProject


@pytest.fixture(scope="session")
def project_folder(tmp_path_factory):
    """Folder of a synthetic project, accounted for."""
    folder = SyntheticProject().write(tmp_path_factory.mktemp("notebook"))
    published(folder)
    return folder


@pytest.fixture(scope="session")
def project(project_folder):
    """That folder, opened in English."""
    return edaphon.open(project_folder, lang="en")


@pytest.fixture(scope="session")
def sealed(project_folder):
    """Its bundle, opened in Chinese."""
    return edaphon.open(project_folder / "out/synthetic.zip", lang="zh")
