"""``edaphon replay``: recompute a bundle and say what a stranger now knows."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.output import (
    CALL_WRONG,
    CHECK_FAILED,
    json_option,
    leave,
    print_json,
    print_refusal,
    say,
    text,
)
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.verification import Replay

VERDICTS = {
    "identical": marked("identical"),
    "within_tolerance": marked("within tolerance"),
    "different": marked("DIFFERENT"),
    "not_compared": marked("not compared"),
}

UNDECIDED = ("METHOD_UNKNOWN", "METHOD_CHANGED")
"""Codes after which nothing can be said either way: exit 2, not 1."""


@click.command(
    name="replay",
    help=text(
        "Recompute BUNDLE (a zip or its folder) from its raw files and compare every "
        "result, without network or database.\n\n"
        "Exit 0: the same. Exit 1: something differs or the bundle is damaged. "
        "Exit 2: cannot be checked here, for example an unknown method version."
    ),
    epilog=text("Example: edaphon replay out/my-project.zip"),
)
@click.argument(
    "bundle", metavar="BUNDLE", type=click.Path(exists=True, path_type=Path)
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
@json_option
def command(
    bundle: Path, *, with_reports: bool, reverse_rows: bool, as_json: bool
) -> None:
    """Run the verb."""
    from edaphon.bundle import open_bundle  # noqa: PLC0415 - slow to load
    from edaphon.service import report_members  # noqa: PLC0415 - slow
    from edaphon.verification import replay  # noqa: PLC0415 - slow to load

    try:
        with open_bundle(bundle) as opened:
            found = replay(
                opened,
                reports=report_members if with_reports else None,
                progress=_progress,
                reverse_rows=reverse_rows,
            )
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        undecided = any(item.code in UNDECIDED for item in error.problems)
        leave(CALL_WRONG if undecided else CHECK_FAILED)
    if as_json:
        print_json(_record(found))
    else:
        _print(found)
    if not found.passed:
        leave(CHECK_FAILED)


def _progress(stage: str) -> None:
    if stage == "account":
        say(text("Computing the accounts"))
    elif stage == "reports":
        say(text("Writing the reports"))
    else:
        say(text("Reading {file}").format(file=stage))


def _print(found: "Replay") -> None:
    click.echo(text("Bundle   {id}").format(id=found.bundle))
    click.echo(text("Replayed {id}").format(id=found.manifest))
    for item in found.comparisons:
        click.echo(f"  {text(VERDICTS[item.verdict])}  {item.member}")
        for path in item.differences:
            click.echo(f"      {path}")
    for check in found.units:
        line = text("{method}: states {stated} units, replay gives {recomputed}")
        given = {"stated": check.stated, "recomputed": check.recomputed}
        click.echo(line.format(method=check.method, **given))
    click.echo(_conclusion(found))


def _conclusion(found: "Replay") -> str:
    if not found.passed and found.numbers_agree:
        return text(
            "The numbers agree to the last unit, but the reports in the bundle are not "
            "those that this version of the program writes from them."
        )
    if not found.passed:
        return text(
            "The replay does NOT agree: the bundle's numbers do not follow from its "
            "raw files."
        )
    if found.is_identical:
        return text(
            "The replay agrees to the last byte: from these raw files, this method "
            "gives these numbers. Whether the raw files tell the truth is for "
            "verification to judge."
        )
    return text(
        "The replay agrees within the stated tolerance: from these raw files, this "
        "method gives these numbers. Whether the raw files tell the truth is for "
        "verification to judge."
    )


def _record(found: "Replay") -> dict[str, object]:
    return {
        "bundle": found.bundle,
        "replayed": found.manifest,
        "passed": found.passed,
        "identical": found.is_identical,
        "members": [
            {
                "member": item.member,
                "verdict": item.verdict,
                "differences": list(item.differences),
            }
            for item in found.comparisons
        ],
        "units": [
            {
                "method": item.method,
                "stated": item.stated,
                "recomputed": item.recomputed,
                "status": item.status,
                "holds": item.holds,
            }
            for item in found.units
        ],
    }
