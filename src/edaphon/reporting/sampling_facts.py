"""Sampling design, campaigns, points, data quality and files behind an account."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from msgspec import ValidationError, convert

from edaphon.accounting import RUN
from edaphon.evidence import properties
from edaphon.kernel.errors import EdaphonError, Problem, Where, catalogue
from edaphon.reporting.project_facts import property_name
from edaphon.reporting.source import ReportSource
from edaphon.reporting.wording import both, maybe, same, word
from edaphon.schemas.models import evidence, project, report, run
from edaphon.schemas.models.account import Text
from edaphon.schemas.record import stated_or
from edaphon.schemas.record_problems import unreadable
from edaphon.schemas.sections import sheets_about

OTHER_SAMPLES = ("sensor", "microbial")
"""What files are about whose rows stand at a depth and are no samples of the soil
laboratory: loggers and chambers, and microbial assays."""

SAMPLE = ("sample", "point", "campaign", "replicate", "top_cm", "bottom_cm")
"""What makes a row of a table the sample that it is."""

NAMES_LISTED = 6
"""Procedures or instruments listed for one property."""


def sampling_record(source: ReportSource) -> report.Sampling:
    """Return the design as planned and as carried out."""
    sampling = source.project.sampling
    settings = source.account.accounts[0].settings
    return report.Sampling(
        design=word("design", settings["design"]),
        depth_cm=source.account.depth_cm,
        plan=_plan(source.evidence.plan),
        campaigns=campaigns(source),
        missing=[
            report.Deviation(
                point=item.point, what=item.campaign, reason=both(item.reason)
            )
            for item in stated_or(sampling.missing, [])
        ],
        moved=[
            report.Deviation(
                point=item.point, what=item.metres, reason=both(item.reason)
            )
            for item in stated_or(sampling.moved, [])
        ],
        gps_error_m=stated_or(sampling.gps_error_m, None),
        points=source.account.points,
    )


def _plan(plan: evidence.Plan) -> report.Plan:
    seed = plan.seed
    return report.Plan(
        present=plan.present,
        sealed_at=plan.sealed_at or None,
        intact=plan.intact,
        digest=plan.digest or None,
        points=plan.points,
        layers=plan.layers,
        tests=plan.tests,
        description=maybe(plan.description),
        seed=None
        if seed is None or seed == evidence.Draw()
        else report.Draw(value=stated_or(seed.value, None), note=maybe(seed.note)),
        cores_per_sample=plan.cores_per_sample,
    )


def campaigns(source: ReportSource) -> list[report.Campaign]:
    """Return each soil campaign with its days, laboratory and counts.

    Readings of loggers and chambers stand at a depth too, and are no samples; those
    of the microbial laboratory are not of the one that a campaign names.
    """
    sheets = source.observations.select("file", "sheet").unique(maintain_order=True)
    found = sheets_about(source.project.files, sheets.rows(), OTHER_SAMPLES)
    others = pl.DataFrame(found, schema=sheets.schema, orient="row")
    counted = {
        str(name): (points, samples, rows)
        for name, points, samples, rows in source.observations.filter(
            pl.col("top_cm") != ""
        )
        .join(others, on=["file", "sheet"], how="anti", maintain_order="left")
        .group_by("campaign", maintain_order=True)
        .agg(
            pl.col("point").n_unique().alias("points"),
            pl.struct("point", "top_cm", "bottom_cm").n_unique().alias("samples"),
            pl.len().alias("rows"),
        )
        .iter_rows()
    }
    return [
        _campaign(item, *counted.get(item.id, (0, 0, 0)))
        for item in source.project.campaigns
    ]


def _campaign(
    item: project.Campaign, points: int, samples: int, observations: int
) -> report.Campaign:
    return report.Campaign(
        id=item.id,
        start=item.start,
        end=item.end,
        laboratory=stated_or(item.laboratory, None),
        procedure=stated_or(item.procedure, None),
        bridging=stated_or(item.bridging, None),
        points=points,
        samples=samples,
        observations=observations,
    )


def data_record(source: ReportSource) -> report.Data:
    """Return what was observed: by file, by property, by quality flag."""
    observations = source.observations
    return report.Data(
        observations=observations.height,
        files=_files(source),
        papers=stated_or(source.evidence.papers, []),
        warnings=[_warning(item) for item in stated_or(source.run.warnings, [])],
        properties=_properties(observations),
        flags=_counts(observations, "flag"),
    )


def _warning(item: run.Noticed) -> report.Noticed:
    """Return what reading a file told, in the words of today."""
    where = _place(item)
    place = replace(where, file="")
    told = Problem(code=item.code, where=where, facts=item.facts)
    return report.Noticed(
        code=item.code,
        file=where.file,
        place=Text(en=place.text("en"), zh=place.text("zh")),
        found=Text(en=told.found("en"), zh=told.found("zh"))
        if item.code in catalogue()
        else same(item.code),
    )


def _place(item: run.Noticed) -> Where:
    try:
        return convert(item.where, Where)
    except ValidationError as error:
        raise EdaphonError(unreadable(error, Where(file=RUN))) from None


def _counts(observations: pl.DataFrame, column: str) -> dict[str, int]:
    found = observations.group_by(column, maintain_order=True).len().rows()
    return {str(key): count for key, count in sorted(found)}


def _files(source: ReportSource) -> list[report.File]:
    counted = _counts(source.observations, "file")
    return [
        report.File(
            path=item.path,
            digest=item.digest,
            about=_about(source.project.files, item.path),
            observations=counted.get(item.path, 0),
        )
        for item in source.evidence.files
    ]


def _about(files: Sequence[project.File], path: str) -> Text | None:
    """Return what a file is about; None where nobody says, or its sheets differ."""
    kinds = {stated_or(item.about, None) for item in files if item.path == path}
    kind = kinds.pop() if len(kinds) == 1 else None
    return word("about", kind) if kind else None


def _properties(observations: pl.DataFrame) -> list[report.Observed]:
    found = observations.group_by("property", maintain_order=True).agg(
        pl.len().alias("count"),
        (pl.col("flag") == 1).sum().alias("pass_"),
        (pl.col("flag") == 3).sum().alias("suspect"),
        (pl.col("flag") == 4).sum().alias("fail"),
        (pl.col("flag") == 9).sum().alias("missing"),
        (pl.col("censored") != "").sum().alias("censored"),
        pl.col("procedure").unique().alias("procedures"),
        pl.col("instrument").unique().alias("instruments"),
        pl.col("campaign").filter(pl.col("campaign") != "").n_unique().alias("rounds"),
    )
    absent = cells_without_value(observations)
    rows = sorted(found.iter_rows(named=True), key=lambda row: str(row["property"]))
    return [
        _observed(
            **row | {"missing": row["missing"] + absent.get(str(row["property"]), 0)}
        )
        for row in rows
    ]


def cells_without_value(observations: pl.DataFrame) -> dict[str, int]:
    """Count for each property the cells of its column that hold no value.

    A cell that says “not determined”, or nothing, gives no observation. It is counted
    from the rows that stand: where a sheet has a column for one property, every sample
    of the sheet of which other properties are known has a cell there. A property that
    shares its column with others (one result a row) has no cell to be empty, and a
    sample that another file or row tells of is not without its value.

    Parameters
    ----------
    observations
        The table of observations.

    Returns
    -------
    dict of str to int
        Cells by property; properties without such a cell are left out.
    """
    sheet, row = ["file", "sheet"], ["file", "sheet", "row"]
    own = (
        observations.select(*sheet, "column", "property")
        .unique()
        .filter(pl.len().over(*sheet, "column") == 1)
        .select(*sheet, "property")
        .unique()
    )
    absent = (
        observations.select(*row, *SAMPLE)
        .unique(subset=row)
        .join(own, on=sheet)
        .join(observations, on=[*row, "property"], how="anti")
        .join(observations, on=[*SAMPLE, "property"], how="anti")
    )
    return _counts(absent, "property")


def _observed(
    property: str,  # noqa: A002 - name of the column
    procedures: Sequence[str],
    instruments: Sequence[str],
    **counts: int,
) -> report.Observed:
    known = properties().get(property)
    return report.Observed(
        property=property,
        name=property_name(property),
        unit=known.unit if known else "",
        procedures=_names(procedures),
        instruments=_names(instruments),
        **counts,
    )


def _names(found: Sequence[str]) -> list[str]:
    return sorted(name for name in found if name)[:NAMES_LISTED]
