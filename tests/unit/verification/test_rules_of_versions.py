"""No version of the program is taken to have read by rules older than its own."""

import pytest

from edaphon import __version__
from edaphon.monitoring import NEWEST
from edaphon.verification.rules_of_versions import least_rules


def test_this_version_writes_the_newest_rules():
    assert least_rules(__version__) == NEWEST


@pytest.mark.parametrize(
    ("version", "rules"),
    [
        ("0.0.9", 2),
        ("0.1", 2),
        ("0.2", 2),
        ("0.3", 3),
        ("0.4", 4),
        ("0.5", 5),
        ("3.0", 6),
    ],
)
def test_what_is_final_was_read_by_the_rules_of_its_release(version, rules):
    assert least_rules(version, is_draft=False) == rules


@pytest.mark.parametrize(
    ("version", "rules"),
    [
        ("0.0.9", 1), ("0.1", 1), ("0.1.9+local.2", 1), ("0.2", 2), ("0.2.0.dev1", 2),
        ("0.2.0rc1", 2), ("0.2.99", 2), ("0.10.0", 6), ("0!0.1.0", 1),
        ("1!0.1", 6), ("0.5.0", 5), ("00.1", 1),
        ("0", 1), ("not a version", 1),
    ],
)  # fmt: skip
def test_rules_follow_from_the_numbers_of_a_release(version, rules):
    assert least_rules(version) == rules
