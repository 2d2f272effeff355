"""From soil layers to the axes and inputs of the soil equations.

Layers belong to profiles, profiles to points, points to sampling groups. The order
is fixed by the design and by depth, never by the order of rows in a file.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from edaphon.accounting.evidence import Evidence, control_of
from edaphon.accounting.layer_inputs import input_over, layer_inputs
from edaphon.accounting.layers import Layers, layers_of
from edaphon.accounting.soil_design import loss_sign, whole_cores
from edaphon.methods import Axis, Input, Origin

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
    mass_from: str
    """How the mass of a layer is found; see ``Layers.mass_from``."""


def groups(evidence: Evidence) -> tuple[Group, ...]:
    """Return the sampling groups in the order of the design, project before control.

    A control group may serve several strata (``controls`` of a stratum); it then
    stands for the sum of their areas.
    """
    areas = {item.id: evidence.area_ha(item.id) for item in evidence.strata}
    served: dict[str, float] = {}
    for item in evidence.strata:
        name = control_of(item)
        served[name] = served.get(name, 0.0) + areas[item.id]
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
    layers = layers_of(evidence, places)
    below = _axes(layers, found, evidence)
    return Soil(
        axes=(_stratum_axis(evidence, found), *below),
        inputs={
            **layer_inputs(evidence, layers),
            **_group_inputs(evidence, found),
            "loss_sign": loss_sign([item.role for item in found]),
            "core_is_whole": whole_cores(evidence, layers),
            **_planned(evidence),
        },
        groups=found,
        layers=layers.whole,
        mass_from=layers.mass_from,
    )


def _axes(held: Layers, found: Sequence[Group], evidence: Evidence) -> tuple[Axis, ...]:
    table, campaigns = held.whole, evidence.campaign_ids
    points = _points(table, found, evidence)
    core = ["group", "point", "round"]
    profiles = table.select(core).unique(maintain_order=True).rows()
    layers = table.select(*core, "top_cm", "bottom_cm").rows()
    thin = held.thin.select(*core, "top_cm", "bottom_cm").rows()
    below = [_layer_axis("layer", layers, profiles)]
    if held.mass_from == "thin_layers":
        below.append(_layer_axis("thin_layer", thin, profiles))
    return (
        _group_axis(found),
        Axis(
            name="point",
            parent="group",
            labels=tuple(str(row[1]) for row in points),
            parents=tuple(int(row[0]) for row in points),
        ),
        _profile_axis(profiles, points, campaigns),
        *below,
    )


def _points(
    table: pl.DataFrame, found: Sequence[Group], evidence: Evidence
) -> list[tuple[int, str]]:
    """Return group and name of every point that was planned or sampled."""
    place = {(item.stratum, item.role): number for number, item in enumerate(found)}
    sampled = {(int(group), str(name)) for group, name in
               table.select("group", "point").iter_rows()}  # fmt: skip
    if not sampled:
        return []
    planned = {
        (place[where], name)
        for name, where in evidence.plan.points.items()
        if where in place
    }
    return sorted(sampled | planned)


def _group_axis(found: Sequence[Group]) -> Axis:
    strata = _strata(found)
    return Axis(
        name="group",
        parent="stratum",
        labels=tuple(item.label for item in found),
        parents=tuple(strata.index(item.stratum) for item in found),
        attributes={
            "role": tuple(item.role for item in found),
            "stratum": tuple(item.stratum for item in found),
        },
    )


def _strata(found: Sequence[Group]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.stratum for item in found))


def _stratum_axis(evidence: Evidence, found: Sequence[Group]) -> Axis:
    """Return the strata, each with the two groups that are compared there.

    Points lie below the stratum that they stand in; a stratum whose control stands
    in another one still holds that control.
    """
    place = {(item.stratum, item.role): number for number, item in enumerate(found)}
    held = {
        item.id: (place[item.id, "project"], place[control_of(item), "control"])
        for item in evidence.strata
    }
    strata = _strata(found)
    return Axis(
        name="stratum",
        parent="account",
        labels=strata,
        parents=(0,) * len(strata),
        holds={"group": tuple(held.get(name, ()) for name in strata)},
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


def _layer_axis(name: str, layers: Sequence[Row], profiles: Sequence[Row]) -> Axis:
    place = {row: number for number, row in enumerate(profiles)}
    return Axis(
        name=name,
        parent="profile",
        labels=tuple(f"{row[1]} {ENDS[row[2]]} {row[3]}-{row[4]} cm" for row in layers),
        parents=tuple(place[row[:3]] for row in layers),
        attributes={
            "top_cm": tuple(str(row[3]) for row in layers),
            "bottom_cm": tuple(str(row[4]) for row in layers),
        },
    )


def _group_inputs(evidence: Evidence, found: Sequence[Group]) -> dict[str, Input]:
    masses = evidence.reference_masses
    areas = [item.area for item in found]
    signed = [item.area if item.role == "project" else -item.area for item in found]
    where = area_origin(evidence)
    inputs = {
        "group_area": input_over("group_area", "har", "group", areas, where),
        "signed_area": input_over("signed_area", "har", "group", signed, where),
        "area": input_over(
            "area", "har", "account",
            [math.fsum(item.area for item in found if item.role == "project")],
            where,
        ),
    }  # fmt: skip
    if masses:
        planned = [masses.get(item.stratum, math.nan) for item in found]
        inputs["planned_reference_mass"] = input_over(
            "planned_reference_mass", "t/har", "group", planned,
            _reference_origin(evidence),
        )  # fmt: skip
    return inputs


def _planned(evidence: Evidence) -> dict[str, Input]:
    """Return how many campaigns after the first the plan names with their days."""
    count = len(evidence.plan.later_campaigns)
    if not count:
        return {}
    where = Origin("plan", ("planned_days",))
    name = "planned_campaigns"
    return {name: input_over(name, "1", "account", [count], where)}


def _reference_origin(evidence: Evidence) -> Origin:
    if evidence.plan.reference_mass:
        return Origin("plan", ("reference_mass",))
    return Origin("project", ("sampling/reference_mass",))


def area_origin(evidence: Evidence) -> Origin:
    """Return where the areas come from: the map, project.yaml or the sealed plan."""
    whose = [evidence.area_from(item.id) for item in evidence.strata]
    if "plan" in whose:
        return Origin("plan", ("strata",))
    stated = tuple(
        f"strata/{place}/area_ha"
        for place, name in enumerate(whose)
        if name == "project"
    )
    return Origin("project" if stated and not evidence.areas else "map", stated)
