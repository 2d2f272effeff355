"""Whether each account of a chain stands on the one that now stands before it.

A method that counts from the last account takes the change since the campaign which
that one ended with. Where that campaign is corrected afterwards, two accounts hold the
same gain, or none of them does.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import UNSET

from edaphon.evidence.earlier import EarlierAccount, earlier_accounts
from edaphon.evidence.project import Project
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.digests import shortened
from edaphon.kernel.errors import Problem

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account


def footing_problems(project: Project) -> Iterator[Problem]:
    """Tell of accounts that cannot stand beside each other in one chain.

    Parameters
    ----------
    project
        A project whose earlier accounts are all listed and read.

    Yields
    ------
    Problem
        ``EARLIER_FORK`` for two accounts of one period of which neither knows the
        other; ``EARLIER_FOOTING`` for an account before this one that began with
        other values than those which the account before it now ends with.
    """
    accounts = earlier_accounts(project)
    named = [entry.bundle for entry in project.earlier]
    own = project.period.end.isoformat()
    standing = [item for item in accounts if item.is_standing]
    for first, second in pairwise(standing):
        if first.end == second.end:
            facts = {"end": last_day(first.end), "found": first.bundle,
                     "other": second.bundle}  # fmt: skip
            where = project.source.where("earlier", named.index(second.bundle))
            yield Problem(code="EARLIER_FORK", where=where, facts=facts)
    for item in standing:
        for account in item.record.accounts if item.end < own else ():
            needed = _needed(item, account.method.id, standing)
            if account.status in item.CLOSED and not _stands(item, account, needed):
                facts = {"end": last_day(item.end), "method": account.method.id,
                         "found": _shown(account), "campaign": needed[0],
                         "needed": shortened(needed[1])}  # fmt: skip
                where = project.source.where("earlier", named.index(item.bundle))
                yield Problem(code="EARLIER_FOOTING", where=where, facts=facts)


def _needed(
    item: EarlierAccount, method: str, standing: Sequence[EarlierAccount]
) -> tuple[str, str]:
    """Return the campaign, and its values, that an account begins with by now."""
    before = [
        other for other in standing if other.end < item.end and other.is_closed(method)
    ]
    if before:
        return before[-1].last_campaign, before[-1].record.grounds.end
    return item.record.grounds.first, item.record.grounds.start


def _stands(item: EarlierAccount, account: "Account", needed: tuple[str, str]) -> bool:
    """Tell whether an account began there; one of the whole period need not."""
    if account.stands_on is UNSET:
        return account.period.start == item.record.period.start
    return (account.stands_on.campaign, account.stands_on.values) == needed


def _shown(account: "Account") -> str:
    if account.stands_on is UNSET:
        return "-"
    return f"{account.stands_on.campaign} {shortened(account.stands_on.values)}…"
