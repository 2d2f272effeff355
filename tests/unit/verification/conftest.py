"""One bundle of a synthetic project, for the tests that only read it."""

import pytest

from edaphon.bundle.sealed import open_bundle
from tests.synthetic_bundle import published
from tests.synthetic_project import SyntheticProject


@pytest.fixture(scope="session")
def project_folder(tmp_path_factory):
    """Folder of a synthetic project, accounted for."""
    folder = SyntheticProject().write(tmp_path_factory.mktemp("project"))
    published(folder)
    return folder


@pytest.fixture
def bundle(project_folder):
    """Bundle of that project, opened."""
    with open_bundle(project_folder / "out/synthetic.zip") as opened:
        yield opened
