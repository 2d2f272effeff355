"""From soil layers to the axes and inputs of the soil equations.

Layers belong to profiles, profiles to points, points to sampling groups. The order
is fixed by the design and by depth, never by the order of rows in a file.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import layers_of
from edaphon.methods import Axis, FloatArray, Input, Origin, Rows

ENDS = ("start", "end")
"""The two campaigns as the equations call them."""


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
    order = dict.fromkeys([*areas, *served])
    rank = {name: place for place, name in enumerate(order)}
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
    places = [(item.stratum, item.role) for item in found]
    table = layers_of(evidence, places)
    axes = _axes(table, found, evidence.campaign_ids)
    return Soil(
        axes=(*axes, _stratum_axis(evidence, found)),
        inputs=_inputs(evidence, table, found),
        groups=found,
        layers=table,
    )


def _axes(
    table: pl.DataFrame, found: Sequence[Group], campaigns: tuple[str, str]
) -> tuple[Axis, ...]:
    points = table.select("group", "point").unique(maintain_order=True).rows()
    core = ["group", "point", "round"]
    profiles = table.select(core).unique(maintain_order=True).rows()
    layers = table.select(*core, "top_cm", "bottom_cm").rows()
    return (
        _group_axis(found),
        Axis(
            name="point",
            parent="group",
            labels=tuple(str(row[1]) for row in points),
            parents=tuple(int(row[0]) for row in points),
        ),
        _profile_axis(profiles, points, campaigns),
        _layer_axis(layers, profiles),
    )


def _group_axis(found: Sequence[Group]) -> Axis:
    return Axis(
        name="group",
        parent="account",
        labels=tuple(item.label for item in found),
        parents=(0,) * len(found),
        attributes={
            "role": tuple(item.role for item in found),
            "stratum": tuple(item.stratum for item in found),
        },
    )


def _stratum_axis(evidence: Evidence, found: Sequence[Group]) -> Axis:
    """Return the strata, each with its project group and the control it is held to."""
    place = {(item.stratum, item.role): number for number, item in enumerate(found)}
    strata = evidence.project.document["strata"]
    return Axis(
        name="stratum",
        parent="account",
        labels=tuple(str(item["id"]) for item in strata),
        parents=(0,) * len(strata),
        holds={
            "group": tuple(
                (
                    place[str(item["id"]), "project"],
                    place[str(item.get("controls", item["id"])), "control"],
                )
                for item in strata
            )
        },
    )


Row = tuple[Any, ...]


def _profile_axis(
    profiles: Sequence[Row], points: Sequence[Row], campaigns: tuple[str, str]
) -> Axis:
    place = {row: number for number, row in enumerate(points)}
    return Axis(
        name="profile",
        parent="point",
        labels=tuple(f"{row[1]} {ENDS[row[2]]}" for row in profiles),
        parents=tuple(place[row[:2]] for row in profiles),
        attributes={
            "campaign": tuple(ENDS[row[2]] for row in profiles),
            "campaign_id": tuple(campaigns[row[2]] for row in profiles),
        },
    )


def _layer_axis(layers: Sequence[Row], profiles: Sequence[Row]) -> Axis:
    place = {row: number for number, row in enumerate(profiles)}
    return Axis(
        name="layer",
        parent="profile",
        labels=tuple(f"{row[1]} {row[3]}-{row[4]} cm" for row in layers),
        parents=tuple(place[row[:3]] for row in layers),
        attributes={
            "top_cm": tuple(str(row[3]) for row in layers),
            "bottom_cm": tuple(str(row[4]) for row in layers),
        },
    )


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
            "soc",
            "g/kg",
            np.where(sound, _column(table, "carbon"), np.nan),
            table.select(pl.when(pl.Series(sound)).then("carbon_rows"))["carbon_rows"],
        ),
        "bulk_density": _over_layer(
            "bulk_density", "g/cm3", _column(table, "density"), table["density_rows"]
        ),
        "coarse_fraction": _over_layer(
            "coarse_fraction", "1", _column(table, "stones"), table["stones_rows"]
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
            inputs[name] = _over_layer(name, unit, values, table[f"{name}_rows"])
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
    where = _area_origin(evidence)
    inputs = {
        "group_area": _over("group_area", "har", "group", areas, where),
        "signed_area": _over("signed_area", "har", "group", signed, where),
        "area": _over(
            "area", "har", "account",
            [math.fsum(item.area for item in found if item.role == "project")],
            where,
        ),
    }  # fmt: skip
    if all(item.stratum in masses for item in found):
        wanted = [masses[item.stratum] for item in found]
        origin = _reference_origin(evidence)
        inputs["reference_mass"] = _over(
            "reference_mass", "t/har", "group", wanted, origin
        )
    inputs["som_per_soc"] = _over(
        "som_per_soc", "1", "account", [evidence.som_per_soc], _field(evidence)
    )
    return inputs


def _field(evidence: Evidence) -> Origin:
    stated = "som_per_soc" in evidence.sampling
    return Origin("project", ("sampling/som_per_soc",)) if stated else Origin("assumed")


def _reference_origin(evidence: Evidence) -> Origin:
    if evidence.plan.reference_mass:
        return Origin("plan", ("reference_mass",))
    if evidence.sampling.get("reference_mass"):
        return Origin("project", ("sampling/reference_mass",))
    return Origin("observations")


def _area_origin(evidence: Evidence) -> Origin:
    """Return where the areas come from: parcels of the map, or project.yaml."""
    stated = tuple(
        f"strata/{place}/area_ha"
        for place, item in enumerate(evidence.project.document["strata"])
        if str(item["id"]) not in evidence.areas and "area_ha" in item
    )
    return Origin("project" if stated and not evidence.areas else "map", stated)


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


def _over_layer(
    name: str, unit: str, values: FloatArray, rows: pl.Series | None = None
) -> Input:
    return Input(
        name=name,
        unit=unit,
        over="layer",
        values=values,
        origin=Origin("observations"),
        rows=None if rows is None else rows_of_lists(rows),
    )


def rows_of_lists(lists: pl.Series) -> Rows:
    """Return the rows behind each layer; a layer without a list has none."""
    counts = lists.list.len().fill_null(0).to_numpy()
    ids = lists.drop_nulls().explode().drop_nulls().to_numpy().astype(np.int64)
    return Rows(np.concatenate(([0], np.cumsum(counts))).astype(np.int64), ids)


def _over(
    name: str, unit: str, axis: str, values: Sequence[Any], origin: Origin
) -> Input:
    return Input(
        name=name,
        unit=unit,
        over=axis,
        values=np.array(values, dtype=np.float64),
        origin=origin,
    )
