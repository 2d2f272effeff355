"""``edaphon check``: every problem of every file, in one pass."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edaphon.cli.clock import now
from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    quoted,
    say,
    text,
)
from edaphon.kernel.causes import Cause, causes, severities
from edaphon.kernel.errors import MOST_PROBLEMS, Problem, Severity, each_once
from edaphon.kernel.language import marked
from edaphon.kernel.unseen import escaped

if TYPE_CHECKING:
    from edaphon.evidence import Project
    from edaphon.monitoring import Imported

BIG = 5_000_000
"""Size from which reading a file is announced [bytes]."""

SEVERITIES: Mapping[Severity, str] = {
    "error": marked("error"),
    "question": marked("question"),
    "warning": marked("warning"),
}
COUNTS: Mapping[Severity, str] = {
    "error": marked("Errors: {count}"),
    "question": marked("questions: {count}"),
    "warning": marked("warnings: {count}"),
}

UNPAID = {"NOT_CREDITED", "UNITS_UNKNOWN"}
"""Codes of what leaves a method without credit although an account may be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of a project folder found."""

    problems: tuple[Problem, ...]
    """Every problem of every file, each once, in the order of the files."""
    of_forecast: tuple[Problem, ...] = ()
    """Those among them that stop a forecast, on which no account rests."""
    project: "Project | None" = None
    """The project, None when its document is not sound yet."""
    imported: "Imported | None" = None
    """What the data files gave, None when they were not read."""
    counts: Counter[Severity] = field(default_factory=Counter)
    """Problems by severity."""

    @property
    def is_ready(self) -> bool:
        """Whether an account may rest on the folder: no error, no open question."""
        return not any(
            one.stops() for one in self.problems if one not in self.of_forecast
        )

    @property
    def forecast_waits(self) -> bool:
        """Whether `edaphon plan` would be refused for its own files."""
        return any(one.stops() for one in self.of_forecast)


@click.command(
    name="check",
    help=text(
        "List every problem of every file of project folder DIR in one pass: "
        "project.yaml, sampling plan, expectations and costs, parcels and data files. "
        "Errors stop an account, questions wait for an answer in the file that they "
        "name, warnings only tell, also of what would be credited nothing. What is "
        "wrong with plan/expected.yaml or plan/costs.csv stops edaphon plan alone.\n\n"
        "Exit 0 when an account may be made, 1 when an error or a question stops it."
    ),
    epilog=text("Example: edaphon check my-project"),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Run the verb."""
    found = checked(folder, quiet=as_json)
    if as_json:
        print_json(_record(folder, found))
    else:
        _print(folder, found)
    if not found.is_ready:
        leave(CHECK_FAILED)


def checked(folder: Path, *, quiet: bool = False) -> Checked:
    """Check a project folder.

    Parameters
    ----------
    folder
        Project folder.
    quiet
        Do not announce big files.

    Returns
    -------
    Checked
        All problems, and what could be read.
    """
    from edaphon.planning import expectation_problems  # noqa: PLC0415 - slow to load
    from edaphon.service import (  # noqa: PLC0415 - slow to load
        credit_problems,
        prepared,
    )

    progress = None if quiet else _announced(folder)
    done = prepared(folder, now=now(), progress=progress)
    forecast = expectation_problems(folder)
    once = each_once((*done.problems, *credit_problems(done), *forecast))
    return Checked(
        problems=once,
        of_forecast=forecast,
        project=done.look.project,
        imported=done.look.imported,
        counts=severities(once),
    )


def _announced(folder: Path) -> Any:  # noqa: ANN401 - a progress function
    def announce(path: str) -> None:
        file = folder / path
        if file.is_file() and file.stat().st_size >= BIG:
            say(text("Reading {file}").format(file=path))

    return announce


# --- Showing ----------------------------------------------------------------------


def _print(folder: Path, found: Checked) -> None:
    for file, problems in _by_file(found.problems):
        click.secho(escaped(file), bold=True)
        listed = causes(problems)
        for cause in listed[:MOST_PROBLEMS]:
            click.echo("\n".join(_lines(cause)))
        if more := sum(cause.count for cause in listed[MOST_PROBLEMS:]):
            echo("  " + text("… and {count} more.").format(count=more))
        echo("")
    if found.problems:
        counts = [
            text(COUNTS[kind]).format(count=found.counts[kind]) for kind in COUNTS
        ]
        echo(text(", ").join(counts) + text("."))
    else:
        echo(text("No problems found."))
    if found.imported is not None and found.is_ready:
        echo(_summary(found.imported))
    if found.forecast_waits:
        say(
            text(
                "What stops in plan/expected.yaml and plan/costs.csv stops edaphon "
                "plan and no account."
            )
        )
    say(_outlook(folder, found))


def _outlook(folder: Path, found: Checked) -> str:
    """Return what can be done next."""
    if found.project is None:
        return text("Data files are read once project.yaml is complete.")
    if found.is_ready and any(one.code in UNPAID for one in found.problems):
        line = text(
            "Ready, but see the warnings of methods that would credit nothing: "
            "edaphon account {folder}"
        )
        return line.format(folder=quoted(folder))
    if found.is_ready:
        return text("Ready: edaphon account {folder}").format(folder=quoted(folder))
    account = [one for one in found.problems if one not in found.of_forecast]
    stopping = {one.code for one in account if one.stops()}
    if stopping == {"RUN_BEFORE_PERIOD_END"}:
        return text(
            "Nothing is wrong so far; an account can be made once the period has ended."
        )
    if any(one.severity == "error" for one in account):
        return text("Correct the errors and check again.")
    return text("Nothing is wrong; an account waits for the answers.")


def _by_file(problems: Sequence[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.where.file or text("(project)"), []).append(problem)
    yield from files.items()


def _lines(cause: Cause) -> Iterator[str]:
    """Yield a cause: where and what, what is needed, what to do, where else."""
    spoken, problem = language(), cause.first
    place = problem.where.text(spoken).removeprefix(problem.where.file).lstrip("，, ")
    colours = {"error": "red", "question": "yellow", "warning": "blue"}
    kind = click.style(text(SEVERITIES[problem.severity]), fg=colours[problem.severity])
    number = text("{count} of this kind").format(count=cause.count)
    head = (f"  {kind}", problem.code, place, number if cause.count > 1 else "")
    yield "  ".join(word for word in head if word)
    yield f"    {problem.found(spoken)}"
    yield f"    {problem.needed(spoken)}"
    yield f"    → {problem.remedy(spoken)}"
    if others := cause.others(spoken):
        yield "    " + text("Also: {places}").format(places=others)


def _summary(imported: "Imported") -> str:
    land = imported.geography
    pieces = [
        text("Files read: {count}").format(count=len(imported.files)),
        text("observations: {count}").format(count=imported.observations.height),
    ]
    if land.parcels:
        area = sum(float(one) for one in land.area_ha.values())
        pieces.append(text("parcels: {count}").format(count=len(land.parcels)))
        pieces.append(text("area: {area} ha").format(area=f"{area:.4f}"))
    return text(", ").join(pieces) + text(".")


def _record(folder: Path, found: Checked) -> dict[str, object]:
    imported = found.imported
    return {
        "folder": str(folder),
        "ready": found.is_ready,
        "counts": {kind: found.counts[kind] for kind in SEVERITIES},
        "problems": [problem.as_json() for problem in found.problems],
        "causes": [cause.as_json() for cause in causes(found.problems)],
        "files": dict(imported.files) if imported else {},
        "observations": imported.observations.height if imported else 0,
        "area_ha": dict(imported.geography.area_ha) if imported else {},
    }
