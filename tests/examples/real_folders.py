"""Whole project folders around real measurements, whose files are left as they are."""

import shutil
from pathlib import Path
from typing import Any

from tests.plain_yaml import as_yaml

METHODS = ["edaphon.mcs/1.1", "verra.vm0042/2.2"]

ESM = ("concentrations.csv", "bulk_density.csv")
ESM_REFERENCE = 4900
"""Reference mass to 35 cm, from reference_soil_mass.csv [t/ha]."""

WOBURN = "woburn_ley_arable_soil_data.csv"
WOBURN_LAST = range(1963, 1968)
"""One round of the five blocks, each sampled in its own year."""

BLOCK_HECTARES = "0.32"
"""A round figure for a block of sixteen plots; the file gives none."""


def write(place: Path, sources: tuple[Path, ...], document: dict[str, Any]) -> Path:
    """Write a project folder with copies of real files and return it."""
    place.mkdir(parents=True, exist_ok=True)
    for source in sources:
        shutil.copyfile(source, place / source.name)
    text = as_yaml(document)
    (place / "project.yaml").write_text(text, "utf-8")
    return place


def document(name: str, **parts: Any) -> dict[str, Any]:
    """Return a project document with what every real project here shares."""
    return {
        "v": "edaphon.project/2",
        "id": name,
        "name": {"en": f"Real data: {name}"},
        "proponent": {"name": {"en": "A public data set"}},
        "jurisdiction": "GB",
        "scenario": "cropland",
        "methods": METHODS,
        **parts,
    }


def simple_esm(place: Path, data: Path, **sampling: str) -> Path:
    """Write SimpleESM's own example as a project: T2 the practice, T1 the control."""
    shared = {
        "Campaign": {"is": "campaign"},
        "Treatment": {"is": "role", "values": {"T2": "project", "T1": "control"}},
        "Block": {"is": "ignore"},
        "Plot": {"is": "ignore"},
        "Point": {"is": "point"},
        "Upper_cm": {"is": "top", "negative_down": True},
        "Lower_cm": {"is": "bottom", "negative_down": True},
    }
    contents = {
        "SOC_g_kg": {"is": "soc", "unit": "g/kg"},
        "N_g_kg": {"is": "total_n", "unit": "g/kg"},
        "d13C_per1000": {"is": "delta_13c", "unit": "[ppth]"},
        "d15N_per1000": {"is": "delta_15n", "unit": "[ppth]"},
    }
    mass = {"BD_g_cm3": {"is": "bulk_density", "unit": "g/cm3"}}
    files = [
        {"path": path, "about": "soil", "columns": {**shared, **columns}}
        for path, columns in zip(ESM, (contents, mass), strict=True)
    ]
    written = document(
        "simple-esm",
        practice=practice("other", "2020-10-01", "Treatment T2 against T1"),
        period={"start": "2020-09-01", "end": "2025-09-01"},
        campaigns=[
            {"id": "Year_0", "start": "2020-09-01", "end": "2020-09-02"},
            {"id": "Year_x", "start": "2025-09-01", "end": "2025-09-02"},
        ],
        strata=[{"id": "field", "area_ha": "1"}],
        land={"stone_free": True, "wet_climate": True},
        earlier="none",
        sampling={
            "design": "paired",
            "depth_cm": "35",
            "reference_mass": ESM_REFERENCE,
            **sampling,
        },
        files=files,
    )
    return write(place, tuple(data / "esm_simpleesm" / name for name in ESM), written)


def practice(kind: str, start: str, description: str) -> dict[str, Any]:
    """Return the section on the practice."""
    return {
        "category": "fertiliser",
        "kind": kind,
        "start": start,
        "description": {"en": description},
    }


def woburn(place: Path, data: Path) -> Path:
    """Write the ley-arable experiment as a project: manure against none, by block."""
    columns = {
        "year": {
            "is": "campaign",
            "values": {"1938": "1938", **{str(year): "1967" for year in WOBURN_LAST}},
            "others": "skip",
        },
        "block": {"is": "stratum"},
        "main_plot": {"is": "point"},
        "fym_factor_level": {
            "is": "role",
            "ignore_case": True,
            "values": {"FYM": "project", "none": "control"},
        },
        "rotation_type": {"is": "ignore"},
        "rotation_factor_level": {"is": "ignore"},
        "johnston_rotation_code": {"is": "ignore"},
        "bulk_density": {"is": "bulk_density", "unit": "g/cm3"},
        "percent_soc": {"is": "soc", "unit": "%"},
        "percent_n": {"is": "total_n", "unit": "%"},
        "note_id": {"is": "remark"},
    }
    file = {
        "path": WOBURN,
        "about": "soil",
        "encoding": "latin-1",
        "missing": ["*"],
        "columns": columns,
        "constants": {"top": "0", "bottom": "25"},
    }
    written = document(
        "woburn",
        practice=practice("other", "1941-01-01", "Farmyard manure every fifth year"),
        period={"start": "1938-01-01", "end": "1968-01-01"},
        campaigns=[
            {"id": "1938", "start": "1938-03-01", "end": "1938-03-31"},
            {"id": "1967", "start": "1963-01-01", "end": "1967-12-31"},
        ],
        land={"stone_free": True, "wet_climate": True},
        strata=[{"id": str(block), "area_ha": BLOCK_HECTARES} for block in range(1, 6)],
        sampling={"design": "paired", "depth_cm": "25"},
        files=[file],
    )
    return write(place, (data / "rothamsted_lte" / WOBURN,), written)
