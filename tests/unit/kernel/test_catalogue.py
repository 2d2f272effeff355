"""Every code that the program names is in the catalogue, once, in both languages."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from edaphon.kernel import errors
from edaphon.kernel.errors import Entry, catalogue

SOURCE = Path(errors.__file__).resolve().parents[1]
FOLDER = SOURCE / "kernel" / "catalogue"
WORD = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}")
CALLS = {"Problem", "problem", "refusal", "_problem", "_refusal"}


def named_codes() -> dict[str, str]:
    """Return every code given to a call that makes a problem, with its file."""
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in CALLS:
                given = [
                    *node.args[:1],
                    *(k.value for k in node.keywords if k.arg == "code"),
                ]
                for value in given:
                    if isinstance(value, ast.Constant) and WORD.fullmatch(
                        str(value.value)
                    ):
                        found[value.value] = str(file.relative_to(SOURCE))
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def texts(entry: Entry) -> dict[str, dict[str, str]]:
    parts = ("title", "found", "needed", "remedy")
    return {part: dict(getattr(entry, part)) for part in parts}


def test_every_code_that_the_program_names_is_in_the_catalogue():
    named = named_codes()

    assert {code: file for code, file in named.items() if code not in catalogue()} == {}
    assert len(named) > 60


def alike(said: dict[str, str]) -> bool:
    """Return whether a text stands in both languages and fills the same names."""
    if sorted(said) != ["en", "zh"] or not all(said.values()):
        return False
    english, chinese = (set(PLACEHOLDER.findall(said[it])) for it in ("en", "zh"))
    return english == chinese


def test_every_text_of_a_code_stands_in_both_languages_alike():
    differing = [
        (code, part)
        for code, entry in catalogue().items()
        for part, said in texts(entry).items()
        if not alike(said)
    ]

    assert differing == []


def test_the_catalogue_is_sorted_and_holds_every_file():
    assert list(catalogue()) == sorted(catalogue())
    listed = [
        code
        for file in FOLDER.glob("*.yaml")
        for code in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    ]
    assert sorted(listed) == list(catalogue())


def test_a_code_that_stands_twice_is_a_mistake_of_ours(tmp_path, monkeypatch):
    entry = "A_B: {severity: error, title: {}, found: {}, needed: {}, remedy: {}}\n"
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "catalogue").mkdir(exist_ok=True)
        (tmp_path / "catalogue" / name).write_text(entry)
    (tmp_path / "catalogue" / "notes.txt").write_text("not yaml")
    monkeypatch.setattr(errors.resources, "files", lambda _: tmp_path)

    with pytest.raises(ValueError, match="A_B stands twice"):
        catalogue.__wrapped__()


COMMAND = re.compile(r"`[^`]*`|pip install [^\s)）]*")
"""A text that a person may copy into a terminal."""

IN_COMMANDS = {
    ("CALL_WRONG", "usage"),  # our own words
    ("LAND_SILENT", "field"),  # one of our own names
    ("RECORD_VERSION", "version"),  # a version as PEP 440 writes it, or ?
}


def test_no_text_of_a_stranger_stands_inside_a_command():
    found = {
        (code, name)
        for code, entry in catalogue().items()
        for said in texts(entry).values()
        for text in said.values()
        for command in COMMAND.findall(text)
        for name in PLACEHOLDER.findall(command)
    }

    assert found == IN_COMMANDS
