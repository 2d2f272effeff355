"""``edaphon calc esm``: carbon stock at equal soil mass."""

import math
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.calculations.calculation import Calculation, choice, number
from edaphon.cli.calculations.columns import ORGANIC_CARBON, Column
from edaphon.cli.calculations.cores import (
    READS,
    Cores,
    density_option,
    read_cores,
    read_tables,
    require_at_most,
)
from edaphon.cli.calculations.results import Cell, Result
from edaphon.cli.calculations.tables import Form, Table, read
from edaphon.cli.output import language, say, text
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    import numpy as np

    from edaphon.science import Interpolation, Profiles

LAYER_REFERENCE = Column(
    code="reference_mass",
    meaning=marked("reference mass of each layer, added up from the top"),
    optional=True,
)
CUMULATIVE_REFERENCE = Column(
    code="reference_mass_cum",
    meaning=marked("reference mass from the surface, instead"),
    optional=True,
)
WRITES = (
    ("core", marked("the columns that name the core")),
    ("reference_mass_t_ha", marked("reference mass from the surface [t/ha]")),
    ("soc_stock_t_ha", marked("organic carbon above that mass [t C/ha]")),
    ("linear_difference_t_ha", marked("the same less that of straight lines [t C/ha]")),
    ("monotone_t_ha", marked("the same by the curve that never falls [t C/ha]")),
    ("core_mass_t_ha", marked("mass of the whole core [t/ha]")),
    ("note", marked("why there is no stock; curve_falls: the curve is none of carbon")),
)


METHOD, RATIO = "edaphon.mcs/1.1", "som_per_soc_mineral"
"""Where the ratio stands that accounts take too: a dated parameter with its source."""


RATIO_HELP = marked(
    "Organic matter per organic carbon, for the mineral mass; by default that of the "
    "methods."
)


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "esm",
        run,
        about=marked(
            "Organic carbon stock above a reference soil mass, from a curve of "
            "cumulative carbon over cumulative mass through (0, 0). A reference "
            "beyond the core and a core of one layer give no stock: nothing is "
            "extrapolated. Fix the reference before the first campaign is analysed."
        ),
        example=(
            "edaphon calc esm concentrations.csv bulk_density.csv "
            "reference_soil_mass.csv --interpolation hyman"
        ),
        reads=(*READS, LAYER_REFERENCE, CUMULATIVE_REFERENCE),
        writes=WRITES,
        options=[
            click.Option(
                ["--reference"],
                help=text("Reference mass [t/ha], or a table of them."),
            ),
            choice(
                "--interpolation",
                ("natural", "hyman", "linear"),
                marked("Curve: natural or monotone cubic spline, or straight lines."),
            ),
            choice(
                "--mass",
                ("whole", "mineral"),
                marked("Mass of fine earth, or of its mineral part."),
            ),
            number(
                "--som-per-soc",
                None,
                RATIO_HELP,
            ),
            density_option(),
        ],
    )


def run(
    paths: Sequence[Path],
    form: Form,
    *,
    reference: str | None,
    interpolation: "Interpolation",
    mass: str,
    som_per_soc: float | None,
    density: str,
) -> Result:
    """Compute the stock of every core at every reference mass."""
    require_at_most(paths, 3)
    ratio = _ratio(som_per_soc, mass)
    tables = read_tables(paths, form)
    _refuse_layers_with_references(tables)
    masses = _references(tables, reference, form)
    cores = read_cores([table for table in tables if not _is_reference(table)], density)
    profiles = _profiles(cores, mass, ratio)
    rows = _rows(cores, profiles, masses, interpolation)
    return Result(
        calculation="esm",
        columns=[
            *cores.headers, "reference_mass_t_ha", "soc_stock_t_ha",
            "linear_difference_t_ha", "monotone_t_ha", "core_mass_t_ha", "note",
        ],
        rows=rows,
        choices={
            "interpolation": interpolation, "mass": mass, "density": density,
            **({"som_per_soc": ratio} if mass == "mineral" else {}),
        },
    )  # fmt: skip


def _refuse_layers_with_references(tables: Sequence[Table]) -> None:
    """Refuse a table of layers with masses of its own: they are one list for all."""
    problems = [
        Problem(code="CALC_REFERENCE_BESIDE", where=Where(file=table.file), facts={})
        for table in tables
        if _is_reference(table) and table.places(ORGANIC_CARBON)
    ]
    if problems:
        raise EdaphonError(problems)


