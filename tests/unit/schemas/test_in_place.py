"""An entry is added to a list of a document; every other line stays as it is."""

import pytest
import yaml

from edaphon.schemas.in_place import entry_added

ENTRY = '{bundle: "b2"}'


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("a: 1\nearlier: none  # the first\nz: 2\n", []),
        ("a: 1\nz: 2\n", []),
        ("a: 1\nearlier:\nz: 2\n", []),
        ("a: 1\nearlier: []\nz: 2\n", []),
        ('a: 1\nearlier: [{bundle: "b1"}]\nz: 2\n', ["b1"]),
        ("a: 1\nearlier:\n  - bundle: b1\n    replaced: {en: x}\nz: 2\n", ["b1"]),
        ("a: 1\nearlier:\n- bundle: b0\n- bundle: b1\nz: 2\n", ["b0", "b1"]),
        ("a: 1\r\nearlier: none\r\nz: 2\r\n", []),
        ("a: 1\nz: 2", []),
        ("{a: 1, z: 2}", []),
    ],
)
def test_an_entry_is_added_and_nothing_else_changes(before, kept):
    after = entry_added(before, "earlier", ENTRY)

    found = yaml.safe_load(after)
    assert [item["bundle"] for item in found["earlier"]] == [*kept, "b2"]
    assert (found["a"], found["z"]) == (1, 2)
    assert ("# the first" in after) == ("# the first" in before)
