"""From soil observations to layers: carbon, bulk density and stones of each."""

import math
from collections.abc import Mapping, Sequence

import polars as pl

from edaphon.accounting.evidence import Evidence
from edaphon.science.stocks import STONE_DENSITY

CARBON = ("soc", "total_carbon", "inorganic_carbon", "som")
MASS = ("bulk_density", "coarse_fraction", "coarse_mass")
CORES = ("sample_mass", "core_diameter", "core_count")

SOM_PER_SOC = 1.724
"""Conventional van Bemmelen factor of Chinese reports [g g-1]; named in the account."""

FAILED, MISSING = 4, 9
"""Quality flags of values that no account uses."""

KEYS = (
    "stratum", "role", "point", "campaign", "top_cm", "bottom_cm", "group", "round",
)  # fmt: skip
CORE = ("group", "point", "round")


def used(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the observations an account may rest on: neither failed nor missing."""
    return observations.filter(
        ~pl.col("flag").is_in([FAILED, MISSING]) & (pl.col("number") != "")
    )


def numbered(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the observations with ``id``, their row in ``account/observations.csv``.

    The table of an evidence stands in the order in which it is written.
    """
    return observations.with_row_index("id")


def layers_of(evidence: Evidence, places: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """Return one row a layer that holds carbon, in the order of design and depth.

    Parameters
    ----------
    evidence
        Observations, campaigns and what each file's bulk density means.
    places
        Stratum and role of every sampling group, in the order of the design.

    Returns
    -------
    polars.DataFrame
        Keys with ``group`` and ``round`` as numbers, ``top`` and ``bottom`` [cm],
        the observed properties, ``carbon`` [g/kg] with ``derived_from``,
        ``density`` of the fine earth [g/cm3] and ``stones``, their volume share.
    """
    wide = _derived(evidence, _wide(_rows(evidence, places)))
    holds = pl.any_horizontal(pl.col(name).is_not_null() for name in CARBON)
    layers = wide.filter(holds).sort(*CORE, "top", "bottom")
    return _with_thin_densities(layers, wide)


def _rows(evidence: Evidence, places: Sequence[tuple[str, str]]) -> pl.DataFrame:
    order = pl.DataFrame(
        {
            "stratum": [stratum for stratum, _ in places],
            "role": [role for _, role in places],
            "group": list(range(len(places))),
        },
        schema={"stratum": pl.String, "role": pl.String, "group": pl.Int64},
    )
    rounds = pl.DataFrame(
        {"campaign": list(evidence.campaign_ids), "round": [0, 1]},
        schema={"campaign": pl.String, "round": pl.Int64},
    )
    return (
        used(numbered(evidence.observations))
        .filter(
            pl.col("property").is_in([*CARBON, *MASS, *CORES])
            & (pl.col("top_cm") != "")
            & (pl.col("bottom_cm") != "")
            & (pl.col("point") != "")
        )
        .join(order, on=["stratum", "role"], how="inner")
        .join(rounds, on="campaign", how="inner")
    )


def _wide(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row a layer with a column a property; replicates are averaged."""
    basis = rows.filter(pl.col("property") == "bulk_density").select(
        *KEYS, pl.col("file").alias("density_file")
    )
    listed = rows.group_by([*KEYS, "property"], maintain_order=True).agg(
        pl.col("number").cast(pl.Float64).alias("values"),
        pl.col("id").cast(pl.Int64).alias("ids"),
    )
    means = [
        values[0] if len(values) == 1 else math.fsum(values) / len(values)
        for values in listed["values"].to_list()
    ]
    found = listed.drop("values").with_columns(
        pl.Series("mean", means, dtype=pl.Float64)
    )
    wide = found.select(KEYS).unique(maintain_order=True)
    for name in (*CARBON, *MASS, *CORES):
        own = found.filter(pl.col("property") == name).select(
            *KEYS, pl.col("mean").alias(name), pl.col("ids").alias(f"{name}_rows")
        )
        wide = wide.join(own, on=KEYS, how="left", maintain_order="left")
    return wide.with_columns(
        pl.col("top_cm").cast(pl.Float64).alias("top"),
        pl.col("bottom_cm").cast(pl.Float64).alias("bottom"),
    ).join(
        basis.unique(KEYS, keep="first", maintain_order=True),
        on=KEYS, how="left", maintain_order="left",
    )  # fmt: skip


def _derived(evidence: Evidence, layers: pl.DataFrame) -> pl.DataFrame:
    """Add organic carbon with how it was derived, fine-earth density and stones."""
    calcareous = bool(evidence.project.document.get("land", {}).get("calcareous"))
    alone = pl.lit(None, pl.Float64) if calcareous else pl.col("total_carbon")
    from_total = (
        pl.when(pl.col("inorganic_carbon").is_not_null())
        .then(pl.col("total_carbon") - pl.col("inorganic_carbon"))
        .otherwise(alone)
    )
    from_matter = pl.col("som") / SOM_PER_SOC
    density, stones = _density_and_stones(evidence.density_bases())
    return layers.with_columns(
        pl.coalesce(pl.col("soc"), from_total, from_matter).alias("carbon"),
        pl.when(pl.col("soc").is_not_null())
        .then(pl.lit("soc"))
        .when(from_total.is_not_null())
        .then(pl.lit("total_carbon"))
        .otherwise(pl.lit("som"))
        .alias("derived_from"),
        density.alias("density"),
        stones.alias("stones"),
        *_row_lists(),
    )


def _row_lists() -> list[pl.Expr]:
    """Return the rows behind carbon, density and stones of each layer."""
    stones_by_mass = _rows_of("coarse_mass", "bulk_density")
    stones = (
        pl.when(pl.col("coarse_fraction").is_not_null())
        .then(_rows_of("coarse_fraction"))
        .when(pl.col("coarse_mass").is_not_null())
        .then(stones_by_mass)
        .otherwise(_rows_of())
    )
    carbon = (
        pl.when(pl.col("soc").is_not_null())
        .then(_rows_of("soc"))
        .when(pl.col("total_carbon").is_not_null())
        .then(_rows_of("total_carbon", "inorganic_carbon"))
        .otherwise(_rows_of("som"))
    )
    return [
        carbon.alias("carbon_rows"),
        _rows_of("bulk_density").alias("density_rows"),
        stones.alias("stones_rows"),
    ]


def _rows_of(*names: str) -> pl.Expr:
    none = pl.lit([], dtype=pl.List(pl.Int64))
    return pl.concat_list(
        [none, *[pl.col(f"{name}_rows").fill_null([]) for name in names]]
    )


def _density_and_stones(bases: Mapping[str, str]) -> tuple[pl.Expr, pl.Expr]:
    """Return fine-earth density and the volume share of stones, by what was reported.

    A density per volume of the whole core leaves the stones out already. A density
    of the whole soil holds them: their mass is taken off, and their volume.
    """
    reported, stones_by_mass = pl.col("bulk_density"), pl.col("coarse_mass") / 100.0
    per_core, whole = (
        pl.col("density_file").is_in([one for one in bases if bases[one] == wanted])
        for wanted in ("fine_earth_per_core", "whole_soil")
    )
    fine_over_stone = (1.0 - stones_by_mass) * STONE_DENSITY
    volume = (
        pl.when(whole)
        .then(stones_by_mass * reported / STONE_DENSITY)
        .otherwise(
            stones_by_mass * reported / (fine_over_stone + stones_by_mass * reported)
        )
    )
    stones = pl.coalesce(pl.col("coarse_fraction") / 100.0, volume, pl.lit(0.0))
    mass = pl.coalesce(stones_by_mass, stones * STONE_DENSITY / reported)
    fine = reported * (1.0 - mass) / (1.0 - stones)
    return (
        pl.when(whole).then(fine).otherwise(reported),
        pl.when(per_core).then(0.0).otherwise(stones),
    )


def _with_thin_densities(layers: pl.DataFrame, wide: pl.DataFrame) -> pl.DataFrame:
    """Give a layer without its own bulk density the mass of the thinner ones inside."""
    if layers.filter(pl.col("density").is_null()).is_empty():
        return layers
    thin = wide.filter(pl.col("density").is_not_null()).sort(*CORE, "top")
    stacks = {
        key: part.select("top", "bottom", "density", "stones").rows()
        for key, part in thin.group_by(CORE, maintain_order=True)
    }
    names = ("top", "bottom", "density", "stones", "coarse_fraction")
    keys = layers.select(CORE).rows()
    filled = []
    for key, row in zip(keys, layers.select(names).iter_rows(), strict=True):
        top, bottom, density, stones, own = row
        if density is None:
            own_stones = None if own is None else stones
            density, stones = _merged(stacks.get(key, []), top, bottom, own_stones)
        filled.append((density, stones))
    return layers.with_columns(
        pl.Series("density", [density for density, _ in filled], dtype=pl.Float64),
        pl.Series("stones", [stones for _, stones in filled], dtype=pl.Float64),
    )


def _merged(
    stack: Sequence[tuple[float, float, float, float]],
    top: float,
    bottom: float,
    own_stones: float | None,
) -> tuple[float | None, float]:
    """Return density and stones of [top, bottom) from thinner layers, None for a gap.

    The density is weighted by the volume of fine earth, so that the mass of the
    merged layer is the sum of the masses inside.
    """
    parts = [
        (
            min(bottom, lower) - max(top, upper),
            density,
            stones if own_stones is None else own_stones,
        )
        for upper, lower, density, stones in stack
        if min(bottom, lower) > max(top, upper)
    ]
    thickness = math.fsum(share for share, _, _ in parts)
    if abs(thickness - (bottom - top)) > 1e-9:
        return None, 0.0 if own_stones is None else own_stones
    fine = math.fsum(share * (1.0 - stones) for share, _, stones in parts)
    mass = math.fsum(
        share * (1.0 - stones) * density for share, density, stones in parts
    )
    return (mass / fine if fine else None), 1.0 - fine / thickness
