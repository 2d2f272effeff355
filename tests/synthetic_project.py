"""A made-up project folder that meets every condition, and can break any one.

`SyntheticProject` holds the documents and tables of a project as plain dicts and
rows. A test changes what it is about, writes the folder and accounts for it. The
numbers follow from the gains that a test asks for plus fixed deviations, so that
the same call always writes the same bytes.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.gathering import gather
from edaphon.evidence.sealing import seal_plan
from tests.plain_yaml import as_yaml
from tests.synthetic_documents import (
    ACTIVITY,
    ARCHIVED,
    DAYS,
    END,
    HARVESTED,
    LAYERS,
    MAP,
    MCS,
    MICROBES,
    PRODUCT,
    SOIL,
    START,
    YIELDS,
    plan_document,
    project_document,
    yields_file,
)

SEALED_AT = datetime(2021, 9, 1, tzinfo=UTC)
SOC = {0: 14.0, 10: 11.0, 20: 8.0, 30: 5.0}
"""Organic carbon of each layer before the practice, by its upper depth [g/kg]."""
DENSITY = {0: 1.25, 10: 1.35, 20: 1.40, 30: 1.45}
"""Bulk density of each layer [g/cm3]."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One sampling point."""

    point: str
    stratum: str
    role: str
    number: int
    """Place within its group, from 0."""


def deviation(number: int, place: int = 0) -> float:
    """Return a fixed deviation between -1 and 1, different for every number."""
    return ((37 * number + 13 * place + 5) % 19 - 9) / 9


YEARS = {"baseline": (2018, 2019, 2020), "project": (2022, 2023, 2024)}
"""Recorded years of both scenarios."""


