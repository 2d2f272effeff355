"""Modules have one subject, functions fit on a screen, names say what is inside."""

import ast

from tests.architecture.tree import python_files, tracked_files

MOST_LINES = 599
MOST_LINES_MADE = 699
USUAL_MOST_LINES = 400
MOST_LINES_OF_FUNCTION = 40

LONGER_MODULES: dict[str, str] = {}
"""Module between 400 and 600 lines, and why it is not split."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}

MODULES = {name: source for name, _tree, source in python_files()}
FUNCTIONS = {
    f"{name}:{node.name}:{node.lineno}": node
    for name, tree, _source in python_files()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
}


def lines_of_code(place: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, without docstring, comment and blank.

    In tests and benchmarks a dictionary counts as its first line: a made-up
    document is read as data, not as code.
    """
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if not body:
        return 0
    source = MODULES[place.partition(":")[0]].splitlines()
    counted = set(range(body[0].lineno, (body[-1].end_lineno or 0) + 1))
    if place.startswith(("tests/", "benchmarks/")):
        counted -= lines_of_data(node)
    lines = [source[number - 1].strip() for number in counted]
    return len([line for line in lines if line and not line.startswith("#")])


def lines_of_data(node: ast.AST) -> set[int]:
    """Return the lines of every dictionary but its first."""
    return {
        line
        for item in ast.walk(node)
        if isinstance(item, ast.Dict)
        for line in range(item.lineno + 1, (item.end_lineno or item.lineno) + 1)
    }


MADE = "src/edaphon/schemas/models/"
"""Types that a tool makes from the schemas; nobody writes them."""


def is_test(name: str) -> bool:
    """Return whether a module holds tests, whose cases are read one by one."""
    return name.startswith("tests/")


def most_lines(name: str) -> int:
    """Return how long a module may be."""
    if name.startswith(MADE):
        return MOST_LINES_MADE
    longer = name in LONGER_MODULES or is_test(name)
    return MOST_LINES if longer else USUAL_MOST_LINES


def test_every_module_is_small():
    lengths = {name: len(source.splitlines()) for name, source in MODULES.items()}

    assert {
        name: length for name, length in lengths.items() if length > most_lines(name)
    } == {}


def test_exceptions_for_longer_modules_are_still_needed():
    lengths = {name: len(MODULES[name].splitlines()) for name in LONGER_MODULES}

    assert all(length > USUAL_MOST_LINES for length in lengths.values())


def test_functions_fit_on_a_screen():
    long = {
        place: lines_of_code(place, node)
        for place, node in FUNCTIONS.items()
        if lines_of_code(place, node) > MOST_LINES_OF_FUNCTION
    }

    assert long == {}


def test_no_file_is_named_for_being_leftover():
    named = [path for path in tracked_files() if path.stem.lower() in FORBIDDEN_NAMES]

    assert named == []
