"""Records are typed: what passes as "any mapping" may only become less."""

import ast

import pytest

from tests.architecture.tree import ROOT

MOST = {"mappings": 134, "documents": 2}
"""Uses today. Lower a number when a room is typed; never raise one."""


def modules():
    for file in sorted((ROOT / "src/edaphon").rglob("*.py")):
        if "models" not in file.parts:
            yield ast.parse(file.read_text("utf-8"))


def is_any_mapping(node):
    """Tell whether a type is a mapping from text to anything."""
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"dict", "Mapping", "MutableMapping"}
        and isinstance(node.slice, ast.Tuple)
        and [getattr(item, "id", "") for item in node.slice.elts] == ["str", "Any"]
    )


def is_raw_document(node):
    """Tell whether the untyped project document is asked for something."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "document"
        and "project" in ast.unparse(node.value)
    )


def count(is_one):
    return sum(is_one(node) for tree in modules() for node in ast.walk(tree))


@pytest.mark.parametrize(
    ("what", "is_one"), [("mappings", is_any_mapping), ("documents", is_raw_document)]
)
def test_untyped_uses_only_become_fewer(what, is_one):
    found = count(is_one)

    assert found <= MOST[what], "type it: see docs/adr/0015"
    assert found >= MOST[what] - 10, f"well done: lower MOST[{what!r}] to {found}"


def test_a_use_is_found_where_it_stands():
    tree = ast.parse("a: dict[str, Any]\nb: Mapping[str, int]\nc = x.project.document")

    assert sum(map(is_any_mapping, ast.walk(tree))) == 1
    assert sum(map(is_raw_document, ast.walk(tree))) == 1
