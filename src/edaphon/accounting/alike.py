"""Whether samples that are compared were determined alike: carbon and density.

What both campaigns hold as a whole shows nothing, since one core makes any two sets
equal. Layers are compared where they overlap in depth: those of the project land of a
stratum and of its control, at both ends.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl
from msgspec import UNSET

from edaphon.accounting.evidence import Evidence, control_of
from edaphon.accounting.layers import CARBON, CELL, counted
from edaphon.accounting.soil import ENDS, Soil
from edaphon.schemas.record import stated_or
from edaphon.science.alike import Alike, Determined, Unlike
from edaphon.science.thin_layers import DEPTH_TOLERANCE

LESS = "total_less_inorganic"
"""Total carbon from which inorganic carbon was taken."""

USED = {
    "soc": ("soc",),
    "total_carbon": ("total_carbon",),
    LESS: ("total_carbon", "inorganic_carbon"),
    "som": ("som",),
}
"""What a quantity of carbon is computed from."""

STONES = ("coarse_fraction", "coarse_mass")
DENSITY = "bulk_density"
LAYER = ("point", "campaign", "top_cm", "bottom_cm")
"""A layer of a sample, whichever of its results is meant."""

Kind = tuple[str, ...]
"""A quantity, or the procedures that found it, each with its property."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Layers of one campaign and depth that were determined in one way."""

    round: int
    top: float
    bottom: float
    kind: Kind

    def overlaps(self, other: "Part") -> bool:
        """Tell whether the two hold soil of the same depth."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > DEPTH_TOLERANCE


Parts = dict[Part, set[str]]
"""Parts of a stratum and its control, with the points that hold them."""


def alike(evidence: Evidence, soil: Soil) -> Alike:
    """Return what was not determined alike, for the conditions of a method."""
    layers = _layers(soil)
    quantities: list[Kind] = [(item.quantity,) for item in layers]
    named = list(_procedures(evidence, layers))
    return Alike(
        quantities=_unlike(evidence, soil, layers, quantities),
        procedures=_unlike(evidence, soil, layers, named),
        is_uniform=_is_uniform(layers, named),
        is_bridge=_is_bridge(evidence),
        nameless=_nameless(layers, named),
        bases=_bases(evidence),
    )


def procedures(evidence: Evidence) -> dict[str, list[str]]:
    """Return the analytical procedures of carbon at the start and at the end.

    A result whose file names none was found by the procedure of its campaign.
    """
    rows = counted(evidence).filter(pl.col("property").is_in(list(CARBON)))
    found = {}
    for end, item in zip(("start", "end"), evidence.ends, strict=True):
        seen = rows.filter(pl.col("campaign") == item.id)["procedure"]
        usual = stated_or(item.procedure, "")
        stated = {name or usual for name in seen} or {usual}
        found[end] = sorted(name for name in stated if name)
    return found


def derivations(soil: Soil) -> dict[str, list[str]]:
    """Return what the laboratory reported for carbon at the start and at the end."""
    return {
        end: sorted(
            soil.layers.filter(pl.col("round") == place)["derived_from"]
            .unique()
            .to_list()
        )
        for place, end in enumerate(("start", "end"))
    }


def inorganic_apart(evidence: Evidence, soil: Soil) -> bool:
    """Tell whether carbonate cannot have passed for organic carbon."""
    stated = evidence.project.land.calcareous
    measured = int(soil.layers["inorganic_carbon"].null_count()) == 0
    organic = set(soil.layers["derived_from"].to_list()) <= {"soc"}
    return stated is False or measured or (organic and stated is not UNSET)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """A layer with carbon, and what its carbon was computed from."""

    group: int
    point: str
    round: int
    top: float
    bottom: float
    quantity: str
    rows: tuple[tuple[str, int], ...]
    """Property and row of each result."""

    def __str__(self) -> str:
        """Return the name of the sample."""
        depth = f"{self.top:g}-{self.bottom:g} cm"
        return f"{self.point} {ENDS[self.round]} {depth}"


def _layers(soil: Soil) -> list[_Layer]:
    """Return the layers with carbon, each with the quantity it was computed from."""
    is_less = (pl.col("derived_from") == "total_carbon") & pl.col(
        "inorganic_carbon"
    ).is_not_null()
    quantity = pl.when(is_less).then(pl.lit(LESS)).otherwise("derived_from")
    held = soil.layers.filter("has_carbon").select(
        "group", "point", "round", "top", "bottom", quantity.alias("quantity")
    )
    lists = soil.layers.filter("has_carbon").select(f"{name}_rows" for name in CARBON)
    rows = [dict(zip(CARBON, row, strict=True)) for row in lists.iter_rows()]
    return [
        _Layer(**keys, rows=tuple(_rows_used(keys["quantity"], row)))
        for keys, row in zip(held.iter_rows(named=True), rows, strict=True)
    ]


def _rows_used(
    quantity: str, rows: Mapping[str, Sequence[int] | None]
) -> Iterator[tuple[str, int]]:
    for name in USED[quantity]:
        yield from ((name, row) for row in rows[name] or ())


def _procedures(evidence: Evidence, layers: Sequence[_Layer]) -> Iterator[Kind]:
    """Yield the procedures of each layer; a sample has that of its campaign else."""
    rows = counted(evidence).filter(pl.col("property").is_in(list(CARBON)))
    named = dict(rows.select("id", "procedure").iter_rows())
    usual = [stated_or(item.procedure, "") for item in evidence.ends]
    for item in layers:
        found = {(name, named[row] or usual[item.round]) for name, row in item.rows}
        yield tuple(word for pair in sorted(found) for word in pair)


def _names(kind: Kind) -> tuple[str, ...]:
    """Return the words of a kind: the quantity, or its procedures each once."""
    return tuple(dict.fromkeys(kind[1::2] if len(kind) > 1 else kind))


def _is_several(kind: Kind) -> bool:
    """Tell whether one quantity was found by more than one procedure."""
    return len(set(kind[0::2])) < len(kind[0::2])


def _is_uniform(layers: Sequence[_Layer], kinds: Sequence[Kind]) -> bool:
    """Tell whether each campaign used one procedure for every sample."""
    used: dict[int, set[Kind]] = {}
    for item, kind in zip(layers, kinds, strict=True):
        used.setdefault(item.round, set()).add(kind)
    return all(len(found) == 1 for found in used.values()) and not any(
        _is_several(kind) for kind in kinds
    )


def _is_bridge(evidence: Evidence) -> bool:
    """Tell whether archived samples were analysed by the last campaign's procedure."""
    last = evidence.project.model.campaigns[-1]
    usual, label = stated_or(last.procedure, ""), stated_or(last.archived, "")
    rows = counted(evidence).filter(
        pl.col("property").is_in(list(CARBON)) & (pl.col("campaign") == label)
    )
    again = {name or usual for name in rows["procedure"]}
    return again <= set(procedures(evidence)["end"])


