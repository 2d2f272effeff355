"""The shape of every calculation: files in, one table out, columns in its help."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from edaphon.cli.calculations.columns import Column
from edaphon.cli.calculations.results import Result
from edaphon.cli.calculations.tables import DEPTHS, Form, Table
from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    language,
    leave,
    print_json,
    say,
    text,
    told,
)
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.files import write_atomically
from edaphon.kernel.language import marked
from edaphon.kernel.units import display

Run = Callable[..., Result]
"""Computes: ``run(paths, form, **options)``."""


class Calculation(click.Command):
    """A command whose help lists the columns that it reads and writes."""

    def __init__(
        self,
        name: str,
        run: Run,
        *,
        about: str,
        example: str,
        reads: Sequence[Column],
        writes: Sequence[tuple[str, str]],
        options: Sequence[click.Option] = (),
    ) -> None:
        super().__init__(
            name,
            callback=self._call,
            params=[_files(), *options, *_shared_options()],
            help=text(about),
            epilog=text("Example") + _colon() + example,
        )
        self.run = run
        self.reads = reads
        self.writes = writes

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the columns, then the options."""
        with formatter.section(text("Columns read")):
            formatter.write_dl([_described(column) for column in self.reads])
        with formatter.section(text("Columns written")):
            formatter.write_dl([(name, text(meaning)) for name, meaning in self.writes])
        super().format_options(ctx, formatter)

    def _call(
        self,
        files: tuple[Path, ...],
        output: Path | None,
        as_json: bool,
        **options: Any,  # noqa: ANN401 - options differ between calculations
    ) -> None:
        form = Form(
            encoding=options.pop("encoding"),
            sheet=options.pop("sheet"),
            decimal=options.pop("decimal"),
            missing=options.pop("missing"),
            units=_units(options.pop("units")),
        )
        try:
            result = self.run(files, form, **options)
            _tell(form.tables)
            _give(result, output, as_json=as_json)
        except EdaphonError as error:
            _refuse(error.problems, as_json=as_json)


def choice(name: str, values: Sequence[str], about: str) -> click.Option:
    """Return an option with a fixed list of values, the first its default."""
    return click.Option(
        [name],
        type=click.Choice(list(values)),
        default=values[0],
        show_default=True,
        help=text(about),
    )


def number(name: str, default: float | None, about: str) -> click.Option:
    """Return an option that takes one number."""
    return click.Option(
        [name],
        type=float,
        default=default,
        show_default=default is not None,
        help=text(about),
    )


def named(name: str, about: str) -> click.Option:
    """Return an option that takes a word of the table, none by default."""
    return click.Option([name], default="", metavar="NAME", help=text(about))


def _files() -> click.Argument:
    return click.Argument(
        ["files"],
        nargs=-1,
        required=True,
        metavar="FILE...",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    )


def _shared_options() -> list[click.Option]:
    return [
        click.Option(
            ["--encoding"], help=text("Encoding of the files, such as gb18030.")
        ),
        click.Option(["--sheet"], help=text("Sheet of a workbook.")),
        click.Option(
            ["--decimal"],
            type=click.Choice([".", ","]),
            default=".",
            show_default=True,
            help=text("Decimal sign of the files."),
        ),
        click.Option(
            ["--missing"],
            multiple=True,
            help=text("Code for a missing value besides empty and NA."),
        ),
        click.Option(
            ["--unit", "units"],
            multiple=True,
            metavar="HEADER=UNIT",
            help=text("Unit of a column whose header states none: soc=g/kg."),
        ),
        click.Option(
            ["-o", "--output"],
            type=click.Path(dir_okay=False, path_type=Path),
            help=text("Write the table to this file."),
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=text("Write JSON.")),
    ]


def _units(given: Sequence[str]) -> dict[str, str]:
    """Return the units that a call says, by header."""
    from edaphon.evidence import unit_code  # noqa: PLC0415 - help is printed without it

    units: dict[str, str] = {}
    for word in given:
        header, _, unit = word.rpartition("=")
        code = unit_code(unit)
        if not header or not code:
            message = text("--unit takes a header and a unit that is known: {given}")
            raise click.UsageError(message.format(given=word))
        units[header] = code
    return units


def _described(column: Column) -> tuple[str, str]:
    unit = f" [{shown_unit(column)}]" if shown_unit(column) else ""
    optional = f" ({text(marked('optional'))})" if column.optional else ""
    return (
        column.code,
        f"{text(column.meaning)}{unit}{optional}{_colon()}{column.names}",
    )


def shown_unit(column: Column) -> str:
    """Return the unit of a column that states none, as people write it."""
    if not column.limited:
        return ""
    if column.code in DEPTHS:
        return "cm"
    entry = column.entry_for(None)
    return display(entry.unit, language()) if entry else ""


def _tell(tables: Sequence[Table]) -> None:
    """Say which depths were taken for centimetres and which columns nobody read."""
    depths = [table.header[place] for table in tables for place in table.assumed]
    if depths:
        listed = ", ".join(dict.fromkeys(depths))
        say(text("Taken for centimetres: {columns}.").format(columns=listed))
    unread = [
        header
        for table in tables
        for place, header in enumerate(table.header)
        if header and place not in table.used
    ]
    if unread:
        listed = ", ".join(dict.fromkeys(unread))
        say(text("Columns not read: {columns}.").format(columns=listed))


def _colon() -> str:
    return "：" if language() == "zh" else ": "


def _give(result: Result, output: Path | None, *, as_json: bool) -> None:
    if output is None:
        if as_json:
            print_json(result.as_json())
        else:
            echo(result.csv(), nl=False)
        return
    import json  # noqa: PLC0415 - only when a JSON file is asked for

    document = json.dumps(result.as_json(), ensure_ascii=False, indent=2) + "\n"
    content = document if as_json else result.csv()
    write_atomically(output, content.encode("utf-8"))
    say(text("{count} rows written to {file}.").format(
        count=len(result.rows), file=output
    ))  # fmt: skip


def _refuse(problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        print_json({"problems": [problem.as_json() for problem in problems]})
    for line in told(problems):
        say(line)
    if any(problem.severity == "question" for problem in problems):
        say(text("Here --encoding, --sheet and --decimal answer for project.yaml."))
    leave(CHECK_FAILED)
