"""Project folders of any size, the same in every run, for the account's benchmark.

``python benchmarks/landscape.py FOLDER SAMPLES`` writes one. A project has paired
points of four layers and two campaigns in one CSV, a sealed plan, parcels and
points on a map, and a few activity records. Other forms of the same project: the
table in GB18030 under Chinese headers, as a workbook, and points drawn anew for each
campaign.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from openpyxl import Workbook

from edaphon.evidence.sealing import seal_plan

SEED = 314159
LAYERS = ((0, 10), (10, 20), (20, 30), (30, 50))
CARBON = (12.0, 9.0, 7.0, 4.5)
DENSITY = (1.30, 1.36, 1.42, 1.46)
POINTS_PER_STRATUM = 250
CONTROL_SHARE = 3
"""Every third point of a stratum is control land."""

GAIN, NOISE = 0.5, 0.12
"""Gain of the uppermost layer on project land, and noise of a result [g/kg]."""

CAMPAIGNS = (("2021", "2021-10-08"), ("2024", "2024-10-08"))
SIDE = 0.004
"""Side of a parcel [degrees]."""

FORMS = ("csv", "gb18030", "xlsx", "independent")
"""Forms of a project; the first is the plain one."""

CHINESE = {
    "sample": "样品编号", "point": "采样点", "campaign": "采样批次", "date": "采样日期",
    "top_cm": "上界(cm)", "bottom_cm": "下界(cm)", "soc_g_kg": "有机碳(g/kg)",
    "bd_g_cm3": "容重(g/cm3)",
}  # fmt: skip
"""Headers of the table in GB18030."""

SEALED_AT = datetime(2021, 9, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One point of the landscape."""

    id: str
    stratum: str
    role: str
    place: tuple[float, float]


