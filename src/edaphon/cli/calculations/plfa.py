"""``edaphon calc plfa``: microbial groups from phospholipid fatty acids."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.calculations.calculation import Calculation
from edaphon.cli.calculations.columns import Column
from edaphon.cli.calculations.results import Result
from edaphon.cli.calculations.samples import SAMPLE, naming, read_samples
from edaphon.cli.calculations.tables import Form, Table
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.science import FloatArray

MARKERS = Column(
    code="marker",
    meaning=marked(
        "one column per fatty acid, such as i15:0, 16:1w7c, cy17:0 or 18:2 ω6,9"
    ),
    reads=("plfa",),
)
"""Stands for the fatty acids on the help page; their headers are read freely."""

WRITES = (
    ("row, sample", marked("row of the file and the columns that name the sample")),
    ("bacterial, fungal, …", marked("marker fatty acids of each group [nmol/g]")),
    ("gp_gn, fb", marked("Gram-positive over Gram-negative, fungal over bacterial")),
    ("cy_precursor", marked("cyclopropyl fatty acids over their precursors")),
    ("bacterial_c_mg_kg", marked("living bacterial carbon [mg/kg]")),
    ("fungal_c_mg_kg", marked("living fungal carbon [mg/kg]")),
)
RATIOS = {
    "gp_gn": ("gram_positive", "gram_negative"),
    "fb": ("fungal", "bacterial"),
    "cy_precursor": ("cyclopropyl", "precursor"),
}


def build() -> click.Command:
    """Return the command in the language of the call."""
    return Calculation(
        "plfa",
        run,
        about=marked(
            "Microbial groups from phospholipid fatty acids. Groups add up the "
            "markers that the table has, so compare only tables of one laboratory "
            "method; the carbon is sure to about a factor of two."
        ),
        example="edaphon calc plfa fatty_acids.csv",
        reads=(SAMPLE, MARKERS),
        writes=WRITES,
    )


def run(paths: Sequence[Path], form: Form) -> Result:
    """Compute every sample."""
    from edaphon.science.plfa import bacterial_carbon, fungal_carbon, ratio  # noqa: PLC0415 - help is printed without it

    table = read_samples(paths, form)
    groups = _groups(_fatty_acids(table))
    columns = dict(groups)
    for name, (above, below) in RATIOS.items():
        if above in groups and below in groups:
            columns[name] = ratio(groups[above], groups[below])
    if "bacterial" in groups:
        columns["bacterial_c_mg_kg"] = bacterial_carbon(groups["bacterial"])
    if "fungal" in groups:
        columns["fungal_c_mg_kg"] = fungal_carbon(groups["fungal"])
    headers, names = naming(table)
    values = zip(*(column.tolist() for column in columns.values()), strict=True)
    return Result(
        calculation="plfa",
        columns=[*headers, *columns],
        rows=[[*name, *cells] for name, cells in zip(names, values, strict=True)],
    )


def _fatty_acids(table: Table) -> dict[str, "FloatArray"]:
    from edaphon.science.plfa import GROUPS, marker  # noqa: PLC0415 - help is printed without it

    known = {name for markers in GROUPS.values() for name in markers}
    acids: dict[str, FloatArray] = {}
    for header in table.header:
        name = marker(header)
        if name not in known:
            continue
        if name in acids:
            twice = {"column": name, "headers": header}
            where = Where(file=table.file)
            raise EdaphonError(
                Problem(code="CALC_COLUMN_TWICE", where=where, facts=twice)
            )
        acids[name] = table.values(_fatty_acid(header))
    if not acids:
        facts = {"headers": {lang: ", ".join(table.header) for lang in ("en", "zh")}}
        where = Where(file=table.file)
        raise EdaphonError(Problem(code="CALC_NO_MARKERS", where=where, facts=facts))
    table.settle()
    return acids


def _fatty_acid(header: str) -> Column:
    """Return the column of exactly this header."""
    return Column(code=header, meaning=header, header=header, entry="plfa")


def _groups(acids: Mapping[str, "FloatArray"]) -> dict[str, "FloatArray"]:
    from edaphon.science.plfa import GROUPS, group_content  # noqa: PLC0415 - help is printed without it

    return {
        group: group_content(acids, group)
        for group, markers in GROUPS.items()
        if any(name in acids for name in markers)
    }
