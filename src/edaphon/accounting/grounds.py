"""What all accounts of one chain share: everything that they rest on of the past.

A later account takes the change since the first campaign, or since the one before it.
Land that grows between two accounts, a campaign or a baseline that is lower in the
second than it was in the first, or a statement that is made good afterwards, would
pass for a change of the soil. ``ground_rows`` says which observations belong to the
time of an account, ``ground_fields`` which statements.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl
from msgspec import UNSET

from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.evidence import Evidence, control_of
from edaphon.accounting.ground_fields import (
    OF_LAND,
    Said,
    said,
    said_of_campaign,
    said_until,
    totals,
    totals_record,
)
from edaphon.accounting.ground_rows import (
    VALUES,
    held_rows,
    listed,
    points_of,
    recorded_rows,
    sampled_rows,
)
from edaphon.accounting.years_needed import next_year
from edaphon.kernel import canonical
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.digests import digest, shortened
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.record import stated_or

if TYPE_CHECKING:
    from edaphon.evidence import EarlierAccount

AREA_DECIMALS = 4

LEAST_CHANGE = 0.5e-6
"""Half of the last digit of a total in a record."""

WORDS = {
    "land": {
        "en": "the land (strata, areas, parcels, kind of land)",
        "zh": "土地（碳层、面积、地块、土地类别）",
    },
    "start": {
        "en": "the first campaign (values, days, laboratory, procedure, losses, "
        "control sites)",
        "zh": "期初采样（数值、日期、检测单位、检测方法、缺测、对照点）",
    },
    "end": {
        "en": "the campaign that it ended with (values, days, laboratory, procedure, "
        "losses, control sites, archived samples)",
        "zh": "该次核算的期末采样（数值、日期、检测单位、检测方法、缺测、"
        "对照点、留样）",
    },
    "records": {
        "en": "the activity records of the baseline and of the years until its end, "
        "and of records without a year",
        "zh": "基准线及截至该次核算的期末各年的活动记录，以及未注明年份的记录",
    },
    "stated": {
        "en": "what project.yaml states for its time (practice, product, baseline, "
        "sampling, runs of the laboratory, days with the programme)",
        "zh": "project.yaml 中有关该监测期的内容（措施、产品、基准线、采样设计、"
        "检测质控、机制流程日期）",
    },
    "members": {
        "en": "the roster until its end (members, parcels, days of joining and "
        "leaving)",
        "zh": "截至该次核算的期末的成员名册（成员、地块、加入和退出日期）",
    },
}

TOTALS = {
    "carrier_carbon": {
        "en": "organic carbon of the product since the first day [t C]",
        "zh": "自起始日以来产品带入的有机碳 [t C]",
    },
    "displaced_livestock": {
        "en": "emissions of displaced livestock since the first day [t CO2e]",
        "zh": "自起始日以来牲畜转移的排放量 [tCO2e]",
    },
    "diverted_residues": {
        "en": "emissions of diverted residues since the first day [t CO2e]",
        "zh": "自起始日以来秸秆改变用途的排放量 [tCO2e]",
    },
    "displaced_production": {
        "en": "leakage of displaced production since the first day [t CO2e]",
        "zh": "自起始日以来生产转移的泄漏 [tCO2e]",
    },
}


def grounds(evidence: Evidence) -> dict[str, object]:
    """Return the campaigns compared, and what every account of a chain shares.

    Digests of land, campaigns, records, statements and members, and the amounts that
    no later account may state smaller.
    """
    first, last = evidence.campaign_ids
    end = evidence.project.model.period.end
    held = _held(evidence, held_rows(evidence), last, end)
    return {"first": first, "last": last, **held, "totals": totals_record(evidence)}


def _held(
    evidence: Evidence, rows: pl.DataFrame, last: str, end: str
) -> dict[str, str]:
    """Return the digests of an account that ended with a campaign, on a day."""
    document = said(evidence)
    stated = {name: item for name, item in document.items() if name not in OF_LAND}
    found: dict[str, Said] = {
        "land": _land(evidence, {name: document.get(name) for name in OF_LAND}),
        "start": _sampled(evidence, rows, evidence.campaign_ids[0]),
        "end": _sampled(evidence, rows, last),
        "records": _table(recorded_rows(rows, end, next_year(evidence, last))),
        "stated": {**stated, "until": said_until(evidence, last, end)},
    }
    if evidence.roster is not None:
        found["members"] = {"held": _members(evidence, end)}
    return {name: _digest(record) for name, record in found.items()}


def grounds_problems(evidence: Evidence) -> Iterator[Problem]:
    """Tell of every standing earlier account that rests on other grounds.

    Yields
    ------
    Problem
        ``EARLIER_GROUNDS``, once for each part that differs; ``EARLIER_TOTAL`` for an
        amount since the first day that is smaller than it was.
    """
    named = [entry.bundle for entry in evidence.project.earlier]
    rows = held_rows(evidence)
    for item in evidence.earlier:
        if item.is_standing:
            where = evidence.project.where(
                "earlier", named.index(item.bundle), "bundle"
            )
            yield from _differences(evidence, rows, item, where)
            yield from _smaller(evidence, item, where)


def _differences(
    evidence: Evidence, rows: pl.DataFrame, item: "EarlierAccount", where: Where
) -> Iterator[Problem]:
    own = _held(evidence, rows, item.last_campaign, item.end)
    held = item.record.grounds
    for name, words in WORDS.items():
        found = getattr(held, name)
        if found is UNSET:  # an account without a roster says nothing of members
            continue
        needed = own.get(name, "-")
        if found != needed:
            facts = {
                "end": last_day(item.end),
                "what": words,
                "found": shortened(found),
                "needed": shortened(needed),
            }
            yield Problem(code="EARLIER_GROUNDS", where=where, facts=facts)


def _smaller(
    evidence: Evidence, item: "EarlierAccount", where: Where
) -> Iterator[Problem]:
    """Tell of amounts since the first day that were larger before."""
    own = totals(evidence)
    for total in item.record.grounds.totals:
        needed = float(total.value)
        if total.name in own and own[total.name] < needed - LEAST_CHANGE:
            facts = {
                "end": last_day(item.end),
                "what": TOTALS[total.name],
                "found": text_of(own[total.name], 6),
                "needed": total.value,
            }
            yield Problem(code="EARLIER_TOTAL", where=where, facts=facts)


def _digest(record: Mapping[str, object]) -> str:
    return digest(canonical.dumps(record, require_nfc=False))


def _land(evidence: Evidence, stated: Said) -> Said:
    return {
        "said": stated,
        "areas": [
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
    return _digest(_sampled(evidence, held_rows(evidence), campaign))


def _sampled(evidence: Evidence, rows: pl.DataFrame, campaign: str) -> Said:
    """Return the values of a campaign and what is said of it, in no file's order."""
    masses = evidence.reference_masses
    found = sampled_rows(rows, campaign)
    return {
        **said_of_campaign(evidence, campaign, points_of(found)),
        "depth_cm": text_of(evidence.depth_cm, 2),
        "reference_mass": {name: text_of(masses[name], 6) for name in sorted(masses)},
        **_table(found),
    }


def _table(rows: pl.DataFrame) -> Said:
    return {"columns": list(VALUES), "values": listed(rows)}


def _members(evidence: Evidence, end: str) -> list[list[str]]:
    """Return who held which parcel until a day; who left later was still in it."""
    held = () if evidence.roster is None else evidence.roster.holdings
    day = end[:10]
    return sorted(
        [
            item.member,
            item.parcel,
            item.stratum,
            str(item.area_ha),
            item.joined.isoformat(),
            "" if item.left is None or item.left.isoformat() > day
            else item.left.isoformat(),
        ]
        for item in held
        if item.joined.isoformat() < day
    )  # fmt: skip
