"""What the verbs share: language of the call, printing, exit codes."""

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from edaphon.kernel.causes import causes
from edaphon.kernel.errors import MOST_PROBLEMS, EdaphonError, Problem
from edaphon.kernel.language import (
    LANGUAGES,
    Language,
    chosen_language,
    is_of,
    translator,
)
from edaphon.kernel.unseen import escaped

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

DONE, CHECK_FAILED, CALL_WRONG, NOT_CHECKED = 0, 1, 2, 3
"""Exit codes: done; a check failed; the call was wrong; it could not be checked."""


def unknown_language(environment: Mapping[str, str]) -> str:
    """Return what ``EDAPHON_LANG`` asks for where this program does not speak it.

    A locale such as ``zh_CN.UTF-8`` is its language.
    """
    given = environment.get("EDAPHON_LANG", "")
    return "" if any(is_of(one, given) for one in LANGUAGES) else given


def without_language(arguments: Sequence[str]) -> list[str]:
    """Return the call without ``--lang``, which may stand anywhere in it."""
    kept: list[str] = []
    skip = False
    for index, word in enumerate(arguments):
        if word == "--":
            return [*kept, *arguments[index:]]
        following = arguments[index + 1 : index + 2]
        named = word == "--lang" and following in (["en"], ["zh"])
        joined = word in {"--lang=en", "--lang=zh"}
        if not (named or joined or skip):
            kept.append(word)
        skip = named
    return kept


def language() -> Language:
    """Return the language of the running call."""
    return chosen_language((), os.environ)


def text(english: str) -> str:
    """Return a text of the command line in the language of the running call."""
    return translator("cli", language())(english)


def echo(line: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a line; what a stranger's file wrote to steer a terminal is escaped."""
    click.echo(escaped(line), err=err, nl=nl)


def say(line: str) -> None:
    """Talk to the person at the terminal, on standard error."""
    echo(line, err=True)


def quoted(path: Path) -> str:
    """Return a path as a printed command must spell it, blanks and all."""
    return shlex.quote(str(path))


def print_json(record: Any) -> None:  # noqa: ANN401 - any JSON value
    """Print one JSON document on standard output."""
    echo(json.dumps(record, ensure_ascii=False, indent=2))


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one cause a line with its places; beyond 200 only a count."""
    for line in told(problems):
        echo(line)


def told(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield problems as lines: one a cause, and below it where the others stand."""
    listed = causes(problems)
    for cause in listed[:MOST_PROBLEMS]:
        yield cause.first.text(language())
        if others := cause.others(language()):
            line = text("{count} of this kind; also: {places}")
            yield "  " + line.format(count=cause.count, places=others)
    if more := sum(cause.count for cause in listed[MOST_PROBLEMS:]):
        yield text("… and {count} more.").format(count=more)


def print_refusal(error: EdaphonError, *, as_json: bool) -> None:
    """Print why a call was refused: every problem, in words or as JSON."""
    if as_json:
        print_json({"problems": [item.as_json() for item in error.problems]})
    else:
        print_problems(error.problems)


def json_option(command: Decorated) -> Decorated:
    """Add ``--json`` to a command, as its argument ``as_json``."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help=text("Print one JSON document instead of words."),
    )(command)


WRONG_CALLS = frozenset(("BUNDLE_NOT_ONE", "FIGURE_UNKNOWN"))
"""Codes of a call that names what is not there, or something else."""


def exit_code(error: EdaphonError) -> int:
    """Return how a command that was given a bundle ends when it is refused.

    The call was wrong, this machine could not check it, or a check failed.
    """
    if {problem.code for problem in error.problems} <= WRONG_CALLS:
        return CALL_WRONG
    if any(problem.of_this_machine for problem in error.problems):
        return NOT_CHECKED
    return CHECK_FAILED


def leave(code: int) -> NoReturn:
    """End the call with an exit code."""
    sys.exit(code)
