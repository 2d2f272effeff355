"""``edaphon new``: a project folder with templates, in English or Chinese."""

import re
import unicodedata
from pathlib import Path

import click

from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    print_refusal,
    quoted,
    say,
    text,
)
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.identity import ProjectId, parse_project
from edaphon.kernel.language import marked

STEPS = (
    marked("Fill in {folder}/project.yaml; every field has a comment."),
    marked("See what is still open: edaphon check {folder}"),
    marked(
        "Finish {folder}/plan/sampling.yaml and see what the plan may bring: edaphon "
        "plan {folder} --template"
    ),
    marked("Seal the plan before the first sample: edaphon seal {folder}"),
    marked(
        "Confirm the columns of a laboratory file: edaphon map {folder} lab/soil.xlsx"
    ),
)
"""What to do after a folder was made."""


@click.command(
    name="new",
    help=text(
        "Make the project folder DIR with project.yaml, a sampling plan, blank "
        "tables and a README, in the language of the call. Nothing that exists "
        "is overwritten."
    ),
    epilog=text("Example: edaphon new my-project --lang zh"),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--dry-run", is_flag=True, help=text("List the files, but write nothing.")
)
@json_option
def command(folder: Path, *, dry_run: bool, as_json: bool) -> None:
    """Run the verb."""
    try:
        made = make(folder, write=not dry_run)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CHECK_FAILED)
    if as_json:
        print_json({"folder": str(folder), "files": made, "written": not dry_run})
        return
    for path in made:
        echo(f"{folder}/{path}")
    if not dry_run:
        say("")
        for number, step in enumerate(STEPS, start=1):
            say(f"{number}. " + text(step).format(folder=quoted(folder)))


def make(folder: Path, *, write: bool = True) -> list[str]:
    """Make a project folder.

    Parameters
    ----------
    folder
        Folder to make; it may exist if it is empty.
    write
        False to only say what would be written.

    Returns
    -------
    list of str
        Paths of the files, in alphabetical order.

    Raises
    ------
    EdaphonError
        ``FOLDER_NOT_EMPTY``, or a problem of writing.
    """
    from edaphon.cli.scaffold import scaffold  # noqa: PLC0415 - slow to load
    from edaphon.kernel.files import explained, workspace  # noqa: PLC0415 - slow to load

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EdaphonError(
            Problem(code="FOLDER_NOT_EMPTY", where=Where(file=str(folder)))
        )
    files = scaffold(project_id(folder.resolve().name), language())
    if write:
        with explained(folder):
            folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with workspace(folder.absolute()) as made:
            for path, data in files.items():
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                (made / path).write_bytes(data)
    return list(files)


def project_id(name: str) -> ProjectId:
    """Return an identity made from a folder's name: no spaces, no slashes.

    Examples
    --------
    >>> project_id("My project (2026)")
    'My-project-2026'
    """
    from edaphon.bundle import is_file_name  # noqa: PLC0415 - slow to load

    cleaned = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", name))
    cleaned = cleaned.strip("-.")[:56].rstrip("-.")
    if not is_file_name(cleaned):
        cleaned = f"project-{cleaned}".rstrip("-")
    return parse_project(cleaned)
