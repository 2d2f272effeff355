"""Each room says what it is for, and its public face changes only on purpose."""

import ast

import pytest
import yaml

from tests.architecture.tree import ROOT, rooms

PINNED = ROOT / "tests" / "architecture" / "public_names.yaml"
ROOMS = {room.name: room for room in rooms()}


def names_of(room_name: str) -> list[str]:
    """Return the public names that a room's ``__init__`` gives."""
    tree = ast.parse((ROOMS[room_name] / "__init__.py").read_text("utf-8"))
    found: set[str] = set()
    for node in tree.body:
        match node:
            case ast.ImportFrom(names=names):
                found.update(alias.asname or alias.name for alias in names)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.add(name)
    return sorted(name for name in found if not name.startswith("_"))


def modules_of(room_name: str) -> list[str]:
    """Return the public modules and subpackages of a room."""
    folder = ROOMS[room_name]
    modules = [path.stem for path in folder.glob("*.py")]
    packages = [path.parent.name for path in folder.glob("*/__init__.py")]
    return sorted(name for name in [*modules, *packages] if not name.startswith("_"))


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_room_has_a_readme_of_about_ten_lines(room):
    lines = (ROOMS[room] / "README.md").read_text("utf-8").splitlines()

    assert 5 <= len([line for line in lines if line.strip()]) <= 20


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_public_face_of_the_room_is_the_pinned_one(room):
    pinned = yaml.safe_load(PINNED.read_text("utf-8"))[room]

    assert {"names": names_of(room), "modules": modules_of(room)} == pinned


def test_no_pinned_room_is_gone():
    assert set(yaml.safe_load(PINNED.read_text("utf-8"))) <= set(ROOMS)
