"""What project.yaml says of the past, so that none of it may change later.

Everything is held, unless `MAY_CHANGE` names it with a reason: a field that is new in
the schema is held from its first day. Lists that grow are held as far as they speak of
the time of an account.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import UNSET, to_builtins

from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.sources import LEAKED, words_name_organic_carbon
from edaphon.accounting.stated import is_stated_in, stated
from edaphon.evidence import reanalysis_fault, word_fault
from edaphon.kernel.quantities import decimal_text
from edaphon.schemas.models.project import CampaignErrors, Milestones, Runs
from edaphon.schemas.record import stated_or

WORDS_ONLY = "words for readers; no equation and no condition reads them"
ORGANIC = "words; whether they name organic carbon is held"
PEOPLE = "words; whether a witness of the past takes part in the project is held"
EACH_TIME = "every account judges it anew, on what is stated then"
BY_VALUE = "how files are read; what was read is held, value by value"
COMPARED = "compared with the earlier account by a rule of its own"
GROWS = "held as far as it speaks of the time of the earlier account"
WHOLE_PERIOD = (
    "speaks of the whole period, which grew; records of the past are held, and a "
    "source that nobody spoke of had credited nothing"
)

MAY_CHANGE: Mapping[str, str] = {
    "v": "version of the form",
    "name": WORDS_ONLY, "proponent": PEOPLE, "parties": PEOPLE,
    "licence": WORDS_ONLY, "laboratory": WORDS_ONLY, "authorisation": WORDS_ONLY,
    "disclosure": WORDS_ONLY, "ex_ante": WORDS_ONLY,
    "previous_report": "names the report of the last account",
    "practice/description": ORGANIC, "practice/evidence": EACH_TIME,
    "practice/product/name": ORGANIC, "practice/product/standard": WORDS_ONLY,
    "practice/product/form": WORDS_ONLY,
    "practice/product/registration": "a registration is renewed; " + EACH_TIME,
    "practice/product/carrier_carbon": "sum since the first day; never less, `totals`",
    "land/history": WORDS_ONLY, "land/tenure": EACH_TIME,
    "additionality": EACH_TIME, "uniqueness": EACH_TIME, "permanence": EACH_TIME,
    "baseline/description": WORDS_ONLY, "baseline/reassess_on": EACH_TIME,
    "strata/*/name": WORDS_ONLY,
    "id": COMPARED, "period": COMPARED, "earlier": COMPARED,
    "sampling/plan": COMPARED, "sampling/seal": COMPARED,
    "sampling/moved": "tells how far a point was moved at any visit; " + EACH_TIME,
    "sampling/gps_error_m": "of the receiver of the last visit; " + EACH_TIME,
    "fields": BY_VALUE, "files": BY_VALUE,
    "members": "the roster is held by its rows; the rule shares what is new",
    "factors": "better factors come (ADR 0022); the bridge shows what they moved",
    "sources_absent": WHOLE_PERIOD,
    "leakage/yield_change_percent": "mean of the whole period, which grew; recorded "
    "yields of the past are held",
    "leakage/displaced_livestock": "a yearly mean; its sum is never less, `totals`",
    "leakage/diverted_residues": "a yearly mean; its sum is never less, `totals`",
    "leakage/displaced_production": "a yearly mean; its sum is never less, `totals`",
    "methods": "each method has an account of its own",
    "campaigns": GROWS, "campaign_errors": GROWS, "control_sites": GROWS,
    "milestones": GROWS, "sampling/missing": GROWS,
}  # fmt: skip
"""Field of project.yaml that may differ in a later account, and why."""

OF_LAND = ("scenario", "land", "strata")
"""Fields that are told as the land."""

CARBON = "t{C}"

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)

Said = Mapping[str, object]


def said(evidence: Evidence) -> Said:
    """Return what project.yaml says and may not say otherwise later."""
    document = to_builtins(evidence.project.model)
    kept = {name: _kept(value, name) for name, value in document.items()
            if name not in MAY_CHANGE}  # fmt: skip
    held = kept["strata"]
    strata = sorted(held, key=_id) if isinstance(held, list) else held
    organic = words_name_organic_carbon(evidence)
    return {**kept, "strata": strata, "names_organic_carbon": organic}


def _kept(value: object, place: str) -> object:
    """Return a value without what may change, numbers in one form."""
    if isinstance(value, Mapping):
        return {
            name: _kept(item, f"{place}/{name}")
            for name, item in value.items()
            if f"{place}/{name}" not in MAY_CHANGE
        }
    if isinstance(value, list):
        return [_kept(item, f"{place}/*") for item in value]
    return _one_form(value)


def _one_form(value: object) -> object:
    """Return a number as text without closing zeros, so that 30.0 is 30."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        return value
    return decimal_text(Decimal(str(value)).normalize())