def _profiles(cores: Cores, mass: str, som_per_soc: float) -> "Profiles":
    from edaphon.cli.calculations.cores import named  # noqa: PLC0415 - only here
    from edaphon.science import mineral_profiles  # noqa: PLC0415 - help is printed without it

    whole = cores.profiles()
    if mass == "whole":
        return whole
    try:
        return mineral_profiles(whole, som_per_soc)
    except EdaphonError as error:
        raise named(error, cores.names) from error


def _rows(
    cores: Cores,
    profiles: "Profiles",
    masses: Sequence[float],
    interpolation: "Interpolation",
) -> list[list[Cell]]:
    from edaphon.science import (  # noqa: PLC0415 - help is printed without it
        carbon_curves,
        has_enough_layers,
        reference_exceeds,
    )

    curves = carbon_curves(profiles, interpolation=interpolation)
    lines = carbon_curves(profiles, interpolation="linear")
    rising = carbon_curves(profiles, interpolation="hyman")
    enough, holds = has_enough_layers(profiles), curves.is_monotone()
    beyond = [reference_exceeds(profiles, mass) for mass in masses]
    stocks = [[one.at(mass) for one in (curves, lines, rising)] for mass in masses]
    rows: list[list[Cell]] = []
    for core, name in enumerate(cores.names):
        whole = float(curves.core_mass[core])
        for mass, of_curves, exceeds in zip(masses, stocks, beyond, strict=True):
            found, line, monotone = (float(stock[core]) for stock in of_curves)
            note = "" if holds[core] else "curve_falls"
            if math.isnan(found):
                note = _note(enough[core], exceeds[core])
            rows.append([*name, mass, found, found - line, monotone, whole, note])
    return rows


def _note(has_layers: "np.bool_", exceeds: "np.bool_") -> str:
    """Say why a core has no stock."""
    if not has_layers:
        return "fewer_than_two_layers"
    return "reference_exceeds_core" if exceeds else "value_missing"


def _is_reference(table: Table) -> bool:
    return table.has(LAYER_REFERENCE) or table.has(CUMULATIVE_REFERENCE)


def _ratio(given: float | None, mass: str) -> float:
    """Return organic matter per organic carbon; say which value was taken."""
    if given is not None:
        if not 1 <= given < math.inf:
            raise click.UsageError(text("--som-per-soc is 1 or more, such as 1.9."))
        return given
    if mass == "whole":
        return math.nan
    from edaphon.methods import pack  # noqa: PLC0415 - only where it is not given

    method = pack(METHOD)
    found = method.parameters[RATIO]
    source = method.references[found.reference]
    message = text("{title}: {value} ({authors} {year}, {identifier}).")
    say(message.format(
        title=found.title[language()], value=found.value, authors=source["authors"],
        year=source["year"], identifier=source["identifier"],
    ))  # fmt: skip
    return float(found.value)


def _references(
    tables: Sequence[Table], reference: str | None, form: Form
) -> list[float]:
    given = [table for table in tables if _is_reference(table)]
    if (reference is None) == (not given) or len(given) > 1:
        message = text("Give one reference mass: --reference, or a table of masses.")
        raise click.UsageError(message)
    if reference is None:
        return _reference_table(given[0])
    try:
        mass = float(reference)
    except ValueError:
        path = Path(reference)
        if not path.is_file():
            message = text("--reference is neither a number nor a file: {given}")
            raise click.UsageError(message.format(given=reference)) from None
        return _reference_table(read(path, form))
    if not 0 < mass < math.inf:
        raise click.UsageError(text("A reference mass is above 0."))
    return [mass]


def _reference_table(table: Table) -> list[float]:
    if table.has(CUMULATIVE_REFERENCE):
        values = table.required(CUMULATIVE_REFERENCE)
        table.settle()
        return [float(value) for value in values]
    table.require(_required(LAYER_REFERENCE))
    table.settle()
    values = table.required(LAYER_REFERENCE)
    table.settle()
    return list(accumulate(float(value) for value in values))


def _required(column: Column) -> Column:
    from dataclasses import replace  # noqa: PLC0415 - only here

    return replace(column, optional=False)
