"""How cores were cut: layers that overlap, leave gaps, or are not those of the plan."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl
from msgspec import UNSET

from edaphon.evidence import PlanStatus
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of

CARBON = ("soc", "total_carbon", "som")
"""Properties whose layers are those of the core."""

DENSITY = "bulk_density"
"""Its row shows that a layer was cut, where the carbon of it is lacking."""

CORE = ("stratum", "role", "point", "campaign")

Layer = tuple[Decimal, Decimal]

Row = dict[str, object]


def core_problems(
    observations: pl.DataFrame, plan: PlanStatus | None, archived: Sequence[str] = ()
) -> Iterator[Problem]:
    """Tell of cores that no stock can be read from, or that are cut otherwise.

    Archived samples, which are no cores of their own, are left out by the campaign
    codes under which the tables hold them.

    Yields
    ------
    Problem
        ``LAYERS_OVERLAP`` and ``LAYERS_GAP`` for the first place of each core,
        ``LAYERS_UNMEASURED`` for each core that was cut as planned and lacks the
        carbon of a layer, ``LAYERS_UNPLANNED`` for each whose layers are not those of
        the plan.
    """
    rows = observations.filter(
        pl.col("property").is_in([*CARBON, DENSITY])
        & (pl.col("number") != "")
        & (pl.col("point") != "")
        & (pl.col("top_cm") != "")
        & (pl.col("bottom_cm") != "")
        & ~pl.col("campaign").is_in(archived)
    )
    first = [] if plan is None else list(plan.layers)
    later = [] if plan is None else list(plan.later_layers)
    names = _campaigns(plan)
    points = {} if plan is None else plan.points
    cores: dict[tuple[object, ...], list[Row]] = {}
    for row in rows.sort("file", "row", maintain_order=True).iter_rows(named=True):
        cores.setdefault(tuple(row[name] for name in CORE), []).append(row)
    for (_, _, point, campaign), cut in cores.items():
        core = [row for row in cut if row["property"] != DENSITY]
        if not core:
            continue
        layers = _layers(core)
        facts = {"point": point, "campaign": campaign}
        planned = later if campaign in names[1:] else first
        as_planned = [layer for layer, _ in _layers(cut)] == planned
        if planned and point in points and as_planned:
            yield from _unmeasured(layers, _layers(cut), facts)
            continue
        yield from _broken(layers, facts)
        if planned and point in points and [layer for layer, _ in layers] != planned:
            yield Problem(
                code="LAYERS_UNPLANNED",
                where=place_of(layers[0][1]),
                facts={**facts, "found": _told(layers), "planned": _listed(planned)},
            )


def _unmeasured(
    layers: Sequence[tuple[Layer, Row]],
    cut: Sequence[tuple[Layer, Row]],
    facts: dict[str, object],
) -> Iterator[Problem]:
    """Tell of a core, cut as planned, that lacks the carbon of a layer.

    Parameters
    ----------
    layers, cut
        Layers with carbon, and those with carbon or bulk density.
    facts
        Point and campaign.
    """
    measured = {layer for layer, _ in layers}
    lacking = [(layer, row) for layer, row in cut if layer not in measured]
    if lacking:
        yield Problem(
            code="LAYERS_UNMEASURED",
            where=place_of(lacking[0][1]),
            facts={**facts, "found": _told(lacking)},
        )


def _campaigns(plan: PlanStatus | None) -> list[str]:
    """Return the campaigns of a plan, the first one first."""
    model = UNSET if plan is None else plan.model
    return [] if model is UNSET else list(model.campaigns)


def _layers(core: Sequence[Row]) -> list[tuple[Layer, Row]]:
    """Return the layers of a core from the surface down, each with its first row."""
    found: dict[Layer, Row] = {}
    for row in core:
        layer = (Decimal(str(row["top_cm"])), Decimal(str(row["bottom_cm"])))
        found.setdefault(layer, row)
    return sorted(found.items(), key=lambda item: item[0])


def _broken(
    layers: Sequence[tuple[Layer, Row]], facts: dict[str, object]
) -> Iterator[Problem]:
    above = Decimal(0)
    for (top, bottom), row in layers:
        if top != above:
            code = "LAYERS_OVERLAP" if top < above else "LAYERS_GAP"
            cut = {"found": _span((top, bottom)), "above": f"{above:f}"}
            yield Problem(code=code, where=place_of(row), facts={**facts, **cut})
            return
        above = bottom


def _span(layer: Layer) -> str:
    return f"{layer[0]:f}-{layer[1]:f} cm"


def _listed(layers: Sequence[Layer]) -> str:
    return ", ".join(map(_span, layers))


def _told(layers: Sequence[tuple[Layer, Row]]) -> str:
    return _listed([cut for cut, _ in layers])
