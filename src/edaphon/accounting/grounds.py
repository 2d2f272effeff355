"""What all accounts of one chain share: the land, and the values of its campaigns.

A later account takes the change since the first campaign, or since the one before it.
Land that grows between two accounts, or a campaign that is lower in the second than it
was in the first, would pass for a change of the soil.
"""

from collections.abc import Iterator, Mapping

import polars as pl
from msgspec import to_builtins

from edaphon.accounting.assays import PROPERTIES
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.evidence import Evidence, control_of
from edaphon.accounting.layers import CARBON, CELL, CORES, MASS, used
from edaphon.accounting.since import YEAR
from edaphon.kernel import canonical
from edaphon.kernel.calendar_years import first_year
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import Problem
from edaphon.schemas.record import stated_or

SAID_OF_LAND = (
    "cover", "converted_from_native", "organic_soil", "drained", "wet_climate",
    "irrigated", "calcareous", "stone_free",
)  # fmt: skip
"""Answers about the land on which stocks, emissions or conditions rest."""

AREA_DECIMALS = 4

VALUES = (
    "stratum", "role", "point", "top_cm", "bottom_cm", "property", "number", "basis",
)  # fmt: skip
"""What is held of a value: its place in the design, the value, and for a bulk density
what it is of."""

RECORD = (
    "role", "campaign", "stratum", "point", "property", "number", "phenomenon_time",
)  # fmt: skip
"""What is held of an activity record."""

SHOWN = len("sha256:") + 12
"""Signs of a digest that a refusal shows."""

WORDS = {
    "land": {
        "en": "the land (strata, areas, parcels, kind of land)",
        "zh": "土地（碳层、面积、地块、土地类别）",
    },
    "start": {"en": "the values of the first campaign", "zh": "期初采样数值"},
    "end": {
        "en": "the values of the campaign that it ended with",
        "zh": "该次核算期末采样数值",
    },
    "records": {
        "en": "the activity records of the baseline and of the years until its end",
        "zh": "基准线及截至该次核算期末各年的活动记录",
    },
}


def grounds(evidence: Evidence) -> dict[str, str]:
    """Return the campaigns compared, and what every account of a chain shares.

    Digests of the land and of the values of the first campaign and the last.
    """
    first, last = evidence.campaign_ids
    end = evidence.project.model.period.end
    return {"first": first, "last": last, **_held(evidence, last, end)}


def _held(evidence: Evidence, last: str, end: str) -> dict[str, str]:
    """Return the digests of an account that ended with a campaign, on a day."""
    return {
        "land": _digest(_land(evidence)),
        "start": values_of(evidence, evidence.campaign_ids[0]),
        "end": values_of(evidence, last),
        "records": _digest(_recorded(evidence, end)),
    }


def grounds_problems(evidence: Evidence) -> Iterator[Problem]:
    """Tell of every standing earlier account that rests on other grounds.

    Yields
    ------
    Problem
        ``EARLIER_GROUNDS``, once for the land and once for each campaign.
    """
    named = [entry.bundle for entry in evidence.project.earlier]
    for item in evidence.earlier:
        if not item.is_standing:
            continue
        own = _held(evidence, item.last_campaign, item.end)
        where = evidence.project.where("earlier", named.index(item.bundle), "bundle")
        found = to_builtins(item.record.grounds)
        for name, words in WORDS.items():
            if (held := found[name]) != own[name]:
                facts = {
                    "end": item.end,
                    "what": words,
                    "found": held[:SHOWN],
                    "needed": own[name][:SHOWN],
                }
                yield Problem(code="EARLIER_GROUNDS", where=where, facts=facts)


def _digest(record: Mapping[str, object]) -> str:
    return digest(canonical.dumps(record, require_nfc=False))


def _land(evidence: Evidence) -> dict[str, object]:
    said = to_builtins(evidence.project.land)
    return {
        "scenario": evidence.project.model.scenario,
        "practice_start": evidence.project.model.practice.start,
        "said": {name: said[name] for name in SAID_OF_LAND if name in said},
        "strata": [
            {
                "id": item.id,
                "controls": control_of(item),
                "area_ha": text_of(evidence.area_ha(item.id), AREA_DECIMALS),
                "control_area_ha": stated_or(item.control_area_ha, None),
            }
            for item in sorted(evidence.strata, key=lambda item: item.id)
        ],
        "parcels": sorted(evidence.geography.parcel_records(), key=_id),
    }


def _id(record: Mapping[str, object]) -> str:
    return str(record["id"])


def values_of(evidence: Evidence, campaign: str) -> str:
    """Return the digest of the values of a campaign."""
    return _digest(_sampled(evidence, campaign))


def _sampled(evidence: Evidence, campaign: str) -> dict[str, object]:
    """Return the values of a campaign, in an order that no file decides."""
    masses = evidence.reference_masses
    days = [
        [item.start, item.end]
        for item in evidence.project.model.campaigns
        if item.id == campaign
    ]
    return {
        "days": days,
        "depth_cm": text_of(evidence.depth_cm, 2),
        "reference_mass": {name: text_of(masses[name], 6) for name in sorted(masses)},
        "columns": list(VALUES),
        "values": [list(row) for row in _values(evidence, campaign).rows()],
    }


def _recorded(evidence: Evidence, end: str) -> dict[str, object]:
    """Return the records of the baseline, and of the years that an account counted."""
    rows = used(evidence.observations).filter(
        (pl.col("top_cm") == "")
        & pl.col("campaign").str.contains(YEAR)
        & (
            (pl.col("role") == "baseline")
            | (
                pl.col("role").is_in(["project", "control"])
                & (pl.col("campaign") < first_year(end))
            )
        )
    )
    kept = rows.select(RECORD).sort(RECORD)
    return {"columns": list(RECORD), "values": [list(row) for row in kept.rows()]}


def _values(evidence: Evidence, campaign: str) -> pl.DataFrame:
    lost = {
        item.point
        for item in stated_or(evidence.sampling.missing, [])
        if item.campaign == campaign
    }
    rows = used(evidence.observations).filter(
        (pl.col("campaign") == campaign)
        & pl.col("property").is_in([*CARBON, *MASS, *CORES, *PROPERTIES])
        & pl.col("role").is_in(["project", "control"])
        & (pl.col("point") != "")
        & ~pl.col("point").is_in(sorted(lost))
    )
    bases = evidence.density_bases.select(*CELL, "basis").unique()
    joined = rows.join(bases, on=CELL, how="left", maintain_order="left")
    is_density = pl.col("property") == "bulk_density"
    basis = pl.when(is_density).then(pl.col("basis")).otherwise(pl.lit(""))
    return (
        joined.with_columns(basis.fill_null("").alias("basis"))
        .select(VALUES)
        .sort(VALUES)
    )