def sites(samples: int) -> list[Site]:
    """Return as many points as make up at least so many soil samples."""
    count = -(-samples // (len(LAYERS) * len(CAMPAIGNS)))
    found = []
    for number in range(count):
        row, at = divmod(number, POINTS_PER_STRATUM)
        is_control = at % CONTROL_SHARE == 0
        step = at / POINTS_PER_STRATUM * SIDE * 0.9
        east = 115.0 + (2 * row + is_control) * SIDE * 1.5 + 0.05 * SIDE + step
        found.append(
            Site(
                id=f"P{number:05d}",
                stratum=f"S{row + 1:03d}",
                role="control" if is_control else "project",
                place=(round(east, 6), round(34.0 + SIDE / 2, 6)),
            )
        )
    return found


def make(folder: Path, samples: int, form: str = "csv") -> Path:
    """Write a project folder with at least so many soil samples and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    found = sites(samples)
    strata = sorted({site.stratum for site in found})
    (folder / "plan").mkdir(exist_ok=True)
    lines = list(soil_lines(found, design(form)))
    table = write_table(folder, lines, form)
    (folder / "activity.csv").write_text("\n".join(activity_lines()) + "\n", "utf-8")
    (folder / "fields.geojson").write_text(
        json.dumps(land(found, design(form))), "utf-8"
    )
    (folder / "project.yaml").write_text(
        dumped(project(strata, table, design(form))), "utf-8"
    )
    (folder / "plan/sampling.yaml").write_text(
        dumped(plan(found, design(form))), "utf-8"
    )
    (folder / "plan/seal.json").unlink(missing_ok=True)
    seal_plan(folder, SEALED_AT)
    return folder


def design(form: str) -> str:
    """Return the sampling design of a form."""
    return "independent" if form == "independent" else "paired"


def write_table(folder: Path, lines: list[str], form: str) -> dict[str, Any]:
    """Write the table of samples and return its entry in project.yaml."""
    columns: dict[str, Any] = dict(COLUMNS)
    if form == "gb18030":
        for english, chinese in CHINESE.items():
            lines[0] = lines[0].replace(english, chinese)
            columns[chinese] = columns.pop(english)
        (folder / "soil.csv").write_bytes("\n".join([*lines, ""]).encode("gb18030"))
        return {"path": "soil.csv", "encoding": "gb18030", "columns": columns}
    if form == "xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet("soil")
        for line in lines:
            sheet.append([_cell(text) for text in line.split(",")])
        book.save(folder / "soil.xlsx")
        return {"path": "soil.xlsx", "columns": columns}
    (folder / "soil.csv").write_text("\n".join([*lines, ""]), "utf-8")
    return {"path": "soil.csv", "columns": columns}


def _cell(text: str) -> float | str:
    try:
        return float(text) if "." in text or len(text) < 3 else text
    except ValueError:
        return text


def dumped(document: Mapping[str, Any]) -> str:
    """Return a document as YAML."""
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def names(site: Site, chosen: str) -> tuple[str, ...]:
    """Return the points of a site: one visited twice, or one a campaign."""
    return (site.id,) if chosen == "paired" else (f"{site.id}a", f"{site.id}b")


def soil_lines(found: list[Site], chosen: str) -> Iterator[str]:
    """Yield the lines of the one table."""
    random = np.random.Generator(np.random.Philox(SEED))
    draws = random.standard_normal((len(found), len(CAMPAIGNS), len(LAYERS), 2))
    yield "sample,point,campaign,date,top_cm,bottom_cm,soc_g_kg,bd_g_cm3"
    number = 0
    for at, site in enumerate(found):
        for turn, (campaign, day) in enumerate(CAMPAIGNS):
            for place, (top, bottom) in enumerate(LAYERS):
                number += 1
                noise, ring = draws[at, turn, place]
                gain = GAIN / (1 + place) * turn * (site.role == "project")
                carbon = CARBON[place] + gain + NOISE * noise
                density = DENSITY[place] * (1 + 0.01 * ring)
                point = names(site, chosen)[-turn]
                yield (
                    f"T{number:06d},{point},{campaign},{day},{top},{bottom},"
                    f"{carbon:.2f},{density:.3f}"
                )


def activity_lines() -> Iterator[str]:
    """Yield the few activity records."""
    yield "role,year,item,value,unit"
    for role, years in (("baseline", (2019, 2020, 2021)), ("project", (2022, 2023))):
        for year in years:
            yield f"{role},{year},diesel_used,20000,L"
            yield f"{role},{year},synthetic_n_applied,90,t"


def land(found: list[Site], chosen: str) -> dict[str, Any]:
    """Return parcels, control parcels and points as GeoJSON."""
    return {"type": "FeatureCollection", "features": list(_features(found, chosen))}


def _features(found: list[Site], chosen: str) -> Iterator[dict[str, Any]]:
    for row, stratum in enumerate(sorted({site.stratum for site in found})):
        for side, kind in enumerate(("parcel", "control_parcel")):
            west = 115.0 + (2 * row + side) * SIDE * 1.5
            corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
            ring = [
                [round(west + x * SIDE, 6), round(34.0 + y * SIDE, 6)]
                for x, y in corners
            ]
            shape = {"type": "Polygon", "coordinates": [ring]}
            yield _feature(f"{stratum}-{side}", kind, stratum, shape)
    for site in found:
        place = {"type": "Point", "coordinates": list(site.place)}
        for name in names(site, chosen):
            yield _feature(name, "point", site.stratum, place, role=site.role)


def _feature(
    name: str, kind: str, stratum: str, geometry: Mapping[str, Any], **more: str
) -> dict[str, Any]:
    named = {"id": name, "kind": kind, "stratum": stratum, **more}
    return {"type": "Feature", "properties": named, "geometry": geometry}


COLUMNS = {
    "sample": {"is": "sample_id"},
    "point": {"is": "point"},
    "campaign": {"is": "campaign"},
    "date": {"is": "sampled_on"},
    "top_cm": {"is": "top"},
    "bottom_cm": {"is": "bottom"},
    "soc_g_kg": {"is": "soc", "unit": "g/kg"},
    "bd_g_cm3": {"is": "bulk_density", "unit": "g/cm3"},
}
"""Columns of the table and what they hold."""


def project(strata: list[str], table: Mapping[str, Any], chosen: str) -> dict[str, Any]:
    """Return project.yaml."""
    records = ("role", "campaign", "item", "value", "unit")
    headers = ("role", "year", "item", "value", "unit")
    return {
        "v": "edaphon.project/2",
        "id": "landscape",
        "name": {"en": "Synthetic landscape"},
        "synthetic": True,
        "proponent": {"name": {"en": "Nobody (invented)"}},
        "jurisdiction": "CN",
        "scenario": "cropland",
        "fields": {"path": "fields.geojson", "crs": "EPSG:4490"},
        "practice": {
            "category": "crop_planting_harvesting",
            "kind": "other",
            "description": {"en": "A practice (invented)"},
            "start": "2021-10-15",
        },
        "baseline": {"sealed_on": "2021-10-10"},
        "period": {"start": "2021-10-15", "end": "2024-10-15"},
        "campaigns": [
            {"id": name, "start": day, "end": day, "laboratory": "A", "procedure": "B"}
            for name, day in CAMPAIGNS
        ],
        "strata": [{"id": name} for name in strata],
        "sampling": {"plan": "plan/sampling.yaml", "design": chosen},
        "permanence": {
            "internal": "5",
            "external": "5",
            "natural": "5",
            "longevity_years": "40",
        },
        "leakage": {"yield_change_percent": "0"},
        "campaign_errors": {"laboratory": [], "bulk_density": []},
        "earlier": "none",
        "files": [
            dict(table),
            {
                "path": "activity.csv",
                "about": "activity",
                "columns": {
                    header: {"is": code}
                    for header, code in zip(headers, records, strict=True)
                },
            },
        ],
        "methods": ["edaphon.mcs/1.1", "verra.vm0042/2.2"],
    }


def plan(found: list[Site], chosen: str) -> dict[str, Any]:
    """Return plan/sampling.yaml."""
    return {
        "v": "edaphon.plan/1",
        "project": "landscape",
        "design": chosen,
        "campaigns": [name for name, _ in CAMPAIGNS],
        "planned_days": dict(CAMPAIGNS[1:]),
        "depth_cm": "30",
        "layers": [[str(top), str(bottom)] for top, bottom in LAYERS],
        "reference_mass": "3900",
        "points": [
            {"id": name, "stratum": site.stratum, "role": site.role}
            for site in found
            for name in names(site, chosen)
        ],
    }


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2])))
