"""A made-up project before its first sample: plan, expectations, costs, no data."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.plain_yaml import as_yaml
from tests.synthetic_project import DENSITY, SOC, SyntheticProject

SOURCE = {"en": "A trial in the region", "zh": "当地试验"}
CITED = {"source": SOURCE, "mark": "S"}

SHARES = ("0.6", "0.4", "0", "0")
"""Where the carbon is gained, by layer [1]."""

EXPECTED = "plan/expected.yaml"
COSTS = "plan/costs.csv"
FORECAST = "plan/forecast.json"

COST_ROWS = (
    "start,once,20000,CNY",
    "travel,campaign,1500,CNY",
    "coring,point,200,CNY",
    "analysis,sample,80.50,CNY",
    "contracts,ha,15,CNY",
    "office,year,6000,CNY",
    "product,ha_year,300,CNY",
)

ASSAYS = (
    ("strain_marker", "{copies}/g", "0", "300000", "0"),
    ("mbc", "mg/kg", "300", "60", "6"),
    ("glucosamine", "mg/kg", "800", "25", "10"),
    ("muramic_acid", "mg/kg", "60", "4", "0.8"),
)


def stratum(name: str, gain: str | None = "1.0") -> dict[str, Any]:
    """Return the expectations of a stratum, its gain in t C/ha a year."""
    stated = {"gain": {"value": gain, "unit": "t{C}/har/a", **CITED}}
    return {
        "id": name,
        "soc": [str(SOC[top]) for top in SOC],
        "bulk_density": [str(DENSITY[top]) for top in DENSITY],
        "shares": list(SHARES),
        "control_change": "0.1",
        **CITED,
        **(stated if gain is not None else {}),
    }


def expectations(gain: str | None = "1.0") -> dict[str, Any]:
    """Return ``plan/expected.yaml`` with usual spreads and errors."""
    return {
        "v": "edaphon.expected/1",
        "project": "synthetic",
        "strata": [stratum("S1", gain), stratum("S2", gain)],
        "spread": {
            "between_fields": "0.5", "within_fields": "1.0",
            "soc_percent": "12", "density_percent": "1", **CITED,
        },
        "errors": {
            "laboratory_percent": "1.5", "ring_percent": "0.5",
            "analysis_percent": "2", "sample_density_percent": "0.5", **CITED,
        },
        "archived_every": 5,
        "procedure": "ISO 10694:1995",
        "product": {"amount": "30", "viable_count": "320000000"},
        "activity": [
            {"item": "diesel_used", "unit": "L", "baseline": "14000",
             "project": "14000"},
            {"item": "synthetic_n_applied", "unit": "t{N}", "baseline": "44",
             "project": "44"},
        ],
        "microbial": [
            {"property": name, "unit": unit, "top_cm": "0", "bottom_cm": "20",
             "start": start, "rise": rise, "spread": spread}
            for name, unit, start, rise, spread in ASSAYS
        ],
        "price": {"amount": "60", "currency": "CNY"},
    }  # fmt: skip


def planned(**design: Any) -> SyntheticProject:
    """Return a project whose plan is made and of which nothing was sampled yet."""
    project = SyntheticProject(**{"points": 8, "controls": 6, **design})
    project.tables.clear()
    project.document["files"] = []
    project.sealed_at = None
    assert project.plan is not None
    project.plan.pop("reference_mass", None)
    return project


def written(
    folder: Path,
    expected: Mapping[str, Any] | None = None,
    *,
    project: SyntheticProject | None = None,
    costs: bool = True,
) -> Path:
    """Write a folder with plan, expectations and costs; return it."""
    (project or planned()).write(folder)
    document = expectations() if expected is None else deepcopy(dict(expected))
    text = as_yaml(document)
    (folder / EXPECTED).write_text(text, "utf-8")
    if costs:
        rows = ("item,per,amount,currency", *COST_ROWS)
        (folder / COSTS).write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def without_noise(expected: dict[str, Any]) -> dict[str, Any]:
    """Return expectations in which every point is like every other."""
    held = deepcopy(expected)
    for part in ("spread", "errors"):
        held[part] = {
            name: value if name in CITED else "0" for name, value in held[part].items()
        }
    held["microbial"] = [{**item, "spread": "0"} for item in held.get("microbial", [])]
    return held
