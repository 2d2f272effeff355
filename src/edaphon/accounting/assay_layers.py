"""In which layer each microbial property was assayed, and which cannot be compared."""

from collections.abc import Mapping

import polars as pl

MURAMIC, GLUCOSAMINE = "muramic_acid", "glucosamine"

POOLS = (
    "mbc", MURAMIC, GLUCOSAMINE, "necromass_carbon", "fungal_necromass",
    "bacterial_necromass",
)  # fmt: skip
"""Properties from which the microbial pools of the gain are made."""

Layer = tuple[float, str]
"""Upper depth [cm], and lower depth as it is written; empty where nobody says."""


def layers_by_property(rows: pl.DataFrame) -> dict[str, frozenset[Layer]]:
    """Return the layers of each property over every point and campaign.

    Parameters
    ----------
    rows
        Assays of the topmost layers: ``property``, ``top`` [cm], ``bottom_cm``.
    """
    found: dict[str, set[Layer]] = {}
    listed = rows.select("property", "top", "bottom_cm").unique()
    for name, top, bottom in listed.iter_rows():
        depth = f"{float(bottom):g}" if bottom else ""
        found.setdefault(name, set()).add((float(top), depth))
    return {name: frozenset(found[name]) for name in sorted(found)}


def mixed(layers: Mapping[str, frozenset[Layer]]) -> frozenset[str]:
    """Return the properties that were assayed in more than one layer.

    What changed between two depths is not what changed between two days.
    """
    return frozenset(name for name, held in layers.items() if len(held) > 1)


def sugars_apart(layers: Mapping[str, frozenset[Layer]]) -> frozenset[str]:
    """Return both amino sugars where one lies in another layer than the other."""
    pair = {name: layers[name] for name in (MURAMIC, GLUCOSAMINE) if name in layers}
    return frozenset(pair) if len({*pair.values()}) > 1 else frozenset()


def pools_apart(layers: Mapping[str, frozenset[Layer]]) -> frozenset[str]:
    """Return the pools where they are not of one layer: they make no share."""
    pools = {name: layers[name] for name in POOLS if name in layers}
    whole = frozenset[Layer]().union(*pools.values())
    return frozenset(pools) if len(whole) > 1 else frozenset()
