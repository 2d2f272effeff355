"""Which editions rule one account: the day, the project's days, and the record."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from edaphon.accounting.evidence import Evidence
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Text
from edaphon.methods import MethodPack
from edaphon.methods.editions import Edition, Ruling, account_day, reason, rule_on
from edaphon.schemas.models import account
from edaphon.schemas.models.account import EditionStated
from edaphon.schemas.models.project import Milestones
from edaphon.schemas.record import stated_or

Standing = Literal["in_force", "transition", "superseded", "next"]


def project_days(evidence: Evidence) -> dict[str, str]:
    """Return the known days by which a transition can be decided."""
    given = stated_or(evidence.project.model.milestones, Milestones())
    stated = {
        "listed": given.listed,
        "validated": given.validated,
        "registered": given.registered,
        "requested": given.requested,
    }
    known = {name: str(day) for name, day in stated.items() if day is not UNSET}
    return {**known, "period_end": last_day(evidence.period.end)}


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
    day = account_day(editions, last_day(evidence.period.end))
    return rule_on(editions, day, project_days(evidence))


def editions_stated(found: Ruling) -> list[EditionStated]:
    """Return what an account states: editions that rule, were replaced, are to come."""
    return [
        *(
            _stated(item.edition, item.because, reason=_text(reason(item, found.day)))
            for item in found.used
        ),
        *(_stated(item, "superseded") for item in found.superseded),
        *(
            _stated(item, "next", asks=_text(item.asks) if item.asks.en else UNSET)
            for item in found.next
        ),
    ]


def _stated(
    item: Edition,
    stands: Standing,
    *,
    reason: account.Text | UnsetType = UNSET,
    asks: account.Text | UnsetType = UNSET,
) -> EditionStated:
    return EditionStated(
        id=item.id,
        document=item.document,
        title=_text(item.title),
        edition=item.edition,
        stands=stands,
        from_=item.since or UNSET,
        to=item.until or UNSET,
        reason=reason,
        asks=asks,
        source=_text(item.source),
        mark=item.mark,
    )


def _text(words: Text) -> account.Text:
    return account.Text(en=words.en, zh=words.zh)