def _nameless(layers: Sequence[_Layer], kinds: Sequence[Kind]) -> tuple[str, ...]:
    return tuple(
        str(item) for item, kind in zip(layers, kinds, strict=True) if "" in kind[1::2]
    )


def _unlike(
    evidence: Evidence, soil: Soil, layers: Sequence[_Layer], kinds: Sequence[Kind]
) -> tuple[Unlike, ...]:
    """Return the strata that are not alike with themselves and their control."""
    place = {(item.stratum, item.role): at for at, item in enumerate(soil.groups)}
    found = []
    for item in evidence.strata:
        held = {place[item.id, "project"], place[control_of(item), "control"]}
        parts: Parts = {}
        for layer, kind in zip(layers, kinds, strict=True):
            if layer.group in held:
                part = Part(layer.round, layer.top, layer.bottom, kind)
                parts.setdefault(part, set()).add(layer.point)
        told = tuple(_told(part, parts[part]) for part in _apart(parts))
        if told:
            found.append(Unlike(stratum=item.id, parts=told))
    return tuple(found)


def _apart(parts: Parts) -> tuple[Part, ...]:
    """Return what cannot be compared: a part, two of one campaign, or of both."""
    ordered = sorted(parts)
    several = next((part for part in ordered if _is_several(part.kind)), None)
    if several is not None:
        return (several,)
    if len({part.kind for part in ordered}) == 1:
        return ()
    unlike = _pairs(ordered)
    return min(unlike, key=lambda pair: pair[0].round != pair[1].round, default=())


def _pairs(ordered: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield every two parts of one depth that were determined in two ways."""
    return (
        (one, other)
        for one, other in combinations(ordered, 2)
        if one.kind != other.kind and one.overlaps(other)
    )


def _told(part: Part, points: set[str]) -> Determined:
    return Determined(
        kind=_names(part.kind),
        end=ENDS[part.round],
        depth=(f"{part.top:g}", f"{part.bottom:g}"),
        points=tuple(sorted(points)),
    )


def _bases(evidence: Evidence) -> tuple[str, ...]:
    """Return what the bulk densities are of; nothing on land without stones."""
    rows = counted(evidence).filter(
        pl.col("campaign").is_in(evidence.campaign_ids) & (pl.col("point") != "")
    )
    dense = rows.filter(pl.col("property") == DENSITY)
    if _is_stone_free(evidence, rows, dense):
        return ()
    stated = dense.join(evidence.density_bases, on=CELL, how="inner")
    return tuple(sorted(set(stated["basis"].to_list())))


def _is_stone_free(evidence: Evidence, rows: pl.DataFrame, dense: pl.DataFrame) -> bool:
    """Tell whether no sample holds stones, by what is stated or measured of all."""
    stones = rows.filter(pl.col("property").is_in(STONES))
    if (stones["number"].cast(pl.Float64) > 0).any():
        return False
    silent = dense.join(stones, on=LAYER, how="anti")
    return evidence.project.land.stone_free is True or silent.is_empty()
