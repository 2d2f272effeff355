"""What a wrong account credited beyond the one that takes its place."""

import math

from edaphon.accounting.account import Account
from edaphon.accounting.chain import replaced_now
from edaphon.evidence import EarlierAccount


def over_issue(account: Account) -> dict[str, object]:
    """Return the over-issue of a corrected account; nothing of any other.

    Of all that was credited for its period, by however many accounts.

    The corrected account takes off all that was credited before, the wrong one's
    result too; what is left below zero of that result is over-issued. It is no
    reversal: that carbon was never there. What a later account, made before this one,
    told as a reversal is told. Where the corrected account decides nothing, the
    over-issue is unknown.
    """
    passed = replaced_now(account.evidence)
    if passed is None:
        return {}
    credited = sum(
        item.units(account.pack.id)
        for item in account.evidence.earlier
        if item.end == passed.end
    )
    is_closed = account.status in EarlierAccount.CLOSED
    amount = _beyond(account, credited) if is_closed else None
    found = {"bundle": passed.bundle, "credited": credited, "amount": amount}
    return {"over_issue": found}


def _told_later(account: Account) -> float:
    """Return the reversals that accounts of later periods told already [t CO2e]."""
    figures = (
        item.figure(account.pack.id, "reversal")
        for item in account.evidence.later
        if item.is_standing
    )
    return math.fsum(value for value in figures if value is not None)


def _beyond(account: Account, credited: int) -> int | None:
    """Return what was credited beyond what the corrected account bears [t CO2e].

    A method that counts from the last account owes what was credited like a deficit:
    what it does not make good is over-issued.
    """
    known = {*account.run.steps}
    if {"creditable", "issued_before"} <= known:
        others = account.run.value("issued_before") - credited
        borne = max(0, math.floor(account.run.value("creditable") - others))
        return max(0, math.ceil(credited - borne - _told_later(account)))
    if "deficit_after" in known:
        return min(credited, math.ceil(account.run.value("deficit_after")))
    return None
