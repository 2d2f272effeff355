"""From soil observations to the axes and inputs of the soil equations.

Rows become layers, layers profiles, profiles points, points sampling groups. The
order is fixed by the design and by depth, never by the order of rows in a file.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.methods.axes import Axis
from edaphon.methods.engine import Input
from edaphon.methods.equation import FloatArray

CARBON = ("soc", "total_carbon", "inorganic_carbon", "som")
MASS = ("bulk_density", "coarse_fraction", "coarse_mass")
CORES = ("sample_mass", "core_diameter", "core_count")

SOM_PER_SOC = 1.724
"""Conventional van Bemmelen factor of Chinese reports [g g-1]; named in the account."""

STONE_DENSITY = 2.6
"""Density of rock fragments [g cm-3]; Poeplau et al. (2017)."""

FAILED, MISSING = 4, 9
"""Quality flags of values that no account uses."""

KEYS = ("stratum", "role", "point", "campaign", "top_cm", "bottom_cm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Points that stand for one area: a stratum's project land, or control land."""

    label: str
    stratum: str
    role: str
    area: float
    """Project area that the group stands for [ha]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soil:
    """Axes, inputs and plain facts of the soil campaigns."""

    axes: tuple[Axis, ...]
    inputs: Mapping[str, Input]
    groups: tuple[Group, ...]
    layers: pl.DataFrame
    """One row a layer in axis order: keys, values and how carbon was derived."""


def groups(evidence: Evidence) -> tuple[Group, ...]:
    """Return the sampling groups in the order of the design, project before control.

    A control group may serve several strata (``controls`` of a stratum); it then
    stands for the sum of their areas.
    """
    strata = evidence.project.document["strata"]
    areas = {str(item["id"]): evidence.area_ha(str(item["id"])) for item in strata}
    served: dict[str, float] = {}
    for item in strata:
        name = str(item.get("controls", item["id"]))
        served[name] = served.get(name, 0.0) + areas[str(item["id"])]
    project = [
        Group(label=f"{name} project", stratum=name, role="project", area=area)
        for name, area in areas.items()
    ]
    control = [
        Group(label=f"{name} control", stratum=name, role="control", area=area)
        for name, area in served.items()
    ]
    rank = {name: place for place, name in enumerate([*areas, *served])}
    both = sorted([*project, *control], key=lambda item: rank[item.stratum])
    return tuple(both)


def soil(evidence: Evidence) -> Soil:
    """Put the soil observations of both campaigns on axes.

    Returns
    -------
    Soil
        Empty axes where no soil observation belongs to a group and a campaign;
        the equations that need them are then absent from the account.
    """
    found = groups(evidence)
    table = _layers(evidence, found)
    axes = _axes(table, found, evidence.campaign_ids)
    return Soil(
        axes=axes,
        inputs=_inputs(evidence, table, found),
        groups=found,
        layers=table,
    )


def used(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the observations an account may rest on: neither failed nor missing."""
    return observations.filter(
        ~pl.col("flag").is_in([FAILED, MISSING]) & (pl.col("number") != "")
    )


def _layers(evidence: Evidence, found: Sequence[Group]) -> pl.DataFrame:
    order = pl.DataFrame(
        {
            "stratum": [item.stratum for item in found],
            "role": [item.role for item in found],
            "group": list(range(len(found))),
        },
        schema={"stratum": pl.String, "role": pl.String, "group": pl.Int64},
    )
    rounds = pl.DataFrame(
        {"campaign": list(evidence.campaign_ids), "round": [0, 1]},
        schema={"campaign": pl.String, "round": pl.Int64},
    )
    rows = (
        used(evidence.observations)
        .filter(
            pl.col("property").is_in([*CARBON, *MASS, *CORES])
            & (pl.col("top_cm") != "")
            & (pl.col("point") != "")
        )
        .join(order, on=["stratum", "role"], how="inner")
        .join(rounds, on="campaign", how="inner")
    )
    wide = _wide(rows)
    carbon = [name for name in CARBON if name in wide.columns]
    if not carbon:
        return _with_derived(evidence, wide.clear())
    holds = pl.any_horizontal(pl.col(name).is_not_null() for name in carbon)
    layers = wide.filter(holds).sort("group", "point", "round", "top", "bottom")
    layers = _with_density(layers, wide)
    return _with_derived(evidence, layers)


