"""What plan and map say of sampling points: fields, losses, whole cores."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import Layers
from edaphon.accounting.witnesses import Sample
from edaphon.methods import Axes, Axis, FloatArray, Input, Origin
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


def witnessed(
    evidence: Evidence,
    names: Sequence[str],
    seen: pl.DataFrame,
    losses: Mapping[Sample, str],
) -> Input:
    """Return 1 for each point whose every loss an independent party witnessed.

    Parameters
    ----------
    evidence, names
        Evidence, and the points in the order of their axis.
    seen
        Layers with ``point`` and ``campaign``: what a campaign took.
    losses
        What stands against the witness of each listed loss, empty for nothing.
    """
    told = {sample for sample, fault in losses.items() if not fault}
    taken = set(seen.select("point", "campaign").rows())
    values = []
    for name in names:
        lost = [
            (name, campaign)
            for campaign in evidence.campaign_ids
            if (name, campaign) not in taken or (name, campaign) in told
        ]
        values.append(float(bool(lost) and all(item in told for item in lost)))
    where = Origin("project", ("sampling/missing",)) if told else Origin("assumed")
    return _over("loss_is_witnessed", "point", values, where)


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
    return _over("core_is_whole", "profile", values, origin)


def loss_sign(roles: Sequence[str]) -> Input:
    """Return -1 for project land and 1 for control land."""
    values = [-1.0 if role == "project" else 1.0 for role in roles]
    return _over("loss_sign", "group", values, Origin("assumed"))


def _over(name: str, axis: str, values: Sequence[float], origin: Origin) -> Input:
    held: FloatArray = np.array(values, dtype=np.float64)
    return Input(name=name, unit="1", over=axis, values=held, origin=origin)
