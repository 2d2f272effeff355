"""From stocks of trees and shrubs to the inputs of woody carbon.

A stock is the mean over the plots of a stratum, on project or control land, in one of
the two soil campaigns, of the same plots in both: a plot that is left out at the end
would take its loss with it. A record that names no stratum stands for the whole
project.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import polars as pl

from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence, control_of, once
from edaphon.accounting.given import OBSERVED, given, recorded
from edaphon.accounting.layers import counted
from edaphon.accounting.soil import area_origin
from edaphon.methods import Axis, Input, Origin

KINDS = {"tree_carbon": "tree", "shrub_carbon": "shrub"}
"""Property of the record, and kind of plant."""

SIDES = ("project", "control")
ENDS = ("start", "end")

Stock = tuple[float, Sequence[int]]
"""Mean of the plots [t C/ha], and the rows behind it."""

Plots = tuple[str, ...]
"""Names of the plots of a stock in order; empty names count as many plots."""

Place = tuple[str, str, str, str]
"""Kind, stratum, side and end of the period."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Stock of a place, with the plots it was measured on."""

    stock: Stock
    plots: Plots


@once
def stocks(evidence: Evidence) -> Mapping[Place, Measured]:
    """Return mean stocks by kind, stratum, side and end of the period."""
    ends = dict(zip(evidence.campaign_ids, ENDS, strict=True))
    rows = counted(evidence).filter(
        pl.col("property").is_in(list(KINDS))
        & pl.col("role").is_in(SIDES)
        & pl.col("campaign").is_in(list(ends))
    )
    found: dict[Place, list[tuple[float, int, str]]] = {}
    columns = ("property", "stratum", "role", "campaign", "number", "id", "point")
    for name, stratum, side, campaign, number, row, plot in rows.select(
        columns
    ).iter_rows():
        place = (KINDS[name], stratum, side, ends[campaign])
        found.setdefault(place, []).append((float(number), row, plot or ""))
    return {
        place: Measured(
            (
                math.fsum(one[0] for one in plots) / len(plots),
                [one[1] for one in plots],
            ),
            tuple(sorted(one[2] for one in plots)),
        )
        for place, plots in found.items()
    }


def wood(evidence: Evidence) -> tuple[Axis, dict[str, Input]]:
    """Return the axis of woody plants, one element a kind and stratum, and stocks."""
    found = stocks(evidence)
    places = list(product(KINDS.values(), _strata(evidence, found))) if found else []
    axis = Axis(
        name="wood",
        parent="account",
        labels=tuple(" ".join(filter(None, place)) for place in places),
        parents=(0,) * len(places),
        attributes={"kind": tuple(kind for kind, _ in places)},
    )
    areas = [evidence.area_ha(stratum) for _, stratum in places]
    inputs = [given("wood_area", "har", "wood", areas, area_origin(evidence))]
    for side, end in product(SIDES, ENDS):
        listed = [_stock(evidence, found, place, side, end) for place in places]
        inputs.append(recorded(f"wood_{side}_{end}", "t{C}/har", "wood", listed))
    inputs += list(_without(evidence, is_recorded=bool(found)))
    return axis, {item.name: item for item in inputs}


def _without(evidence: Evidence, *, is_recorded: bool) -> Iterator[Input]:
    """Yield whether there are no trees and shrubs; nothing where nobody says."""
    if is_recorded or denied(evidence, "woody_plants"):
        path = "sources_absent/woody_plants"
        origin = OBSERVED if is_recorded else Origin("project", (path,))
        yield given("without_wood", "1", "account", [not is_recorded], origin)


def unknown_wood(evidence: Evidence) -> Iterator[str]:
    """Yield the strata of which a stock of trees or shrubs is not known."""
    found = stocks(evidence)
    for kind, stratum in product(KINDS.values(), _strata(evidence, found)):
        known = [
            _stock(evidence, found, (kind, stratum), side, end)[0]
            for side, end in product(SIDES, ENDS)
        ]
        if any(math.isnan(value) for value in known):
            yield stratum


def _strata(evidence: Evidence, found: Mapping[Place, Measured]) -> list[str]:
    """Return the strata that owe a stock."""
    return [item.id for item in evidence.strata] if found else []


def _stock(
    evidence: Evidence,
    found: Mapping[Place, Measured],
    place: tuple[str, str],
    side: str,
    end: str,
) -> Stock:
    """Return a stock of a stratum, or the one that stands for the whole project.

    Not known where the plots of both ends are not the same ones, or as many.
    """
    kind, stratum = place
    linked = {item.id: control_of(item) for item in evidence.strata}
    own = linked[stratum] if side == "control" else stratum
    is_own = any((kind, own, side, one) in found for one in ENDS)
    start, last = (found.get((kind, own if is_own else "", side, one)) for one in ENDS)
    if start is None or last is None or start.plots != last.plots:
        return (math.nan, ())
    return (start if end == "start" else last).stock
