"""The records of one bundle of a synthetic project, as bytes."""

import pytest

from edaphon.bundle.sealed import open_bundle
from tests.synthetic_bundle import published
from tests.synthetic_project import SyntheticProject

FILES = {
    "account": "account/account.json",
    "evidence": "account/evidence.json",
    "manifest": "manifest.json",
    "run": "env/run.json",
    "seal": "plan/seal.json",
    "description": "method/edaphon.mcs-1.1/description.json",
}


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Bytes of every record by kind, the trace among them."""
    folder = SyntheticProject().write(tmp_path_factory.mktemp("project"))
    with open_bundle(published(folder)) as bundle:
        found = {kind: bundle.read(file) for kind, file in FILES.items()}
        return found | {"trace": bundle.read("account/trace.jsonl")}
