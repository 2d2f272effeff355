"""From soil observations to layers: what was reported of each, and its rows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from edaphon.accounting.evidence import Evidence, once
from edaphon.evidence import UNUSED
from edaphon.schemas.record import stated_or
from edaphon.science.thin_layers import DEPTH_TOLERANCE

CARBON = ("soc", "total_carbon", "inorganic_carbon", "som")
MASS = ("bulk_density", "coarse_fraction", "coarse_mass")
CORES = ("sample_mass", "core_diameter", "core_count")

KEYS = (
    "stratum", "role", "point", "campaign", "top_cm", "bottom_cm", "group", "round",
)  # fmt: skip
CORE = ("group", "point", "round")
CELL = ("file", "sheet", "column")


def used(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the observations an account may rest on: neither failed nor missing."""
    return observations.filter(~pl.col("flag").is_in(UNUSED) & (pl.col("number") != ""))


def numbered(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the observations with ``id``, their row in ``account/observations.csv``.

    The table of an evidence stands in the order in which it is written.
    """
    return observations.with_row_index("id")


@once
def counted(evidence: Evidence) -> pl.DataFrame:
    """Return the observations that an account may rest on, with their row."""
    return used(numbered(evidence.observations))


@dataclass(frozen=True, slots=True)
class Layers:
    """Depth intervals of every core, as they were reported."""

    whole: pl.DataFrame
    """One row a layer that holds carbon, in the order of design and depth: keys with
    ``group`` and ``round`` as numbers, ``top`` and ``bottom`` [cm], the reported
    properties with their rows, ``has_carbon``, ``derived_from``, ``is_sound``."""
    thin: pl.DataFrame
    """The same of every interval that holds a bulk density, thinner ones included."""

    @property
    def mass_from(self) -> str:
        """How the mass of a layer is found: ``density``, ``thin_layers``, ``cores``."""
        lack = self.whole["bulk_density"].null_count()
        if not lack:
            return "density"
        if self.thin.height > self.whole.height - lack:
            return "thin_layers"
        known = pl.all_horizontal(pl.col(name).is_not_null() for name in CORES)
        from_cores = lack == self.whole.height and self.whole.select(known.any()).item()
        return "cores" if from_cores else "density"


def layers_of(evidence: Evidence, places: Sequence[tuple[str, str]]) -> Layers:
    """Return what was reported of the layers of both campaigns.

    Parameters
    ----------
    evidence
        Observations, campaigns and what each file's bulk density means.
    places
        Stratum and role of every sampling group, in the order of the design.

    A core that the project lists as lost is left out whole.
    """
    wide = _told(evidence, _wide(_rows(evidence, places), evidence.density_bases))
    holds = pl.any_horizontal(pl.col(name).is_not_null() for name in CARBON)
    layers = wide.filter(holds).sort(*CORE, "top", "bottom")
    above = pl.col("bottom").shift(1, fill_value=0.0).over(CORE)
    gap = (pl.col("top") - above).abs() > DEPTH_TOLERANCE
    whole = layers.with_columns((~gap.any().over(CORE)).alias("is_sound"))
    thin = (
        wide.filter(pl.col("bulk_density").is_not_null())
        .join(whole.select(CORE).unique(), on=CORE, how="semi")
        .sort(*CORE, "top", "bottom")
    )
    return Layers(whole=whole, thin=thin)


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
    listed = stated_or(evidence.sampling.missing, [])
    lost = pl.DataFrame(
        [(item.point, item.campaign) for item in listed],
        schema={"point": pl.String, "campaign": pl.String},
        orient="row",
    )
    return (
        counted(evidence)
        .filter(
            pl.col("property").is_in([*CARBON, *MASS, *CORES])
            & (pl.col("top_cm") != "")
            & (pl.col("bottom_cm") != "")
            & (pl.col("point") != "")
        )
        .join(lost, on=["point", "campaign"], how="anti", maintain_order="left")
        .join(order, on=["stratum", "role"], how="inner")
        .join(rounds, on="campaign", how="inner")
    )


def _wide(rows: pl.DataFrame, bases: pl.DataFrame) -> pl.DataFrame:
    """Return one row a layer with a column a property; replicates are averaged.

    ``density_basis`` says what the bulk density of a layer is of, by the column that
    its cell stands in. Densities of one layer that are not of one thing have no mean:
    that density is unknown.
    """
    basis = (
        rows.filter(pl.col("property") == "bulk_density")
        .join(bases, on=CELL, how="inner", maintain_order="left")
        .group_by(KEYS, maintain_order=True)
        .agg(
            pl.col("basis").first().alias("density_basis"),
            (pl.col("basis").n_unique() == 1).alias("is_one"),
        )
    )
    found = means_of(rows, [*KEYS, "property"])
    wide = found.select(KEYS).unique(maintain_order=True)
    seen = set(found["property"])
    for name in (*CARBON, *MASS, *CORES):
        if name not in seen:
            none = pl.lit(None, pl.Float64), pl.lit(None, pl.List(pl.Int64))
            wide = wide.with_columns(none[0].alias(name), none[1].alias(f"{name}_rows"))
            continue
        own = found.filter(pl.col("property") == name).select(
            *KEYS, pl.col("mean").alias(name), pl.col("ids").alias(f"{name}_rows")
        )
        wide = wide.join(own, on=KEYS, how="left", maintain_order="left")
    joined = wide.join(basis, on=KEYS, how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("top_cm").cast(pl.Float64).alias("top"),
        pl.col("bottom_cm").cast(pl.Float64).alias("bottom"),
        *(
            pl.when("is_one").then(pl.col(name)).alias(name)
            for name in ("bulk_density", "bulk_density_rows")
        ),
    ).drop("is_one")


def means_of(rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return one row a key with ``mean`` of its replicates and ``ids``, their rows."""
    listed = rows.group_by(keys, maintain_order=True).agg(
        pl.col("number").cast(pl.Float64).alias("values"),
        pl.col("id").cast(pl.Int64).alias("ids"),
    )
    means = [
        values[0] if len(values) == 1 else math.fsum(values) / len(values)
        for values in listed["values"].to_list()
    ]
    return listed.drop("values").with_columns(
        pl.Series("mean", means, dtype=pl.Float64)
    )


def _told(evidence: Evidence, layers: pl.DataFrame) -> pl.DataFrame:
    """Add whether a layer's carbon is known, and what the laboratory reported."""
    total = pl.col("total_carbon").is_not_null()
    if evidence.project.land.calcareous is True:
        total = total & pl.col("inorganic_carbon").is_not_null()
    soc = pl.col("soc").is_not_null()
    return layers.with_columns(
        (soc | total | pl.col("som").is_not_null()).alias("has_carbon"),
        pl.when(soc)
        .then(pl.lit("soc"))
        .when(total)
        .then(pl.lit("total_carbon"))
        .otherwise(pl.lit("som"))
        .alias("derived_from"),
    )
