"""``edaphon seal``: seal the sampling plan, once, before the first sample."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.clock import now
from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    leave,
    print_json,
    print_problems,
    print_refusal,
    say,
    text,
)
from edaphon.kernel.errors import EdaphonError, Problem

if TYPE_CHECKING:
    from edaphon.evidence import Seal


@click.command(
    name="seal",
    help=text(
        "Seal the sampling plan of project folder DIR: its bytes and this instant "
        "are written to plan/seal.json, with the digests of a forecast and of what "
        "it was made from, where edaphon plan made one. A seal is final, and one plan "
        "names every campaign of the project. Seal before the first sample is taken."
    ),
    epilog=text("Example: edaphon seal my-project --dry-run"),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--yes", is_flag=True, help=text("Seal without asking."))
@click.option(
    "--dry-run", is_flag=True, help=text("Check and show the seal, but write nothing.")
)
@json_option
def command(folder: Path, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Run the verb."""
    try:
        warnings, made = _seal(folder, write=False)
        if not as_json:
            print_problems(warnings)
        if not dry_run and (yes or as_json or _confirmed()):
            _, made = _seal(folder, write=True)
        elif not dry_run:
            say(text("Nothing was written."))
            leave(CHECK_FAILED)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CHECK_FAILED)
    if as_json:
        told = [item.as_json() for item in warnings]
        print_json({**made.record(), "written": not dry_run, "problems": told})
        return
    print_problems(warnings)
    for path, held in sorted(made.beside.items()):
        echo(text("Beside: {path} {digest}").format(path=path, digest=held))
    echo(text("Plan:   {digest}").format(digest=made.plan))
    echo(
        text("Sealed: {instant} (by your clock; no log witnesses it)").format(
            instant=made.sealed_at
        )
    )


def _seal(folder: Path, *, write: bool) -> tuple[list[Problem], "Seal"]:
    """Check the plan and seal it; errors and questions refuse."""
    from edaphon.service import seal  # noqa: PLC0415 - slow to load

    return seal(folder, now(), write=write)


def _confirmed() -> bool:
    question = text("A seal is final: the plan can never change again. Seal it now?")
    return click.confirm(question, default=False, err=True)
