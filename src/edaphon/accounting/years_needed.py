"""Which calendar years of records an account counts, by the days of its campaigns.

The days on which the soil was sampled are evidence; the ends of the period are typed.
"""

from msgspec import UNSET

from edaphon.accounting.campaign_days import first_day
from edaphon.accounting.evidence import Evidence
from edaphon.kernel.calendar_years import year_after, years_in
from edaphon.schemas.models.project import Baseline
from edaphon.schemas.record import stated_or


def years_needed(evidence: Evidence) -> tuple[str, ...]:
    """Return the years that belong to the account: each is recorded, and no other."""
    since = first_day(evidence)
    first, last = (first_day(evidence, name) for name in evidence.campaign_ids)
    return years_in(first, last, since)


def next_year(evidence: Evidence, campaign: str) -> str:
    """Return the first year that belongs to the account after a campaign."""
    return year_after(first_day(evidence, campaign), first_day(evidence))


def years_brought(evidence: Evidence) -> tuple[str, ...]:
    """Return the years in which what is brought on the land counts.

    Those of the account; and of the first one the year of its first campaign too,
    since what was brought after that campaign is found by the next.
    """
    years = years_needed(evidence)
    if evidence.since is not None:
        return years
    first = int(first_day(evidence)[:4])
    before = range(first, int(next_year(evidence, evidence.campaign_ids[0])))
    return (*map(str, before), *years)


def years_of_baseline(evidence: Evidence) -> tuple[str, ...]:
    """Return the years of the stated look-back; none where it is not stated."""
    span = stated_or(evidence.project.model.baseline, Baseline()).look_back
    return () if span is UNSET else years_in(span.start, span.end)
