"""Which editions rule one account: the day, the project's days, and the record."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import UNSET

from edaphon.accounting.evidence import Evidence
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.methods import MethodPack
from edaphon.methods.editions import (
    Edition,
    Ruling,
    account_day,
    day_told,
    reason,
    rule_on,
)
from edaphon.schemas.models.project import Milestones
from edaphon.schemas.record import stated_or

Record = dict[str, Any]


def last_day(evidence: Evidence) -> str:
    """Return the last day of the monitoring period, whose end is out."""
    return str(date.fromisoformat(str(evidence.period.end)) - timedelta(days=1))


def project_days(evidence: Evidence) -> dict[str, str]:
    """Return the days by which a transition can be decided, as far as they are known."""
    given = stated_or(evidence.project.model.milestones, Milestones())
    stated = {
        "listed": given.listed,
        "validated": given.validated,
        "registered": given.registered,
        "requested": given.requested,
    }
    known = {name: str(day) for name, day in stated.items() if day is not UNSET}
    return {**known, "period_end": last_day(evidence)}


def rulings(
    evidence: Evidence,
    packs: Sequence[MethodPack],
    editions: Mapping[str, Sequence[Edition]],
) -> dict[str, Ruling]:
    """Return the editions that rule under each method.

    Parameters
    ----------
    evidence
        Evidence of the account.
    packs
        Methods of the account.
    editions
        What a bundle says of the editions of a method, in the place of what is
        installed; empty where an account is made for the first time.

    Raises
    ------
    EdaphonError
        ``EDITION_NONE`` and ``EDITION_OTHER`` of every method at once.
    """
    found: dict[str, Ruling] = {}
    problems: list[Problem] = []
    for item in packs:
        listed = editions.get(item.id) or item.editions
        try:
            found[item.id] = ruling(evidence, listed)
        except EdaphonError as refusal:
            problems += refusal.problems
    if problems:
        raise EdaphonError(problems)
    return found


def ruling(evidence: Evidence, editions: Sequence[Edition]) -> Ruling:
    """Return what rules an account of this evidence, by these editions."""
    day = account_day(editions, last_day(evidence))
    return rule_on(editions, day, project_days(evidence))


def editions_used(evidence: Evidence, found: Ruling) -> Record:
    """Return what an account states of its editions."""
    return {
        "day": found.day,
        "day_told": dict(day_told(found, last_day(evidence))),
        "used": [
            {
                **_named(item.edition),
                "because": item.because,
                "reason": dict(reason(item)),
                "source": dict(item.edition.source),
                "mark": item.edition.mark,
            }
            for item in found.used
        ],
        "superseded": [_named(item) for item in found.superseded],
        "next": [{**_named(item), "asks": dict(item.asks)} for item in found.next],
    }


def _named(item: Edition) -> Record:
    return {
        "id": item.id,
        "document": item.document,
        "kind": item.kind,
        "title": dict(item.title),
        "edition": item.edition,
        "issued": item.issued or None,
        "from": item.since or None,
        "to": item.until or None,
    }
