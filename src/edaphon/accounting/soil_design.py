"""What plan and map say of sampling points: fields, losses, whole cores."""

from collections.abc import Sequence

import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layer_inputs import input_over
from edaphon.accounting.layers import Layers
from edaphon.methods import Axes, Axis, Input, Origin
from edaphon.monitoring import fields, standings
from edaphon.science.thin_layers import DEPTH_TOLERANCE


def field_axis(evidence: Evidence, axes: Axes, least_metres: float) -> Axis:
    """Return the units of variance: points of project land, fields of control land."""
    names, owners = axes["point"].labels, axes["point"].parents
    roles = axes.attribute("group", "role")
    standing = standings(evidence.plan, evidence.geography, names)
    labels, parents, held = list[str](), list[int](), list[tuple[int, ...]]()
    for group, role in enumerate(roles):
        own = [place for place, owner in enumerate(owners) if owner == group]
        parts = [[place] for place in range(len(own))]
        if role == "control":
            parts = fields([standing[names[place]] for place in own], least_metres)
        for part in parts:
            members = tuple(own[place] for place in part)
            labels.append(", ".join(names[place] for place in members))
            parents.append(group)
            held.append(members)
    return Axis(
        name="field",
        parent="group",
        labels=tuple(labels),
        parents=tuple(parents),
        holds={"point": tuple(held)},
    )


def whole_cores(evidence: Evidence, layers: Layers) -> Input:
    """Return 1 for each core that reaches the full depth of the plan, else 0.

    Without a plan it is the depth that the deepest core of the first campaign has.
    """
    cores = layers.whole.group_by("group", "point", "round", maintain_order=True).agg(
        pl.col("bottom").max()
    )
    planned = [float(bottom) for _, bottom in evidence.plan.layers]
    first = cores.filter(pl.col("round") == 0)["bottom"].to_list()
    deepest = max(planned or first, default=0.0)
    values = [
        float(bottom >= deepest - DEPTH_TOLERANCE)
        for bottom in cores["bottom"].to_list()
    ]
    origin = Origin("plan", ("layers",)) if planned else Origin("observations")
    return input_over("core_is_whole", "1", "profile", values, origin)


def loss_sign(roles: Sequence[str]) -> Input:
    """Return -1 for project land and 1 for control land."""
    values = [-1.0 if role == "project" else 1.0 for role in roles]
    return input_over("loss_sign", "1", "group", values, Origin("assumed"))
