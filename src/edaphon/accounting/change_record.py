"""Stock changes of an account as its record holds them, every value from a step."""

import math
from typing import Any

from edaphon.accounting.decimal_texts import text_of
from edaphon.methods import Run

Record = dict[str, Any]

UNITS = "t{C}/har"
"""Unit of every change and of both ends of its interval."""


def change_records(run: Run) -> Record:
    """Return what an account says of stock changes.

    Returns
    -------
    dict
        ``changes``: one row a group, then one a stratum against its control, each
        with ``equal_mass`` and ``fixed_depth``; the same two over the whole
        project; ``scenario_totals`` of project and control [t CO2e]. Each change
        has ``value``, ``low``, ``high`` and ``freedom``, all ``None`` when unknown.
    """
    return {
        "changes": [*_groups(run), *_contrasts(run)],
        "equal_mass": interval(run, "overall_change", ""),
        "fixed_depth": interval(run, "overall_fixed_depth_change", ""),
        "scenario_totals": {
            role: text_of(run.value(f"{role}_soil_total"), 6)
            for role in ("project", "control")
        },
    }


def _groups(run: Run) -> list[Record]:
    if "group" not in run.axes:
        return []
    axis = run.axes["group"]
    return [
        {
            "what": "group",
            "stratum": axis.attributes["stratum"][place],
            "role": axis.attributes["role"][place],
            "equal_mass": interval(run, "change", "mean_", place),
            "fixed_depth": interval(run, "fixed_depth_change", "mean_", place),
        }
        for place in range(len(axis.labels))
    ]


def _contrasts(run: Run) -> list[Record]:
    if "stratum" not in run.axes:
        return []
    axis = run.axes["stratum"]
    return [
        {
            "what": "difference",
            "stratum": label,
            "role": "difference",
            "equal_mass": interval(run, "contrast", "", place),
            "fixed_depth": interval(run, "fixed_depth_contrast", "", place),
        }
        for place, label in enumerate(axis.labels)
        if axis.holds["group"][place]
    ]


def interval(run: Run, stem: str, before: str, place: int = 0) -> Record | None:
    """Return one change with its interval; ``None`` unless both ends are known."""
    names = {
        "value": f"{before}{stem}",
        "low": f"{stem}_low",
        "high": f"{stem}_high",
        "freedom": f"{stem}_freedom",
    }
    found = {key: _value(run, name, place) for key, name in names.items()}
    if any(math.isnan(found[end]) for end in ("value", "low", "high")):
        return None
    return {key: text_of(value, 6) for key, value in found.items()}


def _value(run: Run, name: str, place: int) -> float:
    values = run.values(name)
    return float(values[place]) if values.size else math.nan
