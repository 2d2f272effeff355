"""``edaphon calc stock``: soil mass and carbon stock, by layer or to a depth."""

from collections.abc import Sequence
from pathlib import Path

import click

from edaphon.cli.calculations.calculation import Calculation, number
from edaphon.cli.calculations.cores import (
    READS,
    Cores,
    density_option,
    read_cores,
    read_tables,
    require_at_most,
)
from edaphon.cli.calculations.results import Cell, Result
from edaphon.cli.calculations.tables import Form
from edaphon.cli.output import text
from edaphon.kernel.language import marked

WRITES = (
    ("core", marked("the columns that name the core")),
    ("top_cm, bottom_cm", marked("bounds of the layer [cm]")),
    ("soil_mass_t_ha", marked("fine earth of the layer [t/ha]")),
    ("soc_stock_t_ha", marked("organic carbon of the layer [t C/ha]")),
    ("soil_mass_cum_t_ha", marked("fine earth from the surface [t/ha]")),
    ("soc_stock_cum_t_ha", marked("organic carbon from the surface [t C/ha]")),
    ("depth_cm, note", marked("with --depth, one row per core instead of layers")),
)


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "stock",
        run,
        about=marked(
            "Soil mass and organic carbon stock of every layer, or of every core to "
            "a depth. One table, or concentrations and bulk density in two; density "
            "in thinner layers is added up. Depths below 0 throughout are read as "
            "centimetres down."
        ),
        example="edaphon calc stock concentrations.csv bulk_density.csv --depth 30",
        reads=READS,
        writes=WRITES,
        options=[
            density_option(),
            number("--depth", None, marked("Depth of the stock [cm].")),
        ],
    )


def run(
    paths: Sequence[Path], form: Form, *, density: str, depth: float | None
) -> Result:
    """Compute layer by layer, or to a depth."""
    require_at_most(paths, 2)
    if depth is not None and not depth > 0:
        raise click.UsageError(text("--depth is above 0."))
    cores = read_cores(read_tables(paths, form), density)
    if depth is None:
        return _by_layer(cores, density)
    return _to_depth(cores, density, depth)


def _by_layer(cores: Cores, density: str) -> Result:
    from edaphon.science import cumulative  # noqa: PLC0415 - help is printed without it

    profiles = cores.profiles()
    mass_down, carbon_down = cumulative(profiles)
    rows: list[list[Cell]] = []
    for core, name in enumerate(cores.names):
        for layer in range(cores.layers.offsets[core], cores.layers.offsets[core + 1]):
            values = (
                cores.layers.top, cores.layers.bottom, profiles.mass, profiles.carbon,
                mass_down, carbon_down,
            )  # fmt: skip
            rows.append([*name, *(float(array[layer]) for array in values)])
    return Result(
        calculation="stock",
        columns=[
            *cores.headers, "top_cm", "bottom_cm", "soil_mass_t_ha", "soc_stock_t_ha",
            "soil_mass_cum_t_ha", "soc_stock_cum_t_ha",
        ],
        rows=rows,
        choices={"density": density},
    )  # fmt: skip


def _to_depth(cores: Cores, density: str, depth: float) -> Result:
    import numpy as np  # noqa: PLC0415 - help is printed without it

    from edaphon.science import cumulative  # noqa: PLC0415 - as above

    profiles = cores.above(depth).profiles()
    sums = cumulative(profiles)
    rows: list[list[Cell]] = []
    for core, name in enumerate(cores.names):
        shallow = bool(cores.layers.bottom[cores.layers.offsets[core + 1] - 1] < depth)
        last = profiles.offsets[core + 1] - 1
        values = [np.nan if shallow else float(down[last]) for down in sums]
        note = "core_ends_above_depth" if shallow else ""
        rows.append([*name, depth, *values, note])
    return Result(
        calculation="stock",
        columns=[
            *cores.headers, "depth_cm", "soil_mass_t_ha", "soc_stock_t_ha", "note",
        ],
        rows=rows,
        choices={"density": density, "depth_cm": depth},
    )  # fmt: skip
