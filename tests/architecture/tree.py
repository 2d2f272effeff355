"""The files of this checkout, as the tests of the house read them."""

import ast
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


def python_files() -> Iterator[tuple[str, ast.Module, str]]:
    """Yield name, syntax tree and source of every Python file of the project."""
    for path in tracked_files():
        if path.suffix == ".py":
            source = path.read_text("utf-8")
            yield path.relative_to(ROOT).as_posix(), ast.parse(source), source


def rooms() -> list[Path]:
    """Return the rooms that hold code, in alphabetical order."""
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
