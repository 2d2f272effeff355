"""Records that count twice: amounts written again, layers sampled again."""

import statistics
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import polars as pl

from edaphon.evidence import Project, properties
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.units import display
from edaphon.monitoring.checking import (
    comparable,
    numbered_by_reader,
    place_of,
    place_text,
)
from edaphon.schemas.models.project import File
from edaphon.schemas.sections import sheets_about

FAR = 10.0
"""Ratio of a year's amount to that of the other years beyond which it is told [1]."""

LEAST_YEARS = 3
"""Years that are needed to say what is usual."""

SAYS = (
    "sample", "point", "stratum", "role", "campaign", "replicate", "property", "amount",
    "phenomenon_time",
)  # fmt: skip
"""What a record of an amount says, in whatever unit; two that say the same are told."""

LAYER = ("point", "campaign", "replicate", "property", "top_cm", "bottom_cm")
"""What makes a result of a layer one that a stock takes the mean of."""

SERIES = (*LAYER, "procedure", "instrument")
"""What makes a result of a layer one that no stock is computed from."""

SHEET = ["file", "sheet"]

Row = Mapping[str, Any]

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
        ``LAYER_TWICE`` for second results of layers that are no replicates,
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
    compared = numbered.with_columns(comparable().alias("amount"))
    for row, first in _again(compared, SAYS):
        yield Problem(
            code="RECORD_REPEATED", where=place_of(row), facts=_facts(row, first)
        )
    yield from _layers(project, observations)
    yield from _jumps(amounts)
    yield from _apart(amounts)


def _layers(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Ask about second results of a layer, once a property of a sheet.

    Loggers may repeat, but not in what a stock is computed from, whatever a file says
    that it is about.
    """
    entries = properties()
    layers = observations.filter(
        (pl.col("top_cm") != "") & (pl.col("point") != "") & (pl.col("number") != "")
    )
    stocked = [code for code, entry in entries.items() if entry.in_stock]
    others = [
        code
        for code, entry in entries.items()
        if entry.domain == "soil" and not entry.in_stock
    ]
    sampled = layers.filter(pl.col("property").is_in(others)).join(
        _series(project, observations), on=SHEET, how="anti", maintain_order="left"
    )
    found = [
        *_again(layers.filter(pl.col("property").is_in(stocked)), LAYER),
        *_again(sampled, SERIES),
    ]
    told: dict[tuple[object, ...], list[tuple[Row, Row]]] = {}
    for row, first in found:
        told.setdefault((row["file"], row["sheet"], row["property"]), []).append(
            (row, first)
        )
    for rows in told.values():
        facts = {**_facts(*rows[0]), "count": len(rows)}
        yield Problem(code="LAYER_TWICE", where=place_of(rows[0][0]), facts=facts)


def _series(project: Project, observations: pl.DataFrame) -> pl.DataFrame:
    """Return file and sheet of the series of loggers."""
    files = [msgspec.convert(item, File) for item in project.files]
    sheets = observations.select(SHEET).unique(maintain_order=True)
    found = sheets_about(files, sheets.rows(), ("sensor",))
    return pl.DataFrame(found, schema=sheets.schema, orient="row")


def _again(frame: pl.DataFrame, key: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    """Yield each row that stands again under the same key, with the first."""
    order = ["file", "sheet", "row", "column"]
    found = frame.filter(pl.len().over(key) > 1).sort(*key, *order)
    first: Row = {}
    for row in found.iter_rows(named=True):
        if [row[name] for name in key] == [first.get(name) for name in key]:
            yield row, first
        else:
            first = row


def _facts(row: Row, first: Row) -> dict[str, Any]:
    return {
        "property": properties()[row["property"]].name,
        "value": row["value"],
        "unit": _unit(row["unit"]),
        "campaign": row["campaign"],
        "point": row["point"],
        "layer": f"{row['top_cm']}-{row['bottom_cm']} cm",
        "other": place_text(first),
    }


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