@dataclass(kw_only=True)
class SyntheticProject:
    """Documents and tables of a project folder, ready to be changed and written."""

    strata: Mapping[str, float] = field(default_factory=lambda: {"S1": 120, "S2": 80})
    """Project area of each stratum [ha]."""
    points: int = 6
    """Project points of each stratum."""
    controls: int = 4
    """Control points of each stratum."""
    gain: float = 1.2
    """Rise of organic carbon on project land in the uppermost layer [g/kg]."""
    control_gain: float = 0.1
    """The same on control land [g/kg]."""
    spread: float = 0.3
    """Half-range of the change between points [g/kg]."""
    design: str = "paired"
    """``paired`` or ``independent``."""
    document: dict[str, Any] = field(init=False)
    """``project.yaml``."""
    plan: dict[str, Any] | None = field(init=False)
    """``plan/sampling.yaml``; None to write none."""
    tables: dict[str, list[Row]] = field(init=False)
    """Rows of every CSV file by its path."""
    found: dict[str, tuple[float, float] | None] = field(default_factory=dict)
    """Longitude and latitude of points that are not mapped where the plan put them;
    None for one that the map leaves out."""
    sealed_at: datetime | None = SEALED_AT
    """Instant of sealing; None to leave the plan unsealed."""
    is_harvested: bool = True
    """Whether yields of every year are written, where a test records none itself."""
    recorded_change: str = ""
    """How far they lie from the control [%]; empty for what the document states."""

    def __post_init__(self) -> None:
        self.tables = {
            SOIL: [row for site in self.sites() for row in self._cores(site)],
            MICROBES: [row for site in self.sites() for row in _assays(site)],
            PRODUCT: [{"batch": "B1", "cfu": "320000000"}],
            ACTIVITY: _records(self.strata),
        }
        controls = [site.point for site in self.sites() if site.role == "control"]
        self.document = project_document(self.design, self.strata, controls)
        points = [
            (point, site.stratum, site.role)
            for site in self.sites()
            for point in self.names(site)
        ]
        self.plan = plan_document(self.design, points, self.strata)
        self.document["fields"] = {"path": MAP, "crs": "EPSG:4490"}

    def sites(self) -> list[Site]:
        """Return every point of the design, stratum by stratum."""
        counts = {"project": self.points, "control": self.controls}
        return [
            Site(
                point=f"{stratum}-{role[0].upper()}{number + 1}",
                stratum=stratum,
                role=role,
                number=number,
            )
            for stratum in self.strata
            for role, count in counts.items()
            for number in range(count)
        ]

    def _cores(self, site: Site) -> list[Row]:
        return [
            self._layer(site, campaign, top, bottom)
            for campaign in (START, END)
            for top, bottom in LAYERS
        ]

    def _layer(self, site: Site, campaign: str, top: int, bottom: int) -> Row:
        level = SOC[top] + 0.5 * deviation(site.number, len(site.role))
        gain = self.gain if site.role == "project" else self.control_gain
        if campaign == END:
            change = gain + self.spread * deviation(site.number, 3 * len(site.role))
            level += change * max(0.0, 1 - top / 30)
        density = DENSITY[top] + 0.02 * deviation(site.number, top)
        return {
            "point": self.names(site)[-1 if campaign == END else 0],
            "stratum": site.stratum,
            "role": site.role,
            "campaign": campaign,
            "top": str(top),
            "bottom": str(bottom),
            "date": DAYS[campaign],
            "method": "NY/T 1121.6-2006",
            "soc": f"{level:.4f}",
            "bd": f"{density:.4f}",
        }

    def names(self, site: Site) -> tuple[str, ...]:
        """Return the points sampled for a site: one re-visited, or one a campaign."""
        if self.design == "paired":
            return (site.point,)
        return (f"{site.point}a", f"{site.point}b")

    def rows(self, table: str = SOIL, **wanted: str) -> list[Row]:
        """Return the rows of a table that hold the given cells."""
        return [
            row
            for row in self.tables[table]
            if all(row.get(key) == cell for key, cell in wanted.items())
        ]

    def drop(self, table: str = SOIL, **wanted: str) -> None:
        """Take the rows that hold the given cells out of a table."""
        gone = self.rows(table, **wanted)
        self.tables[table] = [row for row in self.tables[table] if row not in gone]

    def archive(self, shift: float, day: str = "2024-11-01") -> None:
        """Analyse every fifth sample of the first campaign again, with a shift."""
        for row in self.rows():
            row["analysed"] = day if row["campaign"] == END else "2021-11-01"
        again = [dict(row) for row in self.rows(campaign=START)[::5]]
        for place, row in enumerate(again):
            value = float(row["soc"]) * (shift + 0.002 * deviation(place))
            row |= {"campaign": ARCHIVED, "soc": f"{value:.4f}", "bd": "",
                    "analysed": day}  # fmt: skip
        self.tables[SOIL] += again
        self.map_column(SOIL, "analysed", **{"is": "analysed_on"})
        self.document["campaigns"][1]["archived"] = ARCHIVED

    def map_column(self, table: str, header: str, **rule: Any) -> None:
        """Add a column to the map of a file; stones deny stone-free land."""
        if rule["is"].startswith("coarse_"):
            self.document["land"]["stone_free"] = False
        for entry in self.document["files"]:
            if entry["path"] == table:
                entry["columns"][header] = rule

    def fertilise(self, *roles: str, amount: str = "2") -> None:
        """Record organic nitrogen: an amount [t] in some scenarios, 0 in the others."""
        self.document["sources_absent"].pop("organic_nitrogen", None)
        for role, years in YEARS.items():
            given = amount if role in roles else "0"
            self.tables[ACTIVITY] += [
                _record(role, year, "organic_n_applied", given, "t{N}")
                for year in years
            ]

    def write(self, folder: Path) -> Path:
        """Write the folder and return it."""
        self._harvest()
        for path, rows in self.tables.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(_csv(rows))
        _write_yaml(folder / "project.yaml", self.document)
        if self.document.get("fields") == {"path": MAP, "crs": "EPSG:4490"}:
            (folder / MAP).write_text(json.dumps(self._map()), "utf-8")
        if self.plan is not None:
            _write_yaml(folder / "plan/sampling.yaml", self.plan)
            if self.sealed_at is not None:
                seal_plan(folder, self.sealed_at)
        return folder

    def _harvest(self) -> None:
        """Let yields follow the strata, the recorded years and the stated change."""
        files: Any = self.document.get("files")
        strata: Any = self.document.get("strata")
        leakage = self.document.get("leakage", {})
        if not _are(dict, files) or not _are(dict, strata) or type(leakage) is not dict:
            return  # a test of a broken document
        listed = [item for item in files if item == yields_file()]
        own = [row for rows in self.tables.values() for row in rows if "item" in row]
        columns = [
            item.get("columns", {}).values() for item in files if item not in listed
        ]
        rules = [rule.get("is") for item in columns for rule in item]
        is_own = "yield" in rules or any(row["item"] == "yield" for row in own)
        if not self.is_harvested or is_own:
            return
        years = {row.get("year", "") for row in own if row.get("role") == "project"}
        names = [item["id"] for item in strata if "id" in item]
        stated = self.recorded_change or leakage.get("yield_change_percent", "1")
        whole = Decimal(HARVESTED)
        amounts = {
            "project": f"{whole * (1 + Decimal(stated) / 100)}",
            "control": HARVESTED,
        }
        self.tables[YIELDS] = [
            {"stratum": stratum, "role": role, "year": year, "yield": amount}
            for stratum in names
            for year in sorted({"2022", "2023", "2024", *filter(str.isdigit, years)})
            for role, amount in amounts.items()
        ]
        if not listed:
            files.append(yields_file())

    def _map(self) -> dict[str, Any]:
        """Return the map: points only, the areas are those that the project states."""
        planned = self.plan.get("points", []) if self.plan else []
        places = {
            item["id"]: (float(item["longitude"]), float(item["latitude"]))
            for item in planned
            if {"id", "longitude", "latitude"} <= item.keys()
        } | self.found
        features = [
            {
                "type": "Feature",
                "properties": {
                    "id": item["id"], "kind": "point",
                    **{key: item[key] for key in ("stratum", "role") if key in item},
                },
                "geometry": {"type": "Point", "coordinates": places[item["id"]]},
            }
            for item in planned
            if places.get(item.get("id", ""))
        ]  # fmt: skip
        return {"type": "FeatureCollection", "features": features}

    def evidence(self, folder: Path) -> Evidence:
        """Write the folder and return its evidence."""
        return gather(self.write(folder))[0]

    def account(self, folder: Path, method: str = MCS) -> Account:
        """Write the folder and account for it under one method."""
        return accounts(self.evidence(folder), [method])[0]


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """Replace a table on disk."""
    path.write_bytes(_csv(rows))


