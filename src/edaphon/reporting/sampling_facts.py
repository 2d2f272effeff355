"""Sampling design, campaigns, points, data quality and files behind an account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from edaphon.evidence import properties
from edaphon.kernel.errors import Problem, Where, catalogue
from edaphon.kernel.language import LANGUAGES
from edaphon.reporting.source import ReportSource
from edaphon.reporting.wording import both, same, word

Record = dict[str, Any]

SENSOR = "sensor"
"""What files of loggers and chambers are about."""

NAMES_LISTED = 6
"""Procedures or instruments listed for one property."""


def sampling_record(source: ReportSource) -> Record:
    """Return the design as planned and as carried out."""
    sampling = source.project["sampling"]
    settings = source.account["accounts"][0]["settings"]
    return {
        "design": word("design", settings["design"]),
        "depth_cm": source.account["depth_cm"],
        "mass": word("mass", settings.get("mass", "whole")),
        "interpolation": word(
            "interpolation", settings.get("interpolation", "natural")
        ),
        "plan": _plan(source.plan),
        "campaigns": campaigns(source),
        "missing": [_reasoned(item) for item in sampling.get("missing", [])],
        "moved": [_reasoned(item) for item in sampling.get("moved", [])],
        "gps_error_m": _written(sampling.get("gps_error_m")),
        "points": source.account["points"],
    }


def _plan(plan: Mapping[str, Any]) -> Record:
    return {
        **plan,
        "sealed_at": plan["sealed_at"] or None,
        "digest": plan["digest"] or None,
        "description": _maybe(plan["description"]),
        "seed": _seed(plan["seed"]),
    }


def _maybe(given: Mapping[str, Any] | None) -> Record | None:
    return dict(both(given)) if given else None


def _written(value: object) -> str | None:
    return None if value is None else str(value)


def _seed(given: Mapping[str, Any] | None) -> Record | None:
    if not given:
        return None
    return {"value": _written(given.get("value")), "note": _maybe(given.get("note"))}


def _reasoned(item: Mapping[str, Any]) -> Record:
    return {
        "point": str(item["point"]),
        "what": str(item.get("campaign", item.get("metres", ""))),
        "reason": both(item["reason"]),
    }


def campaigns(source: ReportSource) -> list[Record]:
    """Return each soil campaign with its days, laboratory and counts.

    Readings of loggers and chambers stand at a depth too, and are no samples.
    """
    loggers = [
        str(item["path"])
        for item in source.project["files"]
        if item.get("about") == SENSOR
    ]
    counted = {
        str(name): (points, samples, rows)
        for name, points, samples, rows in source.observations.filter(
            (pl.col("top_cm") != "") & ~pl.col("file").is_in(loggers)
        )
        .group_by("campaign", maintain_order=True)
        .agg(
            pl.col("point").n_unique().alias("points"),
            pl.struct("point", "top_cm", "bottom_cm").n_unique().alias("samples"),
            pl.len().alias("rows"),
        )
        .iter_rows()
    }
    rows = []
    for item in source.project["campaigns"]:
        points, samples, observations = counted.get(str(item["id"]), (0, 0, 0))
        rows.append(
            {
                "id": str(item["id"]),
                "start": str(item["start"]),
                "end": str(item["end"]),
                "laboratory": item.get("laboratory"),
                "procedure": item.get("procedure"),
                "bridging": item.get("bridging"),
                "points": points,
                "samples": samples,
                "observations": observations,
            }
        )
    return rows


def data_record(source: ReportSource) -> Record:
    """Return what was observed: by file, by property, by quality flag."""
    observations = source.observations
    return {
        "observations": observations.height,
        "files": _files(source),
        "papers": [dict(item) for item in source.evidence.get("papers", [])],
        "warnings": [_warning(item) for item in source.run.get("warnings", [])],
        "properties": _properties(observations),
        "flags": _counts(observations, "flag"),
    }


def _warning(item: Mapping[str, Any]) -> Record:
    """Return what reading a file told, in the words of today."""
    where = Where(**item["where"])
    told = Problem(code=item["code"], where=where, facts=item["facts"])
    is_known = item["code"] in catalogue()
    return {
        "code": item["code"],
        "file": where.file,
        "place": {name: replace(where, file="").text(name) for name in LANGUAGES},
        "found": {name: told.found(name) for name in LANGUAGES}
        if is_known
        else same(item["code"]),
    }


def _counts(observations: pl.DataFrame, column: str) -> Record:
    found = observations.group_by(column, maintain_order=True).len().rows()
    return {str(key): count for key, count in sorted(found)}


def _files(source: ReportSource) -> list[Record]:
    counted = _counts(source.observations, "file")
    about = {str(item["path"]): item.get("about") for item in source.project["files"]}
    return [
        {
            "path": item["path"],
            "digest": item["digest"],
            "about": word("about", about[item["path"]])
            if about.get(item["path"])
            else None,
            "observations": counted.get(item["path"], 0),
        }
        for item in source.evidence["files"]
    ]


def _properties(observations: pl.DataFrame) -> list[Record]:
    found = observations.group_by("property", maintain_order=True).agg(
        pl.len().alias("count"),
        (pl.col("flag") == 1).sum().alias("pass"),
        (pl.col("flag") == 3).sum().alias("suspect"),
        (pl.col("flag") == 4).sum().alias("fail"),
        (pl.col("flag") == 9).sum().alias("missing"),
        (pl.col("censored") != "").sum().alias("censored"),
        pl.col("procedure").unique().alias("procedures"),
        pl.col("instrument").unique().alias("instruments"),
        pl.col("campaign").filter(pl.col("campaign") != "").n_unique().alias("rounds"),
    )
    rows = sorted(found.iter_rows(named=True), key=lambda row: str(row["property"]))
    return [_property(row) for row in rows]


def _property(row: Mapping[str, Any]) -> Record:
    code = str(row["property"])
    known = properties().get(code)
    return {
        "property": code,
        "name": {key: str(value) for key, value in known.name.items()}
        if known
        else same(code),
        "unit": known.unit if known else "",
        **{
            name: int(row[name])
            for name in ("count", "pass", "suspect", "fail", "missing", "censored",
                         "rounds")
        },
        "procedures": _names(row["procedures"]),
        "instruments": _names(row["instruments"]),
    }  # fmt: skip


def _names(found: Sequence[str]) -> list[str]:
    return sorted(name for name in found if name)[:NAMES_LISTED]
