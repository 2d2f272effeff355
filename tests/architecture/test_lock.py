"""The lock is complete, addressless and free of licences that would bind users."""

import re
import tomllib
from contextlib import suppress
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
LOCKED = {
    canonicalize_name(name): version
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE)
}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DECLARED = [
    *PYPROJECT["project"]["dependencies"],
    *PYPROJECT["dependency-groups"]["dev"],
]

STRONG_COPYLEFT = re.compile(r"(?<!L)(?:A?GPL|General Public License)")
WEAK_COPYLEFT = re.compile(r"LGPL|Lesser General Public License")


def licences(distribution: metadata.Distribution) -> list[str]:
    """Return the licences that a distribution offers, the reader may choose one."""
    fields = distribution.metadata
    expression = fields.get("License-Expression")
    if expression:
        return re.split(r"\s+OR\s+", expression)
    classifiers = fields.get_all("Classifier") or []
    offered = [line for line in classifiers if line.startswith("License ::")]
    return offered or [(fields.get("License") or "").split("\n")[0]]


def binds_users(licence: str) -> bool:
    """Return whether a licence is of the GPL or AGPL family without being lesser."""
    return bool(STRONG_COPYLEFT.search(WEAK_COPYLEFT.sub("", licence)))


def test_lock_holds_no_address():
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-i|--index|--extra|--find)", LOCK, re.MULTILINE)


def test_every_locked_package_has_its_hashes():
    entries = re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", LOCK, re.MULTILINE)
    packages = re.findall(r"^[\w.-]+==", LOCK, re.MULTILINE)

    assert len(entries) == len(packages)


def test_every_declared_dependency_is_locked_at_a_version_it_allows():
    lacking = [
        str(declared)
        for declared in map(Requirement, DECLARED)
        if not declared.specifier.contains(
            LOCKED.get(canonicalize_name(declared.name), "0"), prereleases=True
        )
    ]

    assert lacking == []


def offered_by_installed() -> dict[str, list[str]]:
    """Return the licences of each locked package that this platform has."""
    found = {}
    for name in LOCKED:
        with suppress(metadata.PackageNotFoundError):
            found[name] = licences(metadata.distribution(name))
    return found


def test_no_locked_package_binds_its_users():
    offered = offered_by_installed()

    assert len(offered) > 0.9 * len(LOCKED)
    assert {
        name: given
        for name, given in offered.items()
        if not any(given) or all(binds_users(licence) for licence in given)
    } == {}


def test_a_lesser_licence_does_not_bind_and_a_general_one_does():
    assert not binds_users("LGPL-3.0-or-later")
    assert not binds_users("GNU Lesser General Public License v3 (LGPLv3)")
    assert binds_users("GNU Affero General Public License v3")
    assert binds_users("GPL-3.0-only")