def _id(item: object) -> str:
    return str(item["id"]) if isinstance(item, Mapping) else ""


def said_of_campaign(
    evidence: Evidence, campaign: str, points: Collection[str]
) -> Said:
    """Return what is said of a campaign, its points and what was lost of them."""
    sites = stated_or(evidence.project.model.control_sites, [])
    held = [_kept(to_builtins(item), "site") for item in sites if item.point in points]
    return {
        "campaign": list(_campaign(evidence, campaign)),
        "missing": sorted(_missing(evidence, campaign), key=str),
        "control_sites": sorted(held, key=str),
    }


def _campaign(evidence: Evidence, campaign: str) -> Iterator[Said]:
    for at, item in enumerate(evidence.project.model.campaigns):
        if item.id == campaign:
            told = {
                name: _kept(value, "campaign")
                for name, value in to_builtins(item).items()
            }
            yield {**told, "against_reanalysis": reanalysis_fault(evidence.project, at)}


def _missing(evidence: Evidence, campaign: str) -> Iterator[Said]:
    """Yield the samples that a campaign lost, with what stands against the witness."""
    for at, item in enumerate(stated_or(evidence.sampling.missing, [])):
        if item.campaign == campaign:
            place = ("sampling", "missing", at, "witness")
            fault = word_fault(evidence.project, place, since=date.min)
            told = to_builtins(item)
            told.pop("reason")
            yield {**told, "against_witness": fault}


def said_until(evidence: Evidence, campaign: str, end: str) -> Said:
    """Return runs and days that an account until a day, and a campaign, could know."""
    project = evidence.project.model
    errors = stated_or(project.campaign_errors, CampaignErrors())
    last = _last_run(evidence, campaign)
    days = to_builtins(stated_or(project.milestones, Milestones()))
    return {
        "laboratory": _runs(stated_or(errors.laboratory, None), last),
        "bulk_density": _runs(stated_or(errors.bulk_density, None), last),
        "milestones": {name: day for name, day in days.items() if day < end[:10]},
    }


def _runs(runs: Runs | None, last: str) -> object:
    if runs is None:
        return None
    return sorted(
        (_kept(to_builtins(item), "runs") for item in runs if item.day <= last),
        key=str,
    )


def _last_run(evidence: Evidence, campaign: str) -> str:
    """Return the last day on which a run speaks of a campaign and not of the next.

    Halfway between the two: samples are analysed after their campaign, and rings are
    calibrated before it.
    """
    rounds = evidence.project.model.campaigns
    names = [item.id for item in rounds]
    at = names.index(campaign) if campaign in names else len(names)
    if at + 1 >= len(names):
        return date.max.isoformat()
    first = date.fromisoformat(rounds[at].end[:10])
    after = date.fromisoformat(rounds[at + 1].start[:10])
    return (first + (after - first) / 2).isoformat()


def totals(evidence: Evidence) -> dict[str, float]:
    """Return what the project states as amounts since its first day, as far as known.

    One that exists by no word of it is zero; one that nobody speaks of is left out,
    and no account then credits anything.

    Returns
    -------
    dict of str to float
        ``carrier_carbon`` [t C]; leakage by its name [t CO2e].
    """
    found = {}
    product, years = evidence.product, float(evidence.whole.years)
    carrier = UNSET if product is UNSET else product.carrier_carbon
    if carrier is not UNSET and is_stated_in(carrier, CARBON):
        place = "practice/product/carrier_carbon"
        found["carrier_carbon"] = stated(carrier, CARBON, place)
    elif denied(evidence, "carrier"):
        found["carrier_carbon"] = 0.0
    for name in LEAKED:
        amount: str | None = stated_or(getattr(evidence.leakage, name), None)
        if amount is not None:
            found[name] = float(amount) * years
        elif denied(evidence, name):
            found[name] = 0.0
    return found


def totals_record(evidence: Evidence) -> list[dict[str, str | None]]:
    """Return the totals as a record holds them."""
    return [
        {"name": name, "value": text_of(value, 6)}
        for name, value in sorted(totals(evidence).items())
    ]
