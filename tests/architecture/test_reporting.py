"""A report shows what the records say: no engine behind it, no arithmetic in it."""

import ast

import pytest

from tests.architecture.tree import SOURCE

ROOM = SOURCE / "reporting"

MODULES = {
    path.relative_to(ROOM).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(ROOM.rglob("*.py"))
}

DRAWN = "charts/"
"""Drawing computes places on paper, which are no figures."""

DISPLAY = {
    "summary.py:_mu",  # hectares in mu, fifteen to one
    "beside.py:per_hectare_year",  # a result by hectare and year
    "beside.py:beside_estimate",  # a result beside the estimate, in percent
    "quantities.py:_closed",  # how much rounding for display can leave over
}
"""Arithmetic that puts a known figure into another form."""

COMPUTING = (ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def imported(tree):
    """Yield every module that a file imports, or imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (item.name for item in node.names)


def importing(*modules):
    """Return the files that import one of these modules, or of what they hold."""
    return [
        name
        for name, tree in MODULES.items()
        for found in imported(tree)
        for module in modules
        if f"{found}.".startswith(f"{module}.")
    ]


@pytest.mark.parametrize("room", ["methods", "monitoring", "science"])
def test_reporting_knows_no_engine(room):
    assert importing(f"edaphon.{room}") == []


def test_reporting_takes_names_of_members_and_no_account():
    taken = {
        item.name
        for tree in MODULES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "edaphon.accounting"
        for item in node.names
    }

    assert {name for name in taken if not name.isupper()} == {"method_folder"}


def test_reporting_does_no_mathematics():
    assert [
        name
        for name in importing("math", "statistics", "fractions", "numpy", "scipy")
        if not name.startswith(DRAWN)
    ] == []


def test_reporting_multiplies_and_divides_no_figure():
    found = {
        f"{name}:{function.name}"
        for name, tree in MODULES.items()
        if not name.startswith(DRAWN)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.BinOp) and isinstance(node.op, COMPUTING)
    }

    assert found == DISPLAY
