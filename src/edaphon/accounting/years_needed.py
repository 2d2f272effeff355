"""How many years of records a period asks for."""

import math

from edaphon.accounting.campaign_days import years_sampled
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.yearly import Yearly

SHORT_OF_A_YEAR = 1 / 2
"""Part of a year that needs no record of its own [a]."""


def years_needed(evidence: Evidence) -> int:
    """Return the years between the campaigns; a part up to a half is left out."""
    return math.ceil(float(years_sampled(evidence)) - SHORT_OF_A_YEAR)


def too_few(evidence: Evidence, yearly: Yearly) -> list[str]:
    """Return the project's years of records where they are fewer than are needed."""
    needed = years_needed(evidence)
    held = len(yearly.years.get("project", ()))
    return [f"years project {held} {needed}"] if 0 < held < needed else []
