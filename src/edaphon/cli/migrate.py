"""``edaphon migrate``: project.yaml of an earlier version becomes one of this."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    print_refusal,
    say,
    text,
)
from edaphon.kernel.errors import EdaphonError

if TYPE_CHECKING:
    from edaphon.service import Migration


@click.command(
    name="migrate",
    help=text(
        "Bring project.yaml of project folder DIR to the form that this version "
        "reads. All other lines stay as they are; the old document stays beside it as "
        "project.v1.yaml."
    ),
    epilog=text("Example: edaphon migrate my-project --dry-run"),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--dry-run", is_flag=True, help=text("Show the changes, but write nothing.")
)
@json_option
def command(folder: Path, *, dry_run: bool, as_json: bool) -> None:
    """Run the verb."""
    from edaphon.service import migrate  # noqa: PLC0415 - slow to load

    try:
        done = migrate(folder, write=not dry_run)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CHECK_FAILED)
    if as_json:
        changes = [
            {"field": item.field, "why": dict(item.why)} for item in done.changes
        ]
        print_json({"changes": changes, "written": bool(changes) and not dry_run})
        return
    _tell(folder, done, dry_run=dry_run)


def _tell(folder: Path, done: "Migration", *, dry_run: bool) -> None:
    if not done.changes:
        say(text("project.yaml is of the newest form; nothing was changed."))
        return
    for item in done.changes:
        echo(f"{item.field}: {item.why[language()]}")
    if dry_run:
        say(text("Nothing was written."))
        return
    say(text("The old document is kept at {path}.").format(path=done.kept))
    undo = f"mv {done.kept} {folder / 'project.yaml'}"
    say(text("To undo: {command}").format(command=undo))
    say(text("Next: {command}").format(command=f"edaphon check {folder}"))
