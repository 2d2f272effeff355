"""Each verb of the command line explains itself, in both languages, with an example."""

import os
import re
import subprocess
import sys
from functools import cache

import pytest

from edaphon.cli.main import VERBS

SCREEN = 60
"""Lines of help that still fit a screen."""


@cache
def help_of(verb: str, language: str) -> str:
    """Return what a verb's ``--help`` prints."""
    script = "from edaphon.cli.main import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", script, "--lang", language, verb, "--help"],
        capture_output=True, text=True, check=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80"},
    )  # fmt: skip
    return run.stdout


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_help_ends_with_an_example_of_the_verb(verb):
    assert re.search(rf"edaphon {verb}\b", help_of(verb, "en").split("Options:")[-1])
    assert "Example" in help_of(verb, "en")


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_chinese_help_has_its_example_too(verb):
    assert "示例" in help_of(verb, "zh")
    assert re.search(rf"edaphon {verb}\b", help_of(verb, "zh").split("选项:")[-1])


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_chinese_help_holds_no_english_sentence(verb):
    english = re.findall(r"\b[a-z]+(?: [a-z]+){3,}\b", help_of(verb, "zh"))

    assert [words for words in english if not words.startswith("edaphon ")] == []


@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_fits_a_screen(verb, language):
    assert len(help_of(verb, language).splitlines()) <= SCREEN
