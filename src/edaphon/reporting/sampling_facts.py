"""Sampling design, campaigns, points, data quality and files behind an account."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from edaphon.accounting import Account, Evidence, text_of
from edaphon.evidence import properties
from edaphon.reporting.wording import both, same, word

Record = dict[str, Any]

POINTS_LISTED = 60
"""Points listed one by one; the observation table in the bundle holds them all."""

NAMES_LISTED = 6
"""Procedures or instruments listed for one property."""

METRES_PER_DEGREE = 111_320.0
"""Length of a degree of latitude on the sphere of the WGS-84 equator [m]."""


def sampling_record(account: Account) -> Record:
    """Return the design as planned and as carried out."""
    evidence = account.evidence
    plan, sampling = evidence.plan, evidence.sampling
    return {
        "design": word("design", evidence.design),
        "depth_cm": text_of(evidence.depth_cm, 0),
        "mass": word("mass", account.settings.get("mass", "whole")),
        "interpolation": word(
            "interpolation", account.settings.get("interpolation", "natural")
        ),
        "plan": {
            "present": plan.present,
            "sealed_at": plan.sealed_at or None,
            "intact": plan.intact,
            "digest": plan.digest or None,
            "points": len(plan.points),
            "layers": [[str(top), str(bottom)] for top, bottom in plan.layers],
            "tests": list(plan.tests),
            "description": _maybe(plan.document.get("description")),
            "seed": _seed(plan.document.get("seed", {})),
            "cores_per_sample": plan.document.get("cores_per_sample"),
        },
        "campaigns": campaigns(evidence),
        "missing": [_reasoned(item) for item in sampling.get("missing", [])],
        "moved": [_reasoned(item) for item in sampling.get("moved", [])],
        "gps_error_m": _written(sampling.get("gps_error_m")),
        "shared_errors": {
            str(key): str(value)
            for key, value in sorted(
                evidence.project.document.get("shared_errors", {}).items()
            )
        },
        "points": points(account),
    }


def _maybe(given: Mapping[str, Any] | None) -> Record | None:
    return dict(both(given)) if given else None


def _written(value: object) -> str | None:
    return None if value is None else str(value)


def _seed(given: Mapping[str, Any]) -> Record | None:
    if not given:
        return None
    return {"value": _written(given.get("value")), "note": _maybe(given.get("note"))}


def _reasoned(item: Mapping[str, Any]) -> Record:
    return {
        "point": str(item["point"]),
        "what": str(item.get("campaign", item.get("metres", ""))),
        "reason": both(item["reason"]),
    }


def campaigns(evidence: Evidence) -> list[Record]:
    """Return each soil campaign with its days, laboratory and counts."""
    counted = {
        str(name): (points, samples, rows)
        for name, points, samples, rows in evidence.observations.filter(
            pl.col("top_cm") != ""
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
    for item in evidence.project.document["campaigns"]:
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


def points(account: Account) -> Record:
    """Return the sampled points with planned and actual position, the first of them."""
    axes = account.run.axes
    owners = axes["point"].parents
    groups = axes["group"]
    evidence = account.evidence
    listed = []
    for place, name in enumerate(axes["point"].labels[:POINTS_LISTED]):
        group = owners[place]
        found = evidence.coordinates.get(name)
        planned = evidence.plan.coordinates.get(name)
        listed.append(
            {
                "point": name,
                "stratum": groups.attributes["stratum"][group],
                "role": groups.attributes["role"][group],
                "longitude": _degrees(found, 0),
                "latitude": _degrees(found, 1),
                "off_plan_m": text_of(_metres(found, planned), 1),
            }
        )
    return {
        "total": len(axes["point"].labels),
        "placed": sum(
            1 for name in axes["point"].labels if name in evidence.coordinates
        ),
        "listed": listed,
    }


def _degrees(position: tuple[float, float] | None, place: int) -> str | None:
    return None if position is None else text_of(position[place], 6)


def _metres(
    found: tuple[float, float] | None, planned: tuple[float, float] | None
) -> float:
    """Return the distance between two near positions [m], on the sphere."""
    if found is None or planned is None:
        return math.nan
    east = (found[0] - planned[0]) * math.cos(math.radians(planned[1]))
    north = found[1] - planned[1]
    return METRES_PER_DEGREE * math.sqrt(east * east + north * north)


def data_record(evidence: Evidence) -> Record:
    """Return what was observed: by file, by property, by quality flag."""
    observations = evidence.observations
    return {
        "observations": observations.height,
        "files": _files(evidence),
        "properties": _properties(observations),
        "flags": _counts(observations, "flag"),
    }


def _counts(observations: pl.DataFrame, column: str) -> Record:
    found = observations.group_by(column, maintain_order=True).len().rows()
    return {str(key): count for key, count in sorted(found)}


def _files(evidence: Evidence) -> list[Record]:
    counted = _counts(evidence.observations, "file")
    about = {
        str(item["path"]): item.get("about")
        for item in evidence.project.document["files"]
    }
    return [
        {
            "path": path,
            "digest": digest,
            "about": word("about", about[path]) if about.get(path) else None,
            "observations": counted.get(path, 0),
        }
        for path, digest in sorted(evidence.files.items())
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
