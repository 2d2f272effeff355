"""Which observations belong to the time of an account, so that none may change later.

Everything that an account reads is held, unless it is named here: a property that is
new in the vocabulary is held from its first day.
"""

from collections.abc import Collection, Sequence

import polars as pl

from edaphon.accounting.applications import APPLIED, ROW
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import CELL, used
from edaphon.accounting.wood import KINDS
from edaphon.evidence import properties
from edaphon.schemas.record import stated_or

UNREAD = (
    "ammonium_n", "alkali_n", "nitrate_n", "available_k", "available_p", "slow_k",
    "total_k", "total_n", "total_p", "carbonate", "cec", "clay", "silt", "sand",
    "delta_13c", "delta_15n", "ec", "horizon", "ph", "salt", "soil_type",
    "soc_stock", "texture", "water_mass", "water_volume",
    "amino_sugars", "extractable_carbon_fumigated",
    "extractable_carbon_unfumigated", "galactosamine", "labile_carbon", "mbp",
    "substrate_induced_respiration",
    "application_way", "area", "contamination", "expires_on", "licence_no",
    "made_on", "product_bought",
)  # fmt: skip
"""Properties on which no equation and no condition of an account rests."""

UNREAD_DOMAINS = ("gas", "climate")
"""Domains of the vocabulary that only co-effects beside an account read."""

WORDS = ("lot", "crop")
"""Properties whose word is told with the other cells of their row."""

ALREADY = r"^(\d{4})(?:\D|$)"
"""A year at the beginning of what a record has in place of a campaign."""

VALUES = (
    "role", "campaign", "stratum", "point", "property", "number", "basis", "top_cm",
    "bottom_cm", "lot", "crop", "phenomenon_time", "result_time", "procedure",
)  # fmt: skip
"""What is held of a value: its place in the design, the value, of what, when and how;
for a record the lot and the crop of its row."""


def held_properties() -> frozenset[str]:
    """Return the properties whose past values may not change."""
    return frozenset(
        name
        for name, item in properties().items()
        if item.domain not in UNREAD_DOMAINS and name not in UNREAD
    )


def held_rows(evidence: Evidence) -> pl.DataFrame:
    """Return the values that accounts rest on, each with the campaign it belongs to.

    ``of_campaign`` is empty for records of a year, of a day and of the baseline, and
    for assays of days on which no soil was sampled. Archived samples belong to the
    campaign in whose batch they were analysed.
    """
    table = evidence.observations
    kept = used(table).filter(
        pl.col("property").is_in(sorted(held_properties()))
        & ~pl.col("property").is_in(WORDS)
    )
    for name in WORDS:
        kept = kept.join(
            _word(table, name), on=list(ROW), how="left", maintain_order="left"
        )
    bases = evidence.density_bases.select(*CELL, "basis").unique()
    joined = kept.join(bases, on=CELL, how="left", maintain_order="left")
    is_density = pl.col("property") == "bulk_density"
    basis = pl.when(is_density).then(pl.col("basis")).otherwise(pl.lit(""))
    return joined.with_columns(
        basis.fill_null("").alias("basis"),
        pl.col("crop").fill_null(""),
        pl.col("lot").fill_null(_sample()),
        _campaign(evidence).alias("of_campaign"),
    )


def _word(table: pl.DataFrame, name: str) -> pl.DataFrame:
    told = table.filter(pl.col("property") == name)
    return told.group_by(ROW).agg(pl.col("value").sort().str.join(" ").alias(name))


def _sample() -> pl.Expr:
    """Return the name of a sample where it may be that of a lot."""
    is_certificate = (pl.col("role") == "") & (pl.col("top_cm") == "")
    return pl.when(is_certificate).then(pl.col("sample")).otherwise(pl.lit(""))


def is_yearly() -> pl.Expr:
    """Tell of a value whether its campaign names a year: a record of management."""
    names = [
        name
        for name, item in properties().items()
        if item.domain == "management" and name not in KINDS
    ]
    return pl.col("property").is_in(names)


def _campaign(evidence: Evidence) -> pl.Expr:
    """Return the soil campaign that a value belongs to; empty where to none."""
    rounds = evidence.project.model.campaigns
    places = {item.id: item.id for item in rounds}
    places |= {
        name: item.id
        for item in rounds
        if (name := stated_or(item.archived, "")) and name not in places
    }
    of_year = is_yearly() & (_year() != "")
    found = pl.col("campaign").replace_strict(places, default="")
    no_soil = (pl.col("role") == "baseline") | of_year
    return pl.when(no_soil).then(pl.lit("")).otherwise(found)


def _year() -> pl.Expr:
    return pl.col("campaign").str.extract(ALREADY, 1).fill_null("")


def sampled_rows(rows: pl.DataFrame, campaign: str) -> pl.DataFrame:
    """Return the values of a campaign, and of archived samples in its batch."""
    return _sorted(rows.filter(pl.col("of_campaign") == campaign))


def recorded_rows(rows: pl.DataFrame, end: str, after: str) -> pl.DataFrame:
    """Return the records that an account until a day and a year could know of.

    All of the baseline, and what has neither day nor year: it could be added at any
    time. A record of management is told by its year, anything else by its day. Of the
    certificates those too whose lot was applied by then.
    """
    free = rows.filter(pl.col("of_campaign") == "")
    year, day = _year(), pl.col("phenomenon_time").str.slice(0, 10)
    by_year = pl.when(year != "").then(year < after)
    by_day = pl.when(day != "").then(day < end[:10])
    is_record = is_yearly() & (pl.col("role") != "")
    undated = pl.lit(value=True)
    passed = (
        pl.when(is_record)
        .then(pl.coalesce(by_year, by_day, undated))
        .otherwise(pl.coalesce(by_day, by_year, undated))
    )
    mine = free.filter((pl.col("role") == "baseline") | passed)
    lots = _lots(mine)
    is_certificate = (pl.col("role") == "") & (pl.col("lot") != "")
    is_dated = (year != "") | (day != "")
    of_lot = pl.col("lot").is_in(lots)
    return _sorted(
        free.filter(
            pl.when(is_certificate)
            .then(of_lot | (is_dated & passed))
            .otherwise((pl.col("role") == "baseline") | passed)
        )
    )


def _lots(rows: pl.DataFrame) -> Collection[str]:
    """Return the lots of the product that were applied."""
    applied = rows.filter(pl.col("property").is_in(APPLIED) & (pl.col("lot") != ""))
    return sorted(set(applied["lot"]))


def _sorted(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(VALUES).sort(VALUES)


def listed(rows: pl.DataFrame) -> Sequence[Sequence[str]]:
    """Return rows as a record holds them."""
    return [list(row) for row in rows.rows()]


def points_of(rows: pl.DataFrame) -> frozenset[str]:
    """Return the points at which values were found."""
    return frozenset(rows["point"]) - {""}
