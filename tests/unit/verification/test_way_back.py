"""What a reader is told to install, by version number and by code."""

from types import SimpleNamespace

from edaphon import __version__
from edaphon.kernel.environment import code_digest
from edaphon.verification.way_back import way_back


def told(version, code):
    return way_back(SimpleNamespace(version=version, code=code))["en"]


def test_another_version_is_named_to_be_installed():
    assert "pip install edaphon==0.0.9" in told("0.0.9", "sha256:1")


def test_the_same_number_with_other_code_is_told_by_its_digest():
    said = told(__version__, "sha256:1")

    assert "pip install" not in said
    assert "its code is other" in said
    assert "sha256:1" in said


def test_the_same_program_needs_the_method_only():
    assert "method pack" in told(__version__, code_digest())


def test_the_same_program_with_other_packs_needs_their_code():
    packs = {"house.test/1.0": "sha256:7"}
    same = SimpleNamespace(version=__version__, code=code_digest())
    other = SimpleNamespace(version="0.0.9", code="sha256:1")

    assert "house.test/1.0 (sha256:7)" in way_back(same, packs)["en"]
    assert "pip install" in way_back(other, packs)["en"]
