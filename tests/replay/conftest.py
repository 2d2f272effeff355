"""One bundle for the tests that replay it."""

import shutil

import pytest

from edaphon.kernel import canonical
from edaphon.verification.steps import recomputing
from tests.synthetic_bundle import published, unpacked
from tests.synthetic_project import SyntheticProject

GATHERED, ACCOUNTED, MADE = {}, {}, {}


LOSS = "papers/loss.csv"
WITNESS = {
    "text": {"en": "The village committee saw the flood."},
    "signed_on": "2024-10-04",
    "signed_by": "Village committee",
    "file": LOSS,
}
"""Word of an independent party: without it VM0042 credits nothing."""


def awkward_project() -> SyntheticProject:
    """Return a project with archived samples, a gap, and a curve to be solved."""
    project = SyntheticProject(strata={"S1": 61.3, "S2": 7.9}, points=8)
    project.archive(1.01)
    missing = {"en": "Flooded", "zh": "积水"}
    project.document["sampling"]["missing"] = [
        {"point": "S1-P1", "campaign": "end", "reason": missing, "witness": WITNESS}
    ]
    project.tables[LOSS] = [{"point": "S1-P1", "seen": "under water"}]
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


@pytest.fixture
def folder(bundle, tmp_path):
    """The bundle unpacked, to tamper with it."""
    return unpacked(bundle, tmp_path / "bundle")


@pytest.fixture
def computed_once(monkeypatch, tmp_path_factory):
    """Compute the same evidence once: most edits leave the raw files alone."""

    def gather(folder, **options):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        key = tuple(
            (path.relative_to(folder).as_posix(), path.read_bytes()) for path in files
        )
        key = (*key, ("rules", str(options.get("rules")).encode()))
        if key not in GATHERED:
            kept = tmp_path_factory.mktemp("kept") / "project"
            shutil.copytree(folder, kept)
            GATHERED[key] = real_gather(kept, **options)
        return GATHERED[key]

    def accounts(evidence, methods, **options):
        key = (id(evidence), methods)
        if key not in ACCOUNTED:
            ACCOUNTED[key] = real_accounts(evidence, methods, **options)
        return ACCOUNTED[key]

    def members(evidence, done, *, run):
        key = (id(done), canonical.dumps(run))
        if key not in MADE:
            MADE[key] = real_members(evidence, done, run=run)
        return MADE[key]

    real_gather, real_accounts = recomputing.gather, recomputing.accounts
    real_members = recomputing.members
    monkeypatch.setattr(recomputing, "members", members)
    monkeypatch.setattr(recomputing, "accounts", accounts)
    monkeypatch.setattr(recomputing, "gather", gather)