def _csv(rows: Sequence[Row]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _write_yaml(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = as_yaml(content)
    path.write_text(text, "utf-8")


BEFORE = {"mbc": 300.0, "glucosamine": 800.0, "muramic_acid": 60.0}
"""Assays of the layer 0-20 cm before the practice [mg/kg]."""
RISE = {"mbc": 60.0, "glucosamine": 25.0, "muramic_acid": 4.0}
"""Their rise on project land [mg/kg]."""


def _assays(site: Site) -> list[Row]:
    return [_assay(site, campaign) for campaign in (START, END)]


def _assay(site: Site, campaign: str) -> Row:
    treated = campaign == END and site.role == "project"
    marker = 2e5 * (1.5 + deviation(site.number)) if treated else 0.0
    cells = {"strain_marker": f"{marker:.0f}"}
    for place, (name, before) in enumerate(BEFORE.items()):
        level = before * (1 + 0.02 * deviation(site.number, place))
        if campaign == END:
            level += 0.01 * before * deviation(site.number, place + 5)
        cells[name] = f"{level + treated * RISE[name]:.3f}"
    return {
        "point": site.point,
        "stratum": site.stratum,
        "role": site.role,
        "campaign": campaign,
        "top": "0",
        "bottom": "20",
        "date": DAYS[campaign],
        **cells,
    }


def _records(strata: Mapping[str, float]) -> list[Row]:
    """Return equal activity in baseline and project years; the product is new.

    A hectare takes 70 L of diesel and 0.22 t of nitrogen a year.
    """
    rows = []
    area = sum(strata.values())
    for role, years in YEARS.items():
        for year in years:
            for item, amount, unit in (
                ("diesel_used", f"{70 * area:g}", "L"),
                ("synthetic_n_applied", f"{0.22 * area:g}", "t{N}"),
            ):
                rows.append(_record(role, year, item, amount, unit))
            if role == "project":
                rows += [_applied(year, *stratum) for stratum in strata.items()]
    return rows


def _applied(year: int, stratum: str, area: float) -> Row:
    """Return the application of a year: 30 kg/ha of one lot."""
    amount = f"{30 * area:g}"
    record = _record("project", year, "product_applied", amount, "kg")
    return {**record, "stratum": stratum, "lot": "B1"}


def _record(role: str, year: int, item: str, amount: str, unit: str) -> Row:
    return {
        "role": role, "year": str(year), "item": item, "amount": amount, "unit": unit,
        "stratum": "", "lot": "",
    }  # fmt: skip


def _are(kind: type, items: object) -> bool:
    """Tell whether something is a list of things of one kind."""
    return isinstance(items, list) and all(isinstance(item, kind) for item in items)
