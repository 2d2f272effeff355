"""Tables that lie in the project folder and that no part of the document names."""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import polars as pl

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where

TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")
"""How the names of files end that may hold results."""

MAPS = (".geojson", ".kml", ".kmz", ".gpkg", ".shp")
"""How the names of maps end."""

ELSEWHERE = ("out", "earlier", "private", "plan")
"""Folders whose files are no evidence of this account, or are read by their place."""

SHOWN = 5
"""Files that the message names."""


def unread_problems(project: Project) -> Iterator[Problem]:
    """Tell of tables that neither ``files``, another field nor co-effects name.

    Yields
    ------
    Problem
        ``FILE_UNREAD``, once for all of them: a second sample or a file of another
        year that is left out is told, never passed over.
    """
    stated = _texts(project.source.content)
    named = {*stated, *project.coeffects.files}
    unread = [path for path in tables_in(project.folder) if path not in named]
    if unread:
        facts = {
            "count": len(unread),
            "files": ", ".join(unread[:SHOWN]) + (" …" if unread[SHOWN:] else ""),
        }
        yield Problem(code="FILE_UNREAD", where=Where(file=unread[0]), facts=facts)


def sheet_problems(
    project: Project, sheets: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Tell of visible sheets of a workbook that no map reads.

    Parameters
    ----------
    project
        Checked project document.
    sheets
        Visible sheets with data of each mapped workbook, by its path.

    Yields
    ------
    Problem
        ``SHEET_UNREAD``, once a workbook: a re-analysis that shows a shift, or a second
        series of results, may stand there.
    """
    for path, found in sheets.items():
        read = {
            str(record.get("sheet", ""))
            for record in project.files
            if str(record["path"]).removeprefix("./") == path.removeprefix("./")
        }
        unread = [name for name in found if name not in read]
        if unread and "" not in read:
            facts = {"sheets": ", ".join(unread[:SHOWN]), "count": len(unread)}
            where = Where(file=path, sheet=unread[0])
            yield Problem(code="SHEET_UNREAD", where=where, facts=facts)


def archive_problems(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Tell of archived samples that no table holds, or that show nothing of a batch.

    Yields
    ------
    Problem
        ``ARCHIVE_EMPTY``, where the campaign that they were analysed with has results:
        what the re-analysis showed is then left out; ``ARCHIVE_PROCEDURE``, since
        rules 6, where they were analysed by a procedure of neither campaign.
    """
    held = set(observations["campaign"].unique())
    for place, one in enumerate(project.campaigns):
        if one.archived and one.archived not in held and one.id in held:
            where = project.where("campaigns", place, "archived")
            facts = {"archived": one.archived, "campaign": one.id}
            yield Problem(code="ARCHIVE_EMPTY", where=where, facts=facts)
        elif one.archived:
            names = (one.archived, one.id, project.campaigns[0].id)
            again, batch, first = (_procedures(observations, name) for name in names)
            if again and batch and again.isdisjoint(batch | first):
                where = project.where("campaigns", place, "archived")
                facts = {
                    "archived": one.archived,
                    "found": ", ".join(sorted(again)),
                    "campaign": one.id,
                    "batch": ", ".join(sorted(batch)),
                }
                yield Problem(code="ARCHIVE_PROCEDURE", where=where, facts=facts)


CARBON = ("soc", "total_carbon", "som")


def _procedures(observations: pl.DataFrame, campaign: str) -> set[str]:
    """Return the procedures by which the carbon of a campaign was determined."""
    rows = observations.filter(
        (pl.col("campaign") == campaign)
        & pl.col("property").is_in(CARBON)
        & (pl.col("number") != "")
        & (pl.col("procedure") != "")
    )
    return set(rows["procedure"].unique().to_list())


def tables_in(folder: Path) -> list[str]:
    """Return the paths of all tables and maps inside a folder, in order."""
    found = []
    for place, folders, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here != Path() or name not in ELSEWHERE)
        )
        found += [
            (here / name).as_posix()
            for name in sorted(names)
            if name.lower().endswith((*TABLES, *MAPS))
            and not name.startswith((".", "~$"))
        ]
    return found


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a document."""
    if isinstance(value, str):
        yield value.removeprefix("./")
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
