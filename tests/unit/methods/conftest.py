"""A stranger's pack, on the path and announced."""

import pytest

from tests.unit.methods.strangers import forget, write_stranger


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """The folder of a stranger's package that brings one pack."""
    monkeypatch.syspath_prepend(str(tmp_path))
    yield write_stranger(tmp_path)
    forget("stranger_soil")
