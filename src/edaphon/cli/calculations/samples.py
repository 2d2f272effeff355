"""Tables with one sample a row: the names of a row go into the result."""

from collections.abc import Sequence
from pathlib import Path

from edaphon.cli.calculations.columns import Column
from edaphon.cli.calculations.cores import require_at_most
from edaphon.cli.calculations.results import Cell
from edaphon.cli.calculations.tables import Form, Table, read
from edaphon.kernel.language import marked

SAMPLE = Column(
    code="sample",
    meaning=marked("name of the sample"),
    reads=("sample_id",),
    optional=True,
)


def read_samples(paths: Sequence[Path], form: Form, *columns: Column) -> Table:
    """Read the one file of a call and note the columns that it lacks."""
    require_at_most(paths, 1)
    table = read(paths[0], form)
    table.require(*columns)
    table.settle()
    return table


def naming(table: Table) -> tuple[list[str], list[list[Cell]]]:
    """Return the headers and, row by row, the cells that name a sample.

    The row of the file comes first, because names may repeat or be missing.
    """
    places = sorted({*table.identities(), *table.places(SAMPLE)})
    headers = ["row", *(table.header[place] for place in places)]
    named = table.cells(places)
    return headers, [
        [number, *cells] for number, cells in zip(table.numbers, named, strict=True)
    ]
