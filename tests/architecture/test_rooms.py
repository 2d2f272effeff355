"""Each room says what it is for, and shows others a face of about a dozen names."""

import ast
import importlib

import pytest

from tests.architecture.tree import ROOT, SOURCE, rooms

LIBRARIES = {"kernel", "schemas", "science", "cli"}
"""Rooms whose modules are public, and the one that nobody imports."""

ROOMS = {room.name: room for room in rooms()}
FACES = sorted(
    path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("__init__.pyi")
)
MOST_NAMES = {"methods": 47, "monitoring": 34, "evidence": 34, "accounting": 25}
"""Names of a face; writing a pack needs the words of the engine beside running it,
monitoring reads tables, rosters and land, and evidence papers,
plans and earlier accounts; accounting names every record of a bundle."""


def names_of(face: str) -> list[str]:
    """Return the names that a face gives."""
    tree = ast.parse((SOURCE / face / "__init__.pyi").read_text("utf-8"))
    return [
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_room_has_a_readme_of_about_ten_lines(room):
    lines = (ROOMS[room] / "README.md").read_text("utf-8").splitlines()

    assert 5 <= len([line for line in lines if line.strip()]) <= 20


def test_every_room_but_the_libraries_has_a_face_that_a_contract_keeps():
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")

    assert set(ROOMS) - LIBRARIES <= set(FACES)
    for room in set(ROOMS) - LIBRARIES:
        assert f'protected_modules = ["edaphon.{room}.**"]' in contracts, room


@pytest.mark.parametrize("face", FACES)
def test_a_face_is_small_and_every_name_of_it_is_there(face):
    package = importlib.import_module(f"edaphon.{face.replace('/', '.')}")
    names = names_of(face)

    assert len(names) == len(set(names)) <= MOST_NAMES.get(face, 24)
    for name in names:
        assert getattr(package, name) is not None
