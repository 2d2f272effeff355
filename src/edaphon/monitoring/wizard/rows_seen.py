"""What the rows of a mapped file say of places and days, before a project exists."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from edaphon.monitoring.rows.body import body_of
from edaphon.monitoring.rows.column_map import FileMap, bound_columns
from edaphon.monitoring.rows.row_places import row_places
from edaphon.monitoring.tables import read_table
from edaphon.monitoring.tables.raw import Reading

PLACES = {
    "point": "point", "stratum": "stratum", "role": "role", "campaign": "campaign",
    "day": "sampled_on", "top": "top", "bottom": "bottom", "longitude": "longitude",
    "latitude": "latitude", "procedure": "procedure",
}  # fmt: skip
"""Column of the answer, and the place that it shows."""


def rows_seen(path: Path, record: Mapping[str, object]) -> pl.DataFrame:
    """Return the places of every row of a file, as its map reads them.

    Parameters
    ----------
    path
        Place of the file on disk.
    record
        Its ``files`` entry, as `Proposal.record` gives it.

    Returns
    -------
    polars.DataFrame
        One text column for each of `PLACES`, empty where the file says nothing;
        without rows where the map does not fit the file.
    """
    nothing = pl.DataFrame(schema=dict.fromkeys(PLACES, pl.String))
    file_map = FileMap.of(record)
    raw = read_table(path, file_map.spec, name=file_map.path)
    if not raw.rows:
        return nothing
    table = file_map.table(raw)
    reading = Reading(file=raw.file, sheet=raw.sheet)
    columns = bound_columns(file_map, table, reading)
    if columns is None:
        return nothing
    body = body_of(table, columns, reading)
    places = row_places(file_map, body, columns, reading)
    found = pl.DataFrame(
        {name: places.of(code) for name, code in PLACES.items()},
        schema=nothing.schema,
    )
    return found.filter(pl.Series(places.keep, dtype=pl.Boolean))
