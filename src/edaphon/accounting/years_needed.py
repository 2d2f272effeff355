"""Which calendar years of records a period asks for."""

from edaphon.accounting.evidence import Evidence
from edaphon.kernel.calendar_years import years_in


def years_needed(evidence: Evidence) -> tuple[str, ...]:
    """Return the years that belong to the period: each is recorded, and no other."""
    return years_in(evidence.period.start, evidence.period.end)
