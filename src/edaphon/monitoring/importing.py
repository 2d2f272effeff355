"""From the raw files of a project folder to one table of observations."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from edaphon.evidence import (
    PlanStatus,
    Project,
    arranged,
    empty,
    path_problem,
    read_plan,
)
from edaphon.kernel.digests import file_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.monitoring.checking import listed, stops, without_repeats
from edaphon.monitoring.cores_cut import core_problems
from edaphon.monitoring.density_rise import density_problems
from edaphon.monitoring.doses import dose_problems
from edaphon.monitoring.doubled import doubled_problems
from edaphon.monitoring.land.control_distances import distance_problems
from edaphon.monitoring.land.known_areas import known_land
from edaphon.monitoring.land.moves import move_problems
from edaphon.monitoring.land.reading import read_geography
from edaphon.monitoring.land.record import Geography
from edaphon.monitoring.land.sealed_areas import area_problems, land_problems
from edaphon.monitoring.land.spread import spread_problems
from edaphon.monitoring.legume_contents import content_problems
from edaphon.monitoring.limits_as_values import limit_problems
from edaphon.monitoring.listed_losses import loss_problems, losses
from edaphon.monitoring.loss_papers import loss_paper_problems
from edaphon.monitoring.lot_days import lot_day_problems
from edaphon.monitoring.lots import lot_problems
from edaphon.monitoring.reading_rules import NEWEST
from edaphon.monitoring.replicates import replicate_problems
from edaphon.monitoring.roster.reading import read_roster
from edaphon.monitoring.roster.record import Roster
from edaphon.monitoring.roster.register import register_problems
from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.not_missing import missing_problems
from edaphon.monitoring.rows.observing import FileRecords, file_records, no_bases
from edaphon.monitoring.rows.row_places import Design
from edaphon.monitoring.slips import slip_problems
from edaphon.monitoring.stones import stone_problems
from edaphon.monitoring.tables import STANDARD, TableLimits, read_table
from edaphon.monitoring.tables.raw import Reading
from edaphon.monitoring.unread_files import (
    archive_problems,
    sheet_problems,
    unread_problems,
)
from edaphon.monitoring.unusual_amounts import amount_problems

Progress = Callable[[str], None]
"""Told the path of each file before it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Everything that the files of a project say, and all that is wrong with them."""

    observations: pl.DataFrame
    """Sorted as `edaphon.evidence.observations` asks; no row of a faulty file."""
    quality: pl.DataFrame
    """Blanks, duplicates, reference materials: same columns, never estimated from."""
    problems: tuple[Problem, ...]
    files: Mapping[str, str]
    """Digest of each raw file by its path."""
    geography: Geography = field(default_factory=Geography)
    """Parcels, points and areas; empty when the project gives none."""
    roster: Roster | None = None
    """Members and what each holds; None where the project names no roster."""
    bases: pl.DataFrame = field(default_factory=no_bases)
    """What each column says that its bulk densities are of, of all files read."""


def read_evidence(
    project: Project,
    *,
    progress: Progress | None = None,
    limits: TableLimits = STANDARD,
    reverse_rows: bool = False,
    rules: int | None = None,
    plan: PlanStatus | None = None,
) -> Imported:
    """Return the observations of a project, read by its saved column maps.

    Parameters
    ----------
    project
        Checked project document with its folder.
    progress
        Told the path of each file before it is read.
    limits
        Sizes up to which files are read.
    reverse_rows
        Turn the body rows of every file around after reading; the result is the
        same, which is what the test of determinism asks.
    rules
        Version of the reading rules; a problem that came later stops no file.
    plan
        The sampling plan where it was read already; it is read where it was not, so
        that every caller holds the cores against it.

    Returns
    -------
    Imported
        Nothing is raised for bad data: ``problems`` holds every error, question
        and warning of every file, and a file with an error or a question gives
        no observations at all.
    """
    geography, problems = read_geography(project)
    plan = plan or read_plan(project)[0]
    design = _design(project, plan, geography)
    found, bases = list[FileRecords](), [no_bases()]
    sheets: dict[str, Collection[str]] = {}
    roster, noted = read_roster(project, geography)
    problems += [*noted, *register_problems(project, roster)]
    digests = {**_land_digest(project), **_roster_digest(project, roster)}
    for index, record in enumerate(project.files):
        file_map = FileMap.of(record, limits)
        if progress:
            progress(file_map.path)
        if (path := _inside(project, index, file_map.path, problems)) is None:
            continue
        records, noted = read_file(
            path, file_map, design, reverse_rows=reverse_rows, rules=rules
        )
        noted += missing_problems(project, index, file_map)
        problems += listed(noted)
        if records is not None and not stops(noted, rules):
            found.append(records)
            bases.append(records.bases.with_columns(section=pl.lit(index, pl.Int64)))
            sheets[file_map.path] = records.sheets
        digests[file_map.path] = file_digest(path)
    stated = pl.concat(bases)
    observations, doubled = without_repeats(_whole(found))
    return Imported(
        observations=observations,
        quality=_arranged([one.quality for one in found]),
        problems=(
            *problems,
            *listed(doubled),
            *_across(project, observations, stated, plan, geography, sheets),
            *density_problems(project, observations, rules or NEWEST),
        ),
        files=dict(sorted(digests.items())),
        geography=geography,
        roster=roster,
        bases=stated,
    )


def _archived(project: Project) -> list[str]:
    """Return the campaign codes under which tables hold archived samples."""
    return [one.archived for one in project.campaigns if one.archived]


def _across(
    project: Project,
    observations: pl.DataFrame,
    bases: pl.DataFrame,
    plan: PlanStatus,
    geography: Geography,
    sheets: Mapping[str, Collection[str]],
) -> Iterator[Problem]:
    """Yield what is told of all files together."""
    yield from unread_problems(project)
    yield from sheet_problems(project, sheets)
    yield from move_problems(project, plan, geography)
    yield from distance_problems(project, geography)
    yield from area_problems(project, plan, geography)
    yield from land_problems(project, plan, geography)
    yield from spread_problems(project, geography)
    lost = losses(project)
    yield from core_problems(observations, plan, _archived(project), lost)
    yield from loss_problems(project, observations, plan, geography)
    yield from loss_paper_problems(project)
    yield from doubled_problems(project, observations)
    yield from replicate_problems(project, observations)
    yield from slip_problems(project, observations)
    yield from dose_problems(observations)
    yield from lot_problems(project, observations)
    yield from lot_day_problems(observations)
    yield from archive_problems(project, observations)
    yield from amount_problems(project, plan, observations, geography)
    yield from content_problems(observations)
    yield from limit_problems(project, observations)
    yield from stone_problems(project, observations, bases)


def _design(project: Project, plan: PlanStatus, geography: Geography) -> Design:
    land = known_land(project, plan, geography)
    return Design.of(project.document, _placed_points(geography, plan), land)


def _placed_points(
    geography: Geography, plan: PlanStatus
) -> dict[str, tuple[str, str]]:
    """Return stratum and role of every point that plan or parcels tell of."""
    placed = {point.id: (point.stratum, point.role) for point in geography.points}
    return {**placed, **plan.points}


def _land_digest(project: Project) -> dict[str, str]:
    """Return the digest of the file of parcels, by its path, if there is one."""
    path = str((project.fields or {}).get("path", ""))
    if not path or path_problem(project.folder, path, Where()):
        return {}
    return {path: file_digest(project.folder / path)}


def _roster_digest(project: Project, roster: Roster | None) -> dict[str, str]:
    """Return the digest of the roster by its path, if there is one."""
    if roster is None:
        return {}
    return {roster.path: file_digest(project.folder / roster.path)}


def read_file(
    path: Path,
    file_map: FileMap,
    design: Design,
    *,
    reverse_rows: bool = False,
    rules: int | None = None,
) -> tuple[FileRecords | None, list[Problem]]:
    """Return what one file gives by its map, with all its problems.

    Parameters
    ----------
    path
        Place of the file on disk.
    file_map
        Its column map.
    design
        Campaigns, strata and points of the project.
    reverse_rows
        Turn the rows of samples around after reading.
    rules
        Version of the reading rules, the newest where none is named.

    Returns
    -------
    tuple of FileRecords or None, and list of Problem
        Records as far as the file could be read; the caller looks at the
        problems before using them.
    """
    raw = read_table(path, file_map.spec, name=file_map.path)
    if not raw.rows:
        return None, list(raw.problems)
    table = file_map.table(raw)
    reading = Reading(file=raw.file, sheet=raw.sheet, rules=rules or NEWEST)
    reading.problems += [*raw.problems, *table.problems]
    if any(problem.code == "CSV_HEADER_DUP" for problem in table.problems):
        return None, reading.problems
    records = file_records(file_map, table, design, reading, reverse_rows=reverse_rows)
    if records is not None:
        records = replace(records, sheets=raw.with_numbers)
    return records, reading.problems


def _inside(
    project: Project, index: int, path: str, problems: list[Problem]
) -> Path | None:
    """Return a file of the project folder, ``None`` if it is missing or outside."""
    try:
        return project.file_path(path, "files", index, "path")
    except EdaphonError as error:
        problems += error.problems
        return None


def _whole(found: list[FileRecords]) -> pl.DataFrame:
    return _arranged([one.observations for one in found])


def _arranged(frames: list[pl.DataFrame]) -> pl.DataFrame:
    return arranged(pl.concat([empty(), *frames], how="diagonal"))
