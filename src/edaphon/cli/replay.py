"""``edaphon replay``: run the list of checks and say what a stranger now knows."""

import time
from pathlib import Path

import click

from edaphon.cli.output import (
    CALL_WRONG,
    exit_code,
    json_option,
    leave,
    print_json,
    print_refusal,
    say,
    text,
)
from edaphon.cli.replay_words import print_verification
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import marked

STAGES = {
    "opening": marked("Comparing every file with the manifest"),
    "account": marked("Computing the accounts"),
    "reports": marked("Writing the reports"),
    "members": marked("Comparing the other files"),
}


@click.command(
    name="replay",
    help=text(
        "Run the list of checks over BUNDLE (a zip or its folder): recompute it from "
        "its raw files and compare every file, without network or database.\n\n"
        "Exit 0: every check passed. Exit 1: a check failed. Exit 2: the call was "
        "wrong. Exit 3: a check could not be made here, for example because another "
        "version made the bundle. Checks that need a log do not count unless asked by "
        "--require."
    ),
    epilog=text("Example: edaphon replay out/my-project.zip"),
)
@click.argument(
    "bundle", metavar="BUNDLE", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--log-key",
    default="",
    metavar="KEY",
    help=text("Public key of the log, name+hex+base64."),
)
@click.option(
    "--require",
    "required",
    multiple=True,
    type=int,
    metavar="N",
    help=text("Ask an answer of check N too; may be repeated."),
)
@click.option(
    "--reports/--no-reports",
    "with_reports",
    default=True,
    help=text("Make the reports again and compare them too (default)."),
)
@click.option(
    "--reverse-rows",
    is_flag=True,
    help=text("Read every table from its last row: nothing may change."),
)
@click.option(
    "--earlier",
    multiple=True,
    metavar="ZIP",
    type=click.Path(exists=True, path_type=Path),
    help=text(
        "Bundle of an earlier account that BUNDLE stands on, recomputed too; may be "
        "repeated. Those in the folder of BUNDLE are found by themselves."
    ),
)
@json_option
def command(
    bundle: Path,
    *,
    log_key: str,
    required: tuple[int, ...],
    with_reports: bool,
    reverse_rows: bool,
    earlier: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Run the verb."""
    from edaphon.service import report_members  # noqa: PLC0415 - slow
    from edaphon.verification import json_record, verify  # noqa: PLC0415 - slow to load

    _check_call(log_key, required, as_json=as_json)
    began = time.monotonic()
    try:
        found = verify(
            bundle,
            reports=report_members if with_reports else None,
            progress=_progress,
            reverse_rows=reverse_rows,
            earlier=earlier,
        )
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(exit_code(error))
    say(text("Done in {seconds} s.").format(seconds=f"{time.monotonic() - began:.1f}"))
    if as_json:
        print_json(json_record(found, required))
    else:
        print_verification(found, required)
    if code := found.exit_code(required):
        leave(code)


def _check_call(log_key: str, required: tuple[int, ...], *, as_json: bool) -> None:
    """Refuse a key that is none, and a check that is not in the list."""
    from edaphon.verification import checks, read_log_key  # noqa: PLC0415 - slow

    known = [item.number for item in checks()]
    for number in required:
        if number not in known:
            line = text("There is no check {number}; the list goes from 1 to {last}.")
            raise click.UsageError(line.format(number=number, last=max(known)))
    if log_key:
        try:
            read_log_key(log_key)
        except EdaphonError as error:
            print_refusal(error, as_json=as_json)
            leave(CALL_WRONG)


def _progress(stage: str) -> None:
    known = STAGES.get(stage)
    say(text(known) if known else text("Reading {file}").format(file=stage))
