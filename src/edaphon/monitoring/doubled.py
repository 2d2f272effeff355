"""Records that count twice: amounts written again, layers sampled again."""

import statistics
from collections.abc import Iterator, Mapping

import msgspec
import polars as pl

from edaphon.evidence import Project, properties
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.units import display
from edaphon.monitoring.checking import numbered_by_reader, place_of, place_text
from edaphon.schemas.models.project import File
from edaphon.schemas.sections import sheets_about

FAR = 10.0
"""Ratio of a year's amount to that of the other years beyond which it is told [1]."""

LEAST_YEARS = 3
"""Years that are needed to say what is usual."""

SAYS = (
    "sample", "point", "stratum", "role", "campaign", "replicate", "property", "value",
    "unit", "phenomenon_time",
)  # fmt: skip
"""What a record of an amount says; two that say the same are told."""

LAYER = (
    "point", "campaign", "replicate", "property", "top_cm", "bottom_cm", "procedure",
    "instrument",
)  # fmt: skip
"""What makes a sample of a layer one sample, whatever its number."""

SHEET = ["file", "sheet"]

ROLES: Mapping[str, Mapping[str, str]] = {
    "baseline": {"en": "baseline", "zh": "基准线"},
    "project": {"en": "project", "zh": "项目"},
    "control": {"en": "control", "zh": "对照"},
}


def doubled_problems(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Tell of records that an account would count twice; loggers may repeat.

    Yields
    ------
    Problem
        ``RECORD_REPEATED`` for an amount that is written again,
        ``LAYER_TWICE`` for a second sample of one layer that is no replicate,
        ``AMOUNT_JUMP_EARNS`` for a year far from the others on the side that credits
        more, ``AMOUNT_JUMP`` (a warning) for one on the other side,
        ``AMOUNT_APART`` for a project whose years lie far below those of the baseline.
    """
    summed = [code for code, entry in properties().items() if entry.summed]
    amounts = observations.filter(
        pl.col("property").is_in(summed) & (pl.col("top_cm") == "")
    )
    numbered = amounts.with_columns(
        pl.when(numbered_by_reader())
        .then(pl.lit(""))  # numbered by the reader
        .otherwise("sample")
        .alias("sample")
    )
    yield from _again(numbered, SAYS, "RECORD_REPEATED")
    sampled = [code for code, entry in properties().items() if entry.domain == "soil"]
    layers = observations.filter(
        pl.col("property").is_in(sampled)
        & (pl.col("top_cm") != "")
        & (pl.col("point") != "")
        & (pl.col("number") != "")
    ).join(_series(project, observations), on=SHEET, how="anti", maintain_order="left")
    yield from _again(layers, LAYER, "LAYER_TWICE")
    yield from _jumps(amounts)
    yield from _apart(amounts)


def _series(project: Project, observations: pl.DataFrame) -> pl.DataFrame:
    """Return file and sheet of the series of loggers."""
    files = [msgspec.convert(item, File) for item in project.files]
    sheets = observations.select(SHEET).unique(maintain_order=True)
    found = sheets_about(files, sheets.rows(), ("sensor",))
    return pl.DataFrame(found, schema=sheets.schema, orient="row")


def _again(frame: pl.DataFrame, key: tuple[str, ...], code: str) -> Iterator[Problem]:
    """Yield a problem for each row that stands again under the same key."""
    order = ["file", "sheet", "row", "column"]
    found = frame.filter(pl.len().over(key) > 1).sort(*key, *order)
    first: dict[str, object] = {}
    for row in found.iter_rows(named=True):
        if [row[name] for name in key] != [first.get(name) for name in key]:
            first = row
            continue
        facts = {
            "property": properties()[row["property"]].name,
            "value": row["value"],
            "unit": _unit(row["unit"]),
            "campaign": row["campaign"],
            "point": row["point"],
            "layer": f"{row['top_cm']}-{row['bottom_cm']} cm",
            "other": place_text(first),
        }
        yield Problem(code=code, where=place_of(row), facts=facts)


def _by_year(amounts: pl.DataFrame) -> pl.DataFrame:
    """Return the total of each property, scenario and year, with its first place."""
    return (
        amounts.filter(pl.col("number") != "")
        .group_by("property", "role", "campaign", maintain_order=True)
        .agg(
            pl.col("number").cast(pl.Float64).sum().alias("total"),
            pl.col("file").first(),
            pl.col("row").first(),
        )
    )


def _apart(amounts: pl.DataFrame) -> Iterator[Problem]:
    """Ask about a property that a project has a tenth of its baseline or less of.

    Only what may be written in more than one unit: a herd that was sold is no slip.
    """
    known = properties()
    sized = [
        code for code, entry in known.items() if set(entry.factors.values()) != {1}
    ]
    years = _by_year(amounts.filter(pl.col("property").is_in(sized)))
    for (code,), rows in years.group_by("property", maintain_order=True):
        sides = {
            role: rows.filter(pl.col("role") == role)
            for role in ("baseline", "project")
        }
        if any(side.is_empty() for side in sides.values()):
            continue
        before, after = (
            statistics.fmean(side["total"].to_list()) for side in sides.values()
        )
        if after > 0 and before / after >= FAR:
            entry = known[str(code)]
            first = sides["project"].row(0, named=True)
            facts = {
                "property": entry.name,
                "before": f"{before:.6g}",
                "after": f"{after:.6g}",
                "ratio": f"{before / after:.0f}",
                "unit": _unit(entry.unit),
            }
            where = Where(file=first["file"], row=first["row"])
            yield Problem(code="AMOUNT_APART", where=where, facts=facts)


def _jumps(amounts: pl.DataFrame) -> Iterator[Problem]:
    years = _by_year(amounts)
    for (code, _), rows in years.group_by("property", "role", maintain_order=True):
        totals = rows["total"].to_list()
        for place, row in enumerate(rows.iter_rows(named=True)):
            others = [*totals[:place], *totals[place + 1 :]]
            usual = statistics.median(others) if others else 0.0
            ratio = row["total"] / usual if usual > 0 else 1.0
            if len(totals) >= LEAST_YEARS and not 1 / FAR < ratio < FAR:
                entry = properties()[str(code)]
                facts = {
                    "property": entry.name,
                    "role": ROLES.get(row["role"], row["role"]),
                    "campaign": row["campaign"],
                    "value": f"{row['total']:.12g}",
                    "usual": f"{usual:.12g}",
                    "unit": _unit(entry.unit),
                }
                where = Where(file=row["file"], row=row["row"])
                earns = (row["role"] == "baseline") == (ratio > 1)
                asked = "AMOUNT_JUMP_EARNS" if earns else "AMOUNT_JUMP"
                yield Problem(code=asked, where=where, facts=facts)


def _unit(unit: str) -> dict[str, str]:
    return {"en": display(unit, "en"), "zh": display(unit, "zh")}
