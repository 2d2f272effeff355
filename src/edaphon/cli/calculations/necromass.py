"""``edaphon calc necromass``: carbon of dead microbes from amino sugars."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.calculations.calculation import Calculation, choice, number
from edaphon.cli.calculations.columns import ORGANIC_CARBON, Column
from edaphon.cli.calculations.results import Cell, Result
from edaphon.cli.calculations.samples import SAMPLE, naming, read_samples
from edaphon.cli.calculations.tables import Form
from edaphon.cli.output import text
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.science import BoolArray, FloatArray, NecromassCarbon

MURAMIC_ACID = Column(code="muramic_acid", meaning=marked("muramic acid of dry soil"))
GLUCOSAMINE = Column(code="glucosamine", meaning=marked("glucosamine of dry soil"))
OPTIONAL_CARBON = replace(ORGANIC_CARBON, optional=True)
BIOMASS = Column(code="mbc", meaning=marked("microbial biomass carbon"), optional=True)
SOURCE_OF_FACTORS = 1
"""Number of the factors among the sources of error of a call."""

WRITES = (
    ("row, sample", marked("row of the file and the columns that name the sample")),
    ("bnc_mg_kg", marked("bacterial necromass carbon [mg/kg]")),
    ("fnc_mg_kg", marked("fungal necromass carbon, at least 0 [mg/kg]")),
    ("fnc_raw_mg_kg", marked("the same before it was set to 0 [mg/kg]")),
    ("fungal_negative", marked("whether it was set to 0")),
    ("mnc_mg_kg", marked("both together [mg/kg]")),
    ("mnc_low, mnc_high", marked("95 % interval of the factors, with --draws [mg/kg]")),
    ("mnc_pct_soc", marked("share of organic carbon, never cut off [%]")),
    ("above_soc", marked("whether that is above 100 %")),
    ("fnc_bnc, nac", marked("fungal over bacterial; necromass over biomass")),
)


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "necromass",
        run,
        about=marked(
            "Microbial necromass carbon from amino sugars. The factors are sure to "
            "about a factor of two and common to all samples: they explain a change, "
            "they credit nothing."
        ),
        example="edaphon calc necromass soil_amino_sugars.csv --draws 2000 --seed 1",
        reads=(SAMPLE, MURAMIC_ACID, GLUCOSAMINE, OPTIONAL_CARBON, BIOMASS),
        writes=WRITES,
        options=[
            choice(
                "--factors",
                ("classic", "revised"),
                marked("45 and 9 of 2006 and 2007, or 31.3 and 10.8 of 2024."),
            ),
            click.Option(
                ["--draws"],
                type=click.IntRange(0, 100_000),
                default=0,
                help=text("Draws of the factors for an interval."),
            ),
            click.Option(
                ["--seed"],
                type=click.IntRange(0),
                default=0,
                show_default=True,
                help=text("Seed of the draws."),
            ),
            number("--spread", 2.0, marked("Fold that holds 95 % of the factors.")),
        ],
    )


def run(
    paths: Sequence[Path],
    form: Form,
    *,
    factors: str,
    draws: int,
    seed: int,
    spread: float,
) -> Result:
    """Compute every sample."""
    from edaphon.science import FACTOR_SETS, necromass_carbon  # noqa: PLC0415 - help is printed without it

    if spread < 1:
        raise click.UsageError(text("--spread is 1 or more."))
    table = read_samples(paths, form, MURAMIC_ACID, GLUCOSAMINE)
    sugars = table.values(MURAMIC_ACID), table.values(GLUCOSAMINE)
    soc, biomass = table.values(OPTIONAL_CARBON), table.values(BIOMASS)
    table.settle()
    found = necromass_carbon(*sugars, factors=FACTOR_SETS[factors])
    columns = {
        **_carbon(found),
        **_interval(found, seed, draws, spread),
        **_ratios(found, soc, biomass),
    }
    headers, names = naming(table)
    cells = zip(*(column.tolist() for column in columns.values()), strict=True)
    choices: dict[str, Cell] = {"factors": factors, "draws": draws}
    if draws:
        choices |= {"seed": seed, "spread": spread}
    return Result(
        calculation="necromass",
        columns=[*headers, *columns],
        rows=[[*name, *values] for name, values in zip(names, cells, strict=True)],
        choices=choices,
    )


def _carbon(found: "NecromassCarbon") -> dict[str, "FloatArray | BoolArray"]:
    return {
        "bnc_mg_kg": found.bacterial,
        "fnc_mg_kg": found.fungal,
        "fnc_raw_mg_kg": found.fungal_unclipped,
        "fungal_negative": found.is_clipped,
        "mnc_mg_kg": found.total,
    }


def _ratios(
    found: "NecromassCarbon", soc: "FloatArray", biomass: "FloatArray"
) -> dict[str, "FloatArray | BoolArray"]:
    from edaphon.science import accumulation, share_of_soc  # noqa: PLC0415 - help is printed without it

    share = share_of_soc(found.total, soc)
    return {
        "mnc_pct_soc": share,
        "above_soc": share > 100,
        "fnc_bnc": found.fungal_to_bacterial,
        "nac": accumulation(found.total, biomass),
    }


def _interval(
    found: "NecromassCarbon", seed: int, draws: int, spread: float
) -> dict[str, "FloatArray"]:
    import numpy as np  # noqa: PLC0415 - help is printed without it

    from edaphon.science import total_draws  # noqa: PLC0415 - as above

    if not draws:
        return {}
    drawn = total_draws(found, seed, SOURCE_OF_FACTORS, draws, spread=spread)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return {"mnc_low": low, "mnc_high": high}
