"""What was sampled, as the account set tells it: points, and means by depth."""

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from edaphon.accounting.account import Account
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.evidence import Evidence

Record = dict[str, Any]

MOST_ROWS = 240
"""Rows of depth profiles; a design with more distinct layers is told so far."""

POINTS_LISTED = 60
"""Points listed one by one; the observation table in the bundle holds them all."""

DECIMALS = 4

Position = tuple[float, float]

Key = tuple[int, int, float, float]
"""Place of group or point and of the campaign, upper and lower depth [cm]."""

Collected = dict[Key, list[float]]


def points(account: Account) -> Record:
    """Return the sampled points with planned and actual position, the first of them."""
    evidence, axes = account.evidence, account.run.axes
    names, owners = axes["point"].labels, axes["point"].parents
    groups = axes["group"].attributes
    placed = evidence.coordinates
    return {
        "total": len(names),
        "placed": sum(1 for name in names if name in placed),
        "listed": [
            {
                "point": name,
                "stratum": groups["stratum"][group],
                "role": groups["role"][group],
                "longitude": _degrees(placed.get(name), 0),
                "latitude": _degrees(placed.get(name), 1),
                "off_plan_m": _off_plan(evidence, name),
            }
            for name, group in zip(names, owners, strict=True)
        ][:POINTS_LISTED],
    }


def _degrees(position: Position | None, place: int) -> str | None:
    return None if position is None else text_of(position[place], 6)


def _off_plan(evidence: Evidence, point: str) -> str | None:
    planned = evidence.plan.coordinates.get(point)
    metres = evidence.geography.metres_off(point, planned)
    return None if metres is None else text_of(metres, 1)


def profiles(accounts: Sequence[Account]) -> list[Record]:
    """Return one row a layer: number of cores, mean, standard error [g kg-1].

    Every core counts once; layers that differ in depth are kept apart. Empty when
    no method could place carbon on layers.
    """
    for account in accounts:
        if {"soc", "thickness"} <= set(account.run.steps):
            return _rows(account)
    return []


def _rows(account: Account) -> list[Record]:
    axes = account.run.axes
    strata = axes["group"].attributes["stratum"]
    roles = axes["group"].attributes["role"]
    rows = []
    for key, values in sorted(by_layer(account, "group").items()):
        group, end, top, bottom = key
        mean = math.fsum(values) / len(values)
        rows.append(
            {
                "stratum": strata[group],
                "role": roles[group],
                "campaign": ("start", "end")[end],
                "top_cm": text_of(top, 2),
                "bottom_cm": text_of(bottom, 2),
                "cores": len(values),
                "mean": text_of(mean, DECIMALS),
                "error": text_of(_error(values, mean), DECIMALS),
            }
        )
    return rows[:MOST_ROWS]


def _error(values: Sequence[float], mean: float) -> float:
    """Return the standard error of a mean, ``nan`` for a single core."""
    count = len(values)
    if count < 2:
        return math.nan
    squares = math.fsum((value - mean) ** 2 for value in values)
    return math.sqrt(squares / (count - 1) / count)


def by_layer(account: Account, owner: Literal["group", "point"]) -> Collected:
    """Return the carbon of every core by what it belongs to, end and layer [g kg-1]."""
    axes, run = account.run.axes, account.run
    owners = axes.ancestor("layer", owner).tolist()
    ends = [name == "end" for name in axes.attribute("layer", "campaign")]
    thickness = run.values("thickness")
    tops = _tops(thickness, axes.offsets("layer", "profile"))
    found: Collected = {}
    columns = zip(owners, ends, tops.tolist(), thickness.tolist(),
                  run.values("soc").tolist(), strict=True)  # fmt: skip
    for place, end, top, thick, value in columns:
        if not math.isnan(value):
            key = (place, int(end), round(top, 6), round(top + thick, 6))
            found.setdefault(key, []).append(value)
    return found


def _tops(thickness: Any, offsets: Any) -> Any:  # noqa: ANN401 - arrays of numpy
    """Return the upper bound of each layer [cm]; layers touch from the surface."""
    below = np.cumsum(thickness)
    before = np.concatenate(([0.0], below))[offsets[:-1]]
    return below - thickness - np.repeat(before, np.diff(offsets))