def _wide(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row a layer with a column a property; replicates are averaged."""
    keys = [*KEYS, "group", "round"]
    basis = rows.filter(pl.col("property") == "bulk_density").select(
        *keys, pl.col("file").alias("density_file")
    )
    listed = rows.group_by([*keys, "property"], maintain_order=True).agg(
        pl.col("number").cast(pl.Float64).alias("values")
    )
    means = [
        values[0] if len(values) == 1 else math.fsum(values) / len(values)
        for values in listed["values"].to_list()
    ]
    wide = (
        listed.drop("values")
        .with_columns(pl.Series("mean", means, dtype=pl.Float64))
        .pivot(on="property", index=keys, values="mean", aggregate_function="first")
        .with_columns(
            pl.col("top_cm").cast(pl.Float64).alias("top"),
            pl.col("bottom_cm").cast(pl.Float64).alias("bottom"),
        )
    )
    return wide.join(
        basis.unique(keys, keep="first", maintain_order=True), on=keys, how="left"
    )


def _with_density(layers: pl.DataFrame, wide: pl.DataFrame) -> pl.DataFrame:
    """Give a layer without its own bulk density that of the thinner layers inside."""
    if "bulk_density" not in layers.columns:
        return layers.with_columns(pl.lit(None, pl.Float64).alias("bulk_density"))
    lacking = layers.filter(pl.col("bulk_density").is_null())
    if lacking.is_empty():
        return layers
    core = ["group", "point", "round"]
    thin = wide.filter(pl.col("bulk_density").is_not_null()).sort(*core, "top")
    stacks = {
        key: part.select("top", "bottom", "bulk_density").rows()
        for key, part in thin.group_by(core, maintain_order=True)
    }
    filled = []
    names = ("group", "point", "round", "top", "bottom", "bulk_density")
    for group, point, turn, top, bottom, density in layers.select(names).iter_rows():
        own = density
        if own is None:
            own = _weighted(stacks.get((group, point, turn), []), top, bottom)
        filled.append(own)
    return layers.with_columns(pl.Series("bulk_density", filled, dtype=pl.Float64))


def _weighted(
    stack: Sequence[tuple[float, float, float]], top: float, bottom: float
) -> float | None:
    """Return the thickness-weighted mean density of [top, bottom), None for a gap."""
    shares = [
        (min(bottom, lower) - max(top, upper), density)
        for upper, lower, density in stack
        if min(bottom, lower) > max(top, upper)
    ]
    thickness = math.fsum(share for share, _ in shares)
    if abs(thickness - (bottom - top)) > 1e-9:
        return None
    return math.fsum(share * density for share, density in shares) / thickness


def _with_derived(evidence: Evidence, layers: pl.DataFrame) -> pl.DataFrame:
    """Add organic carbon with how it was derived, and the volumetric stone share."""
    for name in (*CARBON, *MASS, *CORES):
        if name not in layers.columns:
            layers = layers.with_columns(pl.lit(None, pl.Float64).alias(name))
    calcareous = bool(evidence.project.document.get("land", {}).get("calcareous"))
    from_total = pl.col("total_carbon") - pl.col("inorganic_carbon")
    alone = pl.lit(None, pl.Float64) if calcareous else pl.col("total_carbon")
    total = (
        pl.when(pl.col("inorganic_carbon").is_not_null())
        .then(from_total)
        .otherwise(alone)
    )
    layers = layers.with_columns(total.alias("_total"))
    bases = evidence.density_bases()
    whole = [name for name, basis in bases.items() if basis == "whole_soil"]
    per_core = [name for name, basis in bases.items() if basis == "fine_earth_per_core"]
    by_mass = pl.col("coarse_mass") / 100.0 * pl.col("bulk_density") / STONE_DENSITY
    stones = pl.coalesce(pl.col("coarse_fraction") / 100.0, by_mass, pl.lit(0.0))
    is_whole = pl.col("density_file").is_in(whole)
    stone_mass = pl.coalesce(
        pl.col("coarse_mass") / 100.0,
        stones * STONE_DENSITY / pl.col("bulk_density"),
    )
    fine = pl.col("bulk_density") * (1.0 - stone_mass) / (1.0 - stones)
    return layers.with_columns(
        pl.coalesce(pl.col("soc"), pl.col("_total"), pl.col("som") / SOM_PER_SOC).alias(
            "carbon"
        ),
        pl.when(pl.col("soc").is_not_null())
        .then(pl.lit("soc"))
        .when(pl.col("_total").is_not_null())
        .then(pl.lit("total_carbon"))
        .otherwise(pl.lit("som"))
        .alias("derived_from"),
        pl.when(pl.col("density_file").is_in(per_core))
        .then(0.0)
        .otherwise(stones)
        .alias("stones"),
        pl.when(is_whole).then(fine).otherwise(pl.col("bulk_density")).alias("density"),
    )


def _axes(
    table: pl.DataFrame, found: Sequence[Group], campaigns: tuple[str, str]
) -> tuple[Axis, ...]:
    group = Axis(
        name="group",
        parent="account",
        labels=tuple(item.label for item in found),
        parents=(0,) * len(found),
        attributes={
            "role": tuple(item.role for item in found),
            "stratum": tuple(item.stratum for item in found),
        },
    )
    points = table.select("group", "point").unique(maintain_order=True)
    point_rows = points.rows()
    place = {row: number for number, row in enumerate(point_rows)}
    profiles = (
        table.select("group", "point", "round").unique(maintain_order=True).rows()
    )
    profile_place = {row: number for number, row in enumerate(profiles)}
    point = Axis(
        name="point",
        parent="group",
        labels=tuple(str(row[1]) for row in point_rows),
        parents=tuple(int(row[0]) for row in point_rows),
    )
    profile = Axis(
        name="profile",
        parent="point",
        labels=tuple(f"{row[1]} {('start', 'end')[row[2]]}" for row in profiles),
        parents=tuple(place[(row[0], row[1])] for row in profiles),
        attributes={
            "campaign": tuple(("start", "end")[row[2]] for row in profiles),
            "campaign_id": tuple(campaigns[row[2]] for row in profiles),
        },
    )
    rows = table.select("group", "point", "round", "top_cm", "bottom_cm").rows()
    layer = Axis(
        name="layer",
        parent="profile",
        labels=tuple(f"{row[1]} {row[3]}-{row[4]} cm" for row in rows),
        parents=tuple(profile_place[row[:3]] for row in rows),
        attributes={
            "top_cm": tuple(str(row[3]) for row in rows),
            "bottom_cm": tuple(str(row[4]) for row in rows),
        },
    )
    return group, point, profile, layer


def _inputs(
    evidence: Evidence, table: pl.DataFrame, found: Sequence[Group]
) -> dict[str, Input]:
    depth = evidence.depth_cm
    top, bottom = _column(table, "top"), _column(table, "bottom")
    thickness = bottom - top
    within = np.clip(np.minimum(bottom, depth) - top, 0.0, None) / thickness
    sound = _sound(table)
    inputs = {
        "soc": _over_layer(
            "soc", "g/kg", np.where(sound, _column(table, "carbon"), np.nan)
        ),
        "bulk_density": _over_layer("bulk_density", "g/cm3", _column(table, "density")),
        "coarse_fraction": _over_layer(
            "coarse_fraction", "1", _column(table, "stones")
        ),
        "thickness": _over_layer("thickness", "cm", thickness),
        "share_within_depth": _over_layer("share_within_depth", "1", within),
        "share_below_depth": _over_layer("share_below_depth", "1", 1.0 - within),
    }
    for name, unit in (
        ("sample_mass", "g"),
        ("core_diameter", "mm"),
        ("core_count", "1"),
    ):
        values = _column(table, name)
        if np.isfinite(values).any():
            inputs[name] = _over_layer(name, unit, values)
    masses = reference_masses(evidence, table)
    return {**inputs, **_group_inputs(evidence, found, masses)}


def reference_masses(evidence: Evidence, table: pl.DataFrame) -> dict[str, float]:
    """Return the reference soil mass [t ha-1] of each stratum.

    The plan's or the project file's own number where there is one; else the lowest
    baseline mass above the reported depth, which no plan fixed beforehand: the
    conditions of a method decide whether that is good enough.
    """
    mass = (
        100.0
        * pl.col("density")
        * (pl.col("bottom") - pl.col("top"))
        * (1.0 - pl.col("stones"))
        * (
            (
                pl.min_horizontal("bottom", pl.lit(evidence.depth_cm)) - pl.col("top")
            ).clip(0.0)
            / (pl.col("bottom") - pl.col("top"))
        )
    )
    start = table.filter(pl.col("round") == 0).with_columns(mass.alias("mass"))
    found: dict[str, float] = {}
    for (stratum, *_), part in start.group_by(
        ["stratum", "role", "point"], maintain_order=True
    ):
        if part["mass"].null_count() == 0:
            total = math.fsum(part["mass"].to_list())
            found[str(stratum)] = min(found.get(str(stratum), math.inf), total)
    return {**found, **evidence.reference_masses}


def _group_inputs(
    evidence: Evidence, found: Sequence[Group], masses: Mapping[str, float]
) -> dict[str, Input]:
    areas = [item.area for item in found]
    signed = [item.area if item.role == "project" else -item.area for item in found]
    inputs = {
        "group_area": _over("group_area", "har", "group", areas, "fields"),
        "signed_area": _over("signed_area", "har", "group", signed, "fields"),
        "area": _over(
            "area", "har", "account",
            [math.fsum(item.area for item in found if item.role == "project")],
            "fields",
        ),
    }  # fmt: skip
    if all(item.stratum in masses for item in found):
        wanted = [masses[item.stratum] for item in found]
        origin = "plan" if evidence.reference_masses else "lowest baseline mass"
        inputs["reference_mass"] = _over(
            "reference_mass", "t/har", "group", wanted, origin
        )
    inputs["som_per_soc"] = _over(
        "som_per_soc", "1", "account", [evidence.som_per_soc], "plan"
    )
    return inputs


def _sound(table: pl.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which layers belong to a profile that is contiguous from the surface."""
    if table.is_empty():
        return np.empty(0, dtype=bool)
    above = pl.col("bottom").shift(1, fill_value=0.0).over("group", "point", "round")
    gap = (pl.col("top") - above).abs() > 1e-9
    return (
        table.select((~gap.any().over("group", "point", "round")).alias("sound"))[
            "sound"
        ]
        .to_numpy()
        .astype(bool)
    )


def _column(table: pl.DataFrame, name: str) -> FloatArray:
    values: FloatArray = (
        table[name]
        .cast(pl.Float64)
        .fill_null(float("nan"))
        .to_numpy()
        .astype(np.float64)
    )
    return values


def _over_layer(name: str, unit: str, values: FloatArray) -> Input:
    return Input(
        name=name, unit=unit, over="layer", values=values, origin="observations"
    )


def _over(name: str, unit: str, axis: str, values: Sequence[Any], origin: str) -> Input:
    return Input(
        name=name,
        unit=unit,
        over=axis,
        values=np.array(values, dtype=np.float64),
        origin=origin,
    )
