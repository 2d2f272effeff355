"""``edaphon tables``: every value of a bundle as a workbook or a map."""

from pathlib import Path

import click

from edaphon.cli.output import (
    echo,
    exit_code,
    language,
    leave,
    print_refusal,
    quoted,
    say,
    text,
)
from edaphon.kernel.errors import EdaphonError


@click.command(
    name="tables",
    help=text(
        "Write every value of BUNDLE to FILE, so that it can be computed again by hand "
        "or by another program.\n\n"
        "FILE.xlsx holds a sheet for layers, cores, points, groups, strata, activity "
        "and years, each value with unit, symbol and equation, and inputs with their "
        "lines in account/observations.csv. FILE.gpkg is a GeoPackage of parcels and "
        "points for a GIS, with stock and change of each point."
    ),
    epilog=text("Example: edaphon tables out/my-project.zip values.xlsx"),
)
@click.argument(
    "bundle", metavar="BUNDLE", type=click.Path(exists=True, path_type=Path)
)
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help=text("Put FILE in the place of one that is there.")
)
def command(bundle: Path, target: Path, *, replace: bool) -> None:
    """Run the verb."""
    from edaphon.service import tabulate  # noqa: PLC0415 - slow to load

    try:
        count = tabulate(bundle, target, language(), replace=replace)
    except EdaphonError as error:
        print_refusal(error, as_json=False)
        if any(item.code == "FILE_EXISTS" for item in error.problems):
            say(text("With --replace the file takes the place of the one there."))
        leave(exit_code(error))
    say(text("Not replayed: edaphon replay says whether the bundle holds."))
    echo(
        text("{count} values written to {file}").format(
            count=f"{count:,}", file=quoted(target)
        )
    )
