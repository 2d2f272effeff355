"""What earlier accounts of the same land leave to this one, from their records."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import UNSET

from edaphon.accounting.charged import charged
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.given import given
from edaphon.accounting.since import last_account
from edaphon.evidence import EarlierAccount
from edaphon.kernel.calendar_years import vintages
from edaphon.methods import Input, MethodPack, Origin
from edaphon.schemas.record import stated_or

STORED = 0.5e-6
"""Half of the last digit of a figure in a record [t CO2e]: rounding is no fall."""


def chain(evidence: Evidence, pack: MethodPack) -> dict[str, Input]:
    """Return what was credited before under a method, and which days are left.

    Whether there were earlier accounts is not guessed: where nothing is said nothing
    is given, and no method then credits anything. Every earlier result counts as
    issued, also one that was replaced since: units that exist were not taken back yet.

    Parameters
    ----------
    evidence
        Evidence with its earlier accounts, as far as the pack sees it.
    pack
        The method; all its versions count.

    Returns
    -------
    dict of str to Input
        ``issued_before``, ``reversed_before``, ``covered_before`` [t CO2e];
        ``last_estimate`` [t CO2e], the smallest estimate of the last standing account
        that told a reversal or has credits behind it; ``vintage_share`` [1], of the
        days since the end of the last account that credited; ``earlier_removals`` and
        ``earlier_deficit`` [t CO2e], what goes on from the accounts before under a
        pack that counts from the last one; 0 without one; the floors of `charged`.
    """
    method = pack.id
    if evidence.project.model.earlier is UNSET:
        return {}
    accounts = evidence.earlier
    origin = _origin(evidence)
    found = {
        "issued_before": float(sum(item.units(method) for item in accounts)),
        "reversed_before": _gaps_told(evidence, method),
        "covered_before": _told(accounts, method, "covered_reversal"),
    }
    found |= _carried(evidence, method)
    credited = [item for item in accounts if item.units(method) > 0]
    if credited:
        known = [
            estimate
            for item in _last(accounts, method)
            if (estimate := item.figure(method, "least_estimate")) is not None
        ]
        found |= {"last_estimate": max(known) - STORED} if known else {}
    inputs = {
        name: given(name, "t{CO2e}", "account", [value], origin)
        for name, value in found.items()
    }
    inputs |= {
        name: given(name, unit, "account", [value], origin)
        for name, (value, unit) in charged(evidence, method).items()
    }
    if not credited or evidence.since is not None:
        return inputs
    return {**inputs, **_days_left(evidence, credited[-1].end)}


def _carried(evidence: Evidence, method: str) -> dict[str, float]:
    """Return what goes on from the accounts before; 0 without one.

    What a record does not say is unknown.
    """
    last, owed = last_account(evidence, method), _owed(evidence, method)
    found = {} if owed is None else {"earlier_deficit": owed}
    through = 0.0 if last is None else last.figure(method, "removals_through")
    return found if through is None else {**found, "earlier_removals": through}


def _owed(evidence: Evidence, method: str) -> float | None:
    """Return what is made good before anything is credited [t CO2e]; None if unknown.

    Period after period all that was credited for it, by whichever account, is held
    against what its standing account says that it bears: a correction counts whenever
    it was made. Unknown where an account decided a period and none that stands does.
    What was credited for the period of this account, which it corrects, is owed. What
    a corrected account held back, since later ones stood on other values, is set
    against what those credited.
    """
    end, owed, spare = evidence.period.end, 0.0, 0.0
    for period in sorted({item.end for item in evidence.earlier}):
        held = [item for item in evidence.earlier if item.end == period]
        issued = sum(item.units(method) for item in held)
        if period >= end:
            owed += issued
            continue
        closed = [item for item in held if item.is_standing and item.is_closed(method)]
        borne = [item.figure(method, "period_result") for item in closed]
        known = [value for value in borne if value is not None]
        decided = any(item.is_closed(method) for item in held)
        if len(known) < len(closed) or ((issued or decided) and not known):
            return None
        if known:
            balance = owed + issued - min(known)
            owed, kept = max(0.0, balance), max(0.0, -balance)
            spare += min(kept, sum(_held(item, method) for item in closed))
    return owed - spare


def _held(item: EarlierAccount, method: str) -> int:
    """Return what an account computed and did not credit [t CO2e]."""
    found = item.under(method)
    return 0 if found is None else stated_or(found.held, 0)


def _gaps_told(evidence: Evidence, method: str) -> float:
    """Return what of the credits a record says, or this one will, is not borne.

    Reversals and over-issues of standing accounts. What was credited for the period of
    this account, which it corrects, is its own over-issue as far as it is not borne.
    """
    end, accounts = evidence.period.end, evidence.earlier
    own = math.fsum(item.units(method) for item in accounts if item.end == end)
    over = math.fsum(item.over_issue(method) for item in accounts if item.is_standing)
    return _told(accounts, method, "reversal") + over + own


def _told(accounts: Sequence[EarlierAccount], method: str, name: str) -> float:
    """Return the sum of a figure over standing accounts [t CO2e]; 0 of none."""
    figures = (item.figure(method, name) for item in accounts if item.is_standing)
    return math.fsum(value for value in figures if value is not None)


def _last(accounts: Sequence[EarlierAccount], method: str) -> list[EarlierAccount]:
    """Return the standing accounts of the last period that credited or told a loss.

    A corrected account stands for the credits of the one that it replaced, also where
    it adds none: what it lacks against that one was never there and is no loss. Where
    several stand, the largest estimate counts: a fall is then told sooner.
    """
    by_name = {str(item.bundle): item for item in accounts}
    found = [
        item
        for item in accounts
        if item.is_standing
        and (_credits(item, by_name, method) or _told([item], method, "reversal") > 0)
    ]
    return [item for item in found if item.end == found[-1].end]


def _credits(
    item: EarlierAccount, by_name: Mapping[str, EarlierAccount], method: str
) -> bool:
    """Tell whether an account credited, or one did in whose place it stands."""
    seen: set[str] = set()
    held: EarlierAccount | None = item
    while held is not None and held.bundle not in seen:
        if held.units(method) > 0:
            return True
        seen.add(held.bundle)
        passed = held.record.replaces
        held = None if passed is UNSET else by_name.get(passed.bundle)
    return False


def replaced_now(evidence: Evidence) -> EarlierAccount | None:
    """Return the account of the same period in whose place this one stands."""
    passed = {
        item.record.replaces.bundle
        for item in evidence.earlier
        if item.record.replaces is not UNSET
    }
    for item in evidence.earlier:
        is_own = item.end == evidence.period.end and item.bundle not in passed
        if item.replaced is not None and is_own:
            return item
    return None


def _origin(evidence: Evidence) -> Origin:
    """Return the entries of ``earlier``, or the word that there are none."""
    count = len(evidence.project.earlier)
    entries = tuple(f"earlier/{at}/bundle" for at in range(count))
    return Origin("project", entries or ("earlier",))


def _days_left(evidence: Evidence, end: str) -> dict[str, Input]:
    """Return the share of each year in the days after the last credited period.

    A corrected account of the same period has no new day: its years keep their shares.
    """
    period = evidence.period
    years = vintages(period.start, period.end)
    passed = dict(vintages(period.start, end))
    left = [days - passed.get(year, 0) for year, days in years]
    whole = sum(left)
    if whole <= 0:
        return {}
    shares = [Fraction(days, whole) for days in left]
    return {
        "vintage_share": given(
            "vintage_share", "1", "vintage", shares, _origin(evidence)
        )
    }
