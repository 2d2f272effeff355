"""How cores were cut: layers that overlap, leave gaps, or are not those of the plan."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

import polars as pl
from msgspec import UNSET

from edaphon.evidence import PlanStatus
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.checking import place_of

CARBON = ("soc", "total_carbon", "som")
"""Properties whose layers are those of the core."""

CORE = ("stratum", "role", "point", "campaign")

Layer = tuple[Decimal, Decimal]

Row = dict[str, object]


def core_problems(
    observations: pl.DataFrame,
    plan: PlanStatus | None,
    archived: Sequence[str] = (),
    lost: Collection[tuple[str, str]] = (),
) -> Iterator[Problem]:
    """Tell of cores that no stock can be read from, or that are cut otherwise.

    Archived samples, which are no cores of their own, are left out by the campaign
    codes under which the tables hold them; so are the cores that the project lists as
    lost, by point and campaign, of which no account uses a layer.

    Yields
    ------
    Problem
        ``LAYERS_OVERLAP`` and ``LAYERS_GAP`` for the first place of each core,
        ``LAYER_EMPTY`` for each core whose planned layers are all there and some
        without carbon, at the first blank cell, and ``LAYERS_UNPLANNED`` for each core
        whose layers are not those of the plan.
    """
    rows = observations.filter(
        (pl.col("number") != "")
        & (pl.col("point") != "")
        & (pl.col("top_cm") != "")
        & (pl.col("bottom_cm") != "")
        & ~pl.col("campaign").is_in(archived)
    )
    first = [] if plan is None else list(plan.layers)
    later = [] if plan is None else list(plan.later_layers)
    names = _campaigns(plan)
    points = {} if plan is None else plan.points
    blanks = _Blanks(rows)
    cores = _cores(rows.filter(pl.col("property").is_in(CARBON)))
    for key, core in cores.items():
        _, _, point, campaign = key
        if (point, campaign) in lost:
            continue
        layers = _layers(core)
        facts = {"point": point, "campaign": campaign}
        planned = later if campaign in names[1:] else first
        cuts = [cut for cut, _ in layers]
        if point not in points or not planned or cuts == planned:
            yield from _broken(layers, facts)
            continue
        blank = blanks.cells(key, [cut for cut in planned if cut not in cuts])
        if blank and sorted([*cuts, *blank]) == planned:
            facts |= {"found": _listed(list(blank))}
            where = next(iter(blank.values()))
            yield Problem(code="LAYER_EMPTY", where=where, facts=facts)
            continue
        yield from _broken(layers, facts)
        yield Problem(
            code="LAYERS_UNPLANNED",
            where=place_of(layers[0][1]),
            facts={**facts, "found": _told(layers), "planned": _listed(planned)},
        )


class _Blanks:
    """Finds the cells in which a layer that was otherwise analysed has no carbon."""

    def __init__(self, rows: pl.DataFrame) -> None:
        carbon = rows.filter(pl.col("property").is_in(CARBON))
        self._columns = {
            (file, sheet): column
            for file, sheet, column in carbon.select("file", "sheet", "column")
            .sort("file", "sheet", "column", descending=True)
            .iter_rows()
        }
        self._cores = _cores(rows)

    def cells(
        self, core: tuple[object, ...], cuts: Sequence[Layer]
    ) -> dict[Layer, Where]:
        """Return the place of the blank cell of each layer of a core that has one."""
        found: dict[Layer, Where] = {}
        for cut, row in _layers(self._cores[core]):
            column = self._columns.get((row["file"], row["sheet"]))
            if cut in cuts and column is not None:
                found[cut] = place_of({**row, "column": column})
        return found


def _cores(rows: pl.DataFrame) -> dict[tuple[object, ...], list[Row]]:
    """Return the results of each core, in the order of files and rows."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows.sort("file", "row", maintain_order=True).iter_rows(named=True):
        found.setdefault(tuple(row[name] for name in CORE), []).append(row)
    return found


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
