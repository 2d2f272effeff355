"""Which version of the program began to write which version of the reading rules."""

import re
from collections.abc import Mapping
from types import MappingProxyType

Release = tuple[int, ...]

SINCE: Mapping[Release, int] = MappingProxyType(
    {(0, 1): 1, (0, 2): 2, (0, 3): 3, (0, 4): 4, (0, 5): 5, (0, 6): 6}
)
"""Version of the rules by the first release that wrote it; rules never go back. A
release that brings new rules adds its line, and no line is ever changed."""

FINAL = 2
"""Oldest rules of a bundle that is no draft: methods and forms were released under
them, and what calls itself final is made by that release or a later one."""

_RELEASE = re.compile(r"(?:(\d+)!)?(\d+(?:\.\d+)*)")


def least_rules(version: str, *, is_draft: bool = True) -> int:
    """Return the oldest rules that a version of the program can have written.

    Parameters
    ----------
    version
        As PEP 440 writes it. A development or pre-release counts as its release, and
        a local build as the version that it was made of.
    is_draft
        Whether the bundle says that its methods or forms may still change.

    Examples
    --------
    >>> [least_rules(version) for version in ("0.0.9", "0.1.3", "0.2.0rc1", "1.0")]
    [1, 1, 2, 2]
    >>> least_rules("0.1", is_draft=False)
    2
    """
    release = _release(version)
    known = [rules for since, rules in SINCE.items() if since <= release]
    return max([1, *known, *([] if is_draft else [FINAL])])


def _release(version: str) -> Release:
    """Return the numbers of a release without closing zeros; a later epoch is later."""
    found = _RELEASE.match(version)
    if found is None:
        return ()
    numbers = [int(part) for part in found[2].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    epoch = int(found[1] or 0)
    return (epoch * 10**9 + numbers[0], *numbers[1:]) if numbers else (epoch * 10**9,)
