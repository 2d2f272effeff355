"""The command ``edaphon`` and the list of its verbs."""

import difflib
import gc
import gettext
import importlib
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import click

from edaphon import __version__
from edaphon.cli.clock import fixed
from edaphon.cli.output import (
    CALL_WRONG,
    CHECK_FAILED,
    NOT_CHECKED,
    language,
    leave,
    print_refusal,
    say,
    text,
    unknown_language,
    without_language,
)
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Language, chosen_language, marked

VERBS = {
    "start": marked("Make a project of the files in a folder, question by question"),
    "new": marked("Make a project folder with templates"),
    "plan": marked("Say what the plan may bring, before anything is sampled"),
    "seal": marked("Seal the sampling plan, before the first sample"),
    "words": marked("Look up the codes, units and choices that files may hold"),
    "map": marked("Propose a column map for a laboratory file, and save it"),
    "migrate": marked("Bring project.yaml of an earlier version to this one"),
    "check": marked("List every problem of every file, in one pass"),
    "account": marked("Seal the evidence, compute, write the bundle and the reports"),
    "history": marked("Show the chain of accounts of a project, add an earlier one"),
    "replay": marked("Recompute a bundle and compare, without network or database"),
    "show": marked("Walk a figure back to clause, parameter and raw row"),
    "tables": marked("Write every value of a bundle as a workbook or a map"),
    "members": marked("List members and shares, print a statement, seal the register"),
    "method": marked("List, read and test method packs"),
    "calc": marked("Run one formula on one file"),
}
"""Verb and its one-line help; the module is ``edaphon.cli.<verb>``."""

OBJECTS_BETWEEN_SEARCHES = 50_000
"""How many objects more start a search for lost memory; a call soon gives all back."""


class Verbs(click.Group):
    """A group that imports a verb only when it is called, so that help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order in which a project meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the module of one verb."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"edaphon.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; one that is misspelt is answered with the nearest."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], VERBS, 1)
            line = text("There is no verb “{given}”.").format(given=args[0])
            if near:
                line += text(" Did you mean “{near}”?").format(near=near[0])
            raise click.UsageError(line, ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a verb; with ``--json`` a wrong call is told as JSON too.

        Whatever a verb refuses and does not print itself is printed here.
        """
        try:
            fixed()
            return super().invoke(ctx)
        except EdaphonError as refusal:
            print_refusal(refusal, as_json="--json" in (ctx.obj or ()))
            leave(CHECK_FAILED)
        except click.UsageError as error:
            if "--json" in (ctx.obj or ()):
                print_refusal(EdaphonError(_wrong_call(error, ctx)), as_json=True)
            raise

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of verbs without importing any of them."""
        rows = [(verb, text(line)) for verb, line in VERBS.items()]
        with formatter.section(text("Verbs")):
            formatter.write_dl(rows)


def _wrong_call(error: click.UsageError, ctx: click.Context) -> Problem:
    usage = (error.ctx or ctx).get_usage().partition(": ")[2]
    facts = {"message": error.format_message(), "usage": " ".join(usage.split())}
    return Problem(code="CALL_WRONG", facts=facts)


def build() -> click.Group:
    """Return the command in the language of the call."""
    group = Verbs(
        name="edaphon",
        help=text(
            "Microbial carbon accounts that anyone can replay.\n\n"
            "evidence -> method -> account -> report -> verification -> carbon units"
        ),
        epilog=text("Example: edaphon new my-project && edaphon check my-project"),
        context_settings={"help_option_names": ["-h", "--help"]},
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(["en", "zh"]),
                expose_value=False,
                help=text("Language of output; else EDAPHON_LANG, then the locale."),
            ),
        ],
    )
    version = click.version_option(__version__, message="edaphon %(version)s")
    built: click.Group = version(group)
    return built


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    interrupts: list[int] = []
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)
    try:
        _remember_interrupts(interrupts)
        _run(given)
    except (Exception, KeyboardInterrupt) as error:
        # A library that catches everything may answer an interrupt with its own error.
        if not interrupts and not isinstance(error, KeyboardInterrupt):
            _refuse_of_the_system(error)
            raise
        say(text("Stopped."))
        leave(CHECK_FAILED)


def _refuse_of_the_system(error: BaseException) -> None:
    """Tell what the system refused: output that has no room, names it cannot spell."""
    from edaphon.kernel.files import explained  # noqa: PLC0415 - not for help

    if isinstance(error, UnicodeEncodeError) and not _spells_all_names():
        say(text("File names cannot be read here; set PYTHONUTF8=1 and run again."))
        leave(CALL_WRONG)
    if isinstance(error, OSError):
        try:
            with explained(Path(str(error.filename or "stdout"))):
                raise error
        except EdaphonError as refusal:
            say(refusal.problems[0].text(language()))
        leave(NOT_CHECKED)  # 1 would say that a check failed


def _spells_all_names() -> bool:
    return sys.getfilesystemencoding().lower() in {"utf-8", "utf8"}


def _remember_interrupts(interrupts: list[int]) -> None:
    """Let a list grow with every Ctrl-C, whoever swallows it."""

    def remember(number: int, frame: FrameType | None) -> None:
        interrupts.append(number)
        signal.default_int_handler(number, frame)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, remember)


def _run(given: Sequence[str]) -> None:
    unknown = unknown_language(os.environ)
    chosen = chosen_language(given, os.environ)
    os.environ["EDAPHON_LANG"] = chosen
    _set_language_of_click(chosen)
    _print_on_any_terminal()
    words = without_language(given)
    if unknown and words == given:
        line = text("EDAPHON_LANG={given} is neither en nor zh; this is English.")
        say(line.format(given=unknown))
    build().main(args=words, prog_name="edaphon", obj=tuple(words))


def _set_language_of_click(language: Language) -> None:
    """Let click's own words, usage and errors of a call, follow the language too."""
    gettext.bindtextdomain("click", str(Path(__file__).parent / "locale"))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language


def _print_on_any_terminal() -> None:
    """Write signs that a terminal does not know as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
