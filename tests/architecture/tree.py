"""The files of this checkout, as the tests of the house read them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "edaphon"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file of the project, also those not yet committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    return tuple(ROOT / name for name in sorted(listed) if (ROOT / name).is_file())


def text_files() -> Iterator[tuple[str, str]]:
    """Yield name and content of every file of the project that is UTF-8 text."""
    for path in tracked_files():
        content = path.read_bytes()
        try:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8")
        except UnicodeDecodeError:
            continue


@cache
def python_files() -> tuple[tuple[str, ast.Module, str], ...]:
    """Return name, syntax tree and source of every Python file of the project."""
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(source), source)
        for path in tracked_files()
        if path.suffix == ".py"
        for source in [path.read_text("utf-8")]
    )


def trees_under(folder: str) -> Iterator[ast.Module]:
    """Yield the syntax tree of every Python file whose path starts so."""
    for name, tree, _source in python_files():
        if name.startswith(folder):
            yield tree


def strings_of(tree: ast.Module) -> set[str]:
    """Return every text of a module that its code reads: no comment, no docstring."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in told
    }


def words_of_strings(tree: ast.Module) -> set[str]:
    """Return every word of the texts that a module's code reads."""
    return {word for text in strings_of(tree) for word in re.findall(r"\w+", text)}


def functions_of(tree: ast.Module) -> set[str]:
    """Return the names of the functions that a module defines."""
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def rooms() -> list[Path]:
    """Return the rooms that hold code, in alphabetical order."""
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
