"""Change of carbon by depth, project less control: shown, and in no credited figure."""

import math
from collections.abc import Iterator, Mapping, Sequence

from edaphon.accounting.account import Account
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.sampled import MOST_ROWS, by_layer
from edaphon.accounting.wood import SIDES
from edaphon.science.estimates import Estimate, difference, group_mean

Record = dict[str, object]

COVERAGE = 0.95
"""Two-sided coverage of the intervals; no bound of a method rests on it."""

FEWEST = 2
"""Units of a side below which nothing can be said of their spread."""

START, END = 0, 1

Cores = dict[tuple[int, int], float]
"""Carbon of one layer by place of the point and end of the period [g kg-1]."""

Side = tuple[list[float], ...]
"""Changes of a side's units; where no point is sampled twice, their start and end."""


def layer_changes(accounts: Sequence[Account]) -> list[Record]:
    """Return one row a stratum and layer, with a 95 % interval [g kg-1].

    Where the same points are sampled again, each unit has one change; else the means
    of both ends are compared. The points of a control field are one unit where a
    method counts control land by field. Only layers with the same bounds at both ends
    are compared. Empty when no method could place carbon on layers.

    Parameters
    ----------
    accounts
        Accounts of one evidence. The first that counts control land by field is
        taken, else the first with layers.
    """
    able = [one for one in accounts if {"soc", "thickness"} <= set(one.run.steps)]
    by_field = [one for one in able if "field" in one.run.axes]
    rows = [list(_rows(one)) for one in (by_field or able)[:1]]
    return [row for found in rows for row in found][:MOST_ROWS]


def _rows(account: Account) -> Iterator[Record]:
    axes = account.run.axes
    layers = _layers(account)
    is_paired = account.evidence.design == "paired"
    for place, stratum in enumerate(axes["stratum"].labels):
        held = axes["stratum"].holds["group"][place]
        for (top, bottom), cores in sorted(layers.items()):
            sides = [_side(cores, _units(account, one), is_paired) for one in held]
            if len(sides) != len(SIDES) or not any(map(len, sides[0] + sides[1])):
                continue
            yield {
                "stratum": stratum,
                "top_cm": text_of(top, 2),
                "bottom_cm": text_of(bottom, 2),
                "change": _change(*sides),
                "project": min(map(len, sides[0])),
                "control": min(map(len, sides[1])),
                "control_unit": "field" if "field" in axes else "point",
            }


def _layers(account: Account) -> Mapping[tuple[float, float], Cores]:
    """Return the carbon of each layer, by its upper and lower depth [cm]."""
    found: dict[tuple[float, float], Cores] = {}
    for (point, end, top, bottom), values in by_layer(account, "point").items():
        mean = math.fsum(values) / len(values)
        found.setdefault((top, bottom), {})[point, end] = mean
    return found


def _units(account: Account, group: int) -> list[Sequence[int]]:
    """Return the points of a group, those of one field together where it counts."""
    axes = account.run.axes
    if "field" in axes:
        fields = axes["field"]
        held = zip(fields.parents, fields.holds["point"], strict=True)
        return [points for owner, points in held if owner == group]
    return [(one,) for one, owner in enumerate(axes["point"].parents) if owner == group]


def _side(cores: Cores, units: Sequence[Sequence[int]], is_paired: bool) -> Side:
    if is_paired:
        return (list(_means(units, _changes(cores))),)
    ends = ({point: cores[point, end] for point, at in cores if at == end}
            for end in (START, END))  # fmt: skip
    return tuple(list(_means(units, values)) for values in ends)


def _changes(cores: Cores) -> Mapping[int, float]:
    """Return the change of each point that has the layer at both ends."""
    return {
        point: cores[point, END] - start
        for (point, end), start in cores.items()
        if end == START and (point, END) in cores
    }


def _means(
    units: Sequence[Sequence[int]], values: Mapping[int, float]
) -> Iterator[float]:
    for points in units:
        if found := [values[point] for point in points if point in values]:
            yield math.fsum(found) / len(found)


def _change(project: Side, control: Side) -> Record | None:
    """Return project less control; None where a side has too few units."""
    if any(len(values) < FEWEST for values in (*project, *control)):
        return None
    found = difference(_estimate("project", project), _estimate("control", control))
    freedom = found.df_satterthwaite
    low, high = found.interval(COVERAGE, freedom)
    told = {"value": found.value, "low": low, "high": high, "freedom": freedom}
    return {key: text_of(value, 6) for key, value in told.items()}


def _estimate(name: str, side: Side) -> Estimate:
    means = [group_mean(f"{name} {n}", values) for n, values in enumerate(side)]
    return means[0] if len(means) == 1 else difference(means[END], means[START])
