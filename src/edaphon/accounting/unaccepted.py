"""Periods of a chain for which no account of a method was accepted.

An account that was refused, or never made, closes nothing: what the soil did until
then is part of what the next account counts. A loss that grew back by then is told by
nobody, so that the gap itself is told.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from edaphon.accounting.account import Account
from edaphon.evidence import EarlierAccount
from edaphon.kernel.calendar_years import last_day

NONE = "none"
"""Status of a period for which no account was made under a method."""


def unaccepted(account: Account) -> dict[str, object]:
    """Return the periods before this account's own that no account closed.

    Nothing where each was accepted. A period runs from the end of the one before it,
    whichever account told it; of one period the accounts that stand count.
    """
    rows = list(_rows(account))
    return {"unaccepted": rows} if rows else {}


def _rows(account: Account) -> Iterator[dict[str, object]]:
    whole = account.evidence.whole
    own, start = whole.period.end, whole.period.start
    for end in sorted({item.end for item in whole.earlier if item.end < own}):
        held = [item for item in whole.earlier if item.end == end]
        status = _status(held, account.pack.id)
        if status not in EarlierAccount.CLOSED:
            days = (_day(end) - _day(start)).days
            yield {"start": start, "last": last_day(end), "days": days,
                   "status": status}  # fmt: skip
        start = end


def _status(held: Sequence[EarlierAccount], method: str) -> str:
    """Return the best status of those that stand; of all where none does."""
    standing = [item for item in held if item.is_standing] or held
    found = [status for item in standing if (status := item.status(method))]
    return min(
        found, key=lambda status: status not in EarlierAccount.CLOSED, default=NONE
    )


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
