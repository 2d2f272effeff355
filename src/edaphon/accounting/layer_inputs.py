"""What was reported of layers, as inputs that name their rows."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from msgspec import UNSET

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import Layers
from edaphon.methods import FloatArray, Input, Origin, Rows

CARBON = {
    "soc": "soc_reported",
    "total_carbon": "total_carbon",
    "inorganic_carbon": "inorganic_carbon",
    "som": "organic_matter",
}
"""Property of carbon and its input [g/kg]."""

CORES = {"sample_mass": "g", "core_diameter": "mm", "core_count": "1"}

STONES = {
    "coarse_fraction": "coarse_volume_reported",
    "coarse_mass": "coarse_mass_reported",
}
"""Property of coarse fragments and its input [%]."""

OBSERVED = Origin("observations")
BOUNDS = Origin("observations", ("top_cm", "bottom_cm"))
"""Columns of the observation table: the depths stand at every row of a layer."""


def layer_inputs(evidence: Evidence, layers: Layers) -> dict[str, Input]:
    """Return the inputs over layers, and over thinner density layers where needed."""
    table = layers.whole
    sound = table.with_columns(
        pl.when("is_sound").then(pl.col(name)).alias(name)
        for held in CARBON
        for name in (held, f"{held}_rows")
    )
    inputs = {
        **_reported(sound, "layer", dict.fromkeys(CARBON, "g/kg"), CARBON),
        **_density(evidence, table, "layer", ""),
        **_depths(evidence, table),
        "without_carbonate": _without_carbonate(evidence),
        "without_stones": _without_stones(evidence),
    }
    if layers.mass_from == "cores":
        names = {name: name for name in CORES}
        inputs.update(_reported(table, "layer", CORES, names))
    if layers.mass_from == "thin_layers":
        inputs.update(_thin(evidence, layers))
    return inputs


def _depths(evidence: Evidence, table: pl.DataFrame) -> dict[str, Input]:
    top, bottom = column(table, "top"), column(table, "bottom")
    thickness = bottom - top
    above = np.clip(np.minimum(bottom, evidence.depth_cm) - top, 0.0, None)
    within = above / thickness
    stated = evidence.sampling.depth_cm is not UNSET
    depth = Origin("project" if stated else "assumed", ("sampling/depth_cm",) * stated)
    return {
        "thickness": input_over("thickness", "cm", "layer", thickness, BOUNDS),
        "share_within_depth": input_over(
            "share_within_depth", "1", "layer", within, depth
        ),
    }


def _thin(evidence: Evidence, layers: Layers) -> dict[str, Input]:
    bounds = {
        f"{prefix}_{end}": input_over(
            f"{prefix}_{end}", "cm", axis, column(table, end), BOUNDS
        )
        for prefix, axis, table in (
            ("layer", "layer", layers.whole),
            ("thin", "thin_layer", layers.thin),
        )
        for end in ("top", "bottom")
    }
    return {**bounds, **_density(evidence, layers.thin, "thin_layer", "thin_")}


def _density(
    evidence: Evidence, table: pl.DataFrame, axis: str, prefix: str
) -> dict[str, Input]:
    """Return bulk density and stones as reported, and what the density means."""
    names = {"bulk_density": "density_reported", **STONES}
    units = {"bulk_density": "g/cm3", **dict.fromkeys(STONES, "%")}
    found = _reported(
        table, axis, units, {held: prefix + name for held, name in names.items()}
    )
    sections = sorted(set(evidence.density_bases["section"].to_list()))
    told = tuple(f"files/{section}/columns" for section in sections)
    for name, wanted in (
        ("density_of_whole_soil", "whole_soil"),
        ("density_per_core", "fine_earth_per_core"),
    ):
        is_so = (table["density_basis"] == wanted).fill_null(value=False)
        values = is_so.cast(pl.Float64).to_numpy()
        origin = Origin("project", told) if told else Origin("assumed")
        found[prefix + name] = input_over(prefix + name, "1", axis, values, origin)
    return found


def _without_carbonate(evidence: Evidence) -> Input:
    """Return 0 on calcareous land, else 1.

    Where nothing is said of carbonate, total carbon is computed with and the rule on
    comparable campaigns refuses it (``inorganic_apart`` of the facts).
    """
    calcareous = evidence.project.land.calcareous
    value = np.array([0.0 if calcareous is True else 1.0])
    stated = calcareous is not UNSET
    origin = Origin("project" if stated else "assumed", ("land/calcareous",) * stated)
    return input_over("without_carbonate", "1", "account", value, origin)


def _without_stones(evidence: Evidence) -> Input:
    """Return 1 on land that is stated to hold no coarse fragments, else 0."""
    free = evidence.project.land.stone_free
    value = np.array([1.0 if free is True else 0.0])
    stated = free is not UNSET
    origin = Origin("project" if stated else "assumed", ("land/stone_free",) * stated)
    return input_over("without_stones", "1", "account", value, origin)


def _reported(
    table: pl.DataFrame,
    axis: str,
    units: Mapping[str, str],
    names: Mapping[str, str],
) -> dict[str, Input]:
    """Return an input for each property that any layer has, with its rows."""
    return {
        name: Input(
            name=name,
            unit=units[held],
            over=axis,
            values=column(table, held),
            origin=OBSERVED,
            rows=rows_of_lists(table[f"{held}_rows"]),
        )
        for held, name in names.items()
        if table[held].null_count() < table.height
    }


def rows_of_lists(lists: pl.Series) -> Rows:
    """Return the rows behind each layer; a layer without a list has none."""
    counts = lists.list.len().fill_null(0).to_numpy()
    ids = lists.drop_nulls().explode().drop_nulls().to_numpy().astype(np.int64)
    return Rows(np.concatenate(([0], np.cumsum(counts))).astype(np.int64), ids)


def column(table: pl.DataFrame, name: str) -> FloatArray:
    """Return a column of numbers, ``nan`` where a cell is missing."""
    values: FloatArray = (
        table[name]
        .cast(pl.Float64)
        .fill_null(float("nan"))
        .to_numpy()
        .astype(np.float64)
    )
    return values


def input_over(
    name: str,
    unit: str,
    axis: str,
    values: Sequence[float] | FloatArray,
    origin: Origin,
) -> Input:
    """Return an input whose values stand along an axis, in its order."""
    held: FloatArray = np.asarray(values, dtype=np.float64)
    return Input(name=name, unit=unit, over=axis, values=held, origin=origin)
