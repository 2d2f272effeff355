"""The project document as a typed record, in which silence is a value of its own."""

from pathlib import Path

import msgspec
import pytest
from msgspec import UNSET

from edaphon.evidence.project import load
from tests.synthetic_project import SyntheticProject

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/huang-huai"


def without_silence(value):
    """Return a typed record as plain values, absent fields left out."""
    return msgspec.to_builtins(value)


@pytest.fixture
def synthetic(tmp_path):
    return SyntheticProject().write(tmp_path)


def test_the_example_is_typed_without_loss():
    project = load(EXAMPLE)

    assert without_silence(project.model) == project.document


def test_a_synthetic_project_is_typed_without_loss(synthetic):
    project = load(synthetic)

    assert without_silence(project.model) == project.document
    assert project.model.land == project.land


def test_decimals_are_the_text_that_was_typed(synthetic):
    assert load(synthetic).model.strata[0].area_ha == "120"


def test_silence_is_neither_yes_nor_no(tmp_path):
    made = SyntheticProject()
    del made.document["land"]["irrigated"]

    land = load(made.write(tmp_path)).land

    assert land.irrigated is UNSET
    assert land.wet_climate is False


def test_a_document_without_a_word_on_land_is_silent_on_all(tmp_path):
    made = SyntheticProject()
    del made.document["land"]

    assert load(made.write(tmp_path)).land.organic_soil is UNSET
