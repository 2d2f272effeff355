"""What may stand in a file that strangers will read."""

import re

import pytest

from tests.architecture.tree import text_files

FORBIDDEN = {
    "machine path": re.compile(r"(?<![\w.-])/(?:work|root|home)/[\w.]"),
    "unfinished work": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
    "naked exception": re.compile(r"^\s*except\s*:", re.MULTILINE),
    "conflict marker": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
}

GENERATED = ("requirements.lock",)


@pytest.mark.parametrize("kind", sorted(FORBIDDEN))
def test_no_file_holds(kind):
    pattern = FORBIDDEN[kind]
    found = [
        f"{name}:{content[: hit.start()].count(chr(10)) + 1}"
        for name, content in text_files()
        if name not in GENERATED
        for hit in pattern.finditer(content)
    ]

    assert found == []


def test_every_suppression_names_rule_and_reason():
    mark = "no" + "qa"
    pattern = re.compile(rf"#\s*{mark}(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \S)")
    found = [
        f"{name}:{number}"
        for name, content in text_files()
        if name.endswith(".py")
        for number, line in enumerate(content.splitlines(), start=1)
        if pattern.search(line)
    ]

    assert found == []


def test_no_source_of_the_lock_holds_an_address():
    lock = dict(text_files())["requirements.lock"]

    assert "://" not in lock
