"""A version of a pack stands on itself: its modules import no other version."""

import ast

import pytest

from tests.architecture.tree import ROOT

PACKS = ROOT / "src/edaphon/methods/packs"
VERSIONS = sorted(folder for folder in PACKS.glob("*/v*") if folder.is_dir())


def imported(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize(
    "folder", VERSIONS, ids=lambda one: f"{one.parent.name}/{one.name}"
)
def test_a_pack_imports_no_other_version(folder):
    """A copied folder that went on importing the old one would compute the old one."""
    own = f"edaphon.methods.packs.{folder.parent.name}.{folder.name}"
    others = {
        (file.name, module)
        for file in folder.glob("*.py")
        for module in imported(file)
        if module.startswith("edaphon.methods.packs.")
        and module != own
        and not module.startswith(f"{own}.")
    }

    assert others == set()
