"""The bundles of the examples, made once, replay on every later commit."""

import pytest

from edaphon.bundle import open_bundle
from edaphon.verification import verify
from tests.replay.frozen import examples

NAMES = sorted(examples.listed())


def test_every_account_of_the_examples_is_frozen():
    assert NAMES == ["huang-huai", "jin-xi-2022", "jin-xi-2025"]


@pytest.mark.parametrize("name", NAMES)
def test_a_frozen_bundle_is_the_one_that_was_frozen(name):
    with open_bundle(examples.bundle_of(name)) as opened:
        assert opened.id == examples.listed()[name]["identity"]


@pytest.mark.parametrize("name", NAMES)
def test_a_frozen_bundle_replays(name):
    """Its earlier bundles lie beside it; another machine may differ in a last digit."""
    found = verify(examples.bundle_of(name))
    units = {item.method: item for item in found.units}

    assert not found.failed, [item.text("en") for item in found.findings]
    assert found.figures in {"identical", "within_tolerance"}
    assert found.method == "same"
    assert not found.draft
    assert {name: item.stated for name, item in units.items()} == {
        name: item.recomputed for name, item in units.items()
    }
    assert {name: item.stated for name, item in units.items()} == (
        examples.listed()[name]["units"]
    )


def test_nothing_is_frozen_again_silently():
    with pytest.raises(FileExistsError, match="--again"):
        examples.freeze()
