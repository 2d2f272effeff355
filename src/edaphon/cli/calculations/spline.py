"""``edaphon calc spline``: standard depths by the equal-area spline."""

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from edaphon.cli.calculations.calculation import Calculation, number
from edaphon.cli.calculations.columns import BOTTOM, CORE, DEPTH, TOP, Column
from edaphon.cli.calculations.depths import layer_bounds
from edaphon.cli.calculations.results import Cell, Result
from edaphon.cli.calculations.samples import read_samples
from edaphon.cli.calculations.tables import Form, Table
from edaphon.cli.output import say, text, told
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import marked

VALUE = Column(
    code="value",
    meaning=marked("property of the layer; --value names another column"),
    reads=("soc", "total_carbon", "value"),
    limited=False,
)
"""The unit of the column is that of the result; nothing is converted."""

WRITES = (
    ("profile", marked("the columns that name the profile")),
    ("top_cm, bottom_cm", marked("bounds of the standard slice [cm]")),
    ("value", marked("mean over the part that the profile covers, at least 0")),
    ("covered_cm", marked("thickness of that part [cm]")),
)


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "spline",
        run,
        about=marked(
            "Means over standard depths from the mass-preserving quadratic spline. "
            "The means are exact integrals. The unit is that of the column. For "
            "stocks, spline the product with bulk density or use esm."
        ),
        example="edaphon calc spline horizons.csv --depths 0,5,15,30,60,100",
        reads=(CORE, TOP, BOTTOM, DEPTH, VALUE),
        writes=WRITES,
        options=[
            click.Option(["--value"], help=text("Header of the property.")),
            click.Option(
                ["--depths"],
                default="0,5,15,30,60,100",
                show_default=True,
                help=text("Bounds of the slices [cm]."),
            ),
            number("--lambda", 0.1, marked("Smoothing; 0 keeps every layer's mean.")),
        ],
    )


def run(
    paths: Sequence[Path],
    form: Form,
    *,
    value: str | None,
    depths: str,
    **smoothing: float,
) -> Result:
    """Compute every profile; one that has no layers is told and stops no other."""
    penalty = smoothing["lambda"]
    if not 0 <= penalty < math.inf:
        raise click.UsageError(text("--lambda is 0 or more."))
    bounds = _bounds(depths)
    table = read_samples(paths, form)
    headers, profiles = _profiles(table, _value_column(table, value))
    rows: list[list[Cell]] = []
    refused: list[Problem] = []
    for name, layers in profiles.items():
        try:
            rows += _slices(table, name, layers, bounds, penalty)
        except EdaphonError as error:
            refused += error.problems
    if refused and not rows:
        raise EdaphonError(refused)
    for line in told(refused):
        say(line)
    return Result(
        calculation="spline",
        columns=[*headers, "top_cm", "bottom_cm", "value", "covered_cm"],
        rows=rows,
        choices={"lambda": penalty, "depths": depths},
    )


_Layers = list[tuple[float, float, float]]


def _profiles(
    table: Table, column: Column
) -> tuple[list[str], dict[tuple[str, ...], _Layers]]:
    places = table.identities()
    if not places:
        facts = {"names": {"en": CORE.names, "zh": CORE.names}}
        where = Where(file=table.file)
        raise EdaphonError(Problem(code="CALC_NO_CORE", where=where, facts=facts))
    top, bottom = layer_bounds(table)
    values = table.values(column)
    table.settle()
    profiles: dict[tuple[str, ...], _Layers] = {}
    for row, name in enumerate(table.cells(places)):
        layer = float(top[row]), float(bottom[row]), float(values[row])
        profiles.setdefault(name, []).append(layer)
    return [table.header[place] for place in places], profiles


def _slices(
    table: Table,
    name: tuple[str, ...],
    layers: _Layers,
    bounds: Sequence[float],
    smoothing: float,
) -> list[list[Cell]]:
    from edaphon.science import fit_depth_spline  # noqa: PLC0415 - help is printed without it

    try:
        spline = fit_depth_spline(*zip(*layers, strict=True), smoothing=smoothing)
    except EdaphonError as error:
        where = Where(file=table.file, path=" ".join(name))
        raise EdaphonError(
            Problem(code=problem.code, where=where, facts=problem.facts)
            for problem in error.problems
        ) from error
    rows: list[list[Cell]] = []
    for top, bottom in pairwise(bounds):
        covered = max(0.0, min(bottom, spline.bottom) - max(top, spline.top))
        if covered > 0:
            rows.append([*name, top, bottom, spline.mean(top, bottom), covered])
    return rows


def _value_column(table: Table, header: str | None) -> Column:
    if header is None:
        table.require(VALUE)
        table.settle()
        return VALUE
    if header not in table.header:
        message = text("--value names no column: {given}").format(given=header)
        raise click.UsageError(message)
    return Column(code=header, meaning=header, header=header, limited=False)


def _bounds(depths: str) -> list[float]:
    try:
        bounds = [float(part) for part in depths.split(",")]
    except ValueError:
        bounds = []
    rising = all(above < below for above, below in pairwise(bounds))
    if len(bounds) < 2 or not rising or bounds[0] < 0:
        raise click.UsageError(text("--depths are rising numbers with commas: 0,15,30"))
    return bounds
