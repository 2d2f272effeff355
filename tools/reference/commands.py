"""The command line, as its own help prints it."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator

import click

from edaphon.cli.main import VERBS
from edaphon.kernel.language import Language
from reference.markdown import Page, code, fenced
from reference.words import words_of


def pages(language: Language) -> Iterator[Page]:
    """Yield one page with the help of the command and of every verb."""
    words = words_of("commands", language)
    parts = [f"# {words['title']}\n", f"{words['lead']}\n"]
    parts.append(fenced(help_of([], language)))
    for call in _calls():
        level = "#" * (len(call) + 1)
        parts.append(f"{level} {code('edaphon ' + ' '.join(call))}\n")
        parts.append(fenced(help_of(call, language)))
    yield "command-line", "\n".join(parts)


def _calls() -> Iterator[list[str]]:
    """Yield the words of every verb and of the commands below it."""
    for verb in VERBS:
        yield [verb]
        command: click.Command = importlib.import_module(f"edaphon.cli.{verb}").command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                yield [verb, name]


def help_of(words: list[str], language: Language) -> str:
    """Return what a call with ``--help`` prints."""
    start = "from edaphon.cli.main import main; main()"
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80"}
    run = subprocess.run(
        [sys.executable, "-c", start, "--lang", language, *words, "--help"],
        env=environment, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return run.stdout
