"""Documents of a made-up project that meets every condition of both packs."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

MCS, VM0042 = "edaphon.mcs/1.1", "verra.vm0042/2.2"
METHODS = (MCS, VM0042)

CREDITED, BY_YEAR = 739, (49, 246, 246, 198)
"""What the unified method credits the plain project with: only printed in tests,
proved by none."""

START, END, ARCHIVED = "start", "end", "start-again"
DAYS = {START: "2021-10-04", END: "2024-10-04"}
LAYERS = ((0, 10), (10, 20), (20, 30), (30, 40))

SOIL, MICROBES = "lab/soil.csv", "lab/microbes.csv"
MAP = "fields.geojson"
PRODUCT, ACTIVITY = "lab/product.csv", "activity/records.csv"
YIELDS = "activity/yields.csv"
ASSAYS = ("strain_marker", "mbc", "glucosamine", "muramic_acid")

Document = dict[str, Any]

PLACES = {
    "point": {"is": "point"},
    "stratum": {"is": "stratum"},
    "role": {"is": "role"},
    "campaign": {"is": "campaign"},
    "top": {"is": "top", "unit": "cm"},
    "bottom": {"is": "bottom", "unit": "cm"},
    "date": {"is": "sampled_on"},
}
UNITS = {"strain_marker": "{copies}/g"}


def _files() -> list[dict[str, Any]]:
    soil = {
        "method": {"is": "procedure"},
        "soc": {"is": "soc", "unit": "g/kg"},
        "bd": {"is": "bulk_density", "unit": "g/cm3", "basis": "fine_earth"},
    }
    assays = {
        name: {"is": name, "unit": UNITS.get(name, "mg/kg")} for name in ASSAYS
    }  # fmt: skip
    records = {
        "role": {"is": "role"},
        "year": {"is": "campaign"},
        "item": {"is": "item"},
        "amount": {"is": "value"},
        "unit": {"is": "unit"},
        "stratum": {"is": "stratum"},
        "lot": {"is": "lot"},
    }
    product = {
        "batch": {"is": "sample_id"},
        "cfu": {"is": "viable_count", "unit": "[CFU]/g"},
    }
    return [
        _file(SOIL, "soil", {**PLACES, **soil}, dates="iso"),
        _file(MICROBES, "microbial", {**PLACES, **assays}, dates="iso"),
        _file(PRODUCT, "product", product),
        _file(ACTIVITY, "activity", records),
    ]


HARVESTED = "7"
"""Yield of the control [t/ha]; that of the project differs as the document states."""


def yields_file() -> dict[str, Any]:
    """Return the entry of the file of yields."""
    columns = {
        "stratum": {"is": "stratum"},
        "role": {"is": "role"},
        "year": {"is": "campaign"},
        "yield": {"is": "yield", "unit": "t/har"},
    }
    return _file(YIELDS, "yield", columns)


def _file(
    path: str, about: str, columns: Mapping[str, Any], **more: str
) -> dict[str, Any]:
    copied = {name: dict(rule) for name, rule in columns.items()}
    return {"path": path, "about": about, **more, "columns": copied}


SIGNED = {
    "text": {"en": "Declared.", "zh": "特此声明。"},
    "signed_on": "2021-08-01",
    "signed_by": "A. Farmer",
}

PRACTICE = {
    "category": "crop_planting_harvesting",
    "kind": "microbial_inoculant",
    "description": {"en": "Inoculant at sowing.", "zh": "播种时施用微生物菌剂。"},
    "start": "2021-10-20",
    "change": "new",
    "mechanism": {"necromass_carbon": "increase", "mbc": "increase"},
    "product": {
        "registration": "微生物肥(2018)准字(0001)号",
        "strains": [{"name": "Bacillus subtilis B1", "deposit": "CGMCC 0001"}],
        "labelled_count": {"value": "200000000", "unit": "[CFU]/g"},
        "legal_minimum": {"value": "200000000", "unit": "[CFU]/g"},
        "sterile_carrier_on_control": False,
    },
    "evidence": ["A trial in the region"],
}

LIKE_ITS_STRATUM = {
    "distance_km": "12",
    "slope_percent_class": "0-3",
    "same_slope_class": True,
    "same_aspect": True,
    "same_texture": True,
    "same_soil_group": True,
    "same_practice_years": "6",
    "same_land_cover_history": True,
    "same_ecoregion": True,
    "same_climate_zone": True,
    "precipitation_difference_mm": "20",
    "weather_station_km": "15",
}

NONE = {"en": "None on these farms.", "zh": "本项目没有。"}

NOT_THERE = (
    "lime", "organic_nitrogen", "nitrogen_fixing", "amendments", "carrier",
    "residue_burning", "livestock", "displaced_livestock", "diverted_residues",
    "displaced_production", "woody_plants",
)  # fmt: skip
SOURCES_ABSENT = dict.fromkeys(NOT_THERE, NONE)


def exactly(value: str) -> dict[str, str]:
    """Return value and ends of a factor that is known exactly."""
    return {"value": value, "low": value, "high": value}


PRODUCT_FACTOR = {
    **exactly("0.5"), "unit": "kg{CO2e}/kg", "reference": "Life-cycle study", "tier": 2,
}  # fmt: skip


def project_document(
    design: str, strata: Mapping[str, float], controls: Sequence[str]
) -> Document:
    """Return ``project.yaml`` with strata [ha] and the names of control points."""
    return {
        "v": "edaphon.project/2",
        "id": "synthetic",
        "name": {"en": "Synthetic project", "zh": "模拟项目"},
        "proponent": {"name": {"en": "Example Farm", "zh": "示例农场"}},
        "jurisdiction": "CN-41",
        "scenario": "cropland",
        "synthetic": True,
        "practice": deepcopy(PRACTICE),
        "land": {
            "cover": "cropland", "converted_from_native": "never",
            "organic_soil": False, "tenure": dict(SIGNED),
            "wet_climate": False, "irrigated": False, "stone_free": True,
        },
        "additionality": {
            "statement": dict(SIGNED), "regulatory_surplus": True,
            "barriers": {"en": "Cost", "zh": "成本"}, "adoption_percent": "3",
        },
        "uniqueness": dict(SIGNED),
        "baseline": {
            "look_back": {"start": "2018-01-01", "end": "2021-01-01"},
            "sealed_on": "2021-09-01",
        },
        "period": {"start": "2021-10-20", "end": "2024-10-20"},
        "campaigns": [
            {"id": name, "start": f"{DAYS[name][:8]}01", "end": f"{DAYS[name][:8]}10",
             "laboratory": "A"} for name in (START, END)
        ],
        "strata": [
            {"id": name, "area_ha": str(area)} for name, area in strata.items()
        ],
        "sampling": {"design": design, "depth_cm": "30"},
        "control_sites": [
            {"point": point, **LIKE_ITS_STRATUM} for point in controls
        ],
        "files": _files(),
        "factors": {"product_emissions": dict(PRODUCT_FACTOR)},
        "sources_absent": dict(SOURCES_ABSENT),
        "leakage": {"yield_change_percent": "1"},
        "permanence": {
            "internal": "8", "external": "2", "natural": "3", "longevity_years": "40",
        },
        "campaign_errors": {"laboratory": [], "bulk_density": []},
        "earlier": "none",
        "methods": list(METHODS),
    }  # fmt: skip


def place_of(number: int) -> dict[str, str]:
    """Return place, parcel and field book of a point: each is a field of its own.

    A hundredth of a degree is more than 900 m.
    """
    return {
        "longitude": f"{115 + 0.01 * number:.6f}",
        "latitude": "34.400000",
        "parcel": f"F{number + 1}",
        "field_book": f"FB{number + 1}",
    }


def plan_document(
    design: str, points: Sequence[tuple[str, str, str]], strata: Mapping[str, float]
) -> Document:
    """Return ``plan/sampling.yaml`` with points, each with stratum and role."""
    return {
        "v": "edaphon.plan/1",
        "project": "synthetic",
        "design": design,
        "campaigns": [START, END],
        "planned_days": {END: DAYS[END]},
        "depth_cm": "30",
        "layers": [[str(top), str(bottom)] for top, bottom in LAYERS],
        "reference_mass": "3900",
        "strata": [{"id": name, "area_ha": str(area)} for name, area in strata.items()],
        "tests": ["strain_marker", "mbc", "necromass_carbon"],
        "points": [
            {"id": point, "stratum": stratum, "role": role, **place_of(number)}
            for number, (point, stratum, role) in enumerate(points)
        ],
    }
