"""Fixtures that every test may use."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Tables of tests are small; threads that wait for each other cost more than they help.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A deadline by the clock fails on a busy machine and says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# Output is English unless a test says otherwise, whatever the machine speaks.
for _name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    if os.environ.get(_name, "").startswith("zh"):
        os.environ[_name] = "C.UTF-8"

ROOT = Path(__file__).resolve().parents[1]

# A program that a test starts does not compile the whole house each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".pytest_cache" / "bytecode"))

OBJECTS_BETWEEN_SEARCHES = 50_000


def pytest_collection_finish():
    """Let the search for lost memory pass over the tests, which all stay anyway."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES, 20, 20)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real measurements beside the checkout; tests that need them skip without."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("real data folder ../shared/data is not beside this checkout")
    return folder
