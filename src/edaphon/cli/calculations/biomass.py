"""``edaphon calc biomass``: living microbes by fumigation or by respiration."""

from collections.abc import Sequence
from pathlib import Path

import click

from edaphon.cli.calculations.calculation import Calculation, choice, number
from edaphon.cli.calculations.columns import Column
from edaphon.cli.calculations.results import Cell, Result
from edaphon.cli.calculations.samples import SAMPLE, naming, read_samples
from edaphon.cli.calculations.tables import Form, Table
from edaphon.cli.output import text
from edaphon.kernel.language import marked

FUMIGATED = Column(
    code="fumigated",
    meaning=marked("extracted from fumigated dry soil"),
    reads=("extractable_carbon_fumigated",),
)
UNFUMIGATED = Column(
    code="unfumigated",
    meaning=marked("extracted from unfumigated dry soil"),
    reads=("extractable_carbon_unfumigated", "extract_of_control"),
)
RESPIRATION = Column(
    code="respiration",
    meaning=marked("respiration after glucose, with --assay respiration"),
    reads=("substrate_induced_respiration", "respiration_after_glucose"),
)
WRITES = (
    ("row, sample", marked("row of the file and the columns that name the sample")),
    ("flush_mg_kg", marked("fumigated less unfumigated [mg/kg]")),
    (
        "biomass_mg_kg",
        marked("biomass carbon, or as --efficiency says [mg/kg]"),
    ),
    ("note", marked("why there is none; a negative flush is a failed fumigation")),
)


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "biomass",
        run,
        about=marked(
            "Microbial biomass by chloroform fumigation-extraction, or by respiration "
            "after glucose. Compare campaigns only with one efficiency, one sieve, "
            "one storage and one season."
        ),
        example="edaphon calc biomass extracts.csv --efficiency 0.38",
        reads=(SAMPLE, FUMIGATED, UNFUMIGATED, RESPIRATION),
        writes=WRITES,
        options=[
            choice(
                "--assay",
                ("fumigation", "respiration"),
                marked("How the biomass was measured."),
            ),
            number(
                "--efficiency",
                0.45,
                marked("Extracted share: kEC 0.45, 0.38 or 0.35; kEN 0.54; kEP 0.40."),
            ),
        ],
    )


def run(paths: Sequence[Path], form: Form, *, assay: str, efficiency: float) -> Result:
    """Compute every sample."""
    if assay == "respiration":
        return _respiration(read_samples(paths, form, RESPIRATION))
    if not 0.01 <= efficiency <= 1:
        raise click.UsageError(text("--efficiency is a share: 0.45, not 45."))
    return _fumigation(read_samples(paths, form, FUMIGATED, UNFUMIGATED), efficiency)


def _fumigation(table: Table, efficiency: float) -> Result:
    from edaphon.science import fumigation_biomass, fumigation_failed  # noqa: PLC0415 - help is printed without it

    fumigated, unfumigated = table.values(FUMIGATED), table.values(UNFUMIGATED)
    table.settle()
    biomass = fumigation_biomass(
        fumigated, unfumigated, extraction_efficiency=efficiency
    )
    failed = fumigation_failed(fumigated, unfumigated)
    flush = fumigated - unfumigated
    headers, names = naming(table)
    rows: list[list[Cell]] = [
        [*name, flush[row].item(), biomass[row].item(), note]
        for row, (name, note) in enumerate(
            zip(
                names,
                ["fumigation_failed" if bad else "" for bad in failed],
                strict=True,
            )
        )
    ]
    return Result(
        calculation="biomass",
        columns=[*headers, "flush_mg_kg", "biomass_mg_kg", "note"],
        rows=rows,
        choices={"assay": "fumigation", "efficiency": efficiency},
    )


def _respiration(table: Table) -> Result:
    from edaphon.science import respiration_biomass  # noqa: PLC0415 - help is printed without it

    rates = table.values(RESPIRATION)
    table.settle()
    headers, names = naming(table)
    biomass = respiration_biomass(rates).tolist()
    return Result(
        calculation="biomass",
        columns=[*headers, "biomass_mg_kg"],
        rows=[[*name, carbon] for name, carbon in zip(names, biomass, strict=True)],
        choices={"assay": "respiration"},
    )
