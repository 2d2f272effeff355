"""``edaphon account`` killed at any moment leaves the old results or the new ones."""

import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from edaphon.bundle.sealed import open_bundle
from edaphon.kernel.files import CRASH_POINTS
from edaphon.verification import verify
from tests.replay.program import called, started
from tests.synthetic_bundle import copied, published, stand_in
from tests.synthetic_project import SyntheticProject

OWN_POINTS = (
    "account.before_write", "account.bundle_written", "account.reports_written",
)  # fmt: skip

REACHED = [point for point in CRASH_POINTS if point != "folder.aside"]
"""``folder.aside`` is for systems that cannot exchange two folders in one step."""

IN_A_FIRST_RUN = ("account.bundle_written", "folder.synced", "folder.swapped")

KILLS = 14

CRASHED = 137


LATER = "1780000000"
"""When a call is made that crashes [s since 1970]: another time than of the old run."""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Folder of a small project."""
    project = SyntheticProject(strata={"S1": 100}, points=4, controls=3)
    return project.write(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def accounted(source, tmp_path_factory):
    """Folder of the same project with the results of a run."""
    folder = copied(source, tmp_path_factory.mktemp("accounted") / "project")
    published(folder)
    return folder


def litter(folder):
    """Return what a killed call left that no reader should see."""
    return sorted(path.name for path in folder.rglob(".*"))


@cache
def is_identical(bundle):
    """Tell whether a bundle replays to its own bytes; the same bytes do so once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "synthetic.zip"
        path.write_bytes(bundle)
        return verify(path, reports=stand_in).is_identical


def check_results(folder, *, may_be_none):
    """Check that ``out`` holds one whole run or, if that is allowed, nothing."""
    out = folder / "out"
    if may_be_none and not out.exists():
        return
    assert is_identical((out / "synthetic.zip").read_bytes())
    with open_bundle(out / "synthetic.zip") as bundle:
        for name in ("report.en.html", "report.json"):
            report = (out / "synthetic" / name).read_bytes()
            assert report == bundle.read(f"report/{name}")


def check_next_run(folder):
    """Check that the next call succeeds and leaves nothing but its results."""
    published(folder)

    check_results(folder, may_be_none=False)
    assert litter(folder) == []
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "synthetic", "synthetic.zip",
    ]  # fmt: skip


def check_crash(folder, point, *, may_be_none):
    more = {"EDAPHON_CRASH_AT": point, "SOURCE_DATE_EPOCH": LATER}
    run = called("account", folder, more=more)

    assert run.returncode == CRASHED, run.stderr
    check_results(folder, may_be_none=may_be_none)
    check_next_run(folder)


@pytest.mark.parametrize("point", IN_A_FIRST_RUN)
def test_a_crash_of_the_first_run_leaves_nothing_or_all(point, source, tmp_path):
    check_crash(copied(source, tmp_path / "project"), point, may_be_none=True)


@pytest.mark.parametrize("point", [*OWN_POINTS, *REACHED])
def test_a_crash_of_a_later_run_leaves_the_old_or_the_new(point, accounted, tmp_path):
    folder = Path(shutil.copytree(accounted, tmp_path / "project"))

    check_crash(folder, point, may_be_none=False)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_kill_nine_at_random_moments(source, tmp_path):
    """Every second call is killed once its modules are loaded, at its real work."""
    moments = np.random.default_rng(20260504)
    folder = copied(source, tmp_path / "project")
    ended = []
    for kill in range(KILLS):
        has_results = (folder / "out").exists()
        works = kill % 2 == 1
        process = started("account", folder, **({"READY": "1"} if works else {}))
        if works:
            assert process.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0.0, 0.5) if works else moments.uniform(0.02, 1.5))
        process.kill()
        process.communicate(timeout=60)
        ended.append(process.returncode)

        check_results(folder, may_be_none=not has_results)

    assert ended.count(-9) >= KILLS // 2, "too few calls were killed at work"
    check_next_run(folder)
